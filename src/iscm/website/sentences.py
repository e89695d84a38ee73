"""The sentence over a list that says what is shown and how many there are."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext, ngettext

from iscm.domain.listing import MeetingRow
from iscm.website.dates import day_in_words


def year_sentence(rows: Sequence[MeetingRow], year: int, last_update: date | None = None) -> str:
    """Say "119 meetings of 17 mechanisms in 2024; 44 online and 1 hybrid; last update 24 September 2024."""
    parts = [gettext("%(meetings)s in %(year)s") % {"meetings": meetings_of(rows), "year": year}]
    parts += attendance_part(rows)
    if last_update:
        parts.append(gettext("last update %(date)s") % {"date": day_in_words(last_update)})
    # A Russian year ends in a full stop of its own.
    return gettext("%(sentence)s.") % {"sentence": gettext("; ").join(parts).removesuffix(".")}


def meetings_of(rows: Sequence[MeetingRow]) -> str:
    """Say "119 meetings of 17 mechanisms"."""
    number, slugs = sum(row.number for row in rows), {party.slug for row in rows for party in row.parties}
    counted = ngettext("%(n)s meeting", "%(n)s meetings", number) % {"n": number}
    if not slugs:
        return counted
    of = ngettext("of %(n)s mechanism", "of %(n)s mechanisms", len(slugs)) % {"n": len(slugs)}
    return gettext("%(meetings)s %(mechanisms)s") % {"meetings": counted, "mechanisms": of}


def attendance_part(rows: Sequence[MeetingRow]) -> list[str]:
    """Say "44 online and 1 hybrid", or nothing where all are in person."""
    online = sum(row.number for row in rows if row.attendance == "online")
    hybrid = sum(row.number for row in rows if row.attendance == "hybrid")
    if online and hybrid:
        return [gettext("%(online)s online and %(hybrid)s hybrid") % {"online": online, "hybrid": hybrid}]
    if online:
        return [gettext("%(online)s online") % {"online": online}]
    return [gettext("%(hybrid)s hybrid") % {"hybrid": hybrid}] if hybrid else []
