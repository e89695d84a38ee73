"""The middleware that counts, by class of answer and network of the client, and holds up what costs by slots."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from iscm.project.doors.classes import CALLS, MINUTE, Kind, kind_of
from iscm.project.doors.clients import client_of, is_among, network_key
from iscm.project.doors.counting import Counts, counts_in
from iscm.project.doors.slots import Slots
from iscm.project.front.refusing import refusal
from iscm.register.toll import TollError, TooManyError, door

HEAVY_AT_ONCE, HEAVY_WAITING = 2, 2
"""Of the threads of a process (`cli/serving.py`); the others stay for what is kept."""
_HEAVY = Slots(HEAVY_AT_ONCE, HEAVY_WAITING)


@dataclass(frozen=True, slots=True)
class Budget:
    """What a client has left in this minute, and the seconds until the next one."""

    quota: int
    left: int
    reset: int

    @property
    def headers(self) -> dict[str, str]:
        """The RateLimit fields that programs look at."""
        policy = f'"network";q={self.quota};w={MINUTE}'
        return {"RateLimit-Policy": policy, "RateLimit": f'"network";r={max(0, self.left)};t={self.reset}'}


class Doors:
    """Middleware: whatever is costly is paid for, by answers counted for the client, and by one of few slots."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; for calls of the API with what is left."""
        try:
            response = self.get_response(request)
        finally:
            door.enter = None
        if budget := getattr(request, "budget", None):
            # What the reader has already is not counted.
            left = take(request, CALLS, -1) if response.status_code == HTTPStatus.NOT_MODIFIED else budget
            for name, value in (left or budget).headers.items():
                response.headers[name] = value
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002  # Django's signature
        """Set up what is to be paid, once it is known which address this is; 429 where that is at the door."""
        if "REMOTE_ADDR" not in request.META or request.resolver_match is None:
            return None  # `iscm site` asks for pages in its own process
        kind = kind_of(request.resolver_match, str(request.method), is_asked=bool(request.META.get("QUERY_STRING")))
        if kind is None or request.method == "OPTIONS":
            return None
        if kind.at_the_door:
            try:
                _count(request, kind)
            except TooManyError as error:
                return refusal(request, HTTPStatus.TOO_MANY_REQUESTS, error.seconds)
        door.enter = lambda: _paid(request, kind)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say what was refused while the answer was made."""
        if not isinstance(error, TollError):
            return None
        is_many = isinstance(error, TooManyError)
        return refusal(
            request, HTTPStatus.TOO_MANY_REQUESTS if is_many else HTTPStatus.SERVICE_UNAVAILABLE, error.seconds
        )


@contextmanager
def _paid(request: HttpRequest, kind: Kind) -> Iterator[None]:
    if not kind.at_the_door:
        _count(request, kind)
    # What is made inside of what is made is paid for.
    enter, door.enter = door.enter, nullcontext
    try:
        with _HEAVY.taken() if kind.is_heavy else nullcontext():
            yield
    finally:
        door.enter = enter


def _count(request: HttpRequest, kind: Kind) -> None:
    budget = take(request, kind)
    if budget is None:
        return
    if kind is CALLS:
        request.budget = budget  # type: ignore[attr-defined]  # ours
    if budget.left < 0:
        raise TooManyError(budget.reset)


def take(request: HttpRequest, kind: Kind, number: int = 1) -> Budget | None:
    """Count answers of a class for the client; None where it has no limit."""
    most = kind.most
    if not most:
        return None
    client = client_of(request.META)
    if is_among(client, settings.LIMIT_FREE):
        return None
    minute, second = divmod(int(time.time()), MINUTE)
    taken = _counts(settings.DATA_DIR).add(network_key(client, kind.name), minute, number)
    return Budget(most, most - taken, MINUTE - second)


@cache
def _counts(folder: Path) -> Counts:
    return counts_in(folder)
