"""Feeds: what subscribers get."""

from datetime import date

import icalendar
import pytest
import vobject

from iscm.domain.meetings import Status
from iscm.register.models import Meeting, Relation, Series
from iscm.register.operations.index import index_meetings
from iscm.website import clock
from tests.factories.rows import add_document, add_mechanism, add_meeting, cite, raise_stamp


def events(client, path):
    """The entries of a feed."""
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def test_entry_says_mechanism_title_place_and_inclusive_dates(client, db):
    meeting = add_meeting("14 th Summit", "2024-01-23/2024-01-25", sequence=3)
    (event,) = events(client, "/calendar.ics")
    assert (str(event["UID"]), str(event["SUMMARY"]), event["SEQUENCE"]) == (meeting.uid, "GFMD: 14th Summit", 3)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2024, 1, 23), date(2024, 1, 26))
    assert (str(event["LOCATION"]), str(event["STATUS"])) == ("Geneva, Switzerland", "CONFIRMED")
    assert str(event["DESCRIPTION"]).splitlines()[0] == "23–25 January 2024"
    assert str(event["URL"]) == f"http://testserver/meetings/{meeting.uid}/"
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt


def test_feed_has_what_its_filter_asks_for(client, db):
    add_meeting("One", "2023-01-01", mechanisms=("gfmd", "rcm"))
    add_meeting("Two", "2024-01-01", mechanisms=("rcm",), themes=("data",))
    asked = {
        "": ["GFMD, RCM: One", "RCM: Two"], "?mechanism=gfmd": ["GFMD, RCM: One"], "?theme=data": ["RCM: Two"],
        "?mechanism=gfmd,rcm&year=2024": ["RCM: Two"], "?from=2023-06-01": ["RCM: Two"], "?mechanism=nobody": [],
    }  # fmt: skip
    found = {query: [str(event["SUMMARY"]) for event in events(client, f"/calendar.ics{query}")] for query in asked}
    assert found == asked


@pytest.mark.parametrize("edtf", ["2017-07", "2017-35", "2017-XX", "[2017-06-10,2017-06-17]"])
def test_imprecise_meeting_is_only_where_it_is_asked_for(client, db, edtf):
    meeting = add_meeting("Workshop", edtf, date_status="tbc")
    assert events(client, "/calendar.ics") == []
    (event,) = events(client, "/calendar.ics?imprecise=1")
    assert (str(event["STATUS"]), str(event["SUMMARY"])) == ("TENTATIVE", "[date to be confirmed] GFMD: Workshop")
    assert event["DTSTART"].dt == meeting.earliest


def test_meeting_without_a_date_is_in_no_feed(client, db):
    meeting = add_meeting("Workshop", "")
    assert events(client, "/calendar.ics?imprecise=1") == []
    assert events(client, f"/meetings/{meeting.uid}.ics") == []


@pytest.mark.parametrize(
    ("status", "said"),
    [(Status.CANCELLED, "CANCELLED"), (Status.POSTPONED, "TENTATIVE"), (Status.CONFIRMED, "CONFIRMED")],
)
def test_status_is_said_twice(client, db, status, said):
    add_meeting("Workshop", "2024-01-01", status=status.value)
    (event,) = events(client, "/calendar.ics")
    prefix = "" if status is Status.CONFIRMED else f"[{status.value}] "
    assert (str(event["STATUS"]), str(event["SUMMARY"])) == (said, f"{prefix}GFMD: Workshop")


def test_separate_days_are_separate_entries(client, db):
    meeting = add_meeting("Workshops", "{2024-03-10,2024-04-17/2024-04-18}".replace("/", ".."))
    found = [(str(event["UID"]), event["DTSTART"].dt) for event in events(client, "/calendar.ics")]
    assert found == [(meeting.uid, date(2024, 3, 10)), (f"{meeting.uid}-2", date(2024, 4, 17))]


