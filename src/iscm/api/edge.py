"""What all addresses below `/api/v1/` have in common: problems as JSON, HEAD, readers of other sites."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from iscm.api.errors import MEDIA, problem

Answering = Callable[[HttpRequest], HttpResponse]
ROOT = "/api/v1/"
METHODS = "GET, HEAD, OPTIONS"
WRITTEN = f"{ROOT}submissions"
"""The only address that takes a POST."""

EXPOSED = "Content-Language, ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Retry-After"
OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": EXPOSED,
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept-Language, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def api_edge(get_response: Answering) -> Answering:
    """Middleware: the frame of the API around whatever answers; other addresses are left alone."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(ROOT):
            return get_response(request)
        response = _answered(request, get_response)
        for name, value in OPEN_TO_ALL.items():
            response.headers[name] = value
        return response

    return answer


def _answered(request: HttpRequest, get_response: Answering) -> HttpResponse:
    if request.method == "OPTIONS":
        return _preflight(request)
    if request.method == "POST" and request.path == WRITTEN:
        return _as_problem(request, get_response(request))
    if request.method not in {"GET", "HEAD"}:
        response = problem(request, HTTPStatus.METHOD_NOT_ALLOWED, "The API is read with GET and HEAD.")
        response.headers["Allow"] = _allowed(request)
        return response
    return _as_problem(request, _got(request, get_response))


def _allowed(request: HttpRequest) -> str:
    return "POST, OPTIONS" if request.path == WRITTEN else METHODS


def _preflight(request: HttpRequest) -> HttpResponse:
    """What scripts of other sites may do: read. A key is for programs, so that no preflight allows to send one."""
    response = HttpResponse(status=HTTPStatus.NO_CONTENT.value, headers=PREFLIGHT | {"Allow": _allowed(request)})
    del response.headers["Content-Type"]
    return response


def _got(request: HttpRequest, get_response: Answering) -> HttpResponse:
    """HEAD is answered as GET; the server leaves the body out."""
    method, request.method = request.method, "GET"
    try:
        return get_response(request)
    finally:
        request.method = method


def _as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What others say of an error, said as the API says it."""
    if response.status_code < HTTPStatus.BAD_REQUEST or response.headers.get("Content-Type", "").startswith(MEDIA):
        return response
    said = problem(request, HTTPStatus(response.status_code), "")
    for name in {"Allow", "WWW-Authenticate"} & set(response.headers):
        said.headers[name] = response.headers[name]
    return said
