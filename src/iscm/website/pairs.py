"""A pair of meetings near each other, and a State that the year binds, as pages show them."""

from dataclasses import dataclass

from django.urls import reverse

from iscm.publication.planning_words import clash_in_words, weight_in_words
from iscm.publication.reports.clashes import chance_in_words
from iscm.publication.reports.clashing import BoundFacts, ClashLine
from iscm.publication.words import Words
from iscm.website.dates import day_in_words
from iscm.website.drawings.near import week_bars
from iscm.website.entries import Entry, entry
from iscm.website.labels import country_name, labels


@dataclass(frozen=True, slots=True)
class ShownClash:
    """A pair on a page: both meetings, what it weighs, how sure it is, and why in one sentence."""

    line: ClashLine
    one: Entry
    other: Entry
    weight: str
    chance: str
    why: str
    anchor: str

    @property
    def both(self) -> tuple[Entry, Entry]:
        """The two, the one that begins first before the other."""
        return self.one, self.other


@dataclass(frozen=True, slots=True)
class BoundLine:
    """A State and how bound it is: bars of its weeks, and its busiest week in words."""

    code: str
    name: str
    href: str
    days: str
    busiest: str
    bars: tuple[tuple[int, float, float], ...]


def shown_clash(line: ClashLine, words: Words) -> ShownClash:
    """A pair as pages show it."""
    return ShownClash(
        line,
        entry(line.one),
        entry(line.other),
        weight_in_words(line.weight, words),
        chance_in_words(line, words),
        clash_in_words(line.reasons, labels()),
        f"c-{line.one.uid[:8]}-{line.other.uid[:8]}",
    )


def bound_line(one: BoundFacts) -> BoundLine:
    """A State as the page of a year draws it."""
    return BoundLine(
        one.state,
        country_name(one.state),
        reverse("country", kwargs={"code": one.state.lower()}),
        f"{one.days:.0f}",
        day_in_words(one.busiest),
        week_bars(one.weeks),
    )
