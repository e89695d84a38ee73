"""All links of a newsletter, each with the words it belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from iscm.domain.records import Link
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.readers.newsletter.addresses import ADDRESS, ONLY_ADDRESS, goes_on, take_address
from iscm.reading.readers.newsletter.lines import Flow, Line
from iscm.reading.readers.newsletter.links import Label, find_phrase_for, match_labels
from iscm.reading.readers.newsletter.parts import Kind, Part
from iscm.reading.readers.newsletter.publications import Published

LEAD = re.compile(
    r"(?:more|further|other|más|otras|autres|plus)\b.*?(?:publications|publicaciones|resources|recursos)\s*:?\s*",
    re.IGNORECASE,
)
PARTS = re.compile(r"\s+(?:and|y|et)\s+|\s*[|,;]\s*")
MAX_PHRASE_TEXT = 200_000


@dataclass(frozen=True, slots=True)
class Dump:
    """Addresses printed line by line below each other, away from their words."""

    urls: tuple[str, ...]
    rows: tuple[int, ...]
    all_rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """The links in the order of the document; for those found by their words, the label with its address."""

    links: tuple[Link, ...]
    labelled: tuple[tuple[Label, str], ...]
    rows: tuple[int, ...]


def is_address_line(line: Line) -> bool:
    """Whether a line is nothing but a web address."""
    return bool(ONLY_ADDRESS.fullmatch(line.text))


def take_addresses(part: Part) -> tuple[Dump, ...]:
    """The addresses that stand in lines of their own in a section; they are taken out of its body."""
    dumps: list[Dump] = []
    kept: list[Line] = []
    open_: list[tuple[str, list[Line]]] = []
    for line in part.body:
        if open_ and goes_on(open_[-1][1][-1].text, line):
            open_[-1] = (open_[-1][0] + line.text, [*open_[-1][1], line])
        elif is_address_line(line):
            open_.append((take_address(line.text), [line]))
        else:
            kept.append(line)
            dumps += _closed(open_)
            open_ = []
    part.body = kept
    return (*dumps, *_closed(open_))


def _closed(held: list[tuple[str, list[Line]]]) -> list[Dump]:
    if not held:
        return []
    urls, lines = zip(*held, strict=True)
    return [Dump(urls, tuple(own[0].index for own in lines), tuple(line.index for own in lines for line in own))]


def read_links(
    parts: Sequence[Part],
    flows: Sequence[Flow],
    published: Sequence[Published],
    dumps: Sequence[Dump],
    vocabulary: Vocabulary,
) -> Linked:
    """Links set by the format, addresses beside their words, and dumped addresses matched to headings and titles."""
    links: list[tuple[int, Link]] = []
    labels: list[Label] = []
    rows: list[int] = []
    for held in published:
        url = held.publication.url
        labels.append(Label(held.publication.title, held.rows[0], (url,) if url else ()))
        links += [(held.rows[0], link) for link in held.links if link.url is None or held.address_row is None]
        if held.address_row is not None and url:
            links.append((held.address_row, Link(held.publication.title, url)))
    for part in parts:
        if part.kind in {Kind.MECHANISM, Kind.EVENT} and part.head:
            labels.append(_heading_label(part, vocabulary))
        if part.kind is Kind.REPOSITORIES:
            for line in part.lines:
                found, named = _repositories(line)
                links += [(line.index, link) for link in found]
                labels += named
                rows.append(line.index)
        elif part.kind is not Kind.PUBLICATIONS:
            links += [(line.index, link) for line in part.lines for link in line.links]
    matched = _match_dumps(dumps, sorted(labels, key=lambda label: label.row), flows)
    links += [(row, Link(label.text if label else url, url)) for row, label, url in matched]
    labelled = tuple(dict.fromkeys((label, url) for _, label, url in matched if label))
    return Linked(tuple(link for _, link in sorted(links, key=lambda held: held[0])), labelled, tuple(rows))


def _heading_label(part: Part, vocabulary: Vocabulary) -> Label:
    """The heading of a section; a mechanism's is known to lead to its site, a meeting's to a page of its own."""
    is_meeting = part.kind is Kind.EVENT
    held = [vocabulary.mechanisms[slug].website for slug in part.slugs if slug in vocabulary.mechanisms]
    sites = () if is_meeting else tuple(site for site in held if site)
    return Label(part.heading, part.head[0].index, sites, names_meeting=is_meeting)


def _repositories(line: Line) -> tuple[list[Link], list[Label]]:
    """The links of a line such as "More publications: Online Repository … and Research …", and its labels."""
    match = ADDRESS.search(line.text)
    words = (line.text[: match.start()] if match else line.text).strip(" :<|–—-")
    named = [part.strip(" :.") for part in PARTS.split(LEAD.sub("", words)) if part.strip(" :.")]
    links = [link for link in line.links if link.text != link.url]
    if match:
        url = take_address(line.text[match.start() :])
        links.append(Link(words, url))
        return links, [Label(words, line.index, (url,))]
    return links, [Label(name, line.index) for name in named]


def _match_dumps(
    dumps: Sequence[Dump], labels: Sequence[Label], flows: Sequence[Flow]
) -> list[tuple[int, Label | None, str]]:
    matched: list[tuple[int, Label | None, str]] = []
    last = -1
    for dump in sorted(dumps, key=lambda held: held.rows[0]):
        near = [label for label in labels if last < label.row < dump.rows[0]]
        near = near or [label for label in labels if label.row < dump.rows[0]][-1:]
        near += _phrases(dump, flows, last)
        found = match_labels(dump.urls, sorted(near, key=lambda label: label.row))
        matched += list(zip(dump.rows, found, dump.urls, strict=True))
        last = dump.all_rows[-1]
    return matched


def _phrases(dump: Dump, flows: Sequence[Flow], after: int) -> list[Label]:
    """Words of the paragraphs that read like the end of an address: such words may carry its link."""
    phrases: dict[tuple[int, str], Label] = {}
    for url in dict.fromkeys(dump.urls):
        for held in flows:
            if not held.lines or not after < held.lines[0].index < dump.rows[0] or len(held.text) > MAX_PHRASE_TEXT:
                continue
            span = find_phrase_for(url, held.text)
            if span:
                text = held.text[span[0] : span[1]]
                row = next(
                    line.index
                    for line, at in reversed(list(zip(held.lines, held.starts, strict=True)))
                    if at <= span[0]
                )
                phrases.setdefault((row, text), Label(text, row, (url,), names_meeting=True))
    return list(phrases.values())
