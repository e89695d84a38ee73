"""Asking the site for its pages inside this process: the same addresses, handlers and templates as behind a server."""

import io
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import unquote

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections
from django.utils.translation import activate, deactivate_all, get_language

from iscm.publication.site.texts import HOST

FOUND = 200


class _Request(WSGIRequest):
    """A request of our own, under a name that no settings need to allow."""

    def get_host(self) -> str:
        """The name in place of which the web space's own will be put."""
        return HOST


class _Handler(WSGIHandler):
    request_class = _Request


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave."""

    status: int
    media: str
    content: bytes
    etag: str = ""


class Asker:
    """Gives the answers of the site; `written` tells pages how they will be written (`iscm.files`).

    Used as a context: afterwards this process speaks the language that it spoke before, and logs as before.
    """

    def __init__(self, written: dict[str, object]) -> None:
        self._handler, self._written = _Handler(), written
        self._failed: BaseException | None = None
        self._log = logging.getLogger("django.request")

    def __enter__(self) -> Self:
        """What fails is raised here, and not logged."""
        self._level, self._language = self._log.level, get_language()
        self._log.setLevel(logging.CRITICAL)
        got_request_exception.connect(self._note)
        for signal in (request_started, request_finished):  # all pages are made over one connection
            signal.disconnect(close_old_connections)
        return self

    def __exit__(self, *_: object) -> None:
        """As before."""
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
        got_request_exception.disconnect(self._note)
        self._log.setLevel(self._level)
        activate(self._language) if self._language else deactivate_all()

    def ask(self, address: str, **headers: str) -> Answer:
        """The answer to a GET of an address of the site; raises what went wrong while it was made."""
        path, _, query = address.partition("?")
        told: dict[str, Any] = {}

        def start(status: str, fields: list[tuple[str, str]], _: object = None, /) -> Callable[[bytes], object]:
            told.update({name.lower(): value for name, value in fields}, status=int(status[:3]))
            return bytes  # nothing of ours is written by hand

        answer = self._handler(self._environ(path, query, headers), start)
        try:
            content = b"".join(answer)
        finally:
            answer.close()
        if self._failed:
            raise self._failed
        media = told.get("content-type", "").partition(";")[0]
        return Answer(told["status"], media, content, told.get("etag", ""))

    def _note(self, **_: object) -> None:
        self._failed = sys.exc_info()[1]

    def _environ(self, path: str, query: str, headers: dict[str, str]) -> dict[str, Any]:
        return {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(path).encode().decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "iscm.files": self._written,
            **headers,
        }
