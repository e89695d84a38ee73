"""What only one process may do at a time, on one machine or on all of one database."""

import pytest
from django.db import connection

from iscm.domain.errors import ConflictError
from iscm.register.operations.gather_alone import alone, in_turn

pytestmark = pytest.mark.django_db


@pytest.fixture
def machines(tmp_path):
    """The folders of two machines on the database of the tests."""
    folders = tmp_path / "first", tmp_path / "second"
    for folder in folders:
        folder.mkdir()
    return folders


def is_free(folder, what, **rest):
    try:
        with alone(folder, what, **rest):
            return True
    except ConflictError as error:
        assert str(error) == f"Another iscm {what} is at work; try again when it has finished."  # noqa: PT017  # and not free
        return False


def test_one_process_of_a_machine(machines):
    with alone(machines[0], "gather"):
        assert (is_free(machines[0], "gather"), is_free(machines[0], "digest")) == (False, True)
    assert is_free(machines[0], "gather")


def test_one_machine_of_a_database(machines):
    """Two machines share a PostgreSQL, never an SQLite."""
    first, second = machines
    is_shared = connection.vendor == "postgresql"
    with alone(first, "gather"):
        assert (is_free(second, "gather"), is_free(second, "digest")) == (not is_shared, True)
    assert is_free(second, "gather")


def test_what_is_of_one_machine_alone_stops_no_other(machines):
    first, second = machines
    with alone(first, "plan", everywhere=False):
        assert (is_free(first, "plan", everywhere=False), is_free(second, "plan", everywhere=False)) == (False, True)


def test_whoever_fails_lets_others_in(machines):
    with pytest.raises(ZeroDivisionError), alone(machines[0], "gather"):
        raise ZeroDivisionError
    with pytest.raises(ZeroDivisionError), in_turn("migrate"):
        raise ZeroDivisionError
    with in_turn("migrate"):
        assert is_free(machines[1], "gather")
