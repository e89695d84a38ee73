"""A sheet of answers taken in: line by line, all of it or nothing, never twice, each mechanism for itself."""

from datetime import date, timedelta

import pytest

from iscm.domain.answers import Became
from iscm.domain.errors import RefusedError, UnreadableInputError
from iscm.domain.submissions import Right, Sender
from iscm.publication.formats.answer_sheet import write_answer_sheet
from iscm.register.models import Meeting, PostingRight, Received, Revision, Submission
from iscm.register.operations import answers
from iscm.register.operations.accept import accept
from iscm.register.operations.answers import take_answers
from iscm.register.operations.correct import correct
from iscm.register.operations.posting import set_right
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.withdraw import withdraw
from iscm.register.queries.answer_sheets import answer_sheet
from iscm.register.queries.history import history
from tests.factories.answers import filled
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db
LATER, TODAY = NOW + timedelta(hours=1), date(2024, 12, 1)
WHO = {"actor": "ann", "reason": "so it is", "now": LATER}
ROOM = Sender("Ana", "rcm", Right.TRUSTED, owner="room:1", contact="ana@example.org")
MAIL = Sender("by mail")
RECORDS = (
    make_record(title="Plenary", when="2024-06-27", mechanisms=("rcm",)),
    make_record(title="Workshop on data", when="2024-07-03", mechanisms=("rcm", "sacm"), kind="workshop"),
    make_record(title="Forum on visas", when="2024-08-03", mechanisms=("rcm",), kind="forum"),
)


@pytest.fixture
def uids(put):
    put(make_reading(*RECORDS, last_update=date(2024, 1, 31)))
    return list(Meeting.objects.order_by("sort_day").values_list("uid", flat=True))


@pytest.fixture
def trusted(uids):
    set_right("rcm", Right.TRUSTED, actor="ann", reason="they know", now=NOW)


@pytest.fixture
def sheet(uids):
    return write_answer_sheet(answer_sheet("rcm", "en", TODAY))


def take(document, sender=ROOM, **rest):
    return take_answers(document, sender=sender, **{"now": LATER, **rest})


def became(taken):
    return {row.row.locator.row: row.became.value for row in taken.rows}


FILLED = {
    (2, "confirms"): "yes",
    (3, "date"): "4 July 2024",
    (4, "date"): "some day",
    (5, "title"): "Seminar on returns",
    (5, "date"): "3 May 2027",
    (6, "place"): "Lima, Peru",
}


def test_each_line_is_confirmed_counts_is_proposed_or_told(sheet, trusted):
    taken = take(filled(sheet, FILLED))
    assert became(taken) == {2: "confirmed", 3: "counted", 4: "proposed", 5: "counted", 6: "refused"}
    assert (taken.mechanism, taken.unchanged, taken.problems) == ("rcm", 0, ())
    assert [(one.code, one.locator.row, one.locator.element) for row in taken.rows for one in row.problems] == [
        ("date-unread", 4, "date"),
        ("answer-unread", 6, None),
    ]
    assert taken.rows[4].problems[0].message.startswith("Row 6: title: a meeting that the register does not hold needs")
    held = dict(Meeting.objects.values_list("title", "edtf"))
    assert (held["Workshop on data"], held["Seminar on returns"]) == ("2024-07-04", "2027-05-03")
    assert rebuild(check=True).is_sound


def test_where_nobody_said_that_it_is_trusted_everything_is_proposed(sheet, uids):
    taken = take(filled(sheet, FILLED))
    assert became(taken) == {2: "proposed", 3: "proposed", 4: "proposed", 5: "proposed", 6: "refused"}
    assert Meeting.objects.count() == 3
    accept(taken.rows[1].submitted.document, **WHO)
    assert Meeting.objects.get(uid=uids[1]).edtf == "2024-07-04"


def test_what_came_by_mail_is_proposed_as_the_mechanisms(sheet, trusted):
    taken = take(filled(sheet, {(3, "date"): "4 July 2024"}), MAIL)
    assert became(taken) == {3: "proposed"}
    row = Submission.objects.get()
    assert (row.mechanism, row.sender, row.lang) == ("rcm", "by mail", "en")


@pytest.mark.parametrize("second", [ROOM, MAIL, Sender("Bea", "rcm", Right.TRUSTED, owner="room:2")])
def test_the_same_sheet_again_changes_nothing_by_whichever_way(sheet, trusted, second):
    first = take(filled(sheet, FILLED))
    entries = Revision.objects.count()
    again = take(filled(sheet, {**FILLED, (9, "confirms"): "yes"}), second, now=LATER + timedelta(days=2))
    assert became(again) == {2: "repeated", 3: "repeated", 4: "repeated", 5: "repeated", 6: "refused"}
    assert [one.uid for one in again.submitted] == [one.uid for one in first.submitted]
    assert Revision.objects.count() == entries


