import pytest

from iscm.domain.errors import UnreadableInputError
from iscm.domain.records import Link
from iscm.reading.layouts import ics
from iscm.reading.layouts.moments import BACKWARDS


def read(*events, head=""):
    body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{head}{body}END:VCALENDAR\n"
    return ics.lay_out(text.replace("\n", "\r\n").encode(), "x.ics")


def days(layout):
    return [told.edtf.text if told.edtf else None for told in layout.told]


def codes(layout):
    return [fault.code for fault in layout.faults]


def test_an_event_is_an_entry_with_its_number_and_uid():
    layout = read(
        "UID:1@x\nDTSTART;VALUE=DATE:20240123\nDTEND;VALUE=DATE:20240126\nSUMMARY:14th Summit\\, GFMD\n"
        "LOCATION:Geneva\\, Switzerland\nSTATUS:CANCELLED\nURL:https://example.org/s\nCATEGORIES:GFMD,Summit\n"
        "ATTACH:https://example.org/a.pdf\nATTACH:javascript:alert(1)\nDESCRIPTION:One\\nTwo &amp\\; three",
        head="X-WR-CALNAME:Forum\n",
    )
    (told,) = layout.told
    assert (layout.title, layout.rows, told.locator.as_json()) == ("Forum", (), {"row": 1, "element": "1@x"})
    assert (told.title, told.place, told.status) == ("14th Summit, GFMD", "Geneva, Switzerland", "cancelled")
    assert (told.when, told.edtf.text) == ("20240123 – 20240126", "2024-01-23/2024-01-25")
    assert (told.categories, told.lines) == (("GFMD", "Summit"), ("One", "Two & three"))
    assert told.links == (
        Link("https://example.org/s", "https://example.org/s"),
        Link("https://example.org/a.pdf", "https://example.org/a.pdf"),
    )


@pytest.mark.parametrize(
    ("event", "edtf"),
    [
        ("DTSTART;VALUE=DATE:20240123", "2024-01-23"),
        ("DTSTART:20240123T090000Z\nDTEND:20240123T170000Z", "2024-01-23"),
        ("DTSTART:20240123T090000Z\nDTEND:20240125T000000Z", "2024-01-23/2024-01-24"),
        ("DTSTART:20240123T000000\nDTEND:20240124T000000", "2024-01-23/2024-01-24"),
        ("DTSTART;VALUE=DATE:20240629\nDURATION:P3D", "2024-06-29/2024-07-01"),
        ("DTSTART;VALUE=DATE:20241230\nDTEND;VALUE=DATE:20250103", "2024-12-30/2025-01-02"),
        ("DTSTART;VALUE=DATE:20240123\nDTEND;VALUE=DATE:20240123", "2024-01-23"),
        ("DTSTART;TZID=Asia/Bangkok:20240601T230000\nDTEND;TZID=Asia/Bangkok:20240602T010000", "2024-06-01/2024-06-02"),
        ("DTSTART;TZID=W. Europe Standard Time:20240601T230000\nDURATION:PT30M", "2024-06-01"),
        ("DTSTART:soon", None),
        ("DTSTART;VALUE=DATE:20240230", None),
        ("SUMMARY:no date", None),
    ],
)
def test_days_are_those_where_it_takes_place_and_ends_are_exclusive(event, edtf):
    assert days(read(f"UID:1\n{event}")) == [edtf]


def test_a_backslash_that_the_standard_does_not_ask_for_is_no_part_of_the_words():
    summary = 'Ministers\\\' Meeting\\: \\"Data\\"\\, C:\\\\temp'
    (told,) = read(f"UID:1\nDTSTART:20240501\nSUMMARY:{summary}").told
    assert told.title == 'Ministers\' Meeting: "Data", C:\\temp'


def test_an_end_before_the_start_is_left_out_and_noted():
    (told,) = read("UID:1\nDTSTART;VALUE=DATE:20240123\nDTEND;VALUE=DATE:20240101").told
    assert (told.edtf.text, told.note) == ("2024-01-23", BACKWARDS)


