"""What is checked with each document is bounded; `iscm check` looks at all, a year after the other."""

from dataclasses import replace

import pytest

from iscm.domain.records import Printed
from iscm.register.models import Problem
from iscm.register.operations import checking
from iscm.register.operations.bulk import load
from iscm.register.operations.checking import check_register
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db

NAMES = "Regional Conference on Migration", "Puebla Process"


def put(*records, name="calendar", **rest):
    load([make_reading(*records, name=name, **rest)], actor="ann", now=NOW)


def open_ones(code):
    return Problem.objects.filter(code=code, resolved_at=None).count()


def under(name, n=1):
    printed = Printed(date="2024", title="Forum", mechanism=name)
    one = make_record(title=f"Forum {n}", when=f"2024-0{n}-05", mechanisms=("rcm",), kind="forum")
    return replace(one, printed=printed)


@pytest.mark.parametrize(("looked_back", "found"), [(2, 1), (1, 0)])
def test_names_are_compared_among_the_latest_records_and_by_the_check_among_all(
    register, monkeypatch, looked_back, found
):
    monkeypatch.setattr(checking, "LOOKED_BACK", looked_back)
    put(under(NAMES[0]), name="one")
    put(under(NAMES[1], 2), name="two")
    assert open_ones("mechanism-several-names") == found
    check_register(NOW)
    assert open_ones("mechanism-several-names") == 1
    put(under(NAMES[1], 3), name="three")
    assert open_ones("mechanism-several-names") == 1


def numbered(ordinal, year):
    return make_record(title=f"{ordinal}th Senior Officials' Meeting", when=f"{year}-06-27", ordinal=ordinal)


@pytest.mark.parametrize(("long", "found"), [(12, 1), (5, 0)])
def test_a_long_series_is_looked_at_near_the_document_and_by_the_check_whole(register, monkeypatch, long, found):
    monkeypatch.setattr(checking, "LONG", long)
    put(*(numbered(n, 2000 + n) for n in range(4, 10)), name="then", year=2010)
    put(numbered(5, 2024), name="now")
    assert open_ones("ordinal-repeated") == found
    check_register(NOW)
    assert open_ones("ordinal-repeated") == 1
    put(numbered(25, 2025), name="next", year=2025)
    assert open_ones("ordinal-repeated") == 1


@pytest.mark.parametrize("long", [12, 5])
def test_what_lies_near_a_document_is_found_in_a_long_series_too(register, monkeypatch, long):
    monkeypatch.setattr(checking, "LONG", long)
    put(*(numbered(n, 2014 + n) for n in range(4, 10)), name="then", year=2023)
    put(numbered(8, 2024), name="now")
    assert open_ones("ordinal-repeated") == 1


def webinars(**rest):
    return make_record(**{"kind": "webinar", "mechanisms": ("rcm",), "places": (), **rest})


@pytest.mark.parametrize(("dense", "found"), [(2, 1), (1, 0)])
def test_groups_of_a_dense_year_are_looked_for_by_the_check_alone(register, monkeypatch, dense, found):
    monkeypatch.setattr(checking, "DENSE", dense)
    put(webinars(title="webinars", when=None, count=3), name="report", reader="highlights", year=2021)
    put(webinars(title="Webinar on visas", when="2021-03-01"), year=2021)
    assert open_ones("group-may-repeat") == found
    check_register(NOW)
    assert open_ones("group-may-repeat") == 1


def test_the_check_holds_one_year_at_a_time(register, monkeypatch):
    years = []
    monkeypatch.setattr(checking, "find_repeats", lambda some: years.append(some) or [])
    put(*(numbered(n, 2020 + n) for n in range(3)), name="then")
    years.clear()
    check_register(NOW)
    assert years == [{2020}, {2021}, {2022}]
