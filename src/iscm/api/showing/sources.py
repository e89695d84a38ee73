"""Documents, records, problems, materials and editions as JSON."""

from collections.abc import Callable
from dataclasses import asdict

from iscm.api.answering import Json, Scene
from iscm.register.queries.documents import DocumentLine
from iscm.register.queries.library import PublicationLine
from iscm.register.queries.paged.sources import ProblemItem, RecordItem
from iscm.register.queries.published import EditionLine


def show_documents(scene: Scene) -> Callable[[DocumentLine], Json]:
    """What makes JSON of a document."""
    names = ("id", "reader", "year", "last_update", "stated_count", "record_count", "lang", "sha256")
    times = ("received_at", "accepted_at", "problems")
    return lambda line: {
        **{name: getattr(line, name) for name in (*names, *times)},
        "url": scene.page("document", pk=line.id),
        "title": line.title or line.name,
        "is_closed": line.is_closed,
        "publisher": line.publisher or None,
    }


def show_record(record: RecordItem) -> Json:
    """A record."""
    return {
        "key": record.key,
        "document": record.document,
        "n": record.n,
        "title": record.title,
        "is_closed": record.is_closed,
        "lang": record.lang,
        "locator": record.locator,
        "printed": record.printed,
        "claims": [{"field": field, "value": value, "words": words} for field, value, words in record.claims],
        "meetings": [*record.meetings],
    }


def show_problem(found: ProblemItem) -> Json:
    """A problem."""
    return asdict(found) | {"suggestion": found.suggestion or None, "readings": [*found.readings]}


def show_material(line: PublicationLine) -> Json:
    """A material."""
    return {
        "id": line.id,
        "title": line.title,
        "year": line.year,
        "kind": line.kind or None,
        "lang": line.lang,
        "url": line.url or None,
        "source": line.source or None,
        "document": line.document,
        "mechanisms": [slug for slug, _ in line.mechanisms],
        "themes": [*line.themes],
    }


def show_editions(scene: Scene) -> Callable[[EditionLine], Json]:
    """What makes JSON of an edition."""
    names = ("name", "number", "kind", "about", "title", "published_at", "modified", "digest", "corrects")
    return lambda line: {
        **{name: getattr(line, name) for name in names},
        "url": scene.page("edition", name=line.name, number=line.number),
        "note": line.note or None,
        "changes": dict(line.changes) if line.changes is not None else None,
        "corrigenda": [*line.corrigenda],
        "files": [asdict(file) for file in line.files],
    }
