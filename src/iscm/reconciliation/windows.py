"""A source that shows a window of time: what left the window is over, what is absent within it is not listed."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from iscm.domain.dates import Edtf
from iscm.reconciliation.occurrences import Occurrence

SOMEWHERE_TOMORROW = timedelta(days=1)
"""A day is over in the Pacific while it lasts elsewhere."""


def missing_from(
    vanished: Iterable[Occurrence], listed: Collection[Occurrence], window_from: date
) -> tuple[Occurrence, ...]:
    """Of the occurrences that the edition before had, those that this one should list and does not.

    A calendar may drop meetings when they begin or when they end, and may keep some time of the past. So one has left
    the window, rather than being missing, if it begins before all that is listed and before `window_from` (the day of
    the visit, there or where it is tomorrow already), or ends before these ends. Without any date it is missing.
    """
    starts, ends = _window([one.edtf for one in listed], window_from)
    return tuple(one for one in vanished if not _has_left(one.edtf, starts, ends))


def still_expected(held: Iterable[Edtf | None], listed: Iterable[Edtf | None], window_from: date) -> int:
    """How many of the dates that the edition before had are still within the window of these."""
    starts, ends = _window(list(listed), window_from)
    return sum(not _has_left(one, starts, ends) for one in held)


def _window(listed: Collection[Edtf | None], window_from: date) -> tuple[date, date]:
    """The first day on which a listed one begins, and the first on which one ends, neither later than the visit."""
    today = window_from + SOMEWHERE_TOMORROW
    starts = [one.earliest for one in listed if one and one.earliest]
    ends = [one.latest for one in listed if one and one.latest]
    return min([*starts, today]), min([*ends, today])


def _has_left(when: Edtf | None, starts: date, ends: date) -> bool:
    if when is None:
        return False
    return (when.earliest or date.max) < starts or (when.latest or date.max) < ends
