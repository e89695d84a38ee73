"""What is said when a call cannot be answered: one table from errors to answers, all of them as RFC 9457 tells it."""

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from iscm.domain.errors import (
    ConflictError,
    IscmError,
    NonsenseError,
    RefusedError,
    UnknownReferenceError,
    UnreadableInputError,
)

MEDIA = "application/problem+json"
TYPES = "/api/#problem-"  # each kind of problem is told on the page of the API

Wrong = tuple[str, str]


class AskedWronglyError(IscmError):
    """Parameters that are not those of the call: `wrong` are (parameter, why)."""

    def __init__(self, wrong: Iterable[Wrong]) -> None:
        self.wrong = tuple(wrong)
        super().__init__("The call has parameters that it does not take.")


class NoSuchPartError(IscmError, LookupError):
    """A cursor that leads nowhere: of another list, of another server, or made up."""


class WithdrawnError(IscmError):
    """A meeting that was taken back from readers."""

    def __init__(self, reason: str, withdrawn_at: str) -> None:
        self.withdrawn_at = withdrawn_at
        super().__init__(reason or "This meeting was withdrawn.")


TABLE: dict[type[Exception], HTTPStatus] = {
    AskedWronglyError: HTTPStatus.BAD_REQUEST,
    NoSuchPartError: HTTPStatus.NOT_FOUND,
    UnknownReferenceError: HTTPStatus.NOT_FOUND,
    WithdrawnError: HTTPStatus.GONE,
    RefusedError: HTTPStatus.FORBIDDEN,
    ConflictError: HTTPStatus.CONFLICT,
    UnreadableInputError: HTTPStatus.UNPROCESSABLE_ENTITY,
}


def answer_to(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """The answer to an error of the table."""
    status = next(status for kind, status in TABLE.items() if isinstance(error, kind))
    more: dict[str, Any] = {}
    if isinstance(error, AskedWronglyError):
        more["errors"] = [{"detail": why, "pointer": f"#/query/{name}"} for name, why in error.wrong]
    if isinstance(error, NonsenseError):
        part = "query" if request.method == "GET" else "values"
        more["errors"] = [{"detail": why, "pointer": f"#/{part}/{name}"} for name, why in error.wrong.items()]
    if isinstance(error, WithdrawnError):
        more["withdrawn_at"] = error.withdrawn_at
    if isinstance(error, UnreadableInputError):
        more["errors"] = [{"detail": f"{error.what}. {error.remedy}".strip(), "pointer": f"#/values/{error.name}"}]
    return problem(request, status, str(error), **more)


def problem(request: HttpRequest, status: HTTPStatus, detail: str = "", **more: Any) -> HttpResponse:
    """A problem as it is answered; `detail` is a sentence, the standard's own without one."""
    said = {
        "type": f"{TYPES}{status.value}",
        "title": status.phrase,
        "status": status.value,
        "detail": detail or f"{status.description or status.phrase}.",
        "instance": request.path,
        **more,
    }
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        said["reference"] = getattr(request, "reference", "")
    return HttpResponse(json.dumps(said, ensure_ascii=False), status=status.value, content_type=MEDIA)
