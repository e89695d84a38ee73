"""One line in the log for each answer: what was asked for by the name of its route, and nothing of who asked."""

import logging
import sys
import time
from contextlib import suppress
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

REQUESTS = logging.getLogger("iscm.request")
PROBE_PATHS = frozenset({"/healthz", "/readyz", "/metrics"})
_LINES = {
    "json": '{"time":"%s","level":"info","event":"request","method":"%s","route":"%s",'
    '"status":%d,"ms":%.1f,"bytes":%s,"id":"%s"}\n',
    "text": "%s INFO request method=%s route=%s status=%d ms=%.1f bytes=%s id=%s\n",
}
"""Nothing in them needs to be escaped: all words are of this program, but for references, which have no odd signs."""
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
    told = (
        method_of(request),
        route_of(request),
        response.status_code,
        seconds * 1000,
        _length(response),
        request.reference,  # type: ignore[attr-defined]  # ours
    )
    # Through a logger with its records and filters it would take three times as long, of each answer. Like a logger
    # it lets nobody wait for, or fail by, a log that takes nothing: its disk may be full.
    with suppress(OSError):
        sys.stderr.write(_LINES[settings.LOG_FORMAT] % (_moment(time.time()), *told))


def _moment(now: float) -> str:
    return f"{_second(int(now))}.{int(now % 1 * 1000):03}Z"


@lru_cache(1)
def _second(now: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now))


def _length(response: HttpResponseBase) -> str:
    """Bytes of the answer before the server's own; "null" for what is streamed without knowing."""
    if told := response.headers.get("Content-Length"):
        return told
    return "null" if response.streaming else str(len(response.content))  # type: ignore[attr-defined]  # see above
