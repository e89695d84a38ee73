"""Values that a program wrote for programs: they win over the words beside them.

They stand in tables with a column `edtf`, as our own publications have it (`publication.reports.listed`). A cell that
holds none of its values gives None, and the words of the row speak.
"""

import re

from iscm.domain.dates import Edtf
from iscm.domain.errors import EdtfError
from iscm.domain.places import Attendance, Place
from iscm.domain.records import DateStatus, Suggestion
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.dates import DateReading
from iscm.reading.readers.columns import Column
from iscm.reading.readers.entries import Entry

PLACES = re.compile(r"[^|;]{0,200}\|(?:[A-Z]{2})?(?:;[^|;]{0,200}\|(?:[A-Z]{2})?){0,99}")
STATED = 0.5  # as the score of one that the title of a document states for all its rows
COUNT = re.compile(r"[1-9]\d{0,3}")


def is_coded(entry: Entry) -> bool:
    """Whether the entry stands in a table with columns for programs."""
    return Column.EDTF in entry.cells


def coded_date(entry: Entry) -> DateReading | None:
    """The date in EDTF with its status."""
    try:
        edtf = Edtf.parse(entry.text(Column.EDTF))
    except EdtfError:
        return None
    status = entry.text(Column.DATE_STATUS)
    return DateReading(edtf, DateStatus(status) if status in set(DateStatus) else DateStatus.CONFIRMED)


def coded_count(entry: Entry) -> tuple[int | None] | None:
    """The number of meetings: in a tuple, for it may be None, where a group gives no number."""
    words = entry.text(Column.COUNT)
    if Column.COUNT not in entry.cells or (words and not COUNT.fullmatch(words)):
        return None
    return (int(words) if words else None,)


def coded_mechanisms(entry: Entry, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """The mechanisms by slug, in order; None where one of them is no slug."""
    slugs = tuple(dict.fromkeys(entry.text(Column.MECHANISM_KEYS).split(";")))
    return slugs if all(slug in vocabulary.mechanisms for slug in slugs) else None


def coded_places(entry: Entry, vocabulary: Vocabulary) -> tuple[Place, ...] | None:
    """The places as "City|CC", parted by semicolons; None where one of the codes is none."""
    words = entry.text(Column.PLACE_KEYS)
    if not PLACES.fullmatch(words):
        return None
    pairs = [part.split("|") for part in words.split(";")]
    if any(country and country not in vocabulary.territories for _, country in pairs):
        return None
    return tuple(Place(city or None, country or None) for city, country in pairs if city or country)


def coded_attendance(entry: Entry) -> Attendance | None:
    """How one takes part, by the value of `Attendance`."""
    words = entry.text(Column.FORMAT)
    return Attendance(words) if is_coded(entry) and words in set(Attendance) else None


def coded_initiatives(entry: Entry, vocabulary: Vocabulary) -> tuple[Suggestion, ...]:
    """The initiative that the row states by its slug, not one that is only suggested."""
    slug = entry.text(Column.INITIATIVE)
    is_stated = entry.text(Column.BASIS) in {"", "stated"}
    return (Suggestion(slug, "stated in its row", STATED),) if is_stated and slug in vocabulary.initiatives else ()


def coded_kind(entry: Entry, vocabulary: Vocabulary) -> str | None:
    """The kind of meeting by slug."""
    slug = entry.text(Column.KIND)
    return slug if is_coded(entry) and slug in vocabulary.kinds else None
