"""What a secretariat does with its meetings: still right, corrected, called off, told about, new."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST

from iscm.desk.meeting_draft import number
from iscm.desk.near import uid_in
from iscm.desk.room_clashes import near_typed
from iscm.desk.room_door import RoomRequest, with_room
from iscm.desk.room_form import RoomDraft, empty, fresh, put_together, readings, typed_in, values_of
from iscm.desk.room_frame import missing_page
from iscm.desk.room_limits import too_many
from iscm.desk.room_meeting import State, meeting_page, new_page
from iscm.desk.views.room import show_room
from iscm.domain.errors import ConflictError, IscmError, RefusedError, StaleError
from iscm.domain.submissions import Submitted
from iscm.register.operations.submit import submit
from iscm.register.queries.history import version_of
from iscm.register.queries.meeting import MeetingDetail, Moved, find_meeting
from iscm.register.queries.room_page import own_among

MOST_AT_ONCE = 200
QUICK = {"right": {}, "held": {"status": "held"}, "settled": {"status": "confirmed"}}
"""What one press of a button says of a meeting."""


@with_room
@require_POST
def confirm(request: RoomRequest) -> HttpResponseBase:
    """`/room/{token}/confirm/`: one meeting (`meeting`: its uid and version, `say`), or all that are shown (`all`)."""
    if fault := _too_many(request):
        return fault
    wanted = request.POST.getlist("meeting")[:MOST_AT_ONCE]
    if "all" in request.POST:
        return _confirm_all(request, wanted)
    uid, _, seen = (wanted or [""])[-1].partition(" ")
    detail = own_meeting(request, uid)
    if detail is None:
        return missing_page(request)
    quick = values_of(RoomDraft(QUICK.get(request.POST.get("say", ""), {})), detail)
    try:
        done = _send(request, quick, detail.row.uid, number(seen))
    except StaleError as error:
        draft = fresh(detail, error.latest)
        return meeting_page(request, detail, State(draft, stale=error.lines), http_status=409)
    except IscmError as error:
        return show_room(request, trouble=said_of(error), http_status=403)
    return redirect(_room(request, sent=done.uid))


@with_room
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: RoomRequest, uid: str) -> HttpResponseBase:
    """`/room/{token}/meetings/{uid}/`: the form of one meeting, and what was sent with it."""
    detail = own_meeting(request, uid)
    if detail is None:
        return missing_page(request)
    if request.method == "POST":
        return _corrected(request, detail)
    if detail.row.uid != uid:
        return redirect("room-meeting", request.token, detail.row.uid)
    return meeting_page(request, detail, State(fresh(detail, version_of(uid))))


@with_room
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: RoomRequest) -> HttpResponseBase:
    """`/room/{token}/new/`: a meeting that the register does not hold."""
    if request.method != "POST":
        return new_page(request, State(empty()))
    draft = typed_in(request.POST)
    state = State(draft, readings(draft, None))
    if not draft.typed.get("title"):
        wrong = {"title": gettext("Please say what the meeting is called, or what it is about.")}
        return new_page(request, replace(state, draft=replace(draft, wrong={**draft.wrong, **wrong})), http_status=422)
    if draft.wrong:
        return new_page(request, state, http_status=422)
    if _is_to_be_looked_at(request, state):
        return new_page(request, replace(state, is_looked_at=True))
    values = {**values_of(draft, None), "mechanism": request.room.mechanism}
    return _too_many(request) or _sent(request, None, state, values)


@with_room
@require_POST
def understood(request: RoomRequest) -> HttpResponse:
    """`/room/{token}/understood/`: how what was typed so far is understood, for the script of the form."""
    draft, year = typed_in(request.POST), request.POST.get("year", "")
    reads = readings(draft, number(year) if len(year) == len("2027") else None)
    uid = uid_in(request.POST.get("near-of", ""))
    detail = own_meeting(request, uid) if uid else None
    near = near_typed(detail.row if detail else None, draft, request.room.mechanism)
    return render(request, "desk/room/understood.html", {"reads": reads, "near": near})


def own_meeting(request: RoomRequest, uid: str) -> MeetingDetail | None:
    """The meeting of this address, or the one that it went into, if it is of this room's mechanism; else None."""
    found = find_meeting(uid[:36], with_closed=True)
    if isinstance(found, Moved):
        found = find_meeting(found.uid, with_closed=True)
    if not isinstance(found, MeetingDetail):
        return None
    return found if request.room.mechanism in {party.slug for party in found.row.parties} else None


