"""What must be known of a column before it is set: which words are too long for it, and how high a row becomes."""

import re

from iscm.publication.charts.measuring import measure

BREAK = "\u200b"
# Words are kept whole, so that a reader gets them back; an address may end a line behind these.
JOINTS = re.compile(r"(?<=[/.?&=_\-#:,;@])(?=[^\s/])")
LETTER = 0.56  # of the size: a letter on average, the blanks among them
HAN = re.compile("[⺀-鿿豈-﫿！-｠]")


def break_long_words(words: str, width: float, size: float) -> str:
    """The words with places where a word wider than the column may be broken."""
    if len(words) * size <= width:
        return words
    return " ".join(_broken(word, width, size) if len(word) * size > width else word for word in words.split(" "))


def count_lines(words: str, width: float, size: float) -> int:
    """About how many lines the words fill."""
    return int((len(words) + len(HAN.findall(words))) * LETTER * size / width) + 1


def _broken(word: str, width: float, size: float) -> str:
    if HAN.search(word) or measure(word, size) <= width:
        return word
    pieces = JOINTS.split(word)
    return BREAK.join(piece if measure(piece, size) <= width else BREAK.join(piece) for piece in pieces)
