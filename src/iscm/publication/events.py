"""Meetings as calendar entries: what a title, a place and a status are in a subscriber's diary."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from iscm.domain.addresses import followable
from iscm.domain.dates import Edtf
from iscm.domain.listing import MeetingRow
from iscm.publication.dates import in_words
from iscm.publication.formats.ics import CalendarEvent
from iscm.publication.labels import Labels, group_words
from iscm.publication.statuses import ShownStatus, show_status
from iscm.publication.titles import named, tidied

Address = Callable[[str], str]
"""The address of a page by a uid or slug; empty where none is known."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What a meeting hangs together with: the name of its `series`, the uids of the meeting `before` it there and of
    the meetings that it is a side event of (`parents`).
    """

    series: str = ""
    before: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the pages are: `meeting` by uid, `theme` by slug."""

    meeting: Address
    theme: Address = lambda _slug: ""


@dataclass(frozen=True, slots=True)
class Span:
    """One entry of a meeting: the `n`-th of its runs of days, both ends included."""

    n: int
    first: date
    last: date


def calendar_events(
    rows: Iterable[MeetingRow], labels: Labels, pages: Pages, ties: Mapping[str, Ties], *, vague: bool
) -> list[CalendarEvent]:
    """The entries of these meetings, one for each span of days.

    Those without known days only if `vague`: then one unsure entry over all the days that are possible. `ties` by uid.
    """
    return [
        _event(row, span, labels, pages, ties.get(row.uid, Ties()))
        for row in named(rows, labels.words)
        for span in spans_of(row, vague=vague)
    ]


def spans_of(row: MeetingRow, *, vague: bool) -> list[Span]:
    """The runs of days that a meeting is shown on, in the order of `calendar_events`."""
    return [Span(n, *ends) for n, ends in enumerate(_spans(row, vague=vague), start=1)]


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


def _event(row: MeetingRow, span: Span, labels: Labels, pages: Pages, ties: Ties) -> CalendarEvent:
    shown = show_status(row.standing, labels.words)
    acronyms = ", ".join(party.acronym for party in row.parties)
    has_days, url = _has_days(row), pages.meeting(row.uid)
    prefix = (
        shown.prefix
        if has_days or shown.slug in {"cancelled", "postponed"}
        else f"[{labels.words.gettext('date to be confirmed')}] "
    )
    return CalendarEvent(
        uid=row.uid if span.n == 1 else f"{row.uid}-{span.n}",
        changed=row.last_modified,
        sequence=row.sequence,
        first=span.first,
        last=span.last,
        summary=prefix + ": ".join(part for part in (acronyms, tidied(row.title)) if part),
        status=shown.ical if has_days or shown.ical == "CANCELLED" else "TENTATIVE",
        url=url,
        location=_location(row, labels),
        description=_description(row, labels, shown, url),
        categories=tuple(party.acronym for party in row.parties)
        + tuple(labels.theme(t.slug, t.label) for t in row.themes),
        related=ties.before,
        parents=ties.parents,
        series=ties.series,
        concepts=tuple(address for theme in row.themes if (address := pages.theme(theme.slug))),
        links=tuple((link.text, url) for link in row.links if (url := followable(link.url))),
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
