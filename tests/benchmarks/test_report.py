"""docs/performance.md from results: of each part the newest run that has it."""

import json

import pytest

from benchmarks.measuring import Measure
from benchmarks.parts import SIZES, sizes_in
from benchmarks.report import write_page
from benchmarks.results import Run, runs_in
from benchmarks.verdicts import Verdict
from tests.benchmarks.test_verdicts import measured

MACHINE = {"cores": 2, "python": "3.11.7", "sqlite": "3.40.1"}


@pytest.fixture
def keep(tmp_path):
    """Keeps a run of a day and time in the folder of results."""

    def keep(day: str, began: str, **more) -> None:
        run = {"day": day, "commit": "abc", "began": began, "load": 0.3, "machine": MACHINE, "measures": []} | more
        (tmp_path / f"{day}-{began[:2]}.json").write_text(json.dumps(run))

    return keep


def page(tmp_path) -> tuple[str, bool]:
    is_missed = write_page(tmp_path, tmp_path / "page.md")
    return (tmp_path / "page.md").read_text(), is_missed


def reading(median: float) -> dict:
    return Measure("2024 text", "reading", 7, median, median, median, 0.1).as_json()


def test_of_each_part_the_newest_run_counts(keep, tmp_path):
    keep("2026-11-20", "09:00 UTC", measures=[reading(0.05)], scale=[measured(6_000)])
    keep("2026-11-21", "10:00 UTC", measures=[reading(0.06)])
    keep("2026-11-21", "09:00 UTC", measures=[reading(0.07)])
    text, _ = page(tmp_path)
    assert [line for line in text.splitlines() if line.startswith("| 2024 text")] == [
        "| 2024 text | 60.0 | 60.0–60.0 | 100 |  |"
    ]
    assert text.count("From `2026-11-21-10.json`: 2 cores") == text.count("From `2026-11-20-09.json`: 2 cores") == 1


def test_a_missed_target_is_told_on_the_page_and_to_whoever_made_it(keep, tmp_path):
    slow = Verdict("feed: times as fast as Radicale", 3, 5, 2.5, is_least=True)
    keep("2026-11-21", "10:00 UTC", verdicts=[slow.as_json()])
    text, is_missed = page(tmp_path)
    assert "| feed: times as fast as Radicale | ≥ 3 × | ≥ 5 × | 2.5 × | **missed** |" in text.splitlines()
    assert is_missed


def test_a_table_of_sizes_says_median_p99_rate_and_growth(keep, tmp_path):
    slow = measured(600_000, **{"one meeting": 10.0})
    slow["samples"]["API, page 100 and further"] = {"fault": "no answer within 60 s"}
    keep("2026-11-21", "10:00 UTC", scale=[measured(6_000), slow])
    lines = page(tmp_path)[0].splitlines()
    assert {
        "| one meeting | 1.0 (2.0) | 10.0 (20.0) | 100 | 0.50 |",
        "| API, page 100 and further | 1.0 (2.0) | no answer within 60 s |  |  |",
        "| meetings loaded a second | 2,000 | 2,000 | | |",
    } <= {*lines}


def test_a_run_keeps_what_it_is_given_after_each_part(tmp_path):
    run = Run(tmp_path, ["reading"])
    run.add(Measure("2024 text", "reading", 7, 0.2, 0.2, 0.2, 0.1))
    run.keep()
    run.add(Verdict("start", 1.4, 0.8, 1.0, "s"))
    run.keep()
    ((name, held),) = runs_in(tmp_path).held
    assert name.endswith("-reading.json")
    assert ([one["name"] for one in held["measures"]], [one["target"] for one in held["verdicts"]]) == (
        ["2024 text"],
        ["start"],
    )
    assert not run.is_kept


@pytest.mark.parametrize(
    ("words", "sizes"), [("", SIZES), ("6000", (6_000,)), ("1_000_000,120", (120, 1_000_000)), ("120,120", (120,))]
)
def test_sizes_are_read_the_smallest_first(words, sizes):
    assert sizes_in(words) == sizes
