"""What may be sent in, and what is answered to it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import ConfigDict, StringConstraints

from iscm.api.schemas.asking import Lang

LONGEST_NOTE = 10_000
Words = Annotated[str, StringConstraints(max_length=LONGEST_NOTE)]


class ValuesIn(Schema):
    """The meeting in words, as people write them; what is left out or empty says nothing."""

    model_config = ConfigDict(extra="forbid")

    date: str = Field("", max_length=200, examples=["second half of 2027, tbc"])
    place: str = Field("", max_length=400, examples=["Vilnius, Lithuania and online"])
    attendance: Words = Field("", examples=["online"])
    mechanism: str = Field("", max_length=1000, description="Slugs or names, with commas.", examples=["prague-process"])
    title: str = Field("", max_length=1000, examples=["9th Senior Officials' Meeting"])
    kind: str = Field("", max_length=100, description="The slug or name of a kind of meeting.")
    status: str = Field("", max_length=100, description="Its fate: cancelled, postponed, held …")
    outcome: Words = ""
    topic: Words = ""
    links: Words = Field("", description="Addresses, with blanks.")
    closed: Words = Field("", description="yes or no: whether it is to be hidden from the public.")
    note: Words = Field("", description="For the editors; never published, and not read by a program.")


def _nothing() -> ValuesIn:
    return ValuesIn.model_validate({})


NAMES_ONE: dict[str, Any] = {"required": ["about"], "properties": {"about": {"type": "string"}}}
HAS_TITLE: dict[str, Any] = {
    "required": ["values"],
    "properties": {"values": {"required": ["title"], "properties": {"title": {"pattern": r"\w"}}}},
}


class SubmissionIn(Schema):
    """One meeting: a new one, or what is to be said of one that the register holds."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"anyOf": [NAMES_ONE, HAS_TITLE]})

    about: Annotated[str, StringConstraints(pattern=r"^[0-9a-f-]{36}$")] | None = Field(
        None, description="The uid of the meeting it speaks of; null for one that the register does not hold."
    )
    values: ValuesIn = Field(
        default_factory=_nothing, description="Without any value, it is confirmed that nothing changed."
    )
    lang: Lang = Field("en", description="The language of the words.")


class NotUnderstoodOut(Schema):
    """Something that was not understood, and of which value."""

    code: str
    severity: Literal["error", "warning", "information"]
    message: str
    pointer: str = Field(description="A JSON Pointer into what was sent: `#/values/date`.")
    suggestion: str | None
    readings: list[str] = Field(description="What it may mean.")


class SubmissionOut(Schema):
    """What was sent in, how it was understood, and what became of it."""

    uid: str
    url: str = Field(description="Where to ask what became of it, with the same key.")
    state: Literal["proposed", "accepted", "refused", "partly"]
    answer: str | None = Field(description="Why it was refused, or taken only in part.")
    kind: Literal["new", "change", "confirm", "outcome", "material"]
    about: str | None
    understood: dict[str, Any] = Field(description="By field as in records; null where the words were not understood.")
    problems: list[NotUnderstoodOut]
    meetings: list[str] = Field(description="The uids of the meetings that rest on it.")
    sent_at: datetime
