"""Dates against the order of the rows, the years of the document, its last update, and the days of the week."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from iscm.domain.dates import Day
from iscm.domain.problems import Problem
from iscm.domain.records import DateStatus, Record
from iscm.reading.checks.context import Checked
from iscm.reading.problem_codes import problem
from iscm.reading.readers.facts import title_years

IN_ROWS = frozenset({"calendar", "tracker"})
# A document whose rows keep the order less often than this is sorted by something else.
KEEPS_ORDER = 0.8
SATURDAY = 5


def check_order(checked: Checked) -> Iterator[Problem]:
    """A row is out of the order of dates that the others keep: those outside the longest run in order."""
    if checked.reading.reader not in IN_ROWS:
        return
    dated = [record for record in checked.reading.records if record.edtf and record.edtf.is_day_precise]
    days = [_first_day(record) for record in dated]
    kept = longest_rise(days)
    if len(kept) < KEEPS_ORDER * len(days):
        return
    for at in sorted(set(range(len(dated))) - set(kept)):
        record = dated[at]
        message = f"“{record.printed.date}” is out of the order of the rows around it."
        yield problem("date-order", message, record.locator, record=record.n)


def check_years(checked: Checked) -> Iterator[Problem]:
    """A date lies outside the years that the document's title names."""
    reading = checked.reading
    years = title_years(reading.title) or ((reading.year,) if reading.year else ())
    if not years or reading.reader == "tracker":
        return
    about = str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"
    mended = {found.record for found in reading.problems if found.code == "date-repaired"}
    for record in reading.records:
        if record.edtf and record.n not in mended and not _is_within(record, years):
            message = f"“{record.printed.date or record.edtf}” lies outside {about}."
            yield problem("date-outside-year", message, record.locator, record=record.n)


def check_update(checked: Checked) -> Iterator[Problem]:
    """A meeting after the document's last update is printed as certain; it was only planned then."""
    update = checked.reading.last_update
    for record in checked.reading.records:
        if not update or not record.edtf or not record.edtf.earliest or record.date_status is DateStatus.TBC:
            continue
        if record.edtf.earliest > update and record.status is None:
            message = f"Printed as certain, but after the last update ({update.isoformat()})."
            yield problem("certain-after-update", message, record.locator, suggestion="planned", record=record.n)


def check_weekends(checked: Checked) -> Iterator[Problem]:
    """A meeting starts or ends on a Saturday or Sunday: unusual, and at times a slip."""
    for record in checked.reading.records:
        edtf = record.edtf
        if not edtf or not edtf.is_day_precise or edtf.is_set or edtf.is_choice:
            continue
        ends = dict.fromkeys(day for day in (edtf.earliest, edtf.latest) if day)
        named = " and ".join(f"{day.isoformat()} is a {day:%A}" for day in ends if day.weekday() >= SATURDAY)
        if named:
            yield problem("date-weekend", f"{named}.", record.locator, record=record.n)


def longest_rise(days: Sequence[Day]) -> list[int]:
    """The indexes of a longest run of days that never step back; in n log n steps."""
    ends: list[int] = []
    lasts: list[Day] = []
    before: list[int] = []
    for index, day in enumerate(days):
        at = bisect_right(lasts, day)
        before.append(ends[at - 1] if at else -1)
        lasts[at : at + 1], ends[at : at + 1] = [day], [index]
    run, index = [], ends[-1] if ends else -1
    while index >= 0:
        run.append(index)
        index = before[index]
    return run[::-1]


def _first_day(record: Record) -> Day:
    return record.edtf.earliest if record.edtf and record.edtf.earliest else Day.min


def _is_within(record: Record, years: Sequence[int]) -> bool:
    edtf = record.edtf
    first = edtf.earliest.year if edtf and edtf.earliest else years[0]
    last = edtf.latest.year if edtf and edtf.latest else years[-1]
    return first <= years[-1] and last >= years[0]
