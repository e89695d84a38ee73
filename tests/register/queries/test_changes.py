"""What changed last."""

from datetime import timedelta

import pytest

from iscm.register.models import Revision
from iscm.register.queries.changes import latest_batches, latest_changes
from tests.factories.rows import NOON, add_document, add_meeting


@pytest.fixture
def log(db):
    """`log(action, meeting, reason)` writes the next entry, a minute after the one before."""

    def write(action, meeting, reason=""):
        number = Revision.objects.count()
        entry = {"object_type": "meeting", "object_key": meeting.uid, "digest": str(number), "reason": reason}
        Revision.objects.create(at=NOON + timedelta(minutes=number), actor="iscm", action=action, **entry)

    return write


def test_what_may_stand_in_a_diary_is_told_one_by_one(log):
    meeting = add_meeting("SOM")
    for action in ("created", "moved", "outcome", "cancelled"):
        log(action, meeting)
    assert [(line.action, line.title) for line in latest_changes(9)] == [("cancelled", "SOM"), ("moved", "SOM")]


def test_what_a_document_brought_is_one_line_and_leads_to_it(log):
    meeting, document = add_meeting(), add_document(title="2024 Calendar", lang="en")
    for action in ("created", "created", "outcome", "moved"):
        log(action, meeting, "2024 Calendar: 3 records")
    log("held", meeting, "a person said so")
    assert [(line.document, line.title, line.reason, line.numbers) for line in latest_batches(9)] == [
        (None, "", "a person said so", (("held", 1),)),
        (document.pk, "2024 Calendar", "2024 Calendar: 3 records", (("created", 2), ("outcome", 1))),
    ]


def test_no_more_than_asked_for(log):
    for number in range(4):
        log("created", add_meeting(), f"Document {number}: 1 records")
        log("moved", add_meeting())
    assert [line.reason for line in latest_batches(2)] == ["Document 3: 1 records", "Document 2: 1 records"]
    assert len(latest_changes(2)) == 2


def test_meetings_that_readers_do_not_see_are_not_told(log):
    log("moved", add_meeting(is_listed=False))
    assert latest_changes(9) == ()
