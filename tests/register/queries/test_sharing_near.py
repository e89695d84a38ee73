"""Which meetings near one share members with it, for its page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iscm.register.queries.meetings import by_uids
from iscm.register.queries.sharing_near import sharing_near
from tests.factories.rows import add_meeting

pytestmark = pytest.mark.django_db
OWN, OTHER = ("rabat-process",), ("khartoum-process",)


def of(meeting, **rest):
    return sharing_near(by_uids((meeting.uid,))[0], **rest)


@pytest.mark.parametrize(
    ("mine", "theirs", "is_near"),
    [
        ("2024-05-14", "2024-05-14", True),
        ("2024-05-14", "2024-05-17", True),
        ("2024-05-14", "2024-05-18", False),
        ("2024-05-14/2024-05-16", "2024-05-10/2024-05-11", True),
        ("2024-05-14/2024-05-16", "2024-05-09/2024-05-10", False),
        ("2024-05-14", "2024-04-29/2024-06-15", True),
        ("{2024-05-14,2024-06-14}", "2024-06-15", True),
        ("{2024-05-14,2024-06-14}", "2024-06-01", False),
        ("2024-05-14", "{2024-05-01,2024-06-01}", False),
        ("2024-05-14", "[2024-05-14,2024-05-15]", False),
        ("[2024-05-14,2024-05-15]", "2024-05-14", False),
        ("2024-05-14", "2024-05", False),
        ("2024-05", "2024-05-14", False),
        ("0001-01-01", "0001-01-01", False),
        ("9999-12-31", "9999-12-31", False),
        ("", "2024-05-14", False),
    ],
)
def test_near_is_what_is_for_sure_within_three_days(mine, theirs, is_near):
    one = add_meeting("Mine", mine, mechanisms=OWN)
    add_meeting("Theirs", theirs, mechanisms=OTHER)
    assert [near.title for near in of(one)] == ["Theirs"] * is_near


@pytest.mark.parametrize(
    ("rest", "found"),
    [
        ({"mechanisms": OTHER}, 1),
        ({"mechanisms": ("gfmd",)}, 0),  # open to all, without a list
        ({"mechanisms": ("nobody-knows",)}, 0),
        ({"mechanisms": ("sacm", *OTHER)}, 1),
        ({"mechanisms": ()}, 0),
        ({"mechanisms": OTHER, "status": "cancelled"}, 0),
        ({"mechanisms": OTHER, "status": "postponed"}, 0),
        ({"mechanisms": OTHER, "is_listed": False}, 0),
    ],
)
def test_only_what_takes_place_and_has_members_in_common(rest, found):
    one = add_meeting("Mine", "2024-05-14", mechanisms=OWN)
    add_meeting("Theirs", "2024-05-15", **rest)
    assert len(of(one)) == found


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_nothing_is_near_what_does_not_take_place(status):
    one = add_meeting("Mine", "2024-05-14", mechanisms=OWN, status=status)
    add_meeting("Theirs", "2024-05-14", mechanisms=OTHER)
    assert of(one) == ()


def test_what_belongs_to_it_is_not_told():
    one, other = (add_meeting(title, "2024-05-14", mechanisms=OWN) for title in ("Mine", "Its eve"))
    assert (len(of(one)), of(one, apart=[other.uid])) == (1, ())


@pytest.mark.parametrize("number", [1, 30])
def test_most_members_first_with_one_query_however_many(number):
    one = add_meeting("Mine", "2024-05-14", mechanisms=OWN)
    for n in range(number):
        add_meeting(f"Few {n}", "2024-05-14", mechanisms=("arcp",))
    add_meeting("Most", "2024-05-16", mechanisms=("arcp", *OWN))
    row = by_uids((one.uid,))[0]
    with CaptureQueriesContext(connection) as asked:
        found = sharing_near(row)
    assert (len(asked), len(found), found[0].title) == (1, number + 1, "Most")
    assert found[0].shared > found[1].shared > 0
    assert found[0].mechanisms == ("arcp", *OWN)
