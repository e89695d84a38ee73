"""Addresses for machines that watch: does the process live, can it answer, and how it is.

They are answered before anything else: under any host name, with and without HTTPS, and never kept.
"""

import json
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from iscm.project.databases_ready import readiness
from iscm.project.front.metrics import metrics

Probe = Callable[[HttpRequest], HttpResponse | None]


def alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # as all probes
    """`/healthz`: 200 as long as the process answers at all."""
    return _said("ok")


def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # as all probes
    """`/readyz`: 200 if pages can be read, from the primary or a replica, else 503; says also whether it can write."""
    found = readiness()
    said = json.dumps({"reads": found.reads, "writes": found.writes})
    status = HTTPStatus.OK if found.reads else HTTPStatus.SERVICE_UNAVAILABLE
    return _said(said, "application/json", status)


def figures(request: HttpRequest) -> HttpResponse | None:
    """`/metrics`"""
    response = metrics(request)
    if response is not None:
        response.headers["Cache-Control"] = "no-store"
    return response


PROBES: dict[str, Probe] = {"/healthz": alive, "/readyz": ready, "/metrics": figures}


def _said(words: str, media: str = "text/plain; charset=utf-8", status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type=media, headers={"Cache-Control": "no-store"})
