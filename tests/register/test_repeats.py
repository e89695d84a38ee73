"""Groups beside meetings of their kind that other documents list: counted once where that is certain, else told."""

import pytest

from iscm.register.models import Meeting, Problem
from iscm.register.operations.rebuild import rebuild
from tests.factories.records import make_reading, make_record

pytestmark = pytest.mark.django_db


def webinar(title, when="2021-03-01", **rest):
    return make_record(
        **{"title": title, "when": when, "kind": "webinar", "mechanisms": ("rcm",), "places": (), **rest}
    )


GROUP = webinar("webinars", None, count=2)
ONE, TWO, THREE = (
    webinar(f"Webinar on {about}", f"2021-0{n}-01") for n, about in ((3, "visas"), (5, "data"), (7, "law"))
)


def report(*records):
    return make_reading(*records, name="highlights", reader="highlights", year=2021)


def calendar(*records):
    return make_reading(*records, name="calendar", year=2021)


def told():
    return [(one.meeting.title, one.resolved_at is None) for one in Problem.objects.filter(code="group-may-repeat")]


def counted():
    return sum(one.count or 1 for one in Meeting.objects.filter(is_listed=True, year=2021))


@pytest.mark.parametrize("readings", [(report(GROUP), calendar(ONE, TWO)), (calendar(ONE, TWO), report(GROUP))])
def test_group_is_not_counted_beside_all_its_meetings(put, readings):
    put(*readings)
    assert (counted(), told()) == (2, [])
    assert rebuild(check=True).is_sound


@pytest.mark.parametrize(
    ("listed", "number"),
    [((ONE,), 3), ((ONE, TWO, THREE), 5)],
)
def test_group_that_may_hold_what_is_listed_is_left_and_told(put, listed, number):
    put(report(GROUP), calendar(*listed))
    assert (counted(), told()) == (number, [("Webinars", True)])


@pytest.mark.parametrize(
    "other",
    [
        webinar("Webinar on visas", mechanisms=("sacm",)),
        webinar("Workshop on visas", kind="workshop"),
        webinar("Webinar on visas", "2022-03-01"),
    ],
)
def test_other_meetings_are_no_repeats(put, other):
    put(report(GROUP), calendar(other))
    assert told() == []


def test_what_the_report_tells_beside_its_group_is_no_repeat(put):
    put(report(GROUP, THREE))
    assert (counted(), told()) == (3, [])


def test_problem_goes_when_the_missing_meeting_comes(put):
    put(report(GROUP), calendar(ONE))
    put(make_reading(ONE, TWO, name="list", year=2021))
    assert (counted(), [is_open for _, is_open in told()]) == (2, [False])
