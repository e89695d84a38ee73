"""The mechanisms: a register of all, and one with all that is known of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min, Q, Sum

from iscm.register.models import (
    Anniversary,
    Body,
    IndexEntry,
    Mechanism,
    MechanismName,
    MechanismReference,
    Membership,
    Party,
)
from iscm.register.queries.tallies import tallies
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary


@dataclass(frozen=True, slots=True)
class MechanismLine:
    """A mechanism in a list. `meetings` counts those held or planned with it; `states` is the length of its list."""

    slug: str
    acronym: str
    name: str
    level: str
    regions: tuple[str, ...]
    established: int | None
    status: str
    is_iscm: bool
    meetings: int = 0
    first_year: int | None = None
    last_year: int | None = None
    states: int = 0


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name it has or had, or (with `seen_in`) a spelling met in a document."""

    text: str
    lang: str
    since: str
    until: str
    seen_in: str
    note: str


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A State (alpha-2 code) or an organisation; `role` is member or observer."""

    role: str
    alpha_2: str
    organisation: str


@dataclass(frozen=True, slots=True)
class BodyLine:
    """An organ."""

    name: str
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """Where a fact comes from; neither address nor document means general knowledge, to be checked."""

    url: str
    document: str
    says: tuple[str, ...]
    accessed: str


@dataclass(frozen=True, slots=True)
class MembershipLine:
    """How sure the list of members is, and as of when."""

    basis: str
    as_of: str
    stated_count: int | None
    rule: str
    note: str
    observers_note: str


@dataclass(frozen=True, slots=True)
class MechanismDetail:
    """All that is known of a mechanism itself."""

    slug: str
    acronym: str
    name: str
    level: str
    regions: tuple[str, ...]
    established: int | None
    status: str
    status_note: str
    website: str
    secretariat: str
    chair_states: tuple[str, ...]
    chair_period: str
    chair_as_of: str
    chair_note: str
    languages: tuple[str, ...]
    focus: tuple[str, ...]
    predecessor: str
    successor: str
    formal_association: tuple[str, ...]
    held: tuple[dict[str, Any], ...]
    is_iscm: bool
    names: tuple[NameLine, ...] = ()
    membership: MembershipLine | None = None
    parties: tuple[PartyLine, ...] = ()
    bodies: tuple[BodyLine, ...] = ()
    references: tuple[ReferenceLine, ...] = ()
    anniversaries: tuple[tuple[int, int | None], ...] = ()
    stated_themes: tuple[tuple[str, int | None], ...] = ()


Wanted = dict[str, str]
Met = tuple[int, int | None, int | None]

_LINE = tuple(MechanismLine.__dataclass_fields__)[:8]
_DETAIL = tuple(MechanismDetail.__dataclass_fields__)[:21]


def all_mechanisms() -> tuple[MechanismLine, ...]:
    """Every mechanism in the order of the data. Four queries."""
    return mechanism_lines(Q(), meetings_by_mechanism())


def meetings_by_mechanism() -> dict[str, Met]:
    """Of each mechanism that met, by slug: how often, in which first and last year. Two queries."""
    slugs = {str(id_): slug for id_, slug in Mechanism.objects.order_by().values_list("id", "slug")}
    dated = Q(year__gt=0)
    rows = (
        tallies("mechanism")
        .values_list("key")
        .annotate(held=Sum("number"), first=Min("year", filter=dated), last=Max("year", filter=dated))
    )
    return {slugs[key]: (number, first, last) for key, number, first, last in rows if key in slugs}


def mechanism_lines(wanted: Q, met: Mapping[str, Met]) -> tuple[MechanismLine, ...]:
    """The mechanisms of a condition in the order of the data, with how they met. Two queries."""
    found = list(Mechanism.objects.filter(wanted).order_by("position").values_list("id", *_LINE))
    seats = Party.objects.filter(role="member", territory__isnull=False, mechanism__in=[row[0] for row in found])
    members = Counter(seats.order_by().values_list("mechanism", flat=True))
    lines = []
    for id_, *plain in found:
        plain[4] = tuple(plain[4])
        values: list[Any] = [*plain, *met.get(plain[0], (0, None, None)), members[id_]]
        lines.append(MechanismLine(*values))
    return tuple(lines)


def find_mechanism(slug: str) -> MechanismDetail | None:
    """One mechanism, or None. Eight queries."""
    plain = Mechanism.objects.filter(slug=slug).values_list(*_DETAIL).first()
    if plain is None:
        return None
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in plain]
    of_it = {"mechanism__slug": slug}
    membership = Membership.objects.filter(**of_it).values_list(*MembershipLine.__dataclass_fields__).first()
    values += [
        _names(of_it),
        MembershipLine(*membership) if membership else None,
        _parties(of_it),
        tuple(BodyLine(*body) for body in Body.objects.filter(**of_it).values_list("name", "kind", "note")),
        _references(of_it),
        tuple(Anniversary.objects.filter(**of_it).order_by("year").values_list("years", "year")),
        _stated_themes(of_it),
    ]
    return MechanismDetail(*values)


def _names(of_it: Wanted) -> tuple[NameLine, ...]:
    columns = NameLine.__dataclass_fields__
    return tuple(NameLine(*values) for values in MechanismName.objects.filter(**of_it).values_list(*columns))


def _parties(of_it: Wanted) -> tuple[PartyLine, ...]:
    columns = ("role", "territory__alpha_2", "organisation")
    rows = Party.objects.filter(**of_it).values_list(*columns)
    return tuple(PartyLine(role, code or "", name) for role, code, name in rows)


def _references(of_it: Wanted) -> tuple[ReferenceLine, ...]:
    rows = MechanismReference.objects.filter(**of_it).values_list("url", "document", "says", "accessed")
    return tuple(ReferenceLine(url, document, tuple(says), accessed) for url, document, says, accessed in rows)


def _stated_themes(of_it: Wanted) -> tuple[tuple[str, int | None], ...]:
    stated = IndexEntry.objects.filter(**of_it, theme__isnull=False).order_by("year", "theme__position")
    held = stated.values_list("theme__slug", "year")
    words = current_vocabulary()
    return tuple(dict.fromkeys((words.theme(slug), year) for slug, year in held if slug))
