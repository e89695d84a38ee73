"""A withdrawn meeting keeps its address and its records; nothing but a person gives it back to readers."""

from datetime import date, timedelta

import pytest

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.reconciliation.judgements import Verdict
from iscm.register.models import Meeting, MeetingCitation, Relation, SearchEntry, Series, Stamp
from iscm.register.operations.judge import judge
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.withdraw import give_back, withdraw
from iscm.register.queries.meeting import Withdrawn, find_meeting
from tests.factories.records import make_reading, make_record
from tests.factories.rows import add_meeting
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
WHO = {"actor": "ann", "reason": "It never was planned.", "now": LATER}
SOM = make_record(title="34th Senior Officials Meeting", ordinal=34)
WORKSHOP = make_record(title="Workshop on visas", when="2024-03-05", kind="workshop")


@pytest.fixture
def uid(put):
    return put(make_reading(SOM, last_update=date(2024, 1, 31))).created[0]


def test_readers_are_told_at_its_address_and_nowhere_else(uid):
    before = Stamp.objects.get(name="mechanism:budapest-process").version
    withdraw(uid, **WHO)
    gone = find_meeting(uid)
    assert gone == Withdrawn(LATER, "It never was planned.")
    row = Meeting.objects.get()
    assert (row.is_listed, row.touched_at, row.last_modified, row.sequence) == (False, LATER, LATER, 1)
    assert not SearchEntry.objects.filter(kind="meeting").exists()
    assert Stamp.objects.get(name="mechanism:budapest-process").version > before
    assert rebuild(check=True).is_sound


@pytest.mark.parametrize("tie", ["series", "relation"])
def test_calendars_of_other_mechanisms_whose_entries_name_it_are_written_anew(uid, tie):
    gone, other = Meeting.objects.get(uid=uid), add_meeting("35th session", "2024-09-01", mechanisms=("gfmd",))
    if tie == "series":
        mechanism = gone.parties.get().mechanism
        series = Series.objects.create(mechanism=mechanism, key="session", title="Session")
        Meeting.objects.update(series=series)
    else:
        Relation.objects.create(meeting=other, kind="side-event-of", other=gone)
    for change in (withdraw, give_back):
        before = {stamp.name: stamp.version for stamp in Stamp.objects.all()}
        change(uid, **WHO)
        assert Stamp.objects.get(name="mechanism:gfmd").version > before.get("mechanism:gfmd", 0)


def test_a_document_that_lists_it_again_does_not_bring_it_back(put, uid):
    withdraw(uid, **WHO)
    moved = make_record(title=SOM.title, ordinal=34, when="2024-07-04")
    report = put(make_reading(moved, last_update=date(2024, 5, 31)), make_reading(SOM, name="other"))
    assert (report.created, Meeting.objects.filter(is_listed=True).count()) == ((), 0)
    assert rebuild(check=True).is_sound
    give_back(uid, **WHO | {"reason": "it is planned after all"})
    assert Meeting.objects.get().edtf == "2024-07-04"
    assert rebuild(check=True).is_sound


def test_given_back_it_is_found_again(uid):
    withdraw(uid, **WHO)
    give_back(uid, **WHO)
    row = Meeting.objects.get()
    assert (row.is_listed, row.withdrawn_at, row.withdrawn_reason, row.merged_with) == (True, None, "", "")
    assert SearchEntry.objects.filter(kind="meeting", key=uid).exists()


def test_merged_into_one_that_readers_see_it_leads_there_and_parted_it_is_withdrawn_again(put):
    put(make_reading(SOM, WORKSHOP))
    uids = dict(Meeting.objects.values_list("title", "uid"))
    keys = list(MeetingCitation.objects.order_by("occurrence").values_list("occurrence", flat=True))
    withdraw(uids[SOM.title], **WHO)
    judge(*keys, Verdict.SAME, **WHO)
    assert Meeting.objects.get(uid=uids[SOM.title]).merged_into.uid == uids[WORKSHOP.title]
    with pytest.raises(ConflictError):
        give_back(uids[SOM.title], **WHO)
    judge(*keys, Verdict.DIFFERENT, **WHO)
    assert isinstance(find_meeting(uids[SOM.title]), Withdrawn)
    assert rebuild(check=True).is_sound
    give_back(uids[SOM.title], **WHO)
    assert Meeting.objects.filter(is_listed=True).count() == 2


@pytest.mark.parametrize("operation", [withdraw, give_back])
def test_what_is_not_there_is_told(uid, operation):
    with pytest.raises(UnknownReferenceError):
        operation("nowhere", **WHO)


def test_what_nobody_withdrew_cannot_be_given_back_nor_what_is_away_withdrawn(uid):
    with pytest.raises(ConflictError):
        give_back(uid, **WHO)
    withdraw(uid, **WHO)
    with pytest.raises(UnknownReferenceError):
        withdraw(uid, **WHO)
