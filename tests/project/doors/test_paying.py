"""Who asks too much is told when to come again; what is kept is answered to everybody."""

import json
import re
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import get_resolver

from iscm.project.doors import paying
from iscm.project.doors.classes import KINDS, ROUTES, Kind
from iscm.project.doors.slots import Slots
from iscm.project.environment import networks
from iscm.register.toll import BusyError, door, tolled
from tests.website.conftest import english, register  # noqa: F401  # fixtures

OPERATIONS = Path(__file__).parents[3] / "docs/operations.md"
READER, OTHER = "198.51.100.7", "203.0.113.7"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counted(settings, tmp_path, monkeypatch):
    """Nothing counted before, and all that a test asks is asked within one minute, however long it takes."""
    settings.DATA_DIR, settings.LIMIT_FREE, settings.LIMIT_FACTOR = tmp_path, (), 1
    monkeypatch.setattr(paying, "time", SimpleNamespace(time=lambda: 1_800_000_010.0))
    return settings


@pytest.fixture
def few(monkeypatch):
    """Of each class two answers a minute."""
    for kind in KINDS:
        monkeypatch.setitem(FEW, kind.name, 2)
    monkeypatch.setattr(Kind, "most", property(lambda kind: FEW[kind.name]))


FEW = {}


def ask(client, path, address=READER, **headers):
    return client.get(path, REMOTE_ADDR=address, headers=headers)


def statuses(client, paths, address=READER):
    return [ask(client, path, address).status_code for path in paths]


COSTLY = [f"/search/?q={word}" for word in ("forum", "data", "other")]


def test_one_too_many_is_told_in_the_readers_language_when_to_come_again(register, client, few):  # noqa: F811
    assert statuses(client, COSTLY[:2]) == [200, 200]
    answers = [ask(client, f"{language}{COSTLY[2]}") for language in ("", "/ar")]
    assert [(one.status_code, one.headers["Cache-Control"]) for one in answers] == [(429, "no-store")] * 2
    assert [0 < int(one.headers["Retry-After"]) <= 60 for one in answers] == [True, True]
    assert ['<html lang="ar" dir="rtl">' in one.content.decode() for one in answers] == [False, True]


def test_others_and_other_classes_are_not_held_up(register, client, few):  # noqa: F811
    assert statuses(client, COSTLY) == [200, 200, 429]
    assert (statuses(client, COSTLY, OTHER), statuses(client, ["/about/"])) == ([200, 200, 200], [200])


def test_what_is_kept_or_unchanged_is_answered_and_not_counted(register, client, few):  # noqa: F811
    tag = ask(client, COSTLY[0]).headers["ETag"]
    ask(client, COSTLY[1])
    assert statuses(client, COSTLY[:1] * 5) == [200] * 5
    assert ask(client, COSTLY[0], if_none_match=tag).status_code == 304
    assert ask(client, COSTLY[2]).status_code == 429


def test_filters_made_afresh_are_counted_and_pages_apart(register, client, few):  # noqa: F811
    asked = [f"/calendar/2024/?mechanism=gfmd&limit={n}" for n in range(3)]
    assert (statuses(client, asked), statuses(client, ["/calendar/2024/"])) == ([200, 200, 429], [200])


def test_a_call_too_many_of_the_api_is_a_problem(register, client, counted):  # noqa: F811
    counted.API_LIMIT = 2
    answers = [ask(client, "/api/v1/themes") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert [one.headers["RateLimit"].split(";")[1] for one in answers] == ["r=1", "r=0", "r=0"]
    assert answers[0].headers["RateLimit-Policy"] == '"network";q=2;w=60'
    said = json.loads(answers[2].content)
    assert (answers[2].headers["Content-Type"], said["status"]) == ("application/problem+json", 429)
    assert answers[2].headers["Access-Control-Allow-Origin"] == "*"


def test_an_unchanged_answer_of_the_api_is_not_counted(register, client, counted):  # noqa: F811
    counted.API_LIMIT = 2
    tag = ask(client, "/api/v1/themes").headers["ETag"]
    again = [ask(client, "/api/v1/themes", if_none_match=tag) for _ in range(3)]
    assert [(one.status_code, one.headers["RateLimit"].split(";")[1]) for one in again] == [(304, "r=1")] * 3


def test_networks_of_the_operator_and_no_limit_are_no_limit(register, client, counted, few):  # noqa: F811
    counted.LIMIT_FREE = networks("", "198.51.100.0/24")
    assert statuses(client, COSTLY) == [200] * 3


def test_forms_are_counted_when_they_are_sent(client, few):
    sent = [client.post("/follow/", REMOTE_ADDR=READER).status_code for _ in range(3)]
    assert sent[2] == 429


def test_what_no_slot_is_left_for_is_told_to_come_again_while_what_is_kept_is_answered(register, client, monkeypatch):  # noqa: F811
    kept = ask(client, COSTLY[0])
    slots = Slots(1)
    monkeypatch.setattr(paying, "_HEAVY", slots)
    with slots.taken():
        busy, again = ask(client, COSTLY[1]), ask(client, COSTLY[0])
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "3")
    assert (again.status_code, again.content == kept.content) == (200, True)
    assert ask(client, COSTLY[1]).status_code == 200


def test_slots_are_given_back_whatever_happens():
    slots = Slots(1)
    with pytest.raises(ZeroDivisionError), slots.taken():
        raise ZeroDivisionError
    with slots.taken(), pytest.raises(BusyError), slots.taken():
        pass
    assert slots.enter()


def test_one_who_waits_gets_the_slot_that_is_left():
    slots, got = Slots(1, waiting=1, patience=60), []
    slots.enter()
    waiting = threading.Thread(target=lambda: got.append(slots.enter()))
    waiting.start()
    while not slots._waiting:
        pass
    assert not slots.enter()
    slots.leave()
    waiting.join()
    assert got == [True]


def test_outside_of_a_server_nothing_is_paid():
    assert (door.enter, tolled(lambda: 1)) == (None, 1)


def test_every_route_of_the_table_is_there():
    known = {key for key in get_resolver().reverse_dict if isinstance(key, str)}
    assert set(ROUTES) - known == set()


def test_the_table_for_operators_is_that_of_the_code():
    text = OPERATIONS.read_text(encoding="utf-8").split("## Limits of answers")[1].split("## Logs")[0]
    told = dict(re.findall(r"^\| `([a-z]+)` \| ([^ ]+) \|", text, re.MULTILINE))
    assert told == {kind.name: str(kind.quota) if kind.name != "api" else "`API_LIMIT`" for kind in KINDS}
