"""A survey as pages show it: its questions with their fields, and what was answered to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy

from iscm.domain.surveys import (
    LONGEST_ANSWER,
    NO,
    YES,
    Fault,
    Form,
    Phase,
    Question,
    State,
    Survey,
    fields_of,
)
from iscm.publication.reports.tracked import Goal
from iscm.publication.reports.tracker import goal_in_words
from iscm.publication.words import words_in

FORMS: dict[Form, Promise] = {
    Form.TEXT: gettext_lazy("Words"),
    Form.YES_NO: gettext_lazy("Yes or no"),
    Form.CHOICE: gettext_lazy("One of several"),
    Form.OBJECTIVES: gettext_lazy("Words for each objective or target"),
}
PHASES: dict[Phase, Promise] = {
    Phase.DRAFT: pgettext_lazy("survey", "draft"),
    Phase.OPEN: pgettext_lazy("survey", "open"),
    Phase.CLOSED: pgettext_lazy("survey", "closed"),
}
STATES: dict[State | None, Promise] = {
    None: gettext_lazy("not answered"),
    State.PARTLY: gettext_lazy("partly answered"),
    State.SENT: gettext_lazy("answered, to be looked at"),
    State.ACCEPTED: gettext_lazy("answered and accepted"),
    State.RETURNED: gettext_lazy("sent back to the mechanism"),
    State.TAKEN_BACK: gettext_lazy("taken back"),
}
FAULTS: dict[str, Promise] = {
    Fault.NOT_ONE_OF_THESE: gettext_lazy("Choose one of these."),
    Fault.NEEDED: gettext_lazy("Please answer this before you send it."),
    Fault.EMPTY: gettext_lazy("Nothing is filled in. If there is nothing to report, tick the box that says so."),
}
YES_NO: dict[str, Promise] = {YES: gettext_lazy("Yes"), NO: gettext_lazy("No")}
LEAST_ROWS, MOST_ROWS, LETTERS_IN_ROW = 2, 14, 70


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field: its name, the objective it is for (`label`, `title` in full, in English), and what stands in it.

    `wrong` is what is wrong with it, `theirs` what somebody else wrote meanwhile, `is_meanwhile` that the value is
    theirs. `choices` are (value, words, is chosen). `rows` is how high it needs to be.
    """

    name: str
    label: str
    title: str
    value: str
    said: str
    choices: tuple[tuple[str, str, bool], ...]
    wrong: str
    theirs: str
    is_meanwhile: bool
    is_last_year: bool
    has_meetings: bool
    rows: int

    @property
    def is_open(self) -> bool:
        """Whether it is shown at once."""
        return bool(self.value or self.wrong or self.theirs)


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question in the reader's language with its fields."""

    key: str
    words: str
    lang: str
    form: str
    is_needed: bool
    fields: tuple[ShownField, ...]

    @property
    def answered(self) -> tuple[ShownField, ...]:
        """The fields that have an answer."""
        return tuple(one for one in self.fields if one.value)


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in the fields, and what is to be said of them."""

    values: Mapping[str, str]
    wrong: Mapping[str, str]
    theirs: Mapping[str, str]
    meanwhile: frozenset[str] = frozenset()
    last_year: frozenset[str] = frozenset()
    meetings: frozenset[str] = frozenset()


def answer_of(values: Mapping[str, str]) -> Shown:
    """What was answered, to be read."""
    return Shown(values, {}, {})


def shown_questions(survey: Survey, goals: Sequence[Goal], shown: Shown, lang: str) -> tuple[ShownQuestion, ...]:
    """The questions of a survey with their fields."""
    return tuple(_question(question, goals, shown, lang) for question in survey.questions)


def faults_shown(questions: Sequence[ShownQuestion]) -> Iterator[tuple[str, str, str]]:
    """What is wrong, with the name of the field and what it asks, for a list above a form."""
    for question in questions:
        for one in question.fields:
            if one.wrong:
                yield one.name, one.label or question.words, one.wrong


def fault_words(fault: str, words: str = "") -> str:
    """What is wrong with a field, for who typed these words."""
    if fault == Fault.TOO_LONG:
        more = len(words) - LONGEST_ANSWER
        said = ngettext("This is %(n)s letter too long.", "This is %(n)s letters too long.", more)
        return said % {"n": more}
    return str(FAULTS.get(fault, fault))


def state_words(state: State | None, *, is_changing: bool = False) -> str:
    """How far a mechanism is, in words."""
    said = str(STATES[state])
    return gettext("%(state)s; being changed") % {"state": said} if is_changing else said


def _question(question: Question, goals: Sequence[Goal], shown: Shown, lang: str) -> ShownQuestion:
    words, of = question.said_in(lang)
    by_code = {goal.code: goal for goal in goals}
    fields = tuple(
        _field(name, question, by_code.get(code), shown, lang)
        for name, _, code in fields_of([question], tuple(by_code))
    )
    return ShownQuestion(question.key, words, of, question.form.value, question.is_needed, fields)


def _field(name: str, question: Question, goal: Goal | None, shown: Shown, lang: str) -> ShownField:
    value = shown.values.get(name, "")
    return ShownField(
        name=name,
        label=_capital(goal_in_words(goal, words_in(lang))) if goal else "",
        title=goal.title if goal else "",
        value=value,
        said=said_in_words(question, value),
        choices=tuple((one, words, one == value) for one, words in _choices(question)),
        wrong=shown.wrong.get(name, ""),
        theirs=(said_in_words(question, shown.theirs[name]) or gettext("(nothing)")) if name in shown.theirs else "",
        is_meanwhile=name in shown.meanwhile,
        is_last_year=name in shown.last_year,
        has_meetings=name in shown.meetings,
        rows=_rows(value),
    )


def said_in_words(question: Question, value: str) -> str:
    """An answer as it is read: yes and no in the reader's language."""
    return str(YES_NO.get(value, value)) if question.form is Form.YES_NO else value


def _choices(question: Question) -> Iterator[tuple[str, str]]:
    if question.form is Form.YES_NO:
        yield from ((value, str(words)) for value, words in YES_NO.items())
    else:
        yield from ((one, one) for one in question.choices)


def _rows(value: str) -> int:
    lines = sum(1 + len(line) // LETTERS_IN_ROW for line in value.split("\n"))
    return max(LEAST_ROWS, min(MOST_ROWS, lines + 1))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
