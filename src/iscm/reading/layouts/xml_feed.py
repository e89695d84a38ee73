"""Atom and RSS (0.9 to 2.0): one entry after the other, with what their extensions say of a meeting's date and place.

The day an entry was published is never taken for that of a meeting.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from iscm.domain.citations import Locator
from iscm.domain.errors import UnreadableInputError
from iscm.domain.problems import Problem
from iscm.reading.layouts.decoding import decode_declared
from iscm.reading.layouts.elements import Layout
from iscm.reading.layouts.limits import check_entries, check_size
from iscm.reading.layouts.markup import read_markup
from iscm.reading.layouts.told import Told
from iscm.reading.layouts.words import absolute, fold, link_target
from iscm.reading.layouts.xml_entries import CORE, XML_BASE, XML_LANG, local_name, namespace, tell_entry
from iscm.reading.problem_codes import problem

IS_LINKED = True
START = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|RDF)\b")
DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.-]{2,40})""")
DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")
ENTITIES = re.compile(r"<!ENTITY", re.IGNORECASE)
LONGEST_TAG = 4_000
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ENDS = re.compile(r"</(?:\w{1,20}:)?(?:rss|feed|RDF)\s*>\s*(?:<!--.{0,2000}-->\s*)?$", re.DOTALL)
ENTRY = frozenset({"item", "entry"})
CUT = "cut off in the middle"


def lay_out(content: bytes, name: str, base: str = "") -> Layout:
    """The entries of a feed, in its order; in a locator `row` counts them, `element` is their id.

    `base` is the address of the feed. What is not well-formed is read as far as it goes, and reported; the last entry
    of a feed that ends too early is set aside. Entities of the document's own are refused. Raises
    `UnreadableInputError` for these, for what is no feed, and above the limits.
    """
    check_size(content, name)
    text = NO_XML.sub("", DECLARATION.sub("", decode_declared(content, name, DECLARED)))
    root, faults = _parsed(text, name)
    entries = list(_entries(root))
    check_entries(len(entries), name)
    head = _head(root)
    base = absolute(root.get(XML_BASE), base) or absolute(head.link, base) or base
    told: list[Told] = []
    for row, entry in enumerate(entries, 1):
        found, broken = tell_entry(entry, row, base)
        told += found
        faults += broken
        entry.clear()
    if not ENDS.search(text[-LONGEST_TAG:]):
        told, faults = _cut(told, faults)
    return Layout("feed", (), head.title or None, head.lang or None, told=tuple(told), faults=tuple(faults))


def _parsed(text: str, name: str) -> tuple[Any, list[Problem]]:
    start = START.search(text)
    if ENTITIES.search(text, 0, start.start() if start else len(text)):
        raise UnreadableInputError(name, "the feed defines entities of its own, which are not read", "Ask for another.")
    content = text.encode("utf-8", "replace")
    try:
        return etree.fromstring(content, _parser(recover=False)), []
    except etree.XMLSyntaxError as error:
        line = error.lineno
    root = etree.fromstring(content, _parser(recover=True))
    if root is None or not START.match(f"<{etree.QName(root).localname} "):
        raise UnreadableInputError(name, "the feed is damaged and cannot be read", "Fetch it again.")
    what = "The feed is not well-formed XML from this line on; what could be read was kept."
    return root, [problem("feed-broken", what, Locator(line_first=line, line_last=line))]


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def _cut(told: list[Told], faults: list[Problem]) -> tuple[list[Told], list[Problem]]:
    """Without its end, nobody knows what the last entry would have said, nor what came after it."""
    where = told[-1].locator if told else Locator()
    last = [replace(one, aside=CUT) if one.locator.row == where.row else one for one in told]
    what = "The feed ends before its end: its last entry was set aside, and what came after is missing."
    return last, [held for held in faults if held.code != "feed-broken"] + [problem("feed-cut", what, where)]


@dataclass(frozen=True, slots=True)
class _Head:
    title: str = ""
    lang: str = ""
    link: str = ""


def _head(root: Any) -> _Head:
    """What the feed says of itself: in its channel, or in itself."""
    holder = next((child for child in root if local_name(child) == "channel"), root)
    found: dict[str, str] = {}
    for child in holder:
        if local_name(child) in {"title", "language", "link"} and namespace(child) in CORE:
            is_page = child.get("rel", "alternate") == "alternate"
            words = child.get("href") if child.get("href") and is_page else "".join(child.itertext())
            found.setdefault(local_name(child), fold(str(words))[:2_000])
    lang = root.get(XML_LANG) or found.get("language", "")
    return _Head(fold(read_markup(found.get("title", "")).text), lang[:35], link_target(found.get("link")) or "")


def _entries(root: Any) -> Iterator[Any]:
    for child in root:
        if local_name(child) in ENTRY:
            yield child
        elif local_name(child) == "channel":
            yield from (inner for inner in child if local_name(inner) in ENTRY)
