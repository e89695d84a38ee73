"""A filter as a condition on the table of meetings, for lists that are too long to be filtered row by row."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from iscm.register.models import MeetingInitiative, MeetingMechanism, MeetingPlace, MeetingTheme
from iscm.register.queries.conditions import plain_condition
from iscm.register.queries.filters import Filter
from iscm.register.queries.search import meetings_saying

FILED: dict[str, tuple[Any, str, str, dict[str, str]]] = {
    "mechanism": (MeetingMechanism, "parties", "mechanism__slug", {}),
    "initiative": (MeetingInitiative, "initiatives", "initiative__slug", {}),
    "theme": (MeetingTheme, "themes", "theme__slug", {"theme__scheme": "theme"}),
    "country": (MeetingPlace, "places", "country", {}),
}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """`wanted` is the condition; `order_from` the relation whose own copy of the order serves it best, or empty.

    A meeting may be found more than once by way of that relation: it has several places in one country.
    """

    wanted: Q
    order_from: str


def narrowed(wanted: Filter, year: int | None = None) -> Narrowed:
    """The meetings that a filter lets through, as `matching` would, but for words: they are looked up in the
    search index, which knows a meeting's themes too."""
    found, lead = Q(), ""
    for name, (model, relation, key, plain) in FILED.items():
        values = getattr(wanted, name)
        if len(values) == 1 and not lead:
            lead = f"{relation}__"
            found &= Q(**{f"{lead}{key}": values[0]}, **{f"{lead}{field}": value for field, value in plain.items()})
        elif values:
            found &= Q(pk__in=model._default_manager.filter(**{f"{key}__in": values}).values("meeting"))  # noqa: SLF001  # Django's public way
    found &= plain_condition(wanted)
    said = meetings_saying(wanted.q)
    found &= Q(uid__in=said) if said else Q()
    found &= Q(**{f"{lead}year": year}) if year else Q()
    return Narrowed(found, lead)
