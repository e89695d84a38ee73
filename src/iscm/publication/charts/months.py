"""In which months meetings were: only those of which a source says it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from iscm.domain.dates import Edtf
from iscm.publication.charts.facts import Dated

NOT_SAID = 0


def by_month(dates: Iterable[Dated]) -> Counter[int]:
    """How many meetings each month has; those whose month is not said are under `NOT_SAID`."""
    found: Counter[int] = Counter()
    for each in dates:
        for month, number in _months(Edtf.parse(each.edtf) if each.edtf else None, each.number):
            found[month] += number
    return found


def _months(when: Edtf | None, number: int) -> Iterator[tuple[int, int]]:
    """A date in its month or months.

    A meeting of several days is in the month of its first. Several meetings on as many dates are one on each; a choice,
    a span of time, or fewer dates than meetings are in a month only if they lie within it.
    """
    if when is None or when.earliest is None or when.latest is None:
        yield NOT_SAID, number
    elif when.is_set and len(when.parts) == number:
        for part in when.parts:
            yield from _months(part, 1)
    elif (when.earliest.year, when.earliest.month) == (when.latest.year, when.latest.month):
        yield when.earliest.month, number
    else:
        is_known = when.is_day_precise and not when.is_choice and (number == 1 or not when.is_set)
        yield when.earliest.month if is_known else NOT_SAID, number
