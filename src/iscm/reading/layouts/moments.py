"""Moments as programs write them (ISO 8601): the day where it happens, and no more than is said."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

from iscm.domain.dates import Edtf
from iscm.domain.errors import EdtfError

MOMENT = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?|(?P<month2>\d\d)(?P<day2>\d\d))?"
    r"(?:[T ](?P<hour>\d\d)(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d{1,9})?)?)?"
    r"\s?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)
LONGEST = 60
ONE_DAY = timedelta(days=1)
BACKWARDS = "it ends before it begins, so only its beginning was read"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in EDTF with what precision was written; `at` is the time of day in seconds where one is said."""

    edtf: Edtf
    at: int | None = None

    @property
    def day(self) -> date | None:
        """The day, if it is said to the day."""
        return self.edtf.earliest if self.edtf.is_day_precise else None


def read_moment(text: str, zone: tzinfo | None = None) -> Moment | None:
    """`2026-05`, `2026-05-04` or `2026-05-04T23:30:00+02:00`, as the day there; None for other words and no such day.

    A moment in UTC is that of the day in `zone`, where the source names one.
    """
    match = MOMENT.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if match is None:
        return None
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    if match["hour"] is not None and day is None:
        return None
    try:
        if match["hour"] is None:
            return Moment(Edtf.parse("-".join(part for part in (match["year"], month, day) if part)))
        return _timed(match, int(month), int(day), zone)
    except (EdtfError, ValueError, OverflowError):
        return None


def span(start: Moment, end: Moment | None, *, is_exclusive: bool = False) -> tuple[Edtf, str]:
    """The date from start to end, both days included, with what was wrong with it.

    An end at midnight, after a start at some time of day, is the end of the day before; so is the end of whole days
    where the format counts it out (`is_exclusive`).
    """
    if end is None:
        return start.edtf, ""
    if start.day is None or end.day is None:
        return _coarse(start.edtf, end.edtf)
    ends_before = end.at == 0 and start.at != 0 if end.at is not None else is_exclusive
    last = end.day - ONE_DAY if ends_before and end.day > date.min else end.day
    if last < start.day:
        return start.edtf, "" if ends_before and end.day == start.day else BACKWARDS
    return Edtf.of_days(start.day, last), ""


def read_day(text: str) -> date | None:
    """The day of a time stamp, in ISO 8601 or as e-mail writes it; None for anything else."""
    moment = read_moment(text)
    if moment:
        return moment.day
    try:
        return parsedate_to_datetime(text[:LONGEST]).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _timed(match: re.Match[str], month: int, day: int, zone: tzinfo | None) -> Moment:
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    later = ONE_DAY if (hour, minute, second) == (24, 0, 0) else timedelta(0)
    at = datetime(int(match["year"]), month, day, 0 if later else hour, minute, min(second, 59), tzinfo=_zone(match))
    at += later
    if zone is not None and match["zone"] and at.utcoffset() == timedelta(0):
        at = at.astimezone(zone)
    return Moment(Edtf.of_days(at.date(), at.date()), at.hour * 3600 + at.minute * 60 + at.second)


def _zone(match: re.Match[str]) -> timezone:
    said = (match["zone"] or "Z").upper()
    if said == "Z":
        return UTC
    hours, minutes = int(said[1:3]), int(said[3:].replace(":", "") or 0)
    return timezone((-1 if said[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))


def _coarse(start: Edtf, end: Edtf) -> tuple[Edtf, str]:
    """Months or years, from the first to the last."""
    if start == end:
        return start, ""
    try:
        return Edtf.parse(f"{start.text}/{end.text}"), ""
    except EdtfError:
        return start, BACKWARDS
