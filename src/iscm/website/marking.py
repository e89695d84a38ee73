"""The words that a search found, marked where they stand."""

import re
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from iscm.register.queries.analyser import asked, folded, stemmed

_WORD = re.compile(r"[^\W_]+")
LONGEST = 2_000


def marked(text: str, query: str) -> SafeString:
    """The text with each word that the query asks for in a `mark`; everything else is escaped.

    The last word of a query may be unfinished. A text of more than 2,000 letters is left unmarked.
    """
    stems, last = _wanted(query)
    if not stems or len(text) > LONGEST:
        return mark_safe(escape(text))  # noqa: S308  # as below
    pieces, at = [], 0
    for found in _WORD.finditer(text):
        word = _folded(found.group())
        if stemmed(word) in stems or word.startswith(last):
            pieces.append(f"{escape(text[at : found.start()])}<mark>{escape(found.group())}</mark>")
            at = found.end()
    return mark_safe("".join(pieces) + escape(text[at:]))  # noqa: S308  # every piece was escaped


@lru_cache(8)
def _wanted(query: str) -> tuple[frozenset[str], str]:
    """The stems of a query and its last word: the same for all that it found."""
    wanted = asked(query)
    return frozenset(stem for stem, _ in wanted), wanted[-1][1] if wanted else ""


# Titles have few words, again and again.
_folded = lru_cache(8192)(folded)
