"""What administrators do with accounts and keys."""

import re
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from iscm.register.operations.accounts import find_key, grants_of, make_key
from iscm.register.queries.accounts import PAGE, accounts, keys
from iscm.register.rules import Grant, Role
from tests.factories.accounts import PASSWORD, add_account, code_of
from tests.factories.rows import add_mechanism


@pytest.fixture
def chief(db):
    """A browser in which an administrator signed in a moment ago."""
    add_mechanism("gfmd")
    add_account("chief", Role.ADMINISTRATOR)
    client = Client()
    client.post(reverse("account_login"), {"login": "chief@example.org", "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code_of()})
    return client


def address(name, account="ann"):
    return reverse(name, args=[account])


def test_somebody_is_invited_by_mail_and_the_link_is_shown(chief, posted):
    asked = {"mail": "office@example.org", "name": "Office 3", "role": "focal-point", "mechanism": "gfmd"}
    page = chief.post(reverse("desk-invite"), asked)
    link = re.search(r"<code>(http://testserver/desk/password/new/\S+)</code>", page.text)[1]
    (message,) = posted()
    assert (message.to, link in message.body) == (["office@example.org"], True)
    assert "Set your password" in Client().get(urlsplit(link).path, follow=True).text
    (line,) = accounts(["Office 3"])
    assert line.grants == (Grant(Role.FOCAL_POINT, "gfmd"),)
    assert "invited" in chief.get(reverse("desk-accounts")).text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"mail": "office", "role": "editor"}, "'office' is no mail address"),
        ({"mail": "office@example.org", "role": "focal-point"}, "A focal-point needs a mechanism"),
        ({"mail": "office@example.org", "role": "king"}, "No role is called 'king'"),
        ({"mail": "office@example.org"}, "No role is called ''"),
        ({"mail": "chief@example.org", "role": "editor"}, "Chief@example.org has an account already"),
    ],
)
def test_an_invitation_that_makes_no_sense_says_why_and_keeps_what_was_typed(chief, posted, asked, said):
    page = chief.post(reverse("desk-invite"), asked)
    assert page.status_code == 400
    assert said in page.text.replace("&#x27;", "'")
    assert f'value="{asked["mail"]}"' in page.text
    assert (len(accounts()), posted()) == (1, [])


def test_roles_are_given_and_taken_back(chief):
    user = add_account()
    answer = chief.post(address("desk-role-give"), {"role": "editor", "mechanism": "gfmd"})
    assert answer.headers["Location"] == address("desk-account")
    assert grants_of(user) == (Grant(Role.EDITOR, "gfmd"),)
    assert "Editor for GFMD" in chief.get(address("desk-account")).text
    chief.post(address("desk-role-take"), {"role": "editor", "mechanism": "gfmd"})
    assert grants_of(user) == ()


def test_what_cannot_be_done_is_said_on_the_page(chief):
    page = chief.post(address("desk-role-take", "chief"), {"role": "administrator"})
    assert (page.status_code, "Chief is the last administrator" in page.text) == (400, True)


def test_an_account_is_closed_signed_out_and_opened_again(chief):
    add_account(role=Role.READER)
    theirs = Client()
    theirs.post(reverse("account_login"), {"login": "ann@example.org", "password": PASSWORD})
    assert theirs.get(reverse("desk")).status_code == 200
    chief.post(address("desk-account-close"))
    assert theirs.get(reverse("desk")).status_code == 302
    chief.post(address("desk-account-reopen"))
    assert [line.is_open for line in accounts(["ann"])] == [True]


def test_a_lost_second_factor_is_forgotten(chief):
    add_account(role=Role.EDITOR)
    assert "Forget the second factor" in chief.get(address("desk-account")).text
    chief.post(address("desk-account-factors"))
    assert [line.lacks_second_factor for line in accounts(["ann"])] == [True]
    assert "second factor missing" in chief.get(address("desk-account")).text


