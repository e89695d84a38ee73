"""Pages and feeds that are asked for again."""

import pytest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from iscm.register.queries.stamps import Version
from iscm.website.conditional import answer_by_version
from tests.factories.rows import NOON, add_meeting, raise_stamp

FIRST, SECOND = Version(1, NOON), Version(2, NOON)


@pytest.fixture
def ask():
    """`ask(version, make)` answers the request for one and the same address."""
    return lambda version, make, **said: answer_by_version(RequestFactory().get("/page", **said), [version], make)


def counting(content=b"page", **more):
    """A maker of pages that counts how often it was called."""
    made = []

    def make():
        made.append(content)
        return HttpResponse(content, **more)

    return made, make


@pytest.mark.parametrize(
    ("versions", "times"), [([FIRST, FIRST], 1), ([FIRST, SECOND], 2), ([Version(0, None)] * 2, 2)]
)
def test_a_page_is_made_once_for_each_version(ask, versions, times):
    made, make = counting(content_type="text/plain", headers={"Link": "<x>"})
    for version in versions:
        response = ask(version, make)
        assert (response.content, response["Content-Type"], response["Link"]) == (b"page", "text/plain", "<x>")
    assert len(made) == times


@pytest.mark.parametrize("status", [404, 410, 302])
def test_only_what_was_found_is_kept(ask, status):
    made, make = counting(status=status)
    assert [ask(FIRST, make).status_code for _ in range(2)] == [status, status]
    assert len(made) == 2


def test_what_is_too_large_is_made_each_time(ask):
    made, make = counting(b"x" * 1_000_001)
    assert [len(ask(FIRST, make).content) for _ in range(2)] == [1_000_001] * 2
    assert len(made) == 2


def test_a_page_with_a_token_of_its_reader_is_never_kept():
    request = RequestFactory().get("/page")
    response = answer_by_version(request, [FIRST], lambda: HttpResponse(get_token(request)))
    other = RequestFactory().get("/page")
    assert answer_by_version(other, [FIRST], lambda: HttpResponse(get_token(other))).content != response.content


def test_pages_written_as_files_are_made_for_the_files(ask):
    made, make = counting()
    files = {"iscm.files": {"languages": ("en",), "left_out": frozenset(), "has_place": False}}
    for said in ({}, files, files):
        ask(FIRST, make, **said)
    assert len(made) == 3


def test_readers_of_a_kept_page_see_the_next_change(client, db):
    meeting = add_meeting("Before", "2024-01-01")
    raise_stamp()
    assert [client.get("/calendar/2024/").content.count(b"Before") > 0 for _ in range(2)] == [True, True]
    meeting.title = "Afterwards"
    meeting.save()
    raise_stamp()
    assert b"Before" not in client.get("/calendar/2024/").content
