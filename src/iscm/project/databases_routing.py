"""One request, one database: public pages read from a replica, all else from the primary.

So a page, its version and what is kept of it are always of one state. Whoever wrote at the desk or in a room carries
the position of that in the log of writes for some minutes, signed, in a cookie; public pages are read for them from a
replica that has come so far, else from the primary. No other page sets it.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse

from iscm.api.limits import address_of
from iscm.project.databases_gone import is_gone, is_lost
from iscm.project.databases_watch import Server, Watch
from iscm.register.queries.keeping import forget_all
from iscm.register.queries.vocabulary import look_again

Answering = Callable[[HttpRequest], HttpResponse]
SAFE = {"GET", "HEAD"}
PUBLIC = ("iscm.website.", "iscm.api.", "ninja.")
READ_BY_POST = "iscm.website.views.oai"
OF_SENDERS = ("iscm.website.views.follow", "iscm.website.views.suggest")
"""Public pages on which people see what they sent without any cookie."""
SALT, MARKED_SECONDS = "iscm.written", 300
WRITES = ("INSERT", "UPDATE", "DELETE")
WRITTEN = "SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn"


@dataclass(slots=True)
class Way:
    """How a request is answered: by its view, from a database or the next; and whether that is behind a door."""

    answer: Callable[[], HttpResponse]
    asked: Server
    others: Iterator[Server]
    is_behind_a_door: bool


@cache
def watch() -> Watch:
    """The databases that the settings name."""
    replicas = [Server(f"replica {n}", one) for n, one in enumerate(settings.REPLICAS, 1)]
    return Watch(Server("primary"), replicas, settings.REPLICA_LAG, forget_all)


class Reading:
    """Middleware: leads a request to the database that fits. Left out where there are no replicas."""

    def __init__(self, get_response: Answering) -> None:
        if not settings.REPLICAS:
            raise MiddlewareNotUsed
        self.get_response, self.watch = get_response, watch()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Begin at the primary; mark who wrote behind a door."""
        self.watch.begin()
        primary, wrote = lead_to(self.watch.primary), _Wrote()
        with primary.execute_wrapper(wrote):
            response = self.get_response(request)
        way = _way_of(request)
        if wrote.is_true and way and way.is_behind_a_door:
            _mark(response, primary)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> None:
        """Now that it is known what is asked for, choose who answers."""
        module = str(getattr(view, "__module__", ""))
        servers = self._servers(request, module)
        lead_to(servers[0])
        answer = partial(view, request, *args, **kwargs)
        is_behind_a_door = not module.startswith(PUBLIC)
        request.databases = Way(answer, servers[0], iter(servers[1:]), is_behind_a_door)  # type: ignore[attr-defined]  # ours

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Ask the next database where one is gone, or would have to be written to; None where there is none left."""
        way = _way_of(request)
        while way and is_lost(error):
            if is_gone(error):
                way.asked.failed()
            if (server := next(way.others, None)) is None:
                return None
            way.asked = server
            lead_to(server)
            look_again()
            try:
                return way.answer()
            except DatabaseError as another:
                error = another
        return None

    def _servers(self, request: HttpRequest, module: str) -> Sequence[Server]:
        is_read = request.method in SAFE or module == READ_BY_POST
        if not (is_read and module.startswith(PUBLIC)) or "Authorization" in request.headers:
            return [self.watch.primary]
        found = self.watch.order(address_of(request), _mark_of(request), time.monotonic())
        # Sorting keeps the order of the rest.
        return sorted(found, key=lambda one: one is not self.watch.primary) if module in OF_SENDERS else found


def lead_to(server: Server) -> BaseDatabaseWrapper:
    """Let all that this thread asks of the database go to `server`, until it is led elsewhere; gives the connection."""
    connection = server.connection()
    # As Django does at the beginning of each request with its usual one.
    connection.close_if_unusable_or_obsolete()
    connections[DEFAULT_DB_ALIAS] = connection
    return connection


class _Wrote:
    """Notices that something was written."""

    def __init__(self) -> None:
        self.is_true = False

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: object, many: bool, context: Mapping[str, Any]
    ) -> Any:
        """Execute a statement."""
        self.is_true = self.is_true or sql.startswith(WRITES)
        return execute(sql, params, many, context)


def _way_of(request: HttpRequest) -> Way | None:
    return getattr(request, "databases", None)


def _mark(response: HttpResponse, primary: BaseDatabaseWrapper) -> None:
    try:
        with primary.cursor() as cursor:
            cursor.execute(WRITTEN)
            (position,) = cursor.fetchone()
    except DatabaseError:
        return  # what was written is written, and the next page tells that the database is gone
    response.set_cookie(
        settings.WRITTEN_COOKIE_NAME,
        signing.dumps(int(position), salt=SALT),
        max_age=MARKED_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _mark_of(request: HttpRequest) -> int:
    """The position up to which somebody wrote, 0 for nothing: signed, so that nobody can ask for more than there is."""
    try:
        told = request.COOKIES.get(settings.WRITTEN_COOKIE_NAME, "")
        return int(signing.loads(told, salt=SALT, max_age=MARKED_SECONDS)) if told else 0
    except signing.BadSignature:
        return 0
