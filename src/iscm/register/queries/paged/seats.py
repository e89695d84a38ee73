"""Who sits in which mechanism, as of a day, in parts."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from iscm.domain.dates import Edtf
from iscm.domain.errors import IscmError
from iscm.register.models import Membership, Party
from iscm.register.queries.paged.keyset import Order, Part, Place, counted, part_of_table
from iscm.register.queries.stamps import Version

Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeatItem:
    """A State (alpha-2 code) or an organisation in a mechanism, by a list that speaks for `as_of` (EDTF or empty).

    `since` and `until` (EDTF or empty) are said where the seat itself is dated.
    """

    id: int
    mechanism: str
    acronym: str
    role: str
    country: str
    organisation: str
    basis: str
    as_of: str
    since: str = ""
    until: str = ""


def seats_part(
    day: date, place: Place, version: Version, *, mechanism: Values = (), country: Values = (), role: str = ""
) -> Part[SeatItem]:
    """Seats as of a day: by lists that speak for that day or an earlier one, or for no stated day. Four queries.

    The register holds one list of each mechanism; what was before it is not known.
    """
    wanted = Q(mechanism__in=_known(day))
    wanted &= Q(mechanism__slug__in=mechanism) if mechanism else Q()
    wanted &= Q(territory__alpha_2__in=country) if country else Q()
    wanted &= Q(role=role) if role else Q()
    name = ("seats", day, mechanism, country, role)
    total = counted(version, name, lambda: Party.objects.filter(wanted).count())
    part = part_of_table(Party, wanted, Order(("mechanism__position", "id")), place, total)
    keys = [key[-1] for key in part.items]
    columns = ("mechanism__slug", "mechanism__acronym", "role", "territory__alpha_2", "organisation")
    of_list = ("mechanism__membership__basis", "mechanism__membership__as_of")
    found = Party.objects.filter(id__in=keys).order_by("mechanism__position", "id")
    rows = found.values_list("id", *columns, *of_list, "since", "until", "basis")
    items = tuple(
        SeatItem(id_, slug, acronym, role, state or "", organisation, own or basis or "", as_of or "", since, until)
        for id_, slug, acronym, role, state, organisation, basis, as_of, since, until, own in rows
    )
    return Part(items, part.total, part.first, part.last, part.has_before, part.has_after)


def _known(day: date) -> list[int]:
    """The mechanisms that there were, by lists that speak for this day or an earlier one."""
    rows = Membership.objects.values_list("mechanism_id", "as_of", "mechanism__established")
    return [id_ for id_, as_of, since in rows if _begins(as_of) <= day and (since or 0) <= day.year]


def _begins(as_of: str) -> date:
    try:
        return (Edtf.parse(as_of).earliest if as_of else None) or date.min
    except (IscmError, ValueError):
        return date.min
