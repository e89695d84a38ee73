"""Receipts: for each value of a meeting, the words it rests on, where they stand, and what others said."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from iscm.domain.errors import EdtfError
from iscm.publication.statuses import status_words
from iscm.register.queries.meeting import MeetingDetail, Receipt
from iscm.website.dates import day_in_words, in_words, page_words
from iscm.website.labels import (
    TRUST,
    attendance_label,
    country_name,
    group_in_words,
    initiative_label,
    kind_label,
    labels,
    theme_label,
)

LONGEST_VALUE = 300

_PLACES = {
    "page": gettext_lazy("page %(n)s"),
    "sheet": gettext_lazy("sheet %(n)s"),
    "table": gettext_lazy("table %(n)s"),
    "row": gettext_lazy("row %(n)s"),
    "cell": gettext_lazy("cell %(n)s"),
    "line_first": gettext_lazy("line %(n)s"),
    "element": gettext_lazy("element %(n)s"),
}


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """What one document says: its words, and what was understood.

    `is_chosen`: this is the value shown; `agrees`: it is another's, but says the same. `is_dated`: `day` is the
    document's own, otherwise the day it was received.
    """

    document: str
    href: str
    place: str
    record: int
    words: str
    lang: str
    value: str
    by: str
    day: str
    is_dated: bool
    is_chosen: bool
    agrees: bool
    is_grouped: bool


def receipt_lines(detail: MeetingDetail, field: str) -> list[ReceiptLine]:
    """The receipts of one field, the chosen one first; empty where no document says anything."""
    receipts = detail.receipts.get(field, ())
    return [_line(receipt, field, receipts[0]) for receipt in receipts]


def locator_in_words(locator: dict[str, Any]) -> str:
    """Say "page 2, row 14"; empty where nothing is known."""
    return ", ".join(str(words) % {"n": locator[part]} for part, words in _PLACES.items() if locator.get(part))


def value_in_words(field: str, value: Any) -> str:
    """A claim's value as a reader says it; what was not understood says so."""
    if value is None:
        return gettext("not understood")
    if field in _WORDS:
        try:
            return _WORDS[field](value)[:LONGEST_VALUE]
        except (EdtfError, AttributeError, TypeError, KeyError):
            return str(value)[:LONGEST_VALUE]
    return str(value)[:LONGEST_VALUE]


def _line(receipt: Receipt, field: str, shown: Receipt) -> ReceiptLine:
    return ReceiptLine(
        document=receipt.document_title,
        href=f"{reverse('document', kwargs={'pk': receipt.document})}#r{receipt.record}",
        place=locator_in_words(receipt.locator),
        record=receipt.record,
        words=receipt.words or "",
        lang=receipt.lang,
        value=value_in_words(field, receipt.value),
        by=str(TRUST[receipt.trust]) if receipt.trust < len(TRUST) else "",
        day=day_in_words(receipt.as_of or receipt.received_at.date()),
        is_dated=receipt.as_of is not None,
        is_chosen=receipt is shown,
        agrees=value_in_words(field, receipt.value) == value_in_words(field, shown.value),
        is_grouped=receipt.is_grouped,
    )


def _places(value: Any) -> str:
    found = []
    for place in value:
        city, country = (place.get("city"), place.get("country")) if isinstance(place, dict) else place
        found.append(", ".join(part for part in (city, country_name(country) if country else "") if part))
    return "; ".join(found)


def _topics(value: Any, label: Callable[[str], str]) -> str:
    """Suggested themes or initiatives, each with the words that suggest it."""
    return "; ".join(
        f"{label(one['slug'])} ({one['reason']})" if one.get("reason") else label(one["slug"]) for one in value
    )


_WORDS: dict[str, Callable[[Any], str]] = {
    "edtf": lambda value: f"{in_words(value)} ({value})",
    "date_status": lambda value: gettext("to be confirmed") if value == "tbc" else gettext("settled"),
    "places": _places,
    "attendance": attendance_label,
    "mechanisms": lambda value: gettext(", ").join(labels().mechanism(slug) for slug in value),
    "kind": kind_label,
    "status": lambda value: status_words(page_words()).get(value, value),
    "count": group_in_words,
    "themes": lambda value: _topics(value, theme_label),
    "initiatives": lambda value: _topics(value, initiative_label),
    "links": lambda value: ", ".join(link["url"] or link["text"] for link in value),
}
