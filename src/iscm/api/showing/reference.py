"""Mechanisms, seats, countries, themes and initiatives as JSON."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from iscm.api.answering import Json, Scene
from iscm.register.queries.countries import CountryLine, SeatLine
from iscm.register.queries.mechanisms import MechanismDetail, MechanismLine
from iscm.register.queries.paged.seats import SeatItem
from iscm.register.queries.themes import InitiativeLine, ThemeLine


def show_mechanisms(scene: Scene) -> Callable[[MechanismLine], Json]:
    """What makes JSON of a mechanism in a list."""
    address = scene.pages("mechanism", "slug")
    names = ("slug", "acronym", "name", "level", "established", "status", "is_iscm")
    counts = ("meetings", "first_year", "last_year", "states")
    return lambda line: {
        "url": address(line.slug),
        "regions": [*line.regions],
        **_taken(line, (*names, *counts)),
    }


def show_mechanism(scene: Scene, found: MechanismDetail) -> Json:
    """One mechanism."""
    plain = ("slug", "acronym", "name", "level", "established", "status", "is_iscm")
    said = ("status_note", "website", "secretariat", "chair_period", "chair_as_of", "predecessor", "successor")
    names = [_said(one, ("text", "lang", "since", "until", "note")) for one in found.names if not one.seen_in]
    return {
        **_taken(found, plain),
        **_said(found, said),
        "url": scene.page("mechanism", slug=found.slug),
        **{name: [*getattr(found, name)] for name in ("regions", "chair_states", "languages", "focus")},
        "names": names,
        "bodies": [_said(one, ("name", "kind", "note")) for one in found.bodies],
        "references": [
            {**_said(one, ("url", "document", "accessed")), "says": [*one.says]} for one in found.references
        ],
    }


def show_seats(scene: Scene) -> Callable[[SeatItem], Json]:
    """What makes JSON of a seat."""
    return lambda seat: {
        **_taken(seat, ("id", "mechanism", "acronym", "role")),
        **_said(seat, ("country", "basis", "as_of", "since", "until")),
        "name": scene.labels.country(seat.country) if seat.country else seat.organisation,
    }


def show_countries(scene: Scene) -> Callable[[CountryLine], Json]:
    """What makes JSON of a country."""
    address = scene.pages("country", "code")
    return lambda line: {
        **_taken(line, ("alpha_2", "alpha_3", "region_m49", "subregion_m49", "mechanisms", "hosted")),
        "url": address(line.alpha_2.lower()),
        "name": dict(line.names).get(scene.words.key) or line.name,
    }


def show_country(scene: Scene, line: CountryLine, seats: Sequence[SeatLine]) -> Json:
    """One country with its seats."""
    held = [
        {
            "mechanism": one.slug,
            **_taken(one, ("acronym", "role")),
            **_said(one, ("basis", "as_of", "since", "until")),
        }
        for one in seats
    ]
    return show_countries(scene)(line) | {"seats": held}


def show_themes(scene: Scene) -> Callable[[ThemeLine], Json]:
    """What makes JSON of a theme."""
    address = scene.pages("theme", "slug")
    return lambda line: {
        "slug": line.slug,
        "url": address(line.slug),
        "label": scene.labels.theme(line.slug, line.label),
        **_said(line, ("broader", "scope_note")),
        "stated": _stated(line.stated),
        "meetings": line.meetings,
    }


def show_initiatives(scene: Scene) -> Callable[[InitiativeLine], Json]:
    """What makes JSON of an initiative."""
    address = scene.pages("initiative", "slug")
    return lambda line: {
        **_taken(line, ("slug", "name")),
        **_said(line, ("acronym", "kind", "adopted", "held", "place", "symbol")),
        "url": address(line.slug),
        "website": line.url or None,
        "objectives": [{"number": one.number, "title": one.title, "themes": [*one.themes]} for one in line.objectives],
        "targets": dict(line.targets),
        "stated": _stated(line.stated),
        "meetings": line.meetings,
    }


def _stated(stated: Mapping[int, Sequence[str]]) -> list[Json]:
    return [{"year": year, "mechanisms": [*slugs]} for year, slugs in sorted(stated.items())]


def _taken(held: Any, names: Sequence[str]) -> Json:
    return {name: getattr(held, name) for name in names}


def _said(held: Any, names: Sequence[str]) -> Json:
    """The same, with null for what nobody said."""
    return {name: getattr(held, name) or None for name in names}
