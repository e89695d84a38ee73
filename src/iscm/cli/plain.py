"""Words of strangers made fit for a terminal: nothing in them steers it, or turns the words that stand around them."""

import sys
import unicodedata

# Controls, halves of letters, line and paragraph separators.
REPLACED = frozenset({"Cc", "Cs", "Zl", "Zp"})
DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def plain(text: str) -> str:
    """The text with a blank in place of each character that is an order rather than a letter, line ends too."""
    if text.isprintable():
        return text
    return "".join(
        " " if letter in DIRECTIONS or unicodedata.category(letter) in REPLACED else letter for letter in text
    )


def complain(message: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"iscm: {plain(message)}\n")
