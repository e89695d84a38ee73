"""Links to rooms: made, used, revoked; what they open at which moment, and what the log says."""

from datetime import timedelta

import pytest

from iscm.domain.errors import ConflictError, RefusedError, UnknownReferenceError
from iscm.domain.rooms import LinkState, Room, account_room
from iscm.domain.submissions import Right
from iscm.register.models import Revision, RoomLink, RoomNote
from iscm.register.operations.posting import set_right
from iscm.register.operations.room_notes import Part, answer_note, say
from iscm.register.operations.rooms import give_link_back, make_link, note_visit, revoke_link
from iscm.register.operations.undo import undo
from iscm.register.queries.room_page import confirmed_parts, notes_of, room_counts
from iscm.register.queries.rooms import link_state, links_of, room_of
from tests.factories.rows import add_mechanism
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHO = {"actor": "eve", "reason": "the mail went astray", "now": NOW + DAY}


@pytest.fixture(autouse=True)
def mechanisms(db):
    add_mechanism("gfmd")
    add_mechanism("rcm")


def make(mechanism="gfmd", name="The office", contact="office@example.org", days=60, **rest):
    return make_link(mechanism, name, contact, days=days, actor="eve", now=NOW, **rest)


def told():
    return list(Revision.objects.order_by("id").values_list("actor", "action", "new", "reason"))


def test_a_link_opens_one_room_until_its_time_has_passed():
    room = make()
    assert (room.mechanism, room.name, room.expires) == ("gfmd", "The office", NOW + 60 * DAY)
    moments = {NOW: True, NOW + 60 * DAY - timedelta(seconds=1): True, NOW + 60 * DAY: False}
    assert {at: room_of(room.link, at) == room for at in moments} == moments
    assert link_state(room.link, NOW + 61 * DAY) is LinkState.EXPIRED
    assert link_state("nothing", NOW) is LinkState.UNKNOWN


def test_two_links_have_nothing_in_common():
    one, other = make(), make()
    assert one.link != other.link
    assert len(one.link) >= 20


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"mechanism": "none"}, UnknownReferenceError),
        ({"name": "  "}, ConflictError),
        ({"name": "x" * 151}, ConflictError),
        ({"contact": "no address"}, ConflictError),
        ({"days": 0}, ConflictError),
        ({"days": 367}, ConflictError),
        ({"lang": "xx"}, ConflictError),
    ],
)
def test_a_link_that_cannot_be_is_not_made(values, error):
    with pytest.raises(error):
        make(**values)
    assert (RoomLink.objects.count(), Revision.objects.count()) == (0, 0)


def test_a_revoked_link_opens_nothing_until_it_is_given_back():
    room = make()
    revoke_link(room.link, **WHO)
    assert (room_of(room.link, NOW), link_state(room.link, NOW)) == (None, LinkState.REVOKED)
    with pytest.raises(UnknownReferenceError):
        revoke_link(room.link, **WHO)
    give_link_back(room.link, actor="eve", reason="found again", now=NOW + DAY)
    assert room_of(room.link, NOW) == room
    with pytest.raises(UnknownReferenceError):
        give_link_back(room.link, **WHO)


def test_making_and_revoking_can_be_undone_by_the_log():
    room = make()
    undo(Revision.objects.get(action="link-made").pk, **WHO)
    assert link_state(room.link, NOW) is LinkState.REVOKED
    undo(Revision.objects.get(action="link-revoked").pk, **WHO)
    assert link_state(room.link, NOW) is LinkState.OPEN


def test_the_log_tells_who_for_whom_and_why_and_no_mail_address():
    room = make(reason="asked on the phone")
    revoke_link(room.link, **WHO)
    facts = {"whom": "The office", "mechanism": "gfmd"}
    assert told() == [
        ("eve", "link-made", {**facts, "until": "2027-01-20"}, "asked on the phone"),
        ("eve", "link-revoked", facts, "the mail went astray"),
    ]


def test_a_visit_is_noted_to_within_ten_minutes():
    room = make()
    seen = []
    for minutes in (0, 9, 11):
        note_visit(room.link, NOW + timedelta(minutes=minutes))
        seen.append(RoomLink.objects.get().last_used_at - NOW)
    assert seen == [timedelta(0), timedelta(0), timedelta(minutes=11)]


def test_links_are_listed_by_mechanism_the_latest_first():
    make(), make("rcm", "Other"), make(name="Second")
    assert [line.name for line in links_of("gfmd")] == ["Second", "The office"]
    assert [line.name for line in links_of()] == ["Second", "Other", "The office"]


def test_what_is_said_of_a_mechanism_waits_and_is_answered():
    room = make()
    say(room, Part.CHAIR, "It is Chad since May.\nSee our page.", now=NOW)
    say(room, Part.CHAIR, "It is Chad since May.\nSee our page.", now=NOW)
    (note,) = notes_of("gfmd")
    assert (note.part, note.words, note.answer) == ("chair", "It is Chad since May.\nSee our page.", "")
    assert room_counts()["gfmd"].notes == 1
    answer_note(note.id, mechanism="gfmd", actor="eve", answer="stated", now=NOW)
    assert (notes_of("gfmd")[0].answer, notes_of("gfmd", only_open=True), room_counts()["gfmd"].notes) == (
        "stated",
        (),
        0,
    )


def test_a_part_that_is_still_right_is_remembered_with_its_day():
    room = make()
    say(room, Part.MEMBERS, "", now=NOW)
    say(room, Part.MEMBERS, " ", now=NOW + 40 * DAY)
    assert confirmed_parts("gfmd") == {"members": NOW + 40 * DAY}
    assert (confirmed_parts("rcm"), notes_of("gfmd")) == ({}, ())


def test_nothing_is_taken_from_a_blocked_mechanism():
    room = make()
    set_right("gfmd", Right.BLOCKED, actor="chief", reason="forged mails", now=NOW)
    with pytest.raises(RefusedError):
        say(room, Part.CHAIR, "wrong", now=NOW)
    assert RoomNote.objects.count() == 0


@pytest.mark.parametrize("words", ["x" * 4001, "line\n" * 1000])
def test_words_that_are_too_many_are_refused(words):
    with pytest.raises(ConflictError):
        say(make(), Part.CHAIR, words, now=NOW)


@pytest.mark.parametrize(("part", "words", "mechanism"), [(Part.CHAIR, "", "gfmd"), (Part.CHAIR, "wrong", "rcm")])
def test_a_note_that_is_not_there_is_not_answered(part, words, mechanism):
    say(make(), part, words, now=NOW)
    with pytest.raises(UnknownReferenceError):
        answer_note(RoomNote.objects.get().pk, mechanism=mechanism, actor="eve", answer="yes")


def test_who_sends_from_a_room_is_its_mechanism_and_known():
    room = Room("abc", "gfmd", "The office", "office@example.org", NOW)
    assert (room.owner, room.actor, room.sender.trust) == ("room:abc", "gfmd: The office", Right.TRUSTED)
    assert (room.is_account, account_room(7, "ann", "gfmd").is_account) == (False, True)
