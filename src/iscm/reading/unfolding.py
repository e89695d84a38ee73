"""Text that lost its line ends: the headings of a newsletter stand in the flow, and are put on lines of their own."""

import re
from collections.abc import Iterator
from dataclasses import replace

from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.mechanisms import FoundMechanism, MechanismFinder, mechanism_finder
from iscm.reading.layouts.elements import Cell, Layout, Row

SHORTEST = 400  # letters; a shorter line is a line
LONGEST = 200_000
LEAST_HEADINGS = 2
LONGEST_NAME = 160
HEADING = 2  # the level of a heading found in the flow
LINE_END = re.compile(r"(?<=[^\W\d_]{2})[-\u2010\u2011] (?=[a-zà-ÿ])")
SENTENCE_END = re.compile(r"[.!?;]\W{0,3}$")
SENTENCE = re.compile(r"(?:(?<=[.!?;] )|^)[A-ZÀ-Þ][^.!?;]{3,240}?(?= The [A-Z\d])")
GOES_ON = re.compile(r"\s*[:–—-]?\s+(?=[\"“«(]?[A-ZÀ-Þ\d])")


def unfold(layout: Layout, vocabulary: Vocabulary) -> Layout:
    """The layout with each long line cut at the mechanisms that head its parts; the same layout if there are none.

    A heading is the name of a mechanism between the end of a sentence (or the start of the line) and a new sentence.
    The parts keep the place of their line.
    """
    if not any(_is_long(row) for row in layout.rows):
        return layout
    rows: list[Row] = []
    gaps: set[int] = set()
    for index, row in enumerate(layout.rows):
        gaps |= {len(rows)} if index in layout.gaps else set()
        rows += _parts(row, vocabulary) if _is_long(row) else [row]
    return replace(layout, rows=tuple(rows), gaps=frozenset(gaps)) if len(rows) > len(layout.rows) else layout


def _is_long(row: Row) -> bool:
    return row.table is None and SHORTEST <= len(row.text) <= LONGEST


def _parts(row: Row, vocabulary: Vocabulary) -> list[Row]:
    text = LINE_END.sub("", row.text)
    headings = _headings(text, mechanism_finder(vocabulary))
    if len(headings) < LEAST_HEADINGS:
        return [row]
    stops = [start for start, _ in headings[1:]] + [len(text)]
    parts = [_line(row, text[: headings[0][0]])]
    for (start, end), stop in zip(headings, stops, strict=True):
        parts += [_line(row, text[start:end], heading=HEADING), _line(row, text[end:stop])]
    return [part for part in parts if part.text]


def _headings(text: str, finder: MechanismFinder) -> list[tuple[int, int]]:
    """Where the headings start and end, from left to right: names found in the flow, and longer ones before "The"."""
    spans = dict(_named(text, finder.find(text)))
    for match in SENTENCE.finditer(text):
        start = match.start()
        if start in spans or len(match[0]) > LONGEST_NAME:
            continue
        reading = finder.parse(match[0])
        if len(reading.slugs) == 1 and not reading.unknown:
            spans[start] = match.end()
    return sorted(spans.items())


def _named(text: str, found: tuple[FoundMechanism, ...]) -> Iterator[tuple[int, int]]:
    """Names at the start of a sentence with a new sentence behind; those of one mechanism side by side are one."""
    at = 0
    for index, name in enumerate(found):
        if name.start < at or (name.start and not SENTENCE_END.search(text[max(0, name.start - 4) : name.start])):
            continue
        end = name.end
        for other in found[index + 1 :]:
            if other.slug != name.slug or text[end : other.start].strip(" ()"):
                break
            end = other.end
        end += text[end : end + 1] == ")"
        if GOES_ON.match(text, end):
            at = end
            yield name.start, end


def _line(row: Row, text: str, heading: int | None = None) -> Row:
    return Row((Cell(text.strip(" :–—")),), row.locator, heading=heading)
