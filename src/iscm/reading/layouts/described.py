"""Events that a page describes for programs: schema.org as JSON-LD or microdata, and h-event."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from iscm.domain.citations import Locator
from iscm.domain.problems import Problem
from iscm.reading.budget import spend
from iscm.reading.layouts.limits import MAX_ENTRIES
from iscm.reading.layouts.microdata import items, microformats
from iscm.reading.layouts.schema_org import Node, is_event, resolved, tell, types_of
from iscm.reading.layouts.told import Told
from iscm.reading.problem_codes import problem

MARKS = ("ld+json", "itemtype", "h-event", "vevent")
OPENERS = ("<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[")
CLOSERS = ("-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", ";")
LAST_COMMA = re.compile(r",(\s*[}\]])")
# Properties whose nodes only say something about the event above them.
BESIDE = frozenset(
    {"superEvent", "location", "organizer", "performer", "offers", "attendee", "about", "keywords", "image"}
)
DEEPEST = 60
MOST_BLOCKS = 2_000
MOST_NODES = 200_000
AGAIN = "the same entry again"


def is_described(text: str) -> bool:
    """Whether a page may describe events for programs; a cheap look at its letters."""
    return any(mark in text for mark in MARKS)


def describe(root: Any, base: str = "", row: int | None = None) -> tuple[list[Told], list[Problem]]:
    """The events that a page describes, in its order, and the blocks that could not be read.

    No more than one above `MAX_ENTRIES`, which is then refused. A faulty block costs only itself. Of an event that is
    described twice the second is set aside. `row` is the number of the entry that the page stands in, if it is one of a
    feed.
    """
    told: list[Told] = []
    problems: list[Problem] = []
    for number, script in enumerate(_scripts(root), 1):
        locator = Locator(
            line_first=script.sourceline, line_last=script.sourceline, row=row, element=f"script {number}"
        )
        try:
            told += _few(tell_all(_parsed("".join(script.itertext())), locator, base), told)
        except (ValueError, RecursionError):
            problems.append(problem("block-unread", "A block of JSON-LD is faulty, and was not read.", locator))
    for node, element in chain(items(root), microformats(root)):
        locator = Locator(line_first=element.sourceline, line_last=element.sourceline, row=row)
        told += _few(tell_all(node, locator, base), told)
        if len(told) > MAX_ENTRIES:
            break
    return once(told), problems


def tell_all(value: Any, locator: Locator, base: str = "") -> Iterator[Told]:
    """The entries of all events in a value of JSON-LD, each before its parts."""
    nodes = _named(value)
    taken: set[int] = set()
    for node, parent in _events(value, nodes):
        spend()
        if id(node) not in taken:
            taken.add(id(node))
            yield tell(node, nodes, locator, parent=parent, base=base)


def _few(found: Iterator[Told], before: list[Told]) -> Iterator[Told]:
    return islice(found, MAX_ENTRIES + 1 - len(before))


def _scripts(root: Any) -> list[Any]:
    found = []
    for script in root.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json":
            found.append(script)
        if len(found) == MOST_BLOCKS:
            break
    return found


def _parsed(text: str) -> Any:
    """The value of a block; a last comma, a wrapper or escaped quotation marks are faults that pages are full of."""
    text = text.strip()
    for opener in OPENERS:
        text = text.removeprefix(opener).lstrip()
    for closer in CLOSERS:
        text = text.removesuffix(closer).rstrip()
    try:
        return json.loads(text, strict=False)
    except ValueError:
        text = LAST_COMMA.sub(r"\1", text)
        return json.loads(html.unescape(text) if '"' not in text else text, strict=False)


def _named(value: Any) -> dict[str, Node]:
    """The nodes that others may name, by their `@id`."""
    found: dict[str, Node] = {}
    for node, _ in _walk(value):
        name = node.get("@id")
        if isinstance(name, str) and not set(node) <= {"@id", "@type"}:
            found.setdefault(name, node)
    return found


def _events(value: Any, nodes: Mapping[str, Node]) -> Iterator[tuple[Node, str]]:
    for node, parent in _walk(value, BESIDE):
        whole = resolved(node, nodes)
        if is_event(whole):
            yield whole, parent


def _walk(value: Any, without: frozenset[str] = frozenset()) -> Iterator[tuple[Node, str]]:
    """All nodes from the outside in, in their order, each with the name of the event around it; bounded."""
    waiting: list[tuple[Any, int, str]] = [(value, 0, "")]
    left = MOST_NODES
    while waiting and left:
        left -= 1
        now, depth, parent = waiting.pop()
        if depth > DEEPEST:
            continue
        if isinstance(now, list):
            waiting += [(part, depth + 1, parent) for part in reversed(now)]
        elif isinstance(now, dict):
            yield now, parent
            name = now.get("name")
            is_whole = is_event(now) and "EventSeries" not in types_of(now) and isinstance(name, str)
            inner = name if is_whole and isinstance(name, str) else parent
            parts = [part for key, part in now.items() if key.removeprefix("schema:") not in without]
            waiting += [(part, depth + 1, inner) for part in reversed(parts) if isinstance(part, dict | list)]


def once(told: list[Told]) -> list[Told]:
    """The entries with their numbers, those that say the same title and date again set aside."""
    seen: set[tuple[str, str]] = set()
    found: list[Told] = []
    for one in told:
        key = (one.title.casefold(), one.edtf.text if one.edtf else one.when)
        locator = one.locator if one.locator.row else replace(one.locator, row=len(found) + 1)
        found.append(replace(one, locator=locator, aside=one.aside or (AGAIN if key in seen else "")))
        seen.add(key)
    return found
