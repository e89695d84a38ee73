"""The cities that often host and lie in a part of a State with holidays of its own: Geneva rests on Good Friday, all of
Switzerland does not. Keys are those of the library `holidays`."""

from iscm.domain.names import fold
from iscm.planning.distances import Point

PARTS = {
    ("AU", "canberra"): "ACT",
    ("AU", "sydney"): "NSW",
    ("BA", "sarajevo"): "BIH",
    ("BR", "brasilia"): "DF",
    ("CA", "montreal"): "QC",
    ("CA", "ottawa"): "ON",
    ("CA", "toronto"): "ON",
    ("CH", "basel"): "BS",
    ("CH", "bern"): "BE",
    ("CH", "geneva"): "GE",
    ("CH", "lausanne"): "VD",
    ("CH", "zurich"): "ZH",
    ("DE", "berlin"): "BE",
    ("DE", "bonn"): "NW",
    ("DE", "hamburg"): "HH",
    ("DE", "munich"): "BY",
    ("ES", "barcelona"): "CT",
    ("ES", "madrid"): "MD",
    ("GB", "edinburgh"): "SCT",
    ("GB", "london"): "ENG",
    ("IT", "milan"): "MI",
    ("IT", "palermo"): "PA",
    ("IT", "rome"): "RM",
    ("MY", "kuala lumpur"): "KUL",
    ("PT", "lisbon"): "11",
    ("US", "new york"): "NY",
    ("US", "washington"): "DC",
}


def part_of(place: Point | None) -> str:
    """The part of its State in which a city lies; empty where that has no holidays of its own, as far as is known."""
    return PARTS.get((place.country, fold(place.city)), "") if place and place.city else ""


def parts_of(place: Point | None) -> dict[str, str]:
    """The same by State, for `observances`."""
    return {place.country: part} if place and (part := part_of(place)) else {}
