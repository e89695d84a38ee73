"""Where meetings are, and how far apart: along a great circle of a round Earth."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS = 6371.0  # kilometres, the mean radius of IUGG


@dataclass(frozen=True, slots=True)
class Point:
    """A city with its coordinates in degrees.

    `is_exact` is false where only the middle of the country is known: then `city` may be empty.
    """

    city: str
    country: str
    latitude: float
    longitude: float
    is_exact: bool = True


def kilometres(one: Point, other: Point) -> float:
    """The way between two places along a great circle, by the haversine formula: within 0.6 % of the true one."""
    latitude, other_latitude = radians(one.latitude), radians(other.latitude)
    height = sin((other_latitude - latitude) / 2) ** 2
    width = sin(radians(other.longitude - one.longitude) / 2) ** 2
    chord = height + cos(latitude) * cos(other_latitude) * width
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(chord)))


def is_same_city(one: Point | None, other: Point | None) -> bool:
    """Whether both are known to be in one city; a country alone says nothing."""
    if one is None or other is None or not one.city:
        return False
    return (one.city, one.country) == (other.city, other.country)
