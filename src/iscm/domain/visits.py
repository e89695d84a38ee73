"""What became of a visit to a source."""

from enum import StrEnum


class Outcome(StrEnum):
    """What a visit ended in: something new was read, or not, or could not be had, or not be believed.

    `LEFT_OUT` is a part of a message that lists no meeting; `RELEASED` says that a person took what was not believed.
    """

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    QUARANTINED = "quarantined"
    RELEASED = "released"
    LEFT_OUT = "left-out"


GOOD = frozenset({Outcome.FETCHED, Outcome.UNCHANGED, Outcome.RELEASED})
"""What came is what the source says, as far as anybody can tell."""

WORST_FIRST = (
    Outcome.QUARANTINED,
    Outcome.FAILED,
    Outcome.RELEASED,
    Outcome.FETCHED,
    Outcome.UNCHANGED,
    Outcome.LEFT_OUT,
)


def worst(outcomes: set[Outcome]) -> Outcome:
    """The outcome of a visit from those of its parts; unchanged where there was none."""
    return next((one for one in WORST_FIRST if one in outcomes - {Outcome.LEFT_OUT}), Outcome.UNCHANGED)
