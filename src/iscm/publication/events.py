"""Meetings as calendar entries: what a title, a place and a status are in a subscriber's diary."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from iscm.domain.dates import Edtf
from iscm.domain.listing import MeetingRow
from iscm.publication.dates import in_words
from iscm.publication.formats.ics import CalendarEvent
from iscm.publication.labels import Labels, group_words
from iscm.publication.statuses import ShownStatus, show_status
from iscm.publication.titles import tidied

Address = Callable[[str], str]
"""The address of a meeting's page by its uid; empty where none is known."""


def calendar_events(
    rows: Iterable[MeetingRow],
    labels: Labels,
    address: Address,
    siblings: Mapping[str, tuple[str, ...]],
    *,
    vague: bool,
) -> list[CalendarEvent]:
    """The entries of these meetings, one for each span of days.

    Those without known days only if `vague`: then one unsure entry over all the days that are possible. `siblings` are
    the series by uid.
    """
    return [
        _event(row, labels, address(row.uid), siblings.get(row.uid, ()), (n, *span))
        for row in rows
        for n, span in enumerate(_spans(row, vague=vague), start=1)
    ]


def _spans(row: MeetingRow, *, vague: bool) -> list[tuple[date, date]]:
    if row.earliest is None or row.latest is None:
        return []
    if not _has_days(row):
        return [(row.earliest, row.latest)] if vague else []
    if row.edtf.startswith("{"):
        return [(part.earliest, part.latest) for part in Edtf.parse(row.edtf).parts if part.earliest and part.latest]
    return [(row.earliest, row.latest)]


def _has_days(row: MeetingRow) -> bool:
    return row.is_day_precise and not row.edtf.startswith("[")


def _event(
    row: MeetingRow, labels: Labels, url: str, related: tuple[str, ...], span: tuple[int, date, date]
) -> CalendarEvent:
    n, first, last = span
    shown = show_status(row.standing, labels.words)
    acronyms = ", ".join(party.acronym for party in row.parties)
    has_days = _has_days(row)
    prefix = (
        shown.prefix
        if has_days or shown.slug in {"cancelled", "postponed"}
        else f"[{labels.words.gettext('date to be confirmed')}] "
    )
    return CalendarEvent(
        uid=row.uid if n == 1 else f"{row.uid}-{n}",
        changed=row.last_modified,
        sequence=row.sequence,
        first=first,
        last=last,
        summary=prefix + ": ".join(part for part in (acronyms, tidied(row.title)) if part),
        status=shown.ical if has_days or shown.ical == "CANCELLED" else "TENTATIVE",
        url=url,
        location=_location(row, labels),
        description=_description(row, labels, shown, url),
        categories=tuple(party.acronym for party in row.parties)
        + tuple(labels.theme(t.slug, t.label) for t in row.themes),
        related=related,
    )


def _location(row: MeetingRow, labels: Labels) -> str:
    online = labels.words.gettext("Online") if row.attendance in {"online", "hybrid"} else ""
    return "; ".join(part for part in (labels.places(row.places), online) if part)


def _description(row: MeetingRow, labels: Labels, shown: ShownStatus, url: str) -> str:
    lines = [
        in_words(row.edtf, row.date_status, labels.words),
        "; ".join(party.name for party in row.parties),
        _location(row, labels),
    ]
    lines += [shown.label] if shown.prefix and shown.slug != "tbc" else []
    return "\n".join(line for line in (*lines, group_words(row.count, labels.words), url) if line)
