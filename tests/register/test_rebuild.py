"""Meetings follow from their records, whatever was done to them."""

import pytest

from iscm.register.models import Meeting, MeetingCitation, Revision
from iscm.register.operations import rebuild as rebuilding
from iscm.register.operations.rebuild import rebuild
from tests.factories.records import make_reading, make_record

pytestmark = pytest.mark.django_db


COPIED = (
    *("date_status", "status", "attendance", "sort_day", "sort_rank", "created_at", "last_modified"),
    *("edtf", "earliest", "latest", "precision", "year"),
)


@pytest.fixture(autouse=True, params=[1, 500])
def at_once(request, monkeypatch):
    """How many meetings are looked at together tells nobody anything."""
    monkeypatch.setattr(rebuilding, "AT_ONCE", request.param)


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


def test_meeting_without_records_is_told_and_gets_its_address_back_with_its_record(two):
    uid = Meeting.objects.get(edtf="2024-03-05").uid
    MeetingCitation.objects.filter(meeting__uid=uid).update(occurrence="gone")
    assert sorted(rebuild(check=True).differences.values()) == ["missing: “Workshop”", "no record tells of it"]
    rebuild(check=False)
    assert (rebuild(check=True).is_sound, Meeting.objects.get(edtf="2024-03-05", is_listed=True).uid) == (True, uid)


def test_meeting_that_nothing_tells_of_is_taken_from_the_lists(two):
    row = Meeting.objects.get(edtf="2024-03-05")
    Meeting.objects.create(title="Invented", **{name: getattr(row, name) for name in COPIED})
    assert list(rebuild(check=True).differences.values()) == ["no record tells of it"]
    rebuild(check=False)
    assert (rebuild(check=True).is_sound, Meeting.objects.get(title="Invented").is_listed) == (True, False)


def test_what_is_lost_of_several_that_hang_together_is_told_once_each(put):
    for name in ("calendar 2024", "calendar 2024, second edition"):
        put(make_reading(make_record(title="Workshop", when="2024-03-05"), name=name))
    assert Meeting.objects.count() == 1
    MeetingCitation.objects.all().delete()
    Meeting.objects.all().delete()
    found = rebuild(check=True)
    assert (found.meetings, list(found.differences.values())) == (1, ["missing: “Workshop”"])


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
