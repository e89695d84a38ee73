"""Meetings as planning sees them, short to write."""

from datetime import date, timedelta

from iscm.planning.engagements import Engagement

MONDAY = date(2024, 1, 1)


def day(number: int) -> date:
    """The day so many days after the Monday with which 2024 begins."""
    return MONDAY + timedelta(days=number)


def meeting(key: str = "a", first: int = 0, days: int = 1, spare: int = 0, **values) -> Engagement:
    """A meeting from a day on; with `spare` it may begin up to so many days later."""
    values = {"title": key.upper(), "mechanisms": (f"process-{key}",), **values}
    return Engagement(key=key, first=day(first), latest=day(first + spare), days=days, **values)
