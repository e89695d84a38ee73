"""The documents and what they say, as rows of the open data."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from iscm.domain.documents import Trust
from iscm.publication.opendata.columns import Row
from iscm.register.closing import CLAIMED, told_claim
from iscm.register.models import Anniversary, Claim, Document, IndexEntry, Publication
from iscm.register.queries.opendata.wanted import Wanted, counted, plain
from iscm.register.queries.telling import REFUSED, REFUSED_RECORDS, SENT_IN

CORRECTION = "correction"
BY_EDITOR = "Correction by an editor"
CLOSED_MEETING = "Closed meeting"
CLOSED = "closed"
"""The name of a document of which the public learns none."""
PRINTED = ("date", "place", "mechanism", "title", "outcome")
KEY_LENGTH = 16


def _documents(wanted: Wanted) -> Iterator[Row]:
    numbers = wanted.numbers("documents", Document.objects.all())
    columns = (
        "reader", "year", "last_update", "speaks_until", "stated_count", "record_count", "trust", "lang", "source_key",
        "supersedes__sha256", "received_at", "accepted_at",
    )  # fmt: skip
    refused = set(REFUSED.values_list("document", flat=True))
    held = wanted.documents().order_by("id")
    for key, sha256, name, title, publisher, is_closed, *rest in plain(
        held, "id", "sha256", "name", "title", "publisher", "is_closed", *columns
    ):
        shown = BY_EDITOR if rest[0] == CORRECTION else title
        rest[6] = Trust(rest[6]).name.lower()
        rest[-1] = None if key in refused else rest[-1]  # nothing follows from it
        told = (CLOSED, None, None) if is_closed and rest[0] != CORRECTION else (name, shown, publisher)
        yield (sha256, numbers.find(key), *told, *rest)


def _records(wanted: Wanted) -> Iterator[Row]:
    columns = ("key", "document__sha256", "n", "is_closed", "locator", "printed", "title", "lang", "paragraph")
    for piece in wanted.records():
        held = plain(piece.order_by("document_id", "n"), *columns)
        for key, sha256, n, is_closed, locator, printed, *rest in held:
            if is_closed:
                yield (key, sha256, n, {}, *(None for _ in PRINTED), CLOSED_MEETING, "und", "")
            else:
                yield (key, sha256, n, locator, *(printed.get(name) for name in PRINTED), *rest)


def _claims(wanted: Wanted) -> Iterator[Row]:
    order = ("record__document_id", "record__n", "id")
    for piece in wanted.records():
        held = (
            Claim.objects.exclude(record__document__reader__in=SENT_IN, record__document__accepted_at=None)
            .exclude(record__document__reader__in=SENT_IN, record__document__in=REFUSED)
            .exclude(record__in=REFUSED_RECORDS)
            if wanted.year is None
            else Claim.objects.filter(record__in=list(piece.values_list("pk", flat=True)))
        )
        held = held.filter(is_closed=False)
        columns = ("record__is_closed", "record__key", "field", "value", "original", "lang")
        yield from counted(_told(plain(held.order_by(*order), *columns)))


def _told(claims: Iterable[Row]) -> Iterator[Row]:
    """Claims without what nobody may read of closed meetings: without all words, and with some values only."""
    for is_closed, key, field, value, original, lang in claims:
        if not is_closed:
            yield (key, field, value, original, lang)
        elif field in CLAIMED:
            yield (key, field, told_claim(field, value), None, "und")


def _indexes(wanted: Wanted) -> Iterator[Row]:
    held = IndexEntry.objects.filter(wanted.of_year()).order_by("document_id", "line", "position")
    names = ("theme__slug", "initiative__slug", "mechanism__slug")
    return plain(held, "document__sha256", "line", "position", *names, "year", "printed", "remark", "locator")


def _anniversaries(wanted: Wanted) -> Iterator[Row]:
    held = Anniversary.objects.order_by("document_id", "id")
    columns = ("document__sha256", "mechanism__slug", "years", "year", "locator")
    return (row for row in counted(plain(held, *columns)) if wanted.year in {None, row[4]})


def _materials(wanted: Wanted) -> Iterator[Row]:
    mechanisms, themes = _slugs("mechanisms", "mechanism"), _slugs("themes", "concept")
    columns = ("document__sha256", "id", "title", "year", "kind", "lang", "url", "source", "locator")
    known = plain(Publication.objects.filter(document=None).order_by("id"), *columns)
    told = Publication.objects.exclude(document=None).exclude(document__is_closed=True)
    named = plain(told.order_by("document_id", "id"), *columns)
    for rows in (known, named):
        for sha256, n, key, *said, locator in counted(rows):
            if wanted.year in {None, said[1]}:
                name = f"{(sha256 or 'reference')[:KEY_LENGTH]}/{n + 1}"
                yield (name, sha256, *said, mechanisms.get(key, ()), themes.get(key, ()), locator)


def _slugs(of: str, column: str) -> dict[int, list[str]]:
    """By publication, the slugs of its mechanisms or themes in the order of the data."""
    found: dict[int, list[str]] = defaultdict(list)
    through = getattr(Publication, of).through
    rows = through.objects.order_by("publication_id", f"{column}__position")
    for key, slug in rows.values_list("publication_id", f"{column}__slug"):
        found[key].append(slug)
    return found


ROWS: dict[str, Callable[[Wanted], Iterator[Row]]] = {
    "documents": _documents,
    "records": _records,
    "claims": _claims,
    "indexes": _indexes,
    "anniversaries": _anniversaries,
    "materials": _materials,
}
