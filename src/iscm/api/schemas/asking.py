"""What may be asked for, parameter by parameter."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from django.http import QueryDict
from ninja import Field, Schema
from pydantic import AwareDatetime, BeforeValidator

from iscm.api.schemas import meetings, reference, sources
from iscm.domain.meetings import Status
from iscm.register.queries.filters import (
    LONGEST_QUERY,
    LONGEST_VALUE,
    MOST_VALUES,
    Filter,
    named_as,
    split_values,
    tidy_words,
)
from iscm.register.queries.vocabulary import themes_now

MOST, USUAL = 200, 50
CURSOR = r"^[A-Za-z0-9_:=-]{1,600}$"
UID = r"^[0-9a-f-]{36}$"
SLUG = rf"^[A-Za-z0-9_-]{{0,{LONGEST_VALUE}}}$"
DAY, WHOLE = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"-?[0-9]{1,12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d.*")
NO_ROW = 2**31
FAR = datetime(9999, 12, 31, tzinfo=UTC)

Lang = Literal["en", "fr", "es", "ar", "ru", "zh-hans"]


def _split(value: Any) -> Any:
    return (
        list(split_values(value)) if isinstance(value, list) and all(isinstance(one, str) for one in value) else value
    )


def _written(pattern: re.Pattern[str]) -> Callable[[Any], Any]:
    """Only what is written so: the library would take a number for a moment and 1_0 for a number."""

    def check(value: Any) -> Any:
        if isinstance(value, str) and not pattern.fullmatch(value):
            raise ValueError(f"“{value[:40]}” is not written as such a value is")
        return value

    return check


Values = Annotated[list[str], BeforeValidator(_split)]
Day = Annotated[date, BeforeValidator(_written(DAY))]
Moment = Annotated[AwareDatetime, BeforeValidator(_written(MOMENT))]
Whole = Annotated[int, BeforeValidator(_written(WHOLE))]


def values(says: str, *, example: str, allowed: tuple[str, ...] = ()) -> Any:
    """A field with one or several values, repeated or with commas; only those `allowed`, if there are any."""
    item: dict[str, Any] = {"type": "string", "enum": list(allowed)} if allowed else {"type": "string", "pattern": SLUG}
    more: dict[str, Any] = {"items": item, "maxItems": MOST_VALUES, "examples": [[example]], "x-allowed": list(allowed)}
    return Field(default_factory=list, description=says, json_schema_extra=more)


def _wrong_values(written: list[str], allowed: Any) -> list[str]:
    if len(written) > MOST_VALUES:
        return [f"At most {MOST_VALUES} values can be asked for."]
    written = [] if written == [""] else written  # an empty list
    wrong = [one for one in written if (one not in allowed if allowed else not re.fullmatch(SLUG, one))]
    return [f"“{one[:LONGEST_VALUE]}” is none of the values that it may have." for one in wrong]


def fields_of(item: type[Schema]) -> Any:
    """The parameter that chooses fields of an item."""
    names = tuple(item.model_fields)
    return values("Only these fields of each item, beside the one that names it.", example=names[0], allowed=names)


class Asked(Schema):
    """What every call takes."""

    lang: Lang | None = Field(None, description="The language of names and dates; else that of `Accept-Language`.")

    @classmethod
    def problems(cls, query: QueryDict) -> list[tuple[str, str]]:
        """What is wrong with lists of values: (parameter, why)."""
        found = []
        for name, field in cls.model_fields.items():
            extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
            if "x-allowed" in extra:
                written = [one for text in query.getlist(name) for one in text.split(",")]
                found += [(name, why) for why in _wrong_values(written, extra["x-allowed"])]
        return found


class ListAsked(Asked):
    """What every list takes."""

    limit: Whole = Field(USUAL, ge=1, le=MOST, description="The most items in an answer.")
    cursor: str = Field("", pattern=rf"^$|{CURSOR}", description="Where to go on: taken from `next`, `prev` or `Link`.")


class MeetingFilter(ListAsked):
    """The filters of the calendar's pages."""

    fields: Values = fields_of(meetings.MeetingOut)
    sort: Literal["date", "-date", "modified", "-modified"] = Field(
        "date", description="By date, or by the moment of the last change; with `-` the last first."
    )
    mechanism: Values = values("Slugs of mechanisms, any of them.", example="gfmd")
    theme: Values = values("Slugs of themes.", example="labour-migration")
    initiative: Values = values("Slugs of initiatives.", example="gcm")
    kind: Values = values("Slugs of kinds of meeting.", example="workshop")
    region: Values = values("M49 codes of the regions in which it is held.", example="002")
    country: Values = values("Alpha-2 codes of the countries in which it is held.", example="MA")
    attendance: Values = values(
        "How one takes part.", example="online", allowed=("in-person", "online", "hybrid", "unknown")
    )
    status: Values = values(
        "What is said of its fate.", example="cancelled", allowed=(*(one.value for one in Status), "tbc", "unlisted")
    )
    year: Whole | None = Field(None, ge=1, le=9999, description="The year of its first possible day.")
    since: Day | None = Field(None, alias="from", description="Not over before this day.", examples=["2024-01-01"])
    until: Day | None = Field(None, alias="to", description="Begun by this day.", examples=["2024-12-31"])
    q: str = Field("", max_length=LONGEST_QUERY, description="Words, all of which it must say; the last may be a part.")

    def filter(self) -> Filter:
        """As the register's questions take it."""
        named = {
            name: named_as(name, getattr(self, name))
            for name in ("mechanism", "theme", "initiative", "kind", "region", "country", "attendance", "status")
        }
        return Filter(
            **named | {"theme": themes_now(named["theme"])}, since=self.since, until=self.until, q=tidy_words(self.q)
        )


