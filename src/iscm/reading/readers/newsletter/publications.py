"""The publications that a newsletter names: title, whose it is, and where it is found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from iscm.domain.records import Link, Publication
from iscm.reading.cells.mechanisms import MechanismFinder
from iscm.reading.readers.newsletter.addresses import ADDRESS, goes_on, take_address
from iscm.reading.readers.newsletter.lines import Line, flow

MOST_LINES = 12  # of a title with its address
LONGEST_NAME = 120
WHOSE = re.compile(r"\s*\(\s*(?P<whose>[^()]{2,160}?)\s*:?\s*\)\s*[.:]?\s*$")
CALL = re.compile(
    r"\s*[|–—-]?\s*\[?(?:download|read more|link|available here|here|descargar|télécharger|leer más|lire la suite|"
    r"disponible aquí|ver más)\]?\s*[.:]?\s*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Entry:
    lines: list[Line] = field(default_factory=list)
    address: str = ""
    last: str = ""
    links: list[Link] = field(default_factory=list)
    address_lines: list[Line] = field(default_factory=list)
    group: tuple[str, ...] = ()
    heads: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Published:
    """A publication, the row of its address (None where none is printed) and all its rows."""

    publication: Publication
    address_row: int | None
    links: tuple[Link, ...]
    rows: tuple[int, ...]


def read_publications(body: Sequence[Line], finder: MechanismFinder, known: frozenset[str]) -> tuple[Published, ...]:
    """The publications of one section in printed order.

    An address or a link ends an entry, and so does the name of its mechanism in brackets; where no entry has any of
    these, each line set apart is one.
    """
    entries: list[_Entry] = []
    group: tuple[str, ...] = ()
    heads: list[int] = []
    is_marked = any(ADDRESS.search(line.text) or line.links or WHOSE.search(line.text) for line in body)
    for line in body:
        owners = () if _is_open(entries) or line.text.startswith("(") else _group(line, finder)
        if owners:
            group = owners
            heads.append(line.index)
            continue
        _take(entries, line, is_marked=is_marked, finder=finder)
        entries[-1].group, entries[-1].heads, heads = group, [*entries[-1].heads, *heads], []
    return tuple(_published(entry, finder, known) for entry in entries if entry.lines)


def _group(line: Line, finder: MechanismFinder) -> tuple[str, ...]:
    """The mechanisms of a line that only names them: the publications below it are theirs."""
    text = line.text.rstrip(" :")
    named = sum(found.end - found.start for found in finder.find(text)) if len(text) <= LONGEST_NAME else 0
    if 2 * named < len(text):
        return ()
    reading = finder.parse(text)
    return reading.slugs if not reading.unknown else ()


def _is_open(entries: list[_Entry]) -> bool:
    """Whether the last entry still lacks its mechanism and its address."""
    return bool(entries) and not (entries[-1].address or entries[-1].links or WHOSE.search(entries[-1].lines[-1].text))


def _take(entries: list[_Entry], line: Line, finder: MechanismFinder, *, is_marked: bool) -> None:
    last = entries[-1] if entries else None
    if last and last.address and goes_on(last.last, line):
        last.address += line.text
        last.last = line.text
        last.address_lines.append(line)
        return
    match = ADDRESS.search(line.text)
    words = line.text[: match.start()].strip(" |–—-:") if match else line.text
    if words:
        if last is None or _starts_new(last, line, finder, is_marked=is_marked):
            last = _Entry()
            entries.append(last)
        last.lines.append(Line(line.index, words, line.locator, line.gap, line.is_bold, line.is_bullet))
    elif last is None or last.address:
        last = _Entry()
        entries.append(last)
    last.links += line.links
    if match:
        last.address = last.last = take_address(line.text[match.start() :])
        last.address_lines.append(line)


def _starts_new(last: _Entry, line: Line, finder: MechanismFinder, *, is_marked: bool) -> bool:
    if not last.lines or line.is_bullet:
        return bool(last.lines)
    if last.address or last.links:
        return not _goes_on_with(last, line)
    if line.text.startswith("(") or line.text[:1].islower():
        return False
    if len(last.lines) >= MOST_LINES:
        return True
    text = flow(last.lines[-2:]).text
    whose = WHOSE.search(text)
    if whose:
        return bool(finder.find(whose["whose"])) or line.gap
    return line.gap and not is_marked


def _goes_on_with(last: _Entry, line: Line) -> bool:
    """Whether a line goes on with a linked title: with its link, an open bracket, or the mechanism that it lacks."""
    if line.gap or last.address:
        return False
    above = last.lines[-1].text
    if any(link.url and link.url == last.links[-1].url for link in line.links) or above.count("(") > above.count(")"):
        return True
    return line.text.startswith("(") and not WHOSE.search(above)


def _owners(words: str, finder: MechanismFinder) -> tuple[str, ...]:
    """The mechanisms that words in brackets name, however they are spelt."""
    found = tuple(dict.fromkeys(held.slug for held in finder.find(words)))
    reading = None if found else finder.parse(words)
    return reading.slugs if reading and not reading.unknown else found


def _published(entry: _Entry, finder: MechanismFinder, known: frozenset[str]) -> Published:
    words = flow(entry.lines, known)
    title = CALL.sub("", words.text).strip()
    whose = WHOSE.search(title)
    slugs = _owners(whose["whose"], finder) if whose else ()
    if whose and slugs:
        title = title[: whose.start()]
    slugs = slugs or entry.group or tuple(dict.fromkeys(f.slug for f in finder.find(title)))
    url = entry.address or next((link.url for link in entry.links if link.url), None)
    lines = [*entry.lines, *entry.address_lines]
    locator = lines[0].locator.through(lines[-1].locator)
    return Published(
        Publication(title.strip(" .|–—-:") if not title.endswith("?") else title.strip(), slugs, url or None, locator),
        entry.address_lines[0].index if entry.address_lines else None,
        tuple(entry.links),
        tuple(dict.fromkeys([*(line.index for line in lines), *entry.heads])),
    )
