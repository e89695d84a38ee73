"""What Django has no setting for: a sign that no database takes, and pages asked for where a form goes."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve

OF_PEOPLE = ("iscm.desk.", "iscm.website.")
"""Whose views people see; programs are told what they may not."""
KEPT = ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")


def without_nul(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a NUL asked for in an address is left out, because no text of PostgreSQL can hold one."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        return get_response(request)

    return answer


def to_the_page(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: who asks for a page where only a form is sent to is led to the page that the form stands on.

    So a form that came back with a fault can be had in another language, or loaded again.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method not in {"GET", "HEAD"}:
            return response
        return _led(response, request.path_info) if _is_of_people(request.path_info) else response

    return answer


def _led(response: HttpResponse, path: str) -> HttpResponse:
    """To the nearest address above this one that is any."""
    above = path
    while above.count("/") > 1:
        above = above.rstrip("/").rpartition("/")[0] + "/"
        if _is_of_people(above):
            kept = {name: response.headers[name] for name in KEPT if name in response.headers}
            return HttpResponseRedirect(above, headers=kept)
    return response


def _is_of_people(path: str) -> bool:
    try:
        return resolve(path).func.__module__.startswith(OF_PEOPLE)
    except Resolver404:
        return False
