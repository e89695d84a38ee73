"""What the desk does about rooms: make and revoke links, set posting rights, answer what was said."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from iscm.desk.doors import actor_of, refuse_unless, requires
from iscm.desk.mailing import send_later
from iscm.desk.page import desk_page
from iscm.desk.refusals import in_words
from iscm.desk.room_letters import address_of, room_letter
from iscm.desk.room_words import day
from iscm.desk.views.secretariats import SECTION, mechanism_or_404, show_secretariat
from iscm.domain.errors import IscmError
from iscm.domain.rooms import Room
from iscm.domain.submissions import Right
from iscm.register.operations.posting import set_right as set_posting_right
from iscm.register.operations.room_notes import answer_note as answer
from iscm.register.operations.rooms import LEAST_DAYS, LONGEST_NAME, MOST_DAYS, make_link, revoke_link
from iscm.register.queries.mechanisms import MechanismLine
from iscm.register.queries.rooms import find_link
from iscm.register.rules import Action

LONGEST_REASON = 2000
invites = requires(Action.ROOM_INVITE)


@invites
@require_POST
def make(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a link and show it, this once; send it where that is wanted."""
    found = mechanism_or_404(request, slug, Action.ROOM_INVITE)
    asked = request.POST
    name, contact, days, lang = (asked.get(one, "").strip() for one in ("name", "contact", "days", "lang"))
    wrong = _wrong(name, contact, days, lang, is_mailed="mail" in asked)
    if wrong:
        return show_secretariat(request, slug, wrong, http_status=422)
    try:
        room = make_link(slug, name, contact, days=int(days), lang=lang, actor=actor_of(request))
    except IscmError as error:
        return show_secretariat(request, slug, {"make": in_words(error)}, http_status=422)
    return _made(request, found, room, lang)


@invites
@require_POST
def revoke(request: HttpRequest, slug: str, link: str) -> HttpResponse:
    """Let a link open nothing any more."""
    mechanism_or_404(request, slug, Action.ROOM_INVITE)
    line = find_link(link)
    if line is None or line.mechanism != slug:
        raise Http404
    if fault := _fault_of(request.POST.get("reason", "")):
        return show_secretariat(request, slug, {f"revoke-{link}": fault}, http_status=422)
    try:
        revoke_link(link, actor=actor_of(request), reason=request.POST.get("reason", ""))
    except IscmError as error:
        return show_secretariat(request, slug, {f"revoke-{link}": in_words(error)}, http_status=409)
    messages.success(request, gettext("The link opens nothing any more."))
    return redirect("desk-secretariat", slug)


@requires(Action.TRUST_SET)
@require_POST
def set_right(request: HttpRequest, slug: str) -> HttpResponse:
    """Set how far the word of a mechanism is trusted."""
    mechanism_or_404(request, slug, Action.ROOM_OPEN)
    refuse_unless(request, Action.TRUST_SET)
    right, reason = request.POST.get("right", ""), request.POST.get("reason", "")
    fault = _fault_of(reason) if right in {*Right} else gettext("Choose one of the list.")
    if fault:
        return show_secretariat(request, slug, {"right": fault}, http_status=422)
    try:
        set_posting_right(slug, Right(right), actor=actor_of(request), reason=reason)
    except IscmError as error:
        return show_secretariat(request, slug, {"right": in_words(error)}, http_status=409)
    messages.success(request, gettext("Saved."))
    return redirect("desk-secretariat", slug)


@requires(Action.DOCUMENT_ACCEPT)
@require_POST
def answer_note(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Answer what was said of a mechanism in its room."""
    mechanism_or_404(request, slug, Action.DOCUMENT_ACCEPT)
    if fault := _fault_of(request.POST.get("answer", "")):
        return show_secretariat(request, slug, {f"note-{pk}": fault}, http_status=422)
    try:
        answer(pk, mechanism=slug, actor=actor_of(request), answer=request.POST.get("answer", ""))
    except IscmError as error:
        return show_secretariat(request, slug, {f"note-{pk}": in_words(error)}, http_status=404)
    messages.success(request, gettext("Answered; it stands in the room."))
    return redirect("desk-secretariat", slug)


def _made(request: HttpRequest, found: MechanismLine, room: Room, lang: str) -> HttpResponse:
    site = settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")
    is_mailed = "mail" in request.POST
    if is_mailed:
        send_later(room_letter(room, found.name, site, lang))
    return desk_page(
        request,
        "secretariats/made",
        SECTION,
        title=gettext("The new link"),
        found=found,
        room=room,
        link=address_of(room, site, lang),
        until=day(room.expires) if room.expires else "",
        is_mailed=is_mailed,
    )


def _wrong(name: str, contact: str, days: str, lang: str, *, is_mailed: bool) -> dict[str, str]:
    """What is wrong with the form of a new link, by field."""
    wrong = {}
    if not name or len(name) > LONGEST_NAME:
        wrong["name"] = gettext("Say for whom it is: a name or an office.")
    if (contact or is_mailed) and not _is_mail(contact):
        wrong["contact"] = gettext("This is no mail address.")
    is_number = days.isascii() and days.isdecimal() and len(days) <= len(str(MOST_DAYS))
    if not (is_number and LEAST_DAYS <= int(days) <= MOST_DAYS):
        wrong["days"] = gettext("From %(least)s to %(most)s days.") % {"least": LEAST_DAYS, "most": MOST_DAYS}
    if lang not in dict(settings.LANGUAGES):
        wrong["lang"] = gettext("Choose one of the list.")
    return wrong


def _is_mail(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def _fault_of(reason: str) -> str:
    if not reason.strip():
        return gettext("Say why.")
    return gettext("This is too long.") if len(reason) > LONGEST_REASON else ""
