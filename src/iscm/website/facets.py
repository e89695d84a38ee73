"""The filters beside a list: every value with the number of meetings it would show."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext, gettext_lazy

from iscm.publication.statuses import status_words
from iscm.register.queries.filters import VALUED, Filter
from iscm.register.queries.year_lists import YearList
from iscm.website.dates import day_in_words, page_words
from iscm.website.filters import query_of, toggles
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


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter with its values, the most frequent first."""

    name: str
    title: str
    values: list[Value]
    on: int


def facets(found: YearList, wanted: Filter, here: str, view: str) -> list[Facet]:
    """The filters that have something to choose."""
    every = (_facet(name, found, wanted, here, view) for name in VALUED)
    return [facet for facet in every if facet.values]


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
