"""Lines in which Arabic stands beside other scripts: their words, put together by where the letters stand.

pdfium gives the letters of such a line in an order of its own: parts of words turned, brackets at a word of another
column, an Arabic word as it is drawn. Where each letter stands is sure.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from iscm.reading.layouts.joining import RIGHT_TO_LEFT

Box = tuple[float, float, float, float]
BoxOf = Callable[[int], Box]
APART = 0.12  # of the height: letters of one word touch, a blank is wider
AFTER = ",.;:!?،؛؟"  # signs that stand behind a word, on whichever side they are drawn
MIRRORED = str.maketrans(")]}([{", "([{)]}")
CLOSED_FIRST = re.compile(r"^[)\]}](?=\w)|(?<=\w)[(\[{]$")
LATIN = re.compile(r"[A-Za-z\d]")


def words_in_lines(text: str, spans: Sequence[tuple[int, int]], box: BoxOf) -> list[list[int]]:
    """The places of the letters of each word, in the order in which the word is read.

    `spans` are the words as the text has them. Those in lines without Arabic stay as they are.
    """
    boxes = {start: box(start) for start, _ in spans}
    arabic = sorted(_middle(boxes[start]) for start, end in spans if RIGHT_TO_LEFT.search(text, start, end))
    words: list[list[int]] = []
    loose: list[int] = []
    for start, end in spans:
        if not _is_near(_middle(boxes[start]), arabic, _height(boxes[start]) / 2):
            words.append(list(range(start, end)))
        elif RIGHT_TO_LEFT.search(text, start, end):
            word = _arabic_word(text, start, end, box)
            words.append(word)
            loose += sorted(set(range(start, end)) - set(word))
        else:
            loose += range(start, end)
    return [*words, *_clusters(loose, box)]


def faced(word: str) -> str:
    """A word without Arabic whose brackets face its letters: pdfium mirrors those that it takes for Arabic."""
    if RIGHT_TO_LEFT.search(word):
        return word
    return CLOSED_FIRST.sub(lambda sign: sign[0].translate(MIRRORED), word)


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _height(box: Box) -> float:
    return box[3] - box[1]


def _is_near(middle: float, others: Sequence[float], reach: float) -> bool:
    at = bisect_left(others, middle - reach)
    return at < len(others) and others[at] <= middle + reach


def _arabic_word(text: str, start: int, end: int, box: BoxOf) -> list[int]:
    """An Arabic word without signs that stand elsewhere; one that comes as it is drawn is turned round."""
    core = [at for at in range(start, end) if RIGHT_TO_LEFT.match(text, at)]
    first, last = core[0], core[-1]
    inside = list(range(first, last + 1))
    if box(first)[0] < box(last)[0] and not LATIN.search(text, first, last + 1):
        inside.reverse()
    reach = APART * _height(box(first))
    left, right = (min(box(at)[0] for at in (first, last)), max(box(at)[2] for at in (first, last)))
    outside = [*range(start, first), *range(last + 1, end)]
    beside = [at for at in outside if left - reach <= box(at)[2] and box(at)[0] <= right + reach]
    before = [at for at in beside if at < first and text[at] not in AFTER]
    return [*before, *inside, *(at for at in beside if at not in before)]


def _clusters(places: Sequence[int], box: BoxOf) -> Iterator[list[int]]:
    """Letters that touch, from left to right, line by line."""
    boxes = {at: box(at) for at in places}
    for line in _lines(boxes):
        word: list[int] = []
        right = 0.0
        for at in sorted(line, key=lambda at: (boxes[at][0], at)):
            if word and boxes[at][0] - right > APART * _height(boxes[at]):
                yield word
                word = []
            word.append(at)
            right = max(boxes[at][2], right) if len(word) > 1 else boxes[at][2]
        yield word


def _lines(boxes: dict[int, Box]) -> Iterator[list[int]]:
    line: list[int] = []
    for at in sorted(boxes, key=lambda at: _middle(boxes[at])):
        if line and _middle(boxes[at]) - _middle(boxes[line[0]]) > _height(boxes[line[0]]) / 2:
            yield line
            line = []
        line.append(at)
    if line:
        yield line
