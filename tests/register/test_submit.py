"""What is sent in takes the road of any document: proposed or trusted, bound to its meeting, answered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from iscm.domain.documents import Document as Bytes
from iscm.domain.errors import (
    ConflictError,
    FileRefusedError,
    RefusedError,
    StaleError,
    UnknownReferenceError,
    UnreadableInputError,
)
from iscm.domain.records import Link
from iscm.domain.submissions import Right, Sender
from iscm.reading.layouts.limits import MAX_BYTES
from iscm.register.models import Document, Meeting, MeetingCitation, PostingRight, Proposal, Revision, Submission
from iscm.register.operations.accept import accept
from iscm.register.operations.correct import correct
from iscm.register.operations.posting import right_of, set_right
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.refuse import refuse
from iscm.register.operations.submit import find_submission, submit
from iscm.register.queries.documents import all_documents
from iscm.register.queries.history import history, version_of
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
WHO = {"actor": "ann", "reason": "so it is", "now": LATER}
SOM = make_record(title="34th Senior Officials Meeting", ordinal=34)
PUBLIC = Sender("Somebody", contact="somebody@example.org")
KNOWN = Sender("Ana", "budapest-process", Right.TRUSTED, owner="key:1")
WORKSHOP = {"title": "Workshop on data", "date": "3 May 2027", "mechanism": "budapest-process"}


@pytest.fixture
def uid(put):
    return put(make_reading(SOM, last_update=date(2024, 1, 31))).created[0]


@pytest.fixture
def trusted(uid):
    set_right("budapest-process", Right.TRUSTED, actor="ann", reason="they know", now=NOW)


def send(values, sender=KNOWN, **rest):
    return submit(values, sender=sender, **{"now": LATER, **rest})


def test_an_answer_waits_for_a_person_and_counts_over_documents_once_accepted(uid):
    sent = send({"date": "4 July 2024", "place": "nowhere at all"}, about=uid)
    assert (sent.state, sent.kind, Meeting.objects.get().edtf) == ("proposed", "change", "2024-06-27")
    accept(sent.document, **WHO)
    meeting = Meeting.objects.get()
    assert (meeting.edtf, meeting.places.get().city) == ("2024-07-04", "Stockholm")
    assert (find_submission(sent.uid).state, find_submission(sent.uid).meetings) == ("accepted", (uid,))
    assert rebuild(check=True).is_sound


def test_a_link_that_is_sent_as_an_address_alone_keeps_its_name(put):
    agenda, report = "https://example.org/agenda", "https://example.org/report"
    (uid,) = put(make_reading(replace(SOM, links=(Link("Agenda", agenda),)), last_update=date(2024, 1, 31))).created
    sent = send({"links": f"{agenda}\n{report}"}, about=uid)
    accept(sent.document, **WHO)
    assert Meeting.objects.get().links == [{"text": "Agenda", "url": agenda}, {"text": report, "url": report}]


def test_a_trusted_answer_counts_at_once_as_a_secretariats(uid, trusted, put):
    assert send({"date": "4 July 2024"}, about=uid).state == "accepted"
    put(make_reading(make_record(title=SOM.title, ordinal=34, when="2024-08-01"), last_update=date(2026, 12, 1)))
    assert Meeting.objects.get().edtf == "2024-07-04"
    correct(uid, {"edtf": "2024-09-01"}, **WHO)
    assert Meeting.objects.get().edtf == "2024-09-01"
    assert rebuild(check=True).is_sound


REVIEWED = [
    ({"date": "some day"}, KNOWN, "what is not understood needs a person"),
    ({"note": "please call"}, KNOWN, "words for the desk need a person"),
    ({"mechanism": "rcm"}, KNOWN, "of another mechanism"),
    ({"date": "4 July 2024"}, Sender("Ana", "rcm", Right.TRUSTED), "a meeting of another mechanism"),
    ({"date": "4 July 2024"}, Sender("Ana", "budapest-process"), "nobody knows who that is"),
    ({"date": "4 July 2024"}, PUBLIC, "anybody"),
]


@pytest.mark.parametrize(("values", "sender"), [case[:2] for case in REVIEWED], ids=[case[2] for case in REVIEWED])
def test_whatever_is_not_sure_waits_for_a_person(uid, trusted, values, sender):
    set_right("rcm", Right.TRUSTED, actor="ann", reason="they know", now=NOW)
    assert send(values, sender, about=uid).state == "proposed"
    assert Meeting.objects.get().edtf == "2024-06-27"


def test_nothing_said_is_that_nothing_changed(uid, trusted):
    sent = send({}, about=uid)
    assert (sent.kind, sent.state, sent.understood) == ("confirm", "accepted", {})
    receipt = MeetingCitation.objects.get(record__document__sha256=sent.document)
    assert (receipt.meeting.uid, receipt.chosen, receipt.record.document.last_update) == (uid, [], LATER.date())
    assert history("meeting", uid)[0].action == "answered"


def test_a_new_meeting_is_matched_like_any_record(uid, trusted):
    sent = send({"title": SOM.title, "date": "27 June 2024", "mechanism": "budapest-process"})
    assert (sent.state, sent.kind, sent.meetings) == ("accepted", "new", (uid,))
    other = send(WORKSHOP)
    assert (len(other.meetings), Meeting.objects.count()) == (1, 2)
    assert rebuild(check=True).is_sound


def test_what_anybody_suggests_counts_once_an_editor_accepts_it(uid):
    sent = send({"date": "4 July 2024"}, PUBLIC, about=uid)
    accept(sent.document, **WHO)
    assert Meeting.objects.get().edtf == "2024-07-04"


def test_signs_that_no_store_takes_are_left_out(uid):
    odd = "Work\x00shop\ud800 \u202eon data"
    sent = send({"title": odd, "date": "3 May 2027", "mechanism": "rcm", "note": odd})
    assert (sent.understood["title"], Submission.objects.get().note) == ("Workshop on data", "Workshop on data")


def test_two_equal_rows_of_one_sheet_are_one_submission(uid):
    first, again = send(WORKSHOP), send(WORKSHOP)
    assert (first.uid, again.is_repeated) == (again.uid, True)


def test_a_file_that_is_too_large_is_refused_with_all_that_came_with_it(uid):
    with pytest.raises(FileRefusedError, match="too large"):
        send({}, about=uid, attached=Bytes("large.bin", b"x" * (MAX_BYTES + 1)))
    assert Submission.objects.count() == 0


def test_an_outcome_is_told_as_one(uid, trusted):
    assert send({"outcome": "A declaration.", "links": "https://example.org/d.pdf"}, about=uid).kind == "outcome"
    assert Meeting.objects.get().outcome == "A declaration."


def test_a_file_that_comes_along_is_kept_and_read_as_a_proposal_of_its_own(uid):
    calendar = b"Date,Place,Title\n3 May 2027,Geneva (Switzerland),Budapest Process workshop on data\n"
    sent = send({}, about=uid, attached=Bytes("programme.csv", calendar))
    row = Submission.objects.get(uid=sent.uid)
    assert (sent.kind, bytes(row.attached.content)) == ("material", calendar)
    assert Document.objects.get(received=row.attached).accepted_at is None
    again = send(
        {}, about=uid, attached=Bytes("declaration.pdf", b"%PDF-1.7 no page"), now=LATER + timedelta(minutes=1)
    )
    assert bytes(Submission.objects.get(uid=again.uid).attached.content) == b"%PDF-1.7 no page"


def test_a_blocked_sender_is_told_in_one_sentence_and_nothing_is_kept(uid):
    set_right("budapest-process", Right.BLOCKED, actor="ann", reason="spam", now=NOW)
    set_right("", Right.BLOCKED, actor="ann", reason="spam", now=NOW)
    for sender in (KNOWN, PUBLIC):
        with pytest.raises(RefusedError):
            send({"date": "4 July 2024"}, sender, about=uid)
    assert Submission.objects.count() == 0


def test_who_sends_is_known_to_the_desk_alone(uid, trusted):
    send({"date": "4 July 2024", "note": "call +41 22"}, PUBLIC, about=uid)
    send({"outcome": "A declaration."}, about=uid)
    row = Submission.objects.order_by("id")[0]
    assert (row.sender, row.contact, row.note) == ("Somebody", "somebody@example.org", "call +41 22")
    shown = repr(all_documents())
    assert [word for word in ("Somebody", "Ana", "+41") if word in shown] == []
    assert [line.title for line in all_documents()].count("Sent in") == 0


def test_the_name_in_the_log_is_never_an_editors(uid):
    send({"date": "4 July 2024"}, Sender("ann"), about=uid)
    assert Revision.objects.order_by("-id").filter(action="received")[0].actor == "public: ann"


def test_an_answer_asks_about_the_meeting_that_it_names(uid):
    sent = send({"date": "4 July 2024"}, about=uid)
    asked = Proposal.objects.get()
    held = MeetingCitation.objects.get(meeting__uid=uid).occurrence
    assert (asked.left, asked.right, asked.verdict) == (held, f"{sent.document[:16]}#1", "same")
    accept(sent.document, **WHO)
    with pytest.raises(ConflictError):
        accept(sent.document, **WHO)


def test_a_refused_submission_is_answered_and_cannot_be_accepted(uid):
    sent = send({"date": "4 July 2024"}, about=uid)
    refuse(sent.document, actor="ann", reason="The host says otherwise.", now=LATER)
    assert (find_submission(sent.uid).state, find_submission(sent.uid).answer) == (
        "refused",
        "The host says otherwise.",
    )
    with pytest.raises(ConflictError):
        accept(sent.document, **WHO)


def test_the_same_request_twice_sends_once(uid):
    first, again = (send(WORKSHOP, request_key="7") for _ in range(2))
    assert (first.uid, again.is_repeated, Submission.objects.count()) == (again.uid, True, 1)
    with pytest.raises(ConflictError):
        send({**WORKSHOP, "date": "4 May 2027"}, request_key="7")
    send(WORKSHOP, Sender("Eva", "rcm", Right.TRUSTED, owner="key:2"), request_key="7")
    assert Submission.objects.count() == 2


def test_only_its_owner_is_told_what_became_of_it(uid):
    sent = send(WORKSHOP)
    assert find_submission(sent.uid, "key:1").uid == sent.uid
    for address, owner in ((sent.uid, "key:2"), ("nowhere", "key:1")):
        with pytest.raises(UnknownReferenceError):
            find_submission(address, owner)


def test_who_typed_over_an_older_version_is_told(uid):
    seen = version_of(uid)
    correct(uid, {"edtf": "2024-09-01"}, **WHO)
    with pytest.raises(StaleError):
        send({"date": "4 July 2024"}, about=uid, seen=seen)


@pytest.mark.parametrize(
    ("values", "about", "error"),
    [
        ({"date": "4 July 2024"}, "nowhere", UnknownReferenceError),
        ({"date": "4 July 2024"}, None, UnreadableInputError),
        ({}, None, UnreadableInputError),
        ({"day": "4 July 2024"}, None, UnreadableInputError),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(uid, values, about, error):
    before = Revision.objects.count()
    with pytest.raises(error):
        send(values, about=about)
    assert (Submission.objects.count(), Revision.objects.count()) == (0, before)


def test_a_posting_right_is_set_with_name_and_reason_and_for_mechanisms_that_there_are(uid):
    assert right_of("budapest-process") is Right.REVIEWED
    set_right("budapest-process", Right.TRUSTED, **WHO)
    (line,) = history("mechanism", "budapest-process")
    assert (line.old, line.new, line.actor) == ("reviewed", "trusted", "ann")
    with pytest.raises(UnknownReferenceError):
        set_right("nobody", Right.TRUSTED, **WHO)
    with pytest.raises(ConflictError):
        set_right("rcm", Right.TRUSTED, actor="ann", reason="")
    assert PostingRight.objects.count() == 1
