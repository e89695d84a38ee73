"""What a meeting prepares and beside which one it is held: asked, sought, said, taken back."""

import pytest
from django.urls import reverse

from iscm.reconciliation.judgements import AUTOMATIC
from iscm.register.models import Judgement, MeetingCitation, Proposal, Relation, Revision
from iscm.register.operations.rebuild import rebuild
from iscm.register.rules import Role
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW, few, put, register  # noqa: F401  # fixtures

FIRST, SECOND = "Preparatory meeting of experts", "Ministerial conference on returns"


@pytest.fixture
def uids(put):  # noqa: F811  # a fixture
    return [
        put(make_reading(make_record(title=title, when=when), name=title)).created[0]
        for title, when in ((FIRST, "2024-03-01"), (SECOND, "2024-09-01"))
    ]


@pytest.fixture
def keys(uids):
    return [MeetingCitation.objects.get(meeting__uid=uid).occurrence for uid in uids]


@pytest.fixture
def ann(signed_in):
    return signed_in("ann", Role.EDITOR)


def relations():
    return list(Relation.objects.values_list("meeting__uid", "kind", "other__uid"))


def at(name, uid):
    return reverse(name, args=[uid])


@pytest.mark.parametrize(
    ("tie", "first", "kind"), [("prepares", 0, "prepares"), ("side-event-of back", 1, "side-event-of")]
)
def test_another_meeting_is_found_by_its_words_and_tied(ann, uids, tie, first, kind):
    page = ann.get(at("desk-ties", uids[0]), {"q": "Ministerial returns"}).text
    assert (SECOND in page, f'value="{uids[1]}" required checked' in page) == (True, True)
    typed = {"q": "Ministerial", "other": uids[1], "tie": tie, "reason": "the agenda"}
    assert ann.post(at("desk-tie", uids[0]), typed).status_code == 302
    assert relations() == [(uids[first], kind, uids[1 - first])]
    shown = [ann.get(at("desk-meeting", uid)).text for uid in uids]
    assert ["the agenda" in text and 'name="judgement"' in text for text in shown] == [True, True]
    ann.post(at("desk-same-back", uids[1]), {"judgement": Judgement.objects.get(actor="ann").pk, "reason": "no"})
    assert relations() == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"other": "nobody"}, "Choose another meeting."),
        ({"tie": ""}, "Say how they hang together."),
        ({"tie": "same"}, "Say how they hang together."),
        ({"reason": " "}, "Say why"),
    ],
)
def test_a_tie_that_cannot_be_is_refused_and_what_was_typed_stays(ann, uids, typed, told):
    whole = {"q": "Ministerial", "other": uids[1], "tie": "prepares", "reason": "the agenda"}
    page = ann.post(at("desk-tie", uids[0]), whole | typed)
    assert (page.status_code, told in page.text, 'value="Ministerial"' in page.text) == (400, True, True)
    assert relations() == []


@pytest.mark.parametrize(("verdict", "expected"), [("prepares", 1), ("unrelated", 0), ("unsure", 0)])
def test_what_the_register_asks_is_answered_on_the_page_of_either_meeting(ann, uids, keys, verdict, expected):
    left, right = keys
    Proposal.objects.create(left=left, right=right, verdict="prepares", score=2, features=[], made_at=NOW)
    shown = [ann.get(at("desk-meeting", uid)).text for uid in uids]
    assert ["This one prepares the other" in shown[0], "The other prepares this one" in shown[1]] == [True, True]
    ann.post(at("desk-tie-answer", uids[1]), {"left": left, "right": right, "verdict": verdict})
    assert (len(relations()), Proposal.objects.filter(judgement=None).exists()) == (expected, False)
    assert rebuild(check=True).is_sound


def test_what_the_register_judged_by_itself_is_said_to_be_otherwise_and_that_is_undone(ann, uids, keys):
    left, right = keys
    Judgement.objects.create(left=left, right=right, verdict="prepares", actor=AUTOMATIC, made_at=NOW)
    rebuild(check=False)
    assert relations() == [(uids[0], "prepares", uids[1])]
    ann.post(at("desk-tie-answer", uids[0]), {"left": left, "right": right, "verdict": "unrelated", "reason": "no"})
    assert relations() == []
    ann.post(at("desk-undo", Revision.objects.get(action="judged").pk), {"reason": "it is so"})
    assert relations() == [(uids[0], "prepares", uids[1])]


@pytest.mark.parametrize("verdict", ["same", "concerns", ""])
def test_nothing_else_is_answered(ann, uids, keys, verdict):
    left, right = keys
    Proposal.objects.create(left=left, right=right, verdict="prepares", score=2, features=[], made_at=NOW)
    typed = {"left": left, "right": right, "verdict": verdict}
    assert ann.post(at("desk-tie-answer", uids[0]), typed).status_code == 404
