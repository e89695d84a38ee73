"""A stand-in for OpenSearch on loopback: it does what our questions say, and refuses what OpenSearch would refuse.

It speaks only the part that we use. What was put in without a refresh is not found.
"""

import base64
import json
import re
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.opensearch_queries import Refused, checked_mapping, checked_source, found

INDEX_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]*")
SETTINGS = {"number_of_shards": int, "auto_expand_replicas": str}


@dataclass
class Index:
    """The fields of an index, what was put in, and what of it is found."""

    fields: dict[str, Any]
    stored: dict[str, dict[str, Any]] = field(default_factory=dict)
    seen: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass
class FakeOpenSearch:
    """`asked` are the calls that came; `fault` answers in place of everything, if it is set."""

    port: int = 0
    user: str = "ann"
    password: str = "s@fe"
    indexes: dict[str, Index] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    fault: Callable[[BaseHTTPRequestHandler], None] | None = None

    def url(self, name: str = "iscm", scheme: str = "http", host: str = "127.0.0.1") -> str:
        return f"{scheme}://ann:s%40fe@{host}:{self.port}/{name}"

    def answer(self, method: str, path: str, params: dict[str, str], body: str) -> Any:
        """The JSON of one call; raises `Refused`."""
        match method, path.strip("/").split("/"):
            case "PUT", [index]:
                told = self._make(index, _json(body))
            case "DELETE", [index]:
                told = self._drop(index)
            case "GET", [pattern, "_alias"]:
                told = self._names(pattern)
            case "POST", ["_aliases"]:
                told = self._rename(_json(body))
            case "POST", [index, "_bulk"]:
                told = self._bulk(index, params, _lines(body))
            case "POST", [index, "_msearch"]:
                told = self._msearch(index, _lines(body))
            case "POST", [index, "_search"]:
                told = self._search(index, _json(body))
            case _:
                raise Refused(400, "illegal_argument_exception", f"no handler for {method} {path}")
        return told

    def _make(self, name: str, body: dict[str, Any]) -> Any:
        if not INDEX_NAME.fullmatch(name):
            raise Refused(400, "invalid_index_name_exception", name)
        if name in self.indexes or name in self.aliases:
            raise Refused(400, "resource_already_exists_exception", name)
        if unknown := body.keys() - {"settings", "mappings"}:
            raise Refused(400, "parse_exception", f"unknown key {unknown}")
        for key, value in body.get("settings", {}).items():
            if not isinstance(value, SETTINGS.get(key, ())):
                raise Refused(400, "illegal_argument_exception", f"unknown setting [index.{key}]")
        self.indexes[name] = Index(checked_mapping(body.get("mappings", {})))
        return {"acknowledged": True, "shards_acknowledged": True, "index": name}

    def _drop(self, name: str) -> Any:
        if name in self.aliases:
            raise Refused(400, "illegal_argument_exception", "an alias, not an index")
        self._index(name)
        del self.indexes[name]
        self.aliases = {alias: index for alias, index in self.aliases.items() if index != name}
        return {"acknowledged": True}

    def _names(self, pattern: str) -> Any:
        rule = re.compile(re.escape(pattern).replace(r"\*", ".*"))
        return {
            name: {"aliases": {alias: {} for alias, index in self.aliases.items() if index == name}}
            for name in self.indexes
            if rule.fullmatch(name)
        }

    def _rename(self, body: dict[str, Any]) -> Any:
        if body.keys() != {"actions"}:
            raise Refused(400, "x_content_parse_exception", "actions")
        actions = [next(iter(action.items())) for action in body["actions"]]
        for what, told in actions:
            wanted = {"add": {"index", "alias"}, "remove_index": {"index"}}.get(what)
            if wanted is None or told.keys() != wanted:
                raise Refused(400, "x_content_parse_exception", what)
            self._index(told["index"])
            if what == "add" and told["alias"] in self.indexes:
                raise Refused(400, "invalid_alias_name_exception", told["alias"])
        for what, told in actions:
            if what == "add":
                self.aliases[told["alias"]] = told["index"]
            else:
                self._drop(told["index"])
        return {"acknowledged": True}

    def _bulk(self, name: str, params: dict[str, str], lines: list[Any]) -> Any:
        if params.keys() - {"refresh"} or params.get("refresh", "false") not in {"true", "false", "wait_for"}:
            raise Refused(400, "illegal_argument_exception", f"unrecognized parameter in {params}")
        index, items, at = self._index(name), [], iter(lines)
        for line in at:
            if len(line) != 1 or next(iter(line)) not in {"index", "delete"}:
                raise Refused(400, "illegal_argument_exception", "Malformed action/metadata line")
            ((action, told),) = line.items()
            if told.keys() != {"_id"} or not isinstance(told["_id"], str) or len(told["_id"].encode()) > 512:
                raise Refused(400, "illegal_argument_exception", "Action/metadata line contains an unknown parameter")
            items.append({action: {"_index": name, **_done(index, action, told["_id"], at)}})
        if params.get("refresh") != "false":
            index.seen = dict(index.stored)
        errors = any("error" in told for item in items for told in item.values())
        return {"took": 1, "errors": errors, "items": items}

    def _msearch(self, name: str, lines: list[Any]) -> Any:
        if len(lines) % 2 or any(header != {} for header in lines[::2]):
            raise Refused(400, "illegal_argument_exception", "headers and bodies")
        responses = []
        for body in lines[1::2]:
            try:
                responses.append(self._search(name, body) | {"status": 200})
            except Refused as refusal:
                responses.append(refusal.told)
        return {"took": 1, "responses": responses}

    def _search(self, name: str, body: dict[str, Any]) -> Any:
        real = self.aliases.get(name, name)
        index = self._index(real)
        hits = found(body, index.fields, index.seen, real)
        return {
            "took": 1,
            "timed_out": False,
            "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0},
        } | hits

    def _index(self, name: str) -> Index:
        if (real := self.aliases.get(name, name)) not in self.indexes:
            raise Refused(404, "index_not_found_exception", f"no such index [{name}]")
        return self.indexes[real]


