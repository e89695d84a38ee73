"""The map of the site: one file, or of a large register an index of several, as the protocol wants it."""

from collections.abc import Iterable, Iterator
from datetime import date
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from iscm.register.queries import countries, mapped, mechanisms, meetings, published, themes
from iscm.register.queries.stamps import version
from iscm.website.as_files import as_files
from iscm.website.conditional import versioned
from iscm.website.page import in_english

FIXED = (
    "home",
    "calendar",
    "mechanisms",
    "countries",
    "themes",
    "initiatives",
    "highlights",
    "figures",
    "editions",
    "library",
    "documents",
    "sources",
    "data",
    "changes",
)
OF_A_YEAR = ("year", "figures-year")
AT_ONCE = 10_000
"""Meetings in one file: 50,000 addresses may stand in one, and a year of a million meetings has 25,000."""
PAGES = "pages"
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
Line = tuple[str, str]
"""A path, and the day of its last change, empty where none is known."""


@versioned
def sitemap(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: every page in the default language, each meeting with the day it last changed.

    Of a large register an index of maps: one of the pages, one of the meetings of each year.
    """
    if as_files(request) is None and mapped.is_more_than(AT_ONCE):
        parts = [PAGES, *(str(one.year) for one in meetings.years()), str(mapped.UNDATED)]
        return _xml(request, "sitemapindex", "sitemap", [(_address(part), _last_change()) for part in parts])
    lines = [*_pages(), *_meetings(meetings.all_listed()), *_editions()]
    return _xml(request, "urlset", "url", lines)


@versioned
def sitemap_part(request: HttpRequest, part: str) -> HttpResponse:
    """`/sitemap/pages.xml`, `/sitemap/2024.xml`, and `/sitemap/0.xml` for the meetings of no year."""
    if part == PAGES:
        return _xml(request, "urlset", "url", [*_pages(), *_editions()])
    found = mapped.changed_of_year(int(part)) if part.isdecimal() and len(part) <= len("2024") else ()
    if not found and part != str(mapped.UNDATED):
        raise Http404
    return _xml(request, "urlset", "url", _meetings(found))


def _pages() -> Iterator[Line]:
    day = _last_change()
    for name in FIXED:
        yield in_english(name), day
    years = meetings.years()
    for name in OF_A_YEAR:
        yield from ((in_english(name, year=each.year), day) for each in years)
    yield from ((in_english("mechanism", slug=each.slug), day) for each in mechanisms.all_mechanisms())
    yield from ((in_english("country", code=each.alpha_2.lower()), day) for each in countries.all_countries())
    yield from ((in_english("theme", slug=each.slug), day) for each in themes.all_themes())
    yield from ((in_english("initiative", slug=each.slug), day) for each in themes.all_initiatives())


def _meetings(found: Iterable[tuple[str, date]]) -> Iterator[Line]:
    before = in_english("meeting", uid="0").removesuffix("0/")
    return ((f"{before}{uid}/", at.isoformat()) for uid, at in found)


def _editions() -> Iterator[Line]:
    for each in published.edition_links():
        yield in_english("edition", name=each.name, number=each.number), each.published_at.date().isoformat()


def _last_change() -> str:
    changed = version().changed_at
    return changed.date().isoformat() if changed else ""


def _address(part: str) -> str:
    return reverse("sitemap-part", kwargs={"part": part})


def _xml(request: HttpRequest, whole: str, each: str, lines: Iterable[Line]) -> HttpResponse:
    base = request.build_absolute_uri("/").removesuffix("/")
    told = "".join(
        f"<{each}><loc>{escape(base + path)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{each}>\n"
        for path, day in lines
    )
    content = f'<?xml version="1.0" encoding="UTF-8"?>\n<{whole} xmlns="{SPACE}">\n{told}</{whole}>\n'
    return HttpResponse(content, content_type="application/xml; charset=utf-8")
