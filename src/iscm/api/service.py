"""The API put together: its routes, and what is said when a call cannot be answered."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from iscm.api.errors import TABLE, answer_to, problem
from iscm.api.routes import meetings, planning, reference, sources, submissions

api = NinjaAPI(
    title="Register of inter-State consultation mechanisms on migration",
    version="1",
    description="Everything that the register knows, to be read. It is the same as the pages show.",
    urls_namespace="api-v1",
    openapi_url=None,
    docs_url=None,
)
for routes in (meetings, reference, sources, planning, submissions):
    api.add_router("", routes.router)


def _wrong(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    """Parameters of other types; a pointer names the parameter and its place in a list, or what is sent."""
    found = error.errors if isinstance(error, ValidationError) else []
    said = [{"detail": str(one["msg"]), "pointer": _pointer(list(map(str, one["loc"])))} for one in found]
    if any(one["loc"][0] == "body" for one in found):
        what = "What was sent is not as it is described."
        return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, what, errors=said[:20])
    return problem(request, HTTPStatus.BAD_REQUEST, "Parameters have values that they cannot have.", errors=said[:20])


def _pointer(place: list[str]) -> str:
    """Into the parameters, or into the body: the library names its argument there, too."""
    return "#/" + "/".join(place[2:] if place[0] == "body" else place)


def _unknown(request: HttpRequest, _: AuthenticationError | type[AuthenticationError]) -> HttpResponse:
    what = "It needs a key of this register: Authorization: Bearer iscm_…"
    response = problem(request, HTTPStatus.UNAUTHORIZED, what)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


api.add_exception_handler(ValidationError, _wrong)
api.add_exception_handler(AuthenticationError, _unknown)
for kind in TABLE:
    api.add_exception_handler(kind, answer_to)
