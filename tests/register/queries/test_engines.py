"""One contract for every engine of the search: the same entries give the same hits."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from iscm.domain.searching import Hits
from iscm.register.models import SearchEntry
from iscm.register.operations.sending.rounds import send
from iscm.register.queries.analyser import asked
from iscm.register.queries.search_database import of_database
from iscm.sources.searching.opensearch import OpenSearchEngine
from tests.register.queries.engines import BOUNDS, CASES, ENTRIES, HOSTILE, add_entries, some_opensearch


def untold(*_):
    """Nobody looks."""


@pytest.fixture(scope="module")
def opensearch():
    with some_opensearch() as address:
        yield OpenSearchEngine(address, 10)


@pytest.fixture(params=["database", "opensearch"])
def engine(request, db):
    """Gives what answers once it holds some entries."""

    def filled(entries=ENTRIES):
        add_entries(entries)
        if request.param == "database":
            return of_database()
        one = request.getfixturevalue("opensearch")
        send(one, is_all=True, tell=untold)
        return one

    return filled


def test_each_finds_what_has_all_the_words(engine):
    one = engine()
    found = {name: one.find(asked(query), BOUNDS) for name, (query, *_) in CASES.items()}
    expected = {
        name: Hits(tuple(meetings), tuple(mechanisms), tuple(map(int, publications)), number=len(keys))
        for name, (_, meetings, mechanisms, publications) in CASES.items()
        for keys in [[*meetings, *mechanisms, *publications]]
    }
    assert found == expected


def test_whatever_is_typed_is_words(engine):
    one = engine()
    found = {query[:40]: one.find(wanted, BOUNDS).number for query in HOSTILE if (wanted := asked(query))}
    words = {"data AND workshop NOT": 0, "title:data": 0, "data*": 4, "data' | 'b": 1, "data~2 ^4": 0, "data\n{}\n": 4}
    assert found == dict.fromkeys(found, 0) | words


def test_each_goes_as_far_as_it_is_told(engine):
    days = (4, 2, 9, 7, 5)
    some = [("meeting", f"m{day}", f"2024-03-{day:02}", f"Labour workshop {day}", "") for day in days]
    some += [("mechanism", "talks", None, "Labour talks", ""), ("meeting", "else", "2025-01-01", "Else", "")]
    one = engine([*some, ("meeting", "twin", "2024-03-09", "Labour workshop 9", "")])
    wanted, latest = asked("labour"), ("twin", "m9", "m7")
    bounds = replace(BOUNDS, told=3)
    assert {
        "all": one.find(wanted, bounds).number,
        "ranked": one.find(wanted, replace(bounds, ranked=2)),
        "by date": one.find(wanted, replace(bounds, weighed=3)),
        "not counted": one.find(wanted, replace(bounds, weighed=1, counted=2)),
        "counted just so": one.find(wanted, replace(bounds, weighed=1, counted=7)).number,
    } == {
        "all": 7,
        "ranked": Hits(("m9", "twin"), is_cut=True, number=7),
        "by date": Hits(latest, ("talks",), is_cut=True, number=7, by_date=True),
        "not counted": Hits(latest, ("talks",), is_cut=True, number=3, by_date=True),
        "counted just so": 7,
    }


WORDS = ("data", "migration", "workshop", "Миграция", "官员", "الهجرة", "integración", "2024", "labour", "di", "x")


class AllAlike(TestCase):
    """What one finds the other finds, as many, wherever the words stand."""

    @settings(max_examples=15)
    @given(
        st.lists(st.tuples(*[st.lists(st.sampled_from(WORDS), max_size=4)] * 2), max_size=6),
        st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), min_size=1, max_size=4),
    )
    def test_of_any_words(self, texts, queries):
        SearchEntry.objects.all().delete()
        add_entries(
            ("meeting", f"m{n}", f"2024-03-{n + 1:02}", " ".join(title), " ".join(body))
            for n, (title, body) in enumerate(texts)
        )
        with some_opensearch() as address:
            one = OpenSearchEngine(address, 10)
            send(one, is_all=True, tell=untold)
            for query in queries:
                wanted = asked(" ".join(query))
                ours, theirs = of_database().find(wanted, BOUNDS), one.find(wanted, BOUNDS)
                assert (set(ours.meetings), ours.number) == (set(theirs.meetings), theirs.number)
            one.close()
