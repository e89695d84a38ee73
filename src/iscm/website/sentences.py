"""The sentence over a list that says what is shown and how many there are."""

from datetime import date

from django.utils.translation import gettext, ngettext

from iscm.register.queries.year_lists import Counted
from iscm.website.dates import day_in_words


def year_sentence(counted: Counted, year: int, last_update: date | None = None) -> str:
    """Say "119 meetings of 17 mechanisms in 2024; 44 online and 1 hybrid; last update 24 September 2024."""
    parts = [gettext("%(meetings)s in %(year)s") % {"meetings": meetings_of(counted), "year": year}]
    parts += attendance_part(counted)
    if last_update:
        parts.append(gettext("last update %(date)s") % {"date": day_in_words(last_update)})
    # A Russian year ends in a full stop of its own.
    return gettext("%(sentence)s.") % {"sentence": gettext("; ").join(parts).removesuffix(".")}


def meetings_of(counted: Counted) -> str:
    """Say "119 meetings of 17 mechanisms"."""
    number = counted.meetings
    said = ngettext("%(n)s meeting", "%(n)s meetings", number) % {"n": number}
    if not counted.mechanisms:
        return said
    of = ngettext("of %(n)s mechanism", "of %(n)s mechanisms", counted.mechanisms) % {"n": counted.mechanisms}
    return gettext("%(meetings)s %(mechanisms)s") % {"meetings": said, "mechanisms": of}


def attendance_part(counted: Counted) -> list[str]:
    """Say "44 online and 1 hybrid", or nothing where all are in person."""
    online, hybrid = counted.online, counted.hybrid
    if online and hybrid:
        return [gettext("%(online)s online and %(hybrid)s hybrid") % {"online": online, "hybrid": hybrid}]
    if online:
        return [gettext("%(online)s online") % {"online": online}]
    return [gettext("%(hybrid)s hybrid") % {"hybrid": hybrid}] if hybrid else []
