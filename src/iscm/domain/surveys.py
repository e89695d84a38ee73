"""The yearly survey: what the desk asks the focal points of all mechanisms, and what they answer."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

MOST_QUESTIONS, MOST_CHOICES = 12, 20
LONGEST_ANSWER, LONGEST_QUESTION, LONGEST_CHOICE = 4000, 600, 200
YES, NO = "yes", "no"
NOTHING = "nothing"
"""The name of the answer of a mechanism that has nothing to report: it is as good as any other."""

_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029]")
_UNKEPT = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_GAPS = re.compile(r"\n{3,}")


class Form(StrEnum):
    """How a question is answered: `OBJECTIVES` once for each objective (or target) of the initiative."""

    TEXT = "text"
    YES_NO = "yes-no"
    CHOICE = "choice"
    OBJECTIVES = "per-objective"


class Phase(StrEnum):
    """A survey is written, then asked, then over. Once it was open, its questions are never changed."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class State(StrEnum):
    """What became of one version of an answer."""

    PARTLY = "partly"
    SENT = "sent"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    TAKEN_BACK = "taken-back"


class Fault(StrEnum):
    """Why a field of an answer cannot stand as it is."""

    TOO_LONG = "too-long"
    NOT_ONE_OF_THESE = "not-one-of-these"
    NEEDED = "needed"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `words` are by language, at least in English; `choices` are what a `CHOICE` lets choose.

    `key` is its name in every answer, and in the survey of the next year that asks the same.
    """

    key: str
    form: Form
    words: Mapping[str, str] = field(hash=False)
    choices: tuple[str, ...] = ()
    is_needed: bool = False

    def said_in(self, lang: str) -> tuple[str, str]:
        """Its words in this language, else in English; and their language."""
        found = self.words.get(lang)
        return (found, lang) if found else (self.words.get("en", ""), "en")


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey of a year about an initiative (its slug). `due` is the last day on which answers are wanted."""

    key: str
    title: str
    year: int
    initiative: str
    intro: str
    questions: tuple[Question, ...]
    due: date | None
    phase: Phase
    opened_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One version of the answer of a mechanism (its slug), counted from 1; what was answered later is another version.

    `values` are words by the name of the field: the key of a question, with `.` and the code of an objective where it
    is asked for each. `sender` is the name under which it was sent, `owner` the link or account. `decided_by`,
    `decided_at` and `reason` are those of who accepted it, sent it back or took it back. `sha256` is that of its
    document.
    """

    survey: str
    mechanism: str
    version: int
    values: Mapping[str, str] = field(hash=False)
    state: State
    sender: str
    owner: str
    lang: str
    at: datetime
    sha256: str
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a mechanism is, from all versions of its answer, the earliest first.

    `latest` is the last version; `sent` the last one that was sent and not taken or sent back since; `accepted` the one
    that readers see, None where there is none or it was taken back; `returned` the one that was sent back with a
    reason, if nothing was sent since.
    """

    latest: Answer | None = None
    sent: Answer | None = None
    accepted: Answer | None = None
    returned: Answer | None = None

    @property
    def state(self) -> State | None:
        """Its state in one word; None where nothing was answered."""
        shown = self.sent or self.latest
        return shown.state if shown else None

    @property
    def is_answered(self) -> bool:
        """Whether it needs no reminder: it answered, or took its answer back on purpose."""
        return self.state in {State.SENT, State.ACCEPTED, State.TAKEN_BACK}

    @property
    def is_changing(self) -> bool:
        """Whether a later version is being written."""
        return bool(self.sent and self.latest and self.latest.version > self.sent.version)


