"""Comparing names and words as their readers would, whatever the spelling of the source."""

import re
import unicodedata

QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-"})


def fold(text: str) -> str:
    """Lower case without accents, quote styles, punctuation or double blanks: equal for equal names.

    `fold("Perú") == fold("PERU")`; `fold("Senior Officials’ Meeting") == fold("Senior Officials' Meeting")`.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(QUOTES).casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)*|\+", plain))
