"""Every address of the desk, and to whom it opens."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from iscm.desk import urls
from iscm.register.rules import Role, needs_second_factor
from tests.desk.permissions import DOORS, ENTRANCE, OWN, PLACES, ROLES
from tests.factories.accounts import add_account, give
from tests.factories.rows import add_document

PATTERNS = {pattern.name: pattern for pattern in urls.pages}


def address(name):
    wanted = PATTERNS[name].pattern.converters or PATTERNS[name].pattern.regex.groupindex
    return reverse(name, kwargs={place: PLACES[place] for place in wanted})


def leads_to(response):
    return urlsplit(response.headers.get("Location", "")).path


def opens(response):
    return response.status_code != 403 and leads_to(response) != reverse("account_login")


def both_ways(client, name):
    """What comes of asking for a page, and of sending its form."""
    return [client.get(address(name)), client.post(address(name))]


def test_every_address_is_in_the_table_and_the_table_has_no_other():
    assert [pattern.name for pattern in urls.pages if not getattr(pattern, "name", None)] == []
    assert set(PATTERNS) == {*DOORS, *ENTRANCE, *OWN}


@pytest.mark.parametrize("letter", ROLES)
def test_a_role_opens_what_the_table_says_and_nothing_else(signed_in, letter):
    client = signed_in(role=ROLES[letter])
    opened = {name for name in DOORS if all(map(opens, both_ways(client, name)))}
    closed = {name for name in DOORS if not any(map(opens, both_ways(client, name)))}
    expected = {name for name, letters in DOORS.items() if letter in letters}
    assert (opened, closed) == (expected, set(DOORS) - expected)


def test_an_account_without_a_role_opens_no_room(signed_in):
    client = signed_in()
    assert {name for name in DOORS if any(map(opens, both_ways(client, name)))} == set()


def test_a_closed_account_is_signed_in_no_more(signed_in):
    client = signed_in(role=Role.ADMINISTRATOR)
    user = client.get(reverse("desk")).wsgi_request.user
    user.is_active = False
    user.save()
    assert leads_to(client.get(reverse("desk"))) == reverse("account_login")


@pytest.mark.django_db
def test_nobody_passes_without_signing_in():
    answers = {name: both_ways(Client(), name) for name in DOORS}
    assert {leads_to(one) for found in answers.values() for one in found} == {reverse("account_login")}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(OWN))
def test_ones_own_affairs_need_an_account(name):
    assert [opens(one) for one in both_ways(Client(), name)] == [False, False]


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.READER, Role.FOCAL_POINT}])
def test_who_may_change_anything_is_sent_to_set_up_a_second_factor_first(signed_in, role):
    client = signed_in(role=role, factor=False)
    assert {leads_to(one) for name in DOORS for one in both_ways(client, name)} == {reverse("mfa_index")}


def test_a_reader_needs_no_second_factor(signed_in):
    assert signed_in(role=Role.READER).get(reverse("desk")).status_code == 200


def test_rooms_are_shown_to_who_may_enter_them(signed_in):
    shown = {
        letter: reverse("desk-accounts") in signed_in(letter, role).get(reverse("desk")).text
        for letter, role in ROLES.items()
        if role is not Role.FOCAL_POINT
    }
    assert shown == {"R": False, "E": False, "C": False, "A": True}


def test_who_lacks_a_second_factor_is_shown_no_room_yet(signed_in):
    page = signed_in(role=Role.ADMINISTRATOR, factor=False).get(reverse("mfa_index")).text
    assert (reverse("desk-accounts") in page, "needs a second factor" in page) == (False, True)


def test_a_role_taken_back_closes_at_once(signed_in):
    client = signed_in(role=Role.ADMINISTRATOR)
    assert client.get(reverse("desk-accounts")).status_code == 200
    client.get(reverse("desk")).wsgi_request.user.role_grants.update(revoked_at="2026-11-21T00:00:00Z")
    assert client.get(reverse("desk-accounts")).status_code == 403


@pytest.mark.django_db
def test_the_strongest_of_several_roles_decides():
    user = add_account(role=Role.READER)
    assert needs_second_factor(give(user, Role.EDITOR))


def test_no_page_behind_the_door_is_kept_on_the_way(signed_in):
    client = signed_in(role=Role.ADMINISTRATOR)
    answers = {name: client.get(address(name)) for name in (*DOORS, *OWN)} | {
        name: Client().get(address(name)) for name in ENTRANCE
    }
    pages = {name: answer for name, answer in answers.items() if answer.status_code == 200}
    assert {"desk", "desk-accounts", "mfa_index", "account_login", "account_reset_password"} <= set(pages)
    assert {name for name, page in pages.items() if "no-store" not in page.headers["Cache-Control"]} == set()


# Session, account, roles; second factor of whom it is asked of; documents, questions and surveys that wait.
ASKED = {"R": 3, "F": 3, "E": 7, "C": 7, "A": 7}


@pytest.mark.parametrize("waiting", [0, 3])
@pytest.mark.parametrize("letter", ROLES)
def test_the_desk_asks_as_many_questions_however_much_waits(signed_in, django_assert_num_queries, letter, waiting):
    client = signed_in(role=ROLES[letter])
    for number in range(waiting):
        add_document(f"{number}.txt", accepted_at=None)
    with django_assert_num_queries(ASKED[letter]):
        page = client.get(reverse("desk"))
    assert ("3 documents to decide" in page.content.decode()) == (waiting == 3 and letter in "ECA")
