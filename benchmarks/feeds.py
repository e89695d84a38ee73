"""Feeds: 6,000 meetings as iCalendar beside the `icalendar` package, and what a subscriber asks for."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import icalendar

from benchmarks.measuring import Measure, measure
from iscm.publication.formats.ics import CalendarEvent, Feed, render_feed

MEETINGS, RATIO, AIM = 6_000, 15, 25
FEED = Feed("ISCM meetings", "All of them.", "https://calendar.example.org/calendar.ics")
DIARY = {
    "/calendar.ics?from=1985-01-01": 0.25,
    "/calendar.ics?theme=labour-migration&from=1985-01-01": 0.1,
    "/calendar.json?from=1985-01-01": 0.8,
    "/feeds/meetings.atom": 0.1,
    "/feeds/changes.atom": 0.1,
    "/embed/meetings.json": 0.1,
    "/library/citations.bib": 0.1,
}
UNCHANGED = 0.01


def measure_feeds() -> Iterator[Measure]:
    """The writer beside the package, then the feeds of the built register, afresh and unchanged."""
    yield from _writer()
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    for path, target in DIARY.items():
        tag = client.get(path).headers["ETag"]
        yield measure("feeds", path, lambda path=path: client.get(path), target=target)
        again = measure(
            "feeds",
            f"{path}, unchanged",
            lambda path=path, tag=tag: client.get(path, headers={"if-none-match": tag}),
            target=UNCHANGED,
        )
        yield again


def _writer() -> Iterator[Measure]:
    events = make_events(MEETINGS)
    theirs = measure("feeds", f"{MEETINGS:,} meetings, the icalendar package", lambda: by_package(events), runs=3)
    yield theirs
    content = render_feed(events, FEED, limit=None)
    if [read_back(one) for one in icalendar.Calendar.from_ical(content).walk("VEVENT")] != [
        read_back(one) for one in icalendar.Calendar.from_ical(by_package(events)).walk("VEVENT")
    ]:
        raise AssertionError("the two feeds do not say the same")
    ours = measure(
        "feeds",
        f"{MEETINGS:,} meetings as iCalendar",
        lambda: render_feed(events, FEED, limit=None),
        target=theirs.median / RATIO,
        note=f"at least {RATIO} times as fast as the package, {AIM} times is the aim; both are read back alike",
    )
    yield ours


def make_events(number: int) -> list[CalendarEvent]:
    """Meetings in the field's shape; no two have the same title."""
    first = date(2000, 1, 1)
    return [
        CalendarEvent(
            uid=f"{n:08d}-f12d-4eab-b661-d3a99eba5c1e",
            changed=datetime(2024, 9, 24, 12, tzinfo=UTC) + timedelta(minutes=n),
            sequence=n % 3,
            first=first + timedelta(days=n),
            last=first + timedelta(days=n + n % 4),
            summary=f"RCM, SACM: {n}th Meeting of the Network; São Paulo – الهجرة {n}",
            status=("CONFIRMED", "TENTATIVE", "CANCELLED")[n % 3],
            url=f"https://calendar.example.org/meetings/{n:08d}-f12d-4eab-b661-d3a99eba5c1e/",
            location="San José, Costa Rica; Online",
            description=f"{n} January 2024\nRegional Conference on Migration, South American Conference\nSan José",
            categories=("RCM", "SACM", "Asylum, IDPs, Refugees"),
        )
        for n in range(number)
    ]


def by_package(events: list[CalendarEvent]) -> bytes:
    """The same calendar by the `icalendar` package."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//benchmark//EN")
    for event in events:
        calendar.add_component(_component(event))
    return calendar.to_ical()


def read_back(component: icalendar.Event) -> tuple[object, ...]:
    """What a program reads of an entry."""
    plain = ("UID", "SUMMARY", "STATUS", "LOCATION", "DESCRIPTION", "URL", "TRANSP", "SEQUENCE")
    days = (component["DTSTART"].dt, component["DTEND"].dt, component["DTSTAMP"].dt, component["LAST-MODIFIED"].dt)
    return (*(str(component[name]) for name in plain), *days, tuple(map(str, component["CATEGORIES"].cats)))


def _component(event: CalendarEvent) -> icalendar.Event:
    component = icalendar.Event()
    component.add("uid", event.uid)
    component.add("dtstamp", event.changed)
    component.add("last-modified", event.changed)
    component.add("sequence", event.sequence)
    component.add("dtstart", event.first)
    component.add("dtend", event.last + timedelta(days=1))
    component.add("summary", event.summary)
    component.add("status", event.status)
    component.add("transp", "TRANSPARENT")
    component.add("location", event.location)
    component.add("categories", list(event.categories))
    component.add("description", event.description)
    component.add("url", event.url)
    return component
