"""Sentences over a list that say how much is shown."""

from collections.abc import Sequence
from datetime import date

from iscm.domain.listing import MeetingRow
from iscm.publication.dates import day_in_words
from iscm.publication.words import Words


def meetings_in_words(rows: Sequence[MeetingRow], words: Words) -> str:
    """Say "119 meetings of 17 mechanisms"; a group counts as many as it says."""
    number, slugs = sum(row.number for row in rows), {party.slug for row in rows for party in row.parties}
    counted = words.ngettext("%(n)s meeting", "%(n)s meetings", number) % {"n": number}
    if not slugs:
        return counted
    of = words.ngettext("of %(n)s mechanism", "of %(n)s mechanisms", len(slugs)) % {"n": len(slugs)}
    return words.gettext("%(meetings)s %(mechanisms)s") % {"meetings": counted, "mechanisms": of}


def attendance_in_words(rows: Sequence[MeetingRow], words: Words) -> list[str]:
    """Say "44 online and 1 hybrid", or nothing where all are in person."""
    online = sum(row.number for row in rows if row.attendance == "online")
    hybrid = sum(row.number for row in rows if row.attendance == "hybrid")
    if online and hybrid:
        return [words.gettext("%(online)s online and %(hybrid)s hybrid") % {"online": online, "hybrid": hybrid}]
    if online:
        return [words.gettext("%(online)s online") % {"online": online}]
    return [words.gettext("%(hybrid)s hybrid") % {"hybrid": hybrid}] if hybrid else []


def state_line(day: date, words: Words) -> str:
    """The edition line of what is no published edition: as of the day of its last revision."""
    return words.gettext("State of the register on %(date)s") % {"date": day_in_words(day, words)}
