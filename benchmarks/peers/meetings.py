"""The same made-up meetings for every program: those of our registers, as far as others can hold them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from benchmarks.registers import shape
from benchmarks.registers.meetings import Imagined, imagined
from benchmarks.registers.themes import labels

CHANGED = datetime(2026, 1, 1, tzinfo=UTC)
MECHANISMS = len(shape.MECHANISMS)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A meeting of one mechanism and one theme (numbers from 0), in one country, from `first` to `last`."""

    n: int
    uid: str
    title: str
    first: date
    last: date
    mechanism: int
    theme: int
    country: str
    attendance: str

    @property
    def changed(self) -> datetime:
        """When it changed last: each at a moment of its own."""
        return CHANGED + timedelta(seconds=self.n)


def made_up(size: int) -> Iterator[MadeUp]:
    """So many meetings, the number of each mechanism its place in the shape: the first is the most frequent."""
    themes = list(labels())
    for year in imagined(size):
        for one in year:
            yield _told(one, themes)


def _told(one: Imagined, themes: list[str]) -> MadeUp:
    return MadeUp(
        n=one.n,
        uid=str(UUID(int=one.n + 1, version=4)),
        title=one.title,
        first=one.first,
        last=one.last,
        mechanism=shape.MECHANISMS.index(one.mechanisms[0]),
        theme=themes.index(one.themes[0]) if one.themes else one.n % len(themes),
        country=one.place[1] if one.place else "",
        attendance=one.attendance,
    )
