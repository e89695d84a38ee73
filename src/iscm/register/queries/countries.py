"""States and territories: which mechanisms they sit in, and how many meetings they host."""

from collections import Counter
from dataclasses import dataclass

from iscm.register.models import MeetingPlace, Party, Territory


@dataclass(frozen=True, slots=True)
class CountryLine:
    """A territory in a list, with the numbers of mechanisms that list it and of meetings held there."""

    alpha_2: str
    alpha_3: str
    name: str
    names: tuple[tuple[str, str], ...]
    region_m49: str
    subregion_m49: str
    mechanisms: int
    hosted: int


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat in a mechanism, with how sure that is."""

    slug: str
    acronym: str
    name: str
    level: str
    status: str
    role: str
    basis: str
    as_of: str


def all_countries() -> tuple[CountryLine, ...]:
    """Every territory that sits in a mechanism or hosted a meeting. Three queries."""
    seats = Counter(Party.objects.filter(role="member").order_by().values_list("territory__alpha_2", flat=True))
    hosted = Counter(
        MeetingPlace.objects.filter(meeting__is_listed=True)
        .exclude(country="")
        .order_by()
        .values_list("country", flat=True)
    )
    wanted = Territory.objects.filter(alpha_2__in=[code for code in {*seats, *hosted} if code])
    return tuple(_line(territory, seats, hosted) for territory in wanted)


def find_country(alpha_2: str) -> tuple[CountryLine, tuple[SeatLine, ...]] | None:
    """A territory by its code and its seats, or None. Three queries."""
    found = Territory.objects.filter(alpha_2=alpha_2).first()
    if found is None:
        return None
    hosted = MeetingPlace.objects.filter(meeting__is_listed=True, country=alpha_2).count()
    rows = Party.objects.filter(territory=found).order_by("role", "mechanism__position")
    fields = [f"mechanism__{name}" for name in ("slug", "acronym", "name", "level", "status")]
    seats = tuple(
        SeatLine(*[*plain, basis or "", as_of or ""])
        for *plain, basis, as_of in rows.values_list(
            *fields, "role", "mechanism__membership__basis", "mechanism__membership__as_of"
        )
    )
    members = Counter({alpha_2: sum(seat.role == "member" for seat in seats)})
    return _line(found, members, Counter({alpha_2: hosted})), seats


def _line(territory: Territory, seats: Counter[str], hosted: Counter[str]) -> CountryLine:
    return CountryLine(
        alpha_2=territory.alpha_2,
        alpha_3=territory.alpha_3,
        name=territory.name,
        names=tuple(territory.names.items()),
        region_m49=territory.region_m49,
        subregion_m49=territory.subregion_m49,
        mechanisms=seats[territory.alpha_2],
        hosted=hosted[territory.alpha_2],
    )
