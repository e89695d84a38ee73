"""Files and links of a meeting: brought, described, given to the public or kept from it, removed, put back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from iscm.desk.doors import actor_of, refuse_unless, requires
from iscm.desk.materials import NEW, Typed, facts_of, said_of, section_of
from iscm.desk.page import desk_page
from iscm.desk.views.inbox_source import to_be_saved
from iscm.domain.documents import Document
from iscm.domain.errors import ConflictError, IscmError
from iscm.publication.titles import tidied
from iscm.reading.layouts.limits import MAX_BYTES
from iscm.register.operations import meeting_materials as acts
from iscm.register.queries.editing import Editable, find_editable
from iscm.register.queries.meeting_materials import held_file, mechanisms_of_material, meetings_of_material
from iscm.register.rules import Action

SECTION = "meetings"
corrects = requires(Action.MEETING_CORRECT)


@corrects
@require_http_methods(["GET", "HEAD", "POST"])
def materials_page(request: HttpRequest, uid: str) -> HttpResponseBase:
    """The materials of a meeting with their forms; sent, the form puts a file or a link beside it."""
    found = _meeting(request, uid)
    if request.method != "POST":
        return _page(request, found)
    try:
        _take(request, uid)
    except IscmError as error:
        return _page(request, found, Typed(NEW, said_of(error), request.POST.dict()))
    messages.success(request, gettext("It stands beside the meeting."))
    return _back(uid)


@corrects
@require_POST
def describe(request: HttpRequest, uid: str, material: UUID) -> HttpResponseBase:
    """Say what a material is, and whether the public may have it."""

    def act(actor: str) -> None:
        if request.POST.get("public") not in {"yes", "no"}:
            raise ConflictError(gettext("Say whether readers may have it"))
        reason = request.POST.get("reason", "").strip() or gettext("looked at by an editor")
        acts.describe(str(material), facts_of(request.POST), actor=actor, reason=reason)

    return _done(request, uid, material, act, gettext("Saved."))


@corrects
@require_POST
def remove(request: HttpRequest, uid: str, material: UUID) -> HttpResponseBase:
    """Take a material from all pages, with a reason."""

    def act(actor: str) -> None:
        acts.remove(str(material), actor=actor, reason=_reason(request))

    return _done(request, uid, material, act, gettext("Removed. It can be put back."))


@corrects
@require_POST
def put_back(request: HttpRequest, uid: str, material: UUID) -> HttpResponseBase:
    """Put a removed material back, as it was."""

    def act(actor: str) -> None:
        acts.put_back(str(material), actor=actor, reason=gettext("put back by an editor"))

    return _done(request, uid, material, act, gettext("It is back."))


@corrects
@require_safe
def material_file(request: HttpRequest, uid: str, material: UUID) -> HttpResponseBase:
    """The file as it came, to be saved: no browser opens it as a page of ours."""
    _material(request, uid, material)
    held = held_file(str(material))
    if held is None:
        raise Http404
    return to_be_saved(held)


def _take(request: HttpRequest, uid: str) -> None:
    file, url = request.FILES.get("file"), request.POST.get("url", "").strip()
    if bool(file) is bool(url):
        raise ConflictError(gettext("Choose a file, or write the address of a page: one of the two"))
    facts, actor = facts_of(request.POST), actor_of(request)
    reason = request.POST.get("reason", "").strip() or gettext("put beside it")
    if file is None:
        acts.add_link(uid, url, facts, actor=actor, reason=reason)
        return
    content = file.read(MAX_BYTES + 1)
    named = Document(file.name or gettext("without a name"), content)
    acts.add_file(uid, named, facts, actor=actor, reason=reason)


def _reason(request: HttpRequest) -> str:
    reason = request.POST.get("reason", "").strip()
    if not reason:
        raise ConflictError(gettext("Say why: the reason stands in the history"))
    return reason


def _meeting(request: HttpRequest, uid: str) -> Editable:
    found = find_editable(uid)
    if found is None or found.merged_into:
        raise Http404
    refuse_unless(request, Action.MEETING_CORRECT, found.mechanisms)
    return found


def _material(request: HttpRequest, uid: str, material: UUID) -> Editable:
    """The meeting of a material, for who may change all the meetings that it is of."""
    found = _meeting(request, uid)
    if uid not in meetings_of_material(str(material)):
        raise Http404
    refuse_unless(request, Action.MEETING_CORRECT, mechanisms_of_material(str(material)))
    return found


def _done(request: HttpRequest, uid: str, material: UUID, act: Callable[[str], None], said: str) -> HttpResponseBase:
    found = _material(request, uid, material)
    try:
        act(actor_of(request))
    except IscmError as error:
        return _page(request, found, Typed(str(material), said_of(error), request.POST.dict()))
    messages.success(request, said)
    return _back(uid)


def _back(uid: str) -> HttpResponseBase:
    return redirect(reverse("desk-meeting", args=[uid]) + "#materials")


def _page(request: HttpRequest, found: Editable, typed: Typed | None = None) -> HttpResponse:
    return desk_page(
        request,
        "materials/page",
        SECTION,
        http_status=422 if typed else 200,
        title=gettext("Materials"),
        found=found,
        meeting=tidied(found.title),
        **section_of(request, found.uid, typed),
    )
