"""Titles as they are shown."""

import re
from collections.abc import Iterable
from dataclasses import replace

from iscm.domain.listing import MeetingRow
from iscm.publication.words import Words

_RAISED = re.compile(r"\b(\d+) (st|nd|rd|th|er|re|e)\b")


def tidied(title: str) -> str:
    """A title without the blank that a raised ending leaves behind it in print: "4 th" is "4th"."""
    return _RAISED.sub(r"\1\2", title)


def title_in(words: Words, title: str, *, is_closed: bool) -> str:
    """A title as readers of a language see it; where that of a closed meeting is kept from them, that it is one."""
    return words.gettext("Closed meeting") if is_closed and not title else tidied(title)


def named(rows: Iterable[MeetingRow], words: Words) -> tuple[MeetingRow, ...]:
    """The rows with something to call those by whose title is kept from readers."""
    return tuple(_named(row, words) if row.is_closed and not row.title else row for row in rows)


def _named(row: MeetingRow, words: Words) -> MeetingRow:
    return replace(row, title=title_in(words, "", is_closed=True), lang=words.key)
