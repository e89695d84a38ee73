"""What is said of a meeting, in the words of the page: values, sources, and why one claim counts."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext_lazy

from iscm.domain.errors import EdtfError
from iscm.domain.listing import PlaceRow
from iscm.publication.dates import day_in_words, in_words
from iscm.publication.labels import Labels, attendance_words, group_words
from iscm.publication.statuses import status_words
from iscm.publication.words import words_in
from iscm.register.operations.states import STATED
from iscm.register.queries.meeting import Receipt
from iscm.register.queries.open_matters import place_in_words
from iscm.register.queries.vocabulary import vocabulary

LONGEST = 400
TRUST: tuple[Promise, ...] = (
    gettext_lazy("an editor"),
    gettext_lazy("a secretariat"),
    gettext_lazy("a document of IOM"),
    gettext_lazy("a feed"),
)


def labels() -> Labels:
    """The words of the active language for what the vocabulary names."""
    return Labels(vocabulary(), words_in(get_language() or "en"))


def value_in_words(field: str, value: Any) -> str:
    """A value of a claim as a person says it; what was not understood, or is empty, says so."""
    if field in EMPTY and not value:
        return str(EMPTY[field])
    if value is None or value == "":
        return gettext("nothing")
    try:
        return (SAID[field](value) if field in SAID else str(value))[:LONGEST]
    except (EdtfError, AttributeError, TypeError, KeyError, ValueError):
        return str(value)[:LONGEST]


def date_in_words(edtf: str | None, date_status: str) -> str:
    """A date as it will be shown."""
    return in_words(edtf or "", date_status, labels().words)


def trust_in_words(trust: int) -> str:
    """Whose word it is."""
    return str(TRUST[trust]) if 0 <= trust < len(TRUST) else gettext("a source")


def day_of(receipt: Receipt) -> str:
    """The day a source speaks for, or on which it came."""
    return day_in_words(receipt.as_of or receipt.received_at.date(), labels().words)


def place_of(receipt: Receipt) -> str:
    """Where in its document it stands."""
    return place_in_words(receipt.locator)


def role_in_words(role: str) -> str:
    """What a mechanism does in a meeting."""
    return str(ROLES.get(role, role))


def why_it_counts(chosen: Receipt, others: Sequence[Receipt]) -> str:
    """Why the first of several claims counts; empty where it is the only one."""
    rivals = [one for one in others if one.value != chosen.value]
    if not others:
        return ""
    if not rivals:
        return gettext("all sources say so")
    best = min(one.trust for one in rivals)
    if chosen.trust < best:
        return gettext("the word of %(one)s goes before that of %(other)s") % {
            "one": trust_in_words(chosen.trust),
            "other": trust_in_words(best),
        }
    if all(_age(chosen) >= _age(one) for one in rivals if one.trust == chosen.trust):
        return gettext("the latest of those that are trusted most")
    return gettext("it says more than later ones")


def _age(receipt: Receipt) -> str:
    return str(receipt.as_of or receipt.received_at.date())


def _places(value: Any) -> str:
    return labels().places(PlaceRow(place.get("city") or "", place.get("country") or "") for place in value)


def _links(value: Any) -> str:
    return "; ".join(f"{one.get('text') or ''} {one.get('url') or ''}".strip() for one in value)


def _kind(value: str) -> str:
    return labels().kind(value)


def _topics(label: Callable[[str], str]) -> Callable[[Any], str]:
    """Themes or initiatives, each with how sure it is: what an editor denies has a score of 0."""

    def said(one: Any) -> str:
        what = label(one["slug"])
        if not one.get("score"):
            return gettext("not: %(what)s") % {"what": what}
        return what if one.get("reason") == STATED else gettext("suggested: %(what)s") % {"what": what}

    return lambda value: "; ".join(map(said, value))


def _roles(value: Any) -> str:
    said = ((labels().mechanism(one["mechanism"]), role_in_words(one["role"])) for one in value)
    return gettext(", ").join(
        gettext("%(mechanism)s: %(role)s") % {"mechanism": slug, "role": role} for slug, role in said
    )


ROLES: dict[str, Promise] = {
    "host": pgettext_lazy("role of a mechanism", "host"),
    "co-host": pgettext_lazy("role of a mechanism", "co-host"),
    "invited": pgettext_lazy("role of a mechanism", "invited"),
}
EMPTY: dict[str, Promise] = {
    "edtf": gettext_lazy("date not known"),
    "places": gettext_lazy("no place"),
    "mechanisms": gettext_lazy("no mechanism"),
    "links": gettext_lazy("no links"),
    "closed": gettext_lazy("open to the public"),
    "themes": gettext_lazy("no themes said"),
    "initiatives": gettext_lazy("no initiatives said"),
    "bodies": gettext_lazy("no bodies"),
    "roles": gettext_lazy("roles by their places"),
}
SAID: dict[str, Callable[[Any], str]] = {
    "edtf": lambda value: f"{date_in_words(value, 'confirmed')} ({value})",
    "date_status": lambda value: gettext("to be confirmed") if value == "tbc" else gettext("settled"),
    "places": _places,
    "attendance": lambda value: attendance_words(labels().words).get(value, value),
    "mechanisms": lambda value: gettext(", ").join(labels().mechanism(slug) for slug in value),
    "kind": _kind,
    "status": lambda value: status_words(labels().words).get(value, value),
    "count": lambda value: group_words(value, labels().words) or gettext("one meeting"),
    "links": _links,
    "themes": _topics(lambda slug: labels().theme(slug)),
    "initiatives": _topics(lambda slug: labels().initiative(slug)),
    "bodies": "; ".join,
    "roles": _roles,
    "closed": lambda value: gettext("closed to the public") if value else gettext("open to the public"),
}
