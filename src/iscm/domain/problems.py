"""Something not understood or not plausible, and where."""

from dataclasses import dataclass, field
from enum import StrEnum

from iscm.domain.citations import Locator


class Severity(StrEnum):
    """How much a problem matters: an error needs a person, a warning should be seen, information is for the record."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something not understood or not plausible. It stops no other row and never disappears silently.

    `code` is in kebab case (`date-unread`); every code is explained in docs/desk.md. `suggestion` is the value an
    editor may take as it stands; `readings` are the values a text could have, where there are several.
    `record` is the `n` of the record it is about, if any.
    """

    code: str
    severity: Severity
    message: str
    locator: Locator = field(default_factory=Locator)
    suggestion: str | None = None
    record: int | None = None
    readings: tuple[str, ...] = ()
