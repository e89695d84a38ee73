"""Highlights as a workbook of ours: meetings, and sheets of themes, initiatives, publications and anniversaries.

These other sheets are told by a column `mechanism_slug`, as `publication.reports.highlights.tables` writes them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from iscm.domain.documents import Document
from iscm.domain.readings import Reading, SetAside
from iscm.domain.records import Anniversary, Index, Publication
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.layouts.elements import Layout, Row

READER = "highlights"
SLUG, SLUGS, SUBJECT, YEARS, REMARK = "mechanism_slug", "mechanism_slugs", "slug", "years", "remark"
LONGEST = 4  # digits of a number of years
BESIDE = frozenset({SLUG, SLUGS})


def claims_layout(layout: Layout) -> float:
    """Sure of a workbook with such a sheet; nothing of anything else."""
    return 1.0 if layout.format == "xlsx" and any(_is_header(row) for row in layout.rows) else 0.0


def read_workbook(layout: Layout, document: Document, vocabulary: Vocabulary) -> Reading:
    """The meetings of the sheet of meetings, as from any table, with what the other sheets say."""
    # Every document is asked whether it is such a workbook; few need what reads it.
    from iscm.reading.readers.newsletter.masthead import TITLE, YEAR  # noqa: PLC0415  # see above
    from iscm.reading.readers.table_reading import read_table  # noqa: PLC0415  # see above

    sheets = _sheets(layout.rows)
    beside = {name for name, held in sheets.items() if held.rows}
    rest = tuple(row for row in layout.rows if row.locator.sheet not in beside)
    reading = read_table(replace(layout, rows=rest, gaps=frozenset()), document, vocabulary, READER)
    found = _Found()
    for name, sheet in sheets.items():
        if name in beside:
            found.take(sheet, vocabulary)
    title = reading.title if reading.title and TITLE.search(reading.title) else layout.title
    year = YEAR.search(title or "")
    return replace(
        reading,
        title=title,
        year=int(year.group()) if year else reading.year,
        themes=tuple(found.themes.values()),
        initiatives=tuple(found.initiatives.values()),
        publications=tuple(found.publications),
        anniversaries=tuple(found.anniversaries),
        set_aside=(*reading.set_aside, *found.set_aside),
    )


@dataclass(slots=True)
class _Sheet:
    """The rows below a header, which is empty for sheets of another kind."""

    header: tuple[str, ...] = ()
    head: Row | None = None
    rows: list[Row] = field(default_factory=list)

    def cells(self, row: Row) -> dict[str, str]:
        """The words of a row by column; a row may be shorter than the header."""
        return dict.fromkeys(self.header, "") | dict(zip(self.header, (cell.text for cell in row.cells), strict=False))


def _is_header(row: Row) -> bool:
    """Whether a row is the header of such a sheet: its first row."""
    return row.locator.row == 1 and row.table is not None and any(cell.text in BESIDE for cell in row.cells)


def _sheets(rows: Iterable[Row]) -> dict[str | None, _Sheet]:
    found: dict[str | None, _Sheet] = defaultdict(_Sheet)
    for row in rows:
        sheet = found[row.locator.sheet]
        if _is_header(row) and not sheet.header:
            sheet.header, sheet.head = tuple(cell.text.casefold() for cell in row.cells), row
        elif sheet.header:
            sheet.rows.append(row)
    return found


@dataclass(slots=True)
class _Found:
    """What the sheets beside the meetings say. A row with a key that nobody knows is set aside, and says so."""

    themes: dict[str, Index] = field(default_factory=dict)
    initiatives: dict[str, Index] = field(default_factory=dict)
    publications: list[Publication] = field(default_factory=list)
    anniversaries: list[Anniversary] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)

    def take(self, sheet: _Sheet, vocabulary: Vocabulary) -> None:
        if sheet.head:
            self.set_aside.append(SetAside(sheet.head.locator, sheet.head.text, "table header"))
        for row in sheet.rows:
            if row.text and not self._take(row, sheet.cells(row), vocabulary):
                self.set_aside.append(SetAside(row.locator, row.text, "no key that we know"))

    def _take(self, row: Row, cells: dict[str, str], vocabulary: Vocabulary) -> bool:
        first = next(iter(cells.values()), "")
        slugs = tuple(slug for slug in (cells.get(SLUG) or cells.get(SLUGS) or "").split(";") if slug)
        if any(slug not in vocabulary.mechanisms for slug in slugs):
            return False
        if SLUGS in cells:
            url = next((link.url for cell in row.cells for link in cell.links), None) or _address(row.cells)
            self.publications.append(Publication(first, slugs, url, row.locator))
        elif YEARS in cells and slugs and cells[YEARS].isdecimal() and len(cells[YEARS]) <= LONGEST:
            self.anniversaries.append(Anniversary(slugs[0], int(cells[YEARS]), row.locator))
        else:
            return self._index(row, first, slugs, cells, vocabulary)
        return True

    def _index(
        self, row: Row, printed: str, slugs: tuple[str, ...], cells: dict[str, str], vocabulary: Vocabulary
    ) -> bool:
        slug = cells.get(SUBJECT, "")
        held = self.themes if slug in vocabulary.themes else self.initiatives
        if slug not in vocabulary.themes and slug not in vocabulary.initiatives:
            return False
        one = held.get(slug, Index(slug, printed, (), locator=row.locator))
        remark = one.remark or cells.get(REMARK) or None
        held[slug] = replace(one, mechanisms=tuple(dict.fromkeys((*one.mechanisms, *slugs))), remark=remark)
        return True


def _address(cells: Sequence[object]) -> str | None:
    words = (str(getattr(cell, "text", "")) for cell in cells)
    return next((text for text in words if text.startswith(("http://", "https://"))), None)
