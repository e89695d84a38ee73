"""One page of a PDF through pdfium: words with their boxes, ruled lines, links. Calls are few, for each costs."""

import ctypes
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import pypdfium2_raw as pdfium

from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts.geometry import Page, Rule, Word
from iscm.reading.layouts.joining import RIGHT_TO_LEFT
from iscm.reading.layouts.pdf_mixed import faced, words_in_lines
from iscm.reading.layouts.pdf_rules import MAX_OBJECTS, Box, Turn, find_rules, turn_of
from iscm.reading.layouts.words import link_target

# pdfium marks a hyphen at a line's end with U+0002 or U+FFFE.
WORD = re.compile("[^\\s\x00\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
HYPHENS = "\x02\ufffe"
ABOVE, BELOW = 0.75, 0.22
MAX_CHARACTERS = 100_000
MAX_PAGE_WORDS = 20_000
MAX_LINKS = 10_000
MAX_PARTS = 200
MAX_HEIGHT = 30.0


class PageReader:
    """Reads pages of one open PDF; `read` gives what stands on the page of this index."""

    def __init__(self, document: ctypes.c_void_p, name: str) -> None:
        self._document, self._name = document, name

    def read(self, index: int) -> Page | None:
        """None for a page that cannot be opened."""
        if not (page := pdfium.FPDF_LoadPage(self._document, index)):
            return None
        try:
            if pdfium.FPDFPage_CountObjects(page) > MAX_OBJECTS:
                raise self._overfull()
            turn = turn_of(page)
            verticals, levels = find_rules(page, turn)
            words = self._words(page, turn, verticals)
            words.sort(key=lambda word: word.middle)
            middles = [word.middle for word in words]
            _mark_links(words, middles, _links(self._document, page, turn))
            return Page(words, verticals, [rule for rule in levels if not _is_underline(rule, words, middles)])
        finally:
            pdfium.FPDF_ClosePage(page)

    def _overfull(self) -> UnreadableInputError:
        return UnreadableInputError(self._name, "a page has more on it than a page can hold", "Save it anew.")

    def _words(self, page: ctypes.c_void_p, turn: Turn, verticals: list[Rule]) -> list[Word]:
        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            return []
        try:
            if pdfium.FPDFText_CountChars(text_page) > MAX_CHARACTERS:
                raise self._overfull()
            words = _find_words(_Letters(text_page, turn), verticals)
            if len(words) > MAX_PAGE_WORDS:
                raise self._overfull()
            return words
        finally:
            pdfium.FPDFText_ClosePage(text_page)


def _text(text_page: ctypes.c_void_p, count: int) -> str:
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
    if len(text) == count and "\0" not in text:
        return text
    # Letters beyond 16 bits, or without a meaning, shift the positions: take them one by one.
    return "".join(_letter(pdfium.FPDFText_GetUnicode(text_page, index)) for index in range(count))


def _letter(code: int) -> str:
    try:
        return chr(code).encode("utf-8").decode() if code else " "
    except (ValueError, OverflowError):
        return "\ufffd"


class _Letters:
    """The letters of one page: their text, and where each of them stands.

    The height of a box is that of the type, not of the letter, so that the words of a line stand on one level.
    """

    def __init__(self, text_page: ctypes.c_void_p, turn: Turn) -> None:
        self._page, self._turn = text_page, turn
        self.text = _text(text_page, pdfium.FPDFText_CountChars(text_page))
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._x, self._y, self._flags = ctypes.c_double(), ctypes.c_double(), ctypes.c_int()
        self._font = ctypes.create_string_buffer(64)

    def box(self, index: int) -> Box:
        """The box of the letter at this place in the text."""
        page, box, matrix = self._page, self._box, self._matrix
        pdfium.FPDFText_GetLooseCharBox(page, index, box)
        left, right = box.left, box.right
        if self._turn.rotation or not pdfium.FPDFText_GetMatrix(page, index, matrix) or matrix.b or matrix.d <= 0:
            return self._turn.box(left, box.bottom, right, box.top)
        size = pdfium.FPDFText_GetFontSize(page, index) * matrix.d
        pdfium.FPDFText_GetCharOrigin(page, index, self._x, self._y)
        base = self._turn.height - self._y.value
        return left, base - ABOVE * size, right, base + BELOW * size

    def is_bold(self, index: int) -> bool:
        """Whether the letter's font calls itself bold."""
        self._font.value = b""
        pdfium.FPDFText_GetFontInfo(self._page, index, self._font, 64, self._flags)
        return b"bold" in self._font.value.lower()


def _find_words(letters: _Letters, verticals: list[Rule]) -> list[Word]:
    edges = [rule.at for rule in verticals]
    spans: list[tuple[int, int]] = []
    words = []
    is_mixed = bool(RIGHT_TO_LEFT.search(letters.text))
    for match in WORD.finditer(letters.text):
        start, end = match.span()
        if letters.text[end - 1] in HYPHENS and end - start > 1:
            end -= 1
        first, last = letters.box(start), letters.box(end - 1)
        parts = [(start, end, first, last)]
        if _is_broken(first, last) or _is_crossed(verticals, edges, first, last):
            parts = list(_split(letters, start, end, edges))
        for begin, stop, head, tail in parts:
            through = match.end() if stop == end else stop
            if is_mixed:
                spans.append((begin, through))
            else:
                words.append(_word(letters, range(begin, through), head, tail))
    if is_mixed:
        found = words_in_lines(letters.text, spans, letters.box)
        words = [_word(letters, places, *_ends(letters, places)) for places in found]
        for word in words:
            word.text = faced(word.text)
    return words


def _ends(letters: _Letters, places: Sequence[int]) -> tuple[Box, Box]:
    """The boxes of the first and the last letter; a hyphen that pdfium has put there itself has none."""
    real = [at for at in places if letters.text[at] not in HYPHENS] or places
    return letters.box(real[0]), letters.box(real[-1])


def _word(letters: _Letters, places: Sequence[int], first: Box, last: Box) -> Word:
    words = "".join(letters.text[at] for at in places).replace("\x02", "-").replace("\ufffe", "-")
    end = max(places) + 1
    left, right = min(first[0], last[0]), max(first[2], last[2])
    return Word(words, left, right, first[1], first[3], letters.is_bold(places[0]), None, letters.text[end : end + 2])


def _is_broken(first: Box, last: Box) -> bool:
    """Whether the letters stand on different lines."""
    return first[1] > last[3] or last[1] > first[3]


def _is_crossed(verticals: list[Rule], edges: list[float], first: Box, last: Box) -> bool:
    middle, right = (first[1] + first[3]) / 2, max(first[2], last[2])
    index = bisect_left(edges, min(first[0], last[0]) + 1)
    while index < len(edges) and edges[index] < right - 1:
        if verticals[index].start < middle < verticals[index].end:
            return True
        index += 1
    return False


def _split(letters: _Letters, start: int, end: int, edges: list[float]) -> Iterator[tuple[int, int, Box, Box]]:
    """A word that runs over a ruled line, or over the end of a printed line, in its pieces."""
    boxes = [letters.box(index) for index in range(start, end)]
    columns = [bisect_left(edges, (box[0] + box[2]) / 2) for box in boxes]
    begin = 0
    for index in range(1, len(boxes) + 1):
        if index == len(boxes) or columns[index] != columns[index - 1] or _is_broken(boxes[index], boxes[index - 1]):
            yield start + begin, start + index, boxes[begin], boxes[index - 1]
            begin = index


def _links(document: ctypes.c_void_p, page: ctypes.c_void_p, turn: Turn) -> list[tuple[Box, str]]:
    """Links to addresses with their boxes; those inside the file lead to no material and are left out."""
    position, link, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    found: list[tuple[Box, str]] = []
    while len(found) < MAX_LINKS and pdfium.FPDFLink_Enumerate(page, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        if pdfium.FPDFLink_GetAnnotRect(link, box) and (url := link_target(_uri(document, action))):
            whole = box.left, box.bottom, box.right, box.top
            found += [(turn.box(*part), url) for part in _parts_of(link) or [whole]]
    return found[:MAX_LINKS]


def _parts_of(link: ctypes.c_void_p) -> list[Box]:
    """The pieces of a link over several lines (left, bottom, right, top), where the file says them; else nothing."""
    quad, parts = pdfium.FS_QUADPOINTSF(), []
    for index in range(min(pdfium.FPDFLink_CountQuadPoints(link), MAX_PARTS)):
        if pdfium.FPDFLink_GetQuadPoints(link, index, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            parts.append((min(xs), min(ys), max(xs), max(ys)))
    return parts


def _uri(document: ctypes.c_void_p, action: ctypes.c_void_p) -> str:
    size = min(pdfium.FPDFAction_GetURIPath(document, action, None, 0), 8_192)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _mark_links(words: list[Word], middles: list[float], links: list[tuple[Box, str]]) -> None:
    for (left, top, right, bottom), url in links:
        for word in words[bisect_left(middles, top - 1) : bisect_left(middles, bottom + 1)]:
            if left - 1 <= word.centre <= right + 1:
                word.url = url


def _is_underline(rule: Rule, words: list[Word], middles: list[float]) -> bool:
    """A line under or through words, as links have it, not between rows."""
    covered = 0.0
    for word in words[bisect_left(middles, rule.at - MAX_HEIGHT) : bisect_left(middles, rule.at + MAX_HEIGHT)]:
        if word.top + 1 < rule.at < word.bottom - 0.5:
            covered += max(min(word.right, rule.end) - max(word.left, rule.start), 0.0)
    return covered > 0.6 * (rule.end - rule.start)