class ChangesFilter(ListAsked):
    """Since when."""

    fields: Values = fields_of(meetings.ChangedOut)
    since: Moment | None = Field(
        None, description="This moment or later, with its zone.", examples=["2024-09-01T00:00:00Z"]
    )

    def moment(self) -> datetime | None:
        """`since` in universal time; what lies before the first year begins with it."""
        try:
            return self.since.astimezone(UTC) if self.since else None
        except OverflowError:
            return datetime.min.replace(tzinfo=UTC) if self.since and self.since.year == 1 else FAR


class SeatsFilter(ListAsked):
    """Who, where, when."""

    fields: Values = fields_of(reference.MembershipOut)
    as_of: Day | None = Field(None, description="The day; today without it.", examples=["2024-01-01"])
    mechanism: Values = values("Slugs of mechanisms.", example="gfmd")
    country: Values = values("Alpha-2 codes of States.", example="MA")
    role: Literal["member", "observer"] | None = Field(None, description="In which role.")


class DocumentsFilter(ListAsked):
    """Which documents."""

    fields: Values = fields_of(sources.DocumentOut)
    year: Whole | None = Field(None, ge=1, le=9999, description="The year that it is about.")
    reader: Literal["calendar", "highlights", "tracker", "feed", "submission"] | None = Field(
        None, description="What kind of document it is."
    )
    sort: Literal["id", "-id"] = Field("id", description="As they came; with `-` the last first.")


class RecordsFilter(ListAsked):
    """Of what."""

    fields: Values = fields_of(sources.RecordOut)
    document: Whole | None = Field(None, ge=1, lt=NO_ROW, description="The number of a document.")
    meeting: str = Field("", pattern=rf"^$|{UID}", description="The uid of a meeting.")


class ProblemsFilter(RecordsFilter):
    """Which problems."""

    fields: Values = fields_of(sources.ProblemOut)
    state: Literal["open", "dismissed", "resolved", "all"] = Field("open", description="Whether it still stands.")
    severity: Literal["error", "warning", "information"] | None = Field(None, description="How much it matters.")
    code: str = Field("", pattern=r"^[a-z-]{0,60}$", description="The code of a problem.", examples=["date-unread"])


class EditionsFilter(ListAsked):
    """Of what publication."""

    fields: Values = fields_of(sources.EditionOut)
    sort: Literal["-published_at", "published_at"] = Field(
        "-published_at", description="By day of publication; with `-` the last first."
    )
    name: str = Field("", pattern=r"^[a-z0-9-]{0,100}$", description="Its name.", examples=["calendar-2024"])


class MaterialsFilter(ListAsked):
    """Of whom, of what."""

    fields: Values = fields_of(sources.MaterialOut)
    sort: Literal["-year", "year", "title", "-title"] = Field(
        "-year", description="By year or title; with `-` downwards."
    )
    mechanism: Values = values("Slugs of mechanisms.", example="gfmd")
    theme: Values = values("Slugs of themes.", example="labour-migration")
    year: Whole | None = Field(None, ge=1, le=9999, description="The year of publication.")


class MechanismsAsked(ListAsked):
    """How mechanisms are listed."""

    fields: Values = fields_of(reference.MechanismOut)
    sort: Literal["position", "-position", "acronym", "-acronym", "meetings", "-meetings"] = Field(
        "position", description="In the register's order, by acronym, by number of meetings; with `-` downwards."
    )


class CountriesAsked(ListAsked):
    """How countries are listed."""

    fields: Values = fields_of(reference.CountryOut)
    sort: Literal["alpha_2", "-alpha_2", "mechanisms", "-mechanisms", "hosted", "-hosted"] = Field(
        "alpha_2", description="By code, by number of mechanisms or of meetings held there; with `-` downwards."
    )


class ThemesAsked(ListAsked):
    """How themes are listed."""

    fields: Values = fields_of(reference.ThemeOut)


class InitiativesAsked(ListAsked):
    """How initiatives are listed."""

    fields: Values = fields_of(reference.InitiativeOut)
