"""Calendar entries as they were written last: of a feed made afresh, only what changed is written anew."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from django.utils.translation import get_language

from iscm.domain.listing import MeetingRow
from iscm.domain.vocabulary import Vocabulary
from iscm.publication.events import Pages, Ties, calendar_events
from iscm.publication.formats.ics import CalendarEvent, render_entry
from iscm.register.queries.vocabulary import vocabulary
from iscm.website.labels import labels

MOST = 8192  # some ten megabytes
Entries = tuple[tuple[CalendarEvent, bytes], ...]
_ALONE = Ties()


def written_entries(
    rows: Iterable[MeetingRow], pages: Pages, ties: Mapping[str, Ties], *, vague: bool, keep: bool = True
) -> Iterator[tuple[CalendarEvent, bytes]]:
    """The entries of these meetings in the language of the page, and each as it stands in a calendar.

    Of a list that is longer than what is kept nothing is: it would only put others out.
    """
    words = (vocabulary(), get_language() or "en")
    write = _entries if keep else _entries.__wrapped__
    for row in rows:
        yield from write(row, ties.get(row.uid, _ALONE), pages, words, vague)


@lru_cache(maxsize=MOST)
def _entries(
    row: MeetingRow,
    ties: Ties,
    pages: Pages,
    words: tuple[Vocabulary, str],  # noqa: ARG001  # vocabulary and language decide the words
    vague: bool,
) -> Entries:
    """The parameters are all that an entry is made of."""
    events = calendar_events([row], labels(), pages, {row.uid: ties}, vague=vague)
    return tuple((event, render_entry(event)) for event in events)
