"""One line in the log for each answer: what was asked for by the name of its route, and nothing of who asked."""

import logging

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

REQUESTS = logging.getLogger("iscm.request")
PROBE_PATHS = frozenset({"/healthz", "/readyz", "/metrics"})
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})


def route_of(request: HttpRequest) -> str:
    """The name of what was asked for, one of a bounded set: never an address, which may hold words of a person."""
    if match := request.resolver_match:
        return match.view_name or "unnamed"
    path = request.path_info
    if path.startswith(settings.STATIC_URL):
        return "static"
    return path[1:] if path in PROBE_PATHS else "none"


def method_of(request: HttpRequest) -> str:
    """The method, one of a bounded set."""
    return str(request.method) if request.method in METHODS else "OTHER"


def note(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    """Write the line, where the log is to have lines of answers."""
    if not REQUESTS.isEnabledFor(logging.INFO):
        return
    fields = {
        "method": method_of(request),
        "route": route_of(request),
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "bytes": _length(response),
        "id": request.reference,  # type: ignore[attr-defined]  # ours
    }
    REQUESTS.info("request", extra={"fields": fields})


def _length(response: HttpResponseBase) -> int | None:
    """Bytes of the answer before the server's own; None for what is streamed without knowing."""
    if told := response.headers.get("Content-Length"):
        return int(told)
    return None if response.streaming else len(response.content)  # type: ignore[attr-defined]  # only streamed ones have none
