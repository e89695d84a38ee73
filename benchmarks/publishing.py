"""Publishing: one made-up calendar of three lengths in each format, with how time grows and the highest memory."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from benchmarks.measuring import Measure
from iscm.publication.formats import FORMATS
from iscm.publication.report import Report, Row
from tests.factories.reports import make_calendar

ROWS = (120, 1_000, 6_000)
TITLES = 3  # the column of titles
# Seconds at most, by format and rows.
TARGETS = {
    ("pdf", 120): 0.2,
    ("pdf", 1_000): 0.4,
    ("pdf", 6_000): 5.0,
    ("docx", 120): 0.2,
    ("xlsx", 120): 0.2,
    ("csv", 120): 0.2,
}
MOST_MEGABYTES = {("pdf", 6_000): 500}
# Linear but for the noise of a short run.
GROWTH = 1.5
RUNS = 3


def measure_publishing() -> Iterator[Measure]:
    """Each format at each length, after start, every run in a process of its own: Typst keeps what it has set."""
    for name in FORMATS:
        before: Measure | None = None
        for rows in ROWS:
            before = _measure(name, rows, before)
            yield before


def render_once(name: str, rows: int) -> None:
    """Print the seconds that a calendar takes once its format is loaded, and the megabytes of the whole process."""
    from resource import RUSAGE_SELF, getrusage

    render, report = FORMATS[name].render, calendar_of(rows)
    render(make_calendar(1))
    start = time.perf_counter()
    render(report)
    print(json.dumps([time.perf_counter() - start, getrusage(RUSAGE_SELF).ru_maxrss / 1024]))


def calendar_of(rows: int) -> Report:
    """A calendar in which no two meetings have the same title, so that nothing is set once and used again."""
    report = make_calendar(rows)
    main = report.tables[0]
    named = replace(main, rows=tuple(_named(row, number) for number, row in enumerate(main.rows, 1)))
    blocks = tuple(named if block is main else block for block in report.blocks)
    return replace(report, blocks=blocks, tables=(named, *report.tables[1:]))


def _named(row: Row, number: int) -> Row:
    title = row.cells[TITLES]
    first, *rest = title.words
    named = replace(title, words=(replace(first, text=f"{first.text} {number}"), *rest))
    return Row((*row.cells[:TITLES], named, *row.cells[TITLES + 1 :]), row.bookmark)


def _measure(name: str, rows: int, before: Measure | None) -> Measure:
    runs = [_run(name, rows) for _ in range(RUNS)]
    taken, most = [seconds for seconds, _ in runs], max(megabytes for _, megabytes in runs)
    target, notes = TARGETS.get((name, rows)), [f"{most:.0f} MB"]
    if before:
        more, growth = rows / ROWS[ROWS.index(rows) - 1], min(taken) / before.least
        notes.append(f"{growth:.1f} times the time for {more:.1f} times the rows")
        target = target or before.least * more * GROWTH
    if most > MOST_MEGABYTES.get((name, rows), most):
        notes.append("TOO MUCH MEMORY")
    note = "; ".join(notes)
    return Measure(f"{name}, {rows:,} rows", "publishing", RUNS, median(taken), min(taken), max(taken), target, note)


def _run(name: str, rows: int) -> tuple[float, float]:
    code = f"from benchmarks.publishing import render_once; render_once({name!r}, {rows})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes
