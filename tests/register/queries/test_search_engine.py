"""A search engine beside the database: readers are answered, whatever becomes of it."""

import json
import logging
import re
import socket
import ssl
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from iscm.domain.searching import Hits
from iscm.project.services import search_engine as parsed
from iscm.register.models import SearchChange, SearchEntry, SearchSent
from iscm.register.operations.sending.rounds import send
from iscm.register.queries import search_engine
from iscm.register.queries.analyser import asked
from iscm.register.queries.search import search
from iscm.register.queries.search_database import of_database
from iscm.register.queries.search_engine import Breaker
from iscm.sources.searching.opensearch import OpenSearchEngine
from tests.opensearch import fake_opensearch
from tests.register.queries.engines import BOUNDS, add_entries
from tests.sources.certificates import make_certificate

SOUND = {"took": 1, "timed_out": False, "_shards": {"failed": 0}, "status": 200}
STATE = SOUND | {"hits": {"hits": [{"_id": "state", "_source": {"mark": "x", "before": ""}}]}}
SECONDS = 0.3


def untold(*_):
    """Nobody looks."""


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    """The time of the breaker, which knows of no failure yet; engines are given up soon."""
    clock = Clock()
    monkeypatch.setattr(search_engine, "breaker", Breaker(10, clock))
    monkeypatch.setattr(search_engine, "engine_at", lambda address: OpenSearchEngine(address, SECONDS))
    return clock


@pytest.fixture
def fake(db, settings, clock):
    """A filled engine that the site asks."""
    add_entries()
    with fake_opensearch() as fake:
        settings.SEARCH_ENGINE = parsed(fake.url(), "")
        send(OpenSearchEngine(settings.SEARCH_ENGINE, 10), is_all=True, tell=untold)
        fake.asked.clear()
        yield fake


