"""The door costs readers nothing: public pages know no session, whoever asks."""

import pytest
from django.test import Client

from iscm.register.rules import Role
from tests.factories.rows import add_meeting, raise_stamp

PAGES = ["/", "/calendar/2024/", "/fr/mechanisms/", "/calendar.ics", "/feeds/changes.atom", "/api/v1/meetings", "/oai"]


@pytest.fixture
def register(db):
    add_meeting()
    raise_stamp()


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("path", PAGES)
def test_public_pages_set_no_cookie_and_are_the_same_for_all(signed_in, path):
    client = signed_in(role=Role.ADMINISTRATOR)
    before = dict(client.cookies)
    seen, unseen = client.get(path), Client().get(path)
    assert (seen.cookies, unseen.cookies, dict(client.cookies)) == ({}, {}, before)
    assert "cookie" not in f"{seen.headers.get('Vary', '')} {unseen.headers.get('Vary', '')}".lower()
    assert seen.headers.get("ETag") == unseen.headers.get("ETag")


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("path", PAGES[:-1])
def test_unchanged_pages_are_still_304(path):
    client = Client()
    etag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"if-none-match": etag}).status_code == 304


@pytest.mark.usefixtures("register")
def test_who_is_signed_in_costs_no_question_on_a_public_page(signed_in, django_assert_num_queries):
    client = signed_in(role=Role.ADMINISTRATOR)
    etag = client.get("/").headers["ETag"]
    with django_assert_num_queries(1):  # the version of the register
        assert client.get("/", headers={"if-none-match": etag}).status_code == 304


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/no-such-page/", "/fr/no-such-page/"])
def test_what_is_not_there_asks_nobody_who_he_is(path):
    answer = Client().get(path)
    assert (answer.status_code, answer.cookies) == (404, {})


@pytest.mark.django_db
def test_the_desk_is_closed_to_search_engines():
    assert '<meta name="robots" content="noindex">' in Client().get("/desk/sign-in/").text
