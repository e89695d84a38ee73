"""Themes: who addressed what in which year, how popular each is, and the meetings on one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from iscm.domain.vocabulary import Vocabulary
from iscm.register.queries import excerpts, themes
from iscm.register.queries.vocabulary import vocabulary
from iscm.website import clock
from iscm.website.alternates import feed_links
from iscm.website.conditional import versioned
from iscm.website.entries import entries
from iscm.website.labels import theme_label
from iscm.website.page import page


@versioned
def themes_page(request: HttpRequest) -> HttpResponse:
    """`/themes/`: popularity by year, and the matrix of themes and mechanisms."""
    lines = themes.all_themes()
    years = sorted({year for line in lines for year in line.stated})
    order = [
        m for m in themes.mechanism_order() if any(m[0] in slugs for line in lines for slugs in line.stated.values())
    ]
    ranked = sorted(lines, key=lambda line: (-line.mentions, theme_label(line.slug, line.label)))
    most = max((len(slugs) for line in lines for slugs in line.stated.values()), default=1)
    return page(
        request,
        "themes",
        "themes",
        title=gettext("Themes"),
        years=years,
        most=most,
        popular=[
            (line.slug, theme_label(line.slug, line.label), _bars(line, years), _meetings(line)) for line in ranked
        ],
        columns=order,
        matrix=[
            (line.slug, theme_label(line.slug, line.label), _cells(line, order)) for line in ranked if line.mentions
        ],
    )


@versioned
def theme_page(request: HttpRequest, slug: str) -> HttpResponse:
    """`/themes/{slug}/`"""
    known = vocabulary()
    if slug in known.merged:
        return redirect("theme", slug=known.theme(slug), permanent=True)
    line = next((line for line in themes.all_themes() if line.slug == slug), None)
    if line is None:
        raise Http404
    today = clock.today()
    stated, suggested = excerpts.of_theme(slug, "stated", today), excerpts.of_theme(slug, "suggested", today)
    order = {m[0]: m for m in themes.mechanism_order()}
    return page(
        request,
        "theme",
        "themes",
        title=theme_label(line.slug, line.label),
        line=line,
        is_retired=line.slug in known.themes and known.themes[line.slug].is_retired,
        instead=_instead(known, line.slug),
        labels=[(lang, text) for lang, text in line.pref_label if text != theme_label(line.slug, line.label)],
        by_year=[
            (year, [order[s] for s in slugs if s in order]) for year, slugs in sorted(line.stated.items(), reverse=True)
        ],
        stated=entries(reversed(stated.rows)),
        stated_number=len(stated.rows) if stated.is_whole else stated.number,
        suggested_number=len(suggested.rows) if suggested.is_whole else suggested.number,
        elsewhere=max(stated.years, suggested.years, key=len),
        shown=len(stated.rows) + len(suggested.rows),
        narrowed=f"?theme={slug}",
        suggested=[
            (made, next(theme.reason for theme in row.themes if theme.slug == slug))
            for row in reversed(suggested.rows)
            for made in entries([row])
        ],
        slug=slug,
        feed=f"{reverse('feed')}?theme={slug}",
        alternates=feed_links(f"?theme={slug}"),
    )


def _instead(known: Vocabulary, slug: str) -> tuple[str, str] | None:
    """What to use instead of a retired theme: its slug and label."""
    other = known.themes[slug].replaced_by if slug in known.themes else None
    return (known.theme(other), theme_label(known.theme(other))) if other else None


def _bars(line: themes.ThemeLine, years: list[int]) -> list[tuple[int, int]]:
    return [(year, len(line.stated.get(year, ()))) for year in years]


def _meetings(line: themes.ThemeLine) -> int:
    return sum(line.meetings.values())


def _cells(line: themes.ThemeLine, order: list[tuple[str, str, str]]) -> list[list[int]]:
    """For each mechanism the years in which the theme is stated for it."""
    return [[year for year, slugs in sorted(line.stated.items()) if slug in slugs] for slug, _, _ in order]
