"""The first to see a request and the last to see its answer."""

from collections.abc import Callable
from http import HTTPStatus
from time import perf_counter

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from iscm.project.doors.clients import settle
from iscm.project.front.again import find_again, keep_for_again
from iscm.project.front.headers import always, put_headers
from iscm.project.front.metrics import meter
from iscm.project.front.noting import note
from iscm.project.front.probes import PROBES
from iscm.project.front.references import reference_for
from iscm.project.front.refusing import refusal
from iscm.project.receiving import REFUSED


class Front:
    """Middleware: every answer gets its reference, its headers, and a line in the log; probes are answered at once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._usual, self._meter = always(), meter()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer of whatever is behind."""
        begun, meta = perf_counter(), request.META
        is_proxied = settle(meta)
        request.reference = reference_for(meta.get("HTTP_X_REQUEST_ID", "") if is_proxied else "")  # type: ignore[attr-defined]  # ours
        response = self._answered(request)
        response.headers["X-Request-ID"] = request.reference  # type: ignore[attr-defined]  # ours
        put_headers(request, response, self._usual)
        if "REMOTE_ADDR" in meta:  # `iscm site` asks for pages in its own process
            seconds = perf_counter() - begun
            note(request, response, seconds)
            if self._meter:
                self._meter.count(request, response, seconds)
        return response

    def _answered(self, request: HttpRequest) -> HttpResponseBase:
        if (probe := PROBES.get(request.path_info)) and (said := probe(request)):
            return said
        if refused := request.META.get(REFUSED):
            return refusal(request, HTTPStatus(refused[0]), refused[1])
        if kept := find_again(request):
            return kept
        response = self.get_response(request)
        keep_for_again(request, response)
        return response
