"""Files that gathering brought and nobody could read: opened, bettered by an upload, or dismissed with a reason."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from iscm.desk.doors import actor_of, grants_of, refuse_unless, requires
from iscm.desk.page import desk_page
from iscm.desk.refusals import in_words
from iscm.desk.views.inbox import SECTION
from iscm.desk.views.inbox_source import to_be_saved
from iscm.domain.errors import IscmError
from iscm.domain.files import form_of
from iscm.register.operations.unread import dismiss_file, reopen_file
from iscm.register.queries.meeting_materials import HeldFile
from iscm.register.queries.unread import unread_file, unread_files
from iscm.register.rules import Action, mechanisms_of

accepts = requires(Action.DOCUMENT_ACCEPT)


@accepts
@require_safe
def unread_page(request: HttpRequest) -> HttpResponse:
    """What waits, then what was dismissed."""
    return _page(request)


@accepts
@require_safe
def source_file(request: HttpRequest, sha256: str) -> HttpResponse:
    """The file as it came, to be saved: no browser opens it as a page of ours."""
    name, content = _opened(request, sha256)
    return to_be_saved(HeldFile(name, form_of(content), sha256, content))


@accepts
@require_POST
def dismiss(request: HttpRequest, sha256: str) -> HttpResponse:
    """Leave a file as it is, with a reason."""
    _opened(request, sha256)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        return _page(request, sha256, gettext("Say why."))
    try:
        dismiss_file(sha256, actor=actor_of(request), reason=reason)
    except IscmError as error:
        return _page(request, sha256, in_words(error))
    messages.success(request, gettext("The file was dismissed."))
    return redirect("desk-unread")


@accepts
@require_POST
def reopen(request: HttpRequest, sha256: str) -> HttpResponse:
    """Put a dismissed file on the list again."""
    _opened(request, sha256)
    try:
        reopen_file(sha256, actor=actor_of(request), reason=gettext("opened again by an editor"))
    except IscmError as error:
        return _page(request, sha256, in_words(error))
    messages.success(request, gettext("The file is on the list again."))
    return redirect("desk-unread")


def _opened(request: HttpRequest, sha256: str) -> tuple[str, bytes]:
    """Name and bytes of a file, for who may decide about all that its source speaks for."""
    found = unread_file(sha256)
    if found is None:
        raise Http404
    refuse_unless(request, Action.DOCUMENT_ACCEPT, found[0].mechanisms)
    return found[0].name, found[1]


def _page(request: HttpRequest, about: str = "", wrong: str = "") -> HttpResponse:
    files = unread_files(mechanisms_of(grants_of(request), Action.DOCUMENT_ACCEPT))
    return desk_page(
        request,
        "inbox/unread",
        SECTION,
        http_status=422 if wrong else 200,
        title=gettext("Files that could not be read"),
        waiting=[one for one in files if not one.dismissed_by],
        dismissed=[one for one in files if one.dismissed_by],
        about=about,
        wrong=wrong,
        reason=request.POST.get("reason", ""),
    )
