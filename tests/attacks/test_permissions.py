"""Every address that there is, asked in every way by everybody: it opens to whom the tables say, and to nobody else."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver
from django.utils.translation import override

from iscm.register.rules import Role
from tests.attacks.permissions import KEYED, READ, ROOMS, SENT
from tests.attacks.routes import example_of, routes
from tests.desk import permissions as desk
from tests.desk.conftest import nothing_left_to_send, posted, signed_in  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db
UNSAFE = ("POST", "PUT", "DELETE", "TRACE", "FOO")
WRITING = ("PUT", "PATCH", "DELETE")
SHOWN = {200, 301, 302, 400, 404, 409, 410}
# What a request that may not write is told: no key, forbidden, no such way.
REFUSED = {401, 403, 405}


@pytest.fixture(autouse=True)
def quietly(settings):
    """No limit of calls; every address in English."""
    settings.API_LIMIT = 0
    with override("en"):
        yield


def named():
    """Every route by its name, or by itself where it has none; those of the API under its name space."""
    with override("en"):
        found = list(routes(get_resolver()))
    return {_name(one): f"/{example_of(one.route)}" for one in found}


def _name(one):
    return f"api-v1:{one.name}" if one.route.startswith("api/v1/") else one.name or one.route


def of_the_api():
    return {name for name in named() if name.startswith("api-v1:")}


def test_every_address_is_in_one_table_and_no_table_has_another():
    tables = [set(READ), set(SENT), of_the_api(), ROOMS, set(desk.DOORS), desk.ENTRANCE, desk.OWN]
    assert sorted(name for table in tables for name in table) == sorted(named())
    assert set(KEYED) <= of_the_api()


@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR])
def test_public_pages_are_the_same_for_everybody_and_know_no_session(signed_in, role):  # noqa: F811  # the fixture
    client = signed_in(role=role) if role else signed_in()
    addresses = {name: path for name, path in named().items() if name in READ | set(SENT) | of_the_api() - set(KEYED)}
    for name, path in addresses.items():
        theirs, anybodys = client.get(path), Client().get(path)
        assert anybodys.status_code in SHOWN, name
        assert (name, body_of(theirs), theirs.cookies) == (name, body_of(anybodys), anybodys.cookies)
        assert not set(anybodys.cookies) - {settings.LANGUAGE_COOKIE_NAME}


def body_of(response):
    """Status and words; a stamp of a form differs from one to the next, so that forms are compared without."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, None if b"<form" in content or b"<OAI-PMH" in content else content


def test_nothing_public_can_be_written_to():
    client = Client()
    asked = [(name, path, way) for name, path in named().items() if name in READ | of_the_api() for way in UNSAFE]
    answers = {
        (name, way): client.generic(way, path, b"{}", "application/json").status_code for name, path, way in asked
    }
    assert {one: status for one, status in answers.items() if status not in REFUSED} == {}


def test_what_is_sent_to_by_anybody_is_sent_in_one_way():
    client = Client()
    opened = {
        (name, method)
        for name in SENT
        for method in WRITING
        if client.generic(method, named()[name]).status_code not in REFUSED
    }
    assert opened == set()


@pytest.mark.parametrize(("name", "method"), KEYED.items())
@pytest.mark.parametrize(
    "key", ["", "Bearer", "Bearer iscm_", "Bearer iscm_x", "Basic YTpi", f"Bearer {'x' * 5_000}", "Bearer \x00"]
)
def test_no_key_of_ones_own_making_opens_the_api(name, method, key):
    headers = {"Authorization": key} if key else {}
    answer = Client().generic(method, named()[name], b"{}", content_type="application/json", headers=headers)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize("role", [None, Role.READER, Role.FOCAL_POINT])
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_no_room_opens_without_its_link_or_an_account_for_it(signed_in, role, method):  # noqa: F811  # the fixture
    """A focal point has the room of its own mechanism (gfmd) and no other."""
    client = signed_in(role=role) if role else Client()
    for name in ROOMS:
        path = named()[name]
        assert path.startswith("/room/nothing/")
        by_name = client.generic(method, path.replace("nothing", "rcm", 1))
        by_link = client.generic(method, path.replace("nothing", "made.up", 1))
        wanted = 403 if role else 302
        assert (name, by_name.status_code, by_link.status_code in {403, 404, 410}) == (name, wanted, True)


@pytest.mark.parametrize("letter", ["R", "E"])
def test_no_method_opens_a_room_of_the_desk_that_its_role_does_not(signed_in, letter):  # noqa: F811  # the fixture
    client = signed_in(role=desk.ROLES[letter])
    shut = [name for name, letters in desk.DOORS.items() if letter not in letters]
    opened = {
        (name, method)
        for name in shut
        for method in ("PUT", "OPTIONS", "FOO")
        if client.generic(method, named()[name]).status_code not in {302, 403, 404, 405}
    }
    assert opened == set()
