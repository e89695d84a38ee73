"""Columns that follow from other columns: the days that a date may cover, a meeting's place in lists, counts."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from iscm.domain.dates import Edtf
from iscm.domain.errors import EdtfError
from iscm.domain.health import Ailment, Tell
from iscm.domain.meetings import Status
from iscm.domain.places import Attendance
from iscm.domain.records import DateStatus
from iscm.register import models
from iscm.register.mapping import sort_keys
from iscm.register.operations.stamps import hold, raise_stamps

AT_ONCE = 2000
BOUNDS = ("earliest", "latest", "precision", "year", "sort_day", "sort_rank")
PLACE = ("sort_day", "sort_rank", "year")
FILED: tuple[type[Model], ...] = (
    models.MeetingMechanism,
    models.MeetingPlace,
    models.MeetingTheme,
    models.MeetingInitiative,
)
WORDS = {
    "status": ({one.value for one in Status}, Status.PLANNED.value),
    "attendance": ({one.value for one in Attendance}, Attendance.UNKNOWN.value),
    "date_status": ({one.value for one in DateStatus}, DateStatus.CONFIRMED.value),
}
"""Columns of one of a few words, and the word that stands for one that is none of them until the records are asked."""
BOUNDS_ANEW = "work the bounds of dates out again"
PLACES_ANEW = "take the places in lists from the meetings"
WORDS_ANEW = "take what cannot be read from the records again"
COUNTS_ANEW = "count records again"


def column_ailments(tell: Tell) -> Iterator[Ailment]:
    """What does not follow from what it should follow from, by kind; in bounded memory."""
    unread, wrong = 0, 0
    for row in _meetings(tell):
        edtf = _edtf(row["edtf"])
        unread += edtf is None or bool(_odd_words(row))
        wrong += edtf is not None and _bounds(edtf) != {name: row[name] for name in BOUNDS}
    if unread:
        yield Ailment(f"{unread} meetings have a date or a status that is none", mend=WORDS_ANEW)
    if wrong:
        yield Ailment(f"{wrong} meetings are filed under other days than their dates cover", mend=BOUNDS_ANEW)
    for model in FILED:
        if number := _misplaced(model).count():
            table = model._meta.db_table  # noqa: SLF001  # Django's name for it
            yield Ailment(f"{number} rows of {table} stand elsewhere in lists than their meetings", mend=PLACES_ANEW)
    if number := _miscounted().count():
        yield Ailment(f"{number} documents have another number of records than they say", mend=COUNTS_ANEW)


def mend_columns(tell: Tell) -> None:
    """Put right what follows from other columns, in one transaction; what cannot be read is left to the records."""
    now = timezone.now()
    with transaction.atomic():
        hold(now)
        for row in _meetings(tell):
            if changed := _mended(row):
                models.Meeting.objects.filter(pk=row["pk"]).update(**changed, touched_at=now)
        for model in FILED:
            _place_again(model)
        _miscounted().update(record_count=_records())
        raise_stamps(models.Mechanism.objects.values_list("slug", flat=True), now)


def _meetings(tell: Tell) -> Iterator[dict[str, Any]]:
    total, done, last = models.Meeting.objects.count(), 0, 0
    columns = models.Meeting.objects.order_by("pk").values("pk", "edtf", *BOUNDS, *WORDS)
    while rows := list(columns.filter(pk__gt=last)[:AT_ONCE]):
        tell(done, total, "dates and places in lists")
        yield from rows
        last, done = rows[-1]["pk"], done + len(rows)


def _mended(row: dict[str, Any]) -> dict[str, Any]:
    changed = _odd_words(row)
    edtf = _edtf(row["edtf"])
    if edtf is None:
        changed["edtf"] = ""
    bounds = _bounds(edtf or _NONE)
    return changed | {name: value for name, value in bounds.items() if row[name] != value}


class _Unsaid:
    """The place of a meeting without a date."""


_NONE = _Unsaid()


def _edtf(text: str) -> Edtf | _Unsaid | None:
    """The date, `_NONE` where none is said, None where it is no date."""
    try:
        return Edtf.parse(text) if text else _NONE
    except EdtfError:
        return None


def _odd_words(row: dict[str, Any]) -> dict[str, Any]:
    return {name: usual for name, (known, usual) in WORDS.items() if row[name] not in known}


def _bounds(said: Edtf | _Unsaid) -> dict[str, date | str | int | None]:
    edtf = said if isinstance(said, Edtf) else None
    day, rank = sort_keys(edtf)
    year = edtf.earliest.year if edtf and edtf.earliest else None
    first, last, precision = (edtf.earliest, edtf.latest, edtf.precision.value) if edtf else (None, None, "")
    return dict(zip(BOUNDS, (first, last, precision, year, day, rank), strict=True))


def _misplaced(model: type[Model]) -> QuerySet[Model]:
    same_year = Q(year=F("meeting__year")) | Q(year=None, meeting__year=None)
    same = Q(sort_day=F("meeting__sort_day"), sort_rank=F("meeting__sort_rank")) & same_year
    return model._default_manager.exclude(same).order_by()  # noqa: SLF001  # Django's name for the manager of any model


def _place_again(model: type[Model]) -> None:
    of_meeting = models.Meeting.objects.filter(pk=OuterRef("meeting"))
    keys = list(_misplaced(model).values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        rows = model._default_manager.filter(pk__in=keys[start : start + AT_ONCE])  # noqa: SLF001  # as above
        rows.update(**{name: Subquery(of_meeting.values(name)[:1]) for name in PLACE})


def _miscounted() -> QuerySet[models.Document]:
    return models.Document.objects.order_by().exclude(record_count=_records())


def _records() -> Coalesce:
    counted = models.Record.objects.filter(document=OuterRef("pk")).order_by().values("document")
    return Coalesce(Subquery(counted.annotate(number=Count("pk")).values("number")), Value(0))
