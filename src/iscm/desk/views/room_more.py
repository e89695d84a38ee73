"""What else a secretariat says in its room: a document of a meeting, and what is wrong with its mechanism's facts."""

from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from iscm.desk.room_door import RoomRequest, with_room
from iscm.desk.room_form import fresh
from iscm.desk.room_frame import missing_page
from iscm.desk.room_limits import MOST_FILES, too_many
from iscm.desk.room_meeting import State, meeting_page
from iscm.desk.uploading import refusal_in_words
from iscm.desk.views.room import show_room
from iscm.desk.views.room_meetings import day_key, own_meeting, said_of
from iscm.domain.documents import Document
from iscm.domain.errors import FileRefusedError, IscmError
from iscm.reading.layouts.limits import MAX_BYTES
from iscm.register.operations.room_notes import LONGEST_WORDS, Part, say
from iscm.register.operations.submit import submit
from iscm.register.queries.history import version_of
from iscm.register.queries.meeting import MeetingDetail


@with_room
@require_POST
def document(request: RoomRequest, uid: str) -> HttpResponseBase:
    """`/room/{token}/meetings/{uid}/document/`: a file that belongs to a meeting."""
    detail = own_meeting(request, uid)
    if detail is None:
        return missing_page(request)
    file = request.FILES.get("file")
    fault = _fault_of(request, file)
    if fault or file is None:
        return _again(request, detail, fault)
    attached = Document((file.name or gettext("without a name"))[:200], file.read())
    uid, lang = detail.row.uid, get_language() or "en"
    key = day_key(uid, attached.sha256)
    try:
        done = submit({}, sender=request.room.sender, about=uid, lang=lang, attached=attached, request_key=key)
    except FileRefusedError as error:
        return _again(request, detail, refusal_in_words(error))
    except IscmError as error:
        return _again(request, detail, said_of(error), 403)
    return redirect(f"{reverse('room', args=[request.token])}?{urlencode({'sent': done.uid})}#told")


@with_room
@require_POST
def about(request: RoomRequest) -> HttpResponseBase:
    """`/room/{token}/about/`: a part of the mechanism's facts is still right, or what is wrong with it."""
    part, words = request.POST.get("part", ""), request.POST.get("words", "").strip()
    if part not in {one.value for one in Part}:
        return missing_page(request)
    is_right = request.POST.get("say") == "right"
    if fault := _fault(request, words, is_right=is_right):
        return show_room(request, trouble=fault, kept={part: words}, http_status=422)
    try:
        say(request.room, Part(part), "" if is_right else words, lang=get_language() or "en")
    except IscmError as error:
        return show_room(request, trouble=said_of(error), kept={part: words}, http_status=403)
    told = urlencode({"said": "right" if is_right else "wrong"})
    return redirect(f"{reverse('room', args=[request.token])}?{told}#told")


def _fault_of(request: RoomRequest, file: "UploadedFile[Any] | None") -> str:
    """What is wrong with a file before it is looked at."""
    if file is None:
        return gettext("Choose a file first.")
    if (file.size or 0) > MAX_BYTES:
        return refusal_in_words(FileRefusedError(file.name or "", "large", ""))
    is_too_much = too_many(request.room.owner, "files", MOST_FILES)
    return gettext("Very much was sent from here. Please go on in an hour.") if is_too_much else ""


def _fault(request: RoomRequest, words: str, *, is_right: bool) -> str:
    if too_many(request.room.owner):
        return gettext("Very much was sent from here. Please go on in an hour.")
    if not is_right and not words:
        return gettext("Say what is wrong, and where it can be read.")
    return gettext("This is too long.") if len(words) > LONGEST_WORDS else ""


def _again(request: RoomRequest, detail: MeetingDetail, fault: str, http_status: int = 422) -> HttpResponse:
    state = State(fresh(detail, version_of(detail.row.uid)), fault=fault)
    return meeting_page(request, detail, state, http_status=http_status)
