"""Pages of sources say when each was seen, what it gave, what changed, what broke and when it is due; no secrets."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from iscm.register.models import Visit, VisitPart
from tests.factories.rows import NOON, add_document, raise_stamp

SECRET = "https://example.org/private-a1b2c3/basic.ics"
DESCRIPTION = f"""title = "<b>Meetings</b> of the RCM"
publisher = "Secretariat of the RCM"
trust = "secretariat"
lang = "es"
form = "icalendar"
address = "{SECRET}"
mechanisms = ["rcm"]
every = 1
"""


@pytest.fixture
def describe(settings, tmp_path):
    """Sources of an operator, each described like the RCM's."""
    settings.DATA_DIR = tmp_path
    (tmp_path / "sources").mkdir()

    def describe(*names, text=DESCRIPTION):
        for name in names:
            (Path(tmp_path) / "sources" / f"{name}.toml").write_text(text, encoding="utf-8")

    return describe


def add_visit(source="rcm", day=0, outcome="unchanged", document=None, **rest):
    at = NOON + timedelta(days=day)
    visit = Visit.objects.create(
        source=source, at=at, actor="ann", outcome=outcome, next_at=at + timedelta(days=1), **rest
    )
    VisitPart.objects.create(visit=visit, address=SECRET, name="rcm.ics", outcome=outcome, document=document)
    raise_stamp("sources")
    return visit


def cells(client, path, number=0):
    page = html.fromstring(client.get(path).content)
    row = page.xpath("//table[1]/tbody/tr")[number]
    return [" ".join(cell.text_content().split()) for cell in row.xpath("./*")]


def text(client, path):
    return " ".join(html.fromstring(client.get(path).content).xpath("//main")[0].text_content().split())


def test_source_tells_what_it_gave_what_changed_and_what_broke(client, db, describe, monkeypatch):
    monkeypatch.setattr("iscm.website.clock.today", NOON.date)
    describe("rcm")
    add_visit(day=0, outcome="fetched", given=4, created=4)
    add_visit(day=1, outcome="fetched", given=5, created=1, changed=2, unlisted=1)
    add_visit(day=2, given=5)
    add_visit(day=3, outcome="quarantined", message="it lists no meeting, where 1 to 500 are expected")
    assert cells(client, "/sources/") == [
        "<b>Meetings</b> of the RCM Secretariat of the RCM a calendar feed (iCalendar)",
        "not believed; nothing was changed it lists no meeting, where 1 to 500 are expected",
        "26 September 2024 5 records",
        "25 September 2024 1 new, 2 changed, 1 no longer listed",
        "28 September 2024",
    ]
    doubted = "not believed; nothing was changed it lists no meeting, where 1 to 500 are expected"
    assert [cells(client, "/sources/rcm/", n) for n in (0, 2)] == [
        ["27 September 2024, 12:00 UTC", doubted, "–"],
        ["25 September 2024, 12:00 UTC", "something new", "5 records; 1 new, 2 changed, 1 no longer listed"],
    ]


def test_sentence_counts_the_sources_and_those_that_are_not_well(client, db, describe):
    describe("rcm", "other")
    add_visit(outcome="failed", message="the page is not there (404).")
    told = "2 sources are visited; the documents of 3 are received by hand; 1 is not well today."
    assert told in text(client, "/sources/")


def test_page_is_honest_about_what_never_happened(client, db, describe):
    assert "No source is visited yet" in text(client, "/sources/")
    assert "its documents are received by hand" in text(client, "/sources/iom-calendar/")
    assert "No document of this source was read yet." in text(client, "/sources/iom-calendar/")
    describe("rcm")
    assert cells(client, "/sources/")[1:] == ["not visited yet", "never", "none yet", "as soon as sources are visited"]
    assert "It was not visited yet." in text(client, "/sources/rcm/")


def test_address_of_a_source_is_shown_nowhere(client, db, describe):
    describe("rcm")
    add_visit(outcome="fetched", document=add_document("rcm.ics"))
    for path in ("/sources/", "/sources/rcm/", "/documents/", "/ar/sources/rcm/"):
        assert "a1b2c3" not in client.get(path).content.decode()


def test_documents_stand_with_the_source_that_gave_them_or_whose_title_they_have(client, db, describe):
    describe("rcm")
    add_visit(outcome="fetched", document=add_document("rcm.ics", title="Calendar of ISCM events 2019", year=2019))
    add_document("by-hand.pdf", title="Calendar of ISCM events 2020", year=2020, accepted_at=None)
    listed = {
        slug: html.fromstring(client.get(f"/sources/{slug}/").content).xpath(
            "//ul[contains(@class, 'sources')]//a/text()"
        )
        for slug in ("rcm", "iom-calendar", "iom-tracker")
    }
    assert listed == {
        "rcm": ["Calendar of ISCM events 2019"],
        "iom-calendar": ["Calendar of ISCM events 2020"],
        "iom-tracker": [],
    }
    assert "not accepted yet" in text(client, "/sources/iom-calendar/")


def test_page_is_new_after_a_visit_and_the_same_without_one(client, db, describe):
    describe("rcm")
    for path in ("/sources/", "/sources/rcm/"):
        etag = client.get(path)["ETag"]
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
        add_visit()
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 200
    etag = client.get("/sources/rcm/")["ETag"]
    describe("rcm", text=DESCRIPTION.replace("every = 1", "every = 2"))
    assert "every 2 days" in client.get("/sources/rcm/", headers={"If-None-Match": etag}).content.decode()


def test_long_lists_say_that_they_are_cut(client, db, describe):
    describe("rcm")
    for n in range(51):
        add_visit(day=n, document=add_document(f"{n}.ics", received_at=NOON + timedelta(days=n)))
    page = html.fromstring(client.get("/sources/rcm/").content)
    assert len(page.xpath("//tbody/tr")) == len(page.xpath("//ul[contains(@class, 'sources')]/li")) == 50
    assert page.xpath("//ul[contains(@class, 'sources')]/li[1]/a/text()") == ["50.ics"]
    notes = [" ".join(note.text_content().split()) for note in page.xpath("//p[@class='note']")]
    assert notes == ["The newest 50 visits; older ones are not shown.", "The newest 50 of 51. Source documents"]


def test_source_that_nobody_describes_is_not_there(client, db):
    assert client.get("/sources/nobody/").status_code == 404


@pytest.mark.parametrize("number", [1, 3, 10])
def test_number_of_queries_does_not_grow_with_sources_and_visits(client, db, describe, number):
    describe(*(f"rcm-{n}" for n in range(number)))
    for n in range(number):
        for day in range(number):
            add_visit(f"rcm-{n}", day, given=1, created=1)
    counted = []
    for path in ("/sources/", "/sources/rcm-0/"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counted.append(len(asked))
    assert counted == [7, 8]
