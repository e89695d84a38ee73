"""What stands in the log: which kind of answer, and nothing of who asked or what for."""

import io
import json
import logging
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.urls import get_resolver

from iscm.project.front.noting import route_of
from iscm.project.logs import JsonLines, TextLines, WithoutLinks
from tests.website.conftest import addresses, english, read_whole, register  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db
SECRET = "Geheimnis"
NAMES = {"time", "level", "event", "method", "route", "status", "ms", "bytes", "id"}


@pytest.fixture(params=[("json", JsonLines), ("text", TextLines)], ids=["json", "text"])
def lines(request, settings, capsys):
    """All that is logged, in either form."""
    told, (settings.LOG_FORMAT, form) = io.StringIO(), request.param
    handler = logging.StreamHandler(told)
    handler.setFormatter(form())
    handler.addFilter(WithoutLinks())
    root, requests = logging.getLogger(), logging.getLogger("iscm.request")
    # A command that another test ran may have left a handler that writes to what was standard error then.
    before, root.handlers[:], level = root.handlers[:], [handler], requests.level
    requests.setLevel(logging.INFO)

    def read():
        return (told.getvalue() + capsys.readouterr().err).splitlines()

    yield read
    root.handlers[:] = before
    requests.setLevel(level)


@pytest.mark.parametrize("lines", [("json", JsonLines)], indirect=True)
def test_an_answer_is_one_line_with_its_reference(client, lines):
    response = client.get("/about/")
    (line,) = map(json.loads, lines())
    assert (set(line), line["event"], line["route"], line["status"]) == (NAMES, "request", "about", 200)
    assert (line["id"], line["bytes"]) == (response.headers["X-Request-ID"], len(response.content))
    assert datetime.fromisoformat(line["time"]).tzinfo == UTC


@pytest.mark.usefixtures("lines")
def test_a_log_that_takes_no_more_lines_stops_no_answer(client, monkeypatch):
    with Path("/dev/full").open("w", buffering=1) as full:
        monkeypatch.setattr("sys.stderr", full)
        assert client.get("/about/").status_code == 200
        monkeypatch.undo()
        with suppress(OSError):
            full.close()


@pytest.mark.parametrize("lines", [("text", TextLines)], indirect=True)
def test_people_read_the_same(client, lines):
    reference = client.get("/no-such-page/").headers["X-Request-ID"]
    words = lines()[-1].split()
    assert (words[1:6], words[-1]) == (["INFO", "request", "method=GET", "route=none", "status=404"], f"id={reference}")


def test_nothing_of_a_person_is_in_it(register, client, lines):  # noqa: F811
    """Words of readers in path, query, form, header and cookie, and a fault whose message has them."""
    client.cookies["iscm-session"] = SECRET
    client.raise_request_exception = False
    told = {"user-agent": SECRET, "referer": f"https://a.example/{SECRET}", "x-request-id": f"{SECRET}123"}
    for path in addresses(register):
        read_whole(
            client.get(path, {"q": SECRET, "name": f"{SECRET}@a.example"}, headers=told, REMOTE_ADDR="192.0.2.77")
        )
    for path in (f"/{SECRET}/", f"/meetings/{SECRET}/", f"/follow/{SECRET * 4}/", f"/room/{SECRET * 4}/"):
        client.get(path, headers=told, REMOTE_ADDR="192.0.2.77")
    for path in ("/suggest/", "/follow/", "/desk/sign-in/", "/api/v1/submissions", f"/follow/{SECRET * 4}/stop/"):
        client.post(path, {"mail": f"{SECRET}@a.example", "login": f"{SECRET}@a.example", "password": SECRET})
    client.get("/", headers={"host": f"{SECRET}.example"})
    said = "\n".join(lines())
    assert (said.count("\n") > 80, SECRET in said, "192.0.2" in said, "@" in said) == (True, False, False, False)


def test_a_fault_is_told_by_its_kind_and_place_not_by_its_words(client, lines, monkeypatch):
    def fail(*_, **__):
        raise ValueError(f"{SECRET} cannot be read")

    monkeypatch.setattr("iscm.website.views.about.page", fail)
    client.raise_request_exception = False
    response = client.get(f"/about/?{SECRET}")
    said = "\n".join(lines())
    reference = response.headers["X-Request-ID"]
    assert (said.count(reference), "ValueError" in said, "about.py:" in said, SECRET in said) == (2, True, True, False)
    assert reference in response.content.decode()


def test_words_of_others_lose_mailboxes_addresses_and_queries(lines):
    logging.getLogger("other").warning("ann@a.example from 192.0.2.1 asked /x?q=hello at\npg://u:pw@db/x")
    (line,) = lines()
    assert [word in line for word in ("ann", "192.0", "hello", "pw@")] == [False] * 4


def test_routes_are_a_bounded_set(rf):
    names = {key for key in get_resolver().reverse_dict if isinstance(key, str)}
    asked = rf.get(f"/{SECRET}/")
    asked.resolver_match = None
    assert (route_of(asked), len(names) < 400) == ("none", True)
