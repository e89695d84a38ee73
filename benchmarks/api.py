"""The API: every call of the built register, afresh and unchanged."""

from collections.abc import Iterator
from urllib.parse import quote

from benchmarks.measuring import Measure, measure

ROOT = "/api/v1"
CALL_TARGET, UNCHANGED = 0.05, 0.01
NARROWED = ("/meetings?mechanism=gfmd&year=2022", "/meetings?q=labour")


def measure_api() -> Iterator[Measure]:
    """Every call, afresh and unchanged."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    for path in _calls(client):
        tag = client.get(path).headers["ETag"]
        yield measure("api", path, lambda path=path: client.get(path), target=CALL_TARGET)
        again = {"if-none-match": tag}
        name = f"{path}, unchanged"
        yield measure("api", name, lambda path=path, again=again: client.get(path, headers=again), target=UNCHANGED)


def _calls(client) -> Iterator[str]:
    """An address of every call that the description has and that this register can answer."""
    from iscm.api.openapi import described

    for pattern, methods in described()["paths"].items():
        path, _, rest = pattern.partition("/{")
        answer = client.get(path)
        if "get" not in methods or answer.status_code != 200:
            continue
        if not rest:
            yield path
        elif items := answer.json()["items"]:
            names = [part.strip("{}") for part in rest.split("/")]
            yield "/".join([path, *(quote(str(items[0][_key(name)]), safe="") for name in names)])
    yield from (ROOT + path for path in NARROWED)


def _key(parameter: str) -> str:
    """The field of an item that a part of an address names."""
    return {"code": "alpha_2"}.get(parameter, parameter)
