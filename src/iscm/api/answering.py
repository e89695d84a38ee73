"""The frame of every answer: language, unknown parameters, ETag and 304, JSON, the links of lists."""

import hashlib
import json
from calendar import timegm
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date, quote_etag

import iscm
from iscm.api.cursors import header_of, links_of, place_of
from iscm.api.errors import AskedWronglyError
from iscm.api.languages import language_of
from iscm.api.schemas.asking import Asked, ListAsked
from iscm.publication.labels import Labels
from iscm.publication.words import Words, words_in
from iscm.register.queries.keeping import Kept, Shelf, kept_or_made
from iscm.register.queries.paged.keyset import Part, Place
from iscm.register.queries.stamps import Version, version
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary
from iscm.register.toll import tolled

Json = dict[str, Any]
Shown = Callable[[Any], Json]
KEPT: Json = {"public": True, "max_age": 0, "s_maxage": 60, "stale_if_error": 86_400}
"""Programs ask each time whether an answer still holds; a cache that many share answers for a minute, as of pages."""
# Answers as they were made last; a process keeps no more bytes than this.
_MADE: Shelf[Kept] = Shelf(8_000_000, 500_000)


@dataclass(frozen=True)
class Scene:
    """Who asks for what, in which language, of which state of the register."""

    request: HttpRequest
    lang: str
    version: Version

    @property
    def words(self) -> Words:
        """The words of the language."""
        return words_in(self.lang)

    @cached_property
    def labels(self) -> Labels:
        """The names of things in the language."""
        return Labels(current_vocabulary(), self.words)

    def page(self, name: str, /, **kwargs: object) -> str:
        """The address of a page of the website in the language."""
        return self.request.build_absolute_uri(reverse(name, kwargs=kwargs))

    def pages(self, name: str, argument: str) -> Callable[[str], str]:
        """The same for many things: what makes an address of each."""
        before, after = self.page(name, **{argument: "0-0"}).rsplit("0-0", 1)
        return lambda key: f"{before}{key}{after}"


@dataclass(frozen=True, slots=True)
class Listed:
    """A part of a list: `name` tells its order from others, `key` is the field that names an item."""

    name: str
    part: Part[Any]
    key: str
    show: Shown


def answer(
    request: HttpRequest, asked: Asked, make: Callable[[Scene], Json | Listed | HttpResponse], *, also: object = ""
) -> HttpResponse:
    """304 if the reader has what the register's version makes, else what `make` makes, as JSON.

    `also` is what the answer depends on beside the register: the day. Raises `AskedWronglyError`.
    """
    _refuse(request, asked)
    lang = language_of(request, asked.lang)
    with translation.override(lang):
        scene = Scene(request, lang, version())
        etag = _etag(scene, also)
        moment = scene.version.changed_at
        changed = timegm(moment.utctimetuple()) if moment else None
        response = get_conditional_response(request, etag=etag, last_modified=changed)
        response = response or _kept_or_made(scene, etag, lambda: tolled(lambda: _made(scene, asked, make)))
        return _headed(response, scene, etag, changed)


def place(scene: Scene, asked: ListAsked, name: str) -> Place:
    """Where the part asked for begins."""
    return place_of(scene.request, name, asked.cursor, asked.limit)


def today() -> date:
    """The day, in universal time."""
    return datetime.now(tz=UTC).date()


def dumped(value: Any) -> bytes:
    """JSON as all answers have it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()


@cache
def build() -> str:
    """The version of the program: a newer one may answer otherwise from the same register."""
    digest = hashlib.sha256()
    for path in sorted(Path(iscm.__path__[0]).rglob("*")):
        if path.suffix in {".py", ".mo", ".json", ".csv"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _refuse(request: HttpRequest, asked: Asked) -> None:
    known = {field.alias or name for name, field in type(asked).model_fields.items()}
    wrong = [(name[:80], "This call has no such parameter.") for name in request.GET if name not in known]
    if wrong := [*wrong, *asked.problems(request.GET)]:
        raise AskedWronglyError(wrong[:20])


def _etag(scene: Scene, also: object) -> str:
    parts = (build(), scene.request.build_absolute_uri(), scene.lang, scene.version, also)
    return quote_etag(hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32])


def _kept_or_made(scene: Scene, etag: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """What `make` makes, once for each ETag as long as it is kept; of a register without a version each time."""
    if not scene.version.number:
        return make()
    return kept_or_made(_MADE, etag, make, lambda content, headers: HttpResponse(content, headers=headers))


def _made(scene: Scene, asked: Asked, make: Callable[[Scene], Json | Listed | HttpResponse]) -> HttpResponse:
    made = make(scene)
    if isinstance(made, HttpResponse):
        return made
    if isinstance(made, dict):
        return HttpResponse(dumped(made), content_type="application/json")
    links = links_of(scene.request, made.name, made.part)
    chosen = {*getattr(asked, "fields", ())}
    items: list[Mapping[str, Any]] = [made.show(item) for item in made.part.items]
    if chosen:
        wanted = chosen | {made.key, "deleted"} if made.key == "uid" else chosen | {made.key}
        items = [{name: value for name, value in item.items() if name in wanted} for item in items]
    body = {"total": made.part.total, "next": links.get("next"), "prev": links.get("prev"), "items": items}
    return HttpResponse(dumped(body), content_type="application/json", headers={"Link": header_of(links)})


def _headed(response: HttpResponse, scene: Scene, etag: str, changed: int | None) -> HttpResponse:
    response.headers["Content-Language"] = scene.lang
    patch_vary_headers(response, ["Accept-Language"])
    if response.status_code in {200, 304}:
        response.headers["ETag"] = etag
        if changed is not None:
            response.headers["Last-Modified"] = http_date(changed)
        patch_cache_control(response, **KEPT)
    return response


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no JSON")
