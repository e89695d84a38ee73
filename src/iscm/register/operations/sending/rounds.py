"""What waits is sent in rounds; or everything, into a new index beside the one in use.

A round is named before it is sent and again when the engine has taken it: killed in between, it is sent again. One
process sends at a time (its caller holds a lock).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction

from iscm.domain.health import Tell
from iscm.domain.searching import Sendable
from iscm.register.models import SearchChange, SearchEntry, SearchSent
from iscm.register.operations.sending import noting
from iscm.sources.searching.filling import Filled
from iscm.sources.searching.questions import Mark

AT_ONCE = 1000
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sent:
    """How many entries were put in and taken out, and whether into a new index."""

    put: int = 0
    gone: int = 0
    is_new: bool = False

    def __add__(self, other: "Sent") -> "Sent":
        """Both together."""
        return Sent(self.put + other.put, self.gone + other.gone, self.is_new or other.is_new)


def send(engine: Filled, *, is_all: bool, tell: Tell) -> Sent:
    """Send what waits, or everything: if that is asked for, or where the engine holds something else than was sent.

    Raises `EngineError`; what was not taken waits on.
    """
    index, mark = engine.in_use()
    if is_all or not _is_ours(mark):
        return _send_all(engine, tell)
    return _send_waiting(engine, index, tell)


def _is_ours(mark: Mark) -> bool:
    """Whether an index holds what this register sent, up to what was noted since."""
    sent = SearchSent.objects.first()
    return bool(sent and mark.last and mark.last in {sent.mark, sent.sending}) and not noting.missing_triggers()


def _send_waiting(engine: Filled, index: str, tell: Tell) -> Sent:
    done, total = Sent(), SearchChange.objects.count()
    while changes := list(SearchChange.objects.values_list("id", "kind", "key")[:AT_ONCE]):
        done += _round(engine, index, changes)
        tell(min(done.put + done.gone, total), total, "changes")
    return done


def _round(engine: Filled, index: str, changes: list[tuple[int, str, str]]) -> Sent:
    keys = {(kind, key) for _, kind, key in changes}
    mark = Mark(uuid4().hex, SearchSent.objects.values_list("mark", flat=True)[0])
    SearchSent.objects.update(sending=mark.last)
    there = {(one.kind, one.key): one for one in _entries(keys)}
    gone = sorted(keys - there.keys())
    engine.send(index, there.values(), gone, mark)
    with transaction.atomic():
        SearchChange.objects.filter(id__in=[id_ for id_, _, _ in changes]).delete()
        SearchSent.objects.update(mark=mark.last)
    return Sent(len(there), len(gone))


def _send_all(engine: Filled, tell: Tell) -> Sent:
    """Everything into a new index; then what changed meanwhile, then it takes the place of the old one.

    From the moment that its mark stands in the database the old index is no longer believed.
    """
    noting.start()
    engine.clear()
    index = f"{engine.name}-{uuid4().hex[:12]}"
    engine.make(index)
    put, total = 0, SearchEntry.objects.count()
    for entries in _chunks():
        engine.send(index, entries)
        put += len(entries)
        tell(min(put, total), total, "entries")
    mark = uuid4().hex
    engine.send(index, (), (), Mark(mark))
    SearchSent.objects.update(mark=mark, sending="")
    later = _send_waiting(engine, index, tell)
    engine.use(index)
    return Sent(put, is_new=True) + later


def _chunks() -> Iterator[list[Sendable]]:
    last = 0
    while rows := list(SearchEntry.objects.filter(id__gt=last).order_by("id")[:AT_ONCE]):
        last = rows[-1].pk
        yield list(map(_sendable, rows))


def _entries(keys: Iterable[Key]) -> Iterator[Sendable]:
    wanted: dict[str, list[str]] = {}
    for kind, key in keys:
        wanted.setdefault(kind, []).append(key)
    for kind, some in sorted(wanted.items()):
        yield from map(_sendable, SearchEntry.objects.filter(kind=kind, key__in=some))


def _sendable(entry: SearchEntry) -> Sendable:
    return Sendable(entry.kind, entry.key, entry.day, entry.pk, entry.title_tokens, entry.body_tokens)
