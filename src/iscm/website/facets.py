"""The filters beside a list: every value with the number of meetings it would show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext, gettext_lazy

from iscm.domain.listing import MeetingRow
from iscm.publication.statuses import status_words
from iscm.register.queries.filters import VALUED, Filter, count_values
from iscm.website.dates import day_in_words, page_words
from iscm.website.filters import query_of
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


def facets(rows: Sequence[MeetingRow], wanted: Filter, here: str, view: str) -> list[Facet]:
    """The filters that have something to choose."""
    found = (_facet(name, rows, wanted, here, view) for name in VALUED)
    return [facet for facet in found if facet.values]


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


def value_label(name: str, value: str, rows: Sequence[MeetingRow] = ()) -> str:
    """A value in words."""
    if name == "mechanism":
        known = {party.slug: party.acronym for row in rows for party in row.parties}
        return known.get(value) or labels().mechanism(value)
    return _LABELS[name](value)


def _facet(name: str, rows: Sequence[MeetingRow], wanted: Filter, here: str, view: str) -> Facet:
    counts = count_values(rows, wanted, name)
    chosen = getattr(wanted, name)
    for value in chosen:
        counts.setdefault(value, 0)
    view = "" if view == "list" else view
    values = [
        Value(
            value,
            value_label(name, value, rows),
            number,
            here + query_of(wanted.toggled(name, value), view=view),
            value in chosen,
        )
        for value, number in counts.items()
    ]
    values.sort(key=lambda each: (not each.is_on, -each.number, each.label))
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
