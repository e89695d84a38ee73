"""The dates of a document's entries, one after the other: order of figures, years carried down, years that turn."""

import re
from calendar import month_name
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from iscm.domain.dates import Day, Edtf
from iscm.domain.documents import Hints
from iscm.domain.records import DateStatus
from iscm.reading.cells.dates import DateOrder, DateReading, detect_order, parse_date
from iscm.reading.readers.coded import coded_date
from iscm.reading.readers.columns import Column
from iscm.reading.readers.entries import Entry

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DAYS = re.compile(r"\d{1,2}(?:\s?(?:[-–—/&,]|and|et|y|to|au|al)\s?\d{1,2}){0,5}", re.IGNORECASE)
# A step back by more than this, in rows that print no year, is a new year and not a row out of order.
TURN = timedelta(days=150)


@dataclass
class _Year:
    """The year in force for dates printed without one, and the last day read."""

    value: int | None
    last: int | None
    latest: Day | None = None


def read_dates(entries: Sequence[Entry], years: tuple[int, ...], order: DateOrder | None = None) -> list[DateReading]:
    """The date of each entry. `years` are those the document is about: one, several that turn, or none known.

    `order` is that of figures where the entries themselves do not decide it.
    A date printed without a year takes that of the heading above it, else the document's; where several years are
    possible it takes that of the row above, and the next one where the dates start over.
    """
    order = detect_order(entry.text(Column.DATE) for entry in entries) or order
    now = _Year(years[0] if years else None, years[-1] if years else None)
    is_single = len(years) == 1
    return [_read_one(entry, order, now, is_single=is_single) for entry in entries]


def hinted_order(hints: Hints) -> DateOrder | None:
    """The order of figures that is known from where a document came."""
    return DateOrder(hints.date_order) if hints.date_order in set(DateOrder) else None


def year_of(texts: Iterable[str]) -> int | None:
    """The year that all printed dates share; None if they have several or none."""
    years = {year for text in texts for year in YEAR.findall(text)}
    return int(years.pop()) if len(years) == 1 else None


def _read_one(entry: Entry, order: DateOrder | None, now: _Year, *, is_single: bool) -> DateReading:
    if ready := coded_date(entry):
        return ready
    if entry.days:
        return DateReading(Edtf.of_days(*entry.days), DateStatus.CONFIRMED)
    text = _with_month(entry.text(Column.DATE), entry.month)
    is_printed = bool(YEAR.search(text))
    reading = parse_date(text, year=entry.year or now.value, order=order, month=entry.month)
    edtf = reading.edtf
    if edtf is None or edtf.earliest is None:
        return reading
    if not is_printed and not entry.year and not is_single and _has_turned(edtf, now):
        now.value = (now.value or edtf.earliest.year) + 1
        reading = parse_date(text, year=now.value, order=order, month=entry.month)
    _move_on(now, reading, is_single=is_single)
    return reading


def _with_month(text: str, month: int | None) -> str:
    """Days below the heading of a month, with its name: "12/14" are two days there, never a day and a month."""
    if not month or not DAYS.fullmatch(text):
        return text
    return f"{text.replace('/', '-')} {month_name[month]}"


def _has_turned(edtf: Edtf, now: _Year) -> bool:
    if now.latest is None or edtf.latest is None or (now.last is not None and (now.value or 0) >= now.last):
        return False
    return edtf.latest + TURN < now.latest


def _move_on(now: _Year, reading: DateReading, *, is_single: bool) -> None:
    if reading.edtf is None or reading.edtf.earliest is None or not reading.edtf.is_day_precise:
        return
    now.latest = reading.edtf.earliest
    if not is_single:
        now.value = reading.edtf.earliest.year


def without_own_dates(reading: DateReading) -> DateReading:
    """The reading without its list of dates where that only repeats the one date it has."""
    return replace(reading, dates=()) if len(reading.dates) <= 1 else reading
