"""What editors do with one meeting: read, correct, pick, say what becomes of it, judge, withdraw, undo."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from iscm.domain.records import DateStatus
from iscm.register.models import Meeting, Revision
from iscm.register.operations.correct import correct
from iscm.register.operations.rebuild import rebuild
from iscm.register.queries.history import version_of
from iscm.register.rules import Role
from tests.desk.editing import form_of, send
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW, few, put, register  # noqa: F401  # fixtures

TITLE = "34th Senior Officials Meeting"


@pytest.fixture
def uid(put):  # noqa: F811  # a fixture
    som = make_record(title=TITLE, ordinal=34, date_status=DateStatus.TBC)
    return put(make_reading(som)).created[0]


@pytest.fixture
def ann(signed_in):
    return signed_in("ann", Role.EDITOR)


@pytest.fixture
def bob(signed_in):
    return signed_in("bob", Role.EDITOR)


def said():
    row = Meeting.objects.get()
    return row.edtf, row.date_status


def page_of(uid):
    return reverse("desk-meeting", args=[uid])


def test_a_date_is_changed_told_in_the_history_and_undone(ann, uid):
    typed = form_of(ann, page_of(uid))
    assert typed["date"] == "27 June 2024 (to be confirmed)"
    answer = send(ann, page_of(uid), {**typed, "date": "second half of 2027, tbc", "reason": "the host wrote"})
    assert (answer.status_code, said()) == (302, ("2027-41", "tbc"))
    past = ann.get(reverse("desk-meeting-history", args=[uid])).text
    assert [words in past for words in ("some time in July", "27 June 2024", "the host wrote", "ann")] == [True] * 4
    entry = Revision.objects.get(action="corrected").pk
    answer = ann.post(reverse("desk-undo", args=[entry]), {"reason": "the wrong meeting"})
    assert (answer.headers["Location"], said()) == (page_of(uid), ("2024-06-27", "tbc"))
    assert rebuild(check=True).is_sound
