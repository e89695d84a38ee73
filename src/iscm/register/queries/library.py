"""Materials: publications and the links that documents print beside meetings."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from iscm.domain.addresses import followable
from iscm.register.models import Publication
from iscm.register.queries.telling import RECORDS


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """A publication; `mechanisms` are (slug, acronym), `themes` slugs. `document` names the document that lists it.

    `key` is its folded title, by which it is the same wherever it is named.
    """

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
    key: str = ""


def publications(mechanism: str = "", titles: Collection[str] | None = None) -> tuple[PublicationLine, ...]:
    """Every publication once, or those of one mechanism or with these folded titles; newest first. Three queries."""
    told = Publication.objects.filter(RECORDS, Q(document=None) | Q(document__is_closed=False))
    wanted = told if titles is None else told.filter(title_key__in=titles)
    if mechanism:
        wanted = wanted.filter(mechanisms__slug=mechanism)
    columns = ("title_key", "id", "title", "year", "kind", "lang", "url", "source", "document", "document__title")
    found = list(wanted.order_by("-year", "title", "id").values_list(*columns))
    keys = [row[1] for row in found]
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
    lines: dict[str, PublicationLine] = {}
    for key, *plain in found:
        plain[5] = followable(plain[5])
        values: list[Any] = [*plain[:8], plain[8] or "", tuple(mechanisms[plain[0]]), tuple(themes[plain[0]]), key]
        line = PublicationLine(*values)
        lines[key] = _joined(lines[key], line) if key in lines else line
    return tuple(lines.values())


def _joined(one: PublicationLine, other: PublicationLine) -> PublicationLine:
    """A publication that documents and reference facts both name, with what each knows of it."""
    named = one if one.document else other
    return replace(
        one,
        kind=one.kind or other.kind,
        url=one.url or other.url,
        document=named.document,
        document_title=named.document_title,
        mechanisms=tuple(dict.fromkeys((*one.mechanisms, *other.mechanisms))),
        themes=tuple(dict.fromkeys((*one.themes, *other.themes))),
    )
