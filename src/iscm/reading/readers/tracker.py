"""Trackers: tables of the meetings at which an initiative was addressed, each with its outcome."""

from dataclasses import replace

from iscm.domain.documents import Document
from iscm.domain.readings import Reading
from iscm.domain.records import Record, Suggestion
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.themes import suggest_initiatives
from iscm.reading.layouts.elements import Layout
from iscm.reading.readers.columns import Column
from iscm.reading.readers.stacks import find_stacked_headers
from iscm.reading.readers.table_reading import read_table
from iscm.reading.readers.tables import find_headers

SURE = 0.95
TITLE_SCORE = 0.5


def claims_layout(layout: Layout) -> float:
    """How sure it is that the document is a tracker: its table has dates and a column of outcomes."""
    headers = [*find_headers(layout).values(), *find_stacked_headers(layout).values()]
    return SURE if any(header.has_dates and header.holds(Column.OUTCOME) for header in headers) else 0.0


def read_tracker(layout: Layout, document: Document, vocabulary: Vocabulary) -> Reading:
    """The meetings of a tracker. Those whose own words name no initiative are given those of the document's title."""
    reading = read_table(layout, document, vocabulary, "tracker")
    named = suggest_initiatives(reading.title or "", vocabulary, reading.lang)
    inherited = tuple(Suggestion(one.slug, "title of the document", TITLE_SCORE) for one in named)
    return replace(reading, records=tuple(_with_initiatives(record, inherited) for record in reading.records))


def _with_initiatives(record: Record, inherited: tuple[Suggestion, ...]) -> Record:
    slugs = {suggestion.slug for suggestion in record.initiatives}
    if slugs & {suggestion.slug for suggestion in inherited}:
        return record
    return replace(record, initiatives=(*record.initiatives, *inherited))
