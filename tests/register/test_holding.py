"""What is clear of a document counts, what may be of a meeting we hold waits for its answer."""

import pytest

from iscm.domain.errors import ConflictError
from iscm.reconciliation.judgements import Verdict
from iscm.register.models import Document, Meeting, Proposal, Refusal, Revision
from iscm.register.operations.accept import accept
from iscm.register.operations.foreseeing import Fate, foresee, in_order, outlook_of
from iscm.register.operations.holding import answer
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.refuse import readmit, refuse
from iscm.register.operations.undo import undo
from tests.factories.records import make_reading, make_record

pytestmark = pytest.mark.django_db
GROUP = {"kind": "reference-group", "ordinal": 10, "mechanisms": ("budapest-process",)}
HELD = make_reading(
    make_record(title="10th Reference Group", when="2024-06-28", **GROUP),
    make_record(title="Senior Officials' Meeting", when="2024-09-03", mechanisms=("rcm",)),
    make_record(title="Regional Consultation", when="2024-11-05", kind="consultation", mechanisms=("sacm",)),
    name="announced",
)
BROUGHT = make_reading(
    make_record(title="10th Reference Group", when="2024-06-26", **GROUP),
    make_record(title="Senior Officials' Meeting", when="2024-09-03", mechanisms=("rcm",)),
    make_record(title="Workshop on returns", when="2024-10-01", kind="workshop", mechanisms=("pafom",)),
)


@pytest.fixture
def brought(put):
    put(HELD)
    put(BROUGHT, accept=False)
    return Document.objects.get(sha256=BROUGHT.sha256)


def fates(document):
    return [row.fate for row in foresee(document.sha256).rows]


def titles():
    return sorted(Meeting.objects.filter(is_listed=True).values_list("title", "edtf"))


def test_what_would_follow_is_told_row_by_row_and_nothing_of_it_is_kept(brought):
    before = (titles(), Revision.objects.count(), Refusal.objects.count(), Proposal.objects.count())
    assert fates(brought) == [Fate.UNDECIDED, Fate.SAME, Fate.NEW]
    assert (titles(), Revision.objects.count(), Refusal.objects.count(), Proposal.objects.count()) == before
    brought.refresh_from_db()
    assert brought.accepted_at is None


def test_a_question_shows_the_row_of_the_other_document_with_reasons(brought):
    (pair,) = foresee(brought.sha256).rows[0].pairs
    assert (pair.is_open, pair.other.title, pair.other.printed["date"]) == (True, "10th Reference Group", "2024-06-28")
    assert "2024-06-28 and 2024-06-26 are 2 days apart" in pair.reasons


def test_what_is_foreseen_is_what_follows(brought):
    foreseen = foresee(brought.sha256)
    done = accept(brought.sha256, actor="ann", only_clear=True)
    assert (foreseen.counts[Fate.NEW], len(done.created)) == (1, 1)
    assert fates(brought) == [Fate.UNDECIDED, Fate.COUNTS, Fate.COUNTS]
    assert rebuild(check=True).is_sound


def test_a_row_that_waits_makes_no_meeting_before_it_is_answered(brought):
    accept(brought.sha256, actor="ann", only_clear=True)
    assert [edtf for title, edtf in titles() if "Reference" in title] == ["2024-06-28"]


@pytest.mark.parametrize(
    ("verdict", "dates"),
    [
        ("same", ["2024-06-26"]),
        ("different", ["2024-06-26", "2024-06-28"]),
        ("unsure", ["2024-06-26", "2024-06-28"]),
    ],
)
@pytest.mark.parametrize("is_answered_first", [True, False])
def test_an_answer_lets_the_row_count_before_or_after_the_rest(brought, verdict, dates, is_answered_first):
    asked = foresee(brought.sha256).rows[0].pairs[0]
    if not is_answered_first:
        accept(brought.sha256, actor="ann", only_clear=True)
    answer(asked.left, asked.right, Verdict(verdict), actor="ann", reason="asked them")
    if is_answered_first:
        accept(brought.sha256, actor="ann", only_clear=True)
    assert [edtf for title, edtf in titles() if "Reference" in title] == dates
    assert not Refusal.objects.filter(lifted_at=None).exists()
    assert rebuild(check=True).is_sound


def test_an_answer_before_acceptance_changes_what_would_follow(brought):
    asked = foresee(brought.sha256).rows[0].pairs[0]
    answer(asked.left, asked.right, Verdict.SAME, actor="ann", reason="asked them")
    row = foresee(brought.sha256).rows[0]
    assert (row.fate, [(one.old, one.new) for one in row.changes]) == (Fate.CHANGED, [("2024-06-28", "2024-06-26")])


def test_all_that_is_asked_of_two_meetings_is_answered_at_once(put):
    put(HELD)
    again = make_record(title="10th Reference Group", when="2024-06-28", **GROUP)
    put(make_reading(again, name="another"))
    put(BROUGHT, accept=False)
    assert Proposal.objects.filter(judgement=None).count() == 2
    asked = Proposal.objects.first()
    answer(asked.left, asked.right, Verdict.DIFFERENT, actor="ann", reason="asked them")
    assert Proposal.objects.filter(judgement=None).count() == 0


def test_a_row_that_a_person_refused_stays_refused_beside_those_that_wait(brought):
    refuse(f"{brought.sha256[:16]}#3", actor="ann", reason="a mistake")
    accept(brought.sha256, actor="ann", only_clear=True)
    assert fates(brought) == [Fate.UNDECIDED, Fate.COUNTS, Fate.REFUSED]
    readmit(f"{brought.sha256[:16]}#3", actor="ann", reason="no mistake")
    assert fates(brought) == [Fate.UNDECIDED, Fate.COUNTS, Fate.COUNTS]


def test_holding_a_row_back_is_in_the_log_and_can_be_undone(brought):
    accept(brought.sha256, actor="ann", only_clear=True)
    entry = Revision.objects.get(action="refused", object_type="record")
    undo(entry.pk, actor="ann", reason="takes both")
    assert [edtf for title, edtf in titles() if "Reference" in title] == ["2024-06-26", "2024-06-28"]


def test_what_is_accepted_is_not_accepted_again(brought):
    accept(brought.sha256, actor="ann", only_clear=True)
    with pytest.raises(ConflictError):
        accept(brought.sha256, actor="ann", only_clear=True)


def test_an_outlook_is_worked_out_once_until_something_is_written(brought, django_assert_num_queries):
    first = outlook_of(brought.sha256)
    with django_assert_num_queries(2):
        assert outlook_of(brought.sha256) == first
    refuse(brought.sha256, actor="ann", reason="a mistake")
    assert {row.fate for row in outlook_of(brought.sha256).rows} == {Fate.REFUSED}


def test_what_needs_a_person_comes_first(brought):
    assert [row.n for row in in_order(foresee(brought.sha256).rows)] == [1, 3, 2]


def test_no_longer_listed_is_foreseen_with_the_meetings_it_is_about(put):
    put(HELD)
    newer = make_reading(*HELD.records[:2], name="announced", last_update=None)
    put(newer, accept=False)
    outlook = foresee(newer.sha256)
    assert [one.title for one in outlook.unlisted] == ["Regional Consultation"]
    assert not Meeting.objects.filter(unlisted_since__isnull=False).exists()
