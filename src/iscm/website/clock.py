"""The one place that asks what day it is."""

from datetime import UTC, date, datetime


def today() -> date:
    """The day, in universal time: a register of the whole world has no other."""
    return datetime.now(tz=UTC).date()
