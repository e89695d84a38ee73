"""Meetings sorted once by their days, so that those near some days are found without looking at all."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from iscm.planning.engagements import Engagement
from iscm.planning.states import States


class Calendar:
    """Engagements in the order of their days, and the States that their sets are of. Never changed once made.

    Beside the one order, they are filed by how many days they may reach over, in classes of up to 1, 3, 7, 15 … days:
    within a class nothing can reach further than its length, so a look-up has a bounded start. One vague or very long
    meeting makes no other look-up longer.
    """

    def __init__(self, engagements: Iterable[Engagement] = (), states: States = States(())) -> None:  # noqa: B008  # frozen
        self.states = states
        self.engagements = tuple(sorted(engagements, key=_order))
        self.firsts = [one.first.toordinal() for one in self.engagements]
        self.ends = [one.latest.toordinal() + one.days - 1 for one in self.engagements]
        self._classes: dict[int, tuple[list[int], list[int]]] = {}
        for place, (first, end) in enumerate(zip(self.firsts, self.ends, strict=True)):
            firsts, places = self._classes.setdefault((end - first + 1).bit_length(), ([], []))
            firsts.append(first)
            places.append(place)

    def __len__(self) -> int:
        return len(self.engagements)

    def near(self, first: date, last: date, within: int = 0) -> tuple[Engagement, ...]:
        """Those that may lie within so many days of the days from `first` to `last`, in their order.

        In n log n to make, and in the logarithm of n plus at most about twice the answer to ask.
        """
        return tuple(self.engagements[place] for place in self.places_near(first, last, within))

    def places_near(self, first: date, last: date, within: int = 0) -> list[int]:
        """The same as places in `engagements`."""
        start, end, ends = first.toordinal() - within, last.toordinal() + within, self.ends
        found: list[int] = []
        for length, (firsts, places) in self._classes.items():
            # No other of this class begins early enough to be over by then.
            low, sure = bisect_left(firsts, start - (1 << length) + 2), bisect_left(firsts, start)
            found += [place for place in places[low:sure] if ends[place] >= start]
            found += places[sure : bisect_right(firsts, end)]
        return sorted(found)

    def pairs_near(self, within: int = 0) -> Iterator[tuple[Engagement, Engagement]]:
        """Every pair that may lie within so many days of each other, once, the one that may begin first before the
        other."""
        engagements, firsts = self.engagements, self.firsts
        for place, (one, end) in enumerate(zip(engagements, self.ends, strict=True)):
            last = bisect_right(firsts, end + within, place + 1)
            for other in engagements[place + 1 : last]:
                yield one, other


def _order(one: Engagement) -> tuple[date, date, int, str]:
    return one.first, one.latest, one.days, one.key
