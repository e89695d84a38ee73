"""Two web servers, a PostgreSQL and its replica: what was written is seen, pages go on, and nothing is lost.

The last test kills the primary; nothing stands after it.
"""

import json
from collections import Counter
from contextlib import contextmanager

import pytest

from tests.machines.servers import let_go, make_synchronous
from tests.machines.sites import Visitor, at_work, wait_until

pytestmark = [pytest.mark.postgres, pytest.mark.xdist_group("machines")]
PAGES = ("/", "/calendar/2024/", "/calendar.ics", "/api/v1/meetings?limit=5", "/mechanisms/gfmd/")


@contextmanager
def paused(replica):
    """The replica shows nothing that is written meanwhile."""
    replica.ask("SELECT pg_wal_replay_pause()")
    wait_until(lambda: replica.ask("SELECT pg_get_wal_replay_pause_state()") == "paused", "a pause")
    try:
        yield
    finally:
        replica.ask("SELECT pg_wal_replay_resume()")


def retitle(visitor, known, title):
    """Give the meeting another title, from the room of its secretariat; the answer."""
    address = f"{known['room']}meetings/{known['uid']}/"
    return visitor.post(address, visitor.get(address).form("editor") | {"title": title})


def shown(visitor, path, words):
    return words in visitor.get(path).text


def versions(visitor, path, times=4):
    """What came back under which ETag."""
    answers = [visitor.get(path) for _ in range(times)]
    assert {answer.status for answer in answers} == {200}
    return {(answer.headers["ETag"], answer.text) for answer in answers}


def test_machines_that_start_together_build_one_register(servers, ports):
    ask = "SELECT count(*) FROM register_received"
    assert servers[0].ask(ask) == servers[0].ask(f"{ask.replace('*', 'DISTINCT sha256')}") > 0


def test_who_wrote_sees_it_at_once_and_others_once_the_replica_has_it(servers, ports, known, meeting, reader):
    secretary, seen = Visitor(ports[0]), set()
    with paused(servers[1]):
        sent = retitle(secretary, known, "Title of the first try")
        assert (sent.status, sorted(secretary.cookies)) == (302, ["iscm-written"])
        for port in ports:
            secretary.port = reader.port = port
            wait_until(lambda: not shown(reader, meeting, "of the first try"), "a page from the replica")
            mine, others = versions(secretary, meeting), versions(reader, meeting)
            assert {"of the first try" in text for _, text in mine} == {True}
            seen |= mine | others
    for reader.port in ports:
        wait_until(lambda: shown(reader, meeting, "of the first try"), "the new title from the replica")
        seen |= versions(reader, meeting)
    assert reader.cookies == {}
    assert len(seen) == len({tag for tag, _ in seen})


def test_nobody_can_ask_for_the_primary_with_a_mark_of_their_own(servers, ports, known, meeting, reader):
    secretary = Visitor(ports[0])
    with paused(servers[1]):
        retitle(secretary, known, "Title of the second try")
        reader.cookies["iscm-written"] = secretary.cookies["iscm-written"][:-2] + "xx"
        wait_until(lambda: not shown(reader, meeting, "of the second try"), "a page from the replica")


def test_pages_go_on_from_the_primary_while_the_replica_is_gone_and_come_back(servers, ports, known, meeting, reader):
    let_go(servers[0])
    servers[1].stop()
    assert [Visitor(port).get(path).status for port in ports for path in PAGES] == [200] * 2 * len(PAGES)
    retitle(Visitor(ports[0]), known, "Title of the third try")
    assert shown(reader, meeting, "of the third try")
    servers[1].start()
    make_synchronous(servers[0])
    with paused(servers[1]):
        retitle(Visitor(ports[0]), known, "Title of the fourth try")
        wait_until(lambda: not shown(reader, meeting, "of the fourth try"), "a page from the replica")


class Program:
    """Sends one meeting after the other to a machine, each until it is acknowledged."""

    def __init__(self, port, key):
        self.visitor, self.n, self.acknowledged, self.said = Visitor(port, key), 0, [], Counter()

    def __call__(self):
        title = f"Workshop {self.n} of machine {self.visitor.port}"
        told = {"values": {"title": title, "date": "3 May 2031"}}
        answer = self.visitor.send("/api/v1/submissions", told, **{"Idempotency-Key": title})
        self.said[answer.status, answer.headers["Retry-After"], answer.headers["Content-Type"].partition(";")[0]] += 1
        if answer.status == 201:
            self.acknowledged.append(json.loads(answer.text)["url"])
            self.n += 1


class Reader:
    """Reads one public page after the other."""

    def __init__(self, port):
        self.visitor, self.n, self.said = Visitor(port), 0, Counter()

    def __call__(self):
        self.said[self.visitor.get(PAGES[self.n % len(PAGES)]).status] += 1
        self.n += 1


def more(works, count, number):
    """Wait until each of these did `number` more of what `count` counts."""
    before = [count(work) for work in works]
    wait_until(lambda: all(count(work) >= was + number for work, was in zip(works, before, strict=True)), "more work")


def test_the_primary_dies_while_all_write_and_nothing_is_lost(servers, ports, known):
    one, two = servers
    programs, readers = [Program(port, known["key"]) for port in ports], [Reader(port) for port in ports]
    secretary, guest = Visitor(ports[0]), Visitor(ports[1])
    address = f"{known['room']}meetings/{known['uid']}/"
    typed = secretary.get(address).form("editor") | {"note": "Typed with much care"}
    suggested = guest.get("/suggest/").form("writing") | {"title": "Suggested in vain"}
    refused = (503, "30", "application/problem+json")
    with at_work(*programs, *readers):
        more(programs, lambda work: work.n, 5)
        one.kill()
        more(readers, lambda work: work.n, 2 * len(PAGES))
        more(programs, lambda work: work.said[refused], 2)
        page, other, door = secretary.post(address, typed), guest.post("/suggest/", suggested), secretary.get(address)
        two.control("promote")
        more(programs, lambda work: work.n, 5)
    assert [reader.said.keys() for reader in readers] == [{200}, {200}]
    assert {said for program in programs for said in program.said} == {(201, None, "application/json"), refused}
    assert [Visitor(ports[0], known["key"]).get(url).status for one in programs for url in one.acknowledged] == [
        200
    ] * sum(one.n for one in programs)
    assert [(one.status, one.headers["Retry-After"]) for one in (page, other, door)] == [(503, "30")] * 3
    again = page.form("send-again")
    assert {name: again[name] for name in typed if name != "csrfmiddlewaretoken"} == {
        name: value for name, value in typed.items() if name != "csrfmiddlewaretoken"
    }
    assert other.form("send-again") == suggested
    assert secretary.post(address, again).status == 302
