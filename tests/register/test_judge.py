"""A person's verdict counts, can be taken back, and loses no address."""

import pytest

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.reconciliation.judgements import AUTOMATIC, Verdict
from iscm.register.models import Meeting, MeetingCitation, Proposal, Relation
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
