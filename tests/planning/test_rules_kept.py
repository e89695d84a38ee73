"""Whether days keep what wishes ask for."""

from datetime import date

import pytest

from iscm.planning.costing import Task
from iscm.planning.engagements import Engagement
from iscm.planning.rules_kept import broken
from iscm.planning.wishes import Gap, Wish


def day(number):
    return date(2027, 3, number)


def task(key, **rest):
    wish = Wish(key, key, periods=((day(1), day(20)),), **rest)
    return Task(wish, Engagement(key, key, (), day(1), day(1), wish.days))


PREP, SOM = task("prep", days=2), task("som", days=3, after=(Gap("prep", 2, 5),))
EARLY, FIXED = task("early", after=(Gap("som", 1, is_before=True),)), task("fixed", fixed_on=day(9))


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        ({"prep": day(1), "som": day(4), "early": day(3), "fixed": day(9)}, ()),
        ({"prep": day(1), "som": day(3), "early": day(1), "fixed": day(9)}, ("som",)),
        ({"prep": day(1), "som": day(7), "early": day(1), "fixed": day(9)}, ()),
        ({"prep": day(1), "som": day(8), "early": day(1), "fixed": day(9)}, ("som",)),
        ({"prep": day(1), "som": day(4), "early": day(4), "fixed": day(9)}, ("early",)),
        ({"prep": day(20), "fixed": day(10)}, ("prep", "fixed")),
        ({"som": day(18)}, ()),
        ({"som": day(19)}, ("som",)),
    ],
)
def test_the_wishes_whose_days_keep_not_all(dates, found):
    assert broken((PREP, SOM, EARLY, FIXED), dates) == found
