"""What OpenSearch is asked, and what it answers: JSON made and read, nothing sent.

Words are cut by our analyser, so fields keep them as they come, between blanks. Ranks follow from constant scores: all
that is found has all the words, so that how rare a word is says nothing, and the order does not depend on shards.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from iscm.domain.searching import KINDS, Bounds, EngineError, Hits, Sendable, Wanted, hits_of

Clause = dict[str, object]
Json = object
STATE = "state"
"""The entry in which the index says up to where it was sent."""
TITLE_WEIGHS, BODY_WEIGHS = 4, 1
MARK: Clause = {"query": {"ids": {"values": [STATE]}}, "size": 1, "_source": ["mark", "before"]}
NUMBER_OF_QUESTIONS = 4
_WORDS = {"type": "text", "analyzer": "whitespace", "norms": False, "index_options": "docs"}
_KEPT = {"type": "keyword", "index": False, "doc_values": False}
INDEX: Clause = {
    "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "kind": {"type": "keyword"},
            "day": {"type": "date", "format": "strict_date"},
            "number": {"type": "long"},
            "title": _WORDS,
            "body": _WORDS,
            "mark": _KEPT,
            "before": _KEPT,
        },
    },
}
_ID = re.compile(rf"({'|'.join(KINDS)}):(\S.{{0,99}})", re.DOTALL)
_UNDATED_LAST = {"day": {"order": "desc", "missing": "_last"}}


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to where an index was sent: the name of the last round, and of the one before."""

    last: str = ""
    before: str = ""


def questions(wanted: Wanted, bounds: Bounds) -> list[Clause]:
    """The lines of one `_msearch`: the best, the latest meetings, what is no meeting, and the mark of the index."""
    asked = [
        _page({"bool": {"must": _each(wanted, _weighed)}}, ["_score", _UNDATED_LAST, {"number": "asc"}], bounds.ranked)
        | {"track_total_hits": bounds.counted + 1},
        _page(_of_kinds(wanted, ["meeting"]), [_UNDATED_LAST, {"number": "desc"}], bounds.told),
        _page(_of_kinds(wanted, ["mechanism", "publication"]), [{"kind": "asc"}, {"number": "asc"}], bounds.ranked),
        MARK,
    ]
    return [line for question in asked for line in ({}, question)]


def _page(query: Clause, sort: list[object], size: int) -> Clause:
    return {"query": query, "sort": sort, "size": size, "_source": False, "track_total_hits": False}


def _of_kinds(wanted: Wanted, kinds: Sequence[str]) -> Clause:
    return {"bool": {"filter": [*_each(wanted, _anywhere), {"terms": {"kind": list(kinds)}}]}}


def _each(wanted: Wanted, said: Callable[[Callable[[str], Clause]], Clause]) -> list[Clause]:
    """A clause for each word, whole but for the last."""
    *whole, last = wanted
    return [*(said(_whole(stem)) for stem, _ in whole), said(_begun(*last))]


def _whole(stem: str) -> Callable[[str], Clause]:
    return lambda field: {"term": {field: stem}}


def _begun(stem: str, word: str) -> Callable[[str], Clause]:
    return lambda field: _any([{"term": {field: stem}}, {"prefix": {field: word}}])


def _anywhere(condition: Callable[[str], Clause]) -> Clause:
    return _any([condition("title"), condition("body")])


def _any(clauses: list[Clause]) -> Clause:
    return {"bool": {"should": clauses, "minimum_should_match": 1}}


def _weighed(condition: Callable[[str], Clause]) -> Clause:
    parts = (("title", TITLE_WEIGHS), ("body", BODY_WEIGHS))
    scored = [{"constant_score": {"filter": condition(field), "boost": weight}} for field, weight in parts]
    return {"dis_max": {"queries": scored}}


def bulk(entries: Iterable[Sendable], gone: Iterable[tuple[str, str]], mark: Mark | None) -> list[Clause]:
    """The lines of one `_bulk`: what is put in or replaced, what is taken out, and last how far that goes."""
    lines: list[Clause] = []
    for one in entries:
        lines += [{"index": {"_id": f"{one.kind}:{one.key}"}}, _entry(one)]
    lines += [{"delete": {"_id": f"{kind}:{key}"}} for kind, key in gone]
    if mark:
        lines += [{"index": {"_id": STATE}}, {"kind": STATE, "mark": mark.last, "before": mark.before}]
    return lines


