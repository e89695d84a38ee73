"""How complete what is held is."""

from dataclasses import replace
from datetime import date

from iscm.domain.completeness import Fact, known_of
from iscm.domain.upkeep import MeetingState

WHOLE = MeetingState(
    "held", "confirmed", date(2024, 1, 1), date(2024, 1, 1), True, "in-person", ("CH",), "forum", "Call"
)


def test_of_nothing_nothing_is_known():
    assert known_of([]) == {Fact.DAY: 0, Fact.PLACE: 0, Fact.KIND: 0, Fact.OUTCOME: 0}


def test_each_fact_is_counted_alone():
    bare = replace(WHOLE, is_day_precise=False, places=(), kind="", outcome="")
    online = replace(bare, attendance="online")
    assert known_of([WHOLE, bare, online]) == {Fact.DAY: 1, Fact.PLACE: 2, Fact.KIND: 1, Fact.OUTCOME: 1}
