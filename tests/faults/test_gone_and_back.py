"""The database gone under a running site and back: pages say so, come back by themselves, and nothing typed is lost."""

import contextlib
import os
import sqlite3
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import close_old_connections, connection
from django.test import Client

from iscm.register.models import Submission
from iscm.website import defence
from tests.faults.conftest import copy_of
from tests.faults.test_killed_anywhere import begin

pytestmark = pytest.mark.database
PATIENCE = 0.1
TYPED = {"title": "Round table on data", "date": "3 May 2027", "mechanism": "rcm", "place": "Lima, Peru"}
PAGES = ("/", "/calendar/2024/", "/search/?q=workshop", "/mechanisms/", "/api/v1/meetings")


@contextlib.contextmanager
def taken_away(address):
    """Nobody can use the database: PostgreSQL lets nobody in; another process of SQLite holds the file for itself."""
    if connection.vendor == "sqlite":
        with contextlib.closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    import psycopg

    parts = urlsplit(address)
    name = parts.path[1:]
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        yield
        server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


class Browser(Client):
    """Looks after connections as a server does at the beginning of a request; the client of tests does not."""

    def request(self, **request):
        close_old_connections()
        return super().request(**request)


def visit(address):
    """Pages and a form before, while the database is away, and after; in one process that goes on."""
    connection.settings_dict["OPTIONS"] |= {"timeout": PATIENCE} if connection.vendor == "sqlite" else {}
    browser, typed = Browser(raise_request_exception=False), TYPED | {"stamp": defence.new_stamp(), "looked": "1"}
    defence.LEAST_SECONDS = 0  # nobody waits here
    before = [browser.get(page).status_code for page in PAGES]
    with taken_away(address):
        away = [browser.get(page) for page in PAGES]
        sent = browser.post("/suggest/", typed)
    after = [browser.get(page).status_code for page in PAGES]
    again = browser.post("/suggest/", typed)
    kept = [value for value in TYPED.values() if value in sent.content.decode()]
    told = [(answer.status_code, answer.headers.get("Retry-After")) for answer in away]
    return before, told, (sent.status_code, sent.headers.get("Retry-After"), kept), after, again.status_code, _number()


def _number():
    close_old_connections()
    return Submission.objects.count()


def test_pages_say_that_it_is_gone_and_come_back_by_themselves(fork, tables, tmp_path):
    with copy_of(tables, tmp_path) as address:
        fork(address, begin)
        before, away, sent, after, again, number = fork(address, visit, address)
    assert before == after
    assert 503 not in before
    if "DATABASE_URL" in os.environ:
        assert away == [(503, "30")] * len(PAGES)
    else:  # who reads SQLite waits for nobody
        assert [status for status, _ in away] == before
    assert sent == (503, "30", list(TYPED.values()))
    assert (again, number) == (302, 1)
