"""A plan that was kept as JSON, read back to be compared or gone on from."""

import json
from datetime import date

from iscm.planning.plans import Plan

LARGEST_WEIGHT = 1e9


def read_plan(content: bytes) -> Plan:
    """The plan of a file that `iscm plan --format json` wrote: its days, weight and bound.

    Raises `ValueError`, in a sentence, for anything else.
    """
    try:
        held = json.loads(content)
    except (ValueError, RecursionError):
        raise ValueError("it is no JSON") from None
    dates = held.get("dates") if isinstance(held, dict) else None
    if not isinstance(dates, dict):
        raise ValueError("it is no plan: “dates” with a day for each key is missing")  # noqa: TRY004  # one kind of error
    return Plan({key: _day(key, day) for key, day in dates.items()}, _weight(held, "weight"), _weight(held, "bound"))


def _day(key: str, day: object) -> date:
    try:
        return date.fromisoformat(day if isinstance(day, str) else "")
    except ValueError:
        raise ValueError(f"the day of “{key[:60]}” is not understood") from None


def _weight(held: dict[str, object], name: str) -> float:
    value = held.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LARGEST_WEIGHT:
        raise ValueError(f"it is no plan: “{name}” is not a number")
    return float(value)
