"""What a filter asks of a meeting's own columns and places, as a condition on the table of meetings."""

from collections.abc import Iterable

from django.db.models import Q

from iscm.data import load_vocabulary
from iscm.domain.listing import TO_BE_CONFIRMED, UNLISTED
from iscm.domain.meetings import Status
from iscm.domain.records import DateStatus
from iscm.register.models import MeetingPlace
from iscm.register.queries.filters import Filter

OPEN = (Status.PLANNED.value, Status.CONFIRMED.value, Status.TENTATIVE.value)


def plain_condition(wanted: Filter) -> Q:
    """Region, kind, attendance, status and time of a filter; true of every meeting where it asks for none of them."""
    found = Q()
    if wanted.region:
        there = MeetingPlace.objects.filter(country__in=_of_regions(wanted.region))
        found &= Q(pk__in=there.values("meeting"))
    found &= Q(kind__in=wanted.kind) if wanted.kind else Q()
    found &= Q(attendance__in=wanted.attendance) if wanted.attendance else Q()
    found &= _any(_standing(value) for value in wanted.status) if wanted.status else Q()
    return found & _in_time(wanted)


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
