"""What is refused stays and counts no more; what it told of keeps its address and comes back with it."""

from datetime import date, timedelta

import pytest

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.reconciliation.judgements import Verdict
from iscm.register.models import Document, Judgement, Meeting, MeetingCitation, Problem, Record, Refusal, Revision
from iscm.register.operations.correct import correct
from iscm.register.operations.judge import foresee, judge
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.refuse import readmit, refuse, renew, take_back
from iscm.register.queries.meeting import Withdrawn, find_meeting
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db
WHO = {"actor": "ann", "reason": "misread", "now": NOW + timedelta(days=1)}
SOM = make_record(title="34th Senior Officials Meeting", ordinal=34)
WORKSHOP = make_record(title="Workshop on visas", when="2024-03-05", kind="workshop")
MOVED = make_record(title=SOM.title, ordinal=34, when="2024-07-04")


def listed():
    return dict(Meeting.objects.filter(is_listed=True).values_list("title", "edtf"))


def sha256(reader):
    return Document.objects.get(reader=reader).sha256


def test_refused_record_leaves_its_meeting_to_the_others(put):
    put(make_reading(SOM), make_reading(MOVED, name="later", last_update=date(2024, 6, 1)))
    assert listed() == {SOM.title: "2024-07-04"}
    refuse(Record.objects.get(document__title="later").key, **WHO)
    assert listed() == {SOM.title: "2024-06-27"}
    assert rebuild(check=True).is_sound


def test_meeting_of_which_nothing_else_tells_keeps_its_address_and_comes_back_at_it(put):
    (uid,) = put(make_reading(SOM)).created
    assert refuse(sha256("calendar"), **WHO).left == (uid,)
    gone = find_meeting(uid)
    assert isinstance(gone, Withdrawn)
    assert (gone.reason, listed()) == ("No accepted record tells of it any more.", {})
    assert rebuild(check=True).is_sound
    readmit(sha256("calendar"), **WHO)
    assert (Meeting.objects.get().uid, listed()) == (uid, {SOM.title: "2024-06-27"})
    assert rebuild(check=True).is_sound


def test_what_is_only_proposed_can_be_refused_and_is_matched_with_nothing(put):
    put(make_reading(SOM), accept=False)
    refuse(sha256("calendar"), **WHO)
    put(make_reading(SOM))
    put(make_reading(MOVED, name="later"))
    assert listed() == {SOM.title: "2024-07-04"}
    assert Judgement.objects.count() == 0


def test_refused_edition_is_not_the_one_before_and_its_marks_are_taken_back(put):
    rest = [make_record(title=f"Seminar {n} on data", when=f"2024-0{n}-10", kind="seminar") for n in range(1, 5)]
    put(make_reading(SOM, WORKSHOP, *rest, last_update=date(2024, 1, 31)))
    put(make_reading(SOM, *rest, last_update=date(2024, 5, 31)))
    assert Meeting.objects.get(unlisted_since__isnull=False).title == WORKSHOP.title
    refuse(Document.objects.get(last_update=date(2024, 5, 31)).sha256, **WHO)
    assert not Meeting.objects.filter(unlisted_since__isnull=False).exists()
    assert not Problem.objects.filter(code="no-longer-listed", resolved_at=None).exists()


def test_judgement_taken_back_leaves_what_was_judged_before(put):
    put(make_reading(SOM, WORKSHOP))
    one, other = MeetingCitation.objects.values_list("occurrence", flat=True)
    for verdict in (Verdict.SAME, Verdict.DIFFERENT):
        judge(one, other, verdict, **WHO)
    first, second = Judgement.objects.order_by("id")
    take_back(second.pk, **WHO)
    assert len(listed()) == 1
    take_back(first.pk, **WHO)
    assert len(listed()) == 2
    renew(first.pk, **WHO)
    assert (len(listed()), rebuild(check=True).is_sound) == (1, True)


def test_a_verdict_is_foreseen_and_nothing_is_written(put):
    put(make_reading(SOM, WORKSHOP))
    one, other = MeetingCitation.objects.order_by("occurrence").values_list("occurrence", flat=True)
    before = Revision.objects.count()
    found = foresee(one, other, Verdict.SAME)
    uids = dict(Meeting.objects.values_list("title", "uid"))
    assert (found.merged, found.new, found.parted) == ({uids[WORKSHOP.title]: uids[SOM.title]}, (), {})
    assert (foresee(one, other, Verdict.DIFFERENT).is_nothing, Revision.objects.count()) == (True, before)
    judge(one, other, Verdict.SAME, **WHO)
    parted = foresee(one, other, Verdict.DIFFERENT)
    assert parted.parted == {uids[WORKSHOP.title]: WORKSHOP.title}


def test_refused_correction_leaves_no_meeting_of_its_own(put):
    (uid,) = put(make_reading(SOM)).created
    correct(uid, {"edtf": "2024-08-01"}, **WHO)
    refuse(sha256("correction"), **WHO)
    assert (Meeting.objects.count(), listed()) == (1, {SOM.title: "2024-06-27"})
    refuse(sha256("calendar"), **WHO)
    readmit(sha256("correction"), **WHO)
    assert (listed(), rebuild(check=True).is_sound) == ({}, True)


def test_it_is_told_in_the_log_and_kept_from_when_to_when(put):
    put(make_reading(SOM))
    refuse(sha256("calendar"), **WHO)
    readmit(sha256("calendar"), **WHO | {"actor": "bob", "reason": "it was right"})
    told = Revision.objects.filter(object_type="document").values_list("action", "actor", "reason").order_by("id")
    assert list(told)[1:] == [("refused", "ann", "misread"), ("readmitted", "bob", "it was right")]
    kept = Refusal.objects.get()
    assert (kept.actor, kept.reason, kept.lifted_by, kept.lifted_reason) == ("ann", "misread", "bob", "it was right")


@pytest.mark.parametrize("change", [{"actor": ""}, {"actor": "iscm"}, {"reason": " \n"}, {"reason": "x" * 2001}])
def test_nothing_is_refused_namelessly_or_without_a_reason(put, change):
    put(make_reading(SOM))
    with pytest.raises(ConflictError):
        refuse(sha256("calendar"), **WHO | change)
    assert Refusal.objects.count() == 0


def test_what_is_not_there_or_so_already_is_told(put):
    put(make_reading(SOM))
    for operation, key, error in (
        (refuse, "nothing", UnknownReferenceError),
        (readmit, sha256("calendar"), ConflictError),
        (take_back, 7, UnknownReferenceError),
    ):
        with pytest.raises(error):
            operation(key, **WHO)
    refuse(sha256("calendar"), **WHO)
    with pytest.raises(ConflictError):
        refuse(sha256("calendar"), **WHO)
