"""Meetings as a reader meets them: rows of the register turned into words and addresses."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import get_language

from iscm.domain.listing import MeetingRow
from iscm.publication.statuses import ShownStatus, show_status
from iscm.publication.titles import title_in
from iscm.website.dates import DiaryDays, diary_days, in_words, page_words
from iscm.website.labels import attendance_label, group_in_words, kind_label, labels, theme_label

SETTLED = {"planned", "confirmed", "held"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A mechanism's mark: acronym, level, and where it leads."""

    slug: str
    acronym: str
    name: str
    level: str
    href: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting in a diary. `status` is None where nothing needs to be said."""

    uid: str
    href: str
    title: str
    lang: str
    days: DiaryDays
    date: str
    earliest: str
    chips: tuple[Chip, ...]
    place: str
    attendance: str
    kind: str
    number: str
    themes: tuple[tuple[str, str, str], ...]
    status: ShownStatus | None
    outcome: str


def entries(rows: Iterable[MeetingRow], *, of: str = "") -> list[Entry]:
    """The rows as diary entries, in their order. On the page `of` a mechanism its own chip goes without saying."""
    hrefs = _Hrefs()
    found = [entry(row, hrefs) for row in rows]
    return [replace(e, chips=tuple(c for c in e.chips if c.slug != of)) for e in found] if of else found


def entry(row: MeetingRow, hrefs: "_Hrefs | None" = None) -> Entry:
    """One row as a diary entry."""
    hrefs = hrefs or _Hrefs()
    shown = show_status(row.standing, page_words())
    return Entry(
        uid=row.uid,
        href=hrefs.meeting(row.uid),
        title=shown_title(row.title, is_closed=row.is_closed),
        lang="" if row.lang in {"und", get_language()} else row.lang,
        days=diary_days(row.edtf),
        date=in_words(row.edtf, row.date_status),
        earliest=row.earliest.isoformat() if row.earliest and row.is_day_precise else "",
        chips=tuple(Chip(p.slug, p.acronym, p.name, p.level, hrefs.mechanism(p.slug)) for p in row.parties),
        place=labels().places(row.places),
        attendance=attendance_label(row.attendance) if row.attendance in {"online", "hybrid"} else "",
        kind=kind_label(row.kind, row.count) if row.kind else "",
        number=group_in_words(row.count),
        themes=tuple((hrefs.theme(t.slug), theme_label(t.slug, t.label), t.basis) for t in row.themes),
        status=None if shown.slug in SETTLED else shown,
        outcome=row.outcome,
    )


def shown_title(title: str, *, is_closed: bool = False) -> str:
    """A title as pages show it; of a closed meeting, that it is one."""
    return title_in(page_words(), title, is_closed=is_closed)


class _Hrefs:
    """Addresses by pattern: looking each one up anew is most of the cost of a long list."""

    def __init__(self) -> None:
        self._meeting = reverse("meeting", kwargs={"uid": "0"}).removesuffix("0/")
        self._mechanism = reverse("mechanism", kwargs={"slug": "0"}).removesuffix("0/")
        self._theme = reverse("theme", kwargs={"slug": "0"}).removesuffix("0/")

    def meeting(self, uid: str) -> str:
        return f"{self._meeting}{uid}/"

    def mechanism(self, slug: str) -> str:
        return f"{self._mechanism}{slug}/"

    def theme(self, slug: str) -> str:
        return f"{self._theme}{slug}/"
