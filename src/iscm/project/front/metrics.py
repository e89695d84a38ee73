"""Figures for Prometheus: answers by route and status, their seconds, and how the register is.

All server processes write into files of one folder (`PROMETHEUS_MULTIPROC_DIR`, which `iscm serve` empties and names),
so that any of them can tell the figures of all. Labels are names of routes and classes of status: a bounded set.
"""

import hmac
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from iscm.project.doors.clients import client_of, is_among
from iscm.project.front.noting import route_of

BUCKETS = (0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0)


class Meter:
    """Counts answers."""

    def __init__(self) -> None:
        # Without figures nobody pays for the library.
        from prometheus_client import CollectorRegistry, Counter, Histogram  # noqa: PLC0415  # see above

        own = CollectorRegistry()
        self._answers = Counter("iscm_answers", "Answers by route and status.", ["route", "status"], registry=own)
        self._seconds = Histogram("iscm_seconds", "Seconds to an answer.", ["route"], buckets=BUCKETS, registry=own)
        self.registry = own
        # Finding a label takes longer than counting.
        self._counters: dict[tuple[str, int], Counter] = {}
        self._clocks: dict[str, Histogram] = {}

    def count(self, request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
        """Count one answer."""
        route, status = route_of(request), response.status_code // 100
        if (route, status) not in self._counters:
            self._counters[route, status] = self._answers.labels(route, f"{status}xx")
            self._clocks[route] = self._seconds.labels(route)
        self._counters[route, status].inc()
        self._clocks[route].observe(seconds)


@cache
def _meter() -> Meter:
    return Meter()


def meter() -> Meter | None:
    """What counts, where somebody may look at the figures; None elsewhere."""
    return _meter() if settings.METRICS_TOKEN or settings.METRICS_FROM else None


def metrics(request: HttpRequest) -> HttpResponse | None:
    """`/metrics`, to those who may see it; None as if there were no such address, to everybody else."""
    counting = meter()
    if counting is None or not may_look(request):
        return None
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest  # noqa: PLC0415  # as above
    from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415  # as above

    from iscm.project.front.vitals import Vitals  # noqa: PLC0415  # as above

    registry = CollectorRegistry()
    if settings.METRICS_FOLDER:
        MultiProcessCollector(registry, settings.METRICS_FOLDER)  # type: ignore[no-untyped-call]  # of the library
        said = generate_latest(registry)
    else:
        said = generate_latest(counting.registry)
    alone = CollectorRegistry()
    alone.register(Vitals())
    return HttpResponse(said + generate_latest(alone), content_type=CONTENT_TYPE_LATEST)


def may_look(request: HttpRequest) -> bool:
    """Whether the token or the network is right."""
    told = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    token: str = settings.METRICS_TOKEN
    if token and hmac.compare_digest(told.encode(), token.encode()):
        return True
    return is_among(client_of(request.META), settings.METRICS_FROM)
