"""A sheet of answers that was filled in and came back: what its lines say beyond what stood in them before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from iscm.domain.answers import MARK, AnswerRow, Answers, AnswerWords
from iscm.domain.citations import Locator
from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.domain.problems import Problem
from iscm.reading.budget import bounded
from iscm.reading.layouts.elements import Row
from iscm.reading.layouts.marked import is_marked
from iscm.reading.layouts.recognise import lay_out
from iscm.reading.problem_codes import problem
from iscm.reading.readers.answer_columns import Columns, find_columns, held_before, words_of
from iscm.reading.readers.answer_line import Line, is_empty, say

MARKED = re.compile(rf"{MARK} ([a-z0-9-]{{1,60}}) ([a-z-]{{2,10}}) (\d{{4}}-\d\d-\d\d)")
UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NUMBER = re.compile(r"[0-9]{1,18}")
MOST, MOST_SAID = 2_000, 200
"""Lines of a sheet, and those of them that say something: each of these is a change of the register."""
FRESH = "Take a fresh copy of the sheet and write into that."


def is_answer_sheet(document: Document) -> bool:
    """Whether a workbook, or a text, is a sheet of answers, or was one. Never raises; looks into a part of it only."""
    return is_marked(document, MARK)


def read_answers(document: Document, words: AnswerWords) -> Answers:
    """What a sheet of answers says; `words` are those of all languages (`publication.answer_sheet.answer_words`).

    Lines may be sorted, deleted and parted by empty ones, columns moved, headings changed a little; a column that is
    none of ours is a note to the editors. What a program made of a date or a yes is the same if it means the same.
    Cells that were emptied take nothing back: a note says so. Lines that were parted from their keys, and those of a
    meeting that has one already, are told in `problems` and say nothing.

    Raises `UnreadableInputError` for what is no such sheet, is damaged, or has too many lines.
    """
    with bounded(document.name):
        rows = lay_out(document).rows
    at, mark, (mechanism, lang, day) = _head(rows, document.name)
    below = [row for row in rows[at + 1 :] if row.locator.sheet == rows[at].locator.sheet]
    if len(below) > MOST:
        raise UnreadableInputError(document.name, f"more than {MOST:,} lines", "Delete those that say nothing.")
    columns = find_columns(rows[at], mark, below, words)
    if columns.seen is None or columns.was is None:
        raise UnreadableInputError(document.name, "its hidden columns are gone", FRESH)
    found = _Found(columns, words)
    for row in below:
        found.take(row)
    problems = [*found.problems, *_second_sheets(rows[at + 1 :])]
    if mixed := found.mixed():
        return Answers(mechanism, lang, day, (), 0, (mixed, *problems))
    said = tuple(found.said())
    if len(said) > MOST_SAID:
        what = f"{len(said):,} of its lines say something: at most {MOST_SAID} are taken at a time"
        raise UnreadableInputError(document.name, what, "Send it in parts; what was sent before is not taken again.")
    return Answers(mechanism, lang, day, said, len(found.lines) - len(said) + found.cleared, tuple(problems))


def in_words(where: Locator) -> str:
    """Where a line stands, and in which column the key of its meeting: "Row 7, column A"."""
    letters = (where.cell or "").rstrip("0123456789")
    return f"Row {where.row or where.line_first}" + (f", column {letters}" if letters else "")


def _head(rows: tuple[Row, ...], name: str) -> tuple[int, int, tuple[str, str, str]]:
    """The row of headings, the column of the mark in it, and what the mark says."""
    for at, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            if row.table is not None and (mark := MARKED.fullmatch(cell.text)):
                return at, column, (mark[1], mark[2], mark[3])
    raise UnreadableInputError(name, "it was a sheet of answers, and the line of its headings is gone", FRESH)


def _second_sheets(rows: tuple[Row, ...]) -> Iterator[Problem]:
    for row in rows:
        if any(MARKED.fullmatch(cell.text) for cell in row.cells):
            where = f"The lines from row {row.locator.row or row.locator.line_first} of “{row.locator.sheet}” on"
            yield problem("answer-unread", f"{where} are a second list; only the first one was read.", row.locator)


@dataclass(slots=True)
class _Found:
    """The lines, one after the other; `cleared` are those of meetings in which nothing stands any more."""

    columns: Columns
    words: AnswerWords
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    abouts: dict[str, int] = field(default_factory=dict)
    cleared: int = 0

    def take(self, row: Row) -> None:
        columns = self.columns
        cells = words_of(row, columns)
        uid = cells.pop(columns.uid, "")
        seen, was = (cells.pop(at, "") for at in (columns.seen or 0, columns.was or 0))
        line = Line(uid or None, None, {}, cells, columns.locate(row.locator))
        if is_empty(line, columns):
            self.cleared += bool(uid)
        elif not uid and not was and not seen:
            self.lines.append(line)
        elif not UID.fullmatch(uid) or not NUMBER.fullmatch(seen) or (held := held_before(was)) is None:
            self._wrong("answer-key-lost", line.locator, f"its hidden cells were changed. {FRESH}")
        elif uid in self.abouts:
            other = f"row {self.abouts[uid]} speaks of the same meeting; this one was not taken."
            self._wrong("answer-twice", line.locator, f"{other} A new meeting belongs into an empty line.")
        else:
            self.abouts[uid] = line.number
            self.lines.append(replace(line, seen=int(seen), was=held))

    def mixed(self) -> Problem | None:
        """Whether lines stand beside keys of one another: part of the sheet was sorted without the rest."""
        title, date = self.columns.fields.get("title", -1), self.columns.fields.get("date", -1)
        known = [line for line in self.lines if line.about]
        held = {(line.was.get("title"), line.was.get("date")) for line in known}
        moved = [
            line for line in known if (pair := line.pair(title, date)) in held and pair[0] != line.was.get("title")
        ]
        if len(moved) < 2:  # noqa: PLR2004  # lines that changed places are at least two
            return None
        rows = ", ".join(str(line.number) for line in moved[:5])
        told = f"Rows {rows}: part of the sheet was sorted without its hidden columns, so nobody knows which is which."
        return problem("answer-key-lost", f"{told} Nothing was taken. {FRESH}", moved[0].locator)

    def said(self) -> Iterator[AnswerRow]:
        for line in self.lines:
            if row := say(line, self.columns, self.words):
                yield row

    def _wrong(self, code: str, where: Locator, what: str) -> None:
        self.problems.append(problem(code, f"{in_words(where)}: {what}", where))
