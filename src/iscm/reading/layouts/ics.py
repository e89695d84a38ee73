"""iCalendar: one entry for each event, a repeated one as often as it takes place."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import recurring_ical_events
from icalendar import Calendar, Event

from iscm.domain.citations import Locator
from iscm.domain.errors import UnreadableInputError
from iscm.domain.problems import Problem
from iscm.reading.budget import spend
from iscm.reading.layouts.decoding import decode
from iscm.reading.layouts.elements import Layout
from iscm.reading.layouts.ics_events import BROKEN, Head, head_in, head_of, tell, words_of
from iscm.reading.layouts.limits import check_rows, check_size
from iscm.reading.layouts.told import Told
from iscm.reading.problem_codes import problem

MAX_EVENTS = 20_000
MAX_OCCURRENCES = 600
MAX_SERIES = 100
MOST_ERRORS = 20
YEARS_AHEAD = 10
BEGIN = re.compile(r"^BEGIN:VEVENT", re.MULTILINE | re.IGNORECASE)
END = re.compile(r"^END:VEVENT", re.MULTILINE | re.IGNORECASE)
PROPERTY = re.compile(r"[A-Za-z0-9-]+[;:]|[ \t]")
SLOW = {"SECONDLY", "MINUTELY", "HOURLY"}
PICKY = {"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"}
CALENDAR_END = re.compile(r"^END:VCALENDAR[ \t]*\s*\Z", re.MULTILINE | re.IGNORECASE)
CUT = "cut off in the middle"


def lay_out(content: bytes, name: str) -> Layout:
    """The events of a calendar, in the order of the file; in a locator `row` counts them, `element` is the UID.

    A repeated event is told once for each occurrence in `YEARS_AHEAD` years (a daily one, in a year), at most
    `MAX_OCCURRENCES`; beyond `MAX_SERIES` such events, and where the rule may never match, only the first is told, with
    a problem. What breaks the standard is left out and reported. Raises `UnreadableInputError` above the limits.
    """
    check_size(content, name)
    text = decode(content, name)
    if len(BEGIN.findall(text)) > MAX_EVENTS:
        raise UnreadableInputError(name, f"more than {MAX_EVENTS:,} events", "Split the calendar.")
    events, head = _events(text)
    told: list[Told] = []
    faults: list[Problem] = []
    for event in _occurrences(events, faults):
        spend()
        locator = Locator(row=len(told) + 1, element=words_of(event, "UID")[:500] or None)
        told.append(tell(event, locator, head))
        faults += _broken(event, locator)
        check_rows(len(told), name)
    if not CALENDAR_END.search(text):
        told, cut = _cut(told, text)
        faults.append(cut)
    return Layout("ics", (), head.title or None, told=tuple(told), faults=tuple(faults))


def _events(text: str) -> tuple[list[Event], Head]:
    try:
        calendar = Calendar.from_ical(text)
        return _found_events(calendar), head_of(calendar)
    except BROKEN:
        # One broken line must not cost the others: take the events one by one, without it.
        return list(_sound_events(text)), head_in(text)


def _found_events(calendar: Any) -> list[Event]:
    return [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]


def _sound_events(text: str) -> Iterator[Event]:
    for part in BEGIN.split(text)[1:]:
        lines = END.split(part, maxsplit=1)[0].splitlines()
        sound = [line for line in lines if PROPERTY.match(line)]
        with suppress(*BROKEN):
            event = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *sound, "END:VEVENT"]))
            if isinstance(event, Event):
                event.errors += [(line[:60], "no property") for line in lines if line.strip() and line not in sound]
                yield event


def _broken(event: Event, locator: Locator) -> Iterator[Problem]:
    """One problem for each property of an event that is not as the standard asks for."""
    for name, what in event.errors[:MOST_ERRORS]:
        yield problem("property-unread", f"“{name or '?'}” was not read: {str(what)[:200]}.", locator)


def _cut(told: list[Told], text: str) -> tuple[list[Told], Problem]:
    """A calendar without its end: its last event is set aside where it has no end either."""
    is_open = len(BEGIN.findall(text)) > len(END.findall(text))
    if is_open and told:
        told = [*told[:-1], replace(told[-1], aside=CUT)]
    what = "The calendar ends before its end: what came after is missing."
    return told, problem("feed-cut", what, told[-1].locator if told else None)


def _occurrences(events: list[Event], faults: list[Problem]) -> Iterator[Event]:
    """The events; in place of a repeated one, its occurrences with what was changed in single ones.

    `faults` grows with the series of which not all was told.
    """
    series: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        series[words_of(event, "UID") or str(id(event))].append(event)
    expanded = 0
    for group in series.values():
        is_series = any("RRULE" in event or "RDATE" in event for event in group)
        expanded += is_series
        if is_series and expanded > MAX_SERIES:
            faults.append(_not_told(group[0]))
        yield from _expanded(group, faults) if is_series and expanded <= MAX_SERIES else group


def _not_told(event: Event) -> Problem:
    what = "Of a repeated event not all was told: its rule is endless, or may match no day."
    return problem("series-cut", what, Locator(element=words_of(event, "UID")[:500] or None))


def _expanded(group: list[Event], faults: list[Problem]) -> list[Event]:
    try:
        calendar = Calendar()
        starts = []
        for event in group:
            starts.append(_day(event.decoded("DTSTART")))
            if _bound_rule(event, starts[-1]):
                faults.append(_not_told(event))
            calendar.add_component(event)
        first = min(starts)
        query = recurring_ical_events.of(calendar, skip_bad_series=True)
        found = query.between(first - timedelta(days=1), _years_after(first))
        if len(found) > MAX_OCCURRENCES:
            faults.append(_not_told(group[0]))
        return sorted(islice(found, MAX_OCCURRENCES), key=lambda event: _day(event.decoded("DTSTART"))) or group
    except BROKEN:
        return group


def _bound_rule(event: Event, start: date) -> bool:
    """Give a rule an end, and take away one that may never match: the library would try it to the year 9999.

    True where something of the rule is not told for that.
    """
    rule = event.get("RRULE")
    if rule is None:
        return False
    if isinstance(rule, list) or _may_never_match(rule):
        del event["RRULE"]
        return True
    if "COUNT" in rule:
        return False
    until = [_day(day) for day in rule.get("UNTIL", [])]
    end = _years_after(start, 1 if "DAILY" in rule["FREQ"] else YEARS_AHEAD)
    if until and until[0] <= end:
        return False
    begin = event.decoded("DTSTART")
    rule["UNTIL"] = [begin.replace(year=end.year, month=end.month, day=end.day)]
    return True


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


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    raise TypeError("not a day")
