"""The bulletin: week by week, the weightiest first."""

from datetime import timedelta

import pytest
from lxml import html

from iscm.register.models import Revision
from tests.factories.rows import NOON, add_meeting, raise_stamp

pytestmark = pytest.mark.django_db
NEW = ("created", {}, {})
CANCELLED = ("cancelled", {"status": "planned"}, {"status": "cancelled"})
MOVED = ("moved", {"edtf": "2024-10-01"}, {"edtf": "2024-10-08"})


def add(title, change, *, edtf="2024-10-08", at=NOON):
    meeting = add_meeting(title, edtf)
    action, old, new = change
    Revision.objects.create(
        at=at, actor="ann", action=action, object_type="meeting", object_key=meeting.uid, old=old, new=new,
        digest=title, reason="",
    )  # fmt: skip
    raise_stamp()
    return meeting


def shown(response):
    """The sections with the lines of each, as a reader sees them."""
    sections = html.fromstring(response.content).xpath('//section[@class="news"]')
    return {
        section.xpath("string(h2/text())").strip(): [" ".join(li.text_content().split()) for li in section.iter("li")]
        for section in sections
    }


def links(response, rel):
    return html.fromstring(response.content).xpath(f'//main//a[@rel="{rel}"]/@href')


def test_a_week_tells_what_was_cancelled_moved_and_new(client):
    add("New forum", NEW)
    add("Old forum", NEW, edtf="1999-05-01")
    add("Round table", CANCELLED)
    add("Seminar", MOVED)
    answer = client.get("/changes/")
    assert shown(answer) == {
        "Cancelled": ["Round table GFMD 8 October 2024, Geneva, Switzerland Status: planned → cancelled"],
        "Date changed": ["Seminar GFMD 8 October 2024, Geneva, Switzerland Date: 1 October 2024 → 8 October 2024"],
        "New": ["New forum GFMD 8 October 2024, Geneva, Switzerland"],
    }
    assert "1 meeting that was over already was entered." in answer.text
    assert "/changes/2024/39/" in answer.text


def test_weeks_with_news_lead_to_each_other(client):
    for weeks in (0, 1, 5):
        add(f"Forum {weeks}", NEW, edtf="2025-10-08", at=NOON + timedelta(weeks=weeks))
    middle = client.get("/changes/2024/40/")
    assert (links(middle, "prev"), links(middle, "next")) == (["/changes/2024/39/"], ["/changes/2024/44/"])
    assert [*shown(client.get("/changes/"))["New"]] == ["Forum 5 GFMD 8 October 2025, Geneva, Switzerland"]


def test_a_quiet_week_says_so(client):
    assert "Nothing changed in this week that a reader must hear of." in client.get("/changes/2024/1/").text


@pytest.mark.parametrize("path", ["2024/0", "2024/54", "1999/1", "9999/1", "99999999999/1", "2024/x"])
def test_there_are_weeks_that_are_none(client, path):
    assert client.get(f"/changes/{path}/").status_code == 404
