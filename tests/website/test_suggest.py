"""Anybody may suggest something: it is read along, doubted as spam, proposed, answered at a private address."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from lxml import html

from iscm.register.models import Meeting, Submission
from iscm.register.operations.accept import accept
from iscm.register.operations.correct import correct
from iscm.register.operations.refuse import refuse
from iscm.website import defence
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW, few, put, register  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db
WORKSHOP = {"title": "Workshop on data", "date": "3 May 2027", "mechanism": "RCM", "place": "San José, Costa Rica"}
WHO = {"actor": "ann", "reason": "the host's page says so", "now": NOW + timedelta(days=1)}


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Tests write faster than people."""
    monkeypatch.setattr(defence, "LEAST_SECONDS", 0)
    cache.clear()


@pytest.fixture
def uid(put):  # noqa: F811  # the fixture
    return put(make_reading(make_record(title="34th Meeting", ordinal=34), last_update=date(2024, 1, 31))).created[0]


def fields(response):
    """What the form in the page would send as it stands."""
    form = html.fromstring(response.content).forms[-1]
    return {name: (value or "").removeprefix("\n") for name, value in form.fields.items()}


def send(client, path="/suggest/", **typed):
    began = fields(client.get(path))
    return client.post(path, began | typed)


def said_beside(response, name):
    """What is wrong with a field, as its page says."""
    tree = html.fromstring(response.content)
    (field,) = tree.xpath(f'//div[contains(@class, "field")][.//*[@name="{name}"]]')
    return [item.text_content() for item in field.xpath('.//*[contains(@class, "errorlist")]/li')]


def read_as(response):
    lines = html.fromstring(response.content).xpath('//p[@class="reading"]')
    return [" ".join(line.text_content().split()) for line in lines if line.text_content().strip()]


def trouble(response):
    return html.fromstring(response.content).xpath('string(//p[contains(@class, "trouble")])')


def test_a_meeting_is_suggested_and_its_address_tells_what_became_of_it(client, register):  # noqa: F811
    answer = send(client, **WORKSHOP, contact="ann@example.org", name="Ann")
    row = Submission.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/suggest/{row.uid}/")
    assert (row.kind, row.contact, row.sender, row.owner) == ("new", "ann@example.org", "Ann", "form")
    page = client.get(answer["Location"])
    assert ("Received, thank you." in page.text, "3 May 2027" in page.text, "ann@example" in page.text) == (
        True, True, False,
    )  # fmt: skip
    accept(row.document.sha256, **WHO)
    assert "Accepted." in client.get(answer["Location"]).text
    assert Meeting.objects.get().edtf == "2027-05-03"


def test_signs_that_nobody_sees_are_left_out_of_names(client, register):  # noqa: F811
    send(client, **WORKSHOP, name="Ann\u202e \x07B.")
    assert Submission.objects.get().sender == "Ann B."


@pytest.mark.parametrize("status", ["confirmed", "postponed", "cancelled", "held"])
def test_what_became_of_a_meeting_is_understood(client, uid, status):
    send(client, f"/suggest/?meeting={uid}", status=status)
    claims = Submission.objects.get().document.records.get().claims
    assert dict(claims.values_list("field", "value")) == {"status": status}


def test_a_refusal_is_told_with_its_reason(client, register):  # noqa: F811
    answer = send(client, **WORKSHOP)
    refuse(Submission.objects.get().document.sha256, **WHO)
    page = client.get(answer["Location"])
    assert ("Not taken over." in page.text, "the host&#x27;s page says so" in page.text) == (True, True)
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("private, no-store", "noindex")


def test_a_correction_begins_with_the_meeting_and_sends_what_was_changed(client, uid):
    path = f"/suggest/?meeting={uid}"
    began = fields(client.get(path))
    assert (began["title"], began["date"], began["mechanism"]) == ("34th Meeting", "27 June 2024", "Budapest Process")
    assert send(client, path, date="4 July").status_code == 302
    row = Submission.objects.get()
    assert (row.about, row.kind) == (uid, "change")
    assert [*row.document.records.get().claims.values_list("field", flat=True).order_by("field")] == [
        "date_status",
        "edtf",
    ]
    assert trouble(send(client, path)) == "Nothing was changed yet."


def test_whoever_writes_over_a_change_is_told_and_loses_nothing(client, uid):
    path = f"/suggest/?meeting={uid}"
    began = fields(client.get(path))
    correct(uid, {"edtf": "2024-07-01"}, **WHO)
    answer = client.post(path, began | {"place": "Bern, Switzerland"})
    assert (answer.status_code, fields(answer)["place"], Submission.objects.count()) == (409, "Bern, Switzerland", 0)
    assert client.post(path, fields(answer)).status_code == 302
    claims = Submission.objects.get().document.records.get().claims
    assert dict(claims.values_list("field", "value")) == {
        "attendance": "in-person",
        "places": [{"city": "Bern", "country": "CH"}],
    }


def test_of_a_closed_meeting_neither_form_nor_answer_says_more_than_its_page(client, uid):
    path = f"/suggest/?meeting={uid}"
    private = send(client, path, place="Bern, Switzerland")["Location"]
    assert "34th Meeting" in client.get(private).text
    correct(uid, {"closed": True}, **WHO)
    pages = [client.get(path).text, client.get(private).text]
    assert [("34th Meeting" in page, "Closed meeting" in page) for page in pages] == [(False, True)] * 2


