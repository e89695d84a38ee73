"""Every address that the resolver knows, with an example of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver

NAMED = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
GROUP = re.compile(r"\(\?P<(?P<name>\w+)>(?:[^()]|\([^()]*\))*\)")
OF_KIND = {"int": "2024", "uuid": "00000000-0000-4000-8000-000000000000", "slug": "nothing"}
OF_KIND["uuidstr"] = OF_KIND["uuid"]  # what the API's library calls it
OF_NAME = {
    "form": "csv",
    "code": "CH",
    "token": "nothing",
    "number": "1",
    "week": "5",
    "key": "a-b",
    "uidb36": "1",
    "uid": "00000000-0000-4000-8000-000000000000",
    "path": "all/meetings.csv",
    "name": "iscm.ttl",
}


@dataclass(frozen=True, slots=True)
class Route:
    """An address as the resolver has it, with all that comes before it; `view` is what answers."""

    route: str
    name: str
    view: Any


def routes(resolver: URLResolver, before: str = "") -> Iterator[Route]:
    """Every route in the language that is active, the API's too."""
    for each in resolver.url_patterns:
        route = before + (str(each.pattern).removeprefix("^") if before else str(each.pattern))
        if isinstance(each, URLPattern):
            yield Route(route, each.name or "", each.callback)
        else:
            yield from routes(each, route)


def example_of(route: str, *, place: str | None = None, **places: str) -> str:
    """An address of the route, without the first slash; `place` stands in every place of it, others by name."""

    def filled(found: re.Match[str]) -> str:
        name, kind = found["name"], found.groupdict().get("kind") or "str"
        usual = OF_KIND[kind] if kind in OF_KIND else OF_NAME.get(name, "nothing")
        return places.get(name, place if place is not None else usual)

    return NAMED.sub(filled, GROUP.sub(filled, route).replace("^", "").replace("$", "").replace("\\", ""))
