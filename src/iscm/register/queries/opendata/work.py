"""How the register came to be, as rows of the open data."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from django.db.models import Q

from iscm.publication.opendata.columns import Row
from iscm.register.models import Claim, Document, Meeting, Problem, Proposal, Record, Revision, Statement
from iscm.register.queries import telling
from iscm.register.queries.occurrences import standing_judgements
from iscm.register.queries.opendata.wanted import Wanted, actor_of, plain

TOLD = ("meeting", "document", "pair")
"""What the log tells in public; that the register itself was brought here from elsewhere is no change of it."""


def _judgements(_wanted: Wanted) -> Iterator[Row]:
    closed = _closed_records()
    held = plain(
        standing_judgements().order_by("id"), "left", "right", "verdict", "actor", "reason", "features", "made_at"
    )
    for n, (left, right, verdict, actor, reason, features, at) in enumerate(held, start=1):
        told = ("", []) if _speaks_of(closed, left, right) else (reason, features)
        yield (n, left, right, verdict, actor_of(actor), *told, at)


def _questions(wanted: Wanted) -> Iterator[Row]:
    numbers = wanted.numbers("judgements", standing_judgements())
    columns = ("left", "right", "verdict", "score", "features", "judgement", "made_at")
    closed = _closed_records()
    held = plain(Proposal.objects.order_by("id"), *columns)
    for n, (left, right, verdict, score, features, judgement, at) in enumerate(held, start=1):
        told = [] if _speaks_of(closed, left, right) else features
        yield (n, left, right, verdict, score, told, numbers.find(judgement), at)


def _closed_records() -> set[str]:
    return set(Record.objects.filter(is_closed=True).values_list("key", flat=True))


def _speaks_of(closed: Collection[str], *occurrences: str) -> bool:
    """Whether one of these occurrences is of a record that is closed."""
    return any(key.partition("/")[0] in closed for key in occurrences)


def _problems(_wanted: Wanted) -> Iterator[Row]:
    said = ("code", "severity", "message", "locator", "suggestion", "readings")
    about = ("document__sha256", "record__key", "meeting__uid")
    when = ("found_at", "resolved_at", "dismissed_at", "dismissed_by", "dismissed_reason")
    held = plain(Problem.objects.filter(telling.PROBLEMS).order_by("id"), "key", *said, *about, *when)
    for n, (key, *row, by, reason) in enumerate(held, start=1):
        yield (key, n, *row, actor_of(by), reason)


def _changes(_wanted: Wanted) -> Iterator[Row]:
    columns = ("at", "actor", "action", "object_type", "object_key", "old", "new", "told")
    log = Revision.objects.filter(object_type__in=TOLD).exclude(telling.naming_closed())
    log = log.annotate(told=telling.told_reason())
    held = plain(log.order_by("id"), *columns)
    told = _told(held, _Closed())
    for n, (at, actor, *rest) in enumerate(told, start=1):
        yield (n, at, actor_of(actor), *rest)


class _Closed:
    """What is closed: the keys of records, the uids of meetings, the sha256 of documents."""

    def __init__(self) -> None:
        self.records = _closed_records()
        self.meetings = set(Meeting.objects.filter(is_closed=True).values_list("uid", flat=True))
        hidden = Document.objects.filter(Q(is_closed=True) | ~telling.DOCUMENTS)
        self.documents = set(hidden.values_list("sha256", flat=True))


def _told(changes: Iterable[Row], closed: _Closed) -> Iterator[Row]:
    """The changes without what nobody may read of closed meetings and their documents."""
    for at, actor, action, what, key, *said in changes:
        if what == "meeting" and key in closed.meetings:
            if (told := telling.told_change(action, *said[:2])) is not None:
                yield (at, actor, action, what, key, *told)
        elif (what == "document" and key in closed.documents) or (
            what == "pair" and _speaks_of(closed.records, *key.split(" "))
        ):
            yield (at, actor, action, what, key, None, None, "")
        else:
            yield (at, actor, action, what, key, *said)


def _facts(_wanted: Wanted) -> Iterator[Row]:
    about = ("sha256", "about", "slug")
    fact = ("facts__field", "facts__item", "facts__value", "facts__since", "facts__until")
    rest = ("url", "document", "accessed", "actor", "reason", "at", "takes_back__sha256")
    held = plain(Statement.objects.order_by("id", "facts__id"), *about, *fact, *rest)
    for n, (*said, actor, reason, at, earlier) in enumerate(held, start=1):
        yield (n, *said, actor_of(actor), reason, at, earlier)


def _parts(column: str, *names: str) -> Callable[[Wanted], Iterator[Row]]:
    """The parts of a list that stands in a column of documents, but for those that repeat words of closed records."""

    def rows(_wanted: Wanted) -> Iterator[Row]:
        closed = _closed_parts()
        for sha256, held in plain(Document.objects.filter(telling.DOCUMENTS).order_by("id"), "sha256", column):
            told = (one for one in held if not {*map(str, one.values())} & closed.get(sha256, set()))
            for place, one in enumerate(told):
                yield (sha256, place, *(one.get(name) for name in names))

    return rows


def _closed_parts() -> dict[str, set[str]]:
    """By document the addresses that its closed records print, and the fingerprints of their paragraphs."""
    found: dict[str, set[str]] = defaultdict(set)
    hidden = Record.objects.filter(is_closed=True).exclude(paragraph="")
    for sha256, paragraph in hidden.values_list("document__sha256", "paragraph"):
        found[sha256].add(paragraph)
    links = Claim.objects.filter(record__is_closed=True, field="links")
    for sha256, value in links.values_list("record__document__sha256", "value"):
        found[sha256] |= {str(word) for link in value or () for word in (link["text"], link["url"]) if word}
    return found


ROWS: dict[str, Callable[[Wanted], Iterator[Row]]] = {
    "judgements": _judgements,
    "questions": _questions,
    "problems": _problems,
    "changes": _changes,
    "facts": _facts,
    "set_aside": _parts("set_aside", "locator", "reason"),
    "fingerprints": _parts("fingerprints", "digest", "locator"),
    "document_links": _parts("links", "text", "url"),
}
