"""Rows of a document as the proposal page shows them: source and understanding side by side."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext

from iscm.desk.inbox_words import (
    CELLS,
    FATES,
    FIELDS,
    FURTHER,
    SEVERITIES,
    change_in_words,
    date_in_words,
    place_in_words,
    value_in_words,
)
from iscm.reconciliation.changes import Change
from iscm.register.operations.foreseeing import Fate, RowOutlook
from iscm.register.operations.pairing import Pair, Seen
from iscm.register.queries.documents import ProblemLine
from iscm.register.queries.inbox_rows import ProposedRow, Values
from iscm.register.rules import Action, Grant, may

MOST_LINES = 40
USUAL = {("count", 1), ("date_status", "confirmed"), ("attendance", "unknown")}
"""What goes without saying."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: the source's words, what was understood, and what is doubtful about it."""

    name: str | Promise
    words: str
    values: tuple[str, ...]
    is_understood: bool
    problems: tuple[tuple[ProblemLine, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting or a row of another document in words; `href` leads to it, empty for one that may not be seen."""

    title: str
    lang: str
    date: str
    place: str
    mechanisms: str
    source: str
    where: str
    href: str


@dataclass(frozen=True, slots=True)
class Question:
    """Two rows side by side; `next` is the row to go to after the answer."""

    pair: Pair
    other: Told
    asked: str
    is_relation: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the proposal page."""

    row: ProposedRow
    outlook: RowOutlook
    where: str
    lines: tuple[tuple[int, str], ...]
    cells: tuple[Cell, ...]
    problems: tuple[tuple[ProblemLine, str], ...]
    changes: tuple[tuple[str, str, str], ...]
    meetings: tuple[tuple[str, str, str], ...]
    questions: tuple[Question, ...]
    next: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows that stand together on one page of the source (0 where it has no pages to be shown)."""

    page: int
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one fate, `total` of them in the document."""

    fate: Fate
    name: str | Promise
    total: int
    sheets: tuple[Sheet, ...]


def groups_of(rows: Iterable[ShownRow], counts: dict[Fate, int], *, has_pictures: bool) -> list[Group]:
    """The rows, which are in order, by fate and then by page of the source."""

    def page(one: ShownRow) -> int:
        return (one.row.locator.get("page") or 0) if has_pictures else 0

    return [
        Group(
            fate,
            FATES[fate],
            counts.get(fate, 0),
            tuple(Sheet(number, tuple(of_page)) for number, of_page in groupby(of_fate, page)),
        )
        for fate, of_fate in groupby(rows, lambda one: one.outlook.fate)
    ]


def shown(
    row: ProposedRow, outlook: RowOutlook, lines: dict[int, str], grants: tuple[Grant, ...], following: int
) -> ShownRow:
    """One row in words, for somebody with these grants."""
    cells = tuple(_cells(row))
    placed = {id(problem) for cell in cells for problem, _ in cell.problems}
    first, last = row.locator.get("line_first") or 0, row.locator.get("line_last") or 0
    return ShownRow(
        row=row,
        outlook=outlook,
        where=place_in_words(row.locator),
        lines=tuple((n, lines[n]) for n in range(first, min(max(first, last), first + MOST_LINES) + 1) if n in lines),
        cells=cells,
        problems=tuple(_said(one) for one in row.problems if id(one) not in placed),
        changes=tuple(_change(one) for one in outlook.changes),
        meetings=tuple(meeting_in_words(one, grants) for one in outlook.meetings),
        questions=tuple(_question(one, grants) for one in outlook.pairs),
        next=following,
    )


def meeting_in_words(one: Seen, grants: tuple[Grant, ...]) -> tuple[str, str, str]:
    """Its uid, title and date; of a closed one of others, that it is closed."""
    title = one.title if _may_see(grants, one.mechanisms, is_closed=one.is_closed) else gettext("Closed meeting")
    return one.uid, title, date_in_words(one.edtf, one.date_status)


def _may_see(grants: tuple[Grant, ...], mechanisms: Iterable[str], *, is_closed: bool) -> bool:
    return not is_closed or may(grants, Action.CLOSED_READ, mechanisms)


def _cells(row: ProposedRow) -> Iterator[Cell]:
    for name, label, fields in CELLS:
        words = row.printed.get(name) or ""
        problems = tuple(_said(one) for one in row.problems if one.code.partition("-")[0] == name)
        values = tuple(_values(fields, row.values))
        if words or values or problems:
            understood = not words or any(row.values.get(field, (None,))[0] is not None for field in fields)
            yield Cell(label, words, values, understood, problems)
    for field, label in FURTHER.items():
        value = row.values.get(field, (None, None))[0]
        if value:
            yield Cell(label, "", (value_in_words(field, value),), is_understood=True)


def _values(fields: Iterable[str], values: Values) -> Iterator[str]:
    for field in fields:
        value: Any = values.get(field, (None, None))[0]
        if value not in (None, "", []) and (not isinstance(value, str | int) or (field, value) not in USUAL):
            yield value_in_words(field, value)


def _said(problem: ProblemLine) -> tuple[ProblemLine, str]:
    return problem, str(SEVERITIES.get(problem.severity, problem.severity))


def _change(change: Change) -> tuple[str, str, str]:
    name = str(FIELDS.get(change.field, change.field))
    return name, change_in_words(change.field, change.old), change_in_words(change.field, change.new)


def _question(pair: Pair, grants: tuple[Grant, ...]) -> Question:
    other = pair.other
    is_seen = _may_see(grants, other.mechanisms, is_closed=other.is_closed)
    printed = other.printed if is_seen else {"date": other.printed.get("date")}
    told = Told(
        title=other.title if is_seen else gettext("Closed meeting"),
        lang=other.lang if is_seen else "",
        date=printed.get("date") or "",
        place=printed.get("place") or "",
        mechanisms=value_in_words("mechanisms", list(other.mechanisms)),
        source=other.document_title if is_seen else "",
        where=place_in_words(other.locator),
        href=other.meeting if is_seen else "",
    )
    return Question(pair, told, _asked(pair), pair.verdict not in {"same", "grouped"})


def _asked(pair: Pair) -> str:
    asked = {
        "same": gettext("Is it this meeting?"),
        "grouped": gettext("Is it one of this group?"),
        "prepares": gettext("Does one prepare the other?"),
        "side-event-of": gettext("Is one a side event of the other?"),
        "concerns": gettext("Is one about the other?"),
    }
    judged = {"same": gettext("Taken for this meeting"), "grouped": gettext("Taken for one of this group")}
    return (asked if pair.is_open else judged).get(pair.verdict, pair.verdict)
