"""A filter as a condition on the table of meetings, for lists that are too long to be filtered row by row."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from iscm.data import load_vocabulary
from iscm.domain.listing import TO_BE_CONFIRMED, UNLISTED
from iscm.domain.meetings import Status
from iscm.domain.records import DateStatus
from iscm.register.models import MeetingInitiative, MeetingMechanism, MeetingPlace, MeetingTheme
from iscm.register.queries.filters import Filter
from iscm.register.queries.search import meetings_saying

OPEN = (Status.PLANNED.value, Status.CONFIRMED.value, Status.TENTATIVE.value)
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
    found &= _plain(wanted) & _in_time(wanted)
    found &= Q(**{f"{lead}year": year}) if year else Q()
    return Narrowed(found, lead)


def _plain(wanted: Filter) -> Q:
    found = Q()
    if wanted.region:
        there = MeetingPlace.objects.filter(country__in=_of_regions(wanted.region))
        found &= Q(pk__in=there.values("meeting"))
    found &= Q(kind__in=wanted.kind) if wanted.kind else Q()
    found &= Q(attendance__in=wanted.attendance) if wanted.attendance else Q()
    found &= _any(_standing(value) for value in wanted.status) if wanted.status else Q()
    said = meetings_saying(wanted.q)
    return found & Q(uid__in=said) if said else found


def _in_time(wanted: Filter) -> Q:
    found = Q(latest__gte=wanted.since) if wanted.since else Q()
    return found & Q(earliest__lte=wanted.until) if wanted.until else found


def _of_regions(regions: tuple[str, ...]) -> tuple[str, ...]:
    territories = load_vocabulary().territories.values()
    return tuple(one.alpha_2 for one in territories if one.region_m49 in regions) or ("-",)


def _standing(value: str) -> Q:
    """`iscm.domain.listing.standing_of` the other way round."""
    is_open, is_tbc = Q(status__in=OPEN), Q(date_status=DateStatus.TBC.value)
    is_unlisted = Q(unlisted_since__isnull=False)
    if value == TO_BE_CONFIRMED:
        return is_open & is_tbc
    if value == UNLISTED:
        return is_open & ~is_tbc & is_unlisted
    return Q(status=value) & ~is_tbc & ~is_unlisted if value in OPEN else Q(status=value)


def _any(conditions: Iterable[Q]) -> Q:
    found = Q(pk__in=())
    for each in conditions:
        found |= each
    return found
