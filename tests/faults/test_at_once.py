"""Two editors, two ingests, a gather and a reader at once: each all or nothing, none lost, no deadlock."""

from collections import Counter

import pytest

from iscm.domain.errors import StaleError
from iscm.register.models import Document, Meeting, Revision
from iscm.register.operations.correct import correct
from iscm.register.operations.gather import gather
from iscm.register.queries.history import version_of
from iscm.register.queries.meetings import of_year
from tests.factories.records import make_reading, make_record
from tests.faults.conftest import copy_of, wrong
from tests.faults.forking import at_once
from tests.faults.test_killed_anywhere import FIRST
from tests.gathering import FakeSite, feed, make_source
from tests.register.conftest import NOW, put_readings

pytestmark = pytest.mark.database
SHARED = make_record(title="Training on data", when="2024-11-05")


def begin():
    put_readings(FIRST)


def ingest_one():
    put_readings(make_reading(SHARED, make_record(title="Forum", when="2024-12-01"), name="calendar of ann"))
    return "done"


def ingest_other():
    put_readings(make_reading(SHARED, make_record(title="Seminar", when="2024-09-09"), name="calendar of bob"))
    return "done"


def gather_feed():
    source = make_source(mechanisms=("rcm",))
    gather(
        source, FakeSite({source.address: feed(("2027-03-01", "Workshop on visas"))}), actor="cem", accept=True, now=NOW
    )
    return "done"


def edit():
    """Correct what was there at the beginning, however long one waits for the others."""
    uid = Meeting.objects.get(edtf="2024-03-05").uid
    try:
        correct(uid, {"title": "Round table"}, actor="dan", reason="so it is", seen=SEEN[uid], now=NOW)
    except StaleError:
        return "stale"
    return "done"


SEEN = {}


def read():
    """What a reader sees meanwhile: never half of a document."""
    seen = Counter()
    for _ in range(20):
        titles = {row.title for row in of_year(2024)}
        seen[len(titles & {"Forum", "Training on data"}) == 1 and "Seminar" not in titles] += 1
    return seen[True]


def trial(address, folder):
    SEEN[Meeting.objects.get(edtf="2024-03-05").uid] = version_of(Meeting.objects.get(edtf="2024-03-05").uid)
    ended = at_once(address, folder, [edit, ingest_one, gather_feed, ingest_other, edit, read])
    titles = Counter(Meeting.objects.filter(is_listed=True).values_list("title", flat=True))
    entries = Revision.objects.filter(actor="dan", action__in=("renamed", "corrected")).count()
    return ended, titles, Document.objects.count(), bool(entries), wrong()


def test_all_of_them_come_through_whole_and_nobody_overwrites_what_was_not_seen(fork, tables, tmp_path):
    with copy_of(tables, tmp_path) as address:
        fork(address, begin)
        ended, titles, documents, is_corrected, faults = fork(address, trial, address, tmp_path)
    assert [one.status for one in ended] == [0] * 6, ended
    *writers, half_seen = (one.gave for one in ended)
    assert (sorted(writers), half_seen) == (["done", "done", "done", "done", "stale"], 0)
    expected = ("Round table", "Training on data", "Forum", "Seminar", "Workshop on visas")
    assert [titles[title] for title in expected] == [1] * 5
    assert (documents, is_corrected, faults) == (5, True, {})
