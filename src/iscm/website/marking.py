"""The words that a search found, marked where they stand."""

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from iscm.register.queries.analyser import asked, folded, stemmed

_WORD = re.compile(r"[^\W_]+")
LONGEST = 2_000


def marked(text: str, query: str) -> SafeString:
    """The text with each word that the query asks for in a `mark`; everything else is escaped.

    The last word of a query may be unfinished. A text of more than 2,000 letters is left unmarked.
    """
    wanted = asked(query)
    if not wanted or len(text) > LONGEST:
        return format_html("{}", text)
    stems, last = {stem for stem, _ in wanted}, wanted[-1][1]
    pieces, at = [], 0
    for found in _WORD.finditer(text):
        word = folded(found.group())
        if stemmed(word) in stems or word.startswith(last):
            pieces.append(format_html("{}<mark>{}</mark>", text[at : found.start()], found.group()))
            at = found.end()
    return mark_safe("".join(pieces) + format_html("{}", text[at:]))  # noqa: S308  # every piece was escaped
