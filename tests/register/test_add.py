"""A meeting that an editor enters: a document like others, with an editor's weight."""

from datetime import timedelta

import pytest

from iscm.domain.errors import ConflictError, UnreadableInputError
from iscm.register.models import Document, Meeting
from iscm.register.operations.add import TITLE, add
from iscm.register.operations.rebuild import rebuild
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
WHO = {"actor": "ann", "reason": "a call", "now": NOW}
WORDS = {"title": "3rd Workshop on Visas", "date": "4 May 2027", "mechanism": "rcm"}


def test_it_is_a_meeting_with_an_editors_weight():
    added = add(WORDS, {"count": 2}, **WHO)
    row = Meeting.objects.get(uid=added.uid)
    assert (added.is_new, row.edtf, row.count, row.ordinal) == (True, "2027-05-04", 2, 3)
    assert Document.objects.order_by("id").values_list("title", "trust").first() == (TITLE, 0)
    assert rebuild(check=True).is_sound


def test_its_words_count_over_later_documents(put):
    uid = add(WORDS, {}, **WHO).uid
    record = make_record(title="3rd Workshop on Visas", ordinal=3, when="2027-05-04", mechanisms=("rcm", "sacm"))
    put(make_reading(record, year=2027), now=NOW + timedelta(days=1))
    assert list(Meeting.objects.values_list("uid", "edtf")) == [(uid, "2027-05-04")]


def test_what_the_register_holds_already_is_not_held_twice(put):
    told = {"ordinal": 3, "when": "2027-05-04", "mechanisms": ("rcm",), "kind": "workshop"}
    record = make_record(title="3rd Workshop on Visas", **told)
    uid = put(make_reading(record, year=2027)).created[0]
    added = add({**WORDS, "outcome": "Agreed."}, {"count": 2}, **WHO)
    row = Meeting.objects.get()
    assert (added.uid, added.is_new, row.outcome, row.count) == (uid, False, "Agreed.", 1)


@pytest.mark.parametrize(
    ("words", "more", "who", "error"),
    [
        ({"date": "4 May 2027"}, {}, {}, UnreadableInputError),
        ({**WORDS, "colour": "blue"}, {}, {}, UnreadableInputError),
        (WORDS, {}, {"reason": " "}, ConflictError),
        (WORDS, {"status": "lost"}, {}, ConflictError),
    ],
)
def test_what_cannot_be_leaves_nothing_behind(words, more, who, error):
    with pytest.raises(error):
        add(words, more, **{**WHO, **who})
    assert (Meeting.objects.count(), Document.objects.count()) == (0, 0)
