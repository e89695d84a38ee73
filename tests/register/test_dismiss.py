"""A dismissed problem stays dismissed with its reason, and can be opened again."""

from datetime import date

import pytest

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.register.models import Problem, Revision
from iscm.register.operations.checking import check_register
from iscm.register.operations.dismiss import dismiss, reopen
from iscm.register.queries.open_matters import open_problems
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db
WHO = {"actor": "ann", "reason": "the hall is only free then", "now": NOW}


@pytest.fixture
def key(put):
    """The key of a problem that the check of the register finds again each time."""
    put(make_reading(make_record(title="34th Senior Officials Meeting", ordinal=34), name="one"))
    again = make_record(title="34th Senior Officials Meeting", ordinal=34, when="2024-11-27")
    put(make_reading(again, name="two", last_update=date(2024, 1, 1)))
    return Problem.objects.get(code="ordinal-repeated").key


def test_it_is_asked_no_more_however_often_it_is_found(key):
    dismiss(key, **WHO)
    check_register(NOW)
    row = Problem.objects.get(key=key)
    assert (row.dismissed_at, row.dismissed_by, row.dismissed_reason) == (NOW, "ann", WHO["reason"])
    assert [one.code for one in open_problems() if one.code == "ordinal-repeated"] == []


def test_opened_again_it_is_asked_again(key):
    dismiss(key, **WHO)
    reopen(key, **WHO)
    row = Problem.objects.get(key=key)
    assert (row.dismissed_at, row.dismissed_by, row.dismissed_reason) == (None, "", "")
    assert [entry.action for entry in Revision.objects.filter(object_type="problem")] == ["dismissed", "reopened"]


def test_what_is_so_already_or_not_there_is_told(put, key):
    with pytest.raises(ConflictError):
        reopen(key, **WHO)
    dismiss(key, **WHO)
    with pytest.raises(ConflictError):
        dismiss(key, **WHO)
    with pytest.raises(UnknownReferenceError):
        dismiss("nothing", **WHO)
