"""Running numbers of rows: their places among all of their table."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable


class Numbers:
    """The places of keys in an order that rises, from 1.

    Held are only the beginnings of the runs in which each key is the one before plus one: memory grows with the gaps
    between keys, of which there are few, and not with the rows.
    """

    def __init__(self, keys: Iterable[int]) -> None:
        self._firsts, self._places = array("q"), array("q")
        before, place = -1, 0
        for place, key in enumerate(keys, start=1):
            if key != before + 1 or place == 1:
                self._firsts.append(key)
                self._places.append(place)
            before = key
        self._places.append(place + 1)

    def find(self, key: int | None) -> int | None:
        """The place of a key, None for one that is not among them."""
        run = -1 if key is None else bisect_right(self._firsts, key) - 1
        if run < 0 or key is None:
            return None
        place = self._places[run] + key - self._firsts[run]
        return place if place < self._places[run + 1] else None

    def __len__(self) -> int:
        """How many runs are held."""
        return len(self._firsts)
