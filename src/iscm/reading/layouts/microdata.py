"""Microdata and h-event: properties written on the elements of a page, as nodes in the terms of schema.org."""

import re
from collections.abc import Iterator
from typing import Any

from iscm.reading.layouts.schema_org import is_event
from iscm.reading.layouts.words import fold

Node = dict[str, Any]
ROOTS = frozenset({"h-event", "vevent"})
OTHER_ROOT = re.compile(r"(?:^|\s)(?:h-[a-z]+|vevent|vcard)(?:\s|$)")
# Classes of microformats, the newer and the older, and what schema.org calls the same.
CLASSES = {
    "p-name": "name",
    "summary": "name",
    "dt-start": "startDate",
    "dtstart": "startDate",
    "dt-end": "endDate",
    "dtend": "endDate",
    "p-location": "location",
    "location": "location",
    "u-url": "url",
    "url": "url",
    "p-summary": "description",
    "e-content": "description",
    "description": "description",
    "p-category": "keywords",
    "category": "keywords",
    "p-organizer": "organizer",
    "organizer": "organizer",
}
DATES = frozenset({"startDate", "endDate"})
DEEPEST = 200
MOST_WORDS = 20_000
UNSEEN = frozenset({"script", "style", "template"})


def items(root: Any) -> Iterator[tuple[Node, Any]]:
    """The events among the items of microdata, with their elements; what is inside another item is read with it."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.get("itemscope") is not None and element.get("itemprop") is None:
            node = _item(element, 0)
            if is_event(node):
                yield node, element


def microformats(root: Any) -> Iterator[tuple[Node, Any]]:
    """The events of microformats with their elements."""
    for element in root.iter():
        if isinstance(element.tag, str) and ROOTS.intersection(_classes(element)):
            node: Node = {"@type": "Event"}
            _gather_classes(element, node, 0)
            yield node, element


def _item(element: Any, depth: int) -> Node:
    kind = (element.get("itemtype") or "").split()
    node: Node = {"@type": kind}
    if element.get("itemid"):
        node["@id"] = element.get("itemid")
    for child in element:
        _gather(child, node, depth + 1)
    return node


def _gather(element: Any, node: Node, depth: int) -> None:
    """Take up the properties of an element and of those in it, down to the next item."""
    if not isinstance(element.tag, str) or depth > DEEPEST:
        return
    names = (element.get("itemprop") or "").split()
    is_item = element.get("itemscope") is not None
    if names:
        value = _item(element, depth) if is_item else _value(element)
        for name in names:
            node.setdefault(name, []).append(value)
    if not is_item:
        for child in element:
            _gather(child, node, depth + 1)


def _value(element: Any) -> str:
    if element.get("content") is not None:
        return str(element.get("content"))
    if element.tag == "time":
        return element.get("datetime") or _words(element)
    if element.tag in {"a", "area", "link"}:
        return element.get("href") or ""
    return _words(element)


def _gather_classes(element: Any, node: Node, depth: int) -> None:
    for child in element:
        if not isinstance(child.tag, str) or depth > DEEPEST:
            continue
        for name in dict.fromkeys(CLASSES[held] for held in _classes(child) if held in CLASSES):
            node.setdefault(name, []).append(_class_value(child, name))
        if not OTHER_ROOT.search(child.get("class") or ""):
            _gather_classes(child, node, depth + 1)


def _class_value(element: Any, name: str) -> str:
    if name in DATES:
        inner = next((held for held in element.iter("time") if held.get("datetime")), element)
        return inner.get("datetime") or inner.get("title") or inner.get("content") or _words(element)
    if name == "url":
        return element.get("href") or _words(element)
    return _words(element)


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _words(element: Any) -> str:
    parts: list[str] = []
    size = 0
    for part in _texts(element, 0):
        parts.append(part)
        size += len(part)
        if size > MOST_WORDS:
            break
    return fold("".join(parts))


def _texts(element: Any, depth: int) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in UNSEEN and depth <= DEEPEST:
        yield element.text or ""
        for child in element:
            yield from _texts(child, depth + 1)
            yield child.tail or ""
