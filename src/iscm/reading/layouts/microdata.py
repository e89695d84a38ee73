"""Microdata and h-event: properties written on the elements of a page, as nodes in the terms of schema.org."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

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
MOST_STEPS = 4_000
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
    """The words of an element, but those of scripts; of a large one, those of its beginning."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, held in islice(walk, MOST_STEPS):
        if event == "end":
            parts.append("" if held is element else held.tail or "")
        elif held.tag in UNSEEN:
            walk.skip_subtree()
        else:
            parts.append((held.text or "")[:MOST_WORDS])
    return fold("".join(parts)[:MOST_WORDS])
