"""What may be taken of a correction that was sent in without taking the rest."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise

from iscm.desk.inbox_words import CELLS, FURTHER
from iscm.register.operations.partly import said_in

Parts = Mapping[str, tuple[Promise, Sequence[str]]]


def parts_of(sha256: str) -> Parts:
    """What may be taken of it, by name: how it is called, and its fields."""
    said = said_in(sha256)
    groups = {name: (label, fields) for name, label, fields in CELLS} | {
        name: (label, (name,)) for name, label in FURTHER.items()
    }
    found = {name: (label, [field for field in fields if field in said]) for name, (label, fields) in groups.items()}
    return {name: (label, fields) for name, (label, fields) in found.items() if fields}
