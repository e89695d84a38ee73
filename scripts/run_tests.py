"""Runs every check of the project and ends with one line in the form that pytest prints.

    python scripts/run_tests.py             all
    python scripts/run_tests.py --static    lint, types, contracts and translations only

A check counts as one test of its own. In CI (environment variable CI) a check that cannot run fails.
"""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
STATIC = {
    "lint": [f"{BIN}/ruff", "check", "."],
    "format": [f"{BIN}/ruff", "format", "--check", "."],
    "types": [f"{BIN}/mypy"],
    "contracts": [f"{BIN}/lint-imports"],
}
SLOWEST = ["--durations=30", "--durations-min=4"]
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "loadgroup", *SLOWEST]
NO_SERVER = 127  # as in tests/postgres.py
# The store is ours to choose; without kept bytecode each worker, run and command under test would compile anew.
UNSET = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}
OUTCOMES = ("failed", "passed", "skipped", "error")


def main(words: list[str]) -> int:
    """Run what was asked for; exit status 0 only if nothing failed."""
    started, counts = time.monotonic(), Counter()
    # Checks are one process each, and tests wait for browsers: beside each other they leave no core idle.
    with ThreadPoolExecutor(1) as beside:
        checks = [beside.submit(run_check, name, command) for name, command in STATIC.items()]
        if "--static" not in words:
            say("tests on SQLite")
            counts += run_pytest(PYTEST)
        say("checks")
        counts += Counter(print_check(*check.result()) for check in checks)
    if "--static" not in words:
        say("tests of the store on PostgreSQL")
        counts += run_pytest([sys.executable, "-m", "tests.postgres", *PYTEST, "-m", "database and not browser"])
    print_summary(counts, time.monotonic() - started)
    return int(bool(counts["failed"] or counts["error"] or (os.environ.get("CI") and counts["skipped"])))


def run_check(name: str, command: list[str]) -> tuple[str, subprocess.CompletedProcess[str]]:
    """Run one check; gives its name and what came of it."""
    return name, subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def print_check(name: str, done: subprocess.CompletedProcess[str]) -> str:
    """Tell the outcome of a check, and what it said only if it failed."""
    print(f"{name:<10} {'passed' if done.returncode == 0 else 'FAILED'}", flush=True)
    if done.returncode:
        print(done.stdout[-8000:], done.stderr[-4000:], flush=True)
    return "failed" if done.returncode else "passed"


def run_pytest(command: list[str]) -> Counter:
    """Run pytest and count outcomes from its own report; no report at all is an error, no server is a skip."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        environ = {key: value for key, value in os.environ.items() if key not in UNSET}
        done = subprocess.run([*command, f"--junit-xml={report}"], cwd=ROOT, env=environ, check=False)
        if done.returncode == NO_SERVER:
            print("Left out: no PostgreSQL server program on this machine", flush=True)
            return Counter(skipped=1)
        if not report.exists():
            return Counter(error=1)
        suite = ET.parse(report).getroot().find("testsuite")
        found = {key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")}
    counts = Counter(failed=found["failures"], error=found["errors"], skipped=found["skipped"])
    counts["passed"] = found["tests"] - sum(counts.values())
    if done.returncode and not (counts["failed"] or counts["error"]):
        counts["error"] += 1
    return counts


def say(what: str) -> None:
    """A heading."""
    print(f"\n{what}", flush=True)


def print_summary(counts: Counter, seconds: float) -> None:
    """The last line."""
    parts = [f"{counts[outcome]} {outcome}" for outcome in OUTCOMES if counts[outcome]]
    print(f"\n{'=' * 20} {', '.join(parts)} in {seconds:.2f}s {'=' * 20}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
