"""What happened to a thing of the register: one line a field, from the log."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One field of one entry of the log: who, when, what, from `old` to `new` as text, and why.

    `id` is the entry's; `action` is a kind of change ("moved") or what a person did ("corrected"). `field` is empty
    where nothing changed from one value to another. `document` and `document_title` are the source from which the
    change came, 0 and empty where it came from a person. `undoes` is the entry that this one undid, 0 for none.
    """

    id: int
    at: datetime
    actor: str
    action: str
    object_type: str
    key: str
    field: str
    old: str | None
    new: str | None
    reason: str
    document: int = 0
    document_title: str = ""
    undoes: int = 0
