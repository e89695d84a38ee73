"""iCalendar: one row for each event, under a header row, as a table of meetings would have it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import recurring_ical_events
from icalendar import Calendar, Event

from iscm.domain.citations import Locator
from iscm.domain.errors import UnreadableInputError
from iscm.domain.records import Link
from iscm.reading.layouts.decoding import decode
from iscm.reading.layouts.elements import Cell, Layout, Row
from iscm.reading.layouts.limits import check_rows, check_size
from iscm.reading.layouts.words import fold, link_target, make_cell

HEADER = ("Date", "Place", "Title", "Status", "Link", "Description", "Categories", "UID")
MAX_EVENTS = 20_000
MAX_OCCURRENCES = 600
MAX_SERIES = 100
YEARS_AHEAD = 10
BEGIN = re.compile(r"^BEGIN:VEVENT", re.MULTILINE | re.IGNORECASE)
END = re.compile(r"^END:VEVENT", re.MULTILINE | re.IGNORECASE)
PROPERTY = re.compile(r"[A-Za-z0-9-]+[;:]|[ \t]")
# What a library may make of a value that is not what the standard asks for.
BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError)
SLOW = {"SECONDLY", "MINUTELY", "HOURLY"}
PICKY = {"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def lay_out(content: bytes, name: str) -> Layout:
    """The events of a calendar as one table, in the order of the file; `element` of a locator is the event's UID.

    A repeated event gives a row for each occurrence in `YEARS_AHEAD` years (a daily one, in a year), at most
    `MAX_OCCURRENCES`; beyond `MAX_SERIES` such events, and where the rule may never match, only the first is told. What
    breaks the standard is left out, or shown as it stands. Raises `UnreadableInputError` above the limits.
    """
    check_size(content, name)
    text = decode(content, name)
    if len(BEGIN.findall(text)) > MAX_EVENTS:
        raise UnreadableInputError(name, f"more than {MAX_EVENTS:,} events", "Split the calendar.")
    events, title = _events(text)
    rows = [Row(tuple(Cell(words) for words in HEADER), Locator(table=1, row=1), 1)]
    for event in _occurrences(events):
        cells, days = _cells(event)
        uid = _words(event, "UID") or None
        rows.append(Row(cells, Locator(table=1, row=len(rows) + 1, element=uid), 1, days={0: days} if days else {}))
        check_rows(len(rows), name)
    return Layout("ics", tuple(rows), title)


def _events(text: str) -> tuple[list[Event], str | None]:
    try:
        calendar = Calendar.from_ical(text)
        return _found_events(calendar), _words(calendar, "X-WR-CALNAME") or _words(calendar, "NAME") or None
    except BROKEN:
        # One broken line must not cost the others: take the events one by one, without it.
        return list(_sound_events(text)), None


def _found_events(calendar: Any) -> list[Event]:
    return [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]


def _sound_events(text: str) -> Iterator[Event]:
    for part in BEGIN.split(text)[1:]:
        lines = [line for line in END.split(part, maxsplit=1)[0].splitlines() if PROPERTY.match(line)]
        with suppress(*BROKEN):
            event = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"]))
            if isinstance(event, Event):
                yield event


def _occurrences(events: list[Event]) -> Iterator[Event]:
    """The events; in place of a repeated one, its occurrences with what was changed in single ones."""
    series: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        series[_words(event, "UID") or str(id(event))].append(event)
    expanded = 0
    for group in series.values():
        if expanded < MAX_SERIES and any("RRULE" in event or "RDATE" in event for event in group):
            expanded += 1
            yield from _expanded(group)
        else:
            yield from group


def _expanded(group: list[Event]) -> list[Event]:
    try:
        calendar = Calendar()
        starts = []
        for event in group:
            starts.append(_day(event.decoded("DTSTART")))
            _bound_rule(event, starts[-1])
            calendar.add_component(event)
        first = min(starts)
        query = recurring_ical_events.of(calendar, skip_bad_series=True)
        found = query.between(first - timedelta(days=1), _years_after(first))
        return sorted(islice(found, MAX_OCCURRENCES), key=lambda event: _day(event.decoded("DTSTART"))) or group
    except BROKEN:
        return group


def _bound_rule(event: Event, start: date) -> None:
    """Give a rule an end, and take away one that may never match: the library would try it to the year 9999."""
    rule = event.get("RRULE")
    if rule is None:
        return
    if isinstance(rule, list) or _may_never_match(rule):
        del event["RRULE"]
    elif "COUNT" not in rule:
        until = [_day(day) for day in rule.get("UNTIL", [])]
        end = _years_after(start, 1 if "DAILY" in rule["FREQ"] else YEARS_AHEAD)
        if not until or until[0] > end:
            begin = event.decoded("DTSTART")
            rule["UNTIL"] = [begin.replace(year=end.year, month=end.month, day=end.day)]


def _may_never_match(rule: Any) -> bool:
    """Whether the parts of a rule may leave no day at all, and there are many days to try."""
    frequency, parts = set(rule.get("FREQ", [])), set(rule)
    if not frequency or frequency & SLOW:
        return True
    if "DAILY" in frequency:
        return len(PICKY & parts) > 1 or ("INTERVAL" in parts and bool((PICKY | {"BYDAY"}) & parts))
    return "WEEKLY" in frequency and bool(PICKY & parts)


def _years_after(day: date, years: int = YEARS_AHEAD) -> date:
    return date(min(day.year + years, date.max.year), day.month, min(day.day, 28))


def _cells(event: Event) -> tuple[tuple[Cell, ...], tuple[date, date] | None]:
    days = _days(event)
    url = _words(event, "URL")
    cells = {
        "Date": make_cell([_said(*days) if days else _words(event, "DTSTART")]),
        "Place": make_cell(_words(event, "LOCATION").splitlines()),
        "Title": make_cell(_words(event, "SUMMARY").splitlines(), [Link(url, link_target(url))] if url else []),
        "Status": make_cell([_words(event, "STATUS").lower()]),
        "Link": make_cell([url]),
        "Description": make_cell(_words(event, "DESCRIPTION").splitlines()),
        "Categories": make_cell([_categories(event)]),
        "UID": make_cell([_words(event, "UID")]),
    }
    return tuple(cells[name] for name in HEADER), days


def _words(component: Any, name: str) -> str:
    value = component.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return "" if value is None else str(value).strip()


def _categories(event: Event) -> str:
    values = event.get("CATEGORIES") or []
    names: list[str] = []
    for value in values if isinstance(values, list) else [values]:
        names += [str(name) for name in getattr(value, "cats", [value])]
    return fold(", ".join(names))


def _days(event: Event) -> tuple[date, date] | None:
    """First and last day. The end of an all-day event is the day after it; so is an end at midnight."""
    try:
        start = event.decoded("DTSTART")
        first = last = _day(start)
        if "DTEND" in event:
            last = _last_day(event.decoded("DTEND"))
        elif "DURATION" in event and event.decoded("DURATION") > timedelta(0):
            last = _last_day(start + event.decoded("DURATION"))
        return first, max(first, last)
    except BROKEN:
        return None


def _last_day(end: date) -> date:
    if isinstance(end, datetime) and (end.hour, end.minute, end.second) != (0, 0, 0):
        return end.date()
    return _day(end) - timedelta(days=1)


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    raise TypeError("not a day")


def _said(first: date, last: date) -> str:
    """The days as the calendars of meetings print them."""
    start = f"{MONTHS[first.month - 1]} {first.day}"
    if first == last:
        return f"{start}, {first.year}"
    if first.year != last.year:
        return f"{start}, {first.year} - {MONTHS[last.month - 1]} {last.day}, {last.year}"
    if first.month != last.month:
        return f"{start} - {MONTHS[last.month - 1]} {last.day}, {last.year}"
    return f"{start}-{last.day}, {last.year}"
