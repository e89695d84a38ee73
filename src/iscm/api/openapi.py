"""The description of the API in OpenAPI 3.1: made from the types, with what they cannot say."""

import json
import re
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import etag

from iscm.api.answering import build
from iscm.api.edge import ROOT
from iscm.api.errors import MEDIA, TYPES
from iscm.api.service import api

Json = dict[str, Any]
# What names an item stays when its fields are chosen; everything else may be left out of a list.
NAMED_BY = {
    "Meeting": ["uid", "deleted"], "Changed": ["uid", "deleted"],
    "Tombstone": ["uid", "deleted"], "Mechanism": ["slug"], "Membership": ["id"],
    "Country": ["alpha_2"], "Theme": ["slug"], "Initiative": ["slug"], "Document": ["id"], "Record": ["key"],
    "Problem": ["key"], "Material": ["id"], "Edition": ["name"],
}  # fmt: skip
# The library leaves bounds under its own names where a value is checked before.
BOUNDS = {"ge": "minimum", "le": "maximum", "lt": "exclusiveMaximum"}
SAYS = {
    "200": "What was asked for.",
    "201": "It was sent in; `Location` tells what became of it.",
    "301": "It was merged into another, to which `Location` leads.",
    "304": "Nothing changed since the reader's copy.",
    "400": "Parameters that the call does not take, or values that they cannot have.",
    "401": "It needs a key.",
    "403": "The register takes nothing from this sender at present.",
    "404": "There is nothing at this address, or the cursor is of another list.",
    "409": "It does not fit what the register holds, or the idempotency key came with something else before.",
    "410": "It was withdrawn; `detail` says why.",
    "422": "What was sent is not as it is described; `errors` point to what is wrong.",
    "429": "Too many calls from one address; `Retry-After` says how many seconds to wait.",
}
HEADERS: dict[str, Json] = {
    "ETag": {"description": "Changes when the answer does.", "schema": {"type": "string"}},
    "Last-Modified": {"description": "When the register changed last.", "schema": {"type": "string"}},
    "Link": {"description": "first, prev, next, last (RFC 8288).", "schema": {"type": "string"}},
    "Location": {"description": "Where it is now.", "schema": {"type": "string"}},
    "WWW-Authenticate": {"description": "`Bearer`.", "schema": {"type": "string"}},
    "Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}},
}
SAID_WITH: dict[str, tuple[str, ...]] = {
    "200": ("ETag", "Last-Modified"),
    "201": ("Location",),
    "301": ("Location",),
    "304": ("ETag",),
    "401": ("WWW-Authenticate",),
    "429": ("Retry-After",),
}


@cache_control(public=True, max_age=0, s_maxage=60, stale_if_error=86_400)
@etag(lambda _: f'"{build()}"')
def openapi_file(_: HttpRequest) -> HttpResponse:
    """`/api/v1/openapi.json`"""
    return HttpResponse(described_as_text(), content_type="application/json")


@cache
def described_as_text() -> str:
    """The description as it is served and kept in `docs/openapi.json`."""
    return json.dumps(described(), ensure_ascii=False, indent=1) + "\n"


def described() -> Json:
    """The description, made afresh."""
    text = json.dumps(dict(api.get_openapi_schema(path_prefix=ROOT)), ensure_ascii=False)
    made: Json = json.loads(re.sub(r"(#/components/schemas/\w+?)Out\"", r'\1"', text))
    schemas = {name.removesuffix("Out"): held for name, held in made["components"]["schemas"].items()}
    made["components"]["schemas"] = {name: _schema(name, held) for name, held in sorted(schemas.items())}
    for path in made["paths"].values():
        for call in path.values():
            call["parameters"] = [_parameter(one) for one in call["parameters"]]
            call["responses"] = {status: _response(status, held) for status, held in call["responses"].items()}
            if call["operationId"] in _answers():
                call["responses"]["200"]["content"]["application/json"]["example"] = _answers()[call["operationId"]]
            elif "200" in call["responses"]:  # one's own, and nobody else's: no copy of it is kept
                del call["responses"]["200"]["headers"]
    made["components"]["schemas"] = _needed(made)
    made["servers"] = [{"url": "/", "description": "This register."}]
    return made


@cache
def _answers() -> Json:
    """A whole answer of each call, as the register that the package carries gives it (scripts/make_api_examples.py)."""
    found: Json = json.loads((Path(__file__).parent / "examples.json").read_text(encoding="utf-8"))
    return found


def _needed(made: Json) -> dict[str, Json]:
    """The schemas that calls lead to: the library also leaves those of the parameters."""
    held: dict[str, Json] = made["components"]["schemas"]
    found, left = set[str](), [made["paths"]]
    while left:
        names = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(left.pop()))) - found
        found |= names
        left += [held[name] for name in names]
    return {name: schema for name, schema in held.items() if name in found}


def _schema(name: str, held: Json) -> Json:
    if name in NAMED_BY:
        held = held | {"required": NAMED_BY[name]}
    return held | {"title": name}


def _parameter(held: Json) -> Json:
    schema = {name: value for name, value in held["schema"].items() if name not in {"title", "description"}}
    for name in ("x-allowed", "examples"):
        schema.pop(name, None)
    if "anyOf" in schema:  # a parameter that is not there has no null
        (told,) = (one for one in schema.pop("anyOf") if one.get("type") != "null")
        schema |= told
    schema = {BOUNDS.get(name, name): value for name, value in schema.items()}
    schema.pop("default", None) if schema.get("default", "") is None else None
    examples = held.get("examples", ())
    more = {"example": examples[0]} if examples else {}
    kept = {name: held[name] for name in ("name", "in", "required", "description") if name in held}
    style = {"style": "form", "explode": False} if schema.get("type") == "array" else {}
    return kept | style | {"schema": schema} | more


def _response(status: str, held: Json) -> Json:
    names = SAID_WITH.get(status, ())
    content = held.get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    if status == "200" and schema.get("$ref", "").endswith("Page"):
        names = (*names, "Link")
    if int(status) >= 400:  # noqa: PLR2004  # where errors begin
        content = {MEDIA: {"schema": schema, "example": _example(status)}}
    made: Json = {"description": SAYS[status]}
    made |= {"headers": {name: HEADERS[name] for name in names}} if names else {}
    return made | ({"content": content} if content else {})


def _example(status: str) -> Json:
    said = {"type": f"{TYPES}{status}", "status": int(status), "detail": SAYS[status], "instance": f"{ROOT}meetings"}
    wrong = {
        "400": [{"detail": "Input should be a valid date", "pointer": "#/query/from"}],
        "422": [{"detail": "Extra inputs are not permitted", "pointer": "#/values/day"}],
    }
    errors = {"errors": wrong[status]} if status in wrong else {}
    return said | {"title": HTTPStatus(int(status)).phrase} | errors
