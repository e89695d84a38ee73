"""How new the register is: kept as rows, asked for in one question."""

from datetime import timedelta

import pytest

from iscm.register.operations.stamps import raise_stamps
from iscm.register.queries.stamps import NEVER, Version, version, versions_of
from tests.factories.rows import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def test_nothing_stored_has_no_version():
    assert (version(), version("mechanism:gfmd"), versions_of(["gfmd"])) == (NEVER, NEVER, (NEVER,))


def test_a_change_raises_the_register_and_its_own_mechanisms():
    raise_stamps(["gfmd", "rcm"], NOON)
    raise_stamps(["rcm"], LATER)
    assert version() == Version(2, LATER)
    assert versions_of(["rcm", "gfmd", "sacm"]) == (Version(2, LATER), Version(1, NOON), NEVER)
    assert versions_of([]) == (Version(2, LATER),)


def test_any_number_of_mechanisms_is_one_question(django_assert_num_queries):
    for number in (0, 1, 30):
        with django_assert_num_queries(1):
            versions_of([f"mechanism-{n}" for n in range(number)])
