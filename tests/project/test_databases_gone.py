"""A database that is gone: 503 in words, and what was typed comes back."""

import json
import sqlite3

import psycopg
import pytest
from django.db import IntegrityError, InternalError, OperationalError, ProgrammingError, transaction
from django.http import QueryDict
from lxml import html

from iscm.project.databases_gone import Gone, is_gone, is_lost, unavailable


def of(outer, cause):
    outer.__cause__ = cause
    return outer


NO_SERVER = of(OperationalError("connection failed"), psycopg.OperationalError("connection failed"))
LOCKED = of(OperationalError("database is locked"), sqlite3.OperationalError("database is locked"))


@pytest.mark.parametrize(
    ("error", "lost", "gone"),
    [
        (NO_SERVER, True, True),
        (of(OperationalError(), psycopg.errors.AdminShutdown()), True, True),
        (of(OperationalError(), psycopg.errors.TooManyConnections()), True, True),
        (of(InternalError(), psycopg.errors.ReadOnlySqlTransaction()), True, False),
        (of(OperationalError(), psycopg.errors.SerializationFailure()), True, False),
        (of(transaction.TransactionManagementError("broken"), NO_SERVER), True, True),
        (LOCKED, True, True),
        (of(OperationalError(), sqlite3.DatabaseError("database disk image is malformed")), True, True),
        (of(OperationalError(), psycopg.errors.QueryCanceled()), False, False),
        (of(IntegrityError(), psycopg.errors.UniqueViolation()), False, False),
        (of(ProgrammingError(), psycopg.errors.UndefinedTable()), False, False),
        (of(OperationalError(), sqlite3.OperationalError("no such table: x")), False, False),
        (ValueError("database is locked"), False, False),
    ],
)
def test_what_counts_as_lost(error, lost, gone):
    assert (is_lost(error), is_gone(error)) == (lost, gone)


def asked(rf, typed, path="/suggest/", **rest):
    return rf.post(path, QueryDict(typed).urlencode(), content_type="application/x-www-form-urlencoded", **rest)


def sent_again(response):
    (form,) = [
        form for form in html.fromstring(response.content).forms if "send-again" in form.get("class", "").split()
    ]
    return form.action, [(each.name, each.value.removeprefix("\n")) for each in form.inputs if each.get("name")]


def test_what_was_typed_comes_back_to_be_sent_again(rf):
    response = unavailable(
        asked(rf, "title=Forum+%3Cb%3E&theme=a&theme=b&note=Two%0D%0Alines", "/suggest/?meeting=1"), NO_SERVER
    )
    assert (response.status_code, response.headers["Retry-After"], response.headers["Cache-Control"]) == (
        503, "30", "private, no-store",
    )  # fmt: skip
    assert sent_again(response) == (
        "/suggest/?meeting=1",
        [("title", "Forum <b>"), ("theme", "a"), ("theme", "b"), ("note", "Two\nlines")],
    )
    assert b"csrfmiddlewaretoken" not in response.content


@pytest.mark.parametrize("typed", ["email=a&password=secret+word", "code=123456", ""])
def test_what_holds_a_secret_or_nothing_is_not_shown(rf, typed):
    response = unavailable(asked(rf, typed), NO_SERVER)
    assert (response.status_code, b"secret word" in response.content, b"123456" in response.content) == (
        503,
        False,
        False,
    )
    assert html.fromstring(response.content).xpath("//main//form") == []


def test_a_reader_is_told_to_come_again(rf):
    page = html.fromstring(unavailable(rf.get("/desk/"), NO_SERVER).content)
    assert page.xpath("string(//h1)") == "Not open at the moment"


@pytest.mark.parametrize(
    ("method", "detail"),
    [("get", "The register cannot be read at the moment."), ("post", "The register takes no changes at the moment.")],
)
def test_a_program_is_told_in_json(rf, method, detail):
    response = unavailable(getattr(rf, method)("/api/v1/submissions"), NO_SERVER)
    told = json.loads(response.content)
    assert (response.headers["Content-Type"], told["status"], told["detail"]) == (
        "application/problem+json", 503, f"{detail} Call again in 30 seconds.",
    )  # fmt: skip


def test_what_broke_while_it_was_kept_may_have_been_kept(rf):
    def _commit():
        raise NO_SERVER

    with pytest.raises(OperationalError) as broken:
        _commit()
    said = "may have been kept nevertheless"
    assert said in unavailable(asked(rf, "a=b"), broken.value).text
    assert said not in unavailable(asked(rf, "a=b"), LOCKED).text


@pytest.mark.parametrize(("error", "status"), [(LOCKED, 503), (ValueError("ours"), 500)])
def test_what_fails_outside_a_page_is_told_as_that(client, monkeypatch, error, status):
    def fail(*_args):
        raise error

    monkeypatch.setattr("django.contrib.sessions.middleware.SessionMiddleware.process_response", fail)
    client.raise_request_exception = False
    assert client.get("/follow/asked/").status_code == status


def test_other_errors_are_left_to_others(rf):
    assert Gone(lambda _: None).process_exception(rf.get("/"), ValueError("ours")) is None
