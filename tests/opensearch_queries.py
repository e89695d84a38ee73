"""What the stand-in for OpenSearch understands of queries, sorting and mappings; all else it refuses."""

import re
from collections.abc import Callable
from datetime import date
from functools import cmp_to_key
from typing import Any

BODY = {"query", "sort", "size", "_source", "track_total_hits"}
KINDS = {
    "text": {"analyzer", "norms", "index_options"},
    "keyword": {"index", "doc_values"},
    "date": {"format"},
    "long": set(),
}
Score = float | None
Doc = tuple[str, dict[str, Any]]


class Refused(Exception):  # noqa: N818  # as tests say it
    def __init__(self, status: int, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.status, self.kind, self.reason = status, kind, reason

    @property
    def told(self) -> dict[str, Any]:
        return {"error": {"type": self.kind, "reason": self.reason}, "status": self.status}


def _parsing(reason: str) -> Refused:
    return Refused(400, "parsing_exception", reason)


def checked_mapping(mappings: dict[str, Any]) -> dict[str, Any]:
    """The fields of a mapping of ours: strict, of known kinds with known parts."""
    if mappings.keys() != {"dynamic", "properties"} or mappings["dynamic"] != "strict":
        raise Refused(400, "mapper_parsing_exception", "Root mapping definition has unsupported parameters")
    for name, told in mappings["properties"].items():
        kind = told.get("type")
        if kind not in KINDS or told.keys() - {"type"} - KINDS[kind]:
            raise Refused(400, "mapper_parsing_exception", f"unknown parameter on mapper [{name}] of type [{kind}]")
        if kind == "text" and told.get("analyzer", "whitespace") != "whitespace":
            raise Refused(400, "mapper_parsing_exception", f"analyzer [{told['analyzer']}] has not been configured")
    return mappings["properties"]


def checked_source(source: dict[str, Any], fields: dict[str, Any]) -> None:
    """Refuse an entry with a field that there is not, or a value that does not fit."""
    for name, value in source.items():
        if name not in fields:
            raise Refused(400, "strict_dynamic_mapping_exception", f"introduction of [{name}] is not allowed")
        kind = fields[name]["type"]
        fits = isinstance(value, int) and not isinstance(value, bool) if kind == "long" else isinstance(value, str)
        if not fits or (kind == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", value)):
            raise Refused(400, "mapper_parsing_exception", f"failed to parse field [{name}] of type [{kind}]")
        if kind == "date":
            date.fromisoformat(value)
        if kind == "keyword" and len(value.encode()) > 32_766:
            raise Refused(400, "illegal_argument_exception", "immense term")


def found(body: dict[str, Any], fields: dict[str, Any], docs: dict[str, dict[str, Any]], index: str) -> dict[str, Any]:
    """The hits of one search."""
    if unknown := body.keys() - BODY:
        raise _parsing(f"unknown key for {unknown}")
    size, counted = body.get("size", 10), body.get("track_total_hits", 10_000)
    if not isinstance(size, int) or isinstance(size, bool) or not 0 <= size <= 10_000:
        raise Refused(400, "illegal_argument_exception", "Result window is too large")
    if not isinstance(counted, bool | int):
        raise _parsing("track_total_hits")
    scored = _compiled(body["query"], fields)
    hits = [((id_, doc), score) for id_, doc in docs.items() if (score := scored((id_, doc))) is not None]
    hits.sort(key=cmp_to_key(_order(body.get("sort", ["_score"]), fields)))
    shown = [{"_index": index, "_id": id_, "_score": s} | _source(body, doc) for (id_, doc), s in hits[:size]]
    told: dict[str, Any] = {"max_score": None, "hits": shown}
    if counted is not False:
        most = len(hits) if counted is True else counted
        told["total"] = {"value": min(len(hits), most), "relation": "eq" if len(hits) <= most else "gte"}
    return {"hits": told}


def _source(body: dict[str, Any], doc: dict[str, Any]) -> dict[str, Any]:
    wanted = body.get("_source", True)
    if wanted is False:
        return {}
    return {"_source": doc if wanted is True else {name: doc[name] for name in wanted if name in doc}}


def _compiled(query: Any, fields: dict[str, Any]) -> Callable[[Doc], Score]:
    """Whether a query finds an entry, and how well."""
    if not isinstance(query, dict) or len(query) != 1:
        raise _parsing("[bool] malformed query, expected one clause")
    ((kind, told),) = query.items()
    if kind not in QUERIES or not isinstance(told, dict):
        raise _parsing(f"unknown query [{kind}]")
    return QUERIES[kind](told, fields)


def _bool(told: dict[str, Any], fields: dict[str, Any]) -> Callable[[Doc], Score]:
    if unknown := told.keys() - {"must", "filter", "should", "minimum_should_match"}:
        raise _parsing(f"[bool] query does not support [{unknown}]")
    must, quiet, should = ([_compiled(q, fields) for q in told.get(k, [])] for k in ("must", "filter", "should"))
    least = told.get("minimum_should_match", 0 if must or quiet else 1)

    def score(doc: Doc) -> Score:
        needed = [clause(doc) for clause in must]
        wished = [one for clause in should if (one := clause(doc)) is not None]
        if None in needed or len(wished) < (least if should else 0) or None in [clause(doc) for clause in quiet]:
            return None
        return float(sum(one for one in (*needed, *wished) if one is not None))

    return score


def _dis_max(told: dict[str, Any], fields: dict[str, Any]) -> Callable[[Doc], Score]:
    if told.keys() != {"queries"}:
        raise _parsing(f"[dis_max] query does not support {told.keys()}")
    clauses = [_compiled(query, fields) for query in told["queries"]]
    return lambda doc: max((one for clause in clauses if (one := clause(doc)) is not None), default=None)


def _constant_score(told: dict[str, Any], fields: dict[str, Any]) -> Callable[[Doc], Score]:
    if told.keys() != {"filter", "boost"} or not isinstance(told["boost"], int | float):
        raise _parsing(f"[constant_score] query does not support {told.keys()}")
    clause = _compiled(told["filter"], fields)
    return lambda doc: None if clause(doc) is None else float(told["boost"])


def _ids(told: dict[str, Any], fields: dict[str, Any]) -> Callable[[Doc], Score]:
    if told.keys() != {"values"}:
        raise _parsing("[ids] query")
    return lambda doc: 1.0 if doc[0] in told["values"] else None


def _of_words(fits: Callable[[str, Any], bool], *, is_list: bool = False) -> Callable[..., Callable[[Doc], Score]]:
    def compiled(told: dict[str, Any], fields: dict[str, Any]) -> Callable[[Doc], Score]:
        if len(told) != 1:
            raise _parsing("query does not support several fields")
        ((name, value),) = told.items()
        if not isinstance(value, list if is_list else str):
            raise _parsing(f"[{name}] has a value of the wrong kind")
        if fields.get(name, {}).get("index") is False:
            raise Refused(400, "query_shard_exception", f"Cannot search on field [{name}] since it is not indexed.")
        is_text = fields.get(name, {}).get("type") == "text"

        def score(doc: Doc) -> Score:
            held = doc[1].get(name, "")
            return 1.0 if any(fits(word, value) for word in (held.split() if is_text else [held])) else None

        return score

    return compiled


QUERIES: dict[str, Callable[..., Callable[[Doc], Score]]] = {
    "bool": _bool,
    "dis_max": _dis_max,
    "constant_score": _constant_score,
    "ids": _ids,
    "term": _of_words(lambda word, value: word == value),
    "prefix": _of_words(lambda word, value: word.startswith(value)),
    "terms": _of_words(lambda word, value: word in value, is_list=True),
}


def _order(sort: list[Any], fields: dict[str, Any]) -> Callable[[Any, Any], int]:
    keys = [_sort_key(one, fields) for one in sort]

    def compare(left: tuple[Doc, float], right: tuple[Doc, float]) -> int:
        for value, is_down in keys:
            one, other = value(left), value(right)
            if one != other:
                if one is None or other is None:
                    return 1 if one is None else -1
                return (1 if one > other else -1) * (-1 if is_down else 1)
        return 0

    return compare


def _sort_key(told: Any, fields: dict[str, Any]) -> tuple[Callable[[tuple[Doc, float]], Any], bool]:
    if told == "_score":
        return (lambda hit: hit[1]), True
    ((name, how),) = told.items()
    if isinstance(how, dict) and (how.keys() - {"order", "missing"} or how.get("missing", "_last") != "_last"):
        raise _parsing(f"[field_sort] unknown field in {how}")
    order = how if isinstance(how, str) else how["order"]
    if name not in fields or order not in {"asc", "desc"}:
        raise Refused(400, "query_shard_exception", f"No mapping found for [{name}] in order to sort on")
    if fields[name]["type"] == "text" or fields[name].get("doc_values") is False:
        raise Refused(400, "illegal_argument_exception", f"[{name}] cannot be sorted by")
    return (lambda hit: hit[0][1].get(name)), order == "desc"