def test_moments_in_utc_are_those_of_the_zone_that_the_calendar_names():
    event = "UID:1\nDTSTART:20260503T170000Z\nDTEND:20260505T170000Z"
    assert days(read(event)) == ["2026-05-03/2026-05-05"]
    assert days(read(event, head="X-WR-TIMEZONE:Asia/Bangkok\n")) == ["2026-05-04/2026-05-06"]
    assert days(read(event, head="X-WR-TIMEZONE:../../etc/passwd\n")) == ["2026-05-03/2026-05-05"]


def test_a_repeated_event_is_told_with_its_exceptions():
    layout = read(
        "UID:1\nDTSTART:20240601T100000Z\nRRULE:FREQ=MONTHLY;COUNT=4\nEXDATE:20240701T100000Z\nSUMMARY:Group",
        "UID:1\nDTSTART:20240802T100000Z\nRECURRENCE-ID:20240801T100000Z\nSUMMARY:Moved",
    )
    assert [(told.edtf.text, told.title) for told in layout.told] == [
        ("2024-06-01", "Group"),
        ("2024-08-02", "Moved"),
        ("2024-09-01", "Group"),
    ]
    assert codes(layout) == []


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
    assert len(days(read(f"UID:1\nDTSTART;VALUE=DATE:20240601\nRRULE:{rule}"))) == rows


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("FREQ=YEARLY", ["series-cut"]),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", ["series-cut"]),
        ("FREQ=MONTHLY;COUNT=3", []),
        ("FREQ=NEVER", ["property-unread"]),
    ],
)
def test_a_series_of_which_not_all_is_told_is_reported(rule, found):
    assert codes(read(f"UID:1\nDTSTART;VALUE=DATE:20240601\nRRULE:{rule}")) == found


def test_series_beyond_the_limit_are_told_once_and_reported(monkeypatch):
    monkeypatch.setattr(ics, "MAX_SERIES", 1)
    layout = read(*(f"UID:{n}\nDTSTART;VALUE=DATE:20240601\nRRULE:FREQ=MONTHLY;COUNT=3" for n in (1, 2)))
    assert (len(layout.told), codes(layout)) == (4, ["series-cut"])


def test_one_broken_line_does_not_cost_the_rest():
    layout = read(
        "UID:1\nDTSTART;VALUE=DATE:20240123\nthis is no property\nSUMMARY:Kept",
        "UID:2\nSUMMARY:Also",
        head="X-WR-CALNAME:Forum\n",
    )
    assert (layout.title, [told.title for told in layout.told]) == ("Forum", ["Kept", "Also"])
    assert [(fault.code, fault.locator.row) for fault in layout.faults] == [("property-unread", 1)]


def test_a_line_outside_events_that_breaks_the_calendar_costs_no_event():
    layout = read("UID:1\nSUMMARY:Kept", head="X-WR-CALNAME:Forum\nEND:VEVENT\n")
    assert (layout.title, [told.title for told in layout.told]) == ("Forum", ["Kept"])


@pytest.mark.parametrize(
    ("ending", "aside"),
    [("SUMMARY:Last\r\nDTSTART;VALUE=DATE:202", [True]), ("SUMMARY:Last\r\nEND:VEVENT\r\n", [False])],
)
def test_a_calendar_without_its_end_is_reported_and_an_open_event_set_aside(ending, aside):
    layout = ics.lay_out(f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{ending}".encode(), "x.ics")
    assert [told.aside == ics.CUT for told in layout.told] == aside
    assert [code for code in codes(layout) if code == "feed-cut"] == ["feed-cut"]


def test_too_many_events_are_refused(monkeypatch):
    monkeypatch.setattr(ics, "MAX_EVENTS", 1)
    with pytest.raises(UnreadableInputError, match="more than 1 events"):
        read("UID:1", "UID:2")
