"""What lies near a meeting or an idea, and free days: what may be asked and what is answered."""

from typing import Any

from ninja import Field, Schema

from iscm.api.schemas.asking import UID, Asked, Day, Values, Whole, values
from iscm.planning.requests import MOST_DAYS, MOST_WITHIN

LONGEST = 300
MOST_NEAR = 14  # days that are looked at around a meeting
MOST_WINDOWS = 20
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _words(says: str, example: str) -> Any:
    return Field("", max_length=LONGEST, description=says, examples=[example])


class IdeaAsked(Asked):
    """An idea of a meeting, in a sentence or field by field."""

    idea: str = _words(
        "In a sentence; the fields count over it.", "SOM of the Prague Process, 3 days, Vilnius, May 2099"
    )
    mechanisms: str = _words("Whose meeting it is: names, acronyms or slugs, with commas.", "Prague Process")
    members: str = _words("Mechanisms whose members should be free, with commas.", "rabat-process, khartoum-process")
    days: Whole | None = Field(None, ge=1, le=MOST_DAYS, description="How many days it lasts.")
    when: str = _words("In words or EDTF; without a year, the next time that it comes.", "October or November 2099")
    place: str = _words("Cities with their countries, with semicolons; or `online`.", "Rome, Italy; Vilnius")
    hosts: str = _words("States whose offices must work, by name or code, with commas.", "IT, Latvia")
    avoid: str = _words("`un-week`, `religious-feast`, `fasting`, with commas.", "un-week")
    within: Whole = Field(3, ge=0, le=MOST_NEAR, description="How many days may lie between what is near.")

    def words(self) -> dict[str, str]:
        """The fields as `read_idea` takes them."""
        names = ("idea", "mechanisms", "members", "when", "place", "hosts", "avoid")
        said = {name: str(getattr(self, name)) for name in names}
        return said | ({} if self.days is None else {"days": str(self.days)})


class NearAsked(IdeaAsked):
    """A meeting, or an idea of one."""

    meeting: str = Field("", pattern=rf"^$|{UID}", description="The uid of a meeting, instead of an idea.")


class WindowsAsked(IdeaAsked):
    """A question for free days."""

    gap: Whole = Field(0, ge=0, le=MOST_WITHIN, description="Days to other meetings of its mechanisms, at least.")
    weekday: Values = values("The only days of the week that are allowed.", example="tue", allowed=WEEKDAYS)
    over_weekends: bool = Field(False, description="Whether weekends may lie within it.")
    limit: Whole = Field(10, ge=1, le=MOST_WINDOWS, description="The most windows of each city.")


class OverlapsAsked(Asked):
    """Which mechanisms, as of which day."""

    mechanism: Values = values("Slugs of mechanisms: of one, what it shares with all others.", example="rcm")
    as_of: Day | None = Field(None, description="The day; today without it.", examples=["2024-06-01"])


class PointOut(Schema):
    """A city and the alpha-2 code of its country."""

    city: str | None
    country: str | None


class EngagementOut(Schema):
    """A meeting as planning sees it: it begins on a day from `first` to `latest` and lasts `days`.

    `likelihood` is that it takes place in these bounds at all. A closed meeting has no title.
    """

    uid: str
    title: str
    mechanisms: list[str]
    first: str
    latest: str
    days: int
    likelihood: float
    online: bool
    place: PointOut | None


class ClashOut(Schema):
    """Another meeting that lies near, or may: a clash, or a chance to meet jointly.

    `chance` is the probability, `gap_days` the least number of days between them. `shared` are members of both, small
    States first, `observing` those that only observe in one (alpha-2), `invited` how many members of one may come to
    the other because it is open to all. `weight` is in States that would have to be at two meetings; `why` says it all.
    """

    meeting: EngagementOut
    chance: float
    gap_days: int
    shared: list[str]
    observing: list[str]
    invited: int
    themes: list[str]
    same_city: bool
    same_secretariat: bool
    kilometres: int | None
    weight: float
    why: str


class ObservedOut(Schema):
    """What these States (alpha-2) observe on these days; no State where it is no single one's.

    `kind` is public-holiday, weekend, religious-feast, fasting, un-week, or unknown where holidays are not known.
    """

    kind: str
    first: str
    last: str
    countries: list[str]
    names: list[str]
    estimated: bool
    said: str


class IdeaOut(Schema):
    """How an idea was understood. `assumed` are fields that nobody said.

    `members` is how many States sit in its mechanisms; `basis` how sure that list is, `as_of` its date.
    """

    title: str
    mechanisms: list[str]
    kind: str
    days: int
    periods: list[list[str]]
    cities: list[PointOut]
    hosts: list[str]
    online: bool
    avoid: list[str]
    assumed: list[str]
    members: int
    basis: str
    as_of: str
    open: bool


class NearOut(Schema):
    """What lies near a meeting (`meetings`: once for each of its days) or an idea, the weightiest first."""

    idea: IdeaOut | None
    meetings: list[EngagementOut]
    within: int
    clashes: list[ClashOut]
    observed: list[ObservedOut]


class ExcludedOut(Schema):
    """A wish that, with the others, leaves no days."""

    code: str
    country: str
    said: str


class WindowOut(Schema):
    """Free days. `choices` first days weigh the same; any such days within `between` are as good (`choice` says so)."""

    first: str
    last: str
    said: str
    choices: int
    between: list[str]
    choice: str
    weight: float
    by_clashes: float
    by_observances: float
    clashes: list[ClashOut]
    observed: list[ObservedOut]


class CityOut(Schema):
    """The windows of one city, the freest first; `said` is why there is none.

    `possible` of `considered` first days were weighed; `mean_kilometres` is the way from the States concerned.
    """

    place: PointOut | None
    mean_kilometres: int | None
    possible: int
    considered: int
    excluded_by: list[ExcludedOut]
    said: str
    windows: list[WindowOut]


class WindowsOut(Schema):
    """Free days, the city with the freest window first."""

    idea: IdeaOut
    cities: list[CityOut]


class SeatsOut(Schema):
    """Who sits in a mechanism: alpha-2 codes of members, and of observers that are no members.

    `open`: every State may take part, by rule, which says nothing of members. `basis` says how sure the list is,
    `as_of` (EDTF) of when it is, `source` what it rests on, empty for general knowledge.
    """

    mechanism: str
    members: list[str]
    observers: list[str]
    open: bool
    basis: str
    as_of: str
    source: str


class OverlapOut(Schema):
    """What two mechanisms share: members of both, small States first, States in both that only observe in one, themes.

    `basis` is the less sure one of both lists.
    """

    mechanisms: list[str]
    members: list[str]
    observing: list[str]
    themes: list[str]
    open: bool
    basis: str


class OverlapsOut(Schema):
    """Who sits where on a day, and what each two mechanisms share, those that share most members first."""

    as_of: str
    seats: list[SeatsOut]
    overlaps: list[OverlapOut]