def test_two_equal_new_lines_are_one(sheet, trusted):
    both = {(row, name): words for row in (5, 7) for name, words in (("title", "Seminar"), ("date", "3 May 2027"))}
    assert became(take(filled(sheet, both))) == {5: "counted", 7: "repeated"}


def test_a_meeting_that_changed_meanwhile_is_told_and_left(sheet, trusted, uids):
    correct(uids[1], {"edtf": "2024-07-09"}, **WHO)
    taken = take(filled(sheet, {(2, "date"): "28 June 2024", (3, "date"): "4 July 2024"}))
    assert became(taken) == {2: "counted", 3: "stale"}
    assert [(line.actor, line.new) for line in taken.rows[1].lines if line.field == "edtf"] == [("ann", "2024-07-09")]
    assert Meeting.objects.get(uid=uids[1]).edtf == "2024-07-09"


def test_who_changed_a_meeting_with_a_sheet_may_change_it_again_with_the_same(sheet, trusted, uids):
    take(filled(sheet, {(3, "date"): "4 July 2024"}))
    taken = take(filled(sheet, {(3, "date"): "5 July 2024"}), now=LATER + timedelta(hours=1))
    assert (became(taken), Meeting.objects.get(uid=uids[1]).edtf) == ({3: "counted"}, "2024-07-05")


def test_a_sheet_of_another_mechanism_is_refused(sheet):
    taken = take(filled(sheet, FILLED), Sender("Ana", "sacm", Right.TRUSTED, owner="room:3"))
    (told,) = taken.problems
    assert (told.code, taken.rows, Submission.objects.exists()) == ("answer-foreign", (), False)
    assert told.message.startswith("This is the sheet of rcm, and you answer for sacm. Nothing was taken.")


@pytest.mark.parametrize("whose", ["nobody", "pafom"])
def test_a_line_of_no_meeting_of_its_own_is_refused_and_the_others_are_taken(put, sheet, trusted, whose):
    uid = "00000000-0000-4000-8000-000000000000"
    if whose == "pafom":
        put(make_reading(make_record(title="Elsewhere", mechanisms=("pafom",)), name="other"))
        uid = Meeting.objects.get(title="Elsewhere").uid
    taken = take(filled(sheet, {(2, "iscm-answers"): uid, (2, "date"): "28 June 2024", (3, "confirms"): "yes"}))
    assert became(taken) == {2: "refused", 3: "confirmed"}
    assert [one.message.partition(".")[0] for one in taken.rows[0].problems] == [
        "Row 2, column A: the register has no such meeting of rcm"
    ]


def test_a_meeting_that_was_withdrawn_is_told(sheet, trusted, uids):
    withdraw(uids[0], **WHO)
    (row,) = take(filled(sheet, {(2, "confirms"): "yes"})).rows
    assert (row.became, [one.code for one in row.problems]) == (Became.REFUSED, ["answer-unread"])


def test_a_blocked_mechanism_and_what_is_no_sheet_are_refused(sheet):
    PostingRight.objects.create(mechanism="rcm", right="blocked", set_at=NOW)
    with pytest.raises(RefusedError):
        take(filled(sheet, FILLED))
    with pytest.raises(UnreadableInputError):
        take(filled(sheet, lambda page: page.delete_rows(1)))


def test_nothing_is_half_written_where_something_breaks(sheet, trusted, monkeypatch):
    submit = answers.submit

    def broken(values, **how):
        if how["about"] is None:
            raise ZeroDivisionError
        return submit(values, **how)

    monkeypatch.setattr(answers, "submit", broken)
    before = Revision.objects.count()
    with pytest.raises(ZeroDivisionError):
        take(filled(sheet, FILLED))
    assert (Submission.objects.exists(), Revision.objects.count()) == (False, before)


def test_a_dry_run_tells_and_keeps_nothing(sheet, trusted):
    taken = take(filled(sheet, FILLED), dry_run=True)
    assert became(taken)[3] == "counted"
    assert not Submission.objects.exists()
    assert not Meeting.objects.filter(title="Seminar on returns").exists()


def test_the_file_is_kept_and_the_log_tells_who_brought_it(sheet, trusted, uids):
    document = filled(sheet, {(3, "date"): "4 July 2024"})
    take(document)
    assert bytes(Received.objects.get(sha256=document.sha256).content) == document.content
    assert [(line.actor, line.new) for line in history("file", document.sha256)] == [("rcm: Ana", "answers.xlsx")]
    assert [line.new for line in history("meeting", uids[1]) if line.field == "edtf"][:1] == ["2024-07-04"]


def test_a_sheet_with_nothing_new_leaves_nothing(sheet, uids):
    taken = take(filled(sheet, {}))
    assert (taken.rows, taken.unchanged, Submission.objects.exists()) == ((), 3, False)
    assert not Received.objects.filter(name="answers.xlsx").exists()
