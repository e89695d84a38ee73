"""Meetings as they were written last: of a long page made afresh, only what changed is written anew."""

from collections.abc import Iterable, Sequence

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from iscm.register.queries.keeping import Shelf
from iscm.register.queries.rows import Key, rows_of_keys
from iscm.register.queries.vocabulary import vocabulary
from iscm.website.entries import entry

ENTRY, OF_DAY, GOES_ON = "entry", "of_day", "goes_on"
"""A meeting as it stands in a diary; in a day of a month; and there, where the day before has told it in full."""

_TEMPLATES = {form: f"website/parts/{form}.html" for form in (ENTRY, OF_DAY, GOES_ON)}
# Letters: an entry has some thousand, so these are ten thousand entries.
_WRITTEN: Shelf[SafeString] = Shelf(10_000_000, 100_000)


def written(keys: Sequence[Key], form: str = ENTRY) -> list[SafeString]:
    """These meetings in a form, in the language of the page, without those that are gone.

    What is written is made of a meeting in its state, the names around it, the words known and the language: of nothing
    else. Five queries at most.
    """
    known, lang = vocabulary(), get_language() or "en"
    found = {key: _WRITTEN.find((key, form, known, lang)) for key in keys}
    for key, made in _write([key for key, text in found.items() if text is None], form):
        found[key] = made
        if key[2]:
            _WRITTEN.keep((key, form, known, lang), made, len(made))
    return [text for key in keys if (text := found[key])]


def joined(entries: Iterable[SafeString]) -> SafeString:
    """Entries one after the other."""
    return mark_safe("".join(entries))  # noqa: S308  # each was written by a template


def _write(keys: Sequence[Key], form: str) -> Iterable[tuple[Key, SafeString]]:
    for key, row in rows_of_keys(keys).items():
        yield key, render_to_string(_TEMPLATES[form], {"e": entry(row)})
