"""Calendars of meetings: one row, one meeting. Also lists and dumps that say the same without a table."""

from iscm.domain.documents import Document
from iscm.domain.readings import Reading
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.layouts.elements import Layout
from iscm.reading.readers.columns import Column
from iscm.reading.readers.lists import LEAST_SHARE, dated_share
from iscm.reading.readers.notices import has_notices
from iscm.reading.readers.stacks import find_stacked_headers
from iscm.reading.readers.table_reading import read_table
from iscm.reading.readers.tables import find_headers

SURE, LIKELY, POSSIBLE = 0.9, 0.6, 0.3


def claims_layout(layout: Layout) -> float:
    """How sure it is that the document is a calendar: sure by a header with dates, less by dated lines alone."""
    headers = [*find_headers(layout).values(), *find_stacked_headers(layout).values()]
    dated = [header for header in headers if header.has_dates]
    if dated:
        return LIKELY if any(header.holds(Column.OUTCOME) for header in dated) else SURE
    if any(row.table is not None for row in layout.rows):
        return POSSIBLE
    return POSSIBLE if dated_share(layout) >= LEAST_SHARE or has_notices(layout) else 0.0


def read_calendar(layout: Layout, document: Document, vocabulary: Vocabulary) -> Reading:
    """The meetings of a calendar, in printed order, with what it says of itself."""
    return read_table(layout, document, vocabulary, "calendar")
