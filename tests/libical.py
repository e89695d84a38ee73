"""libical, the parser of Evolution and KOrganizer, as Debian has it: what it makes of a calendar of ours."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.programs import left_out

HANDLE, TEXT, NUMBER = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
# Each function with what it gives and what it takes: a pointer that is not declared is cut to 32 bits.
FUNCTIONS = {
    "icalparser_parse_string": (HANDLE, TEXT),
    "icalrestriction_check": (NUMBER, HANDLE),
    "icalcomponent_free": (None, HANDLE),
    "icalcomponent_string_to_kind": (NUMBER, TEXT),
    "icalcomponent_get_first_component": (HANDLE, HANDLE, NUMBER),
    "icalcomponent_get_next_component": (HANDLE, HANDLE, NUMBER),
    "icalcomponent_get_uid": (TEXT, HANDLE),
    "icalcomponent_get_summary": (TEXT, HANDLE),
    "icalcomponent_get_location": (TEXT, HANDLE),
    "icalcomponent_get_description": (TEXT, HANDLE),
    "icalproperty_string_to_kind": (NUMBER, TEXT),
    "icalcomponent_get_first_property": (HANDLE, HANDLE, NUMBER),
    "icalcomponent_get_next_property": (HANDLE, HANDLE, NUMBER),
    "icalproperty_get_value_as_string": (TEXT, HANDLE),
}


@dataclass(frozen=True)
class Entry:
    """An entry as the library read it; `first` and `end` as the file writes days, the end one day after the last."""

    uid: str
    summary: str
    location: str
    description: str
    first: str
    end: str
    status: str


@dataclass(frozen=True)
class Judged:
    """What the library makes of a file: whether its table of rules (RFC 5545, 5546) is kept, what it could not read."""

    is_valid: bool
    faults: tuple[str, ...]
    entries: tuple[Entry, ...]


def judge(content: bytes) -> Judged:
    """Parse a calendar, hold it against the rules, read its entries."""
    library = _library()
    calendar = library.icalparser_parse_string(content)
    assert calendar, "libical reads no component at all"
    try:
        events = tuple(_children(calendar, b"VEVENT"))
        faults = [fault for each in (calendar, *events) for fault in _values(each, b"X-LIC-ERROR")]
        entries = tuple(_entry(event) for event in events)
        # The check writes what it finds into the calendar, so that it comes last.
        return Judged(bool(library.icalrestriction_check(calendar)), tuple(faults), entries)
    finally:
        library.icalcomponent_free(calendar)


@cache
def _library() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL("libical.so.3")
    except OSError:
        left_out("Debian's libical3")
    for name, (gives, *takes) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = gives, takes
    return library


def _children(calendar: int, name: bytes) -> Iterator[int]:
    library = _library()
    kind = library.icalcomponent_string_to_kind(name)
    child = library.icalcomponent_get_first_component(calendar, kind)
    while child:
        yield child
        child = library.icalcomponent_get_next_component(calendar, kind)


def _values(component: int, name: bytes) -> Iterator[str]:
    library = _library()
    kind = library.icalproperty_string_to_kind(name)
    found = library.icalcomponent_get_first_property(component, kind)
    while found:
        yield _text(library.icalproperty_get_value_as_string(found))
        found = library.icalcomponent_get_next_property(component, kind)


def _entry(event: int) -> Entry:
    library = _library()
    said = (
        getattr(library, f"icalcomponent_get_{name}")(event) for name in ("uid", "summary", "location", "description")
    )
    days = (next(_values(event, name), "") for name in (b"DTSTART", b"DTEND", b"STATUS"))
    return Entry(*map(_text, said), *days)


def _text(value: bytes | None) -> str:
    return (value or b"").decode()
