"""In a year of very many meetings each row meets a bounded number, and among them the one that it tells of."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from iscm.register.models import Judgement, Proposal
from iscm.register.operations import loading, matching
from iscm.register.operations.build import build_register
from iscm.register.operations.bulk import load
from iscm.register.operations.likeliest import LIKELIEST
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db

ROWS, MANY = 8, 30
SYLLABLES = ("ba", "ce", "di", "fo", "gu")
PLAIN = {"kind": "forum", "mechanisms": ("rcm",)}


def named(n):
    """A word of its own for each number."""
    return "".join(SYLLABLES[n // 5**place % 5] for place in range(5))


def record(n, days=0, **rest):
    when = (date(2024, 1, 1) + timedelta(days=n * 37 % 340 + days)).isoformat()
    return make_record(**{"title": f"Forum on {named(n)}", "when": when, **PLAIN, **rest})


def year_of(number):
    load([make_reading(*(record(n) for n in range(number)))], actor="ann", now=NOW)


def taken(monkeypatch, *records):
    """The records loaded, the pairs compared and the statements of one more document."""
    near, pairs = [], []
    load_near, compare = matching.load_near, matching.compare
    monkeypatch.setattr(matching, "load_near", lambda *given: near.extend(load_near(*given)) or list(near))
    monkeypatch.setattr(matching, "compare", lambda *given: pairs.append(given) or compare(*given))
    with CaptureQueriesContext(connection) as asked:
        load([make_reading(*records, name="list")], actor="ann", now=NOW)
    return len(near), len(pairs), len(asked)


def same():
    """Which row of the first document each of the second is the same as, by their numbers."""
    judged = Judgement.objects.filter(verdict="same").values_list("left", "right")
    return sorted((int(left.partition("#")[2]), int(right.partition("#")[2])) for left, right in judged)


@pytest.mark.parametrize("number", [40, 400])
def test_a_year_ten_times_as_dense_costs_no_more(register, monkeypatch, number):
    monkeypatch.setattr(loading, "MANY", MANY)
    year_of(number)
    near, pairs, asked = taken(monkeypatch, *(record(n * 5) for n in range(ROWS)))
    assert near <= ROWS * LIKELIEST
    assert pairs <= ROWS * ROWS * LIKELIEST
    assert asked == 85
    assert same() == [(n * 5 + 1, n + 1) for n in range(ROWS)]


@pytest.mark.parametrize(
    ("known", "row", "is_found"),
    [
        ({}, {}, True),
        ({}, {"days": 20}, True),  # other days of the month, the same words
        ({"ordinal": 7}, {"ordinal": 7, "title": "Seventh session"}, True),
        ({"title": "Encuentro"}, {"title": "Rencontre"}, True),  # the same days in other words
        ({}, {"title": "Forum", "mechanisms": ("sacm",)}, False),
    ],
)
def test_what_a_row_may_be_about_is_among_the_likeliest(register, monkeypatch, known, row, is_found):
    monkeypatch.setattr(loading, "MANY", MANY)
    others = (record(n) for n in range(1, 200))
    load([make_reading(record(0, **known), *others)], actor="ann", now=NOW)
    near = []
    load_near = matching.load_near
    monkeypatch.setattr(matching, "load_near", lambda *given: near.extend(load_near(*given)) or near)
    load([make_reading(record(0, **row), name="list")], actor="ann", now=NOW)
    assert (1 in {one.record.n for one in near}) is is_found


def settled():
    judged = Judgement.objects.values_list("left", "right", "verdict", "reason")
    asked = Proposal.objects.values_list("left", "right", "verdict", "score")
    return sorted(map(str, [*judged, *asked]))


def test_of_the_real_documents_the_likeliest_are_enough(monkeypatch):
    def built():
        with transaction.atomic():
            build_register(now=NOW)
            found = settled()
            transaction.set_rollback(True)
        return found

    usual = built()
    monkeypatch.setattr(loading, "MANY", 0)
    assert usual
    assert built() == usual
