"""Plans of real years that the package carries, made by `iscm plan --year Y --move N --keep FILE`; no solver runs here.

Their meetings are named by what they are (mechanisms, title, first day): the uids of a register are its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from iscm.data.files import HERE, load_json

FOLDER = "plans"


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A meeting of the year as it was and as the plan has it: both are first days.

    `weight` is what its planned days still cost; `others` the best other first days with what they would cost more.
    """

    mechanisms: tuple[str, ...]
    title: str
    was: date
    first: date
    weight: float
    others: tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan of a real year whose meetings were allowed to move by `move` days, and how it was made.

    `weight` and `weight_before` are what the planned and the real days cost together, `bound` what no such plan can
    cost less than, as the search of `seconds` found it with `method` (cp-sat, local-search).
    """

    year: int
    move: int
    command: str
    method: str
    seconds: float
    weight: float
    weight_before: float
    bound: float
    lines: tuple[KeptLine, ...]


def kept_years() -> tuple[int, ...]:
    """The years of which a plan is carried, ascending."""
    return tuple(sorted(int(path.stem) for path in (HERE / FOLDER).glob("*.json")))


@cache
def kept_plan(year: int) -> KeptPlan | None:
    """The plan of a year; None where none is carried."""
    return plan_of(load_json(f"{FOLDER}/{year}.json")) if year in kept_years() else None


def plan_of(held: Mapping[str, Any]) -> KeptPlan:
    """The plan in an object as the command wrote it; raises `KeyError` or `ValueError` for anything else."""
    values = dict(held)
    lines = tuple(
        KeptLine(
            tuple(line["mechanisms"]),
            line["title"],
            date.fromisoformat(line["was"]),
            date.fromisoformat(line["first"]),
            line["weight"],
            tuple((date.fromisoformat(day), more) for day, more in line["others"]),
        )
        for line in values.pop("lines")
    )
    return KeptPlan(**values, lines=lines)
