"""Every answer has the headers of all, whatever kind of answer it is and whatever answered."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from iscm.project.front.headers import OPEN_ROUTES, PERMISSIONS
from tests.project.test_settings import DIRECTIVES
from tests.website.conftest import addresses, english, read_whole, register  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
}
OTHERS = [
    ("get", "/no-such-page/", {}, 404),
    ("get", "/ar/no-such-page/", {}, 404),
    ("get", "/about", {}, 301),
    ("get", "/desk/", {}, 302),
    ("get", "/", {"HTTP_HOST": "evil.example"}, 400),
    ("get", "/api/v1/no-such-call", {}, 404),
    ("post", "/api/v1/meetings", {}, 405),
    ("options", "/api/v1/meetings", {}, 204),
    ("get", "/api/v1/meetings?limit=x", {}, 400),
    ("put", "/about/", {}, 405),
    ("get", "/static/website/site.css", {}, 200),
    ("get", "/static/no-such-file.css", {}, 404),
    ("get", "/healthz", {}, 200),
    ("get", "/readyz", {}, 200),
    ("get", "/metrics", {}, 404),
    ("get", "/desk/sign-in/", {}, 200),
    ("get", "/fr/../etc/passwd", {}, 404),
    ("get", "/", {"iscm.refused": (503, 5)}, 503),
    ("post", "/", {"iscm.refused": (413, 0)}, 413),
    ("post", "/api/v1/submissions", {"iscm.refused": (408, 0)}, 408),
]


def check(response, path=""):
    """What must be there and what must not."""
    headers = response.headers
    assert {name: headers[name] for name in EVERYWHERE} == EVERYWHERE, path
    assert re.fullmatch("[a-z2-9]{8}", headers["X-Request-ID"]), path
    assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}, path
    assert headers["Cross-Origin-Resource-Policy"] in {"same-origin", "cross-origin"}, path
    assert {"Server", "X-Powered-By"} & set(headers) == set(), path
    is_framed = re.match(r"(/[a-z-]{2,7})?/embed/(\?|$)", path)
    frames = DIRECTIVES.replace("frame-ancestors 'none'", "frame-ancestors *") if is_framed else DIRECTIVES
    assert (headers["Content-Security-Policy"], headers.get("X-Frame-Options")) == (
        frames,
        None if is_framed else "DENY",
    ), path
    assert "unsafe" not in headers["Content-Security-Policy"], path


def test_pages_files_and_feeds_and_their_304(register, client):  # noqa: F811
    for path in addresses(register):
        first = read_whole(client.get(path))
        check(first, path)
        if tag := first.headers.get("ETag"):
            again = client.get(path, headers={"if-none-match": tag})
            assert again.status_code == 304, path
            check(again, path)
            kept = ("Content-Security-Policy", "Cross-Origin-Resource-Policy", "X-Frame-Options")
            assert [again.headers.get(name) for name in kept] == [first.headers.get(name) for name in kept], path


@pytest.mark.parametrize(("method", "path", "meta", "status"), OTHERS)
def test_all_other_kinds_of_answers(client, method, path, meta, status):
    response = read_whole(client.generic(method.upper(), path, **meta))
    assert response.status_code == status
    assert status < 400 or "no-store" in response.headers["Cache-Control"]
    check(response, path)


@pytest.mark.parametrize("path", ["/about/", "/ar/about/", "/api/v1/themes"])
def test_a_fault(client, monkeypatch, path):
    monkeypatch.setattr("iscm.website.views.about.page", lambda *_, **__: 1 // 0)
    monkeypatch.setattr("iscm.api.routes.reference.paged.themes_part", lambda *_: 1 // 0)
    client.raise_request_exception = False
    response = client.get(path)
    assert response.status_code == 500
    check(response, path)


def test_behind_https_all_of_them_say_so_for_a_year(settings):
    settings.BEHIND_HTTPS = settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    client, told = Client(), {"x-forwarded-proto": "https"}
    found = [client.get(path, headers=told) for path in ("/robots.txt", "/no-such-page/", "/healthz")]
    found.append(client.get("/", headers={**told, "host": "evil.example"}))
    assert [one.status_code for one in found] == [200, 404, 200, 400]
    assert {one.headers["Strict-Transport-Security"] for one in found} == {"max-age=31536000"}


def test_probes_are_answered_under_any_name_and_without_https(settings):
    settings.BEHIND_HTTPS = settings.SECURE_SSL_REDIRECT = True
    client = Client(headers={"host": "10.0.0.7:8000"})
    found = [client.get(path).status_code for path in ("/healthz", "/readyz")]
    assert (found, Client().get("/robots.txt").status_code) == ([200, 200], 301)


def test_what_other_sites_may_show_are_routes_that_there_are():
    known = {key for key in get_resolver().reverse_dict if isinstance(key, str)}
    assert OPEN_ROUTES - known == set()


def test_feeds_data_and_frames_are_for_other_sites_and_pages_are_not(register, client):  # noqa: F811
    asked = ("/calendar.ics", "/embed/", "/static/website/site.css", "/about/", "/desk/sign-in/")
    found = [read_whole(client.get(path)).headers["Cross-Origin-Resource-Policy"] for path in asked]
    assert found == ["cross-origin"] * 3 + ["same-origin"] * 2
