"""What the settings promise, seen from outside: headers, static names, the database's own checks."""

import os
import subprocess
import sys

import pytest
from django.db import ConnectionHandler
from django.test import Client

from iscm.project.environment import sqlite
from iscm.project.static import CollectedStorage

DIRECTIVES = (
    "base-uri 'none'; connect-src 'self'; default-src 'self'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self'; object-src 'none'; script-src 'self'; style-src 'self'"
)


@pytest.fixture
def headers():
    return Client().get("/no-such-page/").headers


@pytest.mark.django_db
def test_every_answer_forbids_what_no_page_needs(headers):
    policy = headers["Content-Security-Policy"]
    assert (policy, headers["X-Frame-Options"], headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == (
        DIRECTIVES,
        "DENY",
        "nosniff",
        "same-origin",
    )


@pytest.mark.django_db
def test_no_cookie_is_set():
    client = Client()
    client.get("/no-such-page/")
    assert dict(client.cookies) == {}


def test_static_names_are_plain_until_they_are_collected():
    assert CollectedStorage().url("website/site.css") == "/static/website/site.css"


@pytest.mark.django_db
def test_sqlite_checks_references_waits_and_begins_writing_at_once(tmp_path):
    connection = ConnectionHandler({"default": sqlite(tmp_path / "register.sqlite3")})["default"]
    with connection.cursor() as cursor:
        told = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("foreign_keys", "synchronous", "journal_mode", "busy_timeout")
        }
    connection.close()
    assert told == {"foreign_keys": 1, "synchronous": 1, "journal_mode": "wal", "busy_timeout": 20_000}
    assert connection.transaction_mode == "IMMEDIATE"


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"DATABASE_URL": "mysql://a/b"}, "iscm: DATABASE_URL must read postgresql://user:password@host:port/name"),
        ({"DEBUG": "maybe"}, "iscm: DEBUG is 'maybe': use 1 or 0"),
        ({"DATA_DIR": "/proc/nowhere"}, "iscm: DATA_DIR cannot be written:"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(environ, said):
    told = subprocess.run(
        [sys.executable, "-m", "iscm.cli", "manage", "check"],
        env={k: v for k, v in os.environ.items() if k not in {"DJANGO_SETTINGS_MODULE", "SECRET_KEY"}} | environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stdout, told.stderr[: len(said)], told.stderr.count("\n")) == (2, "", said, 1)
