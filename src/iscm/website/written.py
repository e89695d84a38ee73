"""Diary entries as they were written last: of a long page made afresh, only what changed is written anew."""

from collections.abc import Iterable
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from iscm.domain.listing import MeetingRow
from iscm.domain.vocabulary import Vocabulary
from iscm.register.queries.vocabulary import vocabulary
from iscm.website.entries import entry

MOST = 4096  # some ten megabytes


def written(rows: Iterable[MeetingRow]) -> list[SafeString]:
    """The entries of these meetings as they stand in a diary, in the language of the page."""
    known, lang = vocabulary(), get_language() or "en"
    return [_written(row, known, lang) for row in rows]


@lru_cache(maxsize=MOST)
def _written(row: MeetingRow, known: Vocabulary, lang: str) -> SafeString:  # noqa: ARG001  # they decide the words
    """The parameters are all that an entry is made of."""
    return render_to_string("website/parts/entry.html", {"e": entry(row)})
