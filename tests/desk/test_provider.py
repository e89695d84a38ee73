"""Signing in with the account of one's organisation, against a provider on this machine."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from iscm.project.services import sign_in_provider
from iscm.register.models import SignIn
from iscm.register.rules import Role
from tests.desk.provider import providing, question_of
from tests.factories.accounts import add_account, code_of

pytestmark = pytest.mark.django_db
ANN = {"sub": "4711", "email": "ann@example.org", "email_verified": True, "name": "Ann"}
WAY = {"provider_id": "organisation"}


@pytest.fixture
def provider(monkeypatch):
    """`provider(person)` is a running provider that this site knows."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    held = []

    def start(person=ANN):
        known = providing(person)
        held.append(known)
        kind = known.__enter__()
        apps = sign_in_provider("Our office", kind.issuer, "iscm", "secret")
        held.append(override_settings(SOCIALACCOUNT_PROVIDERS={"openid_connect": {"APPS": apps}}))
        held[-1].enable()
        return kind

    yield start
    for one in reversed(held):
        one.disable() if hasattr(one, "disable") else one.__exit__()


def come_back(client, kind, **changed):
    """To the provider, and back with its answer."""
    asked = question_of(client.get(reverse("openid_connect_login", kwargs=WAY)).headers["Location"])
    kind.challenge = asked["code_challenge"]
    answer = {"code": "right", "state": asked["state"]} | changed
    return client.get(reverse("openid_connect_callback", kwargs=WAY), answer)


def is_in(client):
    return client.get(reverse("mfa_index")).status_code == 200


def test_the_way_there_is_bound_to_this_browser(provider):
    kind, client = provider(), Client()
    assert "Our office" in client.get(reverse("account_login")).text
    answer = client.get(reverse("openid_connect_login", kwargs=WAY))
    asked = question_of(answer.headers["Location"])
    assert answer.headers["Location"].startswith(f"{kind.issuer}/authorize?")
    assert (asked["response_type"], asked["client_id"], asked["code_challenge_method"]) == ("code", "iscm", "S256")
    assert asked["redirect_uri"] == "http://testserver/desk/sign-in/organisation/answer/"
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}


def test_one_address_to_come_back_to_serves_all_languages(provider):
    add_account(role=Role.READER)
    kind, client = provider(), Client()
    asked = question_of(client.get("/fr/desk/sign-in/organisation/").headers["Location"])
    assert asked["redirect_uri"] == "http://testserver/desk/sign-in/organisation/answer/"
    kind.challenge = asked["code_challenge"]
    answer = client.get("/desk/sign-in/organisation/answer/", {"code": "right", "state": asked["state"]})
    assert answer.headers["Location"] == "/fr/desk/"


def test_an_invited_person_is_known_by_the_verified_mail_address(provider):
    add_account(role=Role.READER)
    client = Client()
    assert come_back(client, provider()).headers["Location"] == reverse("desk")
    assert is_in(client)
    assert SocialAccount.objects.values_list("uid", "extra_data").get() == ("4711", {})
    assert list(SignIn.objects.values_list("user__username", "outcome", "method")) == [
        ("ann", "signed-in", "organisation")
    ]


def test_the_second_factor_is_asked_all_the_same(provider):
    add_account(role=Role.EDITOR)
    client = Client()
    assert come_back(client, provider()).headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of()})
    assert is_in(client)


@pytest.mark.parametrize(
    "person",
    [
        ANN | {"email": "eve@example.org"},
        ANN | {"email_verified": False},
        {"sub": "4711", "email": "ann@example.org"},
        {"sub": "4711"},
    ],
)
def test_nobody_else_comes_in_and_no_account_is_made(provider, person):
    user = add_account(role=Role.READER)
    client = Client()
    answer = come_back(client, provider(person))
    assert "nobody has opened an account for you here yet" in answer.text
    assert not is_in(client)
    assert type(user).objects.count() == 1
    assert SignIn.objects.values_list("outcome", "method").get() == ("failed", "organisation")


@pytest.mark.parametrize("changed", [{"state": "forged"}, {"code": "stolen"}, {"error": "access_denied"}])
def test_answers_that_do_not_hold_sign_nobody_in(provider, changed):
    add_account(role=Role.READER)
    client = Client()
    come_back(client, provider(), **changed)
    assert not is_in(client)


def test_an_answer_for_another_browser_signs_nobody_in(provider):
    add_account(role=Role.READER)
    kind, client, other = provider(), Client(), Client()
    asked = question_of(client.get(reverse("openid_connect_login", kwargs=WAY)).headers["Location"])
    kind.challenge = asked["code_challenge"]
    answer = other.get(reverse("openid_connect_callback", kwargs=WAY), {"code": "right", "state": asked["state"]})
    assert (answer.status_code, is_in(other)) == (401, False)
    assert "gave no answer that holds" in answer.text


def test_a_provider_that_fails_is_one_page(provider):
    add_account(role=Role.READER)
    kind, client = provider(), Client()
    kind.is_broken = True
    answer = come_back(client, kind)
    assert (answer.status_code, "gave no answer that holds" in answer.text) == (401, True)


def test_a_provider_that_is_away_is_one_page_and_one_line(provider, caplog):
    kind = provider()
    kind.is_away = True
    answer = Client().get(reverse("openid_connect_login", kwargs=WAY))
    assert (answer.status_code, "gave no answer that holds" in answer.text) == (502, True)
    told = [record for record in caplog.records if record.name == "iscm.desk.views.provider"]
    assert [(record.levelname, record.exc_info) for record in told] == [("ERROR", None)]


def test_a_provider_that_describes_nothing_is_one_page(provider):
    kind = provider()
    kind.says = {}
    assert Client().get(reverse("openid_connect_login", kwargs=WAY)).status_code == 502


def test_without_a_provider_there_is_no_way_to_one():
    assert settings.SOCIALACCOUNT_PROVIDERS == {"openid_connect": {"APPS": []}}
    client = Client()
    assert "organisation" not in client.get(reverse("account_login")).text
    assert client.get(reverse("openid_connect_login", kwargs=WAY)).status_code == 404
