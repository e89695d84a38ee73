"""A database that is gone, or takes no changes at the moment: told as that, and nothing that was typed is lost."""

import logging
import sys
import traceback
from collections.abc import Callable, Iterator
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.core.signals import got_request_exception
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext

from iscm.api.edge import ROOT
from iscm.api.errors import problem
from iscm.website.page import page

LOG = logging.getLogger(__name__)
RETRY = "30"
LONGEST_SAID = 200
ELSEWHERE = ("25006", "40")
"""SQLSTATEs of what another database, or another moment, allows: a write, or a read that the replica broke off."""
GONE = ("08", "53", "57P", "58")
UNABLE = ("locked", "readonly", "is full", "unable to open", "disk I/O", "malformed", "not a database")
"""What SQLite says where it cannot be used at the moment."""
FORM_MARK = "csrfmiddlewaretoken"
SECRETS = ("password", "code", "credential")
MACHINE_MADE = 40  # letters without a space


class Gone:
    """Middleware: 503 with Retry-After instead of a fault of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        got_request_exception.connect(_remember, dispatch_uid="iscm.databases_gone")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Also what failed outside a view: a session that could not be kept."""
        response = self.get_response(request)
        error = getattr(request, "lost", None)
        if error and response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR:
            return unavailable(request, error)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The answer to a request whose database is gone; other errors are left to others."""
        return unavailable(request, error) if is_lost(error) else None


def is_gone(error: BaseException) -> bool:
    """Whether the database itself does not answer, now or for anybody."""
    return any(_is(one, GONE) for one in _chain(error))


def is_lost(error: BaseException) -> bool:
    """The same, or whether another database or moment would have done it."""
    return any(_is(one, GONE + ELSEWHERE) for one in _chain(error))


def unavailable(request: HttpRequest, error: BaseException) -> HttpResponse:
    """503, in the words of who asked: JSON for programs, else a page that holds what was typed, to be sent again."""
    LOG.error("the database is gone: %s", " ".join(str(error).split())[:LONGEST_SAID], extra={"request": request})
    is_read = request.method in {"GET", "HEAD"}
    if request.path_info.startswith(ROOT):
        detail = (
            "The register cannot be read at the moment." if is_read else "The register takes no changes at the moment."
        )
        response = problem(request, HTTPStatus.SERVICE_UNAVAILABLE, f"{detail} Call again in {RETRY} seconds.")
    else:
        response = _page(request, is_read=is_read, is_unsure=_broke_while_keeping(error))
    response.headers["Retry-After"] = RETRY
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001  # one line says it; Django looks here
    patch_cache_control(response, private=True, no_store=True)
    return response


def _page(request: HttpRequest, *, is_read: bool, is_unsure: bool) -> HttpResponse:
    fields = [] if is_read else _typed(request)
    return page(
        request,
        "unavailable",
        http_status=HTTPStatus.SERVICE_UNAVAILABLE,
        title=gettext("Not open at the moment") if is_read else gettext("Nothing can be changed at the moment"),
        is_read=is_read,
        is_unsure=is_unsure,
        address=request.get_full_path(),
        fields=fields,
        has_mark=any(name == FORM_MARK for name, _ in fields),
        has_files=not is_read and request.content_type == "multipart/form-data",
        shown=[value for _, value in fields if " " in value or 0 < len(value) < MACHINE_MADE],
    )


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, unless a secret is in it: nobody wants to find that on a page."""
    try:
        found = [(name, value) for name, values in request.POST.lists() for value in values]
    except (RequestDataTooBig, MultiPartParserError, OSError):
        return []
    return [] if any(secret in name.lower() for name, _ in found for secret in SECRETS) else found


def _broke_while_keeping(error: BaseException) -> bool:
    """Whether the database went away while it was told to keep all: then nobody knows whether it did."""
    frames = traceback.walk_tb(error.__traceback__)
    return any(frame.f_code.co_name == "_commit" for frame, _ in frames)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is(error: BaseException, states: tuple[str, ...]) -> bool:
    kind = type(error)
    if kind.__module__.startswith("psycopg"):
        state = getattr(error, "sqlstate", None)
        return state.startswith(states) if state else kind.__name__ in {"OperationalError", "InterfaceError"}
    return kind.__module__ == "sqlite3" and any(words in str(error) for words in UNABLE)


def _remember(request: HttpRequest | None = None, **_signal: object) -> None:
    error = sys.exc_info()[1]
    if request is not None and error is not None and isinstance(error, Error) and is_lost(error):
        request.lost = error  # type: ignore[attr-defined]  # ours
