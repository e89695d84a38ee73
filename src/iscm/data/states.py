"""The States that send delegations, which of them are small, and where the cities lie in which they meet."""

from dataclasses import dataclass
from functools import cache

from iscm.data.files import load_csv
from iscm.domain.names import fold

MEMBER, OBSERVER = "member", "observer"


@dataclass(frozen=True, slots=True)
class State:
    """A State, or a territory that sits in a mechanism by itself. `un` is its standing in the United Nations: member,
    observer, or empty. `is_small`: at most 1.5 million people live there."""

    alpha_2: str
    un: str
    is_small: bool


@dataclass(frozen=True, slots=True)
class CityPoint:
    """A city under the name that stands for all its spellings, and its coordinates in degrees."""

    name: str
    latitude: float
    longitude: float


@cache
def load_states() -> dict[str, State]:
    """All members and observers of the United Nations, and whoever else sits in a mechanism, by alpha-2 code."""
    rows = load_csv("states.csv")
    return {row["alpha_2"]: State(row["alpha_2"], row["un"], bool(row["millions"])) for row in rows}


@cache
def load_city_points() -> dict[tuple[str, str], CityPoint]:
    """Where a city lies, by its folded name as printed and the alpha-2 code of its country."""
    return {
        (fold(row["city"]), row["alpha_2"]): CityPoint(row["name"], float(row["lat"]), float(row["lon"]))
        for row in load_csv("city-points.csv")
    }