def _entry(one: Sendable) -> Clause:
    day = {"day": one.day.isoformat()} if one.day else {}
    return {"kind": one.kind, "number": one.number, "title": one.title, "body": one.body, **day}


def hits_told(answer: Json, bounds: Bounds) -> tuple[Hits, Mark]:
    """The answer to `questions`; raises `EngineError` for whatever is not one."""
    responses = _list(_value(answer, "responses"))
    if len(responses) != NUMBER_OF_QUESTIONS:
        raise EngineError("answered something else than was asked")
    best, latest, others, state = map(_sound, responses)
    number = _number(_value(_value(best, "hits"), "total"))
    ranked = _keys(best, bounds.ranked)
    least = min(number, bounds.ranked)
    if len(ranked) < least or (len(ranked) > least and number <= bounds.counted):
        raise EngineError("counts something else than it finds")
    mark = _mark(_rows(state))
    if number <= bounds.weighed:
        return hits_of(ranked, number, bounds), mark
    rows = [*_keys(others, bounds.ranked), *_keys(latest, bounds.told)]
    return hits_of(rows, min(number, bounds.counted + 1), bounds, by_date=True), mark


def accepted(answer: Json, number: int) -> None:
    """Nothing if all actions of a `_bulk` were done; an entry to be taken out may be gone already.

    Raises `EngineError` otherwise.
    """
    items = _list(_value(answer, "items"))
    for item in items:
        if not isinstance(item, dict) or len(item) != 1:
            raise EngineError("answered something else than was asked")
        ((action, told),) = item.items()
        status = _value(told, "status")
        if status not in ({200, 404} if action == "delete" else {200, 201}):
            raise EngineError(f"did not take an entry (status {status if isinstance(status, int) else 'unknown'})")
    if len(items) != number:
        raise EngineError("did not say of all entries what became of them")


def indexes_told(answer: Json) -> dict[str, set[str]]:
    """The names of indexes, each with those it goes by besides; raises `EngineError` for another answer."""
    if not isinstance(answer, dict):
        raise EngineError("answered something else than was asked")
    found: dict[str, set[str]] = {}
    for name, told in answer.items():
        aliases = _value(told, "aliases")
        if not isinstance(aliases, dict):
            raise EngineError("answered something else than was asked")
        found[str(name)] = set(map(str, aliases))
    return found


def mark_told(answer: Json) -> Mark:
    """The mark in the answer to a search for it alone, an empty one where there is none."""
    rows = _rows(_sound(answer, is_part=False))
    return _mark(rows) if rows else Mark()


def _sound(response: Json, *, is_part: bool = True) -> Json:
    status = _value(response, "status") if is_part else 200
    if status != 200:  # noqa: PLR2004  # HTTP's word for fine
        raise EngineError(f"could not answer (status {status if isinstance(status, int) else 'unknown'})")
    if _value(response, "timed_out") is not False or _value(_value(response, "_shards"), "failed") != 0:
        raise EngineError("answered from a part of its index alone")
    return response


def _mark(rows: list[Json]) -> Mark:
    if not rows:
        raise EngineError("does not say what its index holds")
    source = _value(rows[0], "_source")
    last, before = _value(source, "mark"), _value(source, "before")
    if not (isinstance(last, str) and isinstance(before, str) and last):
        raise EngineError("does not say what its index holds")
    return Mark(last, before)


def _keys(response: Json, most: int) -> list[tuple[str, str]]:
    rows = _rows(response)
    found = [_ID.fullmatch(id_) if isinstance(id_ := _value(row, "_id"), str) else None for row in rows]
    keys = [(one[1], one[2]) for one in found if one]
    sound = all(kind != "publication" or (key.isascii() and key.isdecimal()) for kind, key in keys)
    if len(keys) != len(rows) or len(set(keys)) != len(keys) or len(keys) > most or not sound:
        raise EngineError("found what nobody ever sent")
    return keys


def _rows(response: Json) -> list[Json]:
    return _list(_value(_value(response, "hits"), "hits"))


def _number(total: Json) -> int:
    number, relation = _value(total, "value"), _value(total, "relation")
    if not isinstance(number, int) or isinstance(number, bool) or number < 0 or relation not in {"eq", "gte"}:
        raise EngineError("does not say how much it found")
    return number


def _value(holder: Json, name: str) -> Json:
    if not isinstance(holder, dict) or name not in holder:
        raise EngineError("answered something else than was asked")
    return holder[name]


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise EngineError("answered something else than was asked")
    return value
