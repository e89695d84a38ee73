"""What is observed on the same days, put together: "public holiday in 34 States" rather than 34 lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from iscm.planning.observance import Observance, ObservanceKind


@dataclass(frozen=True, slots=True)
class Observed:
    """The same days kept by several States (alpha-2, in order), or by no single one: then `countries` is empty.

    `names` are the English names, each once, those of most States first. `is_estimated`: all of it is.
    """

    kind: ObservanceKind
    first: date
    last: date
    names: tuple[str, ...]
    countries: tuple[str, ...]
    is_estimated: bool


def together(told: Iterable[Observance]) -> tuple[Observed, ...]:
    """Observances of one kind, on the same days and as sure, as one; by first day, what concerns most States first."""
    found = [_one(list(some)) for _, some in groupby(sorted(told, key=_sameness), key=_sameness)]
    return tuple(
        sorted(found, key=lambda one: (one.first, bool(one.countries), -len(one.countries), one.last, one.kind))
    )


def _sameness(one: Observance) -> tuple[date, date, ObservanceKind, bool, str]:
    """What concerns no single State stays apart by its name."""
    return one.first, one.last, one.kind, one.is_estimated, "" if one.country else one.name


def _one(some: list[Observance]) -> Observed:
    names = [one.name for one in some]
    ordered = sorted(dict.fromkeys(names), key=lambda name: (-names.count(name), name))
    codes = tuple(sorted({one.country for one in some if one.country}))
    return Observed(some[0].kind, some[0].first, some[0].last, tuple(ordered), codes, some[0].is_estimated)
