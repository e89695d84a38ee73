"""iCalendar by the golden profile, read back by two other programs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from iscm.publication.formats.ics import CalendarEvent, Feed, render_feed, render_one
from tests.libical import Entry, Judged, judge

CHANGED = datetime(2024, 9, 24, 12, tzinfo=UTC)
FEED = Feed(
    "ISCM meetings: GFMD", "Meetings.", "https://example.org/calendar.ics?mechanism=gfmd", "Older ones are left out."
)
EVENT = CalendarEvent(
    uid="c59b7b00-f12d-4eab-b661-d3a99eba5c1e",
    changed=CHANGED,
    sequence=2,
    first=date(2024, 1, 23),
    last=date(2024, 1, 25),
    summary="GFMD: 14th Summit",
    status="CONFIRMED",
    url="https://example.org/meetings/c59b7b00/",
    location="Geneva, Switzerland",
    description="23–25 January 2024\nGlobal Forum; really",
    categories=("GFMD", "Asylum, IDPs, Refugees"),
    related=("a-b",),
    parents=("c-d",),
    series="iscm:series:gfmd/summit/",
    concepts=("https://example.org/themes/data/",),
    links=(('Agenda; "final"', "https://example.org/a;b.pdf?x=1,2"),),
)
GOLDEN = """BEGIN:VEVENT
UID:c59b7b00-f12d-4eab-b661-d3a99eba5c1e
DTSTAMP:20240924T120000Z
LAST-MODIFIED:20240924T120000Z
SEQUENCE:2
DTSTART;VALUE=DATE:20240123
DTEND;VALUE=DATE:20240126
SUMMARY:GFMD: 14th Summit
STATUS:CONFIRMED
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
LOCATION:Geneva\\, Switzerland
CATEGORIES:GFMD,Asylum\\, IDPs\\, Refugees
DESCRIPTION:23–25 January 2024\\nGlobal Forum\\; really
URL:https://example.org/meetings/c59b7b00/
RELATED-TO;RELTYPE=SIBLING:a-b
RELATED-TO;RELTYPE=PARENT:c-d
REFID:iscm:series:gfmd/summit/
CONCEPT:https://example.org/themes/data/
LINK;VALUE=URI;LINKREL=related;LABEL="Agenda; ^'final^'":https://example.or
 g/a;b.pdf?x=1,2
