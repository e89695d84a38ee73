"""Meetings and materials in both formats: valid, whole, and unharmed by what a document printed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from iscm.domain.listing import MeetingRow, PartyRow, PlaceRow, TopicRow
from iscm.domain.records import Link
from iscm.publication.harvest import dublin_core, own_format
from iscm.publication.harvest.values import Material, Receipt, Told
from iscm.publication.harvest.xml import writable, write
from iscm.publication.labels import Labels
from iscm.publication.opendata.terms import Terms
from iscm.publication.titles import tidied
from iscm.publication.words import words_in

PAGE = "https://calendar.example.org/meetings/1/"
TERMS = Terms("https://calendar.example.org", ("The Office", "A unit"), "CC-BY-4.0")
ROW = MeetingRow(
    uid="5e0c0d36-0000-4000-8000-000000000001",
    title="34th Senior Officials' Meeting",
    lang="en",
    edtf="2024-06-27/2024-06-28",
    earliest=date(2024, 6, 27),
    latest=date(2024, 6, 28),
    precision="day",
    date_status="tbc",
    status="planned",
    attendance="hybrid",
    kind="senior-officials-meeting",
    ordinal=34,
    count=1,
    outcome="A plan.",
    year=2024,
    sort_day=date(2024, 6, 27),
    sequence=2,
    last_modified=datetime(2024, 5, 1, 8, 30, 15, 999, UTC),
    unlisted_since=date(2024, 5, 31),
    topic="Data",
    links=(Link("Agenda", "https://example.org/a?b&c"), Link("", "javascript:alert(1)")),
    parties=(
        PartyRow("rcm", "RCM", "Regional Conference on Migration", "regional", "host"),
        PartyRow("gfmd", "GFMD", "Global Forum", "global", "invited"),
    ),
    places=(PlaceRow("Geneva", "CH"), PlaceRow("", "")),
    themes=(TopicRow("data", "Data", "suggested", "words"),),
    initiatives=(TopicRow("gcm", "GCM", "stated", ""),),
)
RECEIPT = Receipt("ab12", "2024 Calendar", 7, "same", ("title", "edtf"), date(2024, 5, 1), {"page": 2, "line_first": 3})
TOLD = Told(ROW, (RECEIPT,))
BARE = Told(
    replace(
        ROW, edtf="", earliest=None, latest=None, precision="", kind="", ordinal=None, count=None, outcome="", topic="",
        links=(), parties=(), places=(), themes=(), initiatives=(), unlisted_since=None, lang="und",
        attendance="unknown", title="",
    ),
    (),
)  # fmt: skip
MATERIAL = Material("A study", 2020, "study", "fr", "https://example.org/s", "2021 Newsletter", ("RCM",), ("data",))


@pytest.fixture(scope="module")
def labels(vocabulary):
    return Labels(vocabulary, words_in("en"))


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(etree.fromstring(own_format.schema()))


def own(told):
    return etree.fromstring(write(own_format.meeting_record(told, PAGE, "https://calendar.example.org/oai/iscm.xsd")))


def dublin(element):
    """Names and texts of the lines of a record."""
    return [(etree.QName(one).localname, one.text) for one in etree.fromstring(write(element))]


@pytest.mark.parametrize("told", [TOLD, BARE], ids=["full", "bare"])
def test_own_format_keeps_to_its_schema(told, schema):
    schema.assertValid(own(told))


def test_own_format_says_everything():
    found = own(TOLD)
    space = f"{{{own_format.NAMESPACE}}}"
    said = [(etree.QName(one).localname, one.text, dict(one.attrib)) for one in found]
    assert said == [
        ("title", ROW.title, {"lang": "en"}),
        ("date", ROW.edtf, {"status": "tbc", "precision": "day", "first": "2024-06-27", "last": "2024-06-28"}),
        ("status", "planned", {"shown": "tbc", "unlisted-since": "2024-05-31"}),
        ("attendance", "hybrid", {}),
        ("kind", ROW.kind, {}),
        ("topic", "Data", {}),
        ("outcome", "A plan.", {}),
        ("mechanism", "Regional Conference on Migration", {"slug": "rcm", "acronym": "RCM", "role": "host"}),
        ("mechanism", "Global Forum", {"slug": "gfmd", "acronym": "GFMD", "role": "invited"}),
        ("place", "Geneva", {"country": "CH"}),
        ("place", None, {}),
        ("theme", "Data", {"slug": "data", "basis": "suggested"}),
        ("initiative", "GCM", {"slug": "gcm", "basis": "stated"}),
        ("link", "Agenda", {"href": "https://example.org/a?b&c"}),
        ("link", None, {"href": "javascript:alert(1)"}),
        (
            "receipt",
            "2024 Calendar",
            {
                "document": "ab12", "record": "7", "relation": "same", "fields": "title edtf", "as-of": "2024-05-01",
                "page": "2", "line-first": "3",
            },
        ),
    ]  # fmt: skip
    assert (found.tag, found.get("modified"), found.get("count")) == (f"{space}meeting", "2024-05-01T08:30:15Z", "1")


def test_dublin_core_of_a_meeting(labels):
    assert dublin(dublin_core.meeting_record(TOLD, PAGE, labels, TERMS)) == [
        ("title", ROW.title),
        ("creator", "Regional Conference on Migration (RCM)"),
        ("subject", labels.theme("data")),
        ("description", "Data"),
        ("description", "A plan."),
        ("description", "date to be confirmed"),
        ("publisher", "The Office, A unit"),
        ("contributor", "Global Forum (GFMD)"),
        ("date", ROW.edtf),
        ("type", "Event"),
        ("identifier", PAGE),
        ("identifier", f"urn:uuid:{ROW.uid}"),
        ("source", "2024 Calendar"),
        ("language", "en"),
        ("relation", "https://example.org/a?b&c"),
        ("coverage", "Geneva, Switzerland"),
        ("coverage", "Online"),
        ("rights", "https://creativecommons.org/licenses/by/4.0/"),
    ]


def test_dublin_core_of_a_publication(labels):
    assert dublin(dublin_core.material_record(MATERIAL, labels)) == [
        ("title", "A study"),
        ("subject", labels.theme("data")),
        ("contributor", "RCM"),
        ("date", "2020"),
        ("type", "Text"),
        ("type", "study"),
        ("identifier", "https://example.org/s"),
        ("source", "2021 Newsletter"),
        ("language", "fr"),
    ]


def test_what_is_not_known_is_left_out(labels):
    nothing = Material("A study", None, "", "und", "javascript:x", "", (), ())
    assert dublin(dublin_core.material_record(nothing, labels)) == [("title", "A study"), ("type", "Text")]


HOSTILE = st.text(alphabet=st.characters(codec=None) | st.sampled_from('\x00\x1b\u202e\u2066<>&"]')).filter(
    lambda text: writable(tidied(text))
)


@given(HOSTILE, HOSTILE)
def test_hostile_words_come_back_as_they_can_be_written(labels, schema, title, city):
    told = Told(replace(ROW, title=title, places=(PlaceRow(city, "CH"),), links=(Link(title, city),)), (RECEIPT,))
    found = own(told)
    schema.assertValid(found)
    space = {"m": own_format.NAMESPACE}
    assert [found.findtext(f"m:{name}", None, space) for name in ("title", "place")] == [
        writable(title),
        writable(city),
    ]
    assert dublin(dublin_core.meeting_record(told, PAGE, labels, TERMS))[0] == ("title", writable(tidied(title)))
