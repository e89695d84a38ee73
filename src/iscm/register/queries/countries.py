"""States and territories: which mechanisms they sit in, and how many meetings they host."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Sum

from iscm.register.models import Party, Territory
from iscm.register.queries.tallies import tallies


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
    """A seat in a mechanism, with how sure that is; `since` and `until` (EDTF) where the seat itself is dated."""

    slug: str
    acronym: str
    name: str
    level: str
    status: str
    role: str
    basis: str
    as_of: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Presence:
    """By alpha-2 code, in how many mechanisms a territory has a seat as member, and how many meetings were there."""

    seats: Counter[str]
    hosted: Counter[str]

    @property
    def codes(self) -> tuple[str, ...]:
        """All that have some."""
        return tuple(sorted({*self.seats, *self.hosted}))


def all_countries() -> tuple[CountryLine, ...]:
    """Every territory that sits in a mechanism or hosted a meeting. Three queries."""
    found = presence()
    return country_lines(found.codes, found)


def presence() -> Presence:
    """Where States sit, and where meetings were. Two queries."""
    sits = Party.objects.filter(role="member", territory__isnull=False).order_by()
    hosts = tallies("country").exclude(key="").values_list("key").annotate(held=Sum("rows"))
    return Presence(
        Counter(dict(sits.values_list("territory__alpha_2").annotate(number=Count("id")))),
        Counter(dict(hosts)),
    )


def country_lines(codes: Collection[str], found: Presence) -> tuple[CountryLine, ...]:
    """The territories with these codes. One query."""
    wanted = Territory.objects.filter(alpha_2__in=codes)
    return tuple(_line(territory, found) for territory in wanted)


def find_country(alpha_2: str) -> tuple[CountryLine, tuple[SeatLine, ...]] | None:
    """A territory by its code and its seats, or None. Three queries."""
    found = Territory.objects.filter(alpha_2=alpha_2).first()
    if found is None:
        return None
    hosted = tallies("country").filter(key=alpha_2).aggregate(held=Sum("rows"))["held"] or 0
    rows = Party.objects.filter(territory=found).order_by("role", "mechanism__position")
    fields = [f"mechanism__{name}" for name in ("slug", "acronym", "name", "level", "status")]
    seats = tuple(
        SeatLine(*[*plain, own or basis or "", as_of or "", since, until])
        for *plain, basis, as_of, since, until, own in rows.values_list(
            *fields,
            "role",
            "mechanism__membership__basis",
            "mechanism__membership__as_of",
            "since",
            "until",
            "basis",
        )
    )
    members = Counter({alpha_2: sum(seat.role == "member" for seat in seats)})
    return _line(found, Presence(members, Counter({alpha_2: hosted}))), seats


def _line(territory: Territory, found: Presence) -> CountryLine:
    return CountryLine(
        alpha_2=territory.alpha_2,
        alpha_3=territory.alpha_3,
        name=territory.name,
        names=tuple(territory.names.items()),
        region_m49=territory.region_m49,
        subregion_m49=territory.subregion_m49,
        mechanisms=found.seats[territory.alpha_2],
        hosted=found.hosted[territory.alpha_2],
    )
