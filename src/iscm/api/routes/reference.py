"""Calls about mechanisms, who sits in them, countries, themes and initiatives."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from iscm.api.answering import Json, Listed, Scene, answer, place, today
from iscm.api.routes.common import answers
from iscm.api.schemas import pages, reference
from iscm.api.schemas.asking import Asked, CountriesAsked, InitiativesAsked, MechanismsAsked, SeatsFilter, ThemesAsked
from iscm.api.showing import reference as showing
from iscm.domain.errors import UnknownReferenceError
from iscm.register.queries.countries import find_country
from iscm.register.queries.mechanisms import find_mechanism
from iscm.register.queries.paged import reference as paged
from iscm.register.queries.paged.seats import seats_part
from iscm.register.queries.vocabulary import vocabulary

router = Router(tags=["Reference"])


@router.get("/mechanisms", response=answers(pages.MechanismPage), operation_id="listMechanisms", summary="Mechanisms")
def list_mechanisms(request: HttpRequest, asked: Query[MechanismsAsked]) -> HttpResponse:
    """All mechanisms."""

    def make(scene: Scene) -> Listed:
        name = f"mechanisms:{asked.sort}"
        part = paged.mechanisms_part(asked.sort, place(scene, asked, name), scene.version)
        return Listed(name, part, "slug", showing.show_mechanisms(scene))

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
        name = f"countries:{asked.sort}"
        part = paged.countries_part(asked.sort, place(scene, asked, name), scene.version)
        return Listed(name, part, "alpha_2", showing.show_countries(scene))

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

    def make(scene: Scene) -> Listed:
        part = paged.themes_part(place(scene, asked, "themes"), scene.version)
        return Listed("themes", part, "slug", showing.show_themes(scene))

    return answer(request, asked, make)


@router.get("/themes/{slug:slug}", response=answers(reference.ThemeOut), operation_id="getTheme", summary="One theme")
def get_theme(request: HttpRequest, slug: str, asked: Query[Asked]) -> HttpResponse:
    """A theme with the mechanisms that yearly indexes print under it."""

    def make(scene: Scene) -> Json:
        found = paged.find_theme(vocabulary().theme(slug), scene.version)
        if found is None:
            raise UnknownReferenceError(f"There is no theme {slug}.")
        return showing.show_themes(scene)(found)

    return answer(request, asked, make)


@router.get(
    "/initiatives", response=answers(pages.InitiativePage), operation_id="listInitiatives", summary="Initiatives"
)
def list_initiatives(request: HttpRequest, asked: Query[InitiativesAsked]) -> HttpResponse:
    """All global initiatives, by slug."""

    def make(scene: Scene) -> Listed:
        part = paged.initiatives_part(place(scene, asked, "initiatives"), scene.version)
        return Listed("initiatives", part, "slug", showing.show_initiatives(scene))

    return answer(request, asked, make)


@router.get(
    "/initiatives/{slug:slug}",
    response=answers(reference.InitiativeOut),
    operation_id="getInitiative",
    summary="One initiative",
)
def get_initiative(request: HttpRequest, slug: str, asked: Query[Asked]) -> HttpResponse:
    """An initiative with its objectives and targets."""

    def make(scene: Scene) -> Json:
        found = paged.find_initiative(slug, scene.version)
        if found is None:
            raise UnknownReferenceError(f"There is no initiative {slug}.")
        return showing.show_initiatives(scene)(found)

    return answer(request, asked, make)