END:VEVENT
"""
# What RFC 9253 added: programs that do not know a property have to pass over it (RFC 5545, 3.8.8.2).
NEWER_THAN_LIBICAL = tuple(f"Parse error in property name: {name}" for name in ("REFID", "CONCEPT", "LINK"))
# Text as it may come: any script, quotes, line ends, no lone surrogates.
words = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), max_size=200)


def test_event_is_written_by_the_golden_profile():
    text = render_one([EVENT]).decode()
    assert GOLDEN.replace("\n", "\r\n") in text


def test_one_meeting_names_no_calendar():
    names = [line.partition(":")[0] for line in render_one([EVENT]).decode().splitlines()[:5]]
    assert names == ["BEGIN", "VERSION", "PRODID", "CALSCALE", "BEGIN"]


def test_feed_names_itself_and_asks_to_be_looked_at_twice_a_day():
    calendar = icalendar.Calendar.from_ical(render_feed([EVENT], FEED))
    assert (calendar["NAME"], calendar["X-WR-CALNAME"]) == (FEED.name, FEED.name)
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=12)
    assert calendar["LAST-MODIFIED"].dt == CHANGED


def test_same_events_give_the_same_bytes():
    assert render_feed([EVENT], FEED) == render_feed([EVENT], FEED)


def test_feed_without_meetings_is_a_calendar():
    assert icalendar.Calendar.from_ical(render_feed([], FEED)).walk("VEVENT") == []


@settings(deadline=None)
@given(summary=words, location=words, category=words, description=words)
def test_other_programs_read_what_was_meant(summary, location, category, description):
    event = CalendarEvent(
        "u", CHANGED, 0, date(2024, 1, 1), date(2024, 1, 1), f"x{summary}", "TENTATIVE", "https://e.org/",
        location=f"x{location}", description=f"x{description}", categories=(f"x{category}",),
    )  # fmt: skip
    content = render_one([event])
    (read,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert (str(read["SUMMARY"]), str(read["LOCATION"])) == (event.summary, event.location)
    assert str(read["DESCRIPTION"]) == event.description
    assert read["CATEGORIES"].cats == [event.categories[0]]
    other = vobject.readOne(content.decode()).vevent
    assert (other.summary.value, other.description.value) == (event.summary, event.description)


@settings(deadline=None)
@given(words)
def test_no_line_is_longer_than_75_octets_nor_cut_inside_a_letter(summary):
    event = CalendarEvent("u", CHANGED, 0, date(2024, 1, 1), date(2024, 1, 1), summary, "CONFIRMED", "https://e.org/")
    lines = render_one([event]).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)


@settings(deadline=None)
@given(first=st.dates(max_value=date(9000, 1, 1)), days=st.integers(0, 400))
def test_end_is_the_day_after_the_last(first, days):
    last = first + timedelta(days=days)
    event = CalendarEvent("u", CHANGED, 0, first, last, "s", "CONFIRMED", "https://e.org/")
    (read,) = icalendar.Calendar.from_ical(render_one([event])).walk("VEVENT")
    assert (read["DTSTART"].dt, read["DTEND"].dt) == (first, last + timedelta(days=1))


def test_large_feed_keeps_the_last_entries_and_says_so():
    events = [
        CalendarEvent(f"u{n}", CHANGED, 0, date(2024, 1, 1), date(2024, 1, 1), "s" * 500, "CONFIRMED", "https://e.org/")
        for n in range(100)
    ]
    content = render_feed(events, FEED, limit=20_000)
    calendar = icalendar.Calendar.from_ical(content)
    assert len(content) <= 20_000
    *kept, note = calendar.walk("VEVENT")
    assert (str(kept[-1]["UID"]), str(note["SUMMARY"])) == ("u99", FEED.cut_note)
    assert str(calendar["DESCRIPTION"]).endswith(FEED.cut_note)


def test_nothing_is_cut_from_a_feed_without_a_limit():
    content = render_feed([EVENT] * 3_000, FEED, limit=None)
    assert len(icalendar.Calendar.from_ical(content).walk("VEVENT")) == 3_000
    assert len(content) > 800_000


def test_calendar_says_what_it_is_and_where_it_is_from():
    calendar = icalendar.Calendar.from_ical(render_feed([], replace(FEED, url="https://example.org/calendar/")))
    assert str(calendar["URL"]) == "https://example.org/calendar/"
    assert str(calendar["SOURCE"]) == FEED.source


def test_first_uid_in_a_calendar_is_that_of_its_first_entry():
    """vdirsyncer and others take that one, and would keep a single entry of a calendar with a UID of its own."""
    lines = render_feed([EVENT], FEED).decode().splitlines()
    assert next(line for line in lines if line.startswith("UID")) == f"UID:{EVENT.uid}"


@settings(deadline=None)
@given(summary=words, location=words, description=words)
def test_libical_finds_every_rule_kept_and_reads_what_was_meant(summary, location, description):
    # A blank at the end of a line is none for libical, and says nothing to anybody.
    event = replace(EVENT, summary=f"x{summary}x", location=f"x{location}x", description=f"x{description}x")
    judged = judge(render_feed([event], FEED))
    assert judged == Judged(
        is_valid=True,
        faults=NEWER_THAN_LIBICAL,
        entries=(
            Entry(
                EVENT.uid, event.summary, event.location, event.description, "20240123", "20240126", "CONFIRMED"
            ),
        ),
    )  # fmt: skip


def test_last_day_of_the_calendar_has_no_day_after():
    event = replace(EVENT, first=date.max, last=date.max)
    assert b"DTEND;VALUE=DATE:99991231\r\n" in render_one([event])


@settings(deadline=None)
@given(label=words, address=st.from_regex(r"https://[a-z.]{1,20}/[!-+./:<-Z_a-z~0-9-]{0,120}", fullmatch=True))
def test_links_and_concepts_are_read_as_they_were_meant(label, address):
    event = replace(EVENT, links=((label, address),), concepts=(address,))
    other = vobject.readOne(render_one([event]).decode()).vevent
    # It takes what it does not know for a list of text.
    assert (other.link.value, other.concept.value) == (address, address)
    said = other.link.params["LABEL"][0].replace("^n", "\n").replace("^'", '"').replace("^^", "^")
    assert said == label or "^" in label or "\n" in label
    (read,) = icalendar.Calendar.from_ical(render_one([event])).walk("VEVENT")
    assert str(read["CONCEPT"]) == address


def test_address_cannot_bring_in_a_line():
    event = CalendarEvent(
        "u", CHANGED, 0, date(2024, 1, 1), date(2024, 1, 1), "s", "CONFIRMED", "https://e.org/\r\nX:1"
    )
    assert b"URL:https://e.org/X:1\r\n" in render_one([event])
