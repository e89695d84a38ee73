"""Sheets of answers for tests: as they are written, and filled in as a person would."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl

from iscm.domain.answers import AnswerSheet, SheetMeeting
from iscm.domain.documents import Document
from iscm.publication.formats.answer_sheet import write_answer_sheet

DAY = date(2026, 11, 21)
UIDS = tuple(f"{n:08x}-0000-4000-8000-00000000000{n}" for n in range(1, 10))
PLENARY = {
    "title": "29th Plenary",
    "date": "12–14 May 2027",
    "place": "San José, Costa Rica",
    "attendance": "in person",
    "status": "confirmed",
    "outcome": "",
    "links": "https://example.org/a",
    "mechanism": "RCM",
    "kind": "Plenary or regular meeting",
    "topic": "",
    "closed": "",
}
WORKSHOP = PLENARY | {
    "title": "Workshop on data",
    "date": "3 June 2027",
    "attendance": "online",
    "place": "",
    "links": "",
}
FORUM = PLENARY | {"title": "Forum", "date": "2027 (to be confirmed)", "status": "planned", "kind": "Forum"}
VALUES = (PLENARY, WORKSHOP, FORUM)
COLUMNS = (
    "iscm-answers",
    "iscm-seen",
    "iscm-was",
    "confirms",
    "title",
    "date",
    "place",
    "attendance",
    "status",
    "outcome",
    "links",
    "mechanism",
    "kind",
    "topic",
    "closed",
    "note",
)
"""As they stand in the sheet."""

Fill = Callable[[Any], object]


def make_sheet(*values, lang="en", mechanism="rcm", **rest):
    """A sheet of these meetings, of the usual three if none are named; their versions are 11, 12, 13."""
    meetings = tuple(SheetMeeting(UIDS[n], 11 + n, one) for n, one in enumerate(values or VALUES))
    said = {"kinds": ("Forum", "Plenary or regular meeting", "Workshop"), "blank_rows": 3, **rest}
    return AnswerSheet(mechanism, "Regional Conference on Migration", lang, DAY, meetings, **said)


def column(name: str) -> int:
    """The number of a column from 1."""
    return COLUMNS.index(name) + 1


def filled(sheet: AnswerSheet | bytes, fill: Fill | dict[tuple[int, str], Any]) -> Document:
    """The sheet as it comes back: cells by row and column, or whatever `fill` does to the sheet of lines."""
    content = sheet if isinstance(sheet, bytes) else write_answer_sheet(sheet)
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.worksheets[1]
    if callable(fill):
        fill(page)
    else:
        for (row, name), value in fill.items():
            page.cell(row, column(name)).value = value
    out = io.BytesIO()
    book.save(out)
    return Document("answers.xlsx", out.getvalue())
