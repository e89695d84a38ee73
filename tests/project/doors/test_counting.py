"""Counting in one file of fixed size, by all processes together."""

import multiprocessing
import threading

from hypothesis import given
from hypothesis import strategies as st

from iscm.project.doors.counting import ENTRIES, GROUPS, SIZE, Counts, counts_in

KEY = b"\1" * 8


@given(st.lists(st.tuples(st.binary(min_size=8, max_size=8), st.integers(1, 3)), max_size=40))
def test_it_counts_as_a_table_does(calls):
    counts, table, minute = Counts(None), {}, 1
    keys = list(dict.fromkeys(key for key, _ in calls))
    crowded = len({key[:4] for key in keys}) < len(keys)
    for key, number in calls:
        table[key] = table.get(key, 0) + number
        found = counts.add(key, minute, number)
        assert crowded or found == table[key]


def test_each_minute_begins_anew_and_nothing_falls_below_none():
    counts, calls = Counts(None), [(1, 1), (1, 1), (2, 1), (2, -1), (2, -1)]
    assert [counts.add(KEY, minute, number) for minute, number in calls] == [1, 2, 1, 0, 0]


def test_whoever_asked_most_is_remembered_where_a_group_is_full():
    counts = Counts(None)
    keys = [bytes(4) + bytes([n] * 4) for n in range(ENTRIES + 1)]
    for key in keys[:-1]:
        counts.add(key, 1)
    counts.add(keys[0], 1, 10)
    counts.add(keys[-1], 1)
    assert (counts.add(keys[0], 1), counts.add(keys[-1], 1)) == (12, 2)


def _count_often(file, number):
    counts = Counts(file)
    for _ in range(number):
        counts.add(KEY, 1)


def test_processes_and_threads_count_together(tmp_path):
    file = tmp_path / "counts"
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_count_often, args=(file, 500)) for _ in range(2)]
    counts = Counts(file)
    workers += [threading.Thread(target=lambda: [counts.add(KEY, 1) for _ in range(250)]) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert (counts.add(KEY, 1), file.stat().st_size, file.stat().st_mode & 0o777) == (1501, SIZE, 0o600)


def test_many_clients_make_nothing_grow(tmp_path):
    counts = Counts(tmp_path / "counts")
    for n in range(0, 2 * GROUPS * ENTRIES, 997):
        counts.add(n.to_bytes(8, "little"), 1)
    assert (tmp_path / "counts").stat().st_size == SIZE


def test_its_room_on_the_disk_is_taken_at_once(tmp_path):
    """Whoever writes into a hole of a file is ended by the system where the disk is full."""
    counts = Counts(tmp_path / "counts")
    assert ((tmp_path / "counts").stat().st_blocks * 512 >= SIZE, counts.add(KEY, 1)) == (True, 1)


def test_where_nothing_can_be_written_this_process_counts_alone(tmp_path):
    (tmp_path / "counts").mkdir()
    assert [counts_in(tmp_path).add(KEY, 1), counts_in(tmp_path).add(KEY, 1)] == [1, 1]
