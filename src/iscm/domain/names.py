"""Comparing names and words as their readers would, whatever the spelling of the source."""

import re
import unicodedata

QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-"}
)

# Letters that Unicode does not take apart into a plain letter and a mark.
UNDIVIDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "þ": "th", "ħ": "h", "æ": "ae", "œ": "oe"})

WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*|\+")


def fold(text: str) -> str:
    """Lower case without accents, quote styles, punctuation or double blanks: equal for equal names.

    `fold("Perú") == fold("PERU")`; `fold("Senior Officials’ Meeting") == fold("Senior Officials' Meeting")`.
    """
    return " ".join(WORDS.findall(text.lower() if text.isascii() else _plain(text)))


def _plain(text: str) -> str:
    # Letters of mathematics are plain capitals only once they are taken apart, and folded ones come apart again.
    plain = unicodedata.normalize("NFKD", text).translate(QUOTES).casefold().translate(UNDIVIDED)
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
