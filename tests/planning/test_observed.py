"""Observances of the same days, put together."""

from datetime import date

from iscm.planning.observance import Observance, ObservanceKind
from iscm.planning.observed import Observed, together

DAY, NEXT = date(2027, 5, 1), date(2027, 5, 2)
HOLIDAY, FEAST = ObservanceKind.PUBLIC_HOLIDAY, ObservanceKind.RELIGIOUS_FEAST


def test_the_same_days_of_several_states_are_one_with_the_name_of_most_first():
    told = [
        Observance(NEXT, NEXT, "PL", HOLIDAY, "Flag Day"),
        Observance(DAY, DAY, "US", HOLIDAY, "Labor Day"),
        Observance(DAY, DAY, "IT", HOLIDAY, "Workers' Day"),
        Observance(DAY, DAY, "AT", HOLIDAY, "Workers' Day"),
        Observance(DAY, DAY, "EG", HOLIDAY, "Eid al-Fitr", is_estimated=True),
        Observance(DAY, NEXT, "", FEAST, "Orthodox Easter"),
        Observance(DAY, NEXT, "", FEAST, "Passover"),
    ]
    assert together(told) == (
        Observed(FEAST, DAY, NEXT, ("Orthodox Easter",), (), is_estimated=False),
        Observed(FEAST, DAY, NEXT, ("Passover",), (), is_estimated=False),
        Observed(HOLIDAY, DAY, DAY, ("Workers' Day", "Labor Day"), ("AT", "IT", "US"), is_estimated=False),
        Observed(HOLIDAY, DAY, DAY, ("Eid al-Fitr",), ("EG",), is_estimated=True),
        Observed(HOLIDAY, NEXT, NEXT, ("Flag Day",), ("PL",), is_estimated=False),
    )
    assert together(reversed(told)) == together(told)