READINGS = [
    (
        {"date": "second half of 2027, tbc"},
        "Understood as: some time in July – December 2027 (to be confirmed)",
    ),
    ({"date": "30 February 2027"}, "We cannot read this as a date."),
    ({"place": "Bern, Switzerland; online"}, "Understood as: Bern, Switzerland, hybrid"),
    ({"mechanism": "rcm; sacm"}, "Understood as: RCM, SACM"),
    ({"mechanism": "Club of nobody"}, "We do not know all of these mechanisms."),
]


@pytest.mark.parametrize(("typed", "words"), READINGS)
def test_what_is_typed_is_read_along_with_and_without_scripts(client, register, typed, words):  # noqa: F811
    (name,) = typed
    told = client.post("/suggest/reading/", typed).json()[name]
    assert " ".join(told.split()).startswith(words)
    (line,) = read_as(send(client, title="Workshop", look="1", **typed))
    assert line.startswith(words)
    assert Submission.objects.count() == 0


def test_what_was_understood_is_also_said_where_something_else_is_wrong(client, register):  # noqa: F811
    answer = send(client, **WORKSHOP | {"contact": "nobody", "date": "32 May 2027"})
    assert [line.partition(".")[0] for line in read_as(answer)] == [
        "Understood as: RCM",
        "We cannot read this as a date",
        "Understood as: San José, Costa Rica",
    ]


def test_what_is_not_understood_is_said_once_and_sent_all_the_same(client, register):  # noqa: F811
    answer = send(client, title="Workshop", date="the day after")
    assert (answer.status_code, Submission.objects.count()) == (200, 0)
    assert client.post("/suggest/", fields(answer)).status_code == 302


WRONG = [
    ("title", "", "Please say what the meeting is called, or what it is about."),
    ("contact", "nobody", "Enter a valid email address."),
    ("links", "javascript:alert(1)", "“javascript:alert(1)” is no address of a page; it begins with https://."),
    ("links", "https://a.example " * 11, "At most 10 addresses, please."),
    ("note", "https://a.example www.b.example http://c.example", "Please put addresses of pages into their own field."),
    ("date", "x" * 201, "Ensure this value has at most 200 characters (it has 201)."),
    ("name", "x" * 101, "Ensure this value has at most 100 characters (it has 101)."),
]


@pytest.mark.parametrize(("name", "words", "said"), WRONG)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(client, register, name, words, said):  # noqa: F811
    answer = send(client, **{**WORKSHOP, "note": "I was there", name: words})
    assert (answer.status_code, said_beside(answer, name)) == (422, [said])
    kept = {**WORKSHOP, "note": "I was there", name: words}
    assert {field: fields(answer)[field] for field in kept} == kept
    assert Submission.objects.count() == 0


def test_programs_that_fill_in_everything_at_once_are_sent_back(client, register, monkeypatch):  # noqa: F811
    monkeypatch.setattr(defence, "LEAST_SECONDS", 3)
    troubles = [
        trouble(send(client, **WORKSHOP, **more)) for more in ({}, {"homepage": "https://x.example"}, {"stamp": "mine"})
    ]
    assert [re.split(r"[.,:]", words)[0] for words in troubles] == [
        "This was sent faster than people write",
        "A field that people do not see was filled in",
        "This form was not given out by this site",
    ]
    foreign = client.post("/suggest/", WORKSHOP, headers={"Sec-Fetch-Site": "cross-site"})
    assert trouble(foreign) == "This form was sent from another site. Please send it from here."
    assert Submission.objects.count() == 0


def test_a_form_is_sent_once(client, register):  # noqa: F811
    began = fields(client.get("/suggest/")) | WORKSHOP
    first, again = client.post("/suggest/", began), client.post("/suggest/", began)
    other = client.post("/suggest/", began | {"title": "Another workshop"})
    assert (first["Location"], other.status_code) == (again["Location"], 409)
    assert client.post("/suggest/", fields(other)).status_code == 302
    assert Submission.objects.count() == 2


def test_a_network_may_send_so_many_an_hour(client, register, monkeypatch):  # noqa: F811
    monkeypatch.setattr(defence, "MOST_OF_A_NETWORK", 1)
    places = ("192.0.2.1", "192.0.2.77", "198.51.100.1", "2001:db8::1", "2001:db8:0:1::1")
    statuses = []
    for n, place in enumerate(places):
        began = fields(client.get("/suggest/")) | WORKSHOP | {"title": f"Workshop {n}"}
        statuses.append(client.post("/suggest/", began, REMOTE_ADDR=place).status_code)
    assert statuses == [302, 429, 302, 302, 429]


def test_neither_cookies_nor_addresses_are_kept(client, register, rf):  # noqa: F811
    send(client, **WORKSHOP)
    assert dict(client.cookies) == {}
    assert re.fullmatch("[0-9a-f]{16}", defence.network_name(rf.post("/", REMOTE_ADDR="192.0.2.1")))
    assert defence.network_name(rf.post("/", REMOTE_ADDR="odd")) == "unknown"


@pytest.mark.parametrize(
    "path", ["/suggest/?meeting=nobody", "/suggest/00000000-0000-4000-8000-000000000000/", "/suggest/1/"]
)
def test_what_is_not_there_is_not_found(client, register, path):  # noqa: F811
    assert client.get(path).status_code == 404