def test_entry_names_the_meeting_it_follows(client, db):
    first, second = add_meeting("1st Meeting", "2023-01-01"), add_meeting("2nd Meeting", "2024-01-01")
    Relation.objects.create(meeting=second, kind="follows", other=first)
    assert [str(event.get("RELATED-TO", "")) for event in events(client, "/calendar.ics")] == ["", first.uid]


def test_feed_is_the_same_every_time(client, db):
    add_meeting("Workshop", "2024-01-01")
    assert client.get("/calendar.ics").content == client.get("/calendar.ics").content


def test_feed_speaks_the_language_of_its_address(client, db):
    add_meeting("Workshop", "2024-01-23/2024-01-25", places=("Bern|CH",))
    (event,) = events(client, "/fr/calendar.ics")
    assert (str(event["LOCATION"]), str(event["DESCRIPTION"]).splitlines()[0]) == ("Bern, Suisse", "23–25 janvier 2024")


@pytest.fixture
def in_march_2025(monkeypatch):
    """The clock stands still."""
    monkeypatch.setattr(clock, "today", lambda: date(2025, 3, 14))


def note(client, query):
    """What a feed says of itself after its name and of what days are."""
    calendar = icalendar.Calendar.from_ical(client.get(f"/calendar.ics{query}").content)
    return str(calendar["DESCRIPTION"]).partition("the last day is included. ")[2]


def summaries(client, query=""):
    """The titles of a feed's entries."""
    return [str(event["SUMMARY"]).removeprefix("GFMD: ") for event in events(client, f"/calendar.ics{query}")]


@pytest.mark.usefixtures("in_march_2025")
def test_feed_has_twelve_months_back_and_everything_ahead(client, db):
    for day in ("2023-05-01", "2024-02-29", "2024-02-28/2024-03-01", "2024-03-01", "2025-12-01", "2031-01-01"):
        add_meeting(day, day)
    assert summaries(client) == ["2024-02-28/2024-03-01", "2024-03-01", "2025-12-01", "2031-01-01"]
    assert summaries(client, "?from=2000-01-01")[:2] == ["2023-05-01", "2024-02-28/2024-03-01"]
    assert summaries(client, "?year=2023") == ["2023-05-01"]
    assert summaries(client, "?to=2024-02-29") == ["2023-05-01", "2024-02-28/2024-03-01", "2024-02-29"]


@pytest.mark.usefixtures("in_march_2025")
def test_feed_with_nothing_new_shows_the_last_year_known_and_says_so(client, db):
    for day in ("2016-01-01", "2016-06-01", "2017-05-31"):
        add_meeting(day, day)
    add_meeting("New", "2025-04-01", mechanisms=("rcm",))
    response = client.get("/calendar.ics?mechanism=gfmd")
    calendar = icalendar.Calendar.from_ical(response.content)
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == ["GFMD: 2016-06-01", "GFMD: 2017-05-31"]
    assert str(calendar["DESCRIPTION"]).endswith("The last meeting known so far is of 31 May 2017.")
    assert summaries(client) == ["RCM: New"]


@pytest.mark.usefixtures("in_march_2025")
def test_words_that_only_old_meetings_have_show_the_last_year_of_those_and_say_so(client, db):
    for title, edtf in (("Old kites", "2015-01-01"), ("Kites", "2016-06-01"), ("Some kites", "2018-07"),
                        ("Boats", "2025-01-01"), ("Kites elsewhere", "2017-01-01")):  # fmt: skip
        add_meeting(title, edtf, mechanisms=("rcm" if "elsewhere" in title else "gfmd",))
    index_meetings()
    assert summaries(client, "?q=kites&mechanism=gfmd") == ["Kites"]
    assert note(client, "?q=kites&mechanism=gfmd") == "The last meeting known so far is of 1 June 2016."
    assert summaries(client, "?q=kites") == ["Kites", "RCM: Kites elsewhere"]
    assert summaries(client, "?q=boats") == ["Boats"]
    assert summaries(client, "?q=kites&year=2015") == ["Old kites"]
    assert summaries(client, "?q=kites&imprecise=1") == ["[date to be confirmed] GFMD: Some kites"]


