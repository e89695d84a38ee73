"""The filters beside a list: every value with the number of meetings it would show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext, gettext_lazy

from iscm.data import load_vocabulary
from iscm.domain.listing import MeetingRow
from iscm.website.dates import day_in_words
from iscm.website.filters import VALUED, Filter, count_values
from iscm.website.labels import (
    ATTENDANCE,
    country_name,
    initiative_label,
    kind_label,
    region_name,
    theme_label,
    word,
)
from iscm.website.statuses import status_words

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
        (value_label(name, value), here + wanted.toggled(name, value).query(view=view))
        for name in VALUED
        for value in getattr(wanted, name)
    ]
    if wanted.since:
        text = gettext("from %(date)s") % {"date": day_in_words(wanted.since)}
        found.append((text, here + replace(wanted, since=None).query(view=view)))
    if wanted.until:
        text = gettext("until %(date)s") % {"date": day_in_words(wanted.until)}
        found.append((text, here + replace(wanted, until=None).query(view=view)))
    if wanted.q:
        found.append((f"“{wanted.q}”", here + replace(wanted, q="").query(view=view)))
    return found


def value_label(name: str, value: str, rows: Sequence[MeetingRow] = ()) -> str:
    """A value in words."""
    if name == "mechanism":
        known = {party.slug: party.acronym for row in rows for party in row.parties}
        return known.get(value) or mechanism_acronym(value)
    return _LABELS[name](value)


def mechanism_acronym(slug: str) -> str:
    """The acronym of a mechanism by the carried facts; the slug if there is none."""
    mechanism = load_vocabulary().mechanisms.get(slug)
    return mechanism.acronym if mechanism else slug


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
            here + wanted.toggled(name, value).query(view=view),
            value in chosen,
        )
        for value, number in counts.items()
    ]
    values.sort(key=lambda each: (not each.is_on, -each.number, each.label))
    return Facet(name, str(TITLES[name]), values, len(chosen))


def _status(value: str) -> str:
    special = {"tbc": gettext("date to be confirmed"), "unlisted": gettext("no longer listed")}
    return special.get(value) or status_words().get(value, value)


_LABELS: dict[str, Callable[[str], str]] = {
    "theme": theme_label,
    "initiative": initiative_label,
    "kind": kind_label,
    "region": region_name,
    "country": country_name,
    "attendance": lambda value: word(ATTENDANCE, value),
    "status": _status,
}
