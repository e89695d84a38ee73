"""Turns at a host: one at a time, with a pause after each, whatever the clock does."""

import threading

import pytest

from iscm.sources.pacing import Pacing


@pytest.fixture
def pacing(clock) -> Pacing:
    return Pacing(clock, clock.sleep)


def test_the_first_turn_and_those_at_other_hosts_need_no_wait(pacing, clock):
    for host in ("a.example", "b.example", "c.example"):
        with pacing.turn(host, 5):
            pass
    assert clock.slept == []


def test_a_pause_counts_from_the_end_of_the_turn_before(pacing, clock):
    with pacing.turn("a.example", 5):
        clock.now += 60
    clock.now += 2
    with pacing.turn("a.example", 5):
        pass
    assert clock.slept == [3]


def test_a_turn_that_failed_has_its_pause_too(pacing, clock):
    with pytest.raises(OSError, match="gone"), pacing.turn("a.example", 5):
        raise OSError("gone")
    with pacing.turn("a.example", 5):
        pass
    assert clock.slept == [5]


def test_a_clock_set_back_makes_nobody_wait_for_longer_than_the_pause(pacing, clock):
    with pacing.turn("a.example", 5):
        pass
    clock.now -= 86_400
    with pacing.turn("a.example", 5):
        pass
    assert clock.slept == [5]


def test_two_threads_never_ask_one_host_at_once(pacing):
    has_asked = threading.Event()

    def ask():
        with pacing.turn("a.example", 0):
            has_asked.set()

    other = threading.Thread(target=ask)
    with pacing.turn("a.example", 0):
        other.start()
        assert has_asked.wait(0.1) is False
    other.join()
    assert has_asked.is_set() is True


def test_two_threads_may_ask_two_hosts_at_once(pacing):
    has_asked = threading.Event()

    def ask():
        with pacing.turn("b.example", 0):
            has_asked.set()

    other = threading.Thread(target=ask)
    with pacing.turn("a.example", 0):
        other.start()
        assert has_asked.wait(20) is True
    other.join()