@pytest.mark.usefixtures("in_march_2025")
def test_empty_calendar_says_why(client, db):
    add_meeting("Some time", "2016-07", mechanisms=("rcm",))
    nothing = "No document read so far has a meeting that fits."
    assert {query: note(client, query) for query in ("?mechanism=nobody", "?q=kites", "?year=2019")} == {
        "?mechanism=nobody": nothing, "?q=kites": nothing, "?year=2019": nothing,
    }  # fmt: skip
    vague = "Only meetings without a known day fit: add imprecise=1 to the address for them."
    assert note(client, "?mechanism=rcm&year=2016") == vague
    assert note(client, "?mechanism=rcm&from=2016-01-01") == vague


@pytest.mark.parametrize("query", ["?year=0", "?year=99999", "?year=%C2%B2", "?year=x", "?from=x", "?year=9999"])
def test_odd_times_do_no_harm(client, db, query):
    add_meeting("One", "2024-01-01")
    assert client.get(f"/calendar.ics{query}").status_code == 200


def test_entry_names_its_themes_documents_series_and_what_it_is_beside(client, db):
    gfmd = add_mechanism()
    series = Series.objects.create(mechanism=gfmd, key="gfmd/summit/", title="Summit")
    first = add_meeting("1st Summit", "2023-01-01", series=series)
    links = [{"text": "Agenda", "url": "https://example.org/a.pdf"}, {"text": "x", "url": None}]
    second = add_meeting("2nd Summit", "2024-01-01", series=series, themes=("data",), links=links)
    beside = add_meeting("Fair", "2024-01-02")
    Relation.objects.create(meeting=beside, kind="side-event-of", other=second)
    one, two, three = events(client, "/calendar.ics")
    assert (str(one["REFID"]), one.get("RELATED-TO")) == ("iscm:series:gfmd/summit/", None)
    assert (str(two["RELATED-TO"]), two["RELATED-TO"].params["RELTYPE"]) == (first.uid, "SIBLING")
    assert str(two["CONCEPT"]) == "http://testserver/themes/data/"
    assert str(two["LINK"]) == "https://example.org/a.pdf"
    assert (str(three["RELATED-TO"]), three["RELATED-TO"].params["RELTYPE"]) == (second.uid, "PARENT")


def test_concepts_have_one_name_in_every_language(client, db):
    add_meeting("One", "2024-01-01", themes=("data",))
    (event,) = events(client, "/ar/calendar.ics")
    assert str(event["CONCEPT"]) == "http://testserver/themes/data/"


@pytest.mark.parametrize(
    "path", ["/calendar.ics", "/calendar.ics?from=2000-01-01&theme=data", "/calendar.ics?year=2024"]
)
def test_feed_asks_the_same_number_of_questions_however_long_it_is(client, db, django_assert_max_num_queries, path):
    for n in range(3):
        add_meeting(f"M{n}", "2024-01-01", themes=("data",))
    raise_stamp()
    with django_assert_max_num_queries(12):
        client.get(path)
    for n in range(40):
        add_meeting(f"N{n}", "2024-01-01", themes=("data",))
    raise_stamp()
    with django_assert_max_num_queries(13):  # one finds that what is kept holds no more
        assert client.get(path).content.count(b"BEGIN:VEVENT") == 43


@pytest.mark.usefixtures("in_march_2025")
def test_default_feed_stays_under_what_clients_read_and_says_what_is_missing(client, db):
    for n in range(700):
        add_meeting(f"{n} " + "long " * 150, "2025-01-01")
    response = client.get("/calendar.ics")
    assert len(response.content) <= 800_000
    found = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert str(found[-1]["SUMMARY"]) == "Older meetings are left out for size: add ?year= to the address for one year."
    assert client.get("/calendar.ics?year=2025").content.count(b"BEGIN:VEVENT") == 700


