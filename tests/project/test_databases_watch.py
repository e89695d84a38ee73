"""Which database a reader is led to."""

import pytest

from iscm.project.databases_watch import Seen, Server, Watch

NOW = 1_000.0


def server(name, position=None, *, ago=0.5, timeline=""):
    """A server that said `ago` seconds ago how far it is; one without a position never answered."""
    found = Server(name)
    if position is not None:
        found.seen = Seen(NOW - ago, position, is_standby=not timeline, timeline=timeline)
    return found


def watch(*replicas, written=((0.5, 100),), is_down=False):
    """The primary was at these positions so many seconds ago."""
    found = Watch(server("primary"), replicas, 10)
    found.primary.is_down = is_down
    for ago, position in written:
        found.note(Seen(NOW - ago, position, is_standby=False, timeline="2"))
    return found


def order(found, mark=0, reader="192.0.2.7"):
    return [one.name for one in found.order(reader, mark, NOW)]


@pytest.mark.parametrize(
    ("replica", "mark", "is_fit"),
    [
        (server("r", 100), 0, True),
        (server("r", 100), 100, True),
        (server("r", 100), 101, False),
        (server("r", 90), 0, True),
        (server("r", 70), 0, False),
        (server("r", 100, ago=9), 0, False),
        (server("r"), 0, False),
        (server("r", 200, timeline="2"), 0, True),
        (server("r", 200, timeline="1"), 0, False),
    ],
    ids=[
        "even",
        "has-it",
        "lacks-it",
        "a-little-behind",
        "far-behind",
        "silent",
        "unknown",
        "promoted",
        "other-history",
    ],
)
def test_a_replica_comes_first_if_it_is_fit(replica, mark, is_fit):
    found = watch(replica, written=((12, 80), (3, 95), (0.5, 100)))
    assert order(found, mark) == (["r", "primary"] if is_fit else ["primary", "r"])


def test_without_a_primary_the_replica_that_has_most_comes_before_it():
    found = watch(server("a", 50), server("b", 60), server("c"), written=((12, 80), (0.5, 100)), is_down=True)
    assert order(found) == ["b", "a", "c", "primary"]


def test_a_primary_that_seems_down_is_asked_before_who_lacks_what_was_written():
    found = watch(server("a", 50), server("b", 60), server("c"), written=((12, 80), (0.5, 100)), is_down=True)
    assert order(found, mark=55) == ["b", "primary", "a", "c"]


def test_a_reader_comes_to_the_same_replica_and_readers_to_all():
    replicas = [server(name, 100) for name in "abc"]
    found = watch(*replicas)
    assert order(found) == order(found)
    first = {order(found, reader=f"192.0.2.{n}")[0] for n in range(60)}
    assert first == {"a", "b", "c"}


def test_where_the_chosen_replica_fails_others_keep_their_order():
    replicas = [server(name, 100) for name in "abc"]
    found = watch(*replicas)
    before = order(found)
    next(one for one in replicas if one.name == before[0]).failed()
    assert order(found) == [*before[1:], before[0]]


def test_before_the_primary_was_asked_no_replica_counts_as_behind():
    assert order(watch(server("r", 1), written=())) == ["r", "primary"]


def test_what_is_kept_of_one_history_is_forgotten_with_the_next():
    forgotten = []
    found = Watch(server("primary"), (), 10, lambda: forgotten.append(len(forgotten)))
    for timeline, times in (("1", 0), ("1", 0), ("2", 1), ("2", 1)):
        found.note(Seen(NOW, 1, is_standby=False, timeline=timeline))
        assert len(forgotten) == times
