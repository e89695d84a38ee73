"""Small files that machines look for."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from iscm.website import clock
from iscm.website.conditional import answer_by_version
from iscm.website.page import in_english

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
