"""How the databases are: each is asked again and again by a thread of its own, so that no request has to wait for it.

Positions are those of PostgreSQL's log of writes, in bytes: a replica shows what was written up to its own.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zlib import crc32

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

BEAT = 1.0  # seconds between two questions
STALE = 8.0  # seconds after which an answer says nothing any more
ASKED = """SELECT is_standby, where_it_is - '0/0'::pg_lsn,
  CASE WHEN is_standby THEN '' ELSE left(pg_walfile_name(where_it_is), 8) END
FROM (SELECT pg_is_in_recovery() AS is_standby) AS one, LATERAL (SELECT CASE WHEN is_standby
  THEN COALESCE(pg_last_wal_replay_lsn(), '0/0') ELSE pg_current_wal_lsn() END AS where_it_is) AS two"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server said: when (on this process's clock), how far it is, and which history it writes if it does."""

    at: float
    position: int
    is_standby: bool = True
    timeline: str = ""


def _nothing() -> Seen | None:
    return None


class Server:
    """A database, with a connection for each thread: Django's usual one, unless `settings` name another database.

    `seen` is its last answer, None after it gave none.
    """

    def __init__(self, name: str, settings: dict[str, object] | None = None) -> None:
        self.name, self.is_down, self.seen = name, False, _nothing()
        self._others = ConnectionHandler({DEFAULT_DB_ALIAS: settings}) if settings is not None else None
        self._usual = threading.local()

    def connection(self) -> BaseDatabaseWrapper:
        """This thread's connection, opened when first used. The usual one must be asked for before any other."""
        if self._others is not None:
            return self._others[DEFAULT_DB_ALIAS]
        if not hasattr(self._usual, "connection"):
            self._usual.connection = connections[DEFAULT_DB_ALIAS]
        found: BaseDatabaseWrapper = self._usual.connection
        return found

    def look(self) -> None:
        """Ask the server how far it is."""
        wrapper = self.connection()
        try:
            with wrapper.cursor() as cursor:
                cursor.execute(ASKED)
                is_standby, position, timeline = cursor.fetchone()
        except Error:
            self.failed()
            wrapper.close()
            return
        self.seen = Seen(time.monotonic(), int(position), bool(is_standby), str(timeline))
        self.is_down = False

    def failed(self) -> None:
        """Note that it did not answer."""
        self.seen, self.is_down = None, True


class Watch:
    """The primary and its replicas, which may be `most_lag` seconds behind, and where a reader should be led.

    `forget` is called where another server became the primary.
    """

    def __init__(
        self, primary: Server, replicas: Sequence[Server], most_lag: float, forget: Callable[[], None] | None = None
    ) -> None:
        self.primary, self.replicas, self.most_lag, self._forget = primary, tuple(replicas), most_lag, forget
        self._written: deque[Seen] = deque(maxlen=int(most_lag / BEAT) + 8)
        self._begun, self._over = threading.Lock(), threading.Event()

    def begin(self) -> None:
        """Ask all servers again and again, until `end`; nothing where that goes on already."""
        if not self._begun.acquire(blocking=False):
            return
        for server in (self.primary, *self.replicas):
            threading.Thread(target=self._keep_asking, args=(server,), name=server.name, daemon=True).start()

    def end(self) -> None:
        """Ask no more."""
        self._over.set()

    def note(self, primary: Seen) -> None:
        """Remember how far the primary was; another primary may have other rows under the same versions."""
        if self._forget and self._written and self._written[-1].timeline != primary.timeline:
            self._forget()
        self._written.append(primary)

    def order(self, reader: str, mark: int, now: float) -> list[Server]:
        """The servers in the order in which a reader should try them, `mark` being the position of what it wrote last.

        A reader comes to the same replica each time, lest it go back to an older state. Replicas that are down, too far
        behind or not yet at the mark come after the primary; one that seems down comes before those only that lack
        what the reader wrote.
        """
        fit: list[Server] = []
        unfit: list[Server] = []
        for server in sorted(self.replicas, key=lambda one: crc32(f"{one.name} {reader}".encode())):
            seen = server.seen
            is_fit = seen and now - seen.at <= STALE and seen.position >= mark and self.lag(seen, now) <= self.most_lag
            (fit if is_fit else unfit).append(server)
        unfit.sort(key=lambda one: -one.seen.position if one.seen else 1)
        if not self.primary.is_down:
            return [*fit, self.primary, *unfit]
        lacking = [one for one in unfit if mark and not (one.seen and one.seen.position >= mark)]
        return [*fit, *(one for one in unfit if one not in lacking), self.primary, *lacking]

    def lag(self, seen: Seen, now: float) -> float:
        """Seconds since the primary wrote what a server lacks; for ever, if that server writes another history."""
        if not self._written:
            return 0.0
        if seen.timeline and seen.timeline != self._written[-1].timeline:
            return float("inf")
        return max((now - one.at for one in tuple(self._written) if one.position > seen.position), default=0.0)

    def _keep_asking(self, server: Server) -> None:
        while not self._over.is_set():
            server.look()
            if server is self.primary and server.seen:
                self.note(server.seen)
            self._over.wait(BEAT)
        server.connection().close()