def standing_of(versions: Sequence[Answer]) -> Standing:
    """What follows from the versions of one answer, the earliest first.

    Readers see the last version that was accepted, unless a later one was taken back: who takes an answer back does not
    mean the one before it.
    """
    sent = next((one for one in reversed(versions) if one.state is not State.PARTLY), None)
    decided = next((one for one in reversed(versions) if one.state in {State.ACCEPTED, State.TAKEN_BACK}), None)
    return Standing(
        latest=versions[-1] if versions else None,
        sent=sent if sent and sent.state in {State.SENT, State.ACCEPTED} else None,
        accepted=decided if decided and decided.state is State.ACCEPTED else None,
        returned=sent if sent and sent.state is State.RETURNED else None,
    )


def name_of(question: str, code: str) -> str:
    """The name of the field of a question for one objective."""
    return f"{question}.{code}"


def fields_of(questions: Sequence[Question], codes: Sequence[str]) -> Iterator[tuple[str, Question, str]]:
    """Every field of an answer: its name, its question, and the code of the objective (empty where it is for none)."""
    for question in questions:
        if question.form is Form.OBJECTIVES:
            yield from ((name_of(question.key, code), question, code) for code in codes)
        else:
            yield question.key, question, ""


def tidied(words: str) -> str:
    """What was typed, as it is kept: lines as they are, without blanks at the ends or signs that are no text."""
    lines = _UNKEPT.sub("", _LINE_ENDS.sub("\n", words)).split("\n")
    return _GAPS.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def values_of(questions: Sequence[Question], codes: Sequence[str], typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed into the fields of these questions, tidied; empty fields and any others are left out."""
    names = [*(name for name, _, _ in fields_of(questions, codes)), NOTHING]
    values = {name: tidied(typed[name]) for name in names if name in typed}
    return {name: words for name, words in values.items() if words}


def faults_of(
    questions: Sequence[Question], codes: Sequence[str], values: Mapping[str, str], *, is_whole: bool
) -> dict[str, Fault]:
    """What cannot stand, by field; `is_whole` asks whether it can be sent as a whole, not only kept.

    What is needed of a question for each objective is one of them. An answer without any word is `EMPTY` (field "").
    """
    faults = {}
    for name, question, _ in fields_of(questions, codes):
        words = values.get(name, "")
        if len(words) > LONGEST_ANSWER:
            faults[name] = Fault.TOO_LONG
        elif words and not _is_possible(question, words):
            faults[name] = Fault.NOT_ONE_OF_THESE
    if is_whole and NOTHING not in values:
        faults = {**_missing(questions, codes, values), **faults}
    return faults


def _is_possible(question: Question, words: str) -> bool:
    if question.form is Form.YES_NO:
        return words in {YES, NO}
    return question.form is not Form.CHOICE or words in question.choices


def _missing(questions: Sequence[Question], codes: Sequence[str], values: Mapping[str, str]) -> dict[str, Fault]:
    faults = {} if values else {"": Fault.EMPTY}
    for question in questions:
        names = [name for name, _, _ in fields_of([question], codes)]
        if question.is_needed and names and not any(name in values for name in names):
            faults[names[0]] = Fault.NEEDED
    return faults


@dataclass(frozen=True, slots=True)
class Joined:
    """Two people's answers put together: `values`, and the fields that both changed with the words of the other."""

    values: Mapping[str, str] = field(hash=False)
    conflicts: Mapping[str, str] = field(default_factory=dict, hash=False)
    theirs: tuple[str, ...] = ()


def joined(before: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> Joined:
    """What I typed over `before`, put together with what somebody else made of it meanwhile.

    A field that only one of us changed has that one's words; one that both changed otherwise keeps mine, and tells
    theirs. `theirs` in the answer names the fields that only the other changed.
    """
    values, conflicts, taken = {}, {}, []
    for name in dict.fromkeys([*before, *theirs, *mine]):
        was, own, other = (said.get(name, "") for said in (before, mine, theirs))
        if own in (was, other):
            values[name] = other
            taken += [name] if other != own else []
        else:
            values[name] = own
            if other != was:
                conflicts[name] = other
    return Joined({name: words for name, words in values.items() if words}, conflicts, tuple(taken))
