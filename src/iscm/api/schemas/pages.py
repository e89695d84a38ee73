"""Lists, and what is said when something is wrong."""

from typing import Generic, TypeVar

from ninja import Field, Schema

from iscm.api.schemas import meetings, reference, sources

T = TypeVar("T")


class Page(Schema, Generic[T]):
    """A part of a list."""

    total: int = Field(description="How many there are in all.")
    next: str | None = Field(description="The address of the part after it.")
    prev: str | None = Field(description="The address of the part before it.")
    items: list[T]


class MeetingPage(Page[meetings.MeetingOut]):
    """Meetings."""


class ChangesPage(Page[meetings.ChangedOut | meetings.TombstoneOut]):
    """Meetings that changed, with those that are gone."""


class MechanismPage(Page[reference.MechanismOut]):
    """Mechanisms."""


class MembershipPage(Page[reference.MembershipOut]):
    """Seats."""


class CountryPage(Page[reference.CountryOut]):
    """Countries."""


class ThemePage(Page[reference.ThemeOut]):
    """Themes."""


class InitiativePage(Page[reference.InitiativeOut]):
    """Initiatives."""


class DocumentPage(Page[sources.DocumentOut]):
    """Documents."""


class RecordPage(Page[sources.RecordOut]):
    """Records."""


class ProblemPage(Page[sources.ProblemOut]):
    """Problems."""


class MaterialPage(Page[sources.MaterialOut]):
    """Materials."""


class EditionPage(Page[sources.EditionOut]):
    """Editions."""


class WrongOut(Schema):
    """One thing that is wrong with a call."""

    detail: str
    pointer: str = Field(description="A JSON Pointer into the call: `#/query/from`.")


class ProblemDetails(Schema):
    """What is wrong, as RFC 9457 tells it."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[WrongOut] = Field(default_factory=list)
    withdrawn_at: str | None = Field(None, description="When the meeting was withdrawn (410).")
    reference: str | None = Field(None, description="Under what the log of the server tells what broke (5xx).")
