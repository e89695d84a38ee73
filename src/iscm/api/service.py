"""The API put together: its routes, and what is said when a call cannot be answered."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from iscm.api.errors import TABLE, answer_to, problem
from iscm.api.routes import meetings, reference, sources

api = NinjaAPI(
    title="Register of inter-State consultation mechanisms on migration",
    version="1",
    description="Everything that the register knows, to be read. It is the same as the pages show.",
    urls_namespace="api-v1",
    openapi_url=None,
    docs_url=None,
)
for routes in (meetings, reference, sources):
    api.add_router("", routes.router)


def _wrong(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    """Parameters of other types; a pointer names the parameter and its place in a list."""
    said = [
        {"detail": str(one["msg"]), "pointer": "#/" + "/".join(["query", *map(str, one["loc"][1:])])}
        for one in (error.errors if isinstance(error, ValidationError) else ())
    ]
    return problem(request, HTTPStatus.BAD_REQUEST, "Parameters have values that they cannot have.", errors=said[:20])


api.add_exception_handler(ValidationError, _wrong)
for kind in TABLE:
    api.add_exception_handler(kind, answer_to)
