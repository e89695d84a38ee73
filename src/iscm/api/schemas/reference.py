"""Mechanisms, who sits in them, countries, themes and initiatives as they are answered."""

from ninja import Field, Schema


class MechanismOut(Schema):
    """A mechanism. `meetings` counts those it took part in, `states` the States on its list of members."""

    slug: str
    url: str
    acronym: str
    name: str
    level: str
    regions: list[str]
    established: int | None
    status: str
    is_iscm: bool
    meetings: int
    first_year: int | None
    last_year: int | None
    states: int


class NameOut(Schema):
    """A name that it has or had; dates are EDTF."""

    text: str
    lang: str
    since: str | None
    until: str | None
    note: str | None


class BodyOut(Schema):
    """An organ."""

    name: str
    kind: str
    note: str | None


class ReferenceOut(Schema):
    """Where facts come from; neither address nor document means general knowledge, to be checked."""

    url: str | None
    document: str | None
    says: list[str]
    accessed: str | None


class MechanismDetailOut(Schema):
    """All that is known of a mechanism itself."""

    slug: str
    url: str
    acronym: str
    name: str
    level: str
    regions: list[str]
    established: int | None
    status: str
    status_note: str | None
    is_iscm: bool
    website: str | None
    secretariat: str | None
    chair_states: list[str] = Field(description="Alpha-2 codes.")
    chair_period: str | None
    chair_as_of: str | None
    languages: list[str]
    focus: list[str]
    predecessor: str | None
    successor: str | None
    names: list[NameOut]
    bodies: list[BodyOut]
    references: list[ReferenceOut]


class MembershipOut(Schema):
    """A seat, by a list that speaks for `as_of` (EDTF); `basis` says how sure it is.

    `since` and `until` (EDTF) are known where the seat itself is dated.
    """

    id: int
    mechanism: str
    acronym: str
    role: str
    country: str | None = Field(description="Alpha-2 code; null for an organisation.")
    name: str = Field(description="The State or organisation, in the language asked for.")
    basis: str | None
    as_of: str | None
    since: str | None
    until: str | None


class CountryOut(Schema):
    """A State or territory; `mechanisms` counts those that list it as member, `hosted` the meetings held there."""

    alpha_2: str
    alpha_3: str
    url: str
    name: str
    region_m49: str
    subregion_m49: str
    mechanisms: int
    hosted: int


class SeatOut(Schema):
    """A seat of a country."""

    mechanism: str
    acronym: str
    role: str
    basis: str | None
    as_of: str | None
    since: str | None
    until: str | None


class CountryDetailOut(CountryOut):
    """A country with its seats."""

    seats: list[SeatOut]


class StatedOut(Schema):
    """The mechanisms that a yearly index prints."""

    year: int
    mechanisms: list[str]


class ThemeOut(Schema):
    """A theme; `stated` is what yearly indexes print, `meetings` counts those filed under it by basis."""

    slug: str
    url: str
    label: str
    broader: str | None
    scope_note: str | None
    stated: list[StatedOut]
    meetings: dict[str, int]


class ObjectiveOut(Schema):
    """An objective; `themes` are slugs of the themes near it."""

    number: int
    title: str
    themes: list[str]


class InitiativeOut(Schema):
    """A global initiative that mechanisms address."""

    slug: str
    url: str
    name: str
    acronym: str | None
    kind: str | None
    adopted: str | None
    held: str | None
    place: str | None
    symbol: str | None
    website: str | None
    objectives: list[ObjectiveOut]
    targets: dict[str, str]
    stated: list[StatedOut]
    meetings: dict[str, int]
