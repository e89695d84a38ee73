"""What the page of a meeting says of meetings near it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.factories.rows import add_meeting, raise_stamp

OWN, OTHER = ("rabat-process",), ("khartoum-process",)


def told(client, meeting, prefix=""):
    page = html.fromstring(client.get(f"{prefix}/meetings/{meeting.uid}/").content)
    found = page.xpath("//dl[@id='values']/div[dt='Near it']/dd")
    return [(dd.xpath("./a/text()")[0], dd.xpath("./a/@href")[0], dd.xpath(".//li/a/bdi/text()")) for dd in found]


@pytest.fixture
def meeting(db):
    return add_meeting("Senior officials", "2024-05-14", mechanisms=OWN)


def add_near(number, **rest):
    for n in range(number):
        add_meeting(**{"title": f"Near {n}", "edtf": f"2024-05-{15 + n % 3}", "mechanisms": OTHER, **rest})
    raise_stamp()


@pytest.mark.parametrize(
    ("number", "said", "shown"),
    [(1, "1 meeting within 3 days shares members", 1), (9, "9 meetings within 3 days share members", 3)],
)
def test_how_many_share_members_and_the_first_three(client, meeting, number, said, shown):
    add_near(number)
    ((words, href, titles),) = told(client, meeting)
    assert (words, href, len(titles)) == (said, "/overlaps/clashes/2024/?mechanism=rabat-process", shown)


def test_where_nothing_is_near_nothing_is_said(client, meeting):
    assert told(client, meeting) == []


def test_a_closed_meeting_counts_without_its_title(client, meeting):
    add_near(1, title="", is_closed=True)
    assert [titles for *_, titles in told(client, meeting)] == [["Closed meeting"]]


def test_a_hostile_title_stays_words(client, meeting):
    add_near(1, title="<img src=x onerror=alert(1)> & more")
    assert [titles for *_, titles in told(client, meeting)] == [["<img src=x onerror=alert(1)> & more"]]


def test_as_many_queries_however_many_are_near(client, meeting):
    counted = []
    for number in (1, 20):
        add_near(number)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/meetings/{meeting.uid}/")
        counted.append(len(asked))
    # One of them for what is near; the second time also whether the answer that was given before still holds.
    assert counted == [14, 15]
