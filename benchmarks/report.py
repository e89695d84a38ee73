"""docs/performance.md from the results: of each part the newest run that has it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measuring import Measure
from benchmarks.results import Runs, runs_in
from benchmarks.scale import report, targets
from benchmarks.verdicts import Verdict, from_json, table

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
TITLES = {
    "peers": "Beside other programs: the same meetings over HTTP, two server processes, one client, in turns",
    "reading": "Reading",
    "publishing": "Publishing, after start",
    "planning": "Planning",
    "register": "Register and start",
    "feeds": "Feeds and harvesting",
    "api": "The API: every call",
    "pages": "Pages, made afresh: the slowest of each kind",
}
START, START_MUST, START_AIM = "iscm serve to the first page", 1.4, 0.8
INTRODUCTION = """# Speed

Absolute numbers move from machine to machine and with what else it does: compare ratios within one run. Of each part
the newest run is shown; a load above one when it began says that others worked on the machine, and that every figure
is high.

    make bench                                    # everything, with registers of 120, 6,000 and 100,000 meetings
    make bench SIZES=120,6000,100000,1000000      # with a million, too: about 10 GB of disk for each database
    make bench PARTS="peers scale"                # some parts: {parts}

Results are kept in `benchmarks/results/`. Made-up registers are loaded once and kept outside the checkout, in
`/var/tmp/iscm-registers-…` or where `BENCH_CACHE` says, until the tables or the generator change.
"""
FROM = (
    "From `{name}`: {cores} cores, Python {python}, SQLite {sqlite}, begun on {day} at {began} with a load of {load}.\n"
)
INDICO = """\
Indico, pretalx and Open Web Calendar cannot be installed where this is measured: what is wanted beside them is
not claimed. Where a target names another program, too, that one is measured here. A file of the static site is given
out by nginx as any file: it takes what nginx takes.
"""
WHY = """## Why it is as fast as it is

- `iscm read` loads no Django and only the layout that the document needs.
- A PDF is read once, through pdfium, which gives every character with its box; tables come from our own rules on those.
- In a PDF most rows get their height before they are set, from the widths of the letters: each cell is then set once.
- Calendars keep each entry as it was written, and write anew only what changed.
- What is counted over all meetings is counted once for each version of the register.
- Pages ask a fixed number of queries, tested with one and with many rows.
- An unchanged page or feed answers 304 from a stamp that every change raises, before anything is asked or drawn.
- Static files carry their hash in the name and are compressed once, when they are collected.
"""


def write_page(folder: Path, page: Path = PAGE, parts: str = "") -> bool:
    """Make the page anew from the results of a folder; whether a target that must be met is missed."""
    runs = runs_in(folder)
    verdicts = list(_verdicts(runs))
    sections = [INTRODUCTION.format(parts=parts), *_targets(verdicts), *_scale(runs), *_measures(runs), WHY]
    page.write_text("\n".join(sections).rstrip() + "\n", encoding="utf-8")
    return any(one.word == "missed" for one in verdicts)


def _verdicts(runs: Runs) -> Iterator[Verdict]:
    if found := runs.newest(lambda run: bool(run.get("verdicts"))):
        yield from map(from_json, found[1]["verdicts"])
    if found := runs.newest(lambda run: bool(run.get("scale"))):
        yield from targets.verdicts(found[1]["scale"])
    if found := runs.newest(lambda run: any(one["name"] == START for one in run["measures"])):
        median = next(one["median"] for one in found[1]["measures"] if one["name"] == START)
        yield Verdict("start to the first page", START_MUST, START_AIM, median, "s")


def _targets(verdicts: list[Verdict]) -> Iterator[str]:
    if verdicts:
        yield "## What was aimed at\n"
        yield INDICO
        yield from table(verdicts)
        yield ""


def _scale(runs: Runs) -> Iterator[str]:
    if found := runs.newest(lambda run: bool(run.get("scale"))):
        head, *rest = report.lines(found[1]["scale"])
        yield from (head, _from(*found), *rest)


def _measures(runs: Runs) -> Iterator[str]:
    for group, title in TITLES.items():
        found = runs.newest(lambda run, group=group: any(one["group"] == group for one in run["measures"]))
        if found:
            rows = [Measure(**entry) for entry in found[1]["measures"] if entry["group"] == group]
            yield from (f"## {title}\n", _from(*found))
            yield "Milliseconds, median of the runs with the range behind it.\n"
            yield from (
                "| what | median | range | at most | |",
                "| --- | ---: | ---: | ---: | --- |",
                *map(_row, rows),
                "",
            )


def _from(name: str, run: dict[str, Any]) -> str:
    return FROM.format(name=name, **run["machine"], **{key: run.get(key, "?") for key in ("day", "began", "load")})


def _row(row: Measure) -> str:
    target = f"{row.target * 1000:.0f}" if row.target else ""
    name = f"`{row.name}`" if row.name.startswith("/") else row.name
    note = row.note if row.is_kept else f"**too slow** {row.note}"
    return f"| {name} | {row.median * 1000:.1f} | {row.least * 1000:.1f}–{row.most * 1000:.1f} | {target} | {note} |"
