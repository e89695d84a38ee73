"""What a page is in other forms: the feeds that programs find in its head, and the links in its headers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from iscm.publication.formats.cleaning import safe_address
from iscm.publication.opendata.terms import Terms

LONGEST = 4_000  # octets; servers before this one take no headers of more than eight thousand


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a program may find: its media type, address and name."""

    media: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A link of a header: its relation, where it leads, and of which media type that is, if any."""

    rel: str
    href: str
    media: str = ""


def feed_links(query: str = "", lasting: str | None = None) -> list[FeedLink]:
    """Every feed of the meetings that a query asks for; `lasting` is the query without a time, which news have not."""
    lasting = query if lasting is None else lasting
    return [
        FeedLink("text/calendar", reverse("feed") + query, gettext("Calendar to subscribe to")),
        FeedLink("application/jscalendar+json", reverse("feed-json") + query, "JSCalendar"),
        FeedLink("application/atom+xml", reverse("atom-meetings") + lasting, gettext("New meetings")),
        FeedLink("application/atom+xml", reverse("atom-changes") + lasting, gettext("Changes of meetings")),
    ]


def signposted(response: HttpResponse, links: Iterable[Typed]) -> HttpResponse:
    """The answer with these links and that of the licence in its header (RFC 8288), for programs that cite or harvest.

    Only a page that is there has them. Items stay out altogether where they would make the header too long: no part of
    them may pass for the whole.
    """
    if response.status_code != HttpResponse.status_code:
        return response
    licence = Typed("license", Terms(settings.SITE_URL, settings.PUBLISHER, settings.LICENCE).licence_url)
    found = [*links, licence]
    header = _header(found)
    if len(header) > LONGEST:
        header = _header(link for link in found if link.rel != "item")
    response.headers["Link"] = header
    return response


def _header(links: Iterable[Typed]) -> str:
    return ", ".join(_written(link, address) for link in links if (address := _ascii(link.href)))


def _written(link: Typed, address: str) -> str:
    return f'<{address}>; rel="{link.rel}"' + (f'; type="{link.media}"' if link.media else "")


def _ascii(href: str) -> str:
    """An address of the web in signs that a header may have; empty for any other."""
    address = safe_address(href)
    return "".join(sign if sign.isascii() else _percent(sign) for sign in address) if address[:1] == "h" else ""


def _percent(sign: str) -> str:
    return "".join(f"%{octet:02X}" for octet in sign.encode())
