"""Atom (RFC 4287) with paging and archives (RFC 5005): imported words are hostile, and stay words.

A plain string writer: every word goes through `_words`, every address through `_href`; the same feed gives the same
bytes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from iscm.publication.formats.cleaning import clean, in_line, in_utc, safe_address

MEDIA = "application/atom+xml; charset=utf-8"
ATOM, HISTORY = "http://www.w3.org/2005/Atom", "http://purl.org/syndication/history/1.0"


@dataclass(frozen=True, slots=True)
class AtomEntry:
    """One entry. `id` is permanent; `updated` is when what it says was changed, never the day of a meeting.

    `lines` are paragraphs of plain text. `categories` are (term, label).
    """

    id: str
    title: str
    updated: datetime
    href: str
    lines: tuple[str, ...]
    published: datetime | None = None
    categories: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AtomFeed:
    """A feed or a part of its archive.

    `address` is that of the feed and its permanent id, `here` that of this document, `page` that of a page on the same.
    `older` and `newer` are the neighbouring parts of the archive, empty where there is none; the feed itself is newer
    than every part. `updated` is when anything in it changed.
    """

    title: str
    subtitle: str
    author: str
    lang: str
    address: str
    here: str
    page: str
    updated: datetime
    older: str = ""
    newer: str = ""

    @property
    def is_archive(self) -> bool:
        """Whether it is a part to which nothing is added any more."""
        return self.here != self.address


def render_atom(entries: Sequence[AtomEntry], feed: AtomFeed) -> bytes:
    """The feed with its entries in their order."""
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<feed xmlns="{ATOM}" xmlns:fh="{HISTORY}" xml:lang="{escape(feed.lang)}">',
            *_head(feed),
            *(line for entry in entries for line in _entry(entry)),
            "</feed>\n",
        ]
    ).encode()


def _head(feed: AtomFeed) -> Iterator[str]:
    yield f"<id>{_href(feed.address)}</id>"
    yield f"<title>{_words(feed.title)}</title>"
    if feed.subtitle:
        yield f"<subtitle>{_words(feed.subtitle)}</subtitle>"
    yield f"<updated>{_moment(feed.updated)}</updated>"
    yield f"<author><name>{_words(feed.author)}</name></author>"
    yield _link("self", feed.here)
    yield _link("alternate", feed.page, "text/html")
    if feed.is_archive:
        yield "<fh:archive/>"
        yield _link("current", feed.address)
        yield from _links(("next-archive", feed.newer), ("previous", feed.newer or feed.address))
    yield from _links(("prev-archive", feed.older), ("next", feed.older), ("first", feed.address))


def _entry(entry: AtomEntry) -> Iterator[str]:
    yield "<entry>"
    yield f"<id>{_href(entry.id)}</id>"
    yield f"<title>{_words(entry.title)}</title>"
    yield f"<updated>{_moment(entry.updated)}</updated>"
    if entry.published:
        yield f"<published>{_moment(entry.published)}</published>"
    yield _link("alternate", entry.href, "text/html")
    for term, label in entry.categories:
        yield f'<category term="{_words(term)}" label="{_words(label)}"/>'
    # Markup inside is escaped twice: once for HTML, once for XML.
    paragraphs = "".join(f"<p>{escape(in_line(line))}</p>" for line in entry.lines)
    yield f'<content type="html">{escape(clean(paragraphs))}</content>'
    yield "</entry>"


def _links(*links: tuple[str, str]) -> Iterable[str]:
    return [_link(rel, href) for rel, href in links if href]


def _link(rel: str, href: str, media: str = "application/atom+xml") -> str:
    return f'<link rel="{rel}" type="{media}" href="{_href(href)}"/>'


def _href(address: str) -> str:
    return escape(address if address.startswith("urn:uuid:") else safe_address(address))


def _words(text: str) -> str:
    return escape(in_line(text))


def _moment(moment: datetime) -> str:
    return f"{in_utc(moment):%Y-%m-%dT%H:%M:%SZ}"
