"""Documents, records, problems, materials and editions as they are answered."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema


class DocumentOut(Schema):
    """A source document; `problems` counts those still open. Its records are given by `/records`."""

    id: int
    url: str
    title: str
    is_closed: bool = Field(description="Whether all of it is about closed meetings: then it has no title here.")
    publisher: str | None
    reader: str
    year: int | None
    last_update: date | None
    stated_count: int | None = Field(description="How many meetings it says it lists.")
    record_count: int
    lang: str
    sha256: str
    received_at: datetime
    accepted_at: datetime | None = Field(description="Null while its records are only proposed.")
    problems: int


class ClaimOut(Schema):
    """One value with the words it was read from; null where they were not understood."""

    field: str
    value: Any
    words: str | None


class RecordOut(Schema):
    """What one document says about one meeting; `printed` are its words, `meetings` the uids that rest on it."""

    key: str
    document: int
    n: int
    title: str
    is_closed: bool = Field(description="Whether its meeting is closed to the public: then nothing of it is given.")
    lang: str
    locator: dict[str, Any]
    printed: dict[str, Any]
    claims: list[ClaimOut]
    meetings: list[str]


class ProblemOut(Schema):
    """Something not understood or not plausible, with its address; what it is not about is null."""

    key: str
    code: str
    severity: str
    message: str
    suggestion: str | None
    readings: list[str] = Field(description="What it may mean.")
    locator: dict[str, Any]
    document: int | None
    record: str | None = Field(description="The key of the record.")
    meeting: str | None = Field(description="The uid of the meeting.")
    found_at: datetime
    resolved_at: datetime | None
    dismissed_at: datetime | None


class MaterialOut(Schema):
    """A publication that documents or reference facts name."""

    id: int
    title: str
    year: int | None
    kind: str | None
    lang: str
    url: str | None
    source: str | None
    document: int | None
    mechanisms: list[str]
    themes: list[str]


class FileOut(Schema):
    """A file as it was published."""

    lang: str
    form: str
    size: int
    sha256: str


class EditionOut(Schema):
    """A frozen publication; `changes` counts what changed since the edition before, null for the first."""

    name: str
    number: int
    url: str
    kind: str
    about: str
    title: str
    published_at: datetime
    modified: datetime
    note: str | None
    digest: str
    changes: dict[str, int] | None
    corrects: int | None
    corrigenda: list[int]
    files: list[FileOut]
