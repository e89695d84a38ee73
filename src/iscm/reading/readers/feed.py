"""Feeds: calendars that the mechanisms publish themselves, one entry a meeting."""

from iscm.domain.documents import Document
from iscm.domain.readings import Reading
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.layouts.elements import Layout
from iscm.reading.readers.table_reading import read_table


def claims_layout(layout: Layout) -> float:
    """How sure it is that the document is a feed: its format says so."""
    return 1.0 if layout.format == "ics" else 0.0


def read_feed(layout: Layout, document: Document, vocabulary: Vocabulary) -> Reading:
    """The meetings of a feed."""
    return read_table(layout, document, vocabulary, "feed")
