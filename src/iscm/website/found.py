"""Meetings that a search found, as they were written last: only the words that it marks are written anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from iscm.register.queries.keeping import Shelf
from iscm.register.queries.meetings import keys_of_uids
from iscm.register.queries.rows import Key, rows_of_keys
from iscm.register.queries.vocabulary import vocabulary
from iscm.website.entries import entry
from iscm.website.marking import marked

# Stands for the title while the rest is written; no text of a document has it.
PLACE = mark_safe("\0")


@dataclass(frozen=True, slots=True)
class _Around:
    """An entry cut where its title goes, and the title."""

    pieces: tuple[str, ...]
    title: str


# Letters: an entry has some thousand, so these are four thousand entries.
_WRITTEN: Shelf[_Around] = Shelf(4_000_000, 100_000)


def found_entries(uids: Sequence[str], query: str) -> list[SafeString]:
    """The listed meetings among these in this order, with the words of the query marked.

    Eight queries at most, two for what was written before in this language.
    """
    keys = keys_of_uids(uids)
    known, lang = vocabulary(), get_language() or "en"
    held = {key: _WRITTEN.find((key, known, lang)) for key in keys}
    for key, made in _write([key for key, around in held.items() if around is None]):
        held[key] = made
        if key[2]:
            _WRITTEN.keep((key, known, lang), made, sum(map(len, made.pieces)) + len(made.title))
    return [_filled(around, query) for key in keys if (around := held[key])]


def _write(keys: Sequence[Key]) -> Iterable[tuple[Key, _Around]]:
    for key, row in rows_of_keys(keys).items():
        one = entry(row)
        text = render_to_string("website/parts/dated.html", {"e": replace(one, title=PLACE)})
        yield key, _Around(tuple(text.split(PLACE)), one.title)


def _filled(around: _Around, query: str) -> SafeString:
    return mark_safe(marked(around.title, query).join(around.pieces))  # noqa: S308  # a template wrote the pieces, and `marked` escapes
