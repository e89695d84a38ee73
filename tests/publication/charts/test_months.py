"""A meeting is in a month only where its source says so."""

import pytest

from iscm.publication.charts.facts import Dated
from iscm.publication.charts.months import by_month


@pytest.mark.parametrize(
    ("edtf", "number", "months"),
    [
        ("2024-01-21", 1, {1: 1}),
        ("2024-04-29/2024-06-15", 1, {4: 1}),
        ("2024-07", 3, {7: 3}),
        ("[2024-03-10,2024-03-17]", 1, {3: 1}),
        ("[2024-03-31,2024-04-02]", 1, {0: 1}),
        ("[2017-34,2017-35]", 1, {0: 1}),
        ("2017-41", 2, {0: 2}),
        ("2017-XX", 1, {0: 1}),
        ("2021", 7, {0: 7}),
        ("", 1, {0: 1}),
        ("2024-03-01/..", 1, {0: 1}),
        ("{2021-03-31,2021-04-28,2021-05-26,2021-06-23}", 4, {3: 1, 4: 1, 5: 1, 6: 1}),
        ("{2021-09-28,2021-09-30}", 1, {9: 1}),
        ("{2021-09-28,2021-10-30}", 1, {9: 1}),
        ("{2021-07,2021-09}", 2, {7: 1, 9: 1}),
        ("{2021-07,2021-09}", 4, {0: 4}),
        ("{2021-09-28,2021-10-30}", 3, {0: 3}),
    ],
)
def test_month_of(edtf, number, months):
    assert by_month([Dated(edtf, number)]) == months


def test_nothing_is_lost():
    dates = [Dated("2024-01-21", 1), Dated("2021", 7), Dated("", 3)]
    assert by_month(dates).total() == 11
