"""The reference of an answer: new, or a trusted proxy's; the same on the page, in the header and for programs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.project.environment import networks
from iscm.project.front.references import WELL_FORMED, reference_for

pytestmark = pytest.mark.django_db


@given(st.text(max_size=80))
def test_what_is_not_well_formed_is_replaced(told):
    found = reference_for(told)
    assert found == told if WELL_FORMED.fullmatch(told) else re.fullmatch("[a-z2-9]{8}", found)


@pytest.mark.parametrize(
    ("behind_https", "proxies", "is_taken"),
    [(False, "", False), (True, "", True), (True, "127.0.0.0/8", True), (True, "192.0.2.0/24", False)],
)
def test_only_a_trusted_proxy_gives_one(client, settings, behind_https, proxies, is_taken):
    settings.BEHIND_HTTPS, settings.TRUSTED_PROXIES = behind_https, networks("", proxies)
    response = client.get("/healthz", headers={"x-request-id": "0af7651916cd43dd"})
    assert (response.headers["X-Request-ID"] == "0af7651916cd43dd") is is_taken


@pytest.fixture
def broken(client, monkeypatch):
    monkeypatch.setattr("iscm.website.views.about.page", lambda *_, **__: 1 // 0)
    monkeypatch.setattr("iscm.api.routes.reference.paged.themes_part", lambda *_: 1 // 0)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(("path", "head"), [("/about/", 'lang="en" dir="ltr"'), ("/ar/about/", 'lang="ar" dir="rtl"')])
def test_an_error_page_shows_it_in_the_readers_language(broken, path, head):
    response = broken.get(path)
    text = response.content.decode()
    assert (response.status_code, head in text, response.headers["X-Request-ID"] in text) == (500, True, True)


def test_programs_are_told_it_too(broken):
    response = broken.get("/api/v1/themes")
    said = response.json()
    assert (said["status"], said["reference"]) == (500, response.headers["X-Request-ID"])


def test_an_error_page_asks_no_database(broken, django_assert_num_queries):
    from django.test import RequestFactory

    from iscm.website.views.errors import server_error

    with django_assert_num_queries(0):
        assert server_error(RequestFactory().get("/")).status_code == 500


def test_where_even_the_frame_of_pages_is_broken_there_is_a_page(broken, monkeypatch):
    monkeypatch.setattr("iscm.website.views.errors.page", lambda *_, **__: 1 // 0)
    response = broken.get("/about/")
    assert (response.status_code, response.content.decode().count(response.headers["X-Request-ID"])) == (500, 1)
