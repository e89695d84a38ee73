"""What a harvester asks: the arguments of the protocol, each checked as it wants them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FORMATS = ("oai_dc", "iscm")
ARGUMENTS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset({"resumptionToken"})),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set", "resumptionToken"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set", "resumptionToken"})),
}
"""By verb: the arguments that must be there, and those that may."""

_NAME = r"[A-Za-z0-9_.!~*'()-]+"
_SHAPES = {
    "metadataPrefix": re.compile(_NAME),
    "set": re.compile(f"{_NAME}(?::{_NAME})*"),
    "identifier": re.compile(r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+"),
    "from": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?"),
    "until": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?"),
}
_DAY = 10  # letters of a day without a time


class RefusedError(ValueError):
    """A request that is answered with an error of the protocol: its code, and why in words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as far as the arguments alone can tell. `before` is the first moment after `until`."""

    verb: str
    identifier: str = ""
    prefix: str = ""
    spec: str = ""
    since: datetime | None = None
    before: datetime | None = None
    token: str = ""


def parse(pairs: Sequence[tuple[str, str]]) -> Asked:
    """The request that these arguments make; raises `RefusedError` with the code that the protocol has for a fault."""
    counts = Counter(name for name, _ in pairs)
    held = dict(pairs)
    verb = held.get("verb", "")
    if verb not in ARGUMENTS or counts["verb"] > 1:
        raise RefusedError("badVerb", f"say verb once: one of {', '.join(ARGUMENTS)}")
    _check_names(verb, counts, held.get("resumptionToken", ""))
    for name, shape in _SHAPES.items():
        if name in held and not shape.fullmatch(held[name]):
            raise RefusedError("badArgument", f"{name} is not written as the protocol wants it")
    since, before = _bounds(held)
    if held.get("metadataPrefix", FORMATS[0]) not in FORMATS:
        raise RefusedError("cannotDisseminateFormat", f"the formats are {' and '.join(FORMATS)}")
    return Asked(
        verb=verb,
        identifier=held.get("identifier", ""),
        prefix=held.get("metadataPrefix", ""),
        spec=held.get("set", ""),
        since=since,
        before=before,
        token=held.get("resumptionToken", ""),
    )


def _check_names(verb: str, counts: Counter[str], token: str) -> None:
    needed, allowed = ARGUMENTS[verb]
    names = set(counts) - {"verb"}
    if repeated := sorted(name for name in names if counts[name] > 1):
        raise RefusedError("badArgument", f"{repeated[0][:40]} stands more than once")
    if unknown := sorted(names - needed - allowed):
        raise RefusedError("badArgument", f"{verb} takes no {unknown[0][:40]}")
    if "resumptionToken" in names:
        if len(names) > 1:
            raise RefusedError("badArgument", "resumptionToken stands alone with the verb")
        if not token:
            raise RefusedError("badResumptionToken", "the list is at its end, or no token was given")
    elif missing := sorted(needed - names):
        raise RefusedError("badArgument", f"{missing[0]} is missing")


def _bounds(held: dict[str, str]) -> tuple[datetime | None, datetime | None]:
    first, last = held.get("from"), held.get("until")
    if first and last and len(first) != len(last):
        raise RefusedError("badArgument", "from and until must have the same granularity")
    since, until = _moment("from", first), _moment("until", last)
    if since and until and since > until:
        raise RefusedError("badArgument", "from is later than until")
    if until is None:
        return since, None
    span = timedelta(days=1) if last and len(last) == _DAY else timedelta(seconds=1)
    latest = datetime.max.replace(tzinfo=UTC)
    return since, until + span if latest - until > span else latest


def _moment(name: str, text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC) if text else None
    except ValueError:
        raise RefusedError("badArgument", f"{name} is no day or moment of the calendar") from None
