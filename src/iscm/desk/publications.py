"""What can be published from the desk: the calendar and highlights of a year, the tracker of an initiative."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import get_language, gettext

from iscm.domain.errors import UnknownReferenceError
from iscm.publication.comparing import Changes
from iscm.publication.differing import LineChange, changed_lines
from iscm.publication.editions import changes_box
from iscm.publication.formats.html import render_blocks
from iscm.publication.frozen import digest_of
from iscm.publication.report import Report
from iscm.publication.words import LANGUAGES, words_in
from iscm.register.operations import drafts
from iscm.register.operations.drafts import Builder, Draft
from iscm.register.operations.publish import digest_all
from iscm.register.queries import published
from iscm.register.queries.filters import Filter
from iscm.register.queries.meetings import years
from iscm.register.queries.published import EditionLink
from iscm.register.queries.since import changes_since
from iscm.register.queries.themes import all_initiatives

YEARLY = ("calendar", "highlights")
TRACKER = "tracker"


@dataclass(frozen=True, slots=True)
class Publishable:
    """A publication in the list: what it is called, where its draft is, its newest edition if it has one."""

    kind: str
    about: str
    name: str
    href: str
    newest: EditionLink | None


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft as it is looked at, in the page's language.

    `changes` say what changed since the edition `newest` (none where there is no edition yet, or where it does not list
    meetings one by one). `token` names just what is shown: the edition before, and all that the report says. One that
    `is_same` says in every language what its newest edition says. `lines` are those that read otherwise than in that.
    """

    report: Report
    blocks: str
    newest: published.EditionLine | None
    changed: str
    token: str
    is_same: bool
    lines: tuple[LineChange, ...] = ()


def publishables() -> list[Publishable]:
    """Everything that can be published whole, the latest year first. Three queries, and the initiatives'."""
    newest: dict[str, EditionLink] = {}
    for link in published.edition_links():
        newest.setdefault(link.name, link)
    return [
        Publishable(kind, about, name_of(kind, about, said), href, newest.get(f"{kind}-{about}"))
        for kind, about, said in _all()
        for href in [reverse("desk-edition-draft", args=[kind, about])]
    ]


def parts_published(lines: Iterable[published.EditionLine]) -> list[Publishable]:
    """The parts of years that were published before, to draft their next edition; `lines` the newest first."""
    newest: dict[str, published.EditionLine] = {}
    for line in lines:
        if line.query:
            newest.setdefault(line.name, line)
    return [
        Publishable(line.kind, line.about, line.title, href, EditionLink(line.name, line.number, line.published_at))
        for line in newest.values()
        for href in [reverse("desk-edition-draft", args=[line.kind, line.about]) + line.query]
    ]


def draft_of(kind: str, about: str, wanted: Filter | None = None) -> Draft | None:
    """The draft of a publication, of a calendar as it is narrowed; None for what we do not publish."""
    if kind == TRACKER:
        return drafts.draft_tracker(about)
    if kind not in YEARLY or not (about.isascii() and about.isdecimal() and len(about) == 4):  # noqa: PLR2004  # a year
        return None
    return drafts.draft_calendar(int(about), wanted) if kind == "calendar" else drafts.draft_highlights(int(about))


def look_at(draft: Draft) -> Drafted | None:
    """The draft in the active language, compared with its newest edition; None where there is nothing to tell."""
    lang = get_language() or "en"
    words = words_in(lang)
    try:
        build = draft.read()
        report = build(words, "", None)
    except UnknownReferenceError:
        return None
    if not report.tables or not report.tables[0].rows:
        return None
    newest = published.latest(report.name, lang=lang)
    changes = changes_since(report.name, newest.number, {lang: report}).get(lang) if newest else None
    token = f"{newest.number if newest else 0}-{digest_of(report)}"
    is_same = newest is not None and not changes and _digest(build) == newest.digest
    frozen = published.frozen_report(report.name, newest.number, lang) if newest else None
    lines = changed_lines(frozen, report) if frozen else ()
    return Drafted(report, render_blocks(report), newest, _changed(changes, report, lang), token, is_same, lines)


def name_of(kind: str, about: str, said: str = "") -> str:
    """What a publication is called on the desk; `said` is the name of what it is about."""
    pattern = {
        "calendar": gettext("Calendar %(about)s"),
        "highlights": gettext("Highlights %(about)s"),
        TRACKER: gettext("Tracker %(about)s"),
    }[kind]
    return pattern % {"about": said or about}


def _digest(build: Builder) -> str:
    return digest_all({lang: build(words_in(lang), "", None) for lang in LANGUAGES})


def _all() -> Iterator[tuple[str, str, str]]:
    for one in years():
        for kind in YEARLY:
            yield kind, str(one.year), str(one.year)
    for initiative in all_initiatives():
        yield TRACKER, initiative.slug, initiative.acronym or initiative.name


def _changed(changes: Changes | None, report: Report, lang: str) -> str:
    """The box of changes as it would be printed."""
    box = changes_box(changes, words_in(lang))
    return render_blocks(replace(report, blocks=(box,))) if box else ""
