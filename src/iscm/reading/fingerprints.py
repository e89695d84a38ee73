"""Long paragraphs known again in another document without keeping their text."""

import hashlib
from collections.abc import Iterable

from iscm.domain.citations import Locator
from iscm.domain.names import fold
from iscm.domain.readings import Fingerprint

SHORTEST = 12  # words; a shorter paragraph may well be printed twice without being copied


def digest(text: str) -> str | None:
    """The sha256 of the folded words without blanks, in hexadecimal; None below `SHORTEST` words.

    Equal for paragraphs that differ only in capitals, accents, quotation marks, punctuation, blanks or superscripts
    ("GRCP 9", "GRCP⁹").
    """
    words = fold(text)
    if words.count(" ") + 1 < SHORTEST:
        return None
    return hashlib.sha256(words.replace(" ", "").encode()).hexdigest()


def fingerprints(paragraphs: Iterable[tuple[str, Locator]]) -> tuple[Fingerprint, ...]:
    """One fingerprint for each paragraph that is long enough, each digest once, in the given order."""
    found: dict[str, Fingerprint] = {}
    for text, locator in paragraphs:
        if (held := digest(text)) is not None:
            found.setdefault(held, Fingerprint(held, locator))
    return tuple(found.values())
