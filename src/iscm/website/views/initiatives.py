"""Initiatives and their tracker: meetings at which they were addressed, with outcomes; by objective for the GCM."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from iscm.domain.listing import MeetingRow
from iscm.register.queries import meetings, themes, trackers
from iscm.website.conditional import versioned
from iscm.website.dates import in_words
from iscm.website.entries import Entry, entries, entry
from iscm.website.labels import theme_label
from iscm.website.page import page


@versioned
def initiatives_page(request: HttpRequest) -> HttpResponse:
    """`/initiatives/`"""
    lines = themes.all_initiatives()
    listed = [(line, _when(line), sum(line.meetings.values()), sum(map(len, line.stated.values()))) for line in lines]
    return page(request, "initiatives", "initiatives", title=gettext("Initiatives"), listed=listed)


@versioned
def initiative_page(request: HttpRequest, slug: str) -> HttpResponse:
    """`/initiatives/{slug}/`"""
    line = next((line for line in themes.all_initiatives() if line.slug == slug), None)
    if line is None:
        raise Http404
    tracked = trackers.tracked(slug)
    rows = meetings.of_initiative(slug, tracked)
    stated = [row for row in rows if row.uid in tracked or _is_stated(row, slug)]
    known = {m[0]: m for m in themes.mechanism_order()}
    return page(
        request,
        "initiative",
        "initiatives",
        title=line.name,
        line=line,
        when=_when(line),
        stated=entries(stated),
        suggested=[(entry(row), _reason(row, slug)) for row in rows if row not in stated],
        by_year=[
            (year, [known[s] for s in slugs if s in known]) for year, slugs in sorted(line.stated.items(), reverse=True)
        ],
        objectives=_objectives(line, rows),
        feed=f"{reverse('feed')}?initiative={slug}",
    )


def _when(line: themes.InitiativeLine) -> str:
    if line.held:
        return gettext("held %(date)s") % {"date": in_words(line.held)}
    return gettext("adopted %(date)s") % {"date": in_words(line.adopted)} if line.adopted else ""


def _is_stated(row: MeetingRow, slug: str) -> bool:
    return any(i.slug == slug and i.basis == "stated" for i in row.initiatives)


def _reason(row: MeetingRow, slug: str) -> str:
    return next(i.reason for i in row.initiatives if i.slug == slug)


def _objectives(
    line: themes.InitiativeLine, rows: tuple[MeetingRow, ...]
) -> list[tuple[themes.ObjectiveLine, list[tuple[str, str]], list[Entry]]]:
    """Each objective with the themes near it and the meetings of this initiative on one of these themes."""
    return [
        (
            objective,
            [(slug, theme_label(slug)) for slug in objective.themes],
            entries(row for row in rows if {theme.slug for theme in row.themes} & set(objective.themes)),
        )
        for objective in line.objectives
    ]
