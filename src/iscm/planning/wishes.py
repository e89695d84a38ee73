"""What is wished for next year: meetings with the days on which they may be, and what must lie before or after what."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from iscm.planning.choices import FOR_EVER

MOST_WISHES = 500
LONGEST_MEETING = 30  # days
Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Gap:
    """How a wish lies to another wish, or to a meeting of the calendar, named by its key.

    The wish comes after it, or before it if `is_before`: from the last day of the earlier one to the first of the later
    there are at least `least` and at most `most` days; 1 is the next day, 0 the same, and less lets them overlap.
    """

    key: str
    least: int = 1
    most: int = FOR_EVER
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """A meeting that somebody wishes to hold, `days` long, wholly within one of the `periods`, both ends inclusive.

    `key` names it among the wishes; that of a meeting of the calendar means that this meeting may be moved. `kind` is a
    slug, `country` the host's alpha-2 code, empty for one online or without a host. `fixed_on` is its first day where
    that is settled, `now` the one it has in the calendar so far, which stays possible whatever is observed on it.
    `in_un_week`: it may fall into the high-level week of the General Assembly.
    """

    key: str
    title: str
    mechanisms: tuple[str, ...] = ()
    days: int = 1
    periods: tuple[Period, ...] = ()
    body: str = ""
    kind: str = ""
    city: str = ""
    country: str = ""
    is_online: bool = False
    fixed_on: date | None = None
    after: tuple[Gap, ...] = ()
    themes: tuple[str, ...] = ()
    in_un_week: bool = False
    now: date | None = None

    @property
    def name(self) -> str:
        """What it is called to people: its title, and the key where that says more."""
        return f"“{self.title}” ({self.key})" if self.title and self.title != self.key else f"“{self.key}”"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field of one wish, in a sentence. `wish` is its key, or its number where it has none."""

    wish: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.wish}, {self.field}: {self.message}" if self.field else f"{self.wish}: {self.message}"


@dataclass(frozen=True)
class Wishes:
    """All wishes of a plan, in their order."""

    wishes: tuple[Wish, ...] = ()

    @cached_property
    def by_key(self) -> dict[str, Wish]:
        """Each wish by its key."""
        return {one.key: one for one in self.wishes}

    def __iter__(self) -> Iterator[Wish]:
        return iter(self.wishes)

    def __len__(self) -> int:
        return len(self.wishes)


def unknown_names(
    wishes: Wishes,
    *,
    mechanisms: Collection[str],
    countries: Collection[str],
    kinds: Collection[str],
    themes: Collection[str],
    meetings: Collection[str] = (),
) -> tuple[Fault, ...]:
    """A fault for each name in the wishes that nobody knows; `meetings` are the keys of the calendar."""
    others = {*wishes.by_key, *meetings}
    found = [
        *(Fault(one.key, "mechanisms", f"no mechanism is called “{slug}”") for one in wishes for slug in one.mechanisms
          if slug not in mechanisms),
        *(Fault(one.key, "country", f"no State has the code “{one.country}”") for one in wishes
          if one.country and one.country not in countries),
        *(Fault(one.key, "kind", f"“{one.kind}” is no kind of meeting that we know") for one in wishes
          if one.kind and one.kind not in kinds),
        *(Fault(one.key, "themes", f"no theme is called “{slug}”") for one in wishes for slug in one.themes
          if slug not in themes),
        *(Fault(one.key, _side(gap), f"there is no wish and no meeting “{gap.key}”") for one in wishes
          for gap in one.after if gap.key not in others),
    ]  # fmt: skip
    place = {one.key: number for number, one in enumerate(wishes)}
    return tuple(sorted(found, key=lambda fault: place[fault.wish]))


def _side(gap: Gap) -> str:
    return "before" if gap.is_before else "after"
