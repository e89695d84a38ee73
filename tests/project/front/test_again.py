"""An answer given again is the same answer, and only as long as it would be made the same."""

import gzip
from datetime import date

import pytest
from django.urls import reverse

from iscm.project.front import again
from iscm.register.models import Meeting, Stamp
from iscm.website import clock
from tests.factories.rows import add_mechanism, add_meeting, raise_stamp

pytestmark = pytest.mark.django_db
FEED = "/calendar.ics?mechanism=rcm&from=2024-01-01"


@pytest.fixture
def made(db, monkeypatch):
    """How many answers were made by what stands behind, not found here."""
    add_mechanism("rcm")
    add_meeting("Forum", "2024-01-10", mechanisms=("rcm",))
    for name in ("register", "mechanism:rcm", "mechanism:gfmd"):
        raise_stamp(name)
    missed = []
    find = again.find_again

    def noticed(request):
        found = find(request)
        missed.extend([] if found else [request.path])
        return found

    monkeypatch.setattr("iscm.project.front.front.find_again", noticed)
    return missed


def told(response):
    """All of an answer but its reference."""
    headers = {name: value for name, value in response.headers.items() if name != "X-Request-ID"}
    return response.status_code, headers, response.content, response.resolver_match.view_name


@pytest.mark.parametrize("path", ["/calendar/2024/", "/fr/calendar/2024/?mechanism=rcm", "/embed/?mechanism=rcm", FEED])
@pytest.mark.parametrize("packed", ["", "gzip, br"])
def test_the_second_answer_is_the_first_and_takes_one_question(client, made, django_assert_num_queries, path, packed):
    first = told(client.get(path, headers={"Accept-Encoding": packed}))
    with django_assert_num_queries(1):
        assert told(client.get(path, headers={"Accept-Encoding": packed})) == first
    assert len(made) == 1


@pytest.mark.parametrize("path", ["/calendar/2024/", FEED])
def test_so_is_that_nothing_changed(client, made, path):
    etag = client.get(path).headers["ETag"]
    first, second = (told(client.get(path, headers={"If-None-Match": etag})) for _ in range(2))
    assert (first, first[0], len(made)) == (second, 304, 2)


def test_who_takes_it_packed_and_who_does_not_get_their_own(client, made):
    packed, plain = (client.get("/calendar/2024/", headers={"Accept-Encoding": how}).content for how in ("gzip", ""))
    assert gzip.decompress(packed) == plain


@pytest.mark.parametrize(("stamp", "number"), [("register", 1), ("mechanism:gfmd", 1), ("mechanism:rcm", 2)])
def test_a_feed_is_made_again_when_its_own_version_rose(client, made, stamp, number):
    client.get(FEED)
    raise_stamp(stamp)
    client.get(FEED)
    assert len(made) == number


def test_a_page_is_made_again_after_a_change_and_at_midnight(client, made, monkeypatch):
    client.get("/calendar/2024/")
    Meeting.objects.update(title="Dialogue")
    raise_stamp()
    assert client.get("/calendar/2024/").content.count(b"Dialogue") > 0
    monkeypatch.setattr(clock, "today", lambda: date(2031, 1, 1))
    client.get("/calendar/2024/")
    assert len(made) == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "a=b"},
        {"Authorization": "Bearer x"},
        {"Range": "bytes=0-1"},
        {"If-Modified-Since": "Thu, 01 Jan 2032 00:00:00 GMT"},
        {"If-None-Match": '"' + "x" * 100 + '"'},
        {"Host": "localhost"},
    ],
)
def test_who_brings_more_than_an_address_is_answered_by_what_stands_behind(client, made, headers):
    client.get("/calendar/2024/")
    client.get("/calendar/2024/", headers=headers)
    assert len(made) == 2


@pytest.mark.parametrize("path", ["/api/v1/meetings", "/oai?verb=Identify", "/no-such-page/", reverse("desk")])
def test_what_is_counted_at_the_door_or_of_somebody_is_never_kept(client, made, path):
    for _ in range(2):
        client.get(path)
    assert len(made) == 2


def test_long_addresses_count_for_what_they_take(client, made):
    path = f"/calendar/2024/?{'x' * 5000}"
    etag = client.get(path).headers["ETag"]
    again._KEPT.clear()
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    assert again._KEPT.held >= 5000 + again.OVERHEAD


def test_nothing_is_kept_of_a_register_without_a_version(client, made):
    Stamp.objects.all().delete()
    for _ in range(2):
        client.get("/calendar/2024/")
    assert len(made) == 2
