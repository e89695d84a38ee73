"""What happened to meetings, in sections and sentences: the same for the bulletin, and for mail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from iscm.register.queries.following import RANK, News
from iscm.website.dates import in_words
from iscm.website.entries import shown_title
from iscm.website.labels import attendance_label, labels
from iscm.website.saying import differences

TITLES = {
    "cancelled": gettext_lazy("Cancelled"),
    "postponed": gettext_lazy("Postponed"),
    "moved": gettext_lazy("Date changed"),
    "reinstated": gettext_lazy("Taking place after all"),
    "confirmed": gettext_lazy("Date settled"),
    "relocated": gettext_lazy("Place changed"),
    "unlisted": gettext_lazy("No longer listed by their source"),
    "closed": gettext_lazy("Closed to the public"),
    "opened": gettext_lazy("Open to the public again"),
    "new": gettext_lazy("New"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A meeting with what became of it. `href` is the path of its page, `lang` the language of its title."""

    title: str
    lang: str
    href: str
    mechanisms: str
    when: str
    where: str
    changes: tuple[str, ...]
    reason: str
    level: str


@dataclass(frozen=True, slots=True)
class Section:
    """What is of one sort; `note` says what is counted and not named."""

    key: str
    title: str
    items: tuple[Item, ...]
    note: str


def sections(news: Iterable[News], day: date, most: int) -> list[Section]:
    """The news by sort, the weightiest first, at most so many of each.

    New entries of meetings that were over on `day` are counted: who looks ahead need not read an archive.
    """
    by_sort: dict[str, list[News]] = {key: [] for key in RANK}
    for one in news:
        by_sort[one.what].append(one)
    found = (_section(key, those, day, most) for key, those in by_sort.items() if those)
    return [section for section in found if section.items or section.note]


def summary(found: Iterable[Section]) -> str:
    """Say "Cancelled: 1; New: 3": what there is, in one line."""
    parts = [
        gettext("%(what)s: %(number)s") % {"what": section.title, "number": len(section.items)}
        for section in found
        if section.items
    ]
    return gettext("; ").join(parts)


def _section(key: str, those: list[News], day: date, most: int) -> Section:
    ahead = [one for one in those if key != "new" or one.row.latest is None or one.row.latest >= day]
    over, more = len(those) - len(ahead), max(0, len(ahead) - most)
    notes = []
    if more:
        notes.append(ngettext("%(n)s more is not named here.", "%(n)s more are not named here.", more) % {"n": more})
    if over:
        words = ngettext(
            "%(n)s meeting that was over already was entered.",
            "%(n)s meetings that were over already were entered.",
            over,
        )
        notes.append(words % {"n": over})
    return Section(key, str(TITLES[key]), tuple(_item(one) for one in ahead[:most]), " ".join(notes))


def _item(news: News) -> Item:
    row = news.row
    attendance = attendance_label(row.attendance) if row.attendance in {"online", "hybrid"} else ""
    return Item(
        title=shown_title(row.title, is_closed=row.is_closed),
        lang=row.lang if row.title and row.lang != "und" else "",
        href=reverse("meeting", kwargs={"uid": row.uid}),
        mechanisms=gettext(", ").join(party.acronym for party in row.parties),
        when=in_words(row.edtf, row.date_status),
        where=gettext(", ").join(part for part in (labels().places(row.places), attendance) if part),
        changes=tuple(differences(news.old, news.new)),
        reason=news.reason,
        level=row.parties[0].level if row.parties else "",
    )
