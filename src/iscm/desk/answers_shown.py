"""What became of a sheet of answers, as the desk and the rooms of secretariats tell it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from iscm.desk.inbox_words import here
from iscm.domain.answers import AnswersTaken, Became, TakenRow
from iscm.domain.problems import Problem
from iscm.publication.answer_sheet import heading_words
from iscm.register.queries.inbox import keys_of

TOLD: dict[str, Promise] = {
    "answer-foreign": gettext_lazy("This is none of the meetings that we know of this mechanism: take a fresh copy."),
    "answer-key-lost": gettext_lazy("Its hidden cells were changed, or it was sorted without them: take a fresh copy."),
    "answer-twice": gettext_lazy("Another row is of the same meeting. A new meeting belongs into an empty row."),
}
NOTHING: Mapping[str, str] = {}
LONGEST = 200
UNREAD = ("-unknown", "-unread", "-ambiguous")
NEEDS_LOOKING = (Became.REFUSED, Became.STALE)
WORDS: dict[Became, Promise] = {
    Became.CONFIRMED: gettext_lazy("Confirmed"),
    Became.COUNTED: gettext_lazy("Counts at once"),
    Became.PROPOSED: gettext_lazy("Proposed to the editors"),
    Became.REPEATED: gettext_lazy("Sent before"),
    Became.STALE: gettext_lazy("Not taken: the meeting changed after the sheet was made"),
    Became.REFUSED: gettext_lazy("Not taken"),
}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A line: its row in the sheet, what it is called and what became of it; `said` are the columns it speaks of.

    `problems` are words with their language (empty for that of the page); `lines` tell who changed the meeting, when.
    `key` is that of its document in the inbox, 0 where the page leads nowhere.
    """

    number: int
    title: str
    became: str
    word: str
    said: str
    problems: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]
    key: int


@dataclass(frozen=True, slots=True)
class ShownAnswers:
    """A sheet: of which mechanism, what became of how many lines, what is wrong with it, and line by line."""

    name: str
    mechanism: str
    counts: tuple[tuple[str, int], ...]
    unchanged: str
    problems: tuple[tuple[str, str], ...]
    rows: tuple[ShownRow, ...]


def shown_answers(taken: AnswersTaken, name: str, *, with_links: bool = False) -> ShownAnswers:
    """The values of `desk/answers/taken.html`, what a person must look at first.

    `with_links` for editors: what is proposed leads into the inbox. One query with links, none without.
    """
    keys = keys_of([one.document for one in taken.submitted]) if with_links else {}
    rows = sorted(taken.rows, key=lambda one: (one.became not in NEEDS_LOOKING, not one.problems))
    return ShownAnswers(
        name=name,
        mechanism=taken.mechanism,
        counts=tuple((str(word), number) for became, word in WORDS.items() if (number := taken.number(became))),
        unchanged=ngettext("%(n)s line says nothing new.", "%(n)s lines say nothing new.", taken.unchanged)
        % {"n": taken.unchanged},
        problems=tuple(_said(one) for one in taken.problems),
        rows=tuple(_rows(rows, keys)),
    )


def _rows(rows: list[TakenRow], keys: Mapping[str, int]) -> Iterator[ShownRow]:
    headings = heading_words(here())
    for one in rows:
        where = one.row.locator
        yield ShownRow(
            number=where.row or where.line_first or 0,
            title=one.row.title,
            became=one.became.value,
            word=str(WORDS[one.became]),
            said=", ".join(headings[name] for name in headings if name in one.row.values),
            problems=tuple(_said(found, one.row.values, headings) for found in one.problems),
            lines=tuple((line.actor, f"{line.at:%Y-%m-%d %H:%M}") for line in one.lines),
            key=keys.get(one.submitted.document, 0) if one.submitted else 0,
        )


def _said(
    found: Problem, values: Mapping[str, str] = NOTHING, headings: Mapping[str, str] = NOTHING
) -> tuple[str, str]:
    """A problem in the language of the page, where it is one of sheets; else in the words of who found it."""
    where, name = found.locator.row or found.locator.line_first, found.locator.element or ""
    if found.code in TOLD and where:
        known = {"n": where, "said": TOLD[found.code]}
        return gettext("Row %(n)s: %(said)s") % known, ""
    if found.code.endswith(UNREAD) and name in values:
        known = {"column": headings[name], "words": values[name][:LONGEST]}
        return gettext("%(column)s: “%(words)s” was not understood.") % known, ""
    return found.message, "en"
