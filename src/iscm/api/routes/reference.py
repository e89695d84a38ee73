"""Calls about mechanisms, who sits in them, countries, themes and initiatives."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from iscm.api.answering import Json, Listed, Scene, answer, place, today
from iscm.api.routes.common import answers, listed
from iscm.api.schemas import pages, reference
from iscm.api.schemas.asking import Asked, CountriesAsked, InitiativesAsked, MechanismsAsked, SeatsFilter, ThemesAsked
from iscm.api.showing import reference as showing
from iscm.domain.errors import UnknownReferenceError
from iscm.register.queries.countries import all_countries, find_country
from iscm.register.queries.mechanisms import all_mechanisms, find_mechanism
from iscm.register.queries.paged.keyset import Key
from iscm.register.queries.paged.seats import seats_part
from iscm.register.queries.themes import all_initiatives, all_themes

router = Router(tags=["Reference"])


@router.get("/mechanisms", response=answers(pages.MechanismPage), operation_id="listMechanisms", summary="Mechanisms")
def list_mechanisms(request: HttpRequest, asked: Query[MechanismsAsked]) -> HttpResponse:
    """All mechanisms."""

    def make(scene: Scene) -> Listed:
        lines = all_mechanisms()
        places = {line.slug: number for number, line in enumerate(lines)}
        orders: dict[str, Callable[[Any], Key]] = {
            "position": lambda line: (places[line.slug],),
            "acronym": lambda line: (line.acronym, line.slug),
            "meetings": lambda line: (line.meetings, line.slug),
        }
        order = (asked.sort, orders[asked.sort.removeprefix("-")])
        return listed(scene, asked, lines, order, key="slug", show=showing.show_mechanisms(scene))

    return answer(request, asked, make)


@router.get(
    "/mechanisms/{slug:slug}",
    response=answers(reference.MechanismDetailOut),
    operation_id="getMechanism",
    summary="One mechanism",
)
def get_mechanism(request: HttpRequest, slug: str, asked: Query[Asked]) -> HttpResponse:
    """All that is known of a mechanism itself. Its members are given by `/memberships`."""

    def make(scene: Scene) -> Json:
        found = find_mechanism(slug)
        if found is None:
            raise UnknownReferenceError(f"There is no mechanism {slug}.")
        return showing.show_mechanism(scene, found)

    return answer(request, asked, make)


@router.get(
    "/memberships", response=answers(pages.MembershipPage), operation_id="listMemberships", summary="Who sits where"
)
def list_memberships(request: HttpRequest, asked: Query[SeatsFilter]) -> HttpResponse:
    """Seats as of a day: by lists that speak for that day or an earlier one, or for no stated day."""
    day = asked.as_of or today()

    def make(scene: Scene) -> Listed:
        begin = place(scene, asked, "seats")
        wanted = {"mechanism": tuple(asked.mechanism), "country": tuple(asked.country)}
        part = seats_part(day, begin, scene.version, **wanted, role=asked.role or "")
        return Listed("seats", part, "id", showing.show_seats(scene))

    return answer(request, asked, make, also=day)


@router.get("/countries", response=answers(pages.CountryPage), operation_id="listCountries", summary="Countries")
def list_countries(request: HttpRequest, asked: Query[CountriesAsked]) -> HttpResponse:
    """Every State and territory that sits in a mechanism or hosted a meeting."""

    def make(scene: Scene) -> Listed:
        orders: dict[str, Callable[[Any], Key]] = {
            "alpha_2": lambda line: (line.alpha_2,),
            "mechanisms": lambda line: (line.mechanisms, line.alpha_2),
            "hosted": lambda line: (line.hosted, line.alpha_2),
        }
        order = (asked.sort, orders[asked.sort.removeprefix("-")])
        return listed(scene, asked, all_countries(), order, key="alpha_2", show=showing.show_countries(scene))

    return answer(request, asked, make)


@router.get(
    "/countries/{slug:code}",
    response=answers(reference.CountryDetailOut),
    operation_id="getCountry",
    summary="One country",
)
def get_country(request: HttpRequest, code: str, asked: Query[Asked]) -> HttpResponse:
    """A country by its alpha-2 code, with its seats."""

    def make(scene: Scene) -> Json:
        found = find_country(code.upper())
        if found is None:
            raise UnknownReferenceError(f"There is no country {code}.")
        return showing.show_country(scene, *found)

    return answer(request, asked, make)


@router.get("/themes", response=answers(pages.ThemePage), operation_id="listThemes", summary="Themes")
def list_themes(request: HttpRequest, asked: Query[ThemesAsked]) -> HttpResponse:
    """All themes, by slug."""
    return answer(request, asked, lambda scene: _by_slug(scene, asked, all_themes(), showing.show_themes(scene)))


@router.get("/themes/{slug:slug}", response=answers(reference.ThemeOut), operation_id="getTheme", summary="One theme")
def get_theme(request: HttpRequest, slug: str, asked: Query[Asked]) -> HttpResponse:
    """A theme with the mechanisms that yearly indexes print under it."""
    return answer(request, asked, lambda scene: _one(slug, all_themes(), showing.show_themes(scene)))


@router.get(
    "/initiatives", response=answers(pages.InitiativePage), operation_id="listInitiatives", summary="Initiatives"
)
def list_initiatives(request: HttpRequest, asked: Query[InitiativesAsked]) -> HttpResponse:
    """All global initiatives, by slug."""
    return answer(
        request, asked, lambda scene: _by_slug(scene, asked, all_initiatives(), showing.show_initiatives(scene))
    )


@router.get(
    "/initiatives/{slug:slug}",
    response=answers(reference.InitiativeOut),
    operation_id="getInitiative",
    summary="One initiative",
)
def get_initiative(request: HttpRequest, slug: str, asked: Query[Asked]) -> HttpResponse:
    """An initiative with its objectives and targets."""
    return answer(request, asked, lambda scene: _one(slug, all_initiatives(), showing.show_initiatives(scene)))


def _by_slug(scene: Scene, asked: Any, lines: tuple[Any, ...], show: Callable[[Any], Json]) -> Listed:
    return listed(scene, asked, lines, ("slug", lambda line: (line.slug,)), key="slug", show=show)


def _one(slug: str, lines: tuple[Any, ...], show: Callable[[Any], Json]) -> Json:
    found = next((line for line in lines if line.slug == slug), None)
    if found is None:
        raise UnknownReferenceError(f"Nothing here is called {slug}.")
    return show(found)
