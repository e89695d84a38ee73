"""JSCalendar, JSON Feed and JSON-LD as files."""

import json

import pytest

from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts import json_, limits

EVENT = {"@type": "Event", "uid": "1", "title": "Summit", "start": "2026-01-23T00:00:00", "duration": "P3D"}


def lay_out(value):
    return json_.lay_out(json.dumps(value).encode(), "x.json", "https://example.org/")


def only(value):
    (told,) = lay_out(value).told
    return told


@pytest.mark.parametrize(
    "value",
    [EVENT, [EVENT], {"@type": "Group", "entries": [EVENT, {"@type": "Task", "uid": "2"}]}, {"a": EVENT, "b": 3}],
)
def test_events_of_a_calendar_are_found(value):
    told = only(value)
    assert (told.title, told.edtf.text, told.locator.as_json()) == (
        "Summit",
        "2026-01-23/2026-01-25",
        {"row": 1, "element": "1"},
    )


@pytest.mark.parametrize(
    ("start", "duration", "edtf"),
    [
        ("2026-01-23T00:00:00", "P1D", "2026-01-23"),
        ("2026-01-23T09:00:00", "PT8H", "2026-01-23"),
        ("2026-01-23T22:00:00", "PT2H", "2026-01-23"),
        ("2026-01-23T22:00:00", "PT3H", "2026-01-23/2026-01-24"),
        ("2026-01-23T00:00:00", "P1W", "2026-01-23/2026-01-29"),
        ("2026-01-23T00:00:00", "long", "2026-01-23"),
        ("2026-01-23T00:00:00", "", "2026-01-23"),
        ("9999-12-31T00:00:00", "P9D", "9999-12-31"),
        ("soon", "P1D", None),
    ],
)
def test_days_are_counted_from_the_start(start, duration, edtf):
    told = only(EVENT | {"start": start, "duration": duration})
    assert (told.edtf.text if told.edtf else None) == edtf


def test_places_status_and_links_are_told():
    told = only(
        EVENT
        | {
            "status": "tentative",
            "locations": {"1": {"name": "Paris, France"}, "2": 3},
            "virtualLocations": {"1": {"uri": "https://x"}},
            "links": {"1": {"href": "https://example.org/a", "title": "Agenda"}, "2": {"href": "javascript:1"}},
            "participants": {"1": {"name": "GFMD", "roles": {"owner": True}}, "2": {"name": "Jane"}},
        }
    )
    assert (told.place, told.attendance, told.status, told.by) == ("Paris, France", "hybrid", "tentative", ("GFMD",))
    assert [(link.text, link.url) for link in told.links] == [("Agenda", "https://example.org/a")]


def test_what_a_register_adds_wins_over_the_days_shown():
    own = {"edtf": "2026-33", "dateStatus": "tbc", "status": "planned", "attendance": "online", "meeting": "m"}
    told = only(EVENT | {f"iscm.example:{name}": value for name, value in own.items()})
    assert (told.edtf.text, told.date_status, told.status, told.attendance) == ("2026-33", "tbc", "planned", "online")
    assert (told.whole, told.is_ours) == ("m", True)


def test_a_json_feed_has_items_that_may_be_news():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "RCM",
        "language": "es",
        "items": [
            {"id": "1", "url": "/a", "title": "Taller", "content_html": "<p>Uno</p><p>Dos</p>", "tags": ["x", 3]},
            {"id": "2", "content_text": "Uno\nDos", "date_published": "2026-03-02T10:00:00Z"},
            "junk",
        ],
    }
    layout = lay_out(feed)
    assert (layout.title, layout.lang) == ("RCM", "es")
    assert [(told.title, told.lines, told.is_event) for told in layout.told] == [
        ("Taller", ("Uno", "Dos"), False),
        ("", ("Uno", "Dos"), False),
    ]
    assert [link.url for link in layout.told[0].links] == ["https://example.org/a"]


def test_json_ld_is_read_from_a_file_as_from_a_page():
    assert only({"@type": "Event", "name": "Forum", "startDate": "2026-05"}).edtf.text == "2026-05"


@pytest.mark.parametrize("value", [{"a": 1}, [{"a": 1}], {"title": "x", "entries": []}])
def test_other_json_has_no_entries(value):
    layout = lay_out(value)
    assert (layout.told, layout.rows, layout.title) == ((), (), None)


@pytest.mark.parametrize("text", ['{"a": ', '{"a":' * 100_000, "3", '"x"'])
def test_what_is_no_sound_json_is_refused(text):
    with pytest.raises(UnreadableInputError, match="no sound JSON"):
        json_.lay_out(text.encode(), "x.json")


def test_more_entries_than_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_ENTRIES", 1)
    with pytest.raises(UnreadableInputError, match="more than 1 entries"):
        lay_out([EVENT, EVENT, EVENT])
