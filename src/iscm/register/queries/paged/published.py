"""Materials and editions in parts."""

from dataclasses import dataclass

from django.db.models import Q

from iscm.register.models import Edition
from iscm.register.queries.library import PublicationLine, publications
from iscm.register.queries.paged.keyset import Key, Order, Part, Place, counted, part_of_rows, part_of_table, replaced
from iscm.register.queries.published import EditionLine, edition_lines
from iscm.register.queries.stamps import Version

Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a material is found and ordered by; `key` is its folded title."""

    id: int
    key: str
    title: str
    year: int
    mechanisms: frozenset[str]
    themes: frozenset[str]


def editions_part(name: str, sort: str, place: Place, version: Version, lang: str) -> Part[EditionLine]:
    """Editions, or those of one publication, by "published_at", downwards with "-". Six queries at most."""
    wanted = Q(name=name) if name else Q()
    total = counted(version, ("editions", name), Edition.objects.filter(wanted).count)
    part = part_of_table(Edition, wanted, Order(("published_at", "id"), sort.startswith("-")), place, total)
    return replaced(part, edition_lines(Edition.objects.filter(id__in=[key[-1] for key in part.items]), lang))


def materials_part(
    sort: str, place: Place, version: Version, *, mechanism: Values = (), theme: Values = (), year: int | None = None
) -> Part[PublicationLine]:
    """Materials by "year" or "title", downwards with "-". Three queries.

    Which of them are the same publication is worked out once for each version of the register; then only those of the
    part are read.
    """
    asked = (frozenset(mechanism), frozenset(theme), year)
    found = [one for one in counted(version, "materials", _index) if _fits(one, *asked)]
    by = _by_title if sort.removeprefix("-") == "title" else _by_year
    part = part_of_rows(found, by, place, is_descending=sort.startswith("-"))
    lines = {line.id: line for line in publications(titles=[one.key for one in part.items])}
    items = tuple(lines[one.id] for one in part.items if one.id in lines)
    return Part(items, part.total, part.first, part.last, part.has_before, part.has_after)


def _index() -> tuple[_Entry, ...]:
    return tuple(
        _Entry(
            line.id,
            line.key,
            line.title,
            line.year or 0,
            frozenset(slug for slug, _ in line.mechanisms),
            frozenset(line.themes),
        )
        for line in publications()
    )


def _fits(one: _Entry, mechanisms: frozenset[str], themes: frozenset[str], year: int | None) -> bool:
    if year and one.year != year:
        return False
    if mechanisms and not one.mechanisms & mechanisms:
        return False
    return not themes or bool(one.themes & themes)


def _by_year(one: _Entry) -> Key:
    return (one.year, one.id)


def _by_title(one: _Entry) -> Key:
    return (one.title, one.id)
