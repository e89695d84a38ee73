"""What every answer has: a version, a language, a welcome for other sites."""

import pytest

from tests.factories.rows import add_meeting, raise_stamp

ADDRESSES = ("/meetings", "/mechanisms/gfmd", "/changes", "/memberships")


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_unchanged_answer_is_304_by_tag_and_by_moment(register, ask, path):
    first = ask(path)
    by_tag = ask(path, if_none_match=first.headers["ETag"])
    by_moment = ask(path, if_modified_since=first.headers["Last-Modified"])
    assert (by_tag.status_code, by_moment.status_code, first.headers["ETag"][0]) == (304, 304, '"')
    assert by_tag.headers["ETag"] == first.headers["ETag"]
    assert first.headers["Cache-Control"] == "public, max-age=0, s-maxage=60, stale-if-error=86400"


def test_a_304_takes_one_query(register, ask, django_assert_num_queries):
    tag = ask("/meetings").headers["ETag"]
    with django_assert_num_queries(1):
        ask("/meetings", if_none_match=tag)


def test_a_change_language_or_filter_makes_another_tag(register, ask):
    tags = [ask(path).headers["ETag"] for path in ("/meetings", "/meetings?lang=fr", "/meetings?year=2024")]
    add_meeting("Another")
    raise_stamp()
    tags.append(ask("/meetings").headers["ETag"])
    assert len(set(tags)) == 4


def test_two_answers_of_the_same_register_are_the_same_bytes(register, ask):
    assert ask("/meetings").content == ask("/meetings").content


def test_head_is_get_without_its_body(register, ask, client):
    got, head = ask("/meetings"), client.head("/api/v1/meetings")
    names = ("ETag", "Link", "Content-Type", "Content-Length", "Vary")
    assert (head.status_code, head.content) == (200, b"")
    assert [head.headers[name] for name in names] == [got.headers[name] for name in names]
    assert "Accept-Language" in got.headers["Vary"]


def test_any_site_may_read(register, client):
    asked = client.options("/api/v1/meetings", headers={"origin": "https://elsewhere.example"})
    got = client.get("/api/v1/nothing", headers={"origin": "https://elsewhere.example"})
    assert (asked.status_code, asked.headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert {one.headers["Access-Control-Allow-Origin"] for one in (asked, got)} == {"*"}
    assert "Access-Control-Allow-Origin" not in client.get("/about/").headers


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(db, client, method):
    response = getattr(client, method)("/api/v1/meetings")
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response.json()["title"] == "Method Not Allowed"


def test_a_fault_is_a_problem_too(db, client, monkeypatch):
    monkeypatch.setattr("iscm.api.routes.reference.paged.themes_part", lambda *_: 1 // 0)
    client.raise_request_exception = False
    response = client.get("/api/v1/themes")
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/problem+json")
    assert "ZeroDivisionError" not in response.content.decode()
