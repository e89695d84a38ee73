"""What becomes of a meeting, by small forms: confirmed, postponed, moved, cancelled, held; withdrawn and given back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from iscm.desk.doors import actor_of, requires
from iscm.desk.meeting_draft import fresh, number
from iscm.desk.meeting_fields import read_words
from iscm.desk.refusals import in_words
from iscm.desk.views.meetings import (
    HTTP_BAD,
    HTTP_CONFLICT,
    State,
    away_page,
    corrects,
    editable_or_404,
    whole_page,
)
from iscm.domain.errors import ConflictError, IscmError, NonsenseError, StaleError
from iscm.domain.history import Line
from iscm.register.operations import fates, withdraw
from iscm.register.queries.editing import Editable
from iscm.register.queries.meeting import MeetingDetail, find_meeting
from iscm.register.rules import Action

Fate = Callable[[HttpRequest, str, dict[str, Any]], object]


@corrects
@require_POST
def fate(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Say what becomes of a meeting; what was typed stays where it cannot be."""
    found = editable_or_404(request, uid)
    name = request.POST.get("fate", "")
    if name not in FATES:
        raise Http404
    try:
        _refuse_unexplained(request)
        who = {"actor": actor_of(request), "reason": request.POST["reason"]}
        FATES[name](request, uid, {**who, "seen": number(request.POST.get("seen", ""))})
    except StaleError as error:
        return _again(
            request, found, {"reason": gettext("It was changed meanwhile: look, then send it again.")}, error.lines
        )
    except NonsenseError as error:
        return _again(request, found, error.wrong)
    except IscmError as error:
        return _again(request, found, {"": in_words(error)})
    messages.success(request, gettext("Saved."))
    return redirect("desk-meeting", uid)


withdraws = requires(Action.MEETING_WITHDRAW)


@withdraws
@require_POST
def take_away(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Take a meeting back from readers."""
    found = editable_or_404(request, uid, Action.MEETING_WITHDRAW)
    done = gettext("Withdrawn: its address says so, and why.")
    return _turn(request, uid, withdraw.withdraw, done, lambda wrong: _again(request, found, wrong))


@withdraws
@require_POST
def give_back(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Give a withdrawn meeting back to readers."""
    found = editable_or_404(request, uid, Action.MEETING_WITHDRAW)
    done = gettext("Readers see it again.")
    return _turn(
        request,
        uid,
        withdraw.give_back,
        done,
        lambda wrong: away_page(request, found, " ".join(wrong.values()), HTTP_BAD),
    )


def _turn(
    request: HttpRequest,
    uid: str,
    operation: Callable[..., object],
    done: str,
    refused: Callable[[dict[str, str]], HttpResponseBase],
) -> HttpResponseBase:
    """Do it for the reason that was typed, or show what is wrong."""
    try:
        _refuse_unexplained(request)
        operation(uid, actor=actor_of(request), reason=request.POST["reason"])
    except NonsenseError as error:
        return refused(dict(error.wrong))
    except IscmError as error:
        return refused({"": in_words(error)})
    messages.success(request, done)
    return redirect("desk-meeting", uid)


def _again(
    request: HttpRequest, found: Editable, wrong: dict[str, str], stale: tuple[Line, ...] = ()
) -> HttpResponseBase:
    """The page of the meeting, with what was typed into the small form and what is wrong with it."""
    detail = find_meeting(found.uid, with_closed=True)
    if not isinstance(detail, MeetingDetail):
        return redirect("desk-meeting", found.uid)
    asked = request.POST
    told = {
        "open": asked.get("fate", "withdraw"),
        "wrong": wrong,
        **{name: asked.get(name, "") for name in ("reason", "date", "outcome")},
    }
    state = State(fresh(detail, found.version), {}, stale=stale, fate=told)
    return whole_page(request, found, detail, state, HTTP_CONFLICT if stale else HTTP_BAD)


def _refuse_unexplained(request: HttpRequest) -> None:
    if not request.POST.get("reason", "").strip():
        raise NonsenseError(
            {"reason": gettext("Say why: the reason stands in the history, and everybody can read it.")}
        )


def _reschedule(request: HttpRequest, uid: str, who: dict[str, Any]) -> None:
    words = request.POST.get("date", "")
    read = read_words("date", words)
    edtf = read.values.get("edtf")
    if read.wrong or not edtf:
        raise NonsenseError({"date": read.wrong or gettext("Say to when it was moved.")})
    is_settled = read.values.get("date_status") != "tbc"
    try:
        fates.reschedule(uid, edtf, is_settled=is_settled, **who)
    except StaleError:
        raise
    except ConflictError as error:
        raise NonsenseError({"date": in_words(error)}) from error


def _hold(request: HttpRequest, uid: str, who: dict[str, Any]) -> None:
    fates.hold(uid, outcome=" ".join(request.POST.get("outcome", "").split()), **who)


FATES: dict[str, Fate] = {
    "confirm": lambda _, uid, who: fates.confirm(uid, **who),
    "postpone": lambda _, uid, who: fates.postpone(uid, **who),
    "reschedule": _reschedule,
    "cancel": lambda _, uid, who: fates.cancel(uid, **who),
    "hold": _hold,
}
