"""A document of tables or lists to a reading: calendar and tracker share all of this."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from iscm.domain.documents import Document
from iscm.domain.problems import Problem
from iscm.domain.readings import Reading
from iscm.domain.records import Link
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.layouts.elements import Cell, Layout, Row
from iscm.reading.ledger import Ledger
from iscm.reading.problem_codes import problem
from iscm.reading.readers.coded import is_coded
from iscm.reading.readers.columns import Column
from iscm.reading.readers.dating import hinted_order, read_dates, year_of
from iscm.reading.readers.entries import NOTHING, Entry
from iscm.reading.readers.facts import (
    choose_heading,
    detect_language,
    heading_of,
    labelled_publisher,
    parse_last_update,
    parse_stated_count,
    title_years,
)
from iscm.reading.readers.judge import Judge
from iscm.reading.readers.lists import count_listed, scan_lists
from iscm.reading.readers.notices import count_notices, has_labels, has_titles_above, scan_notices
from iscm.reading.readers.parts import ABOUT_THE_FILE, part_of
from iscm.reading.readers.phrases import with_place_from_title
from iscm.reading.readers.rows import RecordMaker
from iscm.reading.readers.several import part_entry
from iscm.reading.readers.stacks import find_stacked_headers, scan_stacks
from iscm.reading.readers.tables import Scan, scan_tables

LANGUAGE_SAMPLE = 200


def read_table(layout: Layout, document: Document, vocabulary: Vocabulary, reader: str) -> Reading:
    """The reading of a document of tables, of stacked cells (one a line) or of lines that start with a date.

    `reader` is the name of the family. One pass over the rows; rows nobody explains are problems.
    """
    judge = Judge(vocabulary)
    scan, ledger = scan_entries(layout, judge)
    marked = frozenset(index for index in scan.above if layout.rows[index].heading == 1)
    chosen = choose_heading(scan.above, layout.gaps, marked)
    ledger.set_aside("introduction", *(index for index in scan.above if index not in chosen))
    heading = heading_of(list(chosen.values()))
    hints = layout.hints
    title = heading.title or layout.title or hints.title or None
    texts = [entry.text(Column.DATE) for entry in scan.entries]
    year = year_of(texts) if not title_years(title) else None
    years = title_years(title) or ((year,) if year else ())
    lang = layout.lang or hints.lang or detect_language([row.text for row in layout.rows[:LANGUAGE_SAMPLE]])
    own = _own(f"{title or ''}. {layout.title or ''}", judge) or _only(layout, scan, judge)
    maker = RecordMaker(judge, lang=lang[:2], own=own, hinted=hints.mechanisms)
    dates = read_dates(scan.entries, years, hinted_order(hints))
    pairs = zip(scan.entries, dates, strict=True)
    records = tuple(maker.record(n, entry, dated) for n, (entry, dated) in enumerate(pairs, 1))
    aside, unread = ledger.close()
    return Reading(
        name=document.name,
        sha256=document.sha256,
        reader=reader,
        title=title,
        publisher=heading.publisher or _labelled_publisher(layout) or hints.publisher or None,
        year=years[0] if len(years) == 1 else None,
        last_update=_last_update(layout, scan),
        stated_count=_stated_count(layout, scan),
        lang=lang[:2],
        records=records,
        links=_mechanism_links(scan.entries),
        set_aside=aside,
        problems=(*_column_problems(scan, layout), *maker.problems, *unread),
    )


def scan_entries(layout: Layout, judge: Judge) -> tuple[Scan, Ledger]:
    """The entries of the tables; in a document without any, those of stacked cells, else of notices or of a list."""
    ledger = Ledger(layout.rows)
    scan = scan_tables(layout, judge, ledger)
    if scan.entries:
        entries = [part for entry in scan.entries for part in _parted(entry, judge)]
        return Scan(entries, scan.above, scan.headers), ledger
    for attempt in _attempts(layout, judge):
        fresh = Ledger(layout.rows)
        if found := attempt(layout, judge, fresh):
            return found, fresh
    fresh = Ledger(layout.rows)
    if any(row.table is not None for row in layout.rows) and (found := scan_lists(_as_lines(layout), judge, fresh)):
        return found, fresh
    return scan, ledger


def _parted(entry: Entry, judge: Judge) -> list[Entry]:
    """The meetings of an entry, each with its place; one that a program wrote is a meeting as it stands."""
    if is_coded(entry):
        return [entry]
    return [with_place_from_title(part, judge) for part in part_entry(entry, judge)]


def _as_lines(layout: Layout) -> Layout:
    """The layout with the rows of its tables as lines: a table without header may be a list set in columns."""
    rows = (
        Row((Cell(row.text, tuple(link for cell in row.cells for link in cell.links)),), row.locator)
        for row in layout.rows
    )
    return replace(layout, rows=tuple(rows))


def _attempts(layout: Layout, judge: Judge) -> tuple[Callable[[Layout, Judge, Ledger], Scan | None], ...]:
    """What a document without tables may be, the likeliest first: labels speak for notices, columns for stacks."""
    is_stacked = bool(find_stacked_headers(layout))
    if not is_stacked and (has_labels(layout) or has_titles_above(layout, judge)):
        return scan_notices, scan_lists, scan_stacks
    if count_listed(layout) > count_notices(layout, judge):
        return scan_stacks, scan_lists, scan_notices
    return scan_stacks, scan_notices, scan_lists


def _own(titles: str, judge: Judge) -> tuple[str, ...]:
    """The mechanisms that the document's title names: it is theirs."""
    return tuple(dict.fromkeys(found.slug for found in judge.finder.find(titles)))


