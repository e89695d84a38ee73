"""schema.org: a node of type Event, however it was written down, to an entry."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from iscm.domain.citations import Locator
from iscm.domain.places import Attendance
from iscm.domain.records import Link
from iscm.reading.layouts.moments import read_moment, span
from iscm.reading.layouts.told import Told
from iscm.reading.layouts.words import absolute, fold, link_target

Node = Mapping[str, Any]
PREFIX = re.compile(r"^(?:https?://(?:www\.)?schema\.org/|schema:)", re.IGNORECASE)
OTHER_EVENTS = frozenset({"Festival", "Hackathon", "CourseInstance"})
SERIES = "EventSeries"
A_SERIES = "a series, whose meetings are read one by one"
MODES = {
    "OfflineEventAttendanceMode": Attendance.IN_PERSON,
    "OnlineEventAttendanceMode": Attendance.ONLINE,
    "MixedEventAttendanceMode": Attendance.HYBRID,
}
STATUSES = {
    "EventScheduled": "planned",
    "EventPostponed": "postponed",
    "EventRescheduled": "rescheduled",
    "EventCancelled": "cancelled",
    "EventMovedOnline": "planned",
}
LONGEST = 20_000  # letters of one value
MOST = 50  # values of one property
SCRIPT = re.compile(r"<(?P<name>script|style)\b", re.IGNORECASE)
TAG = re.compile(r"<[^<>]{0,500}>")
BREAK = re.compile(r"<(?:br|/p|/li|/div|/h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)


def types_of(node: Node) -> list[str]:
    """The types of a node, without the address of the vocabulary."""
    said = node.get("@type") or []
    return [PREFIX.sub("", name) for name in (said if isinstance(said, list) else [said]) if isinstance(name, str)]


def is_event(node: Node) -> bool:
    """Whether the node is an event or a series of them."""
    return any(name.endswith("Event") or name == SERIES or name in OTHER_EVENTS for name in types_of(node))


def tell(node: Node, nodes: Mapping[str, Node], locator: Locator, *, parent: str = "", base: str = "") -> Told:
    """The entry of an event. `nodes` are those that others name by `@id`, `parent` the event that it is a part of."""
    said = _Said(node, nodes)
    start, end = said.text("startDate"), said.text("endDate")
    first, last = read_moment(start), read_moment(end)
    edtf, note = span(first, last) if first else (None, "")
    spots = [spot for place in said.all("location") if (spot := _spot(place, nodes))]
    is_virtual = any(place.is_virtual for place in spots)
    return Told(
        locator=locator,
        title=said.text("name") or said.text("headline"),
        when=" – ".join(dict.fromkeys(words for words in (start, end) if words)),
        edtf=edtf,
        note=note,
        place="; ".join(spot.words for spot in spots if spot.words),
        towns=tuple(spot.town for spot in spots if any(spot.town)),
        status=_status(said, start),
        attendance=_attendance(said, is_virtual=is_virtual, has_place=any(not spot.is_virtual for spot in spots)),
        organizers=tuple(name for held in _bodies(said) if (name := _name(held, nodes))),
        by=tuple(fold(held) for held in said.all("organizer") if isinstance(held, str)),
        links=_links(said, base),
        lines=lines_of(said.text("description", keeps_lines=True)),
        categories=_keywords(said),
        side_event_of=parent or _parent(said, nodes),
        lang=said.text("inLanguage")[:35],
        aside=A_SERIES if SERIES in types_of(node) and (first is None or said.all("subEvent")) else "",
    )


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a description, with the markup that some put into it taken out."""
    text = unescape(text) if "&" in text else text  # many put escaped markup into what is no markup
    if "<" in text:
        text = TAG.sub(" ", BREAK.sub("\n", _without_scripts(text)))
    return tuple(words for line in text.splitlines() if (words := fold(line)))


def _without_scripts(text: str) -> str:
    """The text without what stands in scripts and styles, to its end where one is left open."""
    kept, at = [], 0
    low = text.lower()
    while match := SCRIPT.search(text, at):
        kept.append(text[at : match.start()])
        end = low.find(f"</{match['name'].lower()}", match.end())
        at = end if end >= 0 else len(text)
    return " ".join([*kept, text[at:]])


