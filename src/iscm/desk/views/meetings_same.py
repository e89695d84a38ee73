"""Two meetings side by side: the same, different, or nobody knows; what would follow; and verdicts taken back."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from iscm.desk.doors import actor_of, refuse_unless, requires
from iscm.desk.history_words import field_in_words
from iscm.desk.meeting_draft import values_now
from iscm.desk.meeting_inputs import INPUTS
from iscm.desk.meeting_words import date_in_words, value_in_words
from iscm.desk.page import desk_page
from iscm.desk.refusals import in_words
from iscm.desk.views.meetings import HTTP_BAD, SECTION, editable_or_404
from iscm.domain.errors import IscmError
from iscm.publication.titles import tidied
from iscm.reconciliation.judgements import Verdict
from iscm.register.operations.judge import Foreseen, foresee, judge
from iscm.register.operations.refuse import take_back
from iscm.register.queries.editing import Editable, find_editable
from iscm.register.queries.meeting import MeetingDetail, find_meeting
from iscm.register.queries.pairing import anchor_of, judgement_concerns, likely_same, rests_of
from iscm.register.rules import Action

VERDICTS = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)
judges = requires(Action.MEETING_JUDGE)


@dataclass(frozen=True, slots=True)
class Side:
    """A field of the two meetings, each in words."""

    label: str
    one: str
    other: str
    differs: bool


@judges
def same_page(request: HttpRequest, uid: str) -> HttpResponseBase:
    """This meeting beside another (`other`: its address or uid), and the form for the verdict."""
    found = editable_or_404(request, uid, Action.MEETING_JUDGE)
    named = (request.POST if request.method == "POST" else request.GET).get("other", "")
    other = find_editable(named.strip().rstrip("/").rpartition("/")[2][:36])
    if other is None or other.uid == uid or not (found.is_listed and other.is_listed):
        messages.error(request, gettext("Name another meeting that readers see, by its address."))
        return redirect("desk-meeting", uid)
    refuse_unless(request, Action.MEETING_JUDGE, other.mechanisms)
    if request.method == "POST":
        return _judged(request, found, other)
    return _page(request, found, other)


@judges
@require_POST
def part(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Say that a row on which a meeting rests is of another one."""
    editable_or_404(request, uid, Action.MEETING_JUDGE)
    keys = [rest.key for rest in rests_of(uid)]
    key = request.POST.get("key", "")
    if key not in keys:
        raise Http404
    reason = request.POST.get("reason", "")
    try:
        for one in keys:
            if one != key:
                judge(one, key, Verdict.DIFFERENT, actor=actor_of(request), reason=reason)
    except IscmError as error:
        messages.error(request, in_words(error))
    else:
        messages.success(request, gettext("Parted: it is a meeting of its own now."))
    return redirect("desk-meeting", uid)


@judges
@require_POST
def judgement_back(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Take a verdict back, so that what was judged before it counts again."""
    editable_or_404(request, uid, Action.MEETING_JUDGE)
    text = request.POST.get("judgement", "")
    judgement = int(text) if text.isascii() and text.isdecimal() and len(text) < len("9" * 16) else 0
    concerned = judgement_concerns(judgement)
    if not concerned:
        raise PermissionDenied
    refuse_unless(request, Action.MEETING_JUDGE, concerned)
    try:
        take_back(judgement, actor=actor_of(request), reason=request.POST.get("reason", ""))
    except IscmError as error:
        messages.error(request, in_words(error))
    else:
        messages.success(request, gettext("Taken back."))
    return redirect("desk-meeting", uid)


def _judged(request: HttpRequest, found: Editable, other: Editable) -> HttpResponseBase:
    asked = request.POST
    if asked.get("verdict") not in {one.value for one in VERDICTS}:
        return _page(request, found, other, gettext("Say which: same, different, or not sure."))
    if not asked.get("reason", "").strip():
        return _page(request, found, other, gettext("Say why: the reason stands in the history."))
    left, right = _pair(found.uid, other.uid)
    verdict = Verdict(asked["verdict"])
    try:
        judge(left, right, verdict, actor=actor_of(request), reason=asked["reason"])
    except IscmError as error:
        return _page(request, found, other, in_words(error))
    messages.success(request, gettext("Kept."))
    kept = find_editable(found.uid)
    return redirect("desk-meeting", (kept.merged_into if kept else "") or found.uid)


def _pair(uid: str, other: str) -> tuple[str, str]:
    """The occurrences that the register asks about, or else the first of each."""
    asked = next((one for one in likely_same(uid) if one.uid == other), None)
    return (asked.left, asked.right) if asked else (anchor_of(uid), anchor_of(other))


def _page(request: HttpRequest, found: Editable, other: Editable, wrong: str = "") -> HttpResponseBase:
    details = [find_meeting(one.uid, with_closed=True) for one in (found, other)]
    one, beside = (each for each in details if isinstance(each, MeetingDetail))
    likely = next((each for each in likely_same(found.uid) if each.uid == other.uid), None)
    follows, cannot = _foreseen(found.uid, other.uid)
    return desk_page(
        request,
        "meetings/same",
        SECTION,
        http_status=HTTP_BAD if wrong else 200,
        title=gettext("Same meeting or not?"),
        found=found,
        other=other,
        titles=[tidied(found.title), tidied(other.title)],
        sides=_sides(one, beside),
        likely=likely,
        follows=follows,
        changes=_changes(follows),
        wrong=wrong or cannot,
        typed=request.POST,
    )


def _foreseen(uid: str, other: str) -> tuple[Foreseen | None, str]:
    try:
        return foresee(*_pair(uid, other), Verdict.SAME), ""
    except IscmError as error:
        return None, in_words(error)


def _changes(follows: Foreseen | None) -> list[tuple[str, str, str]]:
    """What would change in the meeting that stays: the field, its old and new value."""
    changed = follows.changed if follows else {}
    return [
        (field_in_words(change.field), change.old or "", change.new or "")
        for changes in changed.values()
        for change in changes
    ]


def _sides(one: MeetingDetail, other: MeetingDetail) -> list[Side]:
    left, right = values_now(one), values_now(other)
    found = []
    for each in INPUTS:
        mine, theirs = (_said(each.claims, values) for values in (left, right))
        found.append(Side(str(each.label), mine, theirs, mine != theirs))
    return found


def _said(name: str, values: dict[str, object]) -> str:
    if name == "edtf":
        return date_in_words(str(values["edtf"] or ""), str(values["date_status"]))
    return value_in_words(name, values[name])
