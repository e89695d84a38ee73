"""What is sent beside the fields of a form changes nothing, and what is another's stays another's."""

import json

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from iscm.domain.submissions import Right
from iscm.register.models import Meeting, RoleGrant, Submission
from iscm.register.operations.accounts import make_key
from iscm.register.operations.posting import set_right
from iscm.register.rules import Role
from iscm.website import defence
from tests.attacks.permissions import ROOMS
from tests.attacks.test_permissions import named
from tests.desk import permissions as desk
from tests.desk.conftest import english, nothing_left_to_send, signed_in  # noqa: F401  # fixtures
from tests.factories.closed import fill_closed
from tests.register.conftest import NOW, few, put, register  # noqa: F401  # fixtures
from tests.website.test_suggest import WORKSHOP, fields

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-4000-8000-000000000000"
# What the rows of a submission, an account or a meeting have, and no form.
MORE = {
    "sender": "ann", "mechanism_id": "1", "owner": "key:1", "right": "trusted", "trust": "trusted",
    "state": "accepted", "accepted_at": "2026-01-01", "is_superuser": "1", "is_staff": "1", "is_active": "1",
    "role": "administrator", "roles": "administrator", "user": "1", "pk": "1", "id": "1", "uid": NOBODY,
    "username": "admin", "granted_by": "ann", "reader": "calendar", "publisher": "IOM", "document": "1",
    "actor": "ann", "kind_": "x", "groups": "1", "_state": "x",
}  # fmt: skip


@pytest.fixture
def found(put, monkeypatch, settings):  # noqa: F811  # the fixture
    """A register with meetings of RCM; nobody is too fast."""
    monkeypatch.setattr(defence, "LEAST_SECONDS", 0)
    settings.API_LIMIT = 0
    return fill_closed(put, NOW)


def call(secret, body):
    headers = {"Authorization": f"Bearer {secret}"}
    return Client().post("/api/v1/submissions", json.dumps(body), content_type="application/json", headers=headers)


def test_a_program_is_told_of_what_it_may_not_say(found):
    secret = make_key("a", "rcm", actor="ann")
    above = [{"values": {"title": "Workshop"}, name: "1"} for name in MORE]
    within = [{"values": {"title": "Workshop", name: "1"}} for name in MORE]
    assert {call(secret, body).status_code for body in (*above, *within)} == {422}
    assert not Submission.objects.exists()


def test_who_is_trusted_is_trusted_with_its_own_alone(found):
    set_right("sacm", Right.TRUSTED, actor="ann", reason="always right", now=NOW)
    key, before = make_key("a", "sacm", actor="ann"), Meeting.objects.count()
    sent = [
        call(key, {"about": found.open, "values": {"title": "Taken over"}}),
        call(key, {"values": {"title": "Of another", "date": "3 May 2027", "mechanism": "RCM"}}),
    ]
    assert [(answer.status_code, answer.json()["state"]) for answer in sent] == [(201, "proposed")] * 2
    assert Meeting.objects.count() == before
    assert not Meeting.objects.filter(title__in=["Taken over", "Of another"]).exists()
    assert set(Submission.objects.values_list("mechanism", flat=True)) == {"sacm"}


def test_what_a_key_sent_another_key_does_not_see(found):
    address = call(make_key("a", "rcm", actor="ann"), {"values": {"title": "Workshop"}}).json()["url"]
    other = {"Authorization": f"Bearer {make_key('b', 'rcm', actor='ann')}"}
    theirs, nobodys = (Client().get(one, headers=other) for one in (address, f"/api/v1/submissions/{NOBODY}"))
    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert theirs.json() | {"instance": ""} == nobodys.json() | {"instance": ""}


def test_a_suggestion_says_no_more_than_its_form(found):
    client, before = Client(), Meeting.objects.count()
    form = fields(client.get("/suggest/"))
    client.post("/suggest/", form | WORKSHOP | {name: words for name, words in MORE.items() if name not in form})
    (sent,) = Submission.objects.all()
    assert (sent.mechanism, sent.owner, sent.document.accepted_at, Meeting.objects.count()) == (
        "",
        "form",
        None,
        before,
    )
    assert sent.document.reader == "submission"


@pytest.mark.parametrize("name", ["account_change_password", "account_email", "usersessions_list", "mfa_index"])
def test_nobody_gives_a_role_to_oneself(signed_in, name):  # noqa: F811  # the fixture
    client = signed_in("eve", Role.READER)
    client.post(reverse(name), MORE)
    eve = User.objects.get(username="eve")
    assert (eve.is_superuser, eve.is_staff, RoleGrant.objects.values_list("role", flat=True).get()) == (
        False,
        False,
        "reader",
    )


NUMBERS = (
    *("before", "after", "page", "year", "number", "n", "days", "within", "gap", "limit", "seen", "week", "objective"),
    *("first", "second", "count", "entry", "left", "all", "as_of", "move", "seconds", "rows", "document", "vague"),
)


def test_no_number_in_an_address_is_too_long(signed_in):  # noqa: F811  # the fixture
    """Python refuses digits beyond 4,300, databases numbers beyond 64 bits; public pages are fuzzed."""
    client = signed_in("eve", Role.ADMINISTRATOR)
    client.raise_request_exception = False
    asked = dict.fromkeys(NUMBERS, "9" * 4_500)
    paths = {name: path for name, path in named().items() if name in desk.DOORS or name in ROOMS}
    statuses = {name: client.get(path, asked).status_code for name, path in paths.items()}
    assert {name: status for name, status in statuses.items() if status >= 500} == {}
