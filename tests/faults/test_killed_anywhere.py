"""A process killed at any statement or commit: the register is as before or as after, and once more completes it."""

from contextlib import suppress

import pytest
from django.db import connection

from iscm.domain.errors import ConflictError
from iscm.register.models import Document
from iscm.register.operations import publish as publishing
from iscm.register.operations.accept import accept
from iscm.register.operations.drafts import draft_calendar
from iscm.register.operations.log import verify
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.repairing.columns import column_ailments
from iscm.register.operations.repairing.words import search_ailments
from iscm.register.queries.kept import altered_editions
from tests.factories.kept import _rows
from tests.factories.records import make_reading, make_record
from tests.faults.conftest import copy_of
from tests.faults.forking import KILLED, Deadline, in_fork, led_to
from tests.register.conftest import NOW, put_readings

pytestmark = pytest.mark.database
POINTS = 5
FIRST = make_reading(make_record(), make_record(title="Workshop", when="2024-03-05"))
SECOND = make_reading(make_record(), make_record(title="Seminar", when="2024-09-09"), name="second calendar")


def begin():
    """A register that holds a document, and another that waits to be accepted."""
    put_readings(FIRST)
    put_readings(SECOND, accept=False)


def take():
    put_readings(make_reading(make_record(title="Training", when="2024-11-05"), name="third calendar"))


def accept_waiting():
    accept(Document.objects.latest("pk").sha256, actor="ann", now=NOW)


def publish():
    publishing.FORMATS = {form: publishing.FORMATS[form] for form in ("csv", "json")}
    publishing.publish(draft_calendar(2024), actor="ann", now=NOW)


WORK = {"ingest": take, "accept": accept_waiting, "publish": publish}


def counted(work, fatal=0):
    """Do the work; gives how many statements and commits that were, unless one was fatal."""
    deadline = Deadline(fatal)
    work()
    return deadline.number


def state():
    """How many rows each table has, and all that is wrong with them."""
    wrong = [
        rebuild(check=True).is_sound,
        verify(),
        altered_editions()[1],
        *search_ailments(tell),
        *column_ailments(tell),
    ]
    return {table: len(rows) for table, rows in _rows().items()}, wrong


SOUND = [True, None, ()]


def tell(_done, _total, _what):
    """Nobody looks."""


def again(work):
    """Once more after a fault, by somebody who does not know whether it was done."""
    with suppress(ConflictError):  # a document is accepted already, nothing is new to publish
        work()
    return state()


def trial(begun, folder, work):
    """Kill the work at points all over it; gives the states before, after, and by point at once and done again."""
    before = state()
    connection.close()  # PostgreSQL copies no database that somebody uses
    with copy_of(begun, folder) as address, led_to(address):
        events, after = counted(work), state()
    found = []
    # The last: the commit and what follows it.
    for point in sorted({*(1 + events * n // POINTS for n in range(POINTS)), events - 1, events}):
        with copy_of(begun, folder) as address:
            killed = in_fork(address, folder, counted, work, point)
            with led_to(address):
                found.append((killed.status, state(), again(work)))
    return before, after, found


@pytest.fixture(scope="session")
def begun(tables, tmp_path_factory, django_db_blocker):
    """The address of a register with one document, and one that waits."""
    folder = tmp_path_factory.mktemp("begun")
    with copy_of(tables, folder) as address, django_db_blocker.unblock():
        done = in_fork(address, folder, begin)
        assert done.status == 0, done.gave
        yield address


@pytest.mark.parametrize("what", WORK)
def test_killed_anywhere_it_is_as_before_or_as_after_and_again_completes(fork, begun, tmp_path, what):
    before, after, found = fork(begun, trial, begun, tmp_path, WORK[what])
    assert (before[1], after[1], before[0] == after[0]) == (SOUND, SOUND, False)
    assert [(status, again) for status, _, again in found] == [(KILLED, after)] * len(found)
    left = [{str(before): "before", str(after): "after"}.get(str(state)) for _, state, _ in found]
    assert (left, {*left}) == (sorted(left, reverse=True), {"before", "after"})
