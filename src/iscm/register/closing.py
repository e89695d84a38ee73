"""What of a meeting is kept from the public: all that says what a closed one is called, is about, or came to.

The public columns of a closed meeting are empty and its `withheld` has what belongs there. When, where, of whom, in
which way and how many it is stays told: so it is counted, and clashes are seen.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

Json = dict[str, Any]

NOTHING: Mapping[str, Any] = {
    "title": "",
    "lang": "und",
    "kind": "",
    "ordinal": None,
    "outcome": "",
    "topic": "",
    "links": [],
    "bodies": [],
    "prepares": "",
    "side_event_of": "",
}
"""The columns that are kept from the public, with what stands in them instead."""

NAMING = {"prepares": "prepares", "side-event-of": "side_event_of"}
"""The columns that print the name of another meeting, by the relation that says which one that is."""

CLAIMED = frozenset({"edtf", "date_status", "dates", "places", "attendance", "mechanisms", "count", "status", "closed"})
"""What the public may know of what sources claim of a closed meeting: values, never words."""

LOGGED = frozenset({"edtf", "date_status", "status", "places", "attendance", "parties", "count", "is_closed", "uid"})
"""What the public may know of a change of a closed meeting, by what changed."""

UNTOLD = frozenset(
    {"renamed", "respelt", "kind", "ordinal", "outcome", "topic", "links", "themes", "initiatives", "bodies",
     "prepares", "side-event-of", "lang"}
)  # fmt: skip
"""Changes of a closed meeting that the public is not told of at all."""


class Row(Protocol):
    """A stored meeting."""

    withheld: Any


def part(columns: Json, *, is_closed: bool, named: Iterable[str] = ()) -> tuple[Json, Json]:
    """A meeting's columns as the public may read them, and what is withheld from it.

    `named` are the relations of an open meeting to closed ones: the names that it prints for these are withheld.
    """
    hidden = NOTHING if is_closed else [NAMING[kind] for kind in named if kind in NAMING]
    withheld = {name: columns[name] for name in hidden}
    return {**columns, **{name: NOTHING[name] for name in hidden}}, withheld


def whole(row: Row, name: str) -> Any:
    """A column of a stored meeting with what is withheld from the public."""
    return row.withheld.get(name, getattr(row, name))


def told_values(values: Any) -> Any:
    """The old or new values of a change of a closed meeting as the public may know them; None where nothing is left."""
    kept = {name: value for name, value in values.items() if name in LOGGED} if isinstance(values, dict) else {}
    return kept or None


def told_claim(field: str, value: Any) -> Any:
    """The value of a claim of `CLAIMED` without the words it was printed in."""
    if field == "dates" and isinstance(value, list):
        return [{"text": "", "edtf": one.get("edtf")} for one in value]
    return value
