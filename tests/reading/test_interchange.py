"""A reading comes back from its JSON as it was, and JSON of another shape is refused in one line."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.citations import Locator
from iscm.domain.dates import Edtf
from iscm.domain.errors import UnreadableInputError
from iscm.domain.places import Attendance, Place
from iscm.domain.problems import Problem, Severity
from iscm.domain.readings import Fingerprint, Reading, Section, SetAside
from iscm.domain.records import (
    Anniversary,
    DateStatus,
    Index,
    Link,
    Printed,
    PrintedDate,
    Publication,
    Record,
    Suggestion,
)
from iscm.reading.interchange import as_json, from_json
from tests.factories.records import make_reading, make_record

RECORD = Record(
    n=1,
    locator=Locator(page=2, line_first=10, line_last=12, sheet="2024", cell="A3"),
    printed=Printed("January 21, 2024", "Geneva, Switzerland", "GFMD", "14 th Youth Forum", "Agreed."),
    title="14th Youth Forum",
    edtf=Edtf.parse("{2024-01-21,2024-01-23..2024-01-24}"),
    date_status=DateStatus.TBC,
    attendance=Attendance.HYBRID,
    places=(Place("Geneva", "CH"), Place(None, "PW")),
    mechanisms=("gfmd", "idm"),
    kind="forum",
    ordinal=14,
    count=None,
    outcome="Agreed.",
    topic="youth",
    links=(Link("Forum", None), Link("site", "https://example.org")),
    dates=(PrintedDate("January 21", Edtf.parse("2024-01-21")),),
    themes=(Suggestion("youth-and-minors", "“Youth”", 0.5),),
    initiatives=(Suggestion("gcm", "title", 0.25),),
    bodies=("Youth Platform",),
    prepares="15th Summit",
    side_event_of="IMRF",
    lang="fr",
    status="postponed",
)
FULL = Reading(
    name="calendar.txt",
    sha256="ab" * 32,
    reader="calendar",
    title="Calendar",
    publisher="IOM",
    year=2024,
    last_update=date(2024, 9, 24),
    stated_count=120,
    lang="fr",
    records=(RECORD,),
    themes=(Index("data", "Data", ("gfmd",), "and others", Locator(line_first=3)),),
    initiatives=(Index("gcm", "GCM", ("idm", "gfmd")),),
    publications=(Publication("Report", ("gfmd",), None, Locator(page=3)),),
    anniversaries=(Anniversary("midwa", 30, Locator(line_first=9)),),
    links=(Link("more", "https://example.org/more"),),
    fingerprints=(Fingerprint("cd" * 32, Locator(line_first=4)),),
    set_aside=(SetAside(Locator(line_first=1), "Date Place", "table header"),),
    problems=(Problem("date-ambiguous", Severity.ERROR, "…", Locator(row=2), "x", 1, ("2024-01-02", "2024-02-01")),),
    issue="VIII",
    period=Edtf.parse("2024-01/2024-12"),
    contact="desk@example.org",
    sections=(Section("Data", None, Locator(line_first=8)),),
)
SHAPE = {
    "name", "sha256", "reader", "title", "publisher", "year", "last_update", "stated_count", "records", "themes",
    "initiatives", "publications", "anniversaries", "problems",
}  # fmt: skip
RECORD_SHAPE = {
    "n", "locator", "printed", "edtf", "date_status", "attendance", "places", "mechanisms", "title", "kind", "ordinal",
    "count", "outcome", "links", "themes", "initiatives",
}  # fmt: skip


def test_full_reading_comes_back_as_it_was():
    assert from_json(json.loads(json.dumps(as_json(FULL)))) == FULL


def test_empty_reading_comes_back_as_it_was():
    empty = Reading("x", "0" * 64, "unknown")
    assert from_json(as_json(empty)) == empty


def test_json_has_the_agreed_shape():
    document = as_json(FULL)
    assert SHAPE - set(document) == set()
    assert RECORD_SHAPE - set(document["records"][0]) == set()
    assert document["records"][0]["locator"] == {
        "page": 2,
        "line_first": 10,
        "line_last": 12,
        "sheet": "2024",
        "cell": "A3",
    }
    assert document["records"][0]["places"] == [{"city": "Geneva", "country": "CH"}, {"city": None, "country": "PW"}]
    assert document["records"][0]["themes"] == ["youth-and-minors"]
    assert document["themes"] == {"data": ["gfmd"]}


def test_fields_that_do_not_apply_are_null_or_empty_never_left_out():
    record = Record(1, Locator(), Printed(), "SOM")
    full, bare = as_json(FULL)["records"][0], as_json(Reading("x", "0", "calendar", records=(record,)))["records"][0]
    assert list(full) == list(bare)
    assert (bare["edtf"], bare["places"], bare["kind"], bare["printed"]["date"]) == (None, [], None, None)


@pytest.mark.parametrize("closed", [True, False, None])
def test_whether_a_meeting_is_closed_is_said_only_where_it_is_known(closed):
    reading = make_reading(make_record(closed=closed))
    (held,) = as_json(reading)["records"]
    assert held.get("closed", "not said") == ("not said" if closed is None else closed)
    assert from_json(as_json(reading)) == reading


def test_short_forms_alone_are_read_too():
    document = as_json(FULL)
    for long in ("theme_indexes", "initiative_indexes"):
        del document[long]
    del document["records"][0]["suggested_themes"]
    reading = from_json(document)
    assert [(index.slug, index.mechanisms) for index in reading.themes] == [("data", ("gfmd",))]
    assert [held.slug for held in reading.records[0].themes] == ["youth-and-minors"]


@pytest.mark.parametrize(
    "broken",
    [
        [],
        {},
        {"name": "x"},
        {**as_json(FULL), "records": [{}]},
        {**as_json(FULL), "records": "none"},
        {**as_json(FULL), "year": "2024"},
        {**as_json(FULL), "title": ["a"]},
        {**as_json(FULL), "last_update": "24 September"},
        {**as_json(FULL), "problems": [{"code": "x", "severity": "grave", "message": "y"}]},
        {**as_json(FULL), "anniversaries": [{"mechanism": "midwa", "years": True}]},
        {**as_json(FULL), "links": [{"text": "x", "url": 3}]},
        {**as_json(FULL), "records": [{**as_json(FULL)["records"][0], "edtf": "2024-13-01"}]},
        {**as_json(FULL), "records": [{**as_json(FULL)["records"][0], "locator": {"planet": 3}}]},
    ],
)
def test_other_shapes_are_refused(broken):
    with pytest.raises(UnreadableInputError):
        from_json(broken)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(as_json(FULL))), JSON)
def test_any_value_in_any_field_is_read_or_refused(field, value):
    try:
        reading = from_json({**as_json(FULL), field: value})
    except UnreadableInputError:
        return
    assert from_json(as_json(reading)) == reading
