"""The only call that writes: with a key, in words, answered with what was understood."""

import json

import pytest
from django.utils import timezone

from iscm.domain.submissions import Right
from iscm.register.models import Document, Submission
from iscm.register.operations.accounts import make_key
from iscm.register.operations.posting import set_right
from iscm.register.operations.refuse import refuse
from iscm.register.operations.withdraw import withdraw
from tests.api.conftest import ROOT, check_call
from tests.factories.records import make_reading, make_record
from tests.register.conftest import few, put, register  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db
SOM = make_record(title="34th Senior Officials Meeting", ordinal=34)
WORKSHOP = {"title": "Workshop on data", "date": "3 May 2027", "mechanism": "Budapest Process"}


@pytest.fixture
def uid(put):  # noqa: F811  # the fixture
    """A meeting of the Budapest Process."""
    return put(make_reading(SOM)).created[0]


@pytest.fixture
def secret(uid):
    """A key of its secretariat."""
    return make_key("the secretariat's own calendar", "budapest-process", actor="ann")


@pytest.fixture
def send(client):
    """`send(secret, {...})` gives the answer, which is as the description says."""

    def post(secret, body, **headers):
        auth = {"authorization": f"Bearer {secret}"} if secret else {}
        text = body if isinstance(body, str) else json.dumps(body)
        response = client.post(f"{ROOT}/submissions", text, content_type="application/json", headers=auth | headers)
        check_call(response, "post")
        return response

    return post


@pytest.fixture
def look(client):
    """`look(secret, address)` asks what became of a submission."""

    def get(secret, address):
        response = client.get(address, headers={"authorization": f"Bearer {secret}"})
        check_call(response, "get")
        return response

    return get


def test_what_is_sent_is_a_proposal_and_answered_with_what_was_understood(send, secret, uid):
    sent = send(secret, {"about": uid, "values": {"date": "second half of 2027, tbc", "place": "Atlantis"}})
    told = sent.json()
    assert (sent.status_code, sent.headers["Location"], sent.headers["Cache-Control"]) == (
        201, told["url"], "private, no-store",
    )  # fmt: skip
    assert (told["state"], told["kind"], told["about"], told["meetings"]) == ("proposed", "change", uid, [])
    assert told["understood"] == {"edtf": "2027-41", "date_status": "tbc", "places": None}
    assert [(one["code"], one["pointer"]) for one in told["problems"]] == [("place-unknown", "#/values/place")]
    assert Document.objects.get(reader="answer").accepted_at is None


def test_a_trusted_mechanism_is_taken_at_its_word(send, secret, uid):
    set_right("budapest-process", Right.TRUSTED, actor="ann", reason="they know")
    told = send(secret, {"about": uid, "values": {"date": "4 July 2024"}}).json()
    assert (told["state"], told["meetings"]) == ("accepted", [uid])


def test_a_new_meeting_needs_no_more_than_its_words(send, secret):
    told = send(secret, {"values": WORKSHOP}).json()
    assert (told["state"], told["kind"], told["about"]) == ("proposed", "new", None)
    assert (told["understood"]["edtf"], told["understood"]["kind"]) == ("2027-05-03", "workshop")


def test_the_same_idempotency_key_sends_once(send, secret):
    first, again = (send(secret, {"values": WORKSHOP}, idempotency_key="7") for _ in range(2))
    assert (first.json(), again.status_code, Submission.objects.count()) == (again.json(), 201, 1)
    other = send(secret, {"values": WORKSHOP | {"date": "4 May 2027"}}, idempotency_key="7")
    assert (other.status_code, Submission.objects.count()) == (409, 1)


def test_whoever_sent_it_hears_what_became_of_it_and_nobody_else(send, look, secret):
    told = send(secret, {"values": WORKSHOP}).json()
    assert look(secret, told["url"]).json() == told
    refuse(Document.objects.get(reader="submission").sha256, actor="ann", reason="It is entered already.")
    now = look(secret, told["url"]).json()
    assert (now["state"], now["answer"]) == ("refused", "It is entered already.")
    other = make_key("another", "budapest-process", actor="ann")
    assert [look(key, told["url"]).status_code for key in (other, "iscm_nothing")] == [404, 401]


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"values": {"day": "1 May"}}, ["#/values/day"]),
        ({"values": {"date": "x" * 201}}, ["#/values/date"]),
        ({"values": {"date": "1 May 2027"}}, ["#/values/title"]),
        ({"about": "nowhere"}, ["#/about"]),
        ([], ["#/"]),
    ],
)
def test_what_is_wrong_is_pointed_to(send, secret, body, pointers):
    answer = send(secret, body)
    assert (answer.status_code, [one["pointer"] for one in answer.json()["errors"]]) == (422, pointers)


def test_a_meeting_that_there_is_not_is_told_with_its_place(send, secret):
    answer = send(secret, {"about": "00000000-0000-4000-8000-000000000000"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (409, "#/about")


def test_what_is_no_json_is_told_so(send, secret):
    assert send(secret, "{").status_code == 400


@pytest.mark.parametrize("key", ["", "iscm_nothing", "ключ"])
def test_without_a_key_nothing_is_taken(send, uid, key):
    answer = send(key, {"values": WORKSHOP})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert Submission.objects.count() == 0


def test_a_blocked_mechanism_is_told_in_one_sentence(send, secret):
    set_right("budapest-process", Right.BLOCKED, actor="ann", reason="spam")
    answer = send(secret, {"values": WORKSHOP})
    assert (answer.status_code, answer.json()["detail"].count(".")) == (403, 1)
    assert Submission.objects.count() == 0


def test_a_meeting_that_is_gone_takes_no_more(send, secret, uid):
    withdraw(uid, actor="ann", reason="a hoax", now=timezone.now())
    assert send(secret, {"about": uid, "values": {"date": "4 July 2024"}}).status_code == 409


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_the_address_takes_nothing_but_posts(client, method):
    response = getattr(client, method)(f"{ROOT}/submissions")
    assert (response.status_code, "POST" in response.headers["Allow"]) == (405, True)
    assert response.headers["Content-Type"] == "application/problem+json"


def test_scripts_of_other_sites_may_read_and_send_nothing(client):
    asked = client.options(f"{ROOT}/submissions", headers={"origin": "https://elsewhere.example"})
    assert (asked.headers["Allow"], asked.headers["Access-Control-Allow-Methods"]) == (
        "POST, OPTIONS",
        "GET, HEAD, OPTIONS",
    )
    assert "authorization" not in asked.headers["Access-Control-Allow-Headers"].lower()
