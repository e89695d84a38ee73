"""What `iscm plan --expected` prints: which meetings the rhythm of a series suggests, and how well that works."""

import calendar
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from iscm.cli.plain import plain
from iscm.planning.rhythm import BackTest, Expectation

OFTEN = {0.5: "twice a year", 1.0: "yearly", 2.0: "every two years", 3.0: "every three years", 4.0: "every four years"}
NONE_YET = "none announced yet"


def told(found: Sequence[Expectation], tried: Sequence[BackTest], after: date) -> dict[str, Any]:
    """One object."""
    return {
        "after": after.isoformat(),
        "are_meetings": False,
        "expected": [
            {
                "series": one.series,
                "title": one.title,
                "mechanisms": list(one.mechanisms),
                "kind": one.kind,
                "about": one.about.isoformat(),
                "months": list(one.months),
                "interval_years": one.interval,
                "likelihood": one.likelihood,
                "missed": one.missed,
                "rests_on": list(one.rests_on),
            }
            for one in found
        ],
        "tried_on": [
            {
                "year": one.year,
                "expected": len(one.tried),
                "hit_rate": round(one.hit_rate, 3),
                "in_months": round(one.in_months, 3),
                "median_error_days": one.median_error,
                "series_held": one.series,
            }
            for one in tried
        ],
    }


def lines(found: Sequence[Expectation], tried: Sequence[BackTest]) -> Iterator[str]:
    """The expectations by day, then how well the same would have told the years that are known."""
    for one in found:
        when = f"{_months(one.months)}; " if one.months else "at no regular time of the year; "
        said = f"{'+'.join(one.mechanisms)}: {one.title}, {OFTEN[one.interval]}, {when}{NONE_YET}"
        yield plain(f"about {one.about}  {one.likelihood:>4.0%}  {said}")
    if not found:
        yield "No series has a rhythm from which its next meeting could be expected."
    yield ""
    yield "These are expectations from what was held before, no meetings: nobody announced them."
    for test in tried:
        yield _tried(test)


def _months(months: Sequence[int]) -> str:
    first, last = calendar.month_name[months[0]], calendar.month_name[months[-1]]
    return first if first == last else f"{first}-{last}"


def _tried(test: BackTest) -> str:
    if not test.tried:
        return f"Tried on {test.year}: the years before tell nothing of it."
    said = (
        f"Tried on {test.year}, by the years before: {len(test.tried)} expected, {test.hit_rate:.0%} held in that year"
    )
    error = "" if test.median_error is None else f", half of these within {test.median_error:.0f} days of the day told"
    return f"{said}{error}; of those with months, {test.in_months:.0%} in one of them."
