"""The yearly highlights as a page: main meetings by mechanism, themes, initiatives, publications, anniversaries."""

from collections import defaultdict

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from iscm.register.queries import documents, editions, library, meetings, themes
from iscm.register.queries.rows import MeetingRow, PartyRow
from iscm.website.conditional import versioned
from iscm.website.entries import Entry, entries
from iscm.website.labels import initiative_label, theme_label
from iscm.website.page import page
from iscm.website.sentences import year_sentence
from iscm.website.views.calendar import FIRST_YEAR, LAST_YEAR


@versioned
def years_page(request: HttpRequest) -> HttpResponse:
    """`/highlights/`"""
    return page(request, "highlights_years", "highlights", title=gettext("Highlights"), years=meetings.years())


@versioned
def year_page(request: HttpRequest, year: int) -> HttpResponse:
    """`/highlights/2022/`"""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    rows = meetings.of_year(year)
    known = {m[0]: m for m in themes.mechanism_order()}
    stated = [
        (line.slug, theme_label(line.slug, line.label), line.stated.get(year, ())) for line in themes.all_themes()
    ]
    addressed = [
        (
            line.slug,
            initiative_label(line.slug, line.name),
            line.stated.get(year, ()),
            [text for y, text in line.remarks if y == year],
        )
        for line in themes.all_initiatives()
    ]
    return page(
        request,
        "highlights",
        "highlights",
        title=gettext("Highlights %(year)s") % {"year": year},
        year=year,
        years=meetings.years(),
        sentence=year_sentence(rows, year) if rows else "",
        main=_by_mechanism(rows),
        themes=[(slug, label, [known[s] for s in slugs if s in known]) for slug, label, slugs in stated if slugs],
        initiatives=[
            (slug, label, [known[s] for s in slugs if s in known], r)
            for slug, label, slugs, r in addressed
            if slugs or r
        ],
        publications=[line for line in library.publications() if line.year == year],
        anniversaries=editions.anniversaries(year),
        sources=documents.of_year(year),
    )


def _by_mechanism(rows: tuple[MeetingRow, ...]) -> list[tuple[PartyRow, list[Entry]]]:
    parties: dict[str, PartyRow] = {}
    of: dict[str, list[MeetingRow]] = defaultdict(list)
    for row in rows:
        for party in row.parties:
            parties[party.slug] = party
            of[party.slug].append(row)
    return [(parties[slug], entries(of[slug])) for slug in sorted(of, key=lambda slug: parties[slug].name.casefold())]
