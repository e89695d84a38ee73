"""A document to a reading: lay it out, choose the reader, run it, look for what is not plausible."""

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from types import ModuleType

from iscm.domain.documents import Document, Hints
from iscm.domain.errors import UnreadableInputError
from iscm.domain.readings import Reading
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.budget import bounded
from iscm.reading.checks.checking import check
from iscm.reading.furniture import without_furniture
from iscm.reading.layouts.elements import NO_HINTS, Layout
from iscm.reading.layouts.recognise import lay_out
from iscm.reading.ledger import Ledger
from iscm.reading.problem_codes import problem
from iscm.reading.readers import own
from iscm.reading.readers.answer_sheet import is_answer_sheet
from iscm.reading.unfolding import unfold

# Families from the most to the least particular. Each is a module of `readers` with `claims_layout(layout)` and
# `read_<family>(layout, document, vocabulary)`, loaded when it is asked: most documents need only one or two.
FAMILIES = ("feed", "workbook", "tracker", "calendar", "highlights")
SURE = 0.9
LEAST_CLAIM = 0.2
UNKNOWN = "unknown"
TAKE_IT = "Bring it to the desk or into the room of that secretariat, or take it in with iscm ingest."
EMPTY = frozenset({"feed", "ics", "json"})  # formats of feeds, which may well be empty or have news only
WITHOUT_ROWS = frozenset({"table header", "only suggested"})  # why lines of a table that states nothing are aside


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


def read_all(
    document: Document, vocabulary: Vocabulary, *, earlier: Sequence[Reading] = (), hints: Hints | None = None
) -> tuple[Reading, ...]:
    """The same for a file that may carry the records of several documents.

    `hints` serve only where the document itself is silent. A sheet of answers is none of these: it raises
    `UnreadableInputError` (`readers.answer_sheet` reads it). Carried records are taken as they are, with the problems
    found when they were read first.
    """
    if own.is_records_file(document):
        return own.read_records(document)
    if is_answer_sheet(document):
        raise UnreadableInputError(document.name, "it is a sheet of answers of a secretariat, not a document", TAKE_IT)
    with bounded(document.name):
        layout, furniture = without_furniture(unfold(lay_out(document, hints or NO_HINTS), vocabulary))
        reading = _explained(layout, document, vocabulary)
        # What a page shows beside the events that it describes is no part of what it says of them.
        found = check(reading, replace(layout, rows=()) if layout.told else layout, vocabulary, earlier)
    aside = (*furniture, *reading.set_aside)
    return (replace(reading, set_aside=aside, problems=(*layout.faults, *reading.problems, *found)),)


def _explained(layout: Layout, document: Document, vocabulary: Vocabulary) -> Reading:
    """The reading of the first family that is sure, else of the surest, that makes something of the document."""
    for family in _families(layout):
        read_family = getattr(_module(family), f"read_{family}")
        reading: Reading = read_family(layout, document, vocabulary)
        if reading.records or reading.themes or reading.publications or _says_nothing(reading, layout):
            return reading
    return _unknown(layout, document)


def _says_nothing(reading: Reading, layout: Layout) -> bool:
    """Whether the document has a table or feed, none of whose rows states a meeting, and nothing not understood."""
    if layout.format in EMPTY:
        return reading.reader == "feed" and not reading.problems
    has_table = any(line.reason in WITHOUT_ROWS for line in reading.set_aside)
    return has_table and not reading.problems


def _families(layout: Layout) -> list[str]:
    """The families that claim the layout, surest first."""
    claims: dict[str, float] = {}
    for family in FAMILIES:
        claims[family] = _module(family).claims_layout(layout)
        if claims[family] >= SURE:
            break
    return sorted((family for family in claims if claims[family] >= LEAST_CLAIM), key=lambda family: -claims[family])


def _module(family: str) -> ModuleType:
    return import_module(f"iscm.reading.readers.{family}")


def _unknown(layout: Layout, document: Document) -> Reading:
    what = f"None of the {len(layout.rows)} lines was understood: no table with known columns, no newsletter, no list."
    unknown = problem("layout-unknown", what, layout.rows[0].locator if layout.rows else None)
    _, unread = Ledger(layout.rows).close()
    return Reading(
        document.name,
        document.sha256,
        UNKNOWN,
        title=layout.title or layout.hints.title or None,
        problems=(unknown, *unread),
    )
