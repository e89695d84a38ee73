"""A day or more on which some offices are closed, or which delegations keep free."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ObservanceKind(StrEnum):
    """Why these days are no good: UNKNOWN where nobody told us the holidays of that State and year."""

    PUBLIC_HOLIDAY = "public-holiday"
    WEEKEND = "weekend"
    RELIGIOUS_FEAST = "religious-feast"
    FASTING = "fasting"
    UN_WEEK = "un-week"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Observance:
    """Days to be kept in mind, first and last inclusive; ordered by days, then by State.

    `country` is the alpha-2 code of the State that observes it, empty where no single State does. `name` is English,
    `local_name` in the language `lang` (BCP 47), both empty where the State has none beside English. `is_estimated`:
    the days follow the moon as it is seen, or are not fixed yet, and may move by a day or two.
    """

    first: date
    last: date
    country: str
    kind: ObservanceKind
    name: str
    is_estimated: bool = False
    local_name: str = ""
    lang: str = ""
