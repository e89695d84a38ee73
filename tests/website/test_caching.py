"""What caches may keep: every public address says so, and is known again by its ETag."""

import pytest

from tests.factories.rows import raise_stamp
from tests.website.conftest import addresses, read_whole

ASKED_AGAIN = "max-age=0, public, s-maxage=60, stale-if-error=86400"
FOR_EVER = "immutable, max-age=31536000, public"
NOWHERE = ("no-store, private", "max-age=0, must-revalidate, no-cache, no-store, private")
OF_READERS = ("/follow/", "/follow/asked/", "/suggest/")
MORE = ("/oai/iscm.xsd", "/publication.css", "/api/v1/meetings", "/api/v1/openapi.json", "/calendar/2024.csv", "/fr/")


def policy(response):
    return ", ".join(sorted(response.headers.get("Cache-Control", "").split(", ")))


def said(response):
    read_whole(response)
    assert not response.cookies
    vary = {name.strip().lower() for name in response.headers.get("Vary", "").split(",") if name}
    return response.headers["ETag"], policy(response), vary - {"accept-encoding"}


def public(register):
    return [path for path in (*addresses(register), *MORE) if not path.startswith(OF_READERS)]


def test_every_public_address_may_be_kept_and_is_known_again(client, register):
    found, varied = {}, set()
    for path in public(register):
        first = client.get(path)
        etag, kept, vary = said(first)
        again = client.get(path, headers={"If-None-Match": etag})
        assert (path, again.status_code, *said(again)) == (path, 304, etag, kept, vary)
        found[path] = kept
        varied |= {(path, name) for name in vary}
    assert {path: kept for path, kept in found.items() if kept not in (ASKED_AGAIN, FOR_EVER)} == {}
    assert {path for path, kept in found.items() if kept == FOR_EVER} == {"/editions/calendar-2031/1.csv"}
    # The language of a page is in its address, so that caches need one copy of each.
    assert {one for one in varied if not one[0].startswith("/api/v1/")} == set()


def test_head_says_what_get_says(client, register):
    for path in public(register):
        got, head = client.get(path), client.head(path)
        assert (path, *said(head), head.headers["Content-Type"]) == (path, *said(got), got.headers["Content-Type"])
        assert head.content == b"" if not head.streaming else True


@pytest.mark.parametrize("path", ["/calendar/2024/", "/calendar.ics", "/data/2024/meetings.csv", "/api/v1/meetings"])
def test_packed_bytes_have_a_weak_tag_and_tell_caches_to_keep_both(client, register, path):
    plain, packed = client.get(path), client.get(path, headers={"Accept-Encoding": "gzip"})
    assert packed.headers.get("Content-Encoding") == "gzip"
    assert packed.headers["ETag"] == f"W/{plain.headers['ETag']}"
    assert "accept-encoding" in packed.headers["Vary"].lower()
    again = client.get(path, headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]})
    assert (again.status_code, again.headers["ETag"].removeprefix("W/")) == (304, plain.headers["ETag"])
    assert [read_whole(one).status_code for one in (plain, packed)] == [200, 200]


@pytest.mark.parametrize("path", [*OF_READERS, "/desk/", "/oai?verb=Identify"])
def test_what_is_somebodys_own_is_kept_nowhere(client, register, path):
    assert policy(client.get(path, follow=True)) in NOWHERE


def test_a_change_of_one_mechanism_leaves_what_is_kept_of_another(client, register):
    paths = [f"{path}?mechanism=gfmd" for path in ("/calendar.ics", "/calendar.json", "/embed/meetings.json")]
    paths += [f"/feeds/{name}.atom?mechanism=gfmd" for name in ("meetings", "changes")]

    def tags():
        return [said(client.get(path))[0] for path in paths]

    before = tags()
    raise_stamp()
    raise_stamp("mechanism:rcm")
    assert tags() == before
    raise_stamp("mechanism:gfmd")
    assert [one for one, earlier in zip(tags(), before, strict=True) if one == earlier] == []
