"""Answers at the door that are no page: not allowed, too many, a form that grew old."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from iscm.desk.page import desk_page


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django names it
    """403: signed in, but not for this."""
    return desk_page(
        request,
        "answer",
        title=gettext("Not open to you"),
        says=gettext("Your role does not open this page. An administrator can give you one that does."),
        http_status=HTTPStatus.FORBIDDEN,
    )


def too_many(request: HttpRequest) -> HttpResponse:
    """429: tried too often."""
    response = desk_page(
        request,
        "answer",
        title=gettext("Too many attempts"),
        says=gettext("Please wait five minutes, then try again."),
        http_status=HTTPStatus.TOO_MANY_REQUESTS,
    )
    response.headers["Retry-After"] = "300"
    return response


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django names it
    """403: a form without the mark of this browser, mostly because it lay open for long or cookies are refused."""
    return desk_page(
        request,
        "answer",
        title=gettext("This form has expired"),
        says=gettext("Go back, load the page again and send it once more. Your browser must accept cookies."),
        http_status=HTTPStatus.FORBIDDEN,
    )
