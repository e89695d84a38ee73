"""Initiatives and their tracker: meetings at which they were addressed, with outcomes; by objective, target, period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from iscm.publication.report import Report
from iscm.publication.reports.listed import links_of
from iscm.publication.reports.locators import locator_in_words
from iscm.publication.reports.reported import NOTHING, YES_NO, Reported, answer_in_words, asked_in_words
from iscm.publication.reports.reported import said_in_words as reported_in_words
from iscm.publication.reports.sentences import state_line
from iscm.publication.reports.tracked import Goal, TrackerFacts
from iscm.publication.reports.tracker import build_tracker, goal_in_words, reasons_in_words
from iscm.publication.words import Words
from iscm.register.queries import themes
from iscm.register.queries.addressed import parse_filter
from iscm.register.queries.trackers import goals_of, tracker_facts
from iscm.website.alternates import feed_links
from iscm.website.conditional import versioned
from iscm.website.dates import in_words, page_words
from iscm.website.editions import edition_links
from iscm.website.entries import Entry, entries
from iscm.website.labels import labels, theme_label
from iscm.website.page import page
from iscm.website.views.publications import answer_file, downloads

MOST = 500  # meetings on a page; the files have all
LONGEST_CODE = 10  # letters of a target's code


@dataclass(frozen=True, slots=True)
class Tracked:
    """A row of the tracker: the meeting, where its outcome can be read, and its receipt."""

    entry: Entry
    links: tuple[str, ...]
    source: str
    place: str
    href: str


@dataclass(frozen=True, slots=True)
class GoalLink:
    """An objective or target with its themes, its meetings, and where to see them."""

    goal: Goal
    themes: tuple[tuple[str, str], ...]
    number: int
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """What a mechanism reported: what was asked, its words with their language, and the survey and day."""

    asked: str
    words: str
    lang: str
    source: str


@versioned
def initiatives_page(request: HttpRequest) -> HttpResponse:
    """`/initiatives/`"""
    lines = themes.all_initiatives()
    listed = [(line, _when(line), sum(line.meetings.values()), sum(map(len, line.stated.values()))) for line in lines]
    return page(request, "initiatives", "initiatives", title=gettext("Initiatives"), listed=listed)


@versioned
def initiative_page(request: HttpRequest, slug: str) -> HttpResponse:
    """`/initiatives/{slug}/?objective=9&from=2016-01-01`"""
    line = next((line for line in themes.all_initiatives() if line.slug == slug), None)
    facts = _facts(request, slug, most=MOST)
    if line is None or facts is None:
        raise Http404
    here = reverse("initiative", kwargs={"slug": slug})
    known = {m[0]: m for m in themes.mechanism_order()}
    goals = _goal_links(slug, facts, here)
    return page(
        request,
        "initiative",
        "initiatives",
        title=line.name,
        line=line,
        when=_when(line),
        facts=facts,
        here=here,
        goal=goal_in_words(facts.goal, page_words()) if facts.goal else "",
        near=[(theme, theme_label(theme)) for theme in facts.goal.themes] if facts.goal else [],
        most=MOST,
        stated_number=_number("stated", line, facts),
        suggested_number=_number("suggested", line, facts),
        stated=list(_tracked(facts)),
        suggested=list(_suggested(facts)),
        **_reported_on_page(facts, here),
        by_year=[
            (year, [known[s] for s in slugs if s in known]) for year, slugs in sorted(line.stated.items(), reverse=True)
        ],
        objectives=[one for one in goals if one.goal.kind == "objective"],
        targets=[one for one in goals if one.goal.kind == "target"],
        feed=f"{reverse('feed')}?initiative={slug}",
        alternates=feed_links(f"?initiative={slug}"),
        downloads=_downloads(slug, facts),
        editions=edition_links(facts.file_name),
    )


def _number(basis: str, line: themes.InitiativeLine, facts: TrackerFacts) -> int:
    """How many meetings there are on one basis: those at hand, or of too many what is kept of all."""
    if facts.is_cut and not facts.query:
        return line.meetings.get(basis, 0)
    return sum(row.number for row in (facts.stated if basis == "stated" else facts.suggested))


def initiative_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """`/initiatives/gcm.pdf?objective=9`: what the page shows, as a file."""
    return answer_file(request, lambda words: _report(request, slug, words), form)


def _report(request: HttpRequest, slug: str, words: Words) -> Report | None:
    facts = _facts(request, slug)
    if facts is None:
        raise Http404
    return build_tracker(facts, words, state_line(facts.modified.date(), words)) if facts.has_any else None


def _facts(request: HttpRequest, slug: str, *, most: int | None = None) -> TrackerFacts | None:
    objective, target = request.GET.get("objective", ""), request.GET.get("target", "")[:LONGEST_CODE]
    since, until = _period(request)
    # A number that is none leads to no objective rather than to all.
    number = (int(objective[:4]) if objective.isascii() and objective.isdecimal() else -1) if objective else None
    return tracker_facts(slug, number, target or None, since, until, most=most)


def _period(request: HttpRequest) -> tuple[date | None, date | None]:
    wanted = parse_filter(request.GET)
    return wanted.since, wanted.until


def _downloads(slug: str, facts: TrackerFacts) -> list[object]:
    if not facts.has_any:
        return []
    return [*downloads(lambda form: reverse("initiative-file", kwargs={"slug": slug, "form": form}), facts.query)]


def _when(line: themes.InitiativeLine) -> str:
    if line.held:
        return gettext("held %(date)s") % {"date": in_words(line.held)}
    return gettext("adopted %(date)s") % {"date": in_words(line.adopted)} if line.adopted else ""


def _tracked(facts: TrackerFacts) -> Iterable[Tracked]:
    receipts, names = dict(facts.receipts), {one.id: one.title for one in facts.sources}
    for row, shown in zip(facts.stated, entries(facts.stated), strict=True):
        receipt = receipts.get(row.uid)
        if receipt is None:
            yield Tracked(shown, links_of(row), "", "", "")
            continue
        href = f"{reverse('document', kwargs={'pk': receipt.document})}#r{receipt.record}"
        place = locator_in_words(receipt.locator, page_words())
        yield Tracked(shown, links_of(row), names.get(receipt.source, ""), place, href)


def _suggested(facts: TrackerFacts) -> Iterable[tuple[Entry, str]]:
    for row, shown in zip(facts.suggested, entries(facts.suggested), strict=True):
        yield shown, reasons_in_words(row, facts, labels())


def _reported_on_page(facts: TrackerFacts, here: str) -> dict[str, Any]:
    """What was reported; of several years the last one, unless the page is narrowed, with links to the others."""
    years = sorted({one.year for one in facts.reported}, reverse=True)
    if facts.query or len(years) < 2:  # noqa: PLR2004  # of one year there is no other
        return {"reported": list(_reported(facts.reported)), "reported_years": []}
    last, *others = years
    return {
        "reported": list(_reported([one for one in facts.reported if one.year == last])),
        "reported_year": last,
        "reported_years": [(year, f"{here}?from={year}-01-01&to={year}-12-31#reported") for year in others],
    }


def _reported(reported: Iterable[Reported]) -> Iterable[tuple[str, str, list[ReportedLine]]]:
    """Mechanism by mechanism (slug and acronym): what it reported, the surveys in their order."""
    words, lang = page_words(), page_words().lang
    lines: dict[tuple[str, str], list[ReportedLine]] = {}
    for one in reported:
        is_own = one.form not in {YES_NO, NOTHING} and one.lang != lang
        line = ReportedLine(
            asked_in_words(one, words),
            answer_in_words(one, words),
            one.lang if is_own else "",
            reported_in_words(one, words),
        )
        lines.setdefault((one.mechanism, one.acronym), []).append(line)
    return ((slug, acronym, told) for (slug, acronym), told in lines.items())


def _goal_links(slug: str, facts: TrackerFacts, here: str) -> list[GoalLink]:
    return [
        GoalLink(
            goal,
            tuple((theme, theme_label(theme)) for theme in goal.themes),
            number,
            f"{here}?{goal.kind}={goal.code}",
            facts.goal is not None and (facts.goal.kind, facts.goal.code) == (goal.kind, goal.code),
        )
        for goal, number in goals_of(slug)
    ]
