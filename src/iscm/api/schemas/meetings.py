"""Meetings as they are answered."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema

Uid = Annotated[str, Field(description="Permanent.", examples=["0f8fad5b-d9cb-469f-a165-70867728950e"])]
Edtf = Annotated[str | None, Field(description="EDTF (ISO 8601-2).", examples=["2024-06-27/2024-06-28"])]


class LinkOut(Schema):
    """A link that a source prints."""

    text: str
    url: str


class PartyOut(Schema):
    """A mechanism's part in a meeting."""

    slug: str
    acronym: str
    name: str
    role: str


class PlaceOut(Schema):
    """A city as printed and a country by its alpha-2 code; either may be null. `name` is in the language asked for."""

    city: str | None
    country: str | None
    name: str


class TopicOut(Schema):
    """A theme or initiative: stated by a source, or suggested from the words for `reason`."""

    slug: str
    label: str
    basis: Literal["stated", "suggested"]
    reason: str | None


class MeetingOut(Schema):
    """A meeting, or a printed group of meetings (`count` other than 1; null for a plural without a number)."""

    uid: Uid
    deleted: Literal[False]
    url: str = Field(description="Its page.")
    title: str = Field(description="Of a meeting that is closed to the public: that it is, in the language asked for.")
    is_closed: bool = Field(description="Whether it is closed to the public: it is counted, but no words tell of it.")
    lang: str = Field(description="The language of title and outcome (BCP 47).")
    edtf: Edtf
    date_in_words: str
    earliest: date | None = Field(description="The first possible day.")
    latest: date | None = Field(description="The last possible day.")
    precision: str | None = Field(description="How precise the date is: day, month, quarter, half, year …")
    date_status: Literal["confirmed", "tbc"]
    status: str = Field(description="Its fate: planned, tentative, confirmed, held, postponed, rescheduled, cancelled.")
    standing: str = Field(description="The same as readers are told it: also `tbc` and `unlisted`.")
    attendance: Literal["in-person", "online", "hybrid", "unknown"]
    kind: str | None
    ordinal: int | None = Field(description="Its number in its series.")
    count: int | None
    outcome: str | None
    topic: str | None
    year: int | None
    sequence: int = Field(description="Rises when date, place or status change.")
    last_modified: datetime
    unlisted_since: date | None = Field(description="The day of the edition that no longer lists it.")
    links: list[LinkOut]
    mechanisms: list[PartyOut]
    places: list[PlaceOut]
    themes: list[TopicOut]
    initiatives: list[TopicOut]


class ReceiptOut(Schema):
    """What one document says about one field."""

    field: str
    document: int
    record: int = Field(description="The number of the record in its document.")
    words: str | None = Field(description="As printed.")
    value: Any
    lang: str
    is_chosen: bool = Field(description="Whether the register follows it.")


class RelatedOut(Schema):
    """Another meeting; `uid` is null where it is only named. `is_incoming`: the other one says so of this one."""

    kind: str
    uid: str | None
    title: str
    is_incoming: bool


class MeetingDetailOut(MeetingOut):
    """A meeting with what it rests on."""

    receipts: list[ReceiptOut]
    related: list[RelatedOut]
    series: str | None


class ChangedOut(MeetingOut):
    """A meeting as it is now."""

    changed_at: datetime = Field(description="When anything of it changed last, its sources too.")


class TombstoneOut(Schema):
    """A meeting that is gone: merged into another, or withdrawn."""

    uid: Uid
    deleted: Literal[True]
    changed_at: datetime
    merged_into: str | None = Field(description="The uid of the meeting it is now part of.")
    withdrawn_at: datetime | None
    reason: str | None
