"""How likely two meetings are to be near each other, where their days are not all known."""

from iscm.planning.engagements import Engagement

SURE = 1.0
LIKELIHOODS = {"tentative": 0.75, "tbc": 0.75, "unlisted": 0.5, "postponed": 0.0, "cancelled": 0.0}
"""How likely a meeting takes place as listed, by what is said of its fate (`domain.listing.standing_of`); sure where
nothing else is said. Our own judgement, no measured figures."""


def gap_days(one: Engagement, other: Engagement) -> int:
    """The least number of days that may lie from one to the other: 0 if they may share a day, 1 if one may begin on
    the day after the other."""
    if other.first < one.first:
        one, other = other, one
    return max(0, (other.first - one.latest).days - one.days + 1)


def near(one: Engagement, other: Engagement, within: int) -> float:
    """The probability, from 0 to 1, that both take place and lie within so many days of each other (0: share a day).

    Each begins on any of its possible days alike, independently of the other; counted exactly, in constant time.
    """
    return one.likelihood * other.likelihood * share_near(one, other, within)


def share_near(one: Engagement, other: Engagement, within: int) -> float:
    """The same if both take place for sure: the share of all pairs of possible first days."""
    if within < 0:
        return 0.0
    ahead = (other.first - one.first).days
    starts, other_starts = (one.latest - one.first).days + 1, (other.latest - other.first).days + 1
    late_enough = one.days - 1 + within - ahead
    too_early = -other.days - within - ahead
    return (_pairs(starts, other_starts, late_enough) - _pairs(starts, other_starts, too_early)) / (
        starts * other_starts
    )


def _pairs(width: int, height: int, most: int) -> int:
    """How many (x, y) with 0 <= x < width and 0 <= y < height have y - x <= most."""
    return _triangle(most + width) - _triangle(most) - _triangle(most + width - height) + _triangle(most - height)


def _triangle(number: int) -> int:
    """1 + 2 + … + number; 0 for what is not positive."""
    return number * (number + 1) // 2 if number > 0 else 0
