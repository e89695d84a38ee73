"""A mechanism: its names through time, its parties and bodies, and how sure we are of each."""

from dataclasses import dataclass, field

from iscm.domain.facts import Told

BASES = ("listed", "composed", "attended", "partial", "general-knowledge", "rule")
"""How sure a list of members is, the surest first (see `Membership`)."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name the mechanism has or had. `since` and `until` are EDTF, None where not known; `seen_in` names the
    document in which a spelling was met; a name with `seen_in` resolves but is not shown as an official one."""

    text: str
    lang: str = "en"
    since: str | None = None
    until: str | None = None
    seen_in: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Chair:
    """Who chairs: alpha-2 codes of States, for a period in words, as of an EDTF date."""

    states: tuple[str, ...]
    period: str | None
    as_of: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """The parties at a date. `basis` says how sure the list is: listed, composed, attended, partial,
    general-knowledge or rule (no list: `rule` says who may sit in it). `stated_count` is the number a source gives.
    `is_open`: any State may take part by that rule."""

    basis: str
    as_of: str | None = None
    states: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    stated_count: int | None = None
    rule: str | None = None
    note: str | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Observers:
    """Who may attend without being a party."""

    states: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """An organ of a mechanism: a working group, steering committee or thematic component."""

    name: str
    kind: str
    note: str | None = None
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a reference fact comes from. One of `url`, `document` (a title) or neither (general knowledge, to be
    checked); `says` are the fields it supports; `accessed` is an EDTF date."""

    url: str | None
    document: str | None
    says: tuple[str, ...]
    accessed: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A numbered session that is known to have been held: used to recognise it when it is printed elsewhere.

    `kind` is a slug of the kinds of meeting: a mechanism counts its ministerials apart from its senior officials.
    """

    ordinal: int
    edtf: str
    place: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Mechanism:
    """An inter-State consultation mechanism on migration, or the global meeting of them all (`is_iscm` False).

    `level` is global, interregional or regional; `established` is a year. `stated` are the facts that editors state of
    it and that count, the earliest statement first: the values above follow from them.
    """

    slug: str
    acronym: str
    name: str
    names: tuple[Name, ...] = ()
    level: str = "regional"
    regions: tuple[str, ...] = ()
    established: int | None = None
    status: str = "unknown"
    status_note: str | None = None
    website: str | None = None
    secretariat: str | None = None
    chair: Chair | None = None
    members: Membership | None = None
    observers: Observers | None = None
    bodies: tuple[Body, ...] = ()
    languages: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    predecessor: str | None = None
    successor: str | None = None
    formal_association: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()
    references: tuple[Reference, ...] = ()
    is_iscm: bool = True
    stated: tuple[Told, ...] = field(default=(), hash=False)
