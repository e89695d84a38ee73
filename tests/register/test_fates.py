"""What becomes of a meeting: small corrections that keep the earlier date."""

from datetime import timedelta

import pytest

from iscm.domain.errors import ConflictError, StaleError, UnknownReferenceError
from iscm.domain.records import DateStatus
from iscm.register.models import Meeting, Revision
from iscm.register.operations.fates import cancel, confirm, hold, postpone, reschedule
from iscm.register.operations.rebuild import rebuild
from iscm.register.queries.history import version_of
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db
WHO = {"actor": "ann", "reason": "the host wrote", "now": NOW + timedelta(days=1)}


@pytest.fixture
def uid(put):
    som = make_record(title="34th Senior Officials Meeting", ordinal=34, date_status=DateStatus.TBC)
    return put(make_reading(som)).created[0]


def said():
    row = Meeting.objects.get()
    return row.edtf, row.date_status, row.status


@pytest.mark.parametrize(
    ("decide", "what"),
    [
        (confirm, ("2024-06-27", "confirmed", "confirmed")),
        (postpone, ("2024-06-27", "tbc", "postponed")),
        (cancel, ("2024-06-27", "tbc", "cancelled")),
        (hold, ("2024-06-27", "confirmed", "held")),
    ],
)
def test_its_date_stays(uid, decide, what):
    decide(uid, **WHO)
    assert (said(), rebuild(check=True).is_sound) == (what, True)


@pytest.mark.parametrize(("is_settled", "date_status"), [(True, "confirmed"), (False, "tbc")])
def test_rescheduled_it_has_another_and_the_log_keeps_the_earlier(uid, is_settled, date_status):
    reschedule(uid, "2024-09", is_settled=is_settled, **WHO)
    assert said() == ("2024-09", date_status, "rescheduled")
    moved = Revision.objects.get(action="moved")
    assert (moved.old, moved.new) == ({"edtf": "2024-06-27"}, {"edtf": "2024-09"})


def test_held_it_may_have_an_outcome(uid):
    hold(uid, outcome="A declaration.", **WHO)
    assert Meeting.objects.get().outcome == "A declaration."


@pytest.mark.parametrize("edtf", ["2024-06-27", "27 June 2024", ""])
def test_it_is_rescheduled_to_another_date_in_edtf(uid, edtf):
    with pytest.raises(ConflictError):
        reschedule(uid, edtf, **WHO)


def test_only_days_are_confirmed(uid):
    reschedule(uid, "2024-09", **WHO)
    with pytest.raises(ConflictError, match="only days"):
        confirm(uid, **WHO)


@pytest.mark.parametrize("decide", [confirm, postpone, cancel, hold])
def test_what_was_seen_counts_and_what_is_not_there_is_told(uid, decide):
    with pytest.raises(StaleError):
        decide(uid, seen=version_of(uid) - 1, **WHO)
    with pytest.raises(UnknownReferenceError):
        decide("nowhere", **WHO)
