"""Which printed groups surely cover meetings that another document lists one by one."""

import pytest

from iscm.reconciliation.candidates import find_candidates
from iscm.reconciliation.comparison import compare
from iscm.reconciliation.deciding import decide
from tests.factories.records import make_reading, make_record, occurrences_of


def webinar(title, when="2021-03-01", mechanisms=("prague-process",), kind="webinar", **rest):
    return make_record(title=title, when=when, kind=kind, mechanisms=mechanisms, places=(), **rest)


GROUP = webinar("webinars", None, count=2)
ONE, TWO, THREE = (
    webinar(f"Webinar on {topic}", f"2021-0{n}-01") for n, topic in ((3, "visas"), (5, "data"), (7, "law"))
)


def grouped(vocabulary, group, listed, *, beside=(), year=2021):
    readings = (
        make_reading(group, *beside, name="h", reader="highlights", year=2021),
        make_reading(*listed, name="c", year=year),
    )
    pairs = find_candidates(occurrences_of(*readings))
    found = decide((compare(*pair, vocabulary) for pair in pairs), vocabulary)
    return {one.right for one in found.judgements if one.left == "h#1" and one.verdict == "grouped"}


@pytest.mark.parametrize(
    ("group", "listed", "covered"),
    [
        (GROUP, (ONE, TWO), {"c#1", "c#2"}),
        (webinar("two webinars", "2021", count=2), (ONE, TWO), {"c#1", "c#2"}),
        # Not every one of them is known, or one too many.
        (GROUP, (ONE,), set()),
        (GROUP, (ONE, TWO, THREE), set()),
        (webinar("webinars", None, count=None), (ONE, TWO), set()),
        # Another mechanism, kind or year.
        (webinar("webinars", None, count=2, mechanisms=("rabat-process",)), (ONE, TWO), set()),
        (webinar("workshops", None, count=2, kind="workshop"), (ONE, TWO), set()),
        (GROUP, (webinar("Webinar on visas", "2022-03-01"), webinar("Webinar on law", "2022-05-01")), set()),
        (GROUP, (ONE, webinar("Webinar on law", "2022-05-01")), set()),
        # A group on a topic may not be these.
        (webinar("webinars on smuggling", None, count=2), (ONE, TWO), set()),
    ],
)
def test_counted_group_is_covered_by_exactly_as_many(vocabulary, group, listed, covered):
    assert grouped(vocabulary, group, listed) == covered


def test_meetings_that_the_report_tells_beside_its_group_are_not_of_the_group(vocabulary):
    assert grouped(vocabulary, GROUP, (ONE, TWO), beside=(ONE,)) == set()
