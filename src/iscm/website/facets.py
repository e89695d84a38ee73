"""The filters beside a list: every value with the number of meetings it would show."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy

from iscm.publication.statuses import status_words
from iscm.register.queries.filters import VALUED, Filter
from iscm.register.queries.keeping import Shelf
from iscm.register.queries.vocabulary import vocabulary
from iscm.register.queries.year_index import YearIndex
from iscm.register.queries.year_lists import YearList
from iscm.website.dates import day_in_words, page_words
from iscm.website.filters import query_of, toggles
from iscm.website.frame import CURRENT
from iscm.website.labels import (
    attendance_label,
    country_name,
    initiative_label,
    kind_label,
    labels,
    region_name,
    theme_label,
)

TITLES = {
    "mechanism": gettext_lazy("Mechanism"),
    "theme": gettext_lazy("Theme"),
    "initiative": gettext_lazy("Initiative"),
    "kind": gettext_lazy("Kind"),
    "region": gettext_lazy("Region"),
    "country": gettext_lazy("Country"),
    "attendance": gettext_lazy("Attendance"),
    "status": gettext_lazy("Status"),
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a filter; following `href` puts it on or takes it off."""

    value: str
    label: str
    number: int
    href: str
    is_on: bool


@dataclass(frozen=True)
class Facet:
    """One filter with its values, the most frequent first."""

    name: str
    title: str
    values: list[Value]
    on: int

    @cached_property
    def written(self) -> SafeString:
        """The values as items of a list: some hundred on a page, and a template takes ten times as long for them."""
        return mark_safe("".join(map(_written, self.values)))  # noqa: S308  # all that comes from elsewhere is escaped


# The filters of lists as they were made last, by the number of their values: some five megabytes.
_KEPT: Shelf[tuple[YearIndex, str, list[Facet]]] = Shelf(10_000, 1_000)


def facets(found: YearList, wanted: Filter, here: str, view: str) -> list[Facet]:
    """The filters that have something to choose."""
    key = (found.index.year, wanted, here, view, vocabulary(), get_language())
    kept = _KEPT.find(key)
    if kept and kept[0] is found.index and kept[1] == found.names.state:
        return kept[2]
    every = (_facet(name, found, wanted, here, view) for name in VALUED)
    made = [facet for facet in every if facet.values]
    if found.names.state:
        _KEPT.keep(key, (found.index, found.names.state, made), sum(len(facet.values) for facet in made))
    return made


def removable(wanted: Filter, here: str, view: str) -> list[tuple[str, str]]:
    """What is asked for, each with the address that no longer asks for it."""
    view = "" if view == "list" else view
    found = [
        (value_label(name, value), here + query_of(wanted.toggled(name, value), view=view))
        for name in VALUED
        for value in getattr(wanted, name)
    ]
    if wanted.since:
        text = gettext("from %(date)s") % {"date": day_in_words(wanted.since)}
        found.append((text, here + query_of(replace(wanted, since=None), view=view)))
    if wanted.until:
        text = gettext("until %(date)s") % {"date": day_in_words(wanted.until)}
        found.append((text, here + query_of(replace(wanted, until=None), view=view)))
    if wanted.q:
        found.append((f"“{wanted.q}”", here + query_of(replace(wanted, q=""), view=view)))
    return found


def value_label(name: str, value: str) -> str:
    """A value in words."""
    return labels().mechanism(value) if name == "mechanism" else _LABELS[name](value)


def _facet(name: str, found: YearList, wanted: Filter, here: str, view: str) -> Facet:
    counts, chosen = found.counts(name), getattr(wanted, name)
    for value in chosen:
        counts.setdefault(value, 0)
    acronyms = {slug: told[0] for slug, told in found.names.mechanisms.items()} if name == "mechanism" else {}
    hrefs = toggles(wanted, name, counts, view="" if view == "list" else view)
    values = [
        Value(value, acronyms.get(value) or value_label(name, value), number, here + hrefs[value], value in chosen)
        for value, number in counts.items()
    ]
    values.sort(key=lambda each: (not each.is_on, -each.number, each.label, each.value))
    return Facet(name, str(TITLES[name]), values, len(chosen))


def _written(one: Value) -> str:
    current = CURRENT if one.is_on else ""
    link = f'<a href="{escape(one.href)}" rel="nofollow"{current}>'
    return f"<li>{link}{escape(one.label)} <span>{one.number}</span></a></li>"


def _status(value: str) -> str:
    special = {"tbc": gettext("date to be confirmed"), "unlisted": gettext("no longer listed")}
    return special.get(value) or status_words(page_words()).get(value, value)


_LABELS: dict[str, Callable[[str], str]] = {
    "theme": theme_label,
    "initiative": initiative_label,
    "kind": kind_label,
    "region": region_name,
    "country": country_name,
    "attendance": attendance_label,
    "status": _status,
}
