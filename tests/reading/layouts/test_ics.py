from datetime import date

import pytest

from iscm.domain.errors import UnreadableInputError
from iscm.domain.records import Link
from iscm.reading.layouts import ics


def read(*events, head=""):
    body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{head}{body}END:VCALENDAR\n"
    return ics.lay_out(text.replace("\n", "\r\n").encode(), "x.ics")


def dates(layout):
    return [row.cells[0].text for row in layout.rows[1:]]


def test_an_event_is_a_row_under_the_header():
    layout = read(
        "UID:1@x\nDTSTART;VALUE=DATE:20240123\nDTEND;VALUE=DATE:20240126\nSUMMARY:14th Summit\\, GFMD\n"
        "LOCATION:Geneva\\, Switzerland\nSTATUS:CANCELLED\nURL:https://example.org/s\nCATEGORIES:GFMD,Summit",
        head="X-WR-CALNAME:Forum\n",
    )
    assert [cell.text for cell in layout.rows[0].cells] == list(ics.HEADER)
    row = layout.rows[1]
    assert [cell.text for cell in row.cells] == [
        "January 23-25, 2024",
        "Geneva, Switzerland",
        "14th Summit, GFMD",
        "cancelled",
        "https://example.org/s",
        "",
        "GFMD, Summit",
        "1@x",
    ]
    assert row.days == {0: (date(2024, 1, 23), date(2024, 1, 25))}
    assert row.cells[2].links == (Link("https://example.org/s", "https://example.org/s"),)
    assert (layout.title, row.locator.as_json()) == ("Forum", {"table": 1, "row": 2, "element": "1@x"})


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("DTSTART;VALUE=DATE:20240123", "January 23, 2024"),
        ("DTSTART:20240123T090000Z\nDTEND:20240123T170000Z", "January 23, 2024"),
        ("DTSTART:20240123T090000Z\nDTEND:20240125T000000Z", "January 23-24, 2024"),
        ("DTSTART;VALUE=DATE:20240629\nDURATION:P3D", "June 29 - July 1, 2024"),
        ("DTSTART;VALUE=DATE:20241230\nDTEND;VALUE=DATE:20250103", "December 30, 2024 - January 2, 2025"),
        ("DTSTART;VALUE=DATE:20240123\nDTEND;VALUE=DATE:20240101", "January 23, 2024"),
        ("DTSTART:soon", "soon"),
        ("SUMMARY:no date", ""),
    ],
)
def test_days_are_said_as_calendars_print_them(event, said):
    assert dates(read(f"UID:1\n{event}")) == [said]


def test_a_repeated_event_is_told_with_its_exceptions():
    layout = read(
        "UID:1\nDTSTART:20240601T100000Z\nRRULE:FREQ=MONTHLY;COUNT=4\nEXDATE:20240701T100000Z\nSUMMARY:Group",
        "UID:1\nDTSTART:20240802T100000Z\nRECURRENCE-ID:20240801T100000Z\nSUMMARY:Moved",
    )
    assert [(row.cells[0].text, row.cells[2].text) for row in layout.rows[1:]] == [
        ("June 1, 2024", "Group"),
        ("August 2, 2024", "Moved"),
        ("September 1, 2024", "Group"),
    ]


@pytest.mark.parametrize(
    ("rule", "rows"),
    [
        ("FREQ=YEARLY", 10),
        ("FREQ=DAILY", 366),
        ("FREQ=SECONDLY", 1),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 1),
        ("FREQ=DAILY;COUNT=5;BYMONTH=2;BYMONTHDAY=30", 1),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=TU", 1),
        ("FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30", 1),
        ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1", 10),
        ("FREQ=MONTHLY;BYDAY=1MO;UNTIL=20240903T000000Z", 5),
        ("FREQ=NEVER", 1),
    ],
)
def test_rules_without_end_or_sense_stay_bounded(rule, rows):
    assert len(dates(read(f"UID:1\nDTSTART;VALUE=DATE:20240601\nRRULE:{rule}"))) == rows


def test_one_broken_line_does_not_cost_the_rest():
    layout = read("UID:1\nDTSTART;VALUE=DATE:20240123\nthis is no property\nSUMMARY:Kept", "UID:2\nSUMMARY:Also")
    assert [row.cells[2].text for row in layout.rows[1:]] == ["Kept", "Also"]


def test_too_many_events_are_refused(monkeypatch):
    monkeypatch.setattr(ics, "MAX_EVENTS", 1)
    with pytest.raises(UnreadableInputError, match="more than 1 events"):
        read("UID:1", "UID:2")
