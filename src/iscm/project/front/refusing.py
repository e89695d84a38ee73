"""What is said where no page can be: as a page in the reader's language, to programs as a problem (RFC 9457)."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from iscm.api.edge import ROOT
from iscm.api.errors import problem
from iscm.website.views import errors


def refusal(request: HttpRequest, status: HTTPStatus, seconds: int = 0) -> HttpResponse:
    """The answer of a status; `seconds` until it is worth asking again, 0 if that does not help."""
    if request.path_info.startswith(ROOT):
        response = problem(request, status, errors.in_english(status, seconds))
    else:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            response = errors.said(request, status, seconds)
            response.headers.setdefault("Content-Language", language)
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    # Said on purpose, so it is no fault for the log of faults.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001  # Django's own mark
    return response