class _Said:
    """The values of a node by the name of their property, whatever the prefix and however often it is said."""

    def __init__(self, node: Node, nodes: Mapping[str, Node]) -> None:
        self._values = {PREFIX.sub("", key): value for key, value in node.items()}
        self._nodes = nodes

    def all(self, name: str) -> list[Any]:
        value = self._values.get(name)
        values = value if isinstance(value, list) else [value]
        return [resolved(one, self._nodes) for one in values[:MOST] if one not in (None, "", {}, [])]

    def text(self, name: str, *, keeps_lines: bool = False) -> str:
        words = next((words for value in self.all(name) if (words := _plain(value))), "")
        return words if keeps_lines else fold(" ".join(lines_of(words)))


def resolved(value: Any, nodes: Mapping[str, Node]) -> Any:
    """The node that a bare reference names, where the document has it; any other value as it is."""
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
        return nodes.get(value["@id"], value)
    return value


def _plain(value: Any) -> str:
    """The words of a value: itself, or those that it holds with their language."""
    if isinstance(value, dict):
        value = value.get("@value", value.get("name", ""))
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, str)), "")
    return str(value)[:LONGEST] if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _name(value: Any, nodes: Mapping[str, Node]) -> str:
    if not isinstance(value, dict):
        return fold(_plain(value))
    said = _Said(value, nodes)
    return said.text("name") or said.text("alternateName")


def _bodies(said: _Said) -> list[Any]:
    """The organisers that are said to be no persons."""
    return [held for held in said.all("organizer") if isinstance(held, dict) and "Person" not in types_of(held)]


@dataclass(frozen=True, slots=True)
class _Spot:
    """One place of an event: its words, and town with country where they are parted."""

    words: str = ""
    town: tuple[str, str] = ("", "")
    is_virtual: bool = False


def _spot(value: Any, nodes: Mapping[str, Node]) -> _Spot | None:
    if not isinstance(value, dict):
        return _Spot(fold(_plain(value)))
    said = _Said(value, nodes)
    name = said.text("name")
    if "VirtualLocation" in types_of(value):
        return _Spot(is_virtual=True)
    addresses = said.all("address") or ([value] if "PostalAddress" in types_of(value) else [])
    address = next((held for held in addresses if isinstance(held, dict)), None)
    if address is None:
        written = fold(" ".join(map(_plain, addresses)))
        return _Spot(", ".join(_new_words(name, written)))
    parts = _Said(address, nodes)
    town, country = parts.text("addressLocality"), parts.text("addressCountry")
    street = parts.text("streetAddress")
    is_said = bool(name) and name.casefold().startswith((town or country).casefold())  # as in "Geneva, Switzerland"
    words = name if is_said else ", ".join(part for part in (name, street, town, country) if part)
    return _Spot(words, (town, country))


def _new_words(name: str, written: str) -> Iterator[str]:
    if name and name.casefold() not in written.casefold():
        yield name
    if written:
        yield written


def _status(said: _Said, start: str) -> str:
    status = STATUSES.get(PREFIX.sub("", said.text("eventStatus")), "")
    before = said.text("previousStartDate")
    return "rescheduled" if status in {"", "planned"} and before and before[:10] != start[:10] else status


def _attendance(said: _Said, *, is_virtual: bool, has_place: bool) -> str:
    if PREFIX.sub("", said.text("eventStatus")) == "EventMovedOnline":
        return Attendance.ONLINE.value
    mode = MODES.get(PREFIX.sub("", said.text("eventAttendanceMode")))
    if mode is Attendance.IN_PERSON and is_virtual:  # what programs write where nobody chose; the place says more
        mode = None
    if mode is None and is_virtual:
        mode = Attendance.HYBRID if has_place else Attendance.ONLINE
    return mode.value if mode else ""


def _links(said: _Said, base: str) -> tuple[Link, ...]:
    urls = [absolute(said.text("url"), base), said.text("@id")]
    found = next((url for url in map(link_target, urls) if url), None)
    works = [work for work in said.all("subjectOf") if isinstance(work, dict)]
    others = [(fold(_plain(work.get("name"))), link_target(absolute(_plain(work.get("url")), base))) for work in works]
    links = [Link(words or url, url) for words, url in [("", found), *others] if url]
    return tuple(dict.fromkeys(links))


def _keywords(said: _Said) -> tuple[str, ...]:
    values = [fold(_plain(value)) for name in ("about", "keywords") for value in said.all(name)]
    return tuple(dict.fromkeys(word.strip() for value in values for word in value.split(",") if word.strip()))


def _parent(said: _Said, nodes: Mapping[str, Node]) -> str:
    """The name of the event that this is a part of; a series is none."""
    above = (held for held in said.all("superEvent") if isinstance(held, dict))
    return next((_name(held, nodes) for held in above if is_event(held) and SERIES not in types_of(held)), "")
