"""What an index of a year knows of each meeting: where it stands in the diary, its days, its values by field."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from iscm.domain.dates import Edtf
from iscm.domain.listing import standing_of
from iscm.register.models import (
    Meeting,
    MeetingCitation,
    MeetingInitiative,
    MeetingMechanism,
    MeetingPlace,
    MeetingTheme,
)
from iscm.register.queries.among import among
from iscm.register.queries.filters import region_of
from iscm.register.queries.rows import TOUCHED

MONTH, WEEK, SURE, DATED, NUMBER, DOCUMENT = "month", "week", "sure", "dated", "number", "document"
UNKNOWN = 13  # where a diary has what no month is known of
IN_LISTS = (1 << 88) - 1  # the part of a place that orders lists: day, rank and key
_PLAIN = ("id", "sort_day", "sort_rank", "edtf", "earliest", "latest", "precision", "date_status", "status",
          "unlisted_since", "attendance", "kind", "count")  # fmt: skip
_LINKS = (
    ("mechanism", MeetingMechanism, "mechanism__slug"),
    ("theme", MeetingTheme, "theme__slug"),
    ("initiative", MeetingInitiative, "initiative__slug"),
    ("country", MeetingPlace, "country"),
    (DOCUMENT, MeetingCitation, "record__document"),
)
Values = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Line:
    """One meeting. `place` orders a diary of the year: by month, in each what is sure before what is not.

    `spans` are its known days as ordinals, None where these are from `earliest` to `latest`; both are 0 where no day
    is known at all. `values` are pairs of a field and one of its values.
    """

    place: int
    id: int
    touched: str
    earliest: int
    latest: int
    spans: tuple[tuple[int, int], ...] | None
    values: Values


def read_lines(keys: Collection[int], year: int) -> list[Line]:
    """The lines of these meetings of a year, in no order. Six queries."""
    wanted = among(keys)
    rows = Meeting.objects.filter(pk__in=wanted).order_by().annotate(touched=TOUCHED)
    values = _linked(wanted)
    return [_line(year, values[row[0]], *row) for row in rows.values_list(*_PLAIN, "touched")]


def month_of(edtf_precision: str, earliest: date | None, latest: date | None, year: int) -> int:
    """The month under which a meeting of a year is listed: that of its first day, or the last in which it may fall.

    0 where no more than the year is known.
    """
    if earliest is None or latest is None or edtf_precision == "year":
        return 0
    if edtf_precision == "day":
        return earliest.month
    return latest.month if latest.year == year else 12


def _linked(wanted: Any) -> Mapping[int, Values]:
    found: dict[int, Values] = defaultdict(list)
    for field, model, column in _LINKS:
        rows = model._default_manager.filter(meeting__in=wanted).order_by()  # noqa: SLF001  # Django's public way
        for meeting, value in rows.values_list("meeting_id", column):
            found[meeting] += _filed(field, value) if value else []
    return found


def _filed(field: str, value: Any) -> Values:
    region = region_of(value) if field == "country" else ""
    return [(field, value), ("region", region)] if region else [(field, value)]


def _line(  # noqa: PLR0917  # the columns of a row in their order
    year: int, values: Values, id_: int, day: date, rank: int, edtf: str, earliest: date | None, latest: date | None,
    precision: str, date_status: str, status: str, unlisted: date | None, attendance: str, kind: str,
    count: int | None, touched: str,
) -> Line:  # fmt: skip
    month = month_of(precision, earliest, latest, year)
    is_dated = precision == "day" and earliest is not None and latest is not None
    is_sure = is_dated and not edtf.startswith("[")
    place = (((month or UNKNOWN) * 2 + (not is_sure)) << 24 | day.toordinal()) << 64 | rank << 48 | id_
    ends = (earliest.toordinal(), latest.toordinal()) if earliest and latest else (0, 0)
    spans = None if is_dated and edtf[0] not in "[{" else tuple(_spans(edtf)) if is_dated else ()
    days = (ends,) if spans is None else spans
    plain = (
        (MONTH, True, month), ("attendance", True, attendance), (SURE, is_sure, ""), (DATED, is_dated, ""),
        ("status", True, standing_of(status, date_status, unlisted)), ("kind", kind, kind),
        (NUMBER, count not in {1, None}, count), *((WEEK, True, week) for week in _weeks(days, year)),
    )  # fmt: skip
    values = [*values, *((field, value) for field, has_it, value in plain if has_it)]
    return Line(place, id_, touched, *ends, spans, values)


def _spans(edtf: str) -> Iterator[tuple[int, int]]:
    for part in Edtf.parse(edtf).parts:
        if part.earliest and part.latest:
            yield part.earliest.toordinal(), part.latest.toordinal()


def _weeks(spans: tuple[tuple[int, int], ...], year: int) -> set[int]:
    """The weeks of a year from 0 to 52, each from the weekday of the first of January, that have any of these days."""
    first = date(year, 1, 1).toordinal()
    return {week for since, until in spans for week in range((since - first) // 7, min((until - first) // 7, 52) + 1)}
