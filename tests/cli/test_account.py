"""`iscm account`: the first administrator, and help for who is locked out."""

import re

import pytest
from django.core import mail
from django.test import Client, override_settings

from iscm.cli.main import main
from iscm.register.queries.accounts import accounts
from iscm.register.rules import Grant, Role
from tests.factories.accounts import add_account
from tests.factories.rows import add_mechanism

pytestmark = pytest.mark.django_db


def run(capsys, *words):
    """Exit status, what was printed, what was complained about."""
    status = main(["account", *words])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_first_administrator_needs_one_command_and_its_link(capsys):
    status, out, _ = run(capsys, "add", "office@example.org", "--role", "administrator")
    way = re.search(r"^http://localhost:8000(/desk/password/new/\S+)$", out, re.MULTILINE)[1]
    assert status == 0
    assert "Set your password" in Client().get(way, follow=True).text
    assert [line.grants for line in accounts()] == [(Grant(Role.ADMINISTRATOR),)]
    assert mail.outbox == []


@override_settings(SITE_URL="https://iscm.example.org")
def test_the_link_is_sent_where_that_is_wanted(capsys):
    _, out, _ = run(capsys, "add", "office@example.org", "--role", "editor", "--send")
    link = out.splitlines()[-1]
    assert link.startswith("https://iscm.example.org/desk/password/new/")
    assert [(message.to, link in message.body) for message in mail.outbox] == [(["office@example.org"], True)]


def test_mail_that_is_not_sent_is_one_line(capsys, monkeypatch):
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda _: (_ for _ in ()).throw(OSError("no route")))
    status, out, err = run(capsys, "add", "office@example.org", "--role", "editor", "--send")
    assert (status, "http://localhost:8000/desk/" in out) == (2, True)
    assert err == "iscm: the mail was not sent: no route. Hand the link over yourself.\n"


def test_accounts_are_listed(capsys):
    add_account("ann", Role.EDITOR)
    add_account("bob", Role.FOCAL_POINT)
    run(capsys, "close", "bob")
    assert run(capsys, "list")[1].splitlines() == [
        "ann  ann@example.org  editor  second factor  last never",
        "bob  bob@example.org  focal-point gfmd  closed  last never",
    ]


def test_roles_are_given_and_taken_back(capsys):
    add_mechanism("gfmd")
    add_account()
    assert run(capsys, "grant", "ann", "--role", "focal-point", "--mechanism", "gfmd")[0] == 0
    assert [line.grants for line in accounts()] == [(Grant(Role.FOCAL_POINT, "gfmd"),)]
    run(capsys, "revoke", "ann", "--role", "focal-point", "--mechanism", "gfmd")
    assert [line.grants for line in accounts()] == [()]


def test_a_lost_phone_and_a_closed_account_are_helped(capsys):
    add_account(role=Role.EDITOR)
    run(capsys, "reset", "ann")
    run(capsys, "close", "ann")
    assert [(line.has_second_factor, line.is_open) for line in accounts()] == [(False, False)]
    run(capsys, "reopen", "ann")
    assert [line.is_open for line in accounts()] == [True]
    assert "/desk/password/new/" in run(capsys, "link", "ann")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "office", "--role", "editor"], "iscm: 'office' is no mail address"),
        (["add", "a@example.org", "--role", "king"], "iscm: argument --role: invalid choice: 'king'"),
        (["add", "a@example.org"], "iscm: the following arguments are required: --role"),
        (["add", "a@example.org", "--role", "focal-point"], "iscm: a focal-point needs a mechanism"),
        (["grant", "nobody", "--role", "editor"], "iscm: no account is called 'nobody'"),
        (["close", "nobody"], "iscm: no account is called 'nobody'"),
        ([], "iscm: the following arguments are required: WHAT"),
    ],
)
def test_what_makes_no_sense_is_one_line(capsys, words, said):
    status, out, err = run(capsys, *words)
    assert (status, out, err[: len(said)], err.count("\n")) == (2, "", said, 1)
