"""Themes and initiatives: who addressed what in which year, as documents state it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Sum

from iscm.register.models import Concept, IndexEntry, Initiative, Mechanism, Objective
from iscm.register.queries.tallies import tallies

Filed = dict[int, dict[str, int]]
MERGED = "merged-theme"
"""The scheme of themes that were merged into others: they are listed nowhere, and what names them counts there."""


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme.

    `stated` has, by year, the slugs of the mechanisms that a yearly index prints under it; `meetings` counts, by basis
    (stated, suggested), the meetings filed under it.
    """

    slug: str
    label: str
    pref_label: tuple[tuple[str, str], ...]
    broader: str
    scope_note: str
    stated: dict[int, tuple[str, ...]]
    meetings: dict[str, int]

    @property
    def mentions(self) -> int:
        """In how many mechanism-years it is stated."""
        return sum(len(slugs) for slugs in self.stated.values())


@dataclass(frozen=True, slots=True)
class InitiativeLine:
    """An initiative with its objectives; `stated` and `remarks` are by year, as the yearly indexes print them."""

    slug: str
    name: str
    acronym: str
    kind: str
    adopted: str
    held: str
    place: str
    symbol: str
    url: str
    targets: tuple[tuple[str, str], ...]
    stated: dict[int, tuple[str, ...]]
    remarks: tuple[tuple[int | None, str], ...]
    meetings: dict[str, int]
    objectives: tuple["ObjectiveLine", ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """One objective; `themes` are slugs of the themes near it."""

    number: int
    title: str
    short: str
    themes: tuple[str, ...]


def all_themes() -> tuple[ThemeLine, ...]:
    """Every theme in the order of the data. Three queries."""
    return theme_lines(Q(), meetings_by_theme())


def meetings_by_theme() -> Filed:
    """How many meetings are filed under each theme, by its key and the basis. One query."""
    return _counts("theme")


def theme_lines(wanted: Q, filed: Filed) -> tuple[ThemeLine, ...]:
    """The themes of a condition in the order of the data. Two queries."""
    columns = ("id", "slug", "label", "pref_label", "broader", "scope_note")
    rows = list(Concept.objects.filter(wanted, scheme="theme").values_list(*columns))
    stated = _stated_of_themes({row[1]: row[0] for row in rows})
    return tuple(
        ThemeLine(slug, label, tuple(names.items()), broader, note, stated.get(id_, {}), filed.get(id_, {}))
        for id_, slug, label, names, broader, note in rows
    )


def all_initiatives() -> tuple[InitiativeLine, ...]:
    """Every initiative in the order of the data. Five queries."""
    return initiative_lines(Q(), meetings_by_initiative())


def meetings_by_initiative() -> Filed:
    """How many meetings are filed under each initiative, by its key and the basis. One query."""
    return _counts("initiative")


def initiative_lines(wanted: Q, filed: Filed) -> tuple[InitiativeLine, ...]:
    """The initiatives of a condition in the order of the data. Four queries."""
    columns = ("slug", "name", "acronym", "kind", "adopted", "held", "place", "symbol", "url")
    rows = list(Initiative.objects.filter(wanted).values_list("id", "targets", *columns))
    keys = [row[0] for row in rows]
    stated, remarks, objectives = _stated("initiative", keys), _remarks(keys), _objectives(keys)
    lines = []
    for id_, targets, *plain in rows:
        said = (stated.get(id_, {}), tuple(dict.fromkeys(remarks[id_])))
        values: list[Any] = [*plain, tuple(targets.items()), *said, filed.get(id_, {}), tuple(objectives[id_])]
        lines.append(InitiativeLine(*values))
    return tuple(lines)


def mechanism_order() -> tuple[tuple[str, str, str], ...]:
    """Slug, acronym and level of every mechanism in the order of the data. One query."""
    return tuple(Mechanism.objects.order_by("position").values_list("slug", "acronym", "level"))


def _remarks(keys: list[int]) -> dict[int, list[tuple[int | None, str]]]:
    found: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
    printed = IndexEntry.objects.filter(initiative__in=keys).exclude(remark="")
    for id_, year, remark in printed.values_list("initiative", "year", "remark").distinct():
        if id_ is not None:
            found[id_].append((year, remark))
    return found


def _objectives(keys: list[int]) -> dict[int, list[ObjectiveLine]]:
    found: dict[int, list[ObjectiveLine]] = defaultdict(list)
    columns = ("initiative", "number", "title", "short", "themes")
    for id_, number, title, short, themes in Objective.objects.filter(initiative__in=keys).values_list(*columns):
        found[id_].append(ObjectiveLine(number, title, short, tuple(themes)))
    return found


def _stated(what: str, keys: list[int]) -> dict[int, dict[int, tuple[str, ...]]]:
    found: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    entries = IndexEntry.objects.filter(**{f"{what}__in": keys}, mechanism__isnull=False, year__isnull=False)
    for id_, year, slug in entries.order_by("year", "line", "position").values_list(what, "year", "mechanism__slug"):
        if slug not in found[id_][year]:
            found[id_][year].append(slug)
    return {id_: {year: tuple(slugs) for year, slugs in by_year.items()} for id_, by_year in found.items()}


def _stated_of_themes(keys: dict[str, int]) -> dict[int, dict[int, tuple[str, ...]]]:
    """The same for themes (their keys by slug); what is printed under a merged one counts for where it went."""
    found: dict[int, dict[int, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    wanted = Q(theme__in=keys.values()) | Q(theme__scheme=MERGED, theme__replaced_by__in=keys)
    entries = IndexEntry.objects.filter(wanted, mechanism__isnull=False, year__isnull=False)
    columns = ("theme__slug", "theme__scheme", "theme__replaced_by", "year", "mechanism__slug")
    for slug, scheme, into, year, mechanism in entries.order_by("year", "line", "position").values_list(*columns):
        found[keys[into if scheme == MERGED else slug]][year][mechanism] = None
    return {id_: {year: tuple(slugs) for year, slugs in by_year.items()} for id_, by_year in found.items()}


def _counts(what: str) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for key, basis, number in tallies(what).values_list("key", "basis").annotate(held=Sum("rows")):
        found[int(key)][basis] = number
    return found