def test_the_engine_answers_in_place_of_the_database(fake, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = search("data")
    assert (found, fake.asked) == (of_database().find(asked("data"), BOUNDS), ["POST /iscm/_msearch"])


def test_nothing_is_asked_where_no_engine_is_set(db, django_assert_num_queries):
    add_entries()
    with django_assert_num_queries(2):
        assert search("data").number == 4


def test_while_anything_waits_the_database_answers_without_a_word(fake, caplog):
    SearchEntry.objects.filter(key__in=["new-data", "gfmd", "12"]).delete()
    add_entries([("meeting", "fresh", "2026-01-01", "Fresh data", "")])
    found = (search("data").meetings, search("gfmd"))
    assert (found, fake.asked, caplog.records) == (
        (("fresh", "old-data", "undated", "some-data"), Hits()),
        [],
        [],
    )
    send(OpenSearchEngine(search_engine.settings.SEARCH_ENGINE, 10), is_all=False, tell=untold)
    fake.asked.clear()
    assert (search("gfmd"), fake.asked) == (Hits(), ["POST /iscm/_msearch"])


def test_a_password_may_have_letters_of_any_script(fake, settings):
    fake.password = "пароль 密码"
    settings.SEARCH_ENGINE = replace(settings.SEARCH_ENGINE, password=fake.password)
    assert (search("data").number, len(fake.asked), search_engine.breaker.until) == (4, 1, None)


def give(*parts, number=None):
    """An answer of well-formed JSON whose first search has these keys."""
    number = len(parts) if number is None else number
    best = SOUND | {"hits": {"total": {"value": number, "relation": "eq"}, "hits": [{"_id": id_} for id_ in parts]}}
    nothing = SOUND | {"hits": {"hits": []}}
    return told({"responses": [best, nothing, nothing, STATE]})


def told(value, status=200):
    return lambda handler: handler.give(json.dumps(value).encode(), status)


def raw(*pieces, wait=0.0):
    def fault(handler):
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(wait)

    return fault


FAULTS = {
    "busy": told({"error": {"type": "circuit_breaking_exception"}, "status": 429}, 429),
    "an error that is no object": told([], 500),
    "sent elsewhere": raw(b"HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"),
    "a page": lambda handler: handler.give(b"<h1>It works</h1>", kind="text/html"),
    "no JSON": lambda handler: handler.give(b'{"responses": [,'),
    "no letters": lambda handler: handler.give(b"\xff\xfe"),
    "JSON without end": lambda handler: handler.give(b"[" * 200_000),
    "half an answer": raw(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"),
    "no answer": raw(),
    "slow": raw(b"HTTP/1.1 200 OK\r\n", wait=2 * SECONDS),
    "drop by drop": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", *[b"1"] * 6, wait=SECONDS / 3),
    "nothing": told({}),
    "a list": told([]),
    "too few answers": told({"responses": [STATE]}),
    "another kind of answer": told({"responses": [1, 2, 3, 4]}),
    "one that failed": told({"responses": [{"error": {}, "status": 503}] * 4}),
    "from a part of its index": told({"responses": [SOUND | {"_shards": {"failed": 1}}] * 4}),
    "broken off": told({"responses": [SOUND | {"timed_out": True}] * 4}),
    "what nobody sent": give("meeting:new-data", "account:1"),
    "a key that is none": give("publication:twelve"),
    "the same twice": give("meeting:new-data", "meeting:new-data"),
    "counted wrongly": give("meeting:new-data", number=2),
    "counted by nothing": give(number="1"),
    "of another register": give("meeting:new-data"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_whatever_the_engine_answers_readers_have_the_databases(fake, clock, caplog, client, name):
    fake.fault = FAULTS[name]
    expected = of_database().find(asked("workshop data"), BOUNDS)
    assert [search("workshop data"), search("workshop data")] == [expected] * 2
    assert len(fake.asked) == 1, "it is left alone"
    (line,) = [record.getMessage() for record in caplog.records]
    assert re.fullmatch("the search engine .+; the database answers in its place", line)
    assert [word for word in ("workshop", " data ", "s@fe") if word in line] == []
    clock.now += 11
    fake.fault = None
    assert (search("workshop data"), len(fake.asked)) == (expected, 2)
    assert caplog.records[-1].getMessage() == "the search engine answers again"


def test_an_engine_that_is_gone_is_not_waited_for(db, settings, clock, client, caplog):
    add_entries()
    SearchSent.objects.create(mark="x", sending="")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.SEARCH_ENGINE = parsed(f"http://127.0.0.1:{port}/iscm", "")
    assert client.get("/search/?q=data").status_code == 200
    assert search("data").number == 4
    assert [record.getMessage() for record in caplog.records] == [
        "the search engine cannot be reached; the database answers in its place"
    ]


CERTIFICATES = {
    "of its name, trusted": ("localhost", True, (0, 1)),
    "of its name, of somebody": ("localhost", False, (4, 0)),
    "of another name": ("other.example", True, (4, 0)),
}


@pytest.mark.parametrize("case", CERTIFICATES)
def test_only_an_engine_with_a_certificate_that_is_trusted_is_asked(db, settings, clock, tmp_path, case):
    name, is_trusted, expected = CERTIFICATES[case]
    add_entries()
    SearchSent.objects.create(mark="x", sending="")
    serving, ours = make_certificate(name)
    trusting = ours if is_trusted else make_certificate(name)[1]
    (der,) = trusting.get_ca_certs(binary_form=True)
    authorities = tmp_path / "authorities.pem"
    authorities.write_text(ssl.DER_cert_to_PEM_cert(der))
    with fake_opensearch(serving) as fake:
        settings.SEARCH_ENGINE = parsed(fake.url(scheme="https", host="localhost"), str(authorities))
        fake.fault = give()
        assert (search("data").number, len(fake.asked)) == expected


def test_a_file_without_certificates_is_told(db, settings, clock, tmp_path, caplog):
    file = tmp_path / "empty.pem"
    file.write_text("nothing")
    SearchSent.objects.create(mark="x", sending="")
    settings.SEARCH_ENGINE = parsed("https://localhost:1/iscm", str(file))
    assert search("data") == Hits()
    assert f"{file} holds no certificates" in caplog.text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda: SearchSent.objects.all().delete(), "was never filled from this register (iscm index)"),
        (lambda: SearchSent.objects.update(mark=""), "was never filled from this register (iscm index)"),
        (lambda: SearchSent.objects.update(mark="y"), "holds something else than this register sent (iscm index)"),
        (
            lambda: SearchChange.objects.create(kind="meeting", key="a", at=timezone.now() - timedelta(minutes=11)),
            "lags behind (does a timer run iscm index?)",
        ),
    ],
)
def test_an_engine_that_knows_too_little_is_not_believed(fake, caplog, change, said):
    change()
    assert search("data") == of_database().find(asked("data"), BOUNDS)
    assert [record.getMessage() for record in caplog.records] == [
        f"the search engine {said}; the database answers in its place"
    ]


def test_one_at_a_time_tries_an_engine_that_failed():
    clock = Clock()
    breaker = Breaker(10, clock)
    breaker.fail("is gone")
    before = breaker.lets_through()
    clock.now += 10
    assert (before, breaker.lets_through(), breaker.lets_through()) == (False, True, False)
    breaker.succeed()
    assert (breaker.lets_through(), breaker.lets_through()) == (True, True)


def test_neither_client_nor_connection_logs_what_is_asked(fake, caplog):
    caplog.set_level(logging.DEBUG)
    search("labour migration")
    fake.fault = FAULTS["busy"]
    search("labour migration")
    said = [record.getMessage() for record in caplog.records if record.name.startswith(("opensearch", "iscm"))]
    assert said == ["the search engine refused (status 429); the database answers in its place"]
