"""Materials: publications and the links that documents print beside meetings."""

from collections import defaultdict
from dataclasses import dataclass

from iscm.register.models import Publication


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """A publication; `mechanisms` are (slug, acronym), `themes` slugs. `document` names the document that lists it."""

    id: int
    title: str
    year: int | None
    kind: str
    lang: str
    url: str
    source: str
    document: int | None
    document_title: str
    mechanisms: tuple[tuple[str, str], ...] = ()
    themes: tuple[str, ...] = ()


def publications(mechanism: str = "") -> tuple[PublicationLine, ...]:
    """Every publication, or those of one mechanism; the newest first. Three queries."""
    wanted = Publication.objects.all()
    if mechanism:
        wanted = wanted.filter(mechanisms__slug=mechanism)
    columns = ("id", "title", "year", "kind", "lang", "url", "source", "document", "document__title")
    found = list(wanted.order_by("-year", "title", "id").values_list(*columns))
    keys = [row[0] for row in found]
    mechanisms: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for id_, slug, acronym in (
        Publication.mechanisms.through.objects.filter(publication__in=keys)
        .order_by("mechanism__position")
        .values_list("publication", "mechanism__slug", "mechanism__acronym")
    ):
        mechanisms[id_].append((slug, acronym))
    themes: dict[int, list[str]] = defaultdict(list)
    for id_, slug in (
        Publication.themes.through.objects.filter(publication__in=keys)
        .order_by("concept__position")
        .values_list("publication", "concept__slug")
    ):
        themes[id_].append(slug)
    return tuple(
        PublicationLine(*plain[:8], plain[8] or "", tuple(mechanisms[plain[0]]), tuple(themes[plain[0]]))
        for plain in found
    )
