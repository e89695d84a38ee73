"""What lies near meetings for who may see some that are closed."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iscm.register.queries.meetings import by_uids
from iscm.register.queries.neighbours import is_near_to_tell, nearness, neighbours
from tests.factories.rows import add_meeting

pytestmark = pytest.mark.django_db
WORDS = {"title": "Secret talks", "lang": "en", "kind": "", "ordinal": None, "outcome": "", "topic": ""}
WITHHELD = {**WORDS, "links": [], "themes": [["data", "stated", 1]], "initiatives": []}
QUERIES = 12


def row(title="Mine", when="2031-05-14", **rest):
    return by_uids((add_meeting(title, when, **{"mechanisms": ("rabat-process",), **rest}).uid,))[0]


@pytest.mark.parametrize(
    ("when", "is_told"),
    [
        ("2031-05-14", True), ("2031-05", True), ("2031-34", True), ("2031-41", False), ("2031", False), ("", False),
        ("0001-01-01", False), ("9999-12-31", False),
    ],
)  # fmt: skip
def test_a_quarter_is_the_most_of_which_something_is_told(when, is_told):
    mine = row(when=when)
    add_meeting("Other", when or "2031-05-14")
    assert (is_near_to_tell(mine), len(nearness(mine, lambda _: True).neighbours)) == (is_told, int(is_told))


@pytest.mark.parametrize(("may_read", "title"), [(True, "Secret talks"), (False, "")])
def test_words_of_closed_meetings_and_their_themes_are_for_who_may_read_them(may_read, title):
    mine = row(themes=("data",))
    add_meeting("", "2031-05-14", mechanisms=("khartoum-process",), is_closed=True, withheld=WITHHELD)
    (near,) = nearness(mine, lambda slugs: may_read and "khartoum-process" in slugs).neighbours
    assert (near.row.title, near.clash.themes) == (title, ("data",) * may_read)


def test_none_is_near_itself_and_each_other_is_told_once():
    mine, other = row(when="{2031-05-14,2031-05-16}"), row("Other", "2031-05-15")
    found = neighbours([mine, other], lambda _: True)
    assert {uid: [near.row.title for near in those] for uid, those in found.items()} == {
        mine.uid: ["Other"],
        other.uid: ["Mine"],
    }


@pytest.mark.parametrize("number", [1, 25])
def test_as_many_queries_however_many_meetings(number):
    mine = [row(f"Mine {n}", date(2031, 5, 1 + n).isoformat()) for n in range(number)]
    add_meeting("", "2031-05-02", is_closed=True, withheld=WITHHELD)
    with CaptureQueriesContext(connection) as asked:
        neighbours(mine, lambda _: True)
    assert len(asked) <= QUERIES
