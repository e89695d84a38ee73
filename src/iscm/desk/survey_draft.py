"""The form of a survey that is being written: what was typed, what it means, what is wrong where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext, gettext_noop, override

from iscm.domain.surveys import MOST_QUESTIONS, Form, Question, Survey
from iscm.publication.words import LANGUAGES
from iscm.register.operations.surveys import Plan
from iscm.register.queries.goals import goals_in

MOST_DIGITS = 4
FIRST_QUESTION = gettext_noop("What did your mechanism do for each objective this year?")
LAST_QUESTION = gettext_noop("What else should be known: results, plans, meetings to come?")


@dataclass(frozen=True)
class TypedQuestion:
    """A question as it stands in the form; `n` counts the fieldsets, `place` is its place among them."""

    n: int
    key: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    form: str = Form.TEXT.value
    choices: str = ""
    is_needed: bool = False
    place: str = ""
    wrong: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed: then there is no such question."""
        return not any(self.words.values()) and not self.choices.strip()

    @property
    def by_language(self) -> list[tuple[str, str, str]]:
        """Code and name of each language other than English, and the words in it."""
        return [(lang, name, self.words.get(lang, "")) for lang, name in settings.LANGUAGES if lang != "en"]

    @property
    def english(self) -> str:
        """The words in English."""
        return self.words.get("en", "")

    @property
    def has_others(self) -> bool:
        """Whether it is said in another language too."""
        return any(words for _, _, words in self.by_language)

    def question(self, key: str) -> Question:
        """The question that it means."""
        form = Form(self.form) if self.form in set(Form) else Form.TEXT
        lines = tuple(line.strip() for line in self.choices.splitlines() if line.strip())
        words = {lang: " ".join(said.split()) for lang, said in self.words.items() if said.strip()}
        return Question(self.key or key, form, words, lines if form is Form.CHOICE else (), self.is_needed)


@dataclass(frozen=True)
class Draft:
    """The whole form as it was typed; `wrong` by field."""

    title: str = ""
    year: str = ""
    initiative: str = "gcm"
    due: str = ""
    intro: str = ""
    questions: tuple[TypedQuestion, ...] = ()
    seen: int | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> tuple[TypedQuestion, ...]:
        """Its questions, and an empty one for one more."""
        number = len(self.questions)
        if number == MOST_QUESTIONS:
            return self.questions
        return (*self.questions, TypedQuestion(number, place=str(number + 1)))

    def plan(self) -> tuple[Plan, dict[str, str]]:
        """What it says, and which fields cannot be read at all."""
        wrong = {}
        year = int(self.year) if self.year.isascii() and self.year.isdecimal() and len(self.year) == MOST_DIGITS else 0
        if not year:
            wrong["year"] = gettext("Write a year such as 2026.")
        due = None
        if self.due:
            try:
                due = date.fromisoformat(self.due[:10])
            except ValueError:
                wrong["due"] = gettext("write a day as 2024-05-31")
        questions = tuple(one.question(key) for one, key in self._keyed(year))
        return Plan(self.title, year, self.initiative, self.intro, due, questions), wrong

    def _keyed(self, year: int) -> Iterator[tuple[TypedQuestion, str]]:
        """The questions in their order, new ones with a name that no question of another year has."""
        known = {one.key for one in self.questions}
        free = (key for n in range(1, 2 * MOST_QUESTIONS + 2) if (key := f"{year}-{n}") not in known)
        for one in self.questions:
            yield one, one.key or next(free)


def draft_of(survey: Survey, seen: int) -> Draft:
    """The form of a survey as it is."""
    questions = tuple(
        TypedQuestion(
            n, one.key, dict(one.words), one.form.value, "\n".join(one.choices), one.is_needed, place=str(n + 1)
        )
        for n, one in enumerate(survey.questions)
    )
    due = survey.due.isoformat() if survey.due else ""
    return Draft(survey.title, str(survey.year), survey.initiative, due, survey.intro, questions, seen)


def typed_draft(asked: QueryDict) -> Draft:
    """The form as it was sent: without blank and removed questions, in the order of their places."""
    found = [_typed(asked, n) for n in range(MOST_QUESTIONS + 1) if f"q{n}-en" in asked]
    kept = [one for one in found if not one.is_blank and f"q{one.n}-gone" not in asked]
    kept.sort(key=lambda one: int(one.place) if one.place.isdecimal() and len(one.place) < MOST_DIGITS else one.n)
    seen = asked.get("seen", "")
    return Draft(
        title=asked.get("title", ""),
        year=asked.get("year", "").strip(),
        initiative=asked.get("initiative", ""),
        due=asked.get("due", "").strip(),
        intro=asked.get("intro", ""),
        questions=tuple(_at(one, n) for n, one in enumerate(kept)),
        seen=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 16 else None,  # noqa: PLR2004  # digits of a number of the log
    )


def first_plan(title: str, year: int, initiative: str, before: Survey | None) -> Plan:
    """How a survey begins: with last year's questions, else with what is nearly always asked."""
    if before:
        name = title.strip() or before.title.replace(str(before.year), str(year))
        return Plan(name, year, before.initiative, before.intro, None, before.questions)
    first = [Question(f"{year}-1", Form.OBJECTIVES, _said(FIRST_QUESTION))] if goals_in(initiative) else []
    last = Question(f"{year}-{len(first) + 1}", Form.TEXT, _said(LAST_QUESTION))
    return Plan(title, year, initiative, "", None, (*first, last))


def _said(message: str) -> dict[str, str]:
    """A message in each language that has it."""
    found = {"en": message}
    for lang in LANGUAGES:
        with override(lang):
            if (words := gettext(message)) != message:
                found[lang] = words
    return found


def _typed(asked: QueryDict, n: int) -> TypedQuestion:
    key = asked.get(f"q{n}-key", "")[:20]
    return TypedQuestion(
        n,
        key=key if all(sign.isalnum() or sign == "-" for sign in key) else "",
        words={lang: asked.get(f"q{n}-{lang}", "").strip() for lang in LANGUAGES},
        form=asked.get(f"q{n}-form", ""),
        choices=asked.get(f"q{n}-choices", ""),
        is_needed=f"q{n}-needed" in asked,
        place=asked.get(f"q{n}-place", "").strip(),
    )


def _at(one: TypedQuestion, n: int) -> TypedQuestion:
    return TypedQuestion(n, one.key, one.words, one.form, one.choices, one.is_needed, str(n + 1), one.wrong)
