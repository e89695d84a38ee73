"""A piece of HTML inside something else: its words line by line, with nothing in it executed or fetched."""

from dataclasses import dataclass
from typing import Any

from lxml import etree

from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts.html import lines_of
from iscm.reading.layouts.tree import parse_page

LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Markup:
    """The lines of a piece of markup; `root` is its tree, None where it is plain text."""

    lines: tuple[str, ...] = ()
    root: Any = None

    @property
    def text(self) -> str:
        """All of its words in one line."""
        return " ".join(self.lines)


def read_markup(text: str, base: str = "") -> Markup:
    """The words of a text that may be HTML; of a longer one than `LONGEST`, those of its beginning."""
    text = text[:LONGEST]
    if "<" not in text and "&" not in text:
        return Markup(tuple(words for line in text.splitlines() if (words := " ".join(line.split()))))
    try:
        root = parse_page(f"<div>{text}</div>", "", base)
        return Markup(lines_of(root), root)
    except (UnreadableInputError, etree.LxmlError):
        return Markup()
