"""What is said when a page is not there, when somebody must wait, or when something broke."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext, gettext_lazy, override

from iscm.website.page import page

Words = tuple[Promise, Promise]
BROKEN: Words = (
    gettext_lazy("Something broke"),
    gettext_lazy("This is our fault, not yours. Nothing was lost. Please try again in a while."),
)
SAID: dict[HTTPStatus, Words] = {
    HTTPStatus.BAD_REQUEST: (
        gettext_lazy("This was not understood"),
        gettext_lazy("The address or the form has a shape that we cannot read. Please go back and try once more."),
    ),
    HTTPStatus.REQUEST_TIMEOUT: (
        gettext_lazy("This took too long to arrive"),
        gettext_lazy("What you sent came so slowly that we stopped waiting. Nothing was kept. Please send it again."),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        gettext_lazy("This is too large"),
        gettext_lazy("What you sent is larger than what is taken here. Nothing was kept."),
    ),
    HTTPStatus.REQUEST_URI_TOO_LONG: (
        gettext_lazy("This address is too long"),
        gettext_lazy("Please ask for less at once, for instance with fewer filters."),
    ),
    HTTPStatus.TOO_MANY_REQUESTS: (
        gettext_lazy("Please wait a moment"),
        gettext_lazy(
            "Much was asked for from your network within a minute. In %(n)s seconds everything is open to you again."
        ),
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        gettext_lazy("Too much at once"),
        gettext_lazy("Others are being answered at this moment. Please try again in %(n)s seconds."),
    ),
}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django hands it over
    """404"""
    return page(request, "not_found", title=gettext("There is no such page"), http_status=404)


def wrong(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django hands it over
    """400: a host, form or cookie that makes no sense."""
    return said(request, HTTPStatus.BAD_REQUEST)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, with the reference under which the log tells what happened."""
    return said(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def said(request: HttpRequest, status: HTTPStatus, seconds: int = 0) -> HttpResponse:
    """The page of a status, in the language that is active.

    It asks no database, and where not even the frame of a page can be made, it is a page without one.
    """
    title, text = SAID.get(status, BROKEN)
    reference = "" if status in SAID else str(getattr(request, "reference", ""))
    told = {"title": str(title), "text": str(text) % {"n": seconds}, "reference": reference}
    try:
        response = page(request, "said", http_status=status.value, **told)
    except Exception:  # noqa: BLE001  # whatever broke may have broken the frame, too
        response = HttpResponse(_bare(**told), status=status.value)
    response.headers["Cache-Control"] = "no-store"
    return response


def in_english(status: HTTPStatus, seconds: int) -> str:
    """The same in a sentence or two for programs."""
    with override("en"):
        return str(SAID.get(status, BROKEN)[1]) % {"n": seconds}


def _bare(title: str, text: str, reference: str) -> str:
    shown = f"<p><code>{escape(reference)}</code></p>" if reference else ""
    head = f'<!doctype html><meta charset="utf-8"><title>{escape(title)}</title>'
    return f"{head}<h1>{escape(title)}</h1><p>{escape(text)}</p>{shown}"
