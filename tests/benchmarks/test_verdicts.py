"""Whether what was found is enough, and how that is told."""

import json

import pytest

from benchmarks.scale import targets
from benchmarks.verdicts import Verdict, from_json, table, told


@pytest.mark.parametrize(
    ("must", "aim", "found", "is_least", "word"),
    [
        (1.5, 1.1, 1.0, False, "aim met"),
        (1.5, 1.1, 1.1, False, "aim met"),
        (1.5, 1.1, 1.2, False, "met"),
        (1.5, 1.1, 1.5, False, "met"),
        (1.5, 1.1, 1.6, False, "missed"),
        (1.5, None, 1.0, False, "met"),
        (None, 1.1, 1.0, False, "aim met"),
        (None, 1.1, 2.0, False, "aim missed"),
        (20, 40, 50.0, True, "aim met"),
        (20, 40, 20.0, True, "met"),
        (20, 40, 19.9, True, "missed"),
        (20, 40, None, True, "not measured"),
    ],
)
def test_the_word_of_a_verdict(must, aim, found, is_least, word):
    verdict = Verdict("t", must, aim, found, is_least=is_least)
    assert verdict.word == word
    assert verdict.is_met == (word in {"met", "aim met", "aim missed"})


def test_a_verdict_comes_back_from_the_results_file():
    verdict = Verdict("feed: times as fast as nginx", 0.2, 0.3, 0.25, is_least=True, note="of the same file")
    assert from_json(json.loads(json.dumps(verdict.as_json()))) == verdict


def test_the_table_says_what_was_wanted_found_and_missed():
    lines = list(table([
        Verdict("loading", 1_500, 5_000, 900.0, "a second", is_least=True),
        Verdict("memory", 200, 150, 149.6, "MiB"),
        Verdict("search", 30, 15, None, "ms", note="no answer"),
    ]))  # fmt: skip
    assert lines[2:] == [
        "| loading | ≥ 1,500 a second | ≥ 5,000 a second | 900 a second | **missed** |",
        "| memory | ≤ 200 MiB | ≤ 150 MiB | 150 MiB | aim met |",
        "| search | ≤ 30 ms | ≤ 15 ms |  | **not measured**: no answer |",
    ]


@pytest.mark.parametrize(
    ("value", "words"), [(1234.5, "1,234"), (100, "100"), (99.95, "100"), (1.234, "1.23"), (0.0123, "0.0123"), (0, "0")]
)
def test_figures_have_as_many_digits_as_say_something(value, words):
    assert told(value) == words


def measured(size, database="SQLite", **medians):
    names = [
        *targets.UNCHANGED,
        *targets.FLAT,
        "API, page 100 and further",
        "search, common word",
        "search, ranked",
        targets.RAW,
    ]
    names += ["clashes of a meeting", targets.RECONCILED]
    samples = {name: {"p50": 1.0, "p99": 2.0, "rps": 1_200.0} for name in names}
    samples |= {name: {"p50": median, "p99": median * 2, "rps": 1_000 / median} for name, median in medians.items()}
    loaded = {"meetings": size, "seconds": size / 2_000}
    return {
        "size": size, "database": database, "held": 160.0, "most": 300.0, "export_most": 100.0, "loaded": loaded,
        "samples": samples,
    }  # fmt: skip


def words_of(*registers) -> dict[str, str]:
    return {one.target: one.word for one in targets.verdicts(registers)}


def test_registers_that_keep_all_targets():
    assert words_of(measured(120), measured(6_000), measured(100_000)) == {
        "SQLite: 304 a second at 100,000, the slowest of 4": "met",
        "SQLite: 304, median at 100,000 against 120": "met",
        "SQLite: list of a year, median at 100,000 against 6,000": "aim met",
        "SQLite: one meeting, median at 100,000 against 6,000": "aim met",
        "SQLite: API, page of 50, median at 100,000 against 6,000": "aim met",
        "SQLite: API, page 100 against the first at 100,000": "aim met",
        "SQLite: search ranked at 100,000, p99 against the index alone": "met",
        "SQLite: search by date with its count at 100,000, p99": "aim met",
        "SQLite: clashes of a meeting against 100,000": "met",
        "SQLite: a document of 1,000 rows taken in at 100,000": "met",
        "SQLite: memory of two workers at 6,000": "met",
        "SQLite: memory of the whole export at 100,000 against 6,000": "aim met",
        "SQLite: meetings loaded a second at 100,000": "met",
    }


def test_growth_is_held_against_the_usual_size_and_unchanged_answers_against_the_smallest():
    slow = measured(100_000, **{"one meeting": 1.6, "list, unchanged (304)": 1.3})
    missed = {target for target, word in words_of(measured(120), measured(6_000), slow).items() if word == "missed"}
    assert missed == {
        "SQLite: 304 a second at 100,000, the slowest of 4",
        "SQLite: 304, median at 100,000 against 120",
        "SQLite: one meeting, median at 100,000 against 6,000",
    }


def test_what_could_not_be_measured_is_not_called_met():
    large = measured(100_000)
    large["samples"]["one meeting"] = {"fault": "no answer within 60 s"}
    large["samples"]["API, unchanged (304)"] = {"fault": "no answer within 60 s"}
    open_ = {target for target, word in words_of(measured(6_000), large).items() if word == "not measured"}
    assert open_ == {
        "SQLite: 304 a second at 100,000, the slowest of 4",
        "SQLite: 304, median at 100,000 against 6,000",
        "SQLite: one meeting, median at 100,000 against 6,000",
    }


def test_one_size_says_nothing_of_growth():
    assert [target for target in words_of(measured(6_000)) if "against 6,000" in target] == [
        "SQLite: clashes of a meeting against 6,000"
    ]


def test_each_database_is_judged_by_itself_and_only_postgresql_is_to_load_faster():
    found = list(targets.verdicts([measured(6_000), measured(6_000, "PostgreSQL")]))
    loading = {one.target: one.aim for one in found if "loaded" in one.target}
    assert loading == {
        "SQLite: meetings loaded a second at 6,000": None,
        "PostgreSQL: meetings loaded a second at 6,000": 5_000,
    }
