"""What every page of a room has: its frame and languages; and what is said where a room does not open."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info, gettext

from iscm.desk.page import TURNING
from iscm.domain.rooms import LinkState


def room_page(request: HttpRequest, template: str, *, http_status: int = 200, **context: Any) -> HttpResponse:
    """A whole page from `templates/desk/room/{template}.html`, which extends `desk/room/base.html`.

    `title` in the context names it; `room` and `token` are there where the request stands in a room.
    """
    text = render_to_string(f"desk/room/{template}.html", _frame(request) | context, request)
    return HttpResponse(text.translate(TURNING), status=http_status)


def _frame(request: HttpRequest) -> dict[str, Any]:
    lang, path = get_language() or settings.LANGUAGE_CODE, request.get_full_path()
    return {
        "room": getattr(request, "room", None),
        "token": getattr(request, "token", ""),
        "contact": settings.CONTACT,
        "lang": lang,
        "dir": "rtl" if get_language_info(lang)["bidi"] else "ltr",
        "languages": [(code, name, translate_url(path, code), code == lang) for code, name in settings.LANGUAGES],
    }


def closed_page(request: HttpRequest, state: LinkState) -> HttpResponse:
    """404 or 410: a link that opens nothing, in one sentence that says why."""
    known = state is not LinkState.UNKNOWN
    response = room_page(
        request,
        "closed",
        http_status=HTTPStatus.GONE if known else HTTPStatus.NOT_FOUND,
        title=gettext("This link opens nothing"),
        says=_why(state),
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def missing_page(request: HttpRequest) -> HttpResponse:
    """404: the room opens, and there is no such thing in it."""
    words = gettext("There is no such thing in this room. What there is stands on its first page.")
    return room_page(request, "closed", http_status=HTTPStatus.NOT_FOUND, title=gettext("Nothing here"), says=words)


def odd_page(request: HttpRequest) -> HttpResponse:
    """403: a form that another site sent."""
    return room_page(
        request,
        "closed",
        http_status=HTTPStatus.FORBIDDEN,
        title=gettext("Nothing was sent"),
        says=gettext("This form was sent from another site. Please send it from here."),
    )


def _why(state: LinkState) -> str:
    if state is LinkState.EXPIRED:
        return gettext("The time of this link has passed. The editors of the register gladly send you a new one.")
    if state is LinkState.REVOKED:
        return gettext("The editors of the register have taken this link back.")
    return gettext("There is no such link: it may have been cut when it was copied. Open it once more from your mail.")
