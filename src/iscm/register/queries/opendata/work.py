"""How the register came to be, as rows of the open data."""

from collections.abc import Callable, Iterator

from iscm.publication.opendata.columns import Row
from iscm.register.models import Document, Judgement, Problem, Proposal, Revision
from iscm.register.queries.opendata.wanted import Wanted, actor_of, plain

TOLD = ("meeting", "document", "pair")
"""What the log tells in public; that the register itself was brought here from elsewhere is no change of it."""


def _judgements(_wanted: Wanted) -> Iterator[Row]:
    held = plain(Judgement.objects.order_by("id"), "left", "right", "verdict", "actor", "reason", "features", "made_at")
    for n, (left, right, verdict, actor, *rest) in enumerate(held, start=1):
        yield (n, left, right, verdict, actor_of(actor), *rest)


def _questions(_wanted: Wanted) -> Iterator[Row]:
    numbers = {key: n for n, key in enumerate(Judgement.objects.order_by("id").values_list("id", flat=True), start=1)}
    columns = ("left", "right", "verdict", "score", "features", "judgement", "made_at")
    for n, row in enumerate(plain(Proposal.objects.order_by("id"), *columns), start=1):
        yield (n, *row[:5], numbers.get(row[5]), row[6])


def _problems(_wanted: Wanted) -> Iterator[Row]:
    said = ("code", "severity", "message", "locator", "suggestion", "readings")
    about = ("document__sha256", "record__key", "meeting__uid")
    when = ("found_at", "resolved_at", "dismissed_at", "dismissed_by", "dismissed_reason")
    held = plain(Problem.objects.order_by("id"), "key", *said, *about, *when)
    for n, (key, *row, by, reason) in enumerate(held, start=1):
        yield (key, n, *row, actor_of(by), reason)


def _changes(_wanted: Wanted) -> Iterator[Row]:
    columns = ("at", "actor", "action", "object_type", "object_key", "old", "new", "reason")
    held = plain(Revision.objects.filter(object_type__in=TOLD).order_by("id"), *columns)
    for n, (at, actor, *rest) in enumerate(held, start=1):
        yield (n, at, actor_of(actor), *rest)


def _parts(column: str, *names: str) -> Callable[[Wanted], Iterator[Row]]:
    """The parts of a list that stands in a column of documents."""

    def rows(_wanted: Wanted) -> Iterator[Row]:
        for sha256, held in plain(Document.objects.order_by("id"), "sha256", column):
            for place, one in enumerate(held):
                yield (sha256, place, *(one.get(name) for name in names))

    return rows


ROWS: dict[str, Callable[[Wanted], Iterator[Row]]] = {
    "judgements": _judgements,
    "questions": _questions,
    "problems": _problems,
    "changes": _changes,
    "set_aside": _parts("set_aside", "locator", "reason"),
    "fingerprints": _parts("fingerprints", "digest", "locator"),
    "document_links": _parts("links", "text", "url"),
}
