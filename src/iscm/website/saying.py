"""An entry of the log as a sentence: what a value was, and what it is now."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from iscm.domain.errors import EdtfError
from iscm.publication.statuses import status_words
from iscm.website.dates import in_words, page_words
from iscm.website.labels import (
    attendance_label,
    country_name,
    group_in_words,
    initiative_label,
    kind_label,
    labels,
    theme_label,
)

LONGEST = 300
FIELDS = {
    "edtf": gettext_lazy("Date"),
    "date_status": gettext_lazy("Date"),
    "status": gettext_lazy("Status"),
    "places": gettext_lazy("Place"),
    "attendance": gettext_lazy("Attendance"),
    "title": gettext_lazy("Title"),
    "parties": gettext_lazy("Mechanisms"),
    "kind": gettext_lazy("Kind"),
    "ordinal": gettext_lazy("Number in its series"),
    "count": gettext_lazy("Stands for"),
    "outcome": gettext_lazy("Outcome"),
    "topic": gettext_lazy("About"),
    "links": gettext_lazy("Materials"),
    "themes": gettext_lazy("Themes"),
    "initiatives": gettext_lazy("Initiatives"),
    "bodies": gettext_lazy("Bodies"),
    "prepares": gettext_lazy("Prepares"),
    "side_event_of": gettext_lazy("Side event of"),
}
KEYS = frozenset({"uid", "listing", "lang", "fields", "is_closed"})  # what they hold is not for readers


def differences(old: Any, new: Any) -> list[str]:
    """Say "Date: 5 March 2024 → 9 April 2024" for each value that an entry of the log has."""
    before, after = (value if isinstance(value, Mapping) else {} for value in (old, new))
    return [
        gettext("%(field)s: %(old)s → %(new)s")
        % {
            "field": FIELDS.get(field, field),
            "old": _said(field, before.get(field)),
            "new": _said(field, after.get(field)),
        }
        for field in dict.fromkeys((*before, *after))
        if field not in KEYS
    ]


def _said(field: str, value: Any) -> str:
    if value is None or value == "":
        return gettext("not said")
    try:
        return _WORDS[field](str(value))[:LONGEST]
    except (KeyError, EdtfError, ValueError):
        return str(value)[:LONGEST]


def _each(name: Callable[[str], str]) -> Callable[[str], str]:
    return lambda value: gettext(", ").join(name(slug) for slug in value.split(", "))


def _places(value: str) -> str:
    found = []
    for place in value.split("; "):
        city, _, country = place.rpartition(", ")
        found.append(", ".join(part for part in (city, country_name(country)) if part))
    return "; ".join(found)


_WORDS: dict[str, Callable[[str], str]] = {
    "edtf": in_words,
    "date_status": lambda value: gettext("to be confirmed") if value == "tbc" else gettext("settled"),
    "places": _places,
    "attendance": attendance_label,
    "parties": _each(lambda slug: labels().mechanism(slug)),
    "kind": kind_label,
    "status": lambda value: status_words(page_words()).get(value, value),
    "count": lambda value: group_in_words(int(value)) or value,
    "themes": _each(theme_label),
    "initiatives": _each(initiative_label),
}
