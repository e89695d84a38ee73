"""Who sat in a mechanism on a day."""

from datetime import date

import pytest

from iscm.data import load_vocabulary
from iscm.domain.errors import UnknownReferenceError
from iscm.domain.facts import Fact
from iscm.register.operations.facts import Source, state_fact
from iscm.register.operations.reference import load_reference
from iscm.register.queries.seats import members_on
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db
PROCESS = "budapest-process"


@pytest.fixture
def stated(db):
    """Brazil had a seat from 2010 to 2015."""
    load_reference(load_vocabulary(), [])
    fact = Fact("seats", {}, "member:BR", "2010", "2015")
    who = {"actor": "ann", "reason": "they wrote so", "now": NOW}
    state_fact("mechanism", PROCESS, [fact], Source(document="A history"), **who)


@pytest.mark.parametrize(("year", "expected"), [(2009, None), (2010, False), (2012, True), (2015, False), (2016, None)])
def test_a_dated_seat_is_sure_inside_its_time(stated, year, expected):
    held = {one.seat.state: one.is_sure for one in members_on(PROCESS, date(year, 6, 1))}
    assert held.get("BR") is expected
    assert held["TR"] is False


def test_nobody_sits_in_what_there_is_not(db):
    with pytest.raises(UnknownReferenceError):
        members_on("nobody", date(2024, 1, 1))