def test_a_new_link_is_sent(chief, posted):
    add_account()
    assert "/desk/password/new/" in chief.post(address("desk-account-link")).text
    assert [message.to for message in posted()] == [["ann@example.org"]]


@pytest.mark.parametrize("name", ["desk-account", "desk-role-give", "desk-account-close", "desk-account-link"])
def test_accounts_that_are_not_there_are_404(chief, name):
    way = address(name, "nobody")
    assert (chief.get(way) if name == "desk-account" else chief.post(way)).status_code == 404


def test_changes_ask_who_is_there_and_then_are_done(db):
    with time_machine.travel("2026-11-21T09:00:00Z", tick=False) as clock:
        add_mechanism("gfmd")
        add_account("chief", Role.ADMINISTRATOR)
        user = add_account()
        client = Client()
        client.post(reverse("account_login"), {"login": "chief@example.org", "password": PASSWORD})
        client.post(reverse("mfa_authenticate"), {"code": code_of()})
        clock.shift(16 * 60)
        answer = client.post(address("desk-role-give"), {"role": "editor"})
        assert urlsplit(answer.headers["Location"]).path == reverse("account_reauthenticate")
        assert grants_of(user) == ()
        client.post(answer.headers["Location"], {"password": PASSWORD})
        assert grants_of(user) == (Grant(Role.EDITOR),)


def test_a_key_is_shown_once(chief):
    page = chief.post(reverse("desk-key-make"), {"name": "Our program", "mechanism": "gfmd"})
    secret = re.search(r"<code>(iscm_\S+)</code>", page.text)[1]
    assert find_key(secret).mechanism == "gfmd"
    assert secret not in chief.get(reverse("desk-keys")).text


def test_a_key_without_a_mechanism_is_refused_and_the_name_kept(chief):
    page = chief.post(reverse("desk-key-make"), {"name": "Our program", "mechanism": ""})
    assert (page.status_code, 'value="Our program"' in page.text, keys()) == (400, True, ())


def test_a_key_is_revoked(chief):
    secret = make_key("Our program", "gfmd", actor="chief")
    prefix = find_key(secret).prefix
    chief.post(reverse("desk-key-revoke", args=[prefix]))
    assert find_key(secret) is None
    assert chief.post(reverse("desk-key-revoke", args=[prefix])).status_code == 404
    assert "revoked 20" in chief.get(reverse("desk-keys")).text


def test_the_door_is_shown_in_parts(chief):
    from iscm.register.operations.sign_ins import record_sign_in

    user = add_account()
    for _ in range(PAGE):
        record_sign_in(user, "failed", method="password", address="192.0.2.9")
    page = chief.get(reverse("desk-sign-ins")).text
    assert page.count("failed to sign in") == PAGE
    way = re.search(r'rel="next" href="([^"]+)"', page)[1].replace("&amp;", "&")
    assert "Administrator" not in chief.get(reverse("desk-sign-ins") + way).text
    assert chief.get(reverse("desk-sign-ins") + way).text.count("<tbody><tr") == 1
    assert chief.get(reverse("desk-sign-ins"), {"account": "ann"}).text.count("failed to sign in") == PAGE


@pytest.mark.parametrize("before", ["x", "-1", "99999999999999999999999", "²", ""])
def test_odd_places_in_the_list_of_sign_ins_are_no_fault(chief, before):
    assert chief.get(reverse("desk-sign-ins"), {"before": before}).status_code == 200


@pytest.mark.parametrize("number", [1, 4])
def test_the_list_of_accounts_asks_the_same_number_of_questions(chief, django_assert_num_queries, number):
    for n in range(number):
        add_account(f"ann-{n}", Role.READER)
    with django_assert_num_queries(8):
        chief.get(reverse("desk-accounts"))


def test_names_and_addresses_are_escaped(chief):
    add_account("<b>x")
    assert "<b>x" not in chief.get(reverse("desk-accounts")).text
