"""Work done in a copy of this process, on a database of its own: it may be killed, and costs no start of Python."""

import os
import pickle
import select
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.utils import ConnectionHandler

from iscm.project.databases import parse_database_url
from iscm.register.queries import keeping
from iscm.register.queries.vocabulary import look_again

KILLED = -signal.SIGKILL
PATIENCE = 180  # seconds; what is no longer there in a fork may be waited for without end


@dataclass(frozen=True, slots=True)
class Ended:
    """How the work ended: `status` 0 with what it gave, `KILLED`, or 1 with what was raised, as text."""

    status: int
    gave: Any


def in_fork(address: str, folder: Path, work: Callable[..., Any], *arguments: Any) -> Ended:
    """Do the work in a fork of this process whose register is at that address, its DATA_DIR that folder."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _work(writer, address, folder, work, arguments)
    os.close(writer)
    return _ended(reader, child)


def at_once(address: str, folder: Path, works: list[Callable[[], Any]]) -> list[Ended]:
    """Do all of this at the same time, each in a fork of its own; gives how each ended, in the same order."""
    ready, go = os.pipe()
    readers, children = [], []
    for work in works:
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            os.close(reader)
            os.close(go)
            os.read(ready, 1)  # until all are there
            _work(writer, address, folder, work, ())
        os.close(writer)
        readers.append(reader)
        children.append(child)
    os.close(ready)
    os.close(go)
    return [_ended(reader, child) for reader, child in zip(readers, children, strict=True)]


def _ended(reader: int, child: int) -> Ended:
    with os.fdopen(reader, "rb") as pipe:
        is_heard, _, _ = select.select([pipe], [], [], PATIENCE)
        if not is_heard:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            raise AssertionError("the work in a fork does not end")
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    return Ended(os.waitstatus_to_exitcode(status), pickle.loads(told) if told else None)  # our own fork wrote it


def _work(writer: int, address: str, folder: Path, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """Never returns. The parent's own connection is kept, and nobody says good-bye on it."""
    status, gave = 1, None
    try:
        settings.DATA_DIR = folder
        with led_to(address):
            gave, status = work(*arguments), 0
    except BaseException:  # noqa: BLE001  # whatever it is, the parent shall see it
        gave = traceback.format_exc()
    finally:
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(pickle.dumps(gave))
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


@contextmanager
def led_to(address: str) -> Iterator[None]:
    """Django's own connection leads to that database meanwhile."""
    usual = connections["default"]
    led = ConnectionHandler({"default": parse_database_url(address)})["default"]
    connections["default"] = led
    _forget()
    try:
        yield
    finally:
        led.close()
        connections["default"] = usual
        _forget()


def _forget() -> None:
    look_again()
    keeping.forget_all()


class Deadline:
    """Counts what happens to a database, and kills this process at the n-th thing.

    Counted are each statement, before and after it, and each commit, before and after it.
    """

    def __init__(self, fatal: int = 0) -> None:
        self.fatal, self.number = fatal, 0
        wrapper = connections["default"]
        commit = wrapper._commit
        wrapper._commit = lambda: self._around(commit)
        wrapper.execute_wrappers.append(
            lambda execute, sql, params, many, context: self._around(lambda: execute(sql, params, many, context))
        )

    def _around(self, what: Callable[[], Any]) -> Any:
        self._count()
        found = what()
        self._count()
        return found

    def _count(self) -> None:
        self.number += 1
        if self.number == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)