def test_every_state_of_a_meeting_is_read_alike_by_two_programs(client, db):
    for status in Status:
        for edtf, date_status in (("2024-05-01", "tbc"), ("2024-05-02/2024-05-04", "confirmed"), ("2024-35", "tbc")):
            for attendance in ("in-person", "online", "hybrid", "unknown"):
                add_meeting("Réunion: 会议, اجتماع; x" * 3, edtf, status=status.value, date_status=date_status,
                            attendance=attendance)  # fmt: skip
    content = client.get("/calendar.ics?imprecise=1").content
    one = icalendar.Calendar.from_ical(content).walk("VEVENT")
    other = vobject.readOne(content.decode()).vevent_list
    assert len(one) == len(other) == Meeting.objects.count()
    for ours, theirs in zip(one, other, strict=True):
        assert str(ours["SUMMARY"]) == theirs.summary.value
        assert (ours["DTSTART"].dt, ours["DTEND"].dt) == (theirs.dtstart.value, theirs.dtend.value)
        assert str(ours["STATUS"]) == theirs.status.value
        assert str(ours["DESCRIPTION"]) == theirs.description.value


def test_data_of_a_calendar_have_every_language_and_what_the_sources_said(client, db):
    meeting = add_meeting(
        "Summit", "2024-01-23/2024-01-25", date_status="tbc", attendance="hybrid", places=("Bern|CH",)
    )
    document = add_document()
    cite(meeting, document)
    response = client.get("/calendar.json")
    assert response["Content-Type"] == "application/jscalendar+json;type=group; charset=utf-8"
    (event,) = response.json()["entries"]
    assert (event["title"], event["duration"], event["status"]) == (
        "[date to be confirmed] GFMD: Summit", "P3D", "tentative",
    )  # fmt: skip
    assert sorted(event["localizations"]) == ["ar", "es", "fr", "ru", "zh-Hans"]
    assert event["localizations"]["fr"]["locations/1/name"] == "Bern, Suisse"
    assert event["testserver:edtf"] == "2024-01-23/2024-01-25"
    cited = {"title": "calendar-2024.txt", "href": f"http://testserver/documents/{document.pk}/#r1"}
    assert event["testserver:citations"] == [cited]


def test_both_calendars_have_the_same_entries(client, db):
    add_meeting("Workshops", "{2024-03-10,2024-04-17..2024-04-18}")
    add_meeting("Later", "2024-07", date_status="tbc")
    for query in ("", "?imprecise=1", "?mechanism=nobody"):
        uids = [str(event["UID"]) for event in events(client, f"/calendar.ics{query}")]
        assert [event["uid"] for event in client.get(f"/calendar.json{query}").json()["entries"]] == uids


@pytest.mark.parametrize("path", ["/calendar.ics", "/calendar.json", "/ar/calendar.json?mechanism=gfmd"])
def test_unchanged_calendar_is_not_sent_again(client, db, path):
    add_meeting("One", "2024-01-01")
    raise_stamp("mechanism:gfmd")
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert (first["Access-Control-Allow-Origin"], first["ETag"][0]) == ("*", '"')
    raise_stamp("mechanism:gfmd")
    raise_stamp()
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 200
    assert client.head(path).status_code == 200


@pytest.mark.parametrize("path", ["/calendar.ics", "/calendar.json"])
def test_where_the_disk_is_full_a_sentence_says_so_and_when_to_ask_again(client, register, monkeypatch, path):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("iscm.website.spool.SpooledTemporaryFile.write", full)
    response = client.get(path)
    assert (response.status_code, response["Retry-After"], response["Cache-Control"], response.content.decode()) == (
        503, "300", "no-store", "There is no room for so long a calendar at the moment. Ask again in some minutes.\n",
    )  # fmt: skip
    monkeypatch.undo()
    assert client.get(path).status_code == 200