def said_of(error: IscmError) -> str:
    """What went wrong, for whoever sent it."""
    if isinstance(error, RefusedError):
        return gettext("At present the register takes nothing from here; please write to its editors.")
    if isinstance(error, ConflictError):
        return gettext("This was sent before in other words, or its meeting is gone. Please look once more.")
    return gettext("The register could not take this. Please look at it once more, or write to its editors.")


def _confirm_all(request: RoomRequest, wanted: list[str]) -> HttpResponseBase:
    """Confirm each that is still its own and as it was shown; how many were not is told."""
    seen = {uid: version for uid, _, version in (one.partition(" ") for one in wanted)}
    sent = 0
    for uid in own_among(request.room.mechanism, seen):
        try:
            _send(request, {}, uid, number(seen[uid]))
        except RefusedError as error:
            return show_room(request, trouble=said_of(error), http_status=403)
        except IscmError:
            continue
        sent += 1
    left = len(seen) - sent
    return redirect(_room(request, all=sent, **({"left": left} if left else {})))


def _corrected(request: RoomRequest, detail: MeetingDetail) -> HttpResponseBase:
    draft = typed_in(request.POST)
    state = State(draft, readings(draft, detail.row.year))
    if draft.wrong:
        return meeting_page(request, detail, state, http_status=422)
    if _is_to_be_looked_at(request, state):
        return meeting_page(request, detail, replace(state, is_looked_at=True))
    values = values_of(draft, detail)
    if not values:
        trouble = gettext("Nothing was changed yet. If all of it is right, say “Still right” instead.")
        return meeting_page(request, detail, replace(state, trouble=trouble), http_status=422)
    return _too_many(request) or _sent(request, detail, state, values)


def _is_to_be_looked_at(request: HttpRequest, state: State) -> bool:
    """Whether to show how it is read before it is sent: asked for, or once where something is not understood."""
    doubtful = any(one.doubt for one in state.reads.values())
    return "look" in request.POST or (doubtful and "looked" not in request.POST)


def _sent(
    request: RoomRequest, detail: MeetingDetail | None, state: State, values: Mapping[str, str]
) -> HttpResponseBase:
    try:
        done = _send(request, values, detail.row.uid if detail else None, state.draft.seen)
    except StaleError as error:
        return _meanwhile(request, detail, state, error)
    except IscmError as error:
        shown = replace(state, trouble=said_of(error))
        return meeting_page(request, detail, shown, http_status=403) if detail else new_page(request, shown, 403)
    return redirect(_room(request, sent=done.uid))


def _meanwhile(request: RoomRequest, detail: MeetingDetail | None, state: State, error: StaleError) -> HttpResponseBase:
    """The form over what others changed meanwhile: nothing of mine is lost, nothing of theirs overwritten."""
    now = own_meeting(request, detail.row.uid) if detail else None
    if now is None:
        return missing_page(request)
    draft = put_together(state.draft, now, error.latest)
    shown = State(draft, readings(draft, now.row.year), stale=error.lines)
    return meeting_page(request, now, shown, http_status=409)


def _send(request: RoomRequest, values: Mapping[str, str], uid: str | None, seen: int | None) -> Submitted:
    """Send it in; the same once more on one day is known by its key, and not sent twice."""
    key = day_key(uid, seen, dict(values))
    lang = get_language() or "en"
    return submit(values, sender=request.room.sender, about=uid, lang=lang, seen=seen, request_key=key)


def day_key(*said: object) -> str:
    """The same for the same said twice on one day: a form that is sent once more changes nothing."""
    told = json.dumps([f"{timezone.now():%Y-%m-%d}", *said], sort_keys=True)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _too_many(request: RoomRequest) -> HttpResponse | None:
    if not too_many(request.room.owner):
        return None
    return show_room(
        request, trouble=gettext("Very much was sent from here. Please go on in an hour."), http_status=429
    )


def _room(request: RoomRequest, **told: object) -> str:
    return f"{reverse('room', args=[request.token])}?{urlencode(told)}#told"
