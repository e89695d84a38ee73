"""The register of mechanisms, and one of them: who, since when, who sits in it, what happened, what is next."""

from collections import defaultdict
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from iscm.domain.listing import MeetingRow
from iscm.publication.charts.of_membership import membership
from iscm.publication.labels import level_words
from iscm.register.queries import excerpts, library, mechanisms, series
from iscm.register.queries.figures import membership_facts
from iscm.register.queries.vocabulary import vocabulary
from iscm.website import clock
from iscm.website.alternates import feed_links
from iscm.website.completeness import completeness
from iscm.website.conditional import versioned
from iscm.website.dates import in_words
from iscm.website.dead import marks
from iscm.website.drawings.charts import shown
from iscm.website.entries import Entry, entries, entry
from iscm.website.labels import STATES_OF_LIFE, basis_label, country_name, labels, level_label, theme_label, word
from iscm.website.over_time import timed_lines
from iscm.website.page import page

FACTS = {
    "members": gettext_lazy("members"),
    "observers": gettext_lazy("observers"),
    "bodies": gettext_lazy("bodies"),
    "established": gettext_lazy("beginning"),
    "chair": gettext_lazy("chair"),
    "secretariat": gettext_lazy("secretariat"),
    "focus": gettext_lazy("focus"),
    "status": gettext_lazy("state"),
    "status_note": gettext_lazy("state"),
    "languages": gettext_lazy("languages"),
    "level": gettext_lazy("level"),
    "regions": gettext_lazy("regions"),
    "other_names": gettext_lazy("names"),
    "formal_association": gettext_lazy("formal ties"),
    "website": gettext_lazy("website"),
    "successor": gettext_lazy("successor"),
    "predecessor": gettext_lazy("predecessor"),
}
MOST_OF_A_SERIES = 40
"""Meetings of one series that the page lists: enough for yearly ones, not for thousands of working groups."""


@versioned
def mechanisms_page(request: HttpRequest) -> HttpResponse:
    """`/mechanisms/`: all of them, by level."""
    lines = mechanisms.all_mechanisms()
    groups = [
        (level, str(words), [(line, word(STATES_OF_LIFE, line.status)) for line in lines if line.level == level])
        for level, words in level_words(labels().words).items()
    ]
    return page(
        request,
        "mechanisms",
        "mechanisms",
        title=gettext("Mechanisms"),
        groups=[group for group in groups if group[2]],
        number=len(lines),
        active=sum(line.status == "active" for line in lines),
        most=max((line.meetings for line in lines), default=1) or 1,
        membership=shown([seats] if (seats := membership(membership_facts(), labels().words)) else []),
    )


@versioned
def mechanism_page(request: HttpRequest, slug: str) -> HttpResponse:
    """`/mechanisms/{slug}/`"""
    found = mechanisms.find_mechanism(slug)
    if found is None:
        raise Http404
    held = excerpts.of_mechanism(slug, clock.today())
    years = {row.year for row in held.rows if row.year} if held.is_whole else {one.year for one in held.years}
    members = [party.alpha_2 for party in found.parties if party.role == "member" and party.alpha_2]
    observers = [party.alpha_2 for party in found.parties if party.role == "observer" and party.alpha_2]
    return page(
        request,
        "mechanism",
        "mechanisms",
        title=found.name,
        found=found,
        website_mark=marks({found.website} - {""}).get(found.website),
        level=level_label(found.level),
        state=word(STATES_OF_LIFE, found.status),
        official_names=list({name.text: name for name in reversed(found.names) if not name.seen_in}.values())[::-1],
        spellings=[name for name in found.names if name.seen_in],
        chair=[country_name(code) for code in found.chair_states],
        basis=basis_label(found.membership.basis) if found.membership else "",
        members=_named(members),
        observers=_named(observers),
        codes=sorted(members),
        organisations=[(party.role, party.organisation) for party in found.parties if party.organisation],
        next=entries(held.coming, of=slug),
        past=_by_year(held.past, slug),
        last=_last(held.past),
        years=", ".join(map(str, sorted(years))),
        number=held.number,
        elsewhere=held.years,
        shown=len(held.past),
        narrowed=f"?mechanism={slug}",
        series=_series(slug),
        stated_themes=_themes(found.stated_themes),
        materials=library.publications(slug),
        complete=completeness(held.rows),
        references=[(one, [word(FACTS, fact) for fact in one.says]) for one in found.references],
        timed=timed_lines(vocabulary().mechanisms.get(slug)),
        feed=f"{reverse('feed')}?mechanism={slug}",
        alternates=feed_links(f"?mechanism={slug}"),
    )


def _named(codes: list[str]) -> list[tuple[str, str]]:
    return sorted(((country_name(code), code) for code in codes), key=lambda pair: pair[0])


def _last(past: Sequence[MeetingRow]) -> Entry | None:
    """What was held last: the last of which a day is known, else the last of all."""
    dated = [row for row in past if row.is_day_precise] or past
    return entry(dated[-1]) if dated else None


def _by_year(rows: Sequence[MeetingRow], slug: str) -> list[tuple[int | None, list[Entry]]]:
    years: dict[int | None, list[MeetingRow]] = defaultdict(list)
    for row in reversed(rows):
        years[row.year].append(row)
    return [(year, entries(found, of=slug)) for year, found in years.items()]


def _series(slug: str) -> list[tuple[str, int, list[tuple[int, str, str]]]]:
    """Series of more than one meeting by name: how many are left out, and of the last ones number, date and address."""
    return [
        (one.title, len(one.meetings) - len(last), [(held.ordinal, *_when_and_where(held)) for held in last])
        for one in series.series_of(slug)
        if len(last := one.meetings[-MOST_OF_A_SERIES:]) > 1
    ]


def _when_and_where(held: series.NumberedRow) -> tuple[str, str]:
    return in_words(held.edtf, held.date_status), held.uid


def _themes(stated: tuple[tuple[str, int | None], ...]) -> list[tuple[str, str, str]]:
    years: dict[str, list[str]] = defaultdict(list)
    for slug, year in stated:
        years[slug].append(str(year or ""))
    return [(slug, theme_label(slug), ", ".join(dict.fromkeys(found))) for slug, found in years.items()]
