"""What lies near one meeting of the register, with how many queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iscm.domain.errors import UnknownReferenceError
from iscm.register.queries.near_meeting import near_meeting
from tests.factories.rows import add_meeting


def others(found):
    return [(clash.other.title, clash.gap_days) for clash in found.clashes]


@pytest.mark.parametrize("number", [1, 3])
def test_what_lies_near_is_found_with_as_many_queries_however_many(db, number):
    one = add_meeting("SOM", "2024-05-14", mechanisms=("prague-process",))
    for n in range(number):
        add_meeting(f"Near {n}", "2024-05-15", mechanisms=("budapest-process",))
    add_meeting("Far", "2024-06-15", mechanisms=("budapest-process",))
    with CaptureQueriesContext(connection) as asked:
        found = near_meeting(one.uid, 3)
    assert sorted(others(found)) == [(f"Near {n}", 1) for n in range(number)]
    assert len(asked) <= 17


def test_a_meeting_on_several_days_meets_each_other_once(db):
    one = add_meeting("Round", "{2024-05-14,2024-05-16}", mechanisms=("prague-process",))
    add_meeting("Near", "2024-05-16", mechanisms=("budapest-process",))
    assert others(near_meeting(one.uid, 3)) == [("Near", 0)]


def test_what_is_observed_is_told_for_days_and_not_for_a_vague_time(db):
    one = add_meeting("SOM", "2024-05-01", mechanisms=("prague-process",), places=("Vilnius|LT",))
    vague = add_meeting("Some time", "2024", mechanisms=("prague-process",))
    (holiday, *_) = near_meeting(one.uid, 0).observed
    assert (holiday.kind, "LT" in holiday.countries) == ("public-holiday", True)
    assert near_meeting(vague.uid, 0).observed == ()


def test_the_address_of_a_merged_meeting_leads_to_the_other(db):
    kept = add_meeting("Kept", "2024-05-14")
    gone = add_meeting("Gone", "2024-05-14")
    gone.merged_into, gone.is_listed = kept, False
    gone.save()
    assert near_meeting(gone.uid, 0).row.title == "Kept"


def test_closed_meetings_count_without_their_words(db):
    one = add_meeting("SOM", "2024-05-14", mechanisms=("prague-process",))
    add_meeting("", "2024-05-14", mechanisms=("budapest-process",), is_closed=True)
    assert others(near_meeting(one.uid, 0)) == [("", 0)]


@pytest.mark.parametrize("uid", ["nosuch", "", "0" * 400])
def test_an_unknown_meeting_is_said_to_be_so(db, uid):
    with pytest.raises(UnknownReferenceError, match="no meeting"):
        near_meeting(uid, 3)


def test_nothing_is_said_of_days_of_which_nobody_knows_holidays(db):
    one = add_meeting("Congress", "1815-06-09", mechanisms=("prague-process",))
    assert near_meeting(one.uid, 3).observed == ()
