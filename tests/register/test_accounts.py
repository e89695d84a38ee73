"""Accounts, roles and keys: what is kept, what is refused, what the log says."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.register.models import ApiKey, Revision, RoleGrant, SignIn
from iscm.register.operations.accounts import find_key, grant, grants_of, make_key, revoke, revoke_key
from iscm.register.operations.invitations import close_account, invite, reopen_account, reset_factors
from iscm.register.operations.log import verify
from iscm.register.operations.sign_ins import KEPT, record_sign_in, shortened
from iscm.register.queries.accounts import PAGE, accounts, keys, sign_ins
from iscm.register.rules import Grant, Role
from tests.factories.accounts import add_account
from tests.factories.rows import add_mechanism

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mechanisms(db):
    add_mechanism("gfmd")
    add_mechanism("rcm")


def told():
    return list(Revision.objects.order_by("id").values_list("actor", "action", "object_key", "old", "new"))


# Roles


def test_a_role_is_given_once_and_told_once():
    user = add_account()
    first = grant("ann", Role.EDITOR, actor="chief", now=NOW)
    assert grant("ann", Role.EDITOR, actor="other", now=NOW).pk == first.pk
    assert grants_of(user) == (Grant(Role.EDITOR),)
    assert told() == [("chief", "role-granted", "ann", None, {"role": "editor"})]


def test_a_role_for_a_mechanism_is_another_one():
    user = add_account()
    grant("ann", Role.FOCAL_POINT, mechanism="gfmd", actor="chief", now=NOW)
    grant("ann", Role.FOCAL_POINT, mechanism="rcm", actor="chief", now=NOW)
    assert grants_of(user) == (Grant(Role.FOCAL_POINT, "gfmd"), Grant(Role.FOCAL_POINT, "rcm"))


def test_a_role_taken_back_is_kept_with_who_and_when_and_may_be_given_again():
    user = add_account()
    grant("ann", Role.FOCAL_POINT, mechanism="gfmd", actor="chief", now=NOW)
    revoke("ann", Role.FOCAL_POINT, mechanism="gfmd", actor="other", now=NOW)
    assert grants_of(user) == ()
    grant("ann", Role.FOCAL_POINT, mechanism="gfmd", actor="chief", now=NOW)
    kept = RoleGrant.objects.order_by("id").values_list("granted_by", "revoked_by", "revoked_at")
    assert list(kept) == [("chief", "other", NOW), ("chief", "", None)]
    assert [action for _, action, *_ in told()] == ["role-granted", "role-revoked", "role-granted"]
    assert verify() is None


@pytest.mark.parametrize(
    ("role", "mechanism", "error", "said"),
    [
        (Role.FOCAL_POINT, None, ConflictError, "a focal-point needs a mechanism"),
        (Role.ADMINISTRATOR, "gfmd", ConflictError, "one of the whole register"),
        (Role.CHIEF_EDITOR, "gfmd", ConflictError, "one of the whole register"),
        (Role.EDITOR, "atlantis", UnknownReferenceError, "no mechanism has the slug 'atlantis'"),
    ],
)
def test_roles_that_make_no_sense_are_refused(role, mechanism, error, said):
    add_account()
    with pytest.raises(error, match=said):
        grant("ann", role, mechanism=mechanism, actor="chief", now=NOW)
    assert told() == []


def test_roles_of_nobody_are_refused():
    with pytest.raises(UnknownReferenceError, match="no account is called 'bob'"):
        grant("bob", Role.EDITOR, actor="chief", now=NOW)


def test_a_role_that_is_not_held_cannot_be_taken_back():
    add_account(role=Role.EDITOR)
    with pytest.raises(UnknownReferenceError, match="ann is no editor gfmd"):
        revoke("ann", Role.EDITOR, mechanism="gfmd", actor="chief", now=NOW)


def test_the_last_administrator_stays():
    add_account(role=Role.ADMINISTRATOR)
    for change in (lambda: revoke("ann", Role.ADMINISTRATOR, actor="ann"), lambda: close_account("ann", actor="ann")):
        with pytest.raises(ConflictError, match="ann is the last administrator"):
            change()
    add_account("bob", Role.ADMINISTRATOR)
    revoke("ann", Role.ADMINISTRATOR, actor="bob")
    with pytest.raises(ConflictError, match="bob is the last administrator"):
        close_account("bob", actor="bob")


def test_an_administrator_whose_account_is_closed_does_not_count():
    add_account(role=Role.ADMINISTRATOR)
    add_account("bob", Role.ADMINISTRATOR)
    close_account("bob", actor="ann")
    with pytest.raises(ConflictError, match="ann is the last administrator"):
        revoke("ann", Role.ADMINISTRATOR, actor="ann")


# Accounts


def test_an_invited_account_has_its_role_and_no_password():
    user = invite(" Office@Example.ORG ", role=Role.EDITOR, actor="chief", now=NOW)
    assert (user.username, user.email, user.has_usable_password()) == ("office", "office@example.org", False)
    assert grants_of(user) == (Grant(Role.EDITOR),)
    assert told() == [
        ("chief", "account-opened", "office", None, None),
        ("chief", "role-granted", "office", None, {"role": "editor"}),
    ]


def test_names_that_are_taken_get_a_number():
    names = [invite(f"office@{host}.example", actor="chief").username for host in "abc"]
    assert names == ["office", "office-2", "office-3"]


@pytest.mark.parametrize(
    ("mail", "name", "said"),
    [
        ("nowhere", "", "'nowhere' is no mail address"),
        ("", "", "'' is no mail address"),
        ("ann@example.org", "", "ann@example.org has an account already"),
        ("ANN@example.org", "", "ann@example.org has an account already"),
        ("bob@example.org", "ann", "an account is called 'ann' already"),
        ("bob@example.org", "<b>", "a name has at most 60 letters"),
        ("bob@example.org", "x" * 61, "a name has at most 60 letters"),
        ("bob@example.org", "a/b", "a name has at most 60 letters"),
    ],
)
def test_invitations_that_make_no_sense_are_refused(mail, name, said):
    add_account()
    with pytest.raises(ConflictError, match=said):
        invite(mail, name=name, actor="chief")
    assert User.objects.count() == 1


def test_an_account_whose_role_is_refused_is_not_opened():
    with pytest.raises(ConflictError):
        invite("bob@example.org", role=Role.FOCAL_POINT, actor="chief")
    assert (User.objects.count(), told()) == (0, [])


def test_a_closed_account_holds_nothing_until_it_is_opened_again():
    user = add_account(role=Role.EDITOR)
    close_account("ann", actor="chief")
    user.refresh_from_db()
    assert (user.is_active, grants_of(user)) == (False, ())
    reopen_account("ann", actor="chief")
    user.refresh_from_db()
    assert grants_of(user) == (Grant(Role.EDITOR),)
    assert [action for _, action, *_ in told()] == ["account-closed", "account-reopened"]


def test_closing_twice_is_told_once():
    add_account()
    close_account("ann", actor="chief")
    close_account("ann", actor="chief")
    assert [action for _, action, *_ in told()] == ["account-closed"]


def test_a_lost_second_factor_is_forgotten():
    add_account(role=Role.EDITOR)
    assert [line.lacks_second_factor for line in accounts()] == [False]
    reset_factors("ann", actor="chief")
    assert [line.lacks_second_factor for line in accounts()] == [True]
    assert told() == [("chief", "factors-reset", "ann", None, None)]


def test_the_log_names_no_mail_address():
    invite("somebody.real@example.org", name="Office 3", role=Role.EDITOR, actor="chief")
    make_key("Our program", "gfmd", actor="chief")
    assert [row for row in told() if "@" in str(row)] == []


# Keys


def test_a_key_is_found_by_its_secret_only():
    secret = make_key("Our  program ", "gfmd", actor="chief", now=NOW)
    found = find_key(secret, now=NOW)
    assert (found.name, found.mechanism, secret.startswith(f"iscm_{found.prefix}_")) == ("Our program", "gfmd", True)
    assert [find_key(wrong) for wrong in (secret[:-1], secret + "x", found.prefix, "", "\ud800", "é" * 50)] == [
        None
    ] * 6


def test_the_secret_of_a_key_is_kept_nowhere():
    secret = make_key("Our program", "gfmd", actor="chief", now=NOW)
    kept = [str(row) for model in (ApiKey, Revision) for row in model.objects.values()]
    assert [row for row in kept if secret in row or secret.split("_", 2)[2] in row] == []


def test_a_revoked_key_opens_nothing():
    secret = make_key("Our program", "gfmd", actor="chief", now=NOW)
    prefix = find_key(secret).prefix
    revoke_key(prefix, actor="other", now=NOW)
    assert find_key(secret) is None
    with pytest.raises(UnknownReferenceError, match="no key in use"):
        revoke_key(prefix, actor="other", now=NOW)
    about = {"name": "Our program", "mechanism": "gfmd"}
    assert told() == [
        ("chief", "key-made", prefix, None, about),
        ("other", "key-revoked", prefix, about, None),
    ]


def test_use_of_a_key_is_noted_by_the_hour():
    secret = make_key("Our program", "gfmd", actor="chief", now=NOW)
    noted = []
    for minutes in (0, 10, 59, 60, 61):
        find_key(secret, now=NOW + timedelta(minutes=minutes))
        noted.append((keys()[0].last_used_at - NOW).seconds // 60)
    assert noted == [0, 0, 0, 60, 60]


@pytest.mark.parametrize(
    ("name", "mechanism", "error"),
    [("", "gfmd", ConflictError), (" ", "gfmd", ConflictError), ("x" * 101, "gfmd", ConflictError),
     ("x", "atlantis", UnknownReferenceError), ("x", "", UnknownReferenceError)],
)  # fmt: skip
def test_keys_that_make_no_sense_are_refused(name, mechanism, error):
    with pytest.raises(error):
        make_key(name, mechanism, actor="chief")
    assert keys() == ()


# The door


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("192.0.2.77", "192.0.2.0"),
        ("2001:db8:1234:5678::9", "2001:db8:1234::"),
        ("::ffff:192.0.2.77", "192.0.2.0"),
        ("", ""),
        ("not an address", ""),
    ],
)
def test_of_an_address_its_network_is_kept(address, kept):
    assert shortened(address) == kept


@given(st.text(max_size=60))
def test_whatever_is_told_as_address_is_short_afterwards(address):
    assert len(shortened(address)) <= 45


def test_what_happened_at_the_door_is_kept_for_half_a_year():
    record_sign_in(None, "failed", now=NOW - KEPT - timedelta(days=1))
    record_sign_in(None, "failed", now=NOW - KEPT + timedelta(days=1))
    record_sign_in(None, "signed-out", now=NOW)
    assert list(SignIn.objects.values_list("outcome", flat=True)) == ["signed-out", "failed"]


def test_the_door_is_listed_in_parts_from_the_latest_on():
    user = add_account()
    for n in range(PAGE + 2):
        record_sign_in(user if n % 2 else None, "failed", now=NOW + timedelta(minutes=n))
    first = sign_ins()
    assert len(first) == PAGE + 1
    rest = sign_ins(before=first[PAGE - 1].id)
    assert [line.id for line in (*first[:PAGE], *rest)] == list(SignIn.objects.values_list("id", flat=True))
    assert {line.name for line in sign_ins(name="ann")} == {"ann"}


@pytest.mark.parametrize("number", [1, 3])
def test_accounts_are_listed_with_three_questions(django_assert_num_queries, number):
    for n in range(number):
        add_account(f"ann-{n}", Role.EDITOR)
    with django_assert_num_queries(3):
        assert len(accounts()) == number
