"""A person's verdict counts, can be taken back, and loses no address."""

from dataclasses import replace

import pytest

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.reconciliation.judgements import AUTOMATIC, Verdict
from iscm.register.models import Meeting, MeetingCitation, Proposal, Relation, Revision
from iscm.register.operations.judge import judge
from iscm.register.operations.rebuild import rebuild
from tests.factories.records import make_reading, make_record

pytestmark = pytest.mark.django_db
FIRST = make_record(
    title="7th PAFOM Conference", when="2022-09-09", ordinal=7, kind="forum", mechanisms=("pafom",), places=()
)
SECOND = make_record(
    title="7th Forum", when="2022-10-18/2022-10-20", ordinal=7, kind="forum", mechanisms=("pafom",), places=()
)
HIGHLIGHTS = make_reading(FIRST, SECOND, name="highlights", reader="highlights", year=2022)


@pytest.fixture
def keys(put):
    put(HIGHLIGHTS)
    return list(MeetingCitation.objects.order_by("meeting__sort_day").values_list("occurrence", flat=True))


def decide(keys, verdict, **rest):
    return judge(*keys, Verdict(verdict), actor="ann", reason="asked the secretariat", **rest)


def test_question_is_asked_and_nothing_merged(keys):
    proposal = Proposal.objects.get()
    assert (sorted((proposal.left, proposal.right)), Meeting.objects.count()) == (sorted(keys), 2)


def test_same_makes_one_meeting_and_the_other_address_leads_to_it(keys):
    first, second = Meeting.objects.order_by("sort_day")
    refreshed = decide(keys, "same")
    second.refresh_from_db()
    assert (refreshed.merged, second.merged_into, second.is_listed) == ({second.uid: first.uid}, first, False)
    assert Proposal.objects.get().judgement.verdict == "same"
    assert rebuild(check=True).is_sound


def test_verdict_can_be_taken_back_and_addresses_stay(keys):
    first = Meeting.objects.order_by("sort_day")[0]
    decide(keys, "same")
    decide(keys, "different")
    assert Meeting.objects.filter(is_listed=True).count() == 2
    assert MeetingCitation.objects.get(occurrence=keys[0]).meeting == first
    assert rebuild(check=True).is_sound


def test_different_holds_against_documents_that_come_later(put, keys):
    other = make_record(
        title="7th PAFOM Conference", when="2022-09-09", ordinal=7, kind="forum", mechanisms=("pafom",), places=()
    )
    put(make_reading(other, name="calendar", year=2022))
    key = MeetingCitation.objects.get(record__document__name="calendar.txt").occurrence
    decide((keys[0], key), "different")
    put(make_reading(other, SECOND, name="report", reader="tracker", year=2022))
    assert (
        MeetingCitation.objects.get(occurrence=keys[0]).meeting != MeetingCitation.objects.get(occurrence=key).meeting
    )
    assert rebuild(check=True).is_sound


def test_relation_is_a_verdict_too(keys):
    decide(keys, "prepares")
    relation = Relation.objects.get()
    assert (relation.kind, relation.other.title, relation.reason) == ("prepares", "7th Forum", "asked the secretariat")
    assert Meeting.objects.filter(is_listed=True).count() == 2


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda keys: (keys[0], keys[0]), ConflictError),
        (lambda keys: (keys[0], "nowhere#1"), UnknownReferenceError),
    ],
)
def test_verdict_on_nothing_is_refused(keys, change, error):
    with pytest.raises(error):
        decide(change(keys), "same")
    assert Meeting.objects.filter(is_listed=True).count() == 2


def test_nobody_judges_in_the_name_of_the_register(keys):
    with pytest.raises(ConflictError):
        judge(*keys, Verdict.SAME, actor=AUTOMATIC, reason="")


def told_of(meeting):
    return [(one.action, one.old, one.new) for one in Revision.objects.filter(object_key=meeting.uid).order_by("id")]


def test_parted_again_both_have_the_addresses_and_history_of_before(keys):
    first, second = Meeting.objects.order_by("sort_day")
    before = (first.title, second.title, second.edtf, second.sequence)
    decide(keys, "same")
    refreshed = decide(keys, "different")
    after_first, after_second = Meeting.objects.filter(is_listed=True).order_by("sort_day")
    assert (after_first.uid, after_second.uid) == (first.uid, second.uid)
    assert (after_first.title, after_second.title, after_second.edtf, after_second.sequence - 1) == before
    assert (after_second.merged_into, refreshed.created) == (None, ())
    assert [change.name for change in refreshed.changed[second.uid]] == ["parted"]
    assert [action for action, _, _ in told_of(second)] == ["created", "merged", "parted"]
    assert told_of(second)[-1][1:] == ({"uid": first.uid}, {"uid": second.uid})
    assert rebuild(check=True).is_sound


def test_pair_may_be_merged_and_parted_any_number_of_times(keys):
    uids = list(Meeting.objects.order_by("sort_day").values_list("uid", flat=True))
    for verdict in ("same", "different", "same", "different"):
        decide(keys, verdict)
    assert list(Meeting.objects.order_by("sort_day").values_list("uid", "is_listed")) == [(uid, True) for uid in uids]


def test_what_led_to_a_meeting_follows_it_when_it_is_parted(put, keys):
    third = make_record(title="Seventh gathering", when="2022-11-20", mechanisms=("pafom",), kind="forum", places=())
    put(make_reading(third, name="other", year=2022))
    first, second, last = Meeting.objects.order_by("sort_day")
    key = MeetingCitation.objects.get(meeting=last).occurrence
    decide((keys[1], key), "same")
    decide(keys, "same")
    assert Meeting.objects.get(uid=last.uid).merged_into == first
    decide(keys, "different")
    decide((keys[0], key), "different")
    assert Meeting.objects.get(uid=second.uid).is_listed
    assert Meeting.objects.get(uid=last.uid).merged_into == second
    assert rebuild(check=True).is_sound


def test_address_is_given_to_no_other_meeting(put, keys):
    """The one that was merged is told by its first record: a record that came later never takes its address."""
    first, second = Meeting.objects.order_by("sort_day")
    decide(keys, "same")
    put(make_reading(replace(SECOND, title="7th Forum of PAFOM"), name="calendar", year=2022))
    key = MeetingCitation.objects.get(record__document__name="calendar.txt").occurrence
    assert MeetingCitation.objects.get(occurrence=key).meeting == first
    decide((keys[0], key), "different")
    decide((keys[1], key), "different")
    assert MeetingCitation.objects.get(occurrence=key).meeting not in (first, second)
    assert Meeting.objects.get(uid=second.uid).merged_into == first


def test_group_that_covered_a_meeting_gets_its_address_back(keys):
    first, second = Meeting.objects.order_by("sort_day")
    decide(keys, "grouped")
    assert Meeting.objects.get(uid=first.uid).merged_into == second
    decide(keys, "different")
    assert set(Meeting.objects.filter(is_listed=True)) == {first, second}
