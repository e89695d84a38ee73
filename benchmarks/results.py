"""One run as a JSON file; and of all runs, the newest that has something to say of a part."""

import json
import platform
import sqlite3
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from os import cpu_count, getloadavg
from pathlib import Path
from typing import Any

from benchmarks.measuring import Measure
from benchmarks.verdicts import Verdict

Json = dict[str, Any]


class Run:
    """What is measured from now on, kept in a file named by day, commit and parts."""

    def __init__(self, folder: Path, parts: Sequence[str]) -> None:
        now, commit = datetime.now(UTC), _commit()
        self.measures: list[Measure] = []
        machine = {"cores": cpu_count(), "python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
        begun = {"began": f"{now:%H:%M} UTC", "load": round(getloadavg()[0], 1)}
        self.held: Json = {"day": f"{now:%Y-%m-%d}", "commit": commit, **begun, "machine": machine}
        self.held |= {"measures": [], "scale": [], "verdicts": []}
        self.file = folder / f"{'-'.join((self.held['day'], commit or 'unknown', *parts))}.json"

    def add(self, found: Any) -> None:
        """Something that was measured, or a verdict on it."""
        if isinstance(found, Measure):
            self.measures.append(found)
            self.held["measures"].append(found.as_json())
        else:
            self.held["verdicts" if isinstance(found, Verdict) else "scale"].append(found.as_json())

    def keep(self) -> None:
        """Write what there is."""
        self.file.parent.mkdir(exist_ok=True)
        self.file.write_text(json.dumps(self.held, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    @property
    def is_kept(self) -> bool:
        """Whether all targets of single measures are."""
        return all(one.is_kept for one in self.measures)


@dataclass(frozen=True)
class Runs:
    """The runs of a folder, the newest first."""

    held: Sequence[tuple[str, Json]]

    def newest(self, has: Callable[[Json], bool]) -> tuple[str, Json] | None:
        """The file name and content of the newest run that has something."""
        return next(((name, run) for name, run in self.held if has(run)), None)


def runs_in(folder: Path) -> Runs:
    """All results in a folder."""
    held = [(path.name, json.loads(path.read_text(encoding="utf-8"))) for path in folder.glob("*.json")]
    return Runs(sorted(held, key=lambda one: (one[1]["day"], one[1].get("began", ""), one[0]), reverse=True))


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
    return done.stdout.strip()
