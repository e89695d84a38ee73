"""Small files that machines look for."""

from datetime import timedelta
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from iscm.register.queries import countries, mechanisms, meetings, published, themes
from iscm.register.queries.stamps import version
from iscm.website import clock
from iscm.website.conditional import answer_by_version, versioned
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
VALID = timedelta(days=7 * 31)


def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`: everything may be read; filtered lists need not be."""
    lines = (
        "User-agent: *",
        "Disallow: /search/",
        "Disallow: /*?",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    )
    return _told(request, lines)


def security(request: HttpRequest) -> HttpResponse:
    """`/.well-known/security.txt` (RFC 9116): the same bytes all month, good for half a year at least."""
    told = settings.SECURITY_CONTACT or settings.CONTACT
    contact = f"mailto:{told}" if "@" in told and "://" not in told else told
    first = clock.today().replace(day=1)
    lines = (
        f"Contact: {contact or request.build_absolute_uri(in_english('about'))}",
        f"Expires: {first + VALID:%Y-%m}-01T00:00:00Z",
        "Preferred-Languages: en, fr, es",
        f"Canonical: {request.build_absolute_uri('/.well-known/security.txt')}",
    )
    return _told(request, lines)


def _told(request: HttpRequest, lines: tuple[str, ...]) -> HttpResponse:
    content = "\n".join(lines) + "\n"
    return answer_by_version(
        request, [content], lambda: HttpResponse(content, content_type="text/plain; charset=utf-8")
    )


@versioned
def sitemap(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: every page in the default language, each meeting with the day it last changed."""
    changed = version().changed_at
    day = changed.date().isoformat() if changed else ""
    found = [(in_english(name), day) for name in FIXED]
    years = meetings.years()
    found += [(in_english(name, year=each.year), day) for name in OF_A_YEAR for each in years]
    found += [(in_english("mechanism", slug=each.slug), day) for each in mechanisms.all_mechanisms()]
    found += [(in_english("country", code=each.alpha_2.lower()), day) for each in countries.all_countries()]
    found += [(in_english("theme", slug=each.slug), day) for each in themes.all_themes()]
    found += [(in_english("initiative", slug=each.slug), day) for each in themes.all_initiatives()]
    found += [(in_english("meeting", uid=uid), at.isoformat()) for uid, at in meetings.all_listed()]
    found += [
        (in_english("edition", name=each.name, number=each.number), each.published_at.date().isoformat())
        for each in published.edition_links()
    ]
    return HttpResponse(_urlset(request, found), content_type="application/xml; charset=utf-8")


def _urlset(request: HttpRequest, found: list[tuple[str, str]]) -> str:
    base = request.build_absolute_uri("/").removesuffix("/")
    urls = "".join(
        f"<url><loc>{escape(base + path)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
        for path, day in found
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{urls}</urlset>\n"
