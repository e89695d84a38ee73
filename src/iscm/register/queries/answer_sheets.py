"""The sheet of answers of a mechanism: its meetings as its secretariat should check them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from iscm.domain.answers import AnswerSheet, SheetMeeting
from iscm.domain.errors import UnknownReferenceError
from iscm.domain.listing import MeetingRow
from iscm.domain.vocabulary import Vocabulary
from iscm.publication.answer_sheet import date_sayings, kind_words, values_of
from iscm.publication.labels import Labels
from iscm.publication.words import words_in
from iscm.reading.readers.submission import preview
from iscm.register.models import Meeting, Revision
from iscm.register.queries.rows import listed, meeting_rows
from iscm.register.queries.unveiled import unveil
from iscm.register.queries.vocabulary import vocabulary

BACK = timedelta(days=365)
MOST = 500


def answer_sheet(mechanism: str, lang: str, today: date | None = None) -> AnswerSheet:
    """What the secretariat of a mechanism (its slug) is asked to check and to add, in one of the six languages.

    Its meetings that readers see, also closed ones, from a year before `today` to all that are to come or have no date:
    the next `MOST` at most. A fixed number of queries. Raises `UnknownReferenceError`.
    """
    known, words, day = vocabulary(), words_in(lang), today or timezone.localdate()
    of = known.mechanisms.get(mechanism)
    if of is None:
        raise UnknownReferenceError(f"no mechanism has the slug {mechanism!r}")
    rows = _rows(mechanism, day)
    versions, labels = _versions([row.uid for row in rows]), Labels(known, words)
    english = Labels(known, words_in("en"))
    return AnswerSheet(
        mechanism=mechanism,
        mechanism_name=of.name,
        lang=words.lang,
        as_of=day,
        meetings=tuple(SheetMeeting(row.uid, versions.get(row.uid, 0), _values(row, labels, english)) for row in rows),
        kinds=kind_words(known, words),
    )


def _rows(mechanism: str, day: date) -> tuple[MeetingRow, ...]:
    wanted = Q(latest__gte=day - BACK) | Q(latest=None)
    found = listed().filter(wanted, parties__mechanism__slug=mechanism).order_by("sort_day", "sort_rank", "id")
    keys = list(found.values_list("id", flat=True)[:MOST])
    return unveil(meeting_rows(Meeting.objects.filter(id__in=keys)))


def _versions(uids: Collection[str]) -> dict[str, int]:
    """The version of each meeting, as `history.version_of` tells it. One query."""
    about = Revision.objects.filter(object_type="meeting", object_key__in=uids).order_by()
    return dict(about.values_list("object_key").annotate(last=Max("id")))


def _values(row: MeetingRow, labels: Labels, english: Labels) -> dict[str, str]:
    """The words of a line; a date and a place as they are read back where somebody changes a part of them."""
    date_, places = {"edtf": row.edtf, "date_status": row.date_status}, [(one.city, one.country) for one in row.places]
    sayings = (labels.places(row.places), english.places(row.places))
    said = {
        "date": _chosen("date", date_sayings(row, labels.words), labels.vocabulary, lambda read: read == date_),
        "place": _chosen("place", sayings, labels.vocabulary, lambda read: _pairs(read) == places),
    }
    return values_of(row, labels) | said


def _chosen(name: str, sayings: Sequence[str], known: Vocabulary, is_meant: Callable[[Mapping[str, Any]], bool]) -> str:
    """The first of several ways to say it that is read back as what it means, or else simply the first."""
    read = (words for words in sayings if words and is_meant(preview({name: words}, known).values.get(name, {})))
    return next(read, next(iter(sayings), ""))


def _pairs(read: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(one["city"] or "", one["country"] or "") for one in read.get("places") or ()]
