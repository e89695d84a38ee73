"""What belongs to a meeting as a file or a link, and what an editor says of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MaterialKind(StrEnum):
    """What sort of thing it is; `OTHER` also where nobody has said."""

    DECLARATION = "declaration"
    REPORT = "report"
    AGENDA = "agenda"
    CONCEPT_NOTE = "concept-note"
    PRESENTATION = "presentation"
    STUDY = "study"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class MaterialFacts:
    """What an editor says of a material; `lang` is a BCP 47 tag, "und" where it is not known."""

    title: str
    kind: MaterialKind = MaterialKind.OTHER
    lang: str = "und"
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A material as it is listed. A link has a `url`, a file `name`, `form`, `size` in bytes and `sha256`.

    `by` is who gave it. `is_awaited`: it came with a submission and nobody has decided about it yet.
    """

    uid: str
    title: str
    kind: MaterialKind
    lang: str
    is_public: bool
    url: str
    name: str
    form: str
    size: int
    sha256: str
    by: str
    at: datetime
    is_removed: bool = False
    is_awaited: bool = False
