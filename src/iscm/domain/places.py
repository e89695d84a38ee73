"""Where a meeting is, and how one takes part."""

from dataclasses import dataclass, field
from enum import StrEnum


class Attendance(StrEnum):
    """How one takes part; UNKNOWN where the place is to be confirmed or not said."""

    IN_PERSON = "in-person"
    ONLINE = "online"
    HYBRID = "hybrid"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """A city as printed (None if only the country is said) and the ISO 3166-1 alpha-2 code of its country."""

    city: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Territory:
    """Anything with a code of its own: ISO 3166-1, or user-assigned (XK). `names` by language; `other_names`
    are former names, short forms and spellings met in documents. Regions are UN M49 codes."""

    alpha_2: str
    alpha_3: str
    numeric: str
    region_m49: str
    subregion_m49: str
    names: dict[str, str] = field(hash=False)
    other_names: tuple[str, ...] = ()
