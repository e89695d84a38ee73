"""Mechanisms, countries, themes and initiatives in parts: found by the database, with counts that are kept.

How many meetings each has is counted over all meetings once for each version of the register. Lists by such a number
are ordered by what is counted, and only the items of the part are read.
"""

from collections.abc import Collection

from django.db.models import Q

from iscm.register.models import Concept, Initiative, Mechanism, Territory
from iscm.register.queries.countries import CountryLine, country_lines, presence
from iscm.register.queries.mechanisms import MechanismLine, mechanism_lines, meetings_by_mechanism
from iscm.register.queries.paged.keyset import (
    Key,
    Order,
    Part,
    Place,
    counted,
    part_of_rows,
    part_of_table,
    replaced,
)
from iscm.register.queries.stamps import Version
from iscm.register.queries.themes import (
    InitiativeLine,
    ThemeLine,
    initiative_lines,
    meetings_by_initiative,
    meetings_by_theme,
    theme_lines,
)

THEMES = Q(scheme="theme")
BY_SLUG = Order(("slug",))


def mechanisms_part(sort: str, place: Place, version: Version) -> Part[MechanismLine]:
    """Mechanisms by "position", "acronym" or number of "meetings", downwards with "-". Five queries at most."""
    met, name, is_descending = counted(version, "met", meetings_by_mechanism), sort.removeprefix("-"), sort[0] == "-"
    if name == "meetings":
        slugs = Mechanism.objects.order_by().values_list("slug", flat=True)
        numbers = [(met[slug][0] if slug in met else 0, slug) for slug in slugs]
        part = part_of_rows(numbers, _itself, place, is_descending=is_descending)
    else:
        total = counted(version, "mechanisms", Mechanism.objects.count)
        part = part_of_table(Mechanism, Q(), Order((name, "slug"), is_descending), place, total)
    return replaced(part, {line.slug: line for line in mechanism_lines(Q(slug__in=_last(part)), met)})


def countries_part(sort: str, place: Place, version: Version) -> Part[CountryLine]:
    """Territories that have a seat or had a meeting, by "alpha_2", "mechanisms" or "hosted". Five queries at most."""
    found, name, is_descending = counted(version, "presence", presence), sort.removeprefix("-"), sort[0] == "-"
    if name == "alpha_2":
        wanted = Q(alpha_2__in=found.codes)
        total = counted(version, "countries", Territory.objects.filter(wanted).count)
        part = part_of_table(Territory, wanted, Order(("alpha_2",), is_descending), place, total)
    else:
        numbers = found.seats if name == "mechanisms" else found.hosted
        known = Territory.objects.filter(alpha_2__in=found.codes).order_by().values_list("alpha_2", flat=True)
        part = part_of_rows([(numbers[code], code) for code in known], _itself, place, is_descending=is_descending)
    return replaced(part, {line.alpha_2: line for line in country_lines(_last(part), found)})


def themes_part(place: Place, version: Version) -> Part[ThemeLine]:
    """Themes by slug. Five queries at most."""
    total = counted(version, "themes", Concept.objects.filter(THEMES).count)
    part = part_of_table(Concept, THEMES, BY_SLUG, place, total)
    return replaced(part, _themes(_last(part), version))


def find_theme(slug: str, version: Version) -> ThemeLine | None:
    """One theme. Three queries at most."""
    return _themes([slug], version).get(slug)


def initiatives_part(place: Place, version: Version) -> Part[InitiativeLine]:
    """Initiatives by slug. Seven queries at most."""
    total = counted(version, "initiatives", Initiative.objects.count)
    part = part_of_table(Initiative, Q(), BY_SLUG, place, total)
    return replaced(part, _initiatives(_last(part), version))


def find_initiative(slug: str, version: Version) -> InitiativeLine | None:
    """One initiative. Five queries at most."""
    return _initiatives([slug], version).get(slug)


def _themes(slugs: Collection[str], version: Version) -> dict[str, ThemeLine]:
    filed = counted(version, "filed under themes", meetings_by_theme)
    return {line.slug: line for line in theme_lines(Q(slug__in=slugs), filed)}


def _initiatives(slugs: Collection[str], version: Version) -> dict[str, InitiativeLine]:
    filed = counted(version, "filed under initiatives", meetings_by_initiative)
    return {line.slug: line for line in initiative_lines(Q(slug__in=slugs), filed)}


def _itself(row: tuple[int, str]) -> Key:
    return row


def _last(part: Part[tuple[int, str]] | Part[Key]) -> list[str]:
    return [str(key[-1]) for key in part.items]
