"""Registers of their own, made once, copied for each fault, on the database that the tests run on."""

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.factories.databases import own_database
from tests.faults.forking import Ended, in_fork


@pytest.fixture(scope="session")
def tables(tmp_path_factory, django_db_setup, django_db_blocker):
    """The address of a register that has its tables and a few reference facts."""
    folder = tmp_path_factory.mktemp("tables")
    with own_database(folder) as address, django_db_blocker.unblock():
        done = in_fork(address, folder, make_tables)
        assert done == Ended(0, None)
        yield address


def make_tables():
    from django.core.management import call_command

    from iscm.data import load_vocabulary
    from iscm.register.operations.index import index_meetings
    from iscm.register.operations.reference import load_reference
    from tests.register.conftest import few

    call_command("migrate", verbosity=0, interactive=False)
    load_reference(few.__wrapped__(load_vocabulary()), [])
    index_meetings()


@pytest.fixture
def fork(tmp_path, django_db_blocker):
    """Does work in a fork of this process, on the register at an address, and unless told otherwise succeeds."""

    def fork(address, work, *arguments, status=0):
        with django_db_blocker.unblock():
            done = in_fork(address, tmp_path, work, *arguments)
        assert done.status == status, done.gave
        return done.gave

    return fork


@contextmanager
def copy_of(address, folder):
    """The address of a register of its own like another, below that folder."""
    place = Path(tempfile.mkdtemp(dir=folder))
    with own_database(place, address) as own:
        yield own
    shutil.rmtree(place)


def wrong():
    """What the doctor finds wrong in the rows of a register, by check."""
    from iscm.cli.doctoring.register import CHECKS

    around = {"database", "backup"}
    looked = {check.name: check.look(lambda *_: None) for check in CHECKS if check.name not in around}
    return {name: [one.what for one in found.ailments] for name, found in looked.items() if not found.is_fine}
