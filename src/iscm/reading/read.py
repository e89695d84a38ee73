"""A document to a reading: lay it out, choose the reader, run it, look for what is not plausible."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.domain.readings import Reading
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.checks.checking import check
from iscm.reading.layouts.elements import Layout
from iscm.reading.layouts.recognise import lay_out
from iscm.reading.ledger import Ledger
from iscm.reading.problem_codes import problem
from iscm.reading.readers import calendar, feed, highlights, own, tracker

LEAST_CLAIM = 0.2
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reader:
    """One family of documents: how sure it is that a layout is of its own, and how it reads one."""

    claims_layout: Callable[[Layout], float]
    read: Callable[[Layout, Document, Vocabulary], Reading]


READERS = (
    Reader(calendar.claims_layout, calendar.read_calendar),
    Reader(tracker.claims_layout, tracker.read_tracker),
    Reader(highlights.claims_layout, highlights.read_highlights),
    Reader(feed.claims_layout, feed.read_feed),
)


def read(document: Document, vocabulary: Vocabulary, *, earlier: Sequence[Reading] = ()) -> Reading:
    """All that one document says, with the problems found in it.

    `earlier` are the readings of other documents, for paragraphs that are repeated from them. Every row of the
    document is used, set aside by name or reported. A document that no reader explains comes back
    with the reader "unknown" and the problem `layout-unknown`. Raises `UnreadableInputError`, and nothing else, for
    files that cannot be read at all, and for a records file of several documents (see `read_all`).
    """
    readings = read_all(document, vocabulary, earlier=earlier)
    if len(readings) > 1:
        raise UnreadableInputError(document.name, f"a records file of {len(readings)} documents where one is expected")
    return readings[0]


def read_all(document: Document, vocabulary: Vocabulary, *, earlier: Sequence[Reading] = ()) -> tuple[Reading, ...]:
    """The same for a file that may carry the records of several documents.

    Carried records are taken as they are, with the problems found when they were read first.
    """
    if own.is_records_file(document):
        return own.read_records(document)
    layout = lay_out(document)
    reading = _explained(layout, document, vocabulary)
    found = check(reading, layout, vocabulary, earlier)
    return (replace(reading, problems=(*reading.problems, *found)),)


def _explained(layout: Layout, document: Document, vocabulary: Vocabulary) -> Reading:
    """The reading of the surest reader that makes something of the document."""
    claims = sorted(((reader.claims_layout(layout), reader) for reader in READERS), key=lambda claim: -claim[0])
    for claim, reader in claims:
        if claim < LEAST_CLAIM:
            break
        reading = reader.read(layout, document, vocabulary)
        if reading.records or reading.themes or reading.publications:
            return reading
    return _unknown(layout, document)


def _unknown(layout: Layout, document: Document) -> Reading:
    what = f"None of the {len(layout.rows)} lines was understood: no table with known columns, no newsletter, no list."
    unknown = problem("layout-unknown", what, layout.rows[0].locator if layout.rows else None)
    _, unread = Ledger(layout.rows).close()
    return Reading(document.name, document.sha256, UNKNOWN, title=layout.title, problems=(unknown, *unread))
