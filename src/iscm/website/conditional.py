"""Unchanged means 304: pages and feeds know their version from the register's stamp, before anything is read."""

import hashlib
from collections.abc import Callable, Iterable
from functools import cache, wraps
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import get_language

from iscm import publication
from iscm.register.queries.keeping import Kept, Shelf, kept_or_made
from iscm.register.queries.stamps import Version, version
from iscm.register.toll import tolled
from iscm.website import clock
from iscm.website.as_files import as_files

View = Callable[..., HttpResponse]
# Pages and feeds as they were made last; a process keeps no more bytes than this.
_MADE: Shelf[Kept] = Shelf(16_000_000, 1_000_000)
SHARED, WITHOUT_US = 60, 86_400  # seconds
MADE_OF = frozenset({".py", ".html", ".mo", ".css", ".js", ".svg", ".typ", ".xml"})


def versioned(view: View) -> View:
    """Give a page the strong ETag of what it is made from.

    That is the register, the site itself, the address, the language and the day.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return answer_by_version(request, [version(), clock.today()], lambda: view(request, *args, **kwargs))

    return answer


def answer_by_version(
    request: HttpRequest, made_from: Iterable[Version | object], make: Callable[[], HttpResponse]
) -> HttpResponse:
    """304 if the reader has what these versions make, else what `make` makes, with its ETag, for caches to keep."""
    made_from = tuple(made_from)
    parts = [build(), request.build_absolute_uri(), get_language(), *made_from]
    etag = quote_etag(hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32])
    response = get_conditional_response(request, etag=etag)
    response = response or _kept_or_made(request, etag, lambda: tolled(make), made_from)
    if response.status_code in {200, 304}:
        response.headers["ETag"] = etag
        let_caches_keep(response)
        if not as_files(request):
            response.made_from = made_from  # type: ignore[attr-defined]  # for `project.front.again`
    return response


def let_caches_keep(response: HttpResponse) -> None:
    """A browser asks each time whether it still holds; a cache that many share answers for a minute.

    For a day while we do not answer. What is a reader's own, with a cookie, is nobody else's.
    """
    if response.cookies:
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED, stale_if_error=WITHOUT_US)


def _kept_or_made(
    request: HttpRequest, etag: str, make: Callable[[], HttpResponse], made_from: Iterable[Version | object]
) -> HttpResponse:
    """What `make` makes, once for each ETag as long as it is kept; of a register without a version each time."""
    if as_files(request) or any(isinstance(one, Version) and not one.number for one in made_from):
        return make()

    def is_for_all(response: HttpResponse) -> bool:
        """Whether it holds no token of a reader's own."""
        return not response.cookies and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")

    return kept_or_made(_MADE, etag, make, lambda content, headers: HttpResponse(content, headers=headers), is_for_all)


@cache
def build() -> str:
    """The version of what makes pages and files: changes with code, templates, words, styles, drawings and type."""
    digest = hashlib.sha256()
    for folder in (Path(__file__).parent, Path(publication.__path__[0])):
        for path in sorted(folder.rglob("*")):
            if path.suffix in MADE_OF:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
