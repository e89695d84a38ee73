"""Whole answers as they left last, given again while the register is as it was: one question, and nothing else is done.

Only what everybody gets is kept: asked for with GET and without a cookie, made of versions of the register and the day
alone (`website.conditional` says so), and not counted at the door. Compressed answers are kept compressed.
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch

from iscm.project.doors.classes import kind_of
from iscm.register.queries.keeping import Shelf
from iscm.register.queries.stamps import Version, named_versions
from iscm.website import clock

MOST, LARGEST, OVERHEAD = 12_000_000, 500_000, 2_000
"""Bytes of a process, of one answer, and of what is kept beside each."""
OWN = tuple(
    f"HTTP_{name}"
    for name in ("COOKIE", "AUTHORIZATION", "RANGE", "IF_MODIFIED_SINCE", "IF_UNMODIFIED_SINCE", "IF_MATCH")
)
"""Who brings one of these may get something else."""
LONGEST_ETAG = 40
_GZIP = re.compile(r"\bgzip\b")  # as the middleware that compresses looks for it
_WITHOUT = frozenset({"Accept-Encoding", ""})


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: dict[str, str]
    content: bytes
    match: ResolverMatch
    is_framed: bool
    made_from: tuple[Version, ...]
    day: date

    @property
    def size(self) -> int:
        return len(self.content) + OVERHEAD

    def holds(self) -> bool:
        """Whether the register and the day are what it was made from."""
        if self.day != clock.today():
            return False
        try:
            return named_versions([one.name for one in self.made_from]) == self.made_from
        except Error:
            return False  # what is behind knows what to say

    def given(self) -> HttpResponse:
        """The answer once more."""
        response = HttpResponse(self.content, status=self.status)
        response.headers = type(response.headers)(self.headers)
        if self.is_framed:
            response.xframe_options_exempt = True
        return response


_KEPT: Shelf[_Answer] = Shelf(MOST, LARGEST)


def find_again(request: HttpRequest) -> HttpResponse | None:
    """The answer that is kept, if it still holds. One query where there is one."""
    request.day = clock.today()  # type: ignore[attr-defined]  # before anything is made, and midnight comes
    key = _key(request)
    kept = _KEPT.find(key) if key else None
    if kept is None or not kept.holds():
        return None
    request.resolver_match = kept.match
    return kept.given()


def keep_for_again(request: HttpRequest, response: HttpResponseBase) -> None:
    """Keep an answer that everybody would get."""
    made_from: tuple[Any, ...] = getattr(response, "made_from", ())
    if not made_from or not isinstance(response, HttpResponse) or not (key := _key(request)):
        return
    versions = tuple(one for one in made_from if isinstance(one, Version))
    # Days follow from today's.
    others = [one for one in made_from if not isinstance(one, Version | date) and one != ""]
    if others or not versions or not all(one.number for one in versions) or not _is_for_all(request, response):
        return
    kept = _Answer(
        response.status_code,
        dict(response.headers),
        response.content,
        cast("ResolverMatch", request.resolver_match),
        getattr(response, "xframe_options_exempt", False),
        versions,
        request.day,  # type: ignore[attr-defined]  # see `find_again`
    )
    # Whoever asks chooses how long an address is.
    _KEPT.keep(key, kept, kept.size + len(str(key)))


def _key(request: HttpRequest) -> Hashable | None:
    """What the answer depends on beside the register, None where that is more than an address."""
    meta = request.META
    told = meta.get("HTTP_IF_NONE_MATCH", "")
    if request.method != "GET" or "REMOTE_ADDR" not in meta or settings.REPLICAS or len(told) > LONGEST_ETAG:
        return None
    if any(meta.get(name) for name in OWN):
        return None
    host = (meta.get("HTTP_HOST"), meta["SERVER_NAME"], meta["SERVER_PORT"])
    is_packed = bool(_GZIP.search(meta.get("HTTP_ACCEPT_ENCODING", "")))
    return (request.scheme, host, request.path_info, meta.get("QUERY_STRING", ""), told, is_packed)


def _is_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether nothing in it is of one reader; to who has something already, only that it still holds."""
    match = request.resolver_match
    kind = kind_of(match, "GET", is_asked=bool(request.META.get("QUERY_STRING"))) if match else None
    wanted = HTTPStatus.NOT_MODIFIED if "HTTP_IF_NONE_MATCH" in request.META else HTTPStatus.OK
    return (
        kind is not None
        and not kind.at_the_door
        and response.status_code == wanted
        and not response.cookies
        and response.headers.get("Vary", "") in _WITHOUT
    )
