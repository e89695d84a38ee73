"""Asking the site for its pages inside this process: the same addresses, handlers and templates as behind a server."""

import io
import logging
import sys
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.signals import got_request_exception

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
    """Gives the answers of the site; `written` tells pages how they will be written (`iscm.files`)."""

    def __init__(self, written: dict[str, object]) -> None:
        self._handler, self._written = _Handler(), written
        self._failed: BaseException | None = None
        got_request_exception.connect(self._note)
        logging.getLogger("django.request").setLevel(logging.CRITICAL)  # what fails is raised here instead

    def ask(self, address: str, **headers: str) -> Answer:
        """The answer to a GET of an address of the site; raises what went wrong while it was made."""
        path, _, query = address.partition("?")
        told: dict[str, Any] = {}

        def start(status: str, fields: list[tuple[str, str]], _: object = None) -> None:
            told.update({name.lower(): value for name, value in fields}, status=int(status[:3]))

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