def _only(layout: Layout, scan: Scan, judge: Judge) -> tuple[str, ...]:
    """The one mechanism that a document names in its sentences, where no meeting has one of its own."""
    if any(entry.text(Column.MECHANISM) or entry.heading.text for entry in scan.entries):
        return ()
    if any(judge.finder.find(entry.text(Column.TITLE)) for entry in scan.entries):
        return ()
    texts = (row.text for row in layout.rows[:LANGUAGE_SAMPLE])
    slugs = {found.slug for text in texts for found in judge.finder.find(text)}
    return tuple(slugs) if len(slugs) == 1 else ()


def _last_update(layout: Layout, scan: Scan) -> date | None:
    """The first day of a last update that a row beside the meetings says; a line of it may go on in the next."""
    rows = _beside_meetings(layout, scan)
    said = (text for row, after in pairwise([*rows, None]) if row for text in (row.text, _gone_on(row, after)))
    return next((day for text in said if (day := parse_last_update(text))), None)


def _gone_on(row: Row, after: Row | None) -> str:
    return f"{row.text} {after.text}" if after and row.table is None and after.table is None else ""


def _stated_count(layout: Layout, scan: Scan) -> int | None:
    """What the first row says that is none of a meeting, whatever the titles of meetings say."""
    counts = (parse_stated_count(row.text) for row in _beside_meetings(layout, scan))
    return next((number for number in counts if number is not None), None)


def _beside_meetings(layout: Layout, scan: Scan) -> list[Row]:
    of_meetings = {index for entry in scan.entries for index in entry.rows}
    return [row for at, row in enumerate(layout.rows) if at not in of_meetings and not _is_about_the_file(row)]


def _is_about_the_file(row: Row) -> bool:
    """A name with its value on the sheet of a workbook that tells of the file: its revision is none of its meetings."""
    return part_of(row.locator.sheet or "") == ABOUT_THE_FILE and sum(bool(cell.text) for cell in row.cells) > 1


def _labelled_publisher(layout: Layout) -> str | None:
    named = (labelled_publisher([cell.text for cell in row.cells]) for row in layout.rows)
    return next((name for name in named if name), None)


def _mechanism_links(entries: Sequence[Entry]) -> tuple[Link, ...]:
    """Links on the names of mechanisms lead to the mechanism, not to the meeting: they are the document's."""
    links = (link for entry in entries for link in entry.cells.get(Column.MECHANISM, NOTHING).links)
    return tuple(dict.fromkeys(links))


def _column_problems(scan: Scan, layout: Layout) -> list[Problem]:
    """One problem for each column name that says nothing to us."""
    names: dict[str, int] = {}
    for index, header in scan.headers.items():
        for name in header.unknown:
            names.setdefault(name, index)
    return [
        problem("column-unknown", f"The column “{name}” is not read.", layout.rows[index].locator)
        for name, index in names.items()
    ]
