"""Where things stand on a page, in points from its top left corner."""

from dataclasses import dataclass, field

BLANKS = frozenset(" \t\u00a0")


@dataclass(slots=True)
class Word:
    """A run of letters without a blank; `after` are the two signs that the file itself puts behind it."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    is_bold: bool = False
    url: str | None = None
    after: str = ""

    @property
    def is_spaced(self) -> bool:
        """Whether a blank follows."""
        return self.after[:1] in BLANKS

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """The place of its middle from the left."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line at `at`, from `start` to `end`: x and y of a vertical one, y and x of a level one."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Page:
    """What stands on one page."""

    words: list[Word]
    verticals: list[Rule] = field(default_factory=list)
    levels: list[Rule] = field(default_factory=list)


Line = list[Word]


def group_lines(words: list[Word]) -> list[Line]:
    """The words as printed lines from top to bottom, those of one line from left to right."""
    lines: list[Line] = []
    bottom = middle = float("-inf")
    for word in sorted(words, key=lambda word: word.middle):
        if lines and word.middle < bottom and word.top < middle:
            lines[-1].append(word)
        else:
            lines.append([word])
            bottom, middle = word.bottom, word.middle
        if word.bottom - word.top > (lines[-1][0].bottom - lines[-1][0].top) * 1.1:
            bottom, middle = max(bottom, word.bottom), max(middle, word.middle)
    for line in lines:
        line.sort(key=lambda word: word.left)
    return lines
