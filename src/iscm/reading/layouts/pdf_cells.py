"""The words of one cell of a PDF as running words, with its paragraphs and links."""

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from iscm.domain.records import Link
from iscm.reading.layouts.elements import Cell
from iscm.reading.layouts.geometry import Line, Page, Word, group_lines
from iscm.reading.layouts.joining import join_lines, mend_brackets, words_in_order
from iscm.reading.layouts.words import fold

CUT = "\u200b"  # a line that ends so goes on without a blank
LINE_ENDS = ("", "\r", "\n")
LEAST_BLANKS = 3


def keeps_blanks_at_ends(pages: Sequence[Page]) -> bool:
    """Whether the file has the blank at which a line was broken: then a line without one ends inside a word, or ends
    a paragraph."""
    return sum(word.after == " \r" for page in pages for word in page.words) >= LEAST_BLANKS


def cell_of(words: list[Word], limit: float, known: Mapping[str, int], *, keeps_blanks: bool = False) -> Cell:
    """The cell of these words; `limit` is how far to the right its column is filled."""
    if not words:
        return Cell("")
    lines = group_lines(words)
    if keeps_blanks and limit:
        _mark_cuts(lines, limit, known)
    text = fold(_joined(lines, known))
    paragraphs = [fold(_joined(lines, known)) for lines in _paragraphs(lines, limit)]
    is_bold = bool(text) and all(word.is_bold for word in words)
    return Cell(text, _links(lines, known), is_bold, tuple(paragraphs) if len(paragraphs) > 1 else ())


def _mark_cuts(lines: list[Line], limit: float, known: Mapping[str, int]) -> None:
    """Put a sign at each line that ends inside a word: full, without a blank, before a small letter.

    The whole word stands elsewhere too, or is wider than its cell, for what is above fills a line alone.
    """
    for above, line in pairwise(lines):
        word, rest = above[-1], line[0]
        is_full = word.after[:1] in LINE_ENDS and limit - word.right < word.bottom - word.top
        is_one = len(above) == 1 or (word.text + rest.text).lower() in known
        if is_full and is_one and word.text[-1].isalpha() and rest.text[0].islower():
            word.text += CUT


def _joined(lines: list[Line], known: Mapping[str, int]) -> str:
    texts = [_line_text(line) for line in lines]
    for at, (above, line) in enumerate(pairwise(lines)):
        if _is_one_address(above[-1], line[0]):
            texts[at] = texts[at].rstrip() + CUT
    return mend_brackets(join_lines(texts, known))


def _is_one_address(word: Word, after: Word) -> bool:
    """Whether two words at the end and the start of lines are parts of the address to which both lead."""
    return word.url is not None and word.url == after.url and (word.text + after.text).replace(CUT, "") in word.url


def _line_text(line: Line) -> str:
    return " ".join(words_in_order([word.text for word in line])) + " " * line[-1].is_spaced


def _paragraphs(lines: list[Line], limit: float) -> list[list[Line]]:
    """The lines up to each that ends although the next word would have had room."""
    paragraphs = [[lines[0]]]
    for before, line in pairwise(lines):
        room = limit - before[-1].right
        if room > line[0].right - line[0].left + (line[0].bottom - line[0].top):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return paragraphs


def _links(lines: list[Line], known: Mapping[str, int]) -> tuple[Link, ...]:
    links = []
    runs = groupby(((word, index) for index, line in enumerate(lines) for word in line), key=lambda pair: pair[0].url)
    for url, run in runs:
        if url:
            by_line = [[word for word, _ in part] for _, part in groupby(run, key=lambda pair: pair[1])]
            links.append(Link(fold(_joined(by_line, known)), url))
    return tuple(links)