def _done(index: Index, action: str, id_: str, lines: Iterator[Any]) -> dict[str, Any]:
    if action == "delete":
        was_there = index.stored.pop(id_, None) is not None
        return {"_id": id_, "status": 200 if was_there else 404, "result": "deleted" if was_there else "not_found"}
    source = next(lines)
    try:
        checked_source(source, index.fields)
    except Refused as refusal:
        return {"_id": id_, **refusal.told}
    status = 200 if id_ in index.stored else 201
    index.stored[id_] = source
    return {"_id": id_, "status": status, "result": "updated" if status == 200 else "created"}


def _json(body: str) -> Any:
    return json.loads(body) if body else {}


def _lines(body: str) -> list[Any]:
    if not body.endswith("\n"):
        raise Refused(400, "illegal_argument_exception", "The bulk request must be terminated by a newline [\\n]")
    return [json.loads(line) for line in body.splitlines()]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    fake: FakeOpenSearch

    def do(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.fake.asked.append(f"{self.command} {self.path}")
        self.fake.bodies.append(body)
        if self.fake.fault:
            self.close_connection = True
            with suppress(OSError):  # whom it answers may have gone
                self.fake.fault(self)
            return
        try:
            status, told = 200, self._told(body)
        except Refused as refusal:
            status, told = refusal.status, refusal.told
        self.give(json.dumps(told).encode(), status)

    do_GET = do_PUT = do_POST = do_DELETE = do  # noqa: N815  # the names that http.server asks for

    def _told(self, body: str) -> Any:
        known = base64.b64encode(f"{self.fake.user}:{self.fake.password}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {known}":
            raise Refused(401, "security_exception", "Unauthorized")
        if body and self.headers.get("Content-Type") not in {"application/json", "application/x-ndjson"}:
            raise Refused(406, "media_type_header_exception", str(self.headers.get("Content-Type")))
        address = urlsplit(self.path)
        return self.fake.answer(self.command, address.path, dict(parse_qsl(address.query)), body)

    def give(self, content: bytes, status: int = 200, kind: str = "application/json; charset=UTF-8") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Tests read what was asked."""


@contextmanager
def fake_opensearch(secure: ssl.SSLContext | None = None) -> Iterator[FakeOpenSearch]:
    """One that runs as long as the block."""
    fake = FakeOpenSearch()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"fake": fake}))
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients that go away are what tests are about
    if secure:
        server.socket = secure.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    fake.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
