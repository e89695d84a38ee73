"""Meetings follow from their records, whatever was done to them."""

import pytest

from iscm.register.models import Meeting, MeetingCitation, Revision
from iscm.register.operations.rebuild import rebuild
from tests.factories.records import make_reading, make_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(put):
    put(make_reading(make_record(), make_record(title="Workshop", kind="workshop", when="2024-03-05")))


def test_untouched_register_is_sound(two):
    found = rebuild(check=True)
    assert (found.meetings, found.differences, found.broken_log) == (2, {}, None)


def test_altered_meeting_is_told_and_put_right_under_its_own_address(two):
    meeting = Meeting.objects.get(edtf="2024-03-05")
    Meeting.objects.filter(pk=meeting.pk).update(title="Party", edtf="2024-03-06")
    assert rebuild(check=True).differences == {meeting.uid: "edtf: 2024-03-06 → 2024-03-05; title: Party → Workshop"}
    rebuild(check=False)
    meeting.refresh_from_db()
    assert (meeting.title, meeting.edtf, rebuild(check=True).is_sound) == ("Workshop", "2024-03-05", True)


def test_lost_meeting_is_told_and_made_anew(two):
    meeting = Meeting.objects.get(edtf="2024-03-05")
    meeting.delete()
    assert list(rebuild(check=True).differences.values()) == ["missing: “Workshop”"]
    rebuild(check=False)
    assert rebuild(check=True).is_sound


def test_meeting_without_records_is_told(two):
    MeetingCitation.objects.filter(meeting__edtf="2024-03-05").update(occurrence="gone")
    assert sorted(rebuild(check=True).differences.values()) == ["missing: “Workshop”", "no record tells of it"]


def test_check_changes_nothing(two):
    Meeting.objects.update(title="Party")
    rebuild(check=True)
    assert set(Meeting.objects.values_list("title", flat=True)) == {"Party"}


@pytest.mark.parametrize("spoil", ["alter", "remove"])
def test_log_that_was_tampered_with_is_told(two, spoil):
    second = Revision.objects.order_by("id")[1]
    if spoil == "alter":
        Revision.objects.filter(pk=second.pk).update(actor="somebody else")
        wrong = second.pk
    else:
        second.delete()
        wrong = Revision.objects.order_by("id")[1].pk
    assert rebuild(check=True).broken_log == wrong
