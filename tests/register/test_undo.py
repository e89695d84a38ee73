"""One entry of the log is undone as a new entry, and the undoing can be undone."""

from datetime import timedelta

import pytest

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.domain.submissions import Right
from iscm.reconciliation.judgements import Verdict
from iscm.register.models import Document, Meeting, MeetingCitation, Problem, Revision
from iscm.register.operations import log
from iscm.register.operations.correct import correct
from iscm.register.operations.dismiss import dismiss
from iscm.register.operations.judge import judge
from iscm.register.operations.posting import right_of, set_right
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.refuse import refuse
from iscm.register.operations.undo import can_undo, undo
from iscm.register.operations.withdraw import withdraw
from iscm.register.queries.history import history
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db
WHO = {"actor": "ann", "reason": "so it is", "now": NOW + timedelta(days=1)}
AGAIN = {"actor": "bob", "reason": "it was a mistake", "now": NOW + timedelta(days=2)}
SOM = make_record(title="34th Senior Officials Meeting", ordinal=34)
WORKSHOP = make_record(title="Workshop on visas", when="2024-03-05", kind="workshop")


@pytest.fixture
def uid(put):
    return put(make_reading(SOM, WORKSHOP)).created[0]


def seen():
    """What readers see, what is open, and who is trusted."""
    meetings = tuple(Meeting.objects.filter(is_listed=True).order_by("uid").values_list("uid", "edtf", "title"))
    return meetings, Problem.objects.filter(dismissed_at=None).count(), right_of("rcm")


def judged(_uid):
    keys = MeetingCitation.objects.order_by("record").values_list("occurrence", flat=True)
    judge(*keys, Verdict.SAME, **WHO)


def dismissed(_uid):
    Problem.objects.get_or_create(key="k", defaults={"code": "x", "severity": "warning", "found_at": NOW})
    dismiss("k", **WHO)


DEEDS = {
    "corrected": lambda uid: correct(uid, {"edtf": "2024-07-04"}, **WHO),
    "judged": judged,
    "refused": lambda _: refuse(Document.objects.get().sha256, **WHO),
    "withdrawn": lambda uid: withdraw(uid, **WHO),
    "dismissed": dismissed,
    "posting-right": lambda _: set_right("rcm", Right.TRUSTED, **WHO),
}


@pytest.mark.parametrize("action", DEEDS)
def test_undone_it_is_as_before_and_the_undoing_undone_as_after(uid, action):
    Problem.objects.create(key="k", code="x", severity="warning", found_at=NOW)
    before = seen()
    DEEDS[action](uid)
    after = seen()
    assert after != before
    done = Revision.objects.filter(action=action).order_by("-id")[0]
    undo(done.pk, **AGAIN)
    assert seen() == before
    (undoing,) = Revision.objects.filter(new__undoes=done.pk)
    assert (undoing.actor, undoing.reason) == ("bob", "it was a mistake")
    undo(undoing.pk, **WHO)
    assert seen() == after
    assert (rebuild(check=True).is_sound, log.verify()) == (True, None)


def test_a_document_taken_in_is_taken_out_again(put, uid):
    entry = Revision.objects.get(object_type="document")
    undo(entry.pk, **AGAIN)
    assert seen()[0] == ()
    assert rebuild(check=True).is_sound


def test_of_two_corrections_each_is_undone_by_itself(uid):
    correct(uid, {"edtf": "2024-07-04"}, **WHO)
    correct(uid, {"title": "Forum"}, **WHO)
    first = Revision.objects.filter(action="corrected").order_by("id")[0]
    undo(first.pk, **AGAIN)
    row = Meeting.objects.get(uid=uid)
    assert (row.edtf, row.title) == ("2024-06-27", "Forum")
    with pytest.raises(ConflictError):
        undo(first.pk, **AGAIN)


def test_what_only_follows_says_from_which_entry(uid):
    correct(uid, {"edtf": "2024-07-04"}, **WHO)
    cause = Revision.objects.get(action="corrected")
    moved = Revision.objects.get(action="moved")
    assert not can_undo("moved", "meeting")
    with pytest.raises(ConflictError, match=f"follows from entry {cause.pk} of the log"):
        undo(moved.pk, **AGAIN)


def test_what_came_with_a_document_says_which_entry_took_that_in(uid):
    received = Revision.objects.get(action="received")
    with pytest.raises(ConflictError, match=f"entry {received.pk} of"):
        undo(Revision.objects.filter(action="created")[0].pk, **AGAIN)


def test_nothing_is_undone_that_is_not_there_or_namelessly(uid):
    with pytest.raises(UnknownReferenceError):
        undo(10_000, **AGAIN)
    with pytest.raises(ConflictError):
        undo(Revision.objects.get(action="received").pk, **AGAIN | {"reason": ""})


def test_the_history_names_what_was_undone(uid):
    correct(uid, {"edtf": "2024-07-04"}, **WHO)
    entry = Revision.objects.get(action="corrected")
    undo(entry.pk, **AGAIN)
    told = history("meeting", uid)
    assert [(one.action, one.old, one.new) for one in told if one.field == "edtf"][:2] == [
        ("moved", "2024-07-04", "2024-06-27"),
        ("moved", "2024-06-27", "2024-07-04"),
    ]
    (document,) = history("document", Document.objects.get(reader="correction").sha256)
    assert (document.action, document.undoes) == ("refused", entry.pk)
