"""Filters: from an address and back, applied and counted."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from iscm.register.queries.addressed import parse_filter
from iscm.register.queries.filters import Filter, count_values, matching
from iscm.register.queries.meetings import of_year
from iscm.website.filters import query_of
from tests.factories.rows import add_meeting

pytestmark = pytest.mark.django_db  # themes go by the names that editors gave them last

ADDRESSES = [
    ("mechanism=gfmd", "?mechanism=gfmd"),
    ("mechanism=rcm&mechanism=gfmd", "?mechanism=gfmd,rcm"),
    ("mechanism=gfmd,rcm,gfmd", "?mechanism=gfmd,rcm"),
    ("theme=data&from=2024-03-01&to=2024-03-31", "?theme=data&from=2024-03-01&to=2024-03-31"),
    ("q=  Labour   migration ", "?q=Labour+migration"),
    ("from=yesterday&to=2024-13-01", ""),
    ("unknown=1&view=month", ""),
    ("mechanism=RCM,rcm&country=ma,Fr&theme=Data", "?mechanism=rcm&theme=data&country=FR,MA"),
    ("mechanism=", ""),
    ("", ""),
]


@pytest.mark.parametrize(("address", "canonical"), ADDRESSES)
def test_filter_has_one_short_address(address, canonical):
    assert query_of(parse_filter(QueryDict(address))) == canonical


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_address_is_a_filter_and_its_own_address_is_the_same_filter(text):
    wanted = parse_filter(QueryDict(text, mutable=False))
    assert parse_filter(QueryDict(query_of(wanted).removeprefix("?"))) == wanted


def test_value_is_put_on_and_taken_off():
    one = Filter().toggled("mechanism", "gfmd")
    assert one == Filter(mechanism=("gfmd",))
    assert one.toggled("mechanism", "gfmd") == Filter()


@pytest.fixture
def rows(db):
    add_meeting("Joint workshop on labour", "2024-03-10", mechanisms=("gfmd", "rcm"), themes=("labour-migration",))
    add_meeting("Webinars", "2024-05", mechanisms=("rcm",), places=(), attendance="online", count=7)
    add_meeting("Cumbre de Bogotá", "2024-12-30/2025-01-02", mechanisms=("gfmd",), places=("Bogotá|CO",), kind="summit")
    return of_year(2024)


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (Filter(), ["Joint workshop on labour", "Webinars", "Cumbre de Bogotá"]),
        (Filter(mechanism=("gfmd",)), ["Joint workshop on labour", "Cumbre de Bogotá"]),
        (Filter(mechanism=("gfmd", "rcm"), attendance=("online",)), ["Webinars"]),
        (Filter(region=("019",)), ["Cumbre de Bogotá"]),
        (Filter(country=("CH",)), ["Joint workshop on labour"]),
        (Filter(since=date(2024, 5, 15)), ["Webinars", "Cumbre de Bogotá"]),
        (Filter(until=date(2024, 5, 15)), ["Joint workshop on labour", "Webinars"]),
        (Filter(q="bogota"), ["Cumbre de Bogotá"]),
        (Filter(q="workshops lab"), ["Joint workshop on labour"]),
        (Filter(q="!?"), ["Joint workshop on labour", "Webinars", "Cumbre de Bogotá"]),
        (Filter(mechanism=("nobody",)), []),
    ],
)
def test_filter_lets_through_what_it_says(rows, wanted, titles):
    assert [row.title for row in matching(rows, wanted)] == titles


def test_values_are_counted_as_if_the_other_fields_stayed(rows):
    assert count_values(rows, Filter(), "mechanism") == {"gfmd": 2, "rcm": 8}
    assert count_values(rows, Filter(mechanism=("gfmd",)), "mechanism") == {"gfmd": 2, "rcm": 8}
    assert count_values(rows, Filter(mechanism=("gfmd",)), "attendance") == {"in-person": 2}
