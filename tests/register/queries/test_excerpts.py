"""What stands on the page of a mechanism, country or theme: everything, or what is nearest where that is too much."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iscm.register.models import Party
from iscm.register.queries import excerpts
from iscm.register.queries.meetings import YearCount
from tests.factories.rows import add_mechanism, add_meeting, add_territory, add_theme

TODAY = date(2024, 6, 15)
KINDS = {
    "mechanism": lambda: excerpts.of_mechanism("rcm", TODAY),
    "hosted": lambda: excerpts.hosted_in("CH", TODAY),
    "theme": lambda: excerpts.of_theme("data", "suggested", TODAY),
    "country": lambda: excerpts.of_country("CH", TODAY),
}


@pytest.fixture(params=[6, 12])
def many(db, request):
    """So many meetings, one a month from January 2024 on, the first of them a group of three."""
    Party.objects.create(mechanism=add_mechanism("rcm"), role="member", territory=add_territory())
    add_theme("data")
    for n in range(request.param):
        add_meeting(f"M{n}", f"2024-{n + 1:02}-20", mechanisms=("rcm",), themes=("data",), count=1 if n else 3)
    add_meeting("Elsewhere", "2024-02-01", mechanisms=("gfmd",), places=("Paris|FR",), themes=())
    return request.param


def titles(rows):
    return [row.title for row in rows]


@pytest.mark.parametrize("kind", KINDS)
def test_few_stand_there_as_a_whole(many, kind):
    found = KINDS[kind]()
    assert (titles(found.past), titles(found.coming)) == (
        [f"M{n}" for n in range(5)], [f"M{n}" for n in range(5, many)],
    )  # fmt: skip
    assert (found.is_whole, found.number, found.years, titles(found.rows)) == (
        True, many + 2, (), [f"M{n}" for n in range(many)],
    )  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_of_many_the_nearest_stand_there_and_the_years_lead_to_all(many, kind, monkeypatch):
    for name, number in {"MOST": 5, "COMING": 1, "PAST": 2}.items():
        monkeypatch.setattr(excerpts, name, number)
    found = KINDS[kind]()
    assert (titles(found.past), titles(found.coming), titles(found.rows)) == (["M3", "M4"], ["M5"], ["M3", "M4", "M5"])
    told = (0, ()) if kind == "country" else (many + 2, (YearCount(2024, many + 2),))
    assert (found.is_whole, found.number, found.years) == (False, *told)


@pytest.mark.parametrize("kind", KINDS)
def test_excerpts_ask_as_much_however_many_there_are(many, kind, monkeypatch):
    monkeypatch.setattr(excerpts, "MOST", 5)
    with CaptureQueriesContext(connection) as asked:
        KINDS[kind]()
    assert len(asked) == {"mechanism": 9, "hosted": 8, "theme": 9, "country": 12}[kind]
