"""Finding every kind of page by following links, as a reader would."""

import re
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation

HREF = re.compile(r'(?:href|src|action)="([^"#]*)')
OTHER_LANGUAGE = re.compile(rf"/({'|'.join(code for code, _ in settings.LANGUAGES[1:])})/")
PAGES_OF_A_KIND = 3


def walk(
    fetch: Callable[[str], str],
    starts: tuple[str, ...] = ("/", "/calendar.ics"),
    every: Collection[str] = (),
) -> list[str]:
    """The addresses of a few pages of each kind, found from `starts`; `fetch` gives a page's HTML, or nothing.

    Those of `every` are fetched, however many of a kind they are.
    """
    waiting, met, kinds = [*starts, *every], set(), {}
    while waiting:
        path = waiting.pop(0)
        kind = kind_of(path)
        # One page in each other language is enough: they have the templates of the English one.
        most = PAGES_OF_A_KIND if kind[0] == "en" else 1
        if path in met or (len(kinds.setdefault(kind, [])) >= most and path not in every):
            continue
        met.add(path)
        kinds[kind].append(path)
        waiting += links_of(fetch(path))
    return [path for paths in kinds.values() for path in paths]


def kind_of(path: str) -> tuple[str, str, bool]:
    """Language, route and whether there is a query; an address that is not ours is a kind of its own."""
    parts = urlsplit(path)
    found = OTHER_LANGUAGE.match(parts.path)
    language = found[1] if found else "en"
    with translation.override(language):
        try:
            route = resolve(parts.path).route
        except Resolver404:
            route = path
    return language, route, bool(parts.query)


def links_of(html: str) -> list[str]:
    """The site's own addresses that a page leads to, without static files."""
    hrefs = [href.replace("&amp;", "&") for href in HREF.findall(html)]
    return [href for href in hrefs if href.startswith("/") and not href.startswith(("//", "/static/"))]
