"""Places in lists as they stand in addresses: signed, so that nobody can make one up."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from iscm.api.errors import NoSuchPartError
from iscm.register.queries.paged.keyset import Key, Part, Place

_SIGNER = "iscm.api.cursors"


def place_of(request: HttpRequest, name: str, cursor: str, limit: int) -> Place:
    """The place that a cursor leads to in the list `name`; raises `NoSuchPartError` for any that is not of it."""
    if not cursor:
        return Place(limit=limit)
    try:
        made_for, is_before, key = Signer(salt=_SIGNER).unsign_object(cursor)
    except (BadSignature, ValueError, TypeError):
        raise NoSuchPartError(f"This cursor leads nowhere in {request.path}.") from None
    if made_for != name:
        raise NoSuchPartError("This cursor is of another list, or of another order.")
    return Place(None if key is None else tuple(_value(*one) for one in key), bool(is_before), limit)


def links_of(request: HttpRequest, name: str, part: Part[Any]) -> dict[str, str]:
    """The addresses of the parts around this one, by relation (RFC 8288)."""
    found = {"first": _address(request, "")}
    if part.has_before and part.first is not None:
        found["prev"] = _address(request, _cursor(name, part.first, is_before=True))
    if part.has_after and part.last is not None:
        found["next"] = _address(request, _cursor(name, part.last, is_before=False))
    return found | {"last": _address(request, _cursor(name, None, is_before=True))}


def header_of(links: Mapping[str, str]) -> str:
    """The `Link` header."""
    return ", ".join(f'<{href}>; rel="{relation}"' for relation, href in links.items())


def _address(request: HttpRequest, cursor: str) -> str:
    asked = [(name, value) for name, values in request.GET.lists() for value in values if name != "cursor"]
    query = urlencode([*asked, *([("cursor", cursor)] if cursor else [])], safe=",:")
    return request.build_absolute_uri(f"{request.path}?{query}" if query else request.path)


def _cursor(name: str, key: Key | None, *, is_before: bool) -> str:
    held = None if key is None else [_held(value) for value in key]
    return Signer(salt=_SIGNER).sign_object([name, is_before, held])


def _held(value: Any) -> list[Any]:
    if isinstance(value, datetime):
        return ["moment", value.isoformat()]
    return ["day", value.isoformat()] if isinstance(value, date) else ["plain", value]


def _value(kind: str, value: Any) -> Any:
    if kind == "moment":
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if kind == "day" else value
