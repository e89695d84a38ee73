"""Addresses for machines that watch."""

import pytest
from django.db import connections

from iscm.project.environment import networks
from iscm.project.front.metrics import _meter
from tests.website.conftest import english, register  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db


def test_life_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content, response.headers["Cache-Control"]) == (200, b"ok\n", "no-store")


def test_readiness_asks_one(client):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"reads": True, "writes": True})


def test_a_process_whose_database_is_away_is_not_ready(client, monkeypatch):
    def away(*_):
        from django.db import OperationalError

        raise OperationalError("away")

    monkeypatch.setattr(type(connections["default"]), "cursor", away)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"reads": False, "writes": False})


@pytest.mark.parametrize(
    ("token", "allowed", "told", "address", "status"),
    [
        ("", "", "", "127.0.0.1", 404),
        ("a-token", "", "", "127.0.0.1", 404),
        ("a-token", "", "Bearer another", "127.0.0.1", 404),
        ("a-token", "", "Bearer a-token", "192.0.2.1", 200),
        ("", "192.0.2.0/24", "", "192.0.2.1", 200),
        ("", "192.0.2.0/24", "Bearer ", "198.51.100.1", 404),
    ],
)
def test_figures_are_for_those_who_may_see_them(client, settings, token, allowed, told, address, status):  # noqa: PLR0917  # columns of the table
    settings.METRICS_TOKEN, settings.METRICS_FROM = token, networks("", allowed)
    headers = {"authorization": told} if told else {}
    assert client.get("/metrics", headers=headers, REMOTE_ADDR=address).status_code == status


def test_a_stranger_behind_the_proxy_is_not_this_machine(client, settings):
    settings.METRICS_FROM, settings.BEHIND_HTTPS = networks("", "127.0.0.1"), True
    secure = {"x-forwarded-proto": "https"}
    found = [
        client.get("/metrics", headers=secure | more).status_code for more in ({"x-forwarded-for": "192.0.2.1"}, {})
    ]
    assert found[1] == 200
    assert found[0] != 200


def test_figures_tell_answers_and_the_register(register, settings):  # noqa: F811
    from django.test import Client

    settings.METRICS_TOKEN = "a-token"
    _meter.cache_clear()
    client = Client()
    for path in ("/about/", "/about/", "/no-such-page/secret-word/"):
        client.get(path)
    said = client.get("/metrics", headers={"authorization": "Bearer a-token"}).content.decode().splitlines()
    for line in (
        'iscm_answers_total{route="about",status="2xx"} 2.0',
        'iscm_answers_total{route="none",status="4xx"} 1.0',
        'iscm_register_size{of="meetings"} 1.0',
        'iscm_register_size{of="problems"} 1.0',
        "iscm_database_up 1.0",
    ):
        assert said.count(line) == 1, line
    assert [line for line in said if "secret" in line] == []
