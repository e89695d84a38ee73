"""The bytes that came in: to be kept, never to be shown as a page; and pictures of the pages of a PDF."""

from functools import lru_cache
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from iscm.desk.doors import requires
from iscm.desk.views.inbox_document import opened
from iscm.domain.errors import UnreadableInputError
from iscm.domain.files import name_for
from iscm.reading.layouts.pdf_picture import picture_of
from iscm.register.queries.inbox import content_of
from iscm.register.queries.meeting_materials import HeldFile, held_file, sent_file
from iscm.register.rules import Action

PICTURES_KEPT = 32
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


@requires(Action.DOCUMENT_ACCEPT)
@require_GET
def source_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it came, to be saved: no browser opens it as a page of ours."""
    name, content = content_of(opened(request, pk, Action.DOCUMENT_ACCEPT).id)
    answer = HttpResponse(content, content_type="application/octet-stream")
    name = name.rpartition("/")[2] or "document"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return _sandboxed(answer)


@requires(Action.DOCUMENT_ACCEPT)
@require_GET
def attached_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file that came with a submission, to be saved."""
    sent = sent_file(opened(request, pk, Action.DOCUMENT_ACCEPT).id)
    held = held_file(sent.uid) if sent else None
    if held is None:
        raise Http404
    return to_be_saved(held)


def to_be_saved(held: HeldFile) -> HttpResponse:
    """A file as it came, under a name that does not deceive: no browser opens it as a page of ours."""
    answer = HttpResponse(held.content, content_type="application/octet-stream")
    name = quote(name_for(held.name, held.form or "bin"), safe="")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return _sandboxed(answer)


@requires(Action.DOCUMENT_ACCEPT)
@require_GET
def page_picture(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """One page of a PDF as a picture."""
    document = opened(request, pk, Action.DOCUMENT_ACCEPT)
    try:
        picture = _picture(document.id, document.file, page)
    except UnreadableInputError:
        picture = None
    if picture is None:
        raise Http404
    return _sandboxed(HttpResponse(picture, content_type="image/png"))


@lru_cache(maxsize=PICTURES_KEPT)
def _picture(pk: int, _file: str, page: int) -> bytes | None:
    # The sum of the file is asked for so that another file of the same number is never taken for it.
    name, content = content_of(pk)
    return picture_of(content, name, page)


def _sandboxed(answer: HttpResponse) -> HttpResponse:
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
