"""What a reader would say has changed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.dates import Edtf
from iscm.domain.meetings import Meeting, Party, Role, Status
from iscm.domain.places import Attendance, Place
from iscm.domain.records import DateStatus
from iscm.reconciliation.changes import compare_states, no_longer_listed

MEETING = Meeting("u", "SOM", edtf=Edtf.parse("2024-06-27"), status=Status.CONFIRMED)
QUARTER = replace(MEETING, edtf=Edtf.parse("2024-34"), status=Status.PLANNED)


@pytest.mark.parametrize(
    ("before", "change", "expected"),
    [
        (MEETING, {}, []),
        (MEETING, {"edtf": Edtf.parse("2024-07-01")}, [("moved", "2024-06-27", "2024-07-01", True)]),
        (MEETING, {"edtf": None}, [("date-open", "2024-06-27", None, True)]),
        (QUARTER, {"edtf": Edtf.parse("2024-06-27")}, [("date-confirmed", "2024-34", "2024-06-27", True)]),
        (QUARTER, {"edtf": Edtf.parse("2024-09-01")}, [("moved", "2024-34", "2024-09-01", True)]),
        (MEETING, {"date_status": DateStatus.TBC}, [("date-open", "confirmed", "tbc", True)]),
        (MEETING, {"status": Status.CANCELLED}, [("cancelled", "confirmed", "cancelled", True)]),
        (MEETING, {"status": Status.POSTPONED}, [("postponed", "confirmed", "postponed", True)]),
        (MEETING, {"status": Status.HELD}, [("held", "confirmed", "held", False)]),
        (MEETING, {"status": Status.TENTATIVE}, [("status", "confirmed", "tentative", True)]),
        (MEETING, {"status": Status.PLANNED}, [("status", "confirmed", "planned", False)]),
        (replace(MEETING, status=Status.TENTATIVE), {"status": Status.HELD}, [("held", "tentative", "held", True)]),
        (
            replace(MEETING, status=Status.CANCELLED),
            {"status": Status.CONFIRMED},
            [("reinstated", "cancelled", "confirmed", True)],
        ),
        (MEETING, {"places": (Place("Lima", "PE"),)}, [("relocated", None, "Lima, PE", True)]),
        (MEETING, {"attendance": Attendance.ONLINE}, [("place-said", "unknown", "online", False)]),
        (MEETING, {"title": "Som"}, [("respelt", "SOM", "Som", False)]),
        (MEETING, {"title": "Meeting"}, [("renamed", "SOM", "Meeting", False)]),
        (MEETING, {"parties": (Party("rcm", Role.HOST),)}, [("mechanisms", None, "rcm", False)]),
        (MEETING, {"is_closed": True}, [("closed", None, None, True)]),
        (replace(MEETING, is_closed=True), {"is_closed": False}, [("opened", None, None, True)]),
    ],
)
def test_change_is_named_and_weighed(before, change, expected):
    found = compare_states(before, replace(before, **change))
    assert [(one.name, one.old, one.new, one.is_significant) for one in found] == expected


def test_absence_is_neither_deletion_nor_cancellation():
    change = no_longer_listed("Calendar 2024")
    assert (change.name, change.old, change.new, change.is_significant) == (
        "no-longer-listed",
        "Calendar 2024",
        None,
        False,
    )


@given(st.sampled_from(list(Status)), st.sampled_from(list(Status)))
def test_status_change_is_told_once_or_not_at_all(before, after):
    changes = compare_states(replace(MEETING, status=before), replace(MEETING, status=after))
    assert len(changes) == (before is not after)
