"""Results as JSON, and docs/performance.md made from them."""

import json
import platform
import sqlite3
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from os import cpu_count, getloadavg
from pathlib import Path

from benchmarks.measuring import Measure

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "performance.md"
TITLES = {
    "reading": "Reading",
    "publishing": "Publishing, after start",
    "planning": "Planning",
    "register": "Register and start",
    "feeds": "Feeds and harvesting",
    "peers": "Beside other programs: the same 6,000 meetings over HTTP, one client, in turns",
    "api": "The API: every call, and pages of 50 of registers of several sizes",
    "pages": "Pages, made afresh: the slowest of each kind",
}
INTRODUCTION = """# Speed

Made by `make bench` from `benchmarks/results/{file}`: {cores} cores, Python {python}, SQLite {sqlite}, {day}.
Begun at {began} with a load of {load}: where that is above one, others worked on the machine, and every figure is high.
Milliseconds, median of the runs with the range behind it. Absolute numbers move from machine to machine and with what
else it does: compare ratios within one run.
"""
BEGUN = ("day", "began", "load")
WHY = """
## Why it is as fast as it is

- `iscm read` loads no Django and only the layout that the document needs.
- A PDF is read once, through pdfium, which gives every character with its box; tables come from our own rules on those.
- In a PDF most rows get their height before they are set, from the widths of the letters: each cell is then set once.
- Calendars keep each entry as it was written, and write anew only what changed.
- What is counted over all meetings is counted once for each version of the register.
- Pages ask a fixed number of queries, tested with one and with many rows.
- An unchanged page or feed answers 304 from a stamp that every change raises, before anything is asked or drawn.
- Static files carry their hash in the name and are compressed once, when they are collected.
"""


def begin() -> dict[str, str | float]:
    """When a run began, and how busy the machine was then."""
    return {"began": f"{datetime.now(UTC):%H:%M} UTC", "load": round(getloadavg()[0], 1)}


def write_results(measures: Sequence[Measure], begun: dict[str, str | float]) -> Path:
    """One run as a JSON file named by its day and commit."""
    now = datetime.now(UTC)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    machine = {"cores": cpu_count(), "python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    run = {"day": now.date().isoformat(), "commit": commit.stdout.strip(), **begun, "machine": machine}
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{run['day']}-{run['commit'] or 'unknown'}.json"
    run["measures"] = [measure.as_json() for measure in measures]
    file.write_text(json.dumps(run, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


def write_page(file: Path) -> None:
    """docs/performance.md from a results file."""
    run = json.loads(file.read_text(encoding="utf-8"))
    lines = [INTRODUCTION.format(file=file.name, **{key: run[key] for key in BEGUN}, **run["machine"])]
    for group, title in TITLES.items():
        if rows := [Measure(**entry) for entry in run["measures"] if entry["group"] == group]:
            lines += [f"## {title}\n", "| what | median | range | at most | |", "| --- | ---: | ---: | ---: | --- |"]
            lines += [*(_row(row) for row in rows), ""]
    PAGE.write_text("\n".join(lines).rstrip() + "\n" + WHY, encoding="utf-8")


def _row(row: Measure) -> str:
    target = f"{row.target * 1000:.0f}" if row.target else ""
    name = f"`{row.name}`" if row.name.startswith("/") else row.name
    note = row.note if row.is_kept else f"**too slow** {row.note}"
    return f"| {name} | {row.median * 1000:.1f} | {row.least * 1000:.1f}–{row.most * 1000:.1f} | {target} | {note} |"
