"""One request, one database: what needs no server to be told. The rest is in `tests/machines/`."""

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import InternalError, OperationalError, connection, connections
from django.http import HttpResponse
from django.test import Client
from psycopg.errors import ReadOnlySqlTransaction

from iscm.project import databases_routing
from iscm.project.databases_routing import Reading
from iscm.project.databases_watch import Server, Watch

pytestmark = pytest.mark.django_db


class Fake(Server):
    """A server that is asked over the usual connection, so that tests see who was asked."""

    def __init__(self, name, asked):
        super().__init__(name)
        self.asked_of = asked

    def connection(self):
        self.asked_of.append(self.name)
        return connections["default"]

    def look(self):
        """It is as it is."""


@pytest.fixture
def asked():
    return []


@pytest.fixture
def client(asked, settings, monkeypatch):
    """A visitor of a site whose primary did not answer a moment ago: readers are led to the replica first."""
    watch = Watch(Fake("primary", asked), [Fake("replica", asked)], 10)
    # Tests are inside a transaction, which a request of its own would not begin with.
    monkeypatch.setattr(connections["default"], "close_if_unusable_or_obsolete", lambda: None)
    monkeypatch.setattr(watch, "begin", lambda: None)
    watch.primary.is_down = True
    monkeypatch.setattr(databases_routing, "watch", lambda: watch)
    settings.REPLICAS = [{}]
    return Client()


def test_without_replicas_no_request_pays_for_them(settings):
    settings.REPLICAS = []
    with pytest.raises(MiddlewareNotUsed):
        Reading(HttpResponse)


@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [
        ("/mechanisms/", "", ["primary", "replica"]),
        ("/api/v1/mechanisms", "", ["primary", "replica"]),
        ("/api/v1/submissions/7d3f1c80-0000-4000-8000-000000000000", "Bearer x", ["primary", "primary"]),
        ("/suggest/", "", ["primary", "primary"]),
        ("/desk/", "", ["primary", "primary"]),
        ("/room/nothing/", "", ["primary", "primary"]),
    ],
)
def test_who_is_asked(client, asked, path, key, expected):
    client.get(path, headers={"authorization": key} if key else {})
    assert asked == expected


def failing(*errors):
    """A view that fails so, then answers."""
    left = list(errors)

    def answer(execute, sql, params, many, context):
        if left:
            raise left.pop(0)
        return execute(sql, params, many, context)

    return answer


def read_only():
    error = InternalError("read-only")
    error.__cause__ = ReadOnlySqlTransaction()
    return error


def gone():
    error = OperationalError("gone")
    error.__cause__ = type("OperationalError", (Exception,), {"__module__": "psycopg", "sqlstate": None})()
    return error


@pytest.mark.parametrize("error", [read_only, gone])
def test_a_page_that_one_database_cannot_give_is_asked_of_the_next(client, asked, error):
    with connection.execute_wrapper(failing(error())):
        assert client.get("/mechanisms/").status_code == 200
    assert asked == ["primary", "replica", "primary"]


def test_where_none_can_the_answer_is_503(client, asked):
    with connection.execute_wrapper(failing(gone(), gone())):
        assert client.get("/mechanisms/").status_code == 503
    assert asked == ["primary", "replica", "primary"]


def test_what_changes_something_is_asked_of_nobody_else(client, asked):
    with connection.execute_wrapper(failing(gone())):
        assert client.post("/suggest/?meeting=7d3f1c80-0000-4000-8000-000000000000").status_code == 503
    assert asked == ["primary", "primary"]
