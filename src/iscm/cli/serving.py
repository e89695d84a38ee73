"""What `iscm serve` prepares before the first page."""

import hashlib
import os
import shutil
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import iscm.data
from iscm.cli.failures import CommandError
from iscm.cli.plain import complain
from iscm.cli.progress import Bar
from iscm.cli.sharing import load_for_all
from iscm.cli.store import database_failures, migrate_store, open_store

THREADS = 8
"""Of a process: at most 4 wait for bodies, 4 make what is costly or wait for it, 3 send long streams (`project/`)."""
HEAD_SECONDS, MOST_HEAD = 15, 65_536
STOPPING_SECONDS = 10
BACKLOG, CONNECTIONS = 1_024, 1_000
"""Connections that wait to be taken, and those that a process holds at once, slow and idle ones with them."""


def refuse_taken_port(host: str, port: int) -> None:
    """Raise `CommandError` if somebody listens there already or the address is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise CommandError(f"cannot listen on {host}:{port}: {reason}; choose another --port or --host") from None


def open_or_only_read() -> None:
    """Open the register and bring it up to date; where it has replicas, its pages are served without that, too.

    Raises `CommandError` where the store cannot be used and has no replica.
    """
    open_store(migrate=False)
    # Settings can be read once Django has begun.
    from django.conf import settings

    from iscm.register.operations.gather_alone import in_turn

    try:
        migrate_store()
        with database_failures(), in_turn("build"):
            build_if_needed()
    except CommandError as error:
        if not settings.REPLICAS:
            raise
        complain(
            f"{error} Pages are read from replicas; start again once it answers, to bring the register up to date."
        )


def build_if_needed() -> None:
    """Build the register from what the package carries, unless it holds all of that already."""
    from django.conf import settings

    from iscm.data import carried_documents
    from iscm.register.models import Received
    from iscm.register.operations.build import build_register

    stamp, current = Path(settings.DATA_DIR) / "carried", _fingerprint_of_data()
    carried = {document.sha256 for document in carried_documents()}
    held = Received.objects.filter(sha256__in=carried).count()
    _refuse_emptied()
    if held == len(carried) and stamp.is_file() and stamp.read_text(encoding="ascii") == current:
        return
    sys.stderr.write("Building the register from the records that iscm carries …\n")
    with Bar() as bar:
        build_register(bar)
    stamp.write_text(current, encoding="ascii")


def _refuse_emptied() -> None:
    """A register that was lost is not to look like a new one: whoever kept backups is told of the last."""
    from django.conf import settings

    from iscm.register.models import Received
    from iscm.register.queries.health.backups import NOTE, last_backup

    if (last := last_backup()) and not Received.objects.exists():
        raise CommandError(
            f"the register is empty, but a backup was made from here at {last.made_at:%Y-%m-%d %H:%M} UTC:"
            f" iscm restore {last.path} brings it back. To begin anew, remove {Path(settings.DATA_DIR) / NOTE}."
        )


def _fingerprint_of_data() -> str:
    """Of the reference facts and records, so that an upgrade brings new ones into an old register."""
    found = hashlib.sha256()
    for file in sorted(Path(iscm.data.__path__[0]).rglob("*.*")):
        if file.suffix in {".json", ".csv"}:
            found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


def collect_static() -> None:
    """Copy the static files, under names with their hash, to where they are served from; nothing if none changed."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / ".collected"
    current = _fingerprint_of_static()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == current:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(current, encoding="ascii")


def _fingerprint_of_static() -> str:
    from django.contrib.staticfiles.finders import get_finders

    found = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            found.update(f"{path}\0{file.st_size}\0{file.st_mtime_ns}\n".encode())
    return found.hexdigest()


def log_of_the_server(logging: Mapping[str, Any]) -> dict[str, Any]:
    """What the server has to say goes where all else is logged, in the same form."""
    parts = {name: logging[name] for name in ("formatters", "filters", "handlers")}
    return {**parts, "loggers": {"_granian": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}}}


def empty_figures() -> None:
    """Where the server processes put their figures, if anybody may look at them: a folder without those of before."""
    from django.conf import settings

    folder = Path(settings.DATA_DIR) / "figures"
    if not (settings.METRICS_TOKEN or settings.METRICS_FROM):
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    # The library looks here when it is loaded, which the server processes do.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = settings.METRICS_FOLDER = str(folder)


def serve(host: str, port: int, workers: int) -> int:
    """Answer requests until stopped; prints the address once it listens."""
    from django.conf import settings
    from django.db import connections
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    server = Granian(
        "iscm.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backlog=BACKLOG,
        backpressure=CONNECTIONS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_SECONDS * 1000, max_buffer_size=MOST_HEAD),
        websockets=False,
        log_level=LogLevels.error,
        log_dictconfig=log_of_the_server(settings.LOGGING),
        respawn_failed_workers=True,
        workers_kill_timeout=STOPPING_SECONDS,
    )
    shown = f"[{host}]" if ":" in host else host
    server.on_startup(lambda: print(f"http://{shown}:{port}/  (Ctrl-C stops)", flush=True))
    load_for_all()
    # The workers are forks of this process; a connection must not be shared between processes.
    connections.close_all()
    server.serve()
    return 0
