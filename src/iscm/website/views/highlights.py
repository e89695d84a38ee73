"""The yearly highlights as a page: each mechanism's year, themes year against year, initiatives, publications."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from iscm.domain.listing import MeetingRow
from iscm.register.queries import documents, editions, library, meetings, themes
from iscm.register.queries.themes import InitiativeLine, ThemeLine
from iscm.website.conditional import versioned
from iscm.website.digest import digest
from iscm.website.entries import Entry, entries
from iscm.website.labels import initiative_label, theme_label
from iscm.website.page import page
from iscm.website.sentences import year_sentence
from iscm.website.views.calendar import FIRST_YEAR, LAST_YEAR

GLOBAL_MEETING = "grcp"  # the meeting of all mechanisms, which the highlights set apart

Known = dict[str, tuple[str, str, str]]


@versioned
def years_page(request: HttpRequest) -> HttpResponse:
    """`/highlights/`"""
    return page(request, "highlights_years", "highlights", title=gettext("Highlights"), years=meetings.years())


@versioned
def year_page(request: HttpRequest, year: int) -> HttpResponse:
    """`/highlights/2022/`"""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    rows, lines = meetings.of_year(year), themes.all_themes()
    known = {m[0]: m for m in themes.mechanism_order()}
    before = max((y for line in lines for y in line.stated if y < year), default=None)
    return page(
        request,
        "highlights",
        "highlights",
        title=gettext("Highlights %(year)s") % {"year": year},
        year=year,
        years=meetings.years(),
        sentence=year_sentence(rows, year) if rows else "",
        main=digest(rows, without=GLOBAL_MEETING),
        has_joint=any(len(row.parties) > 1 for row in rows),
        together=_global_meetings(rows),
        before=before,
        themes=_themes(lines, year, before, known),
        most=max((len(slugs) for line in lines for y, slugs in line.stated.items() if y in {year, before}), default=1),
        initiatives=_initiatives(themes.all_initiatives(), year, known),
        publications=[
            (line, [known[slug] for slug, _ in line.mechanisms if slug in known])
            for line in library.publications()
            if line.year == year
        ],
        anniversaries={slug: years for slug, _, _, years in editions.anniversaries(year)},
        sources=documents.of_year(year),
    )


def _global_meetings(rows: Sequence[MeetingRow]) -> list[tuple[MeetingRow, Entry]]:
    found = [row for row in rows if any(party.slug == GLOBAL_MEETING for party in row.parties)]
    return list(zip(found, entries(found), strict=True))


def _themes(
    lines: Sequence[ThemeLine], year: int, before: int | None, known: Known
) -> list[tuple[str, str, int, int, list[tuple[str, str, str]]]]:
    """The index, the theme most often named first: slug, label, how many now and the time before, mechanisms."""
    found = [
        (
            line.slug,
            theme_label(line.slug, line.label),
            len(line.stated.get(year, ())),
            len(line.stated.get(before or 0, ())),
            _chips(line.stated.get(year, ()), known),
        )
        for line in lines
    ]
    return sorted((one for one in found if one[2]), key=lambda one: -one[2])


def _initiatives(
    lines: Sequence[InitiativeLine], year: int, known: Known
) -> list[tuple[str, str, list[tuple[str, str, str]], list[str]]]:
    found = [
        (
            line.slug,
            initiative_label(line.slug, line.name),
            _chips(line.stated.get(year, ()), known),
            [text for y, text in line.remarks if y == year],
        )
        for line in lines
    ]
    return [one for one in found if one[2] or one[3]]


def _chips(slugs: Sequence[str], known: Known) -> list[tuple[str, str, str]]:
    return [known[slug] for slug in slugs if slug in known]
