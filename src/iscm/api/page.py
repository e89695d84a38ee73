"""The page that describes the API: every call with a form to try it, read without scripts."""

from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from iscm.api.openapi import SAYS, described

Frame = Callable[..., HttpResponse]
Json = dict[str, Any]


def api_page(frame: Frame) -> Callable[[HttpRequest], HttpResponse]:
    """The view of `/api/`; `frame(request, template, **context)` renders a page of the site.

    `?call=listMeetings&mechanism=gfmd` leads to the call with what was filled in.
    """

    def view(request: HttpRequest) -> HttpResponse:
        calls = _calls()
        open_to_all = (call for call in calls if not call["needs_key"])
        wanted = next((call for call in open_to_all if call["id"] == request.GET.get("call")), None)
        if wanted:
            return HttpResponseRedirect(_address(wanted, request))
        return frame(
            request,
            "api",
            title=gettext("Programming interface"),
            description=reverse("openapi"),
            calls=calls,
            limit=settings.API_LIMIT,
            problems=[(status, says) for status, says in SAYS.items() if status >= "400"],
        )

    return view


@cache
def _calls() -> tuple[Json, ...]:
    """Every call of the description, which only changes with the program."""
    return tuple(
        {
            "id": call["operationId"],
            "path": path,
            "method": method.upper(),
            "needs_key": "security" in call,
            "summary": call["summary"],
            "says": call["description"].replace("`", ""),
            "parameters": [_field(one, call["operationId"]) for one in call["parameters"]],
        }
        for path, methods in described()["paths"].items()
        for method, call in methods.items()
    )


def _field(parameter: Json, call: str) -> Json:
    """A parameter as a field of a form."""
    schema = parameter["schema"]
    choices = schema.get("enum") or []
    kinds = {"integer": "number", "date": "date"}
    return {
        "name": parameter["name"],
        "id": f"{call}-{parameter['name']}",
        "says": parameter.get("description", "").replace("`", ""),
        "is_required": parameter["required"],
        "choices": choices,
        "type": kinds.get(schema.get("format", "")) or kinds.get(schema.get("type", ""), "text"),
    }


def _address(call: Json, request: HttpRequest) -> str:
    """The address of a call with what was filled in; what stands in its path is put there."""
    path, asked = call["path"], {}
    for field in call["parameters"]:
        value = request.GET.get(field["name"], "")
        marked = f"{{{field['name']}}}"
        if marked in path:
            path = path.replace(marked, urlencode({"": value or "-"})[1:])
        elif value:
            asked[field["name"]] = value
    return f"{path}?{urlencode(asked, safe=',')}" if asked else path
