"""What a meeting prepares, and beside which one it is held: asked, said, sought among all meetings, and taken back."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from iscm.desk.doors import actor_of, grants_of, refuse_unless, requires
from iscm.desk.meeting_ties import TIES
from iscm.desk.meeting_words import date_in_words
from iscm.desk.page import desk_page
from iscm.desk.refusals import in_words
from iscm.desk.views.meetings import HTTP_BAD, SECTION, editable_or_404
from iscm.domain.errors import IscmError
from iscm.publication.titles import tidied
from iscm.reconciliation.judgements import Verdict
from iscm.register.operations.holding import answer
from iscm.register.operations.judge import judge
from iscm.register.queries.editing import Editable, find_editable, find_meetings
from iscm.register.queries.filters import Filter, tidy_words
from iscm.register.queries.pairing import anchor_of
from iscm.register.queries.relating import ties_asked, ties_judged
from iscm.register.rules import Action, mechanisms_of

MOST_FOUND = 20
CHOICES = {f"{verdict}{' back' if is_incoming else ''}": (verdict, is_incoming) for verdict, is_incoming in TIES}
OFFERED = {name: TIES[tie] for name, tie in CHOICES.items() if tie != ("unrelated", True)}
judges = requires(Action.MEETING_JUDGE)


@judges
@require_safe
def ties_page(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Another meeting sought by words or its address (`q`), and the form that says how the two hang together."""
    found = editable_or_404(request, uid, Action.MEETING_JUDGE)
    return _page(request, found)


@judges
@require_POST
def tie(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Say how this meeting hangs together with another (`other`: its uid)."""
    found = editable_or_404(request, uid, Action.MEETING_JUDGE)
    asked = request.POST
    other = find_editable(asked.get("other", "")[:36])
    if other is None or other.uid == uid or not (found.is_listed and other.is_listed):
        return _page(request, found, gettext("Choose another meeting."))
    if asked.get("tie") not in CHOICES:
        return _page(request, found, gettext("Say how they hang together."))
    if not asked.get("reason", "").strip():
        return _page(request, found, gettext("Say why: the reason stands in the history."))
    refuse_unless(request, Action.MEETING_JUDGE, other.mechanisms)
    verdict, is_incoming = CHOICES[asked["tie"]]
    left, right = anchor_of(uid), anchor_of(other.uid)
    if is_incoming:
        left, right = right, left
    try:
        judge(left, right, Verdict(verdict), actor=actor_of(request), reason=asked["reason"])
    except IscmError as error:
        return _page(request, found, in_words(error))
    return _kept(request, uid)


@judges
@require_POST
def tie_answer(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Answer what the register asks of this meeting and another, or say otherwise of what it judged by itself."""
    editable_or_404(request, uid, Action.MEETING_JUDGE)
    left, right, verdict = (request.POST.get(name, "") for name in ("left", "right", "verdict"))
    known = {(one.left, one.right): one for one in (*ties_judged(uid), *ties_asked(uid))}
    one = known.get((left, right))
    if one is None or verdict not in {one.verdict, Verdict.UNRELATED.value, Verdict.UNSURE.value}:
        raise Http404
    other = find_editable(one.uid)
    refuse_unless(request, Action.MEETING_JUDGE, other.mechanisms if other else ())
    reason = request.POST.get("reason", "").strip() or gettext("looked at on the page of the meeting")
    try:
        answer(left, right, Verdict(verdict), actor=actor_of(request), reason=reason)
    except IscmError as error:
        messages.error(request, in_words(error))
        return redirect("desk-meeting", uid)
    return _kept(request, uid)


def _kept(request: HttpRequest, uid: str) -> HttpResponseBase:
    messages.success(request, gettext("Kept."))
    return redirect(f"{reverse('desk-meeting', args=[uid])}#ties")


def _page(request: HttpRequest, found: Editable, wrong: str = "") -> HttpResponseBase:
    asked = request.POST if request.method == "POST" else request.GET
    words = tidy_words(asked.get("q", ""))
    own = mechanisms_of(grants_of(request), Action.MEETING_JUDGE)
    rows = [one.row for one in find_meetings(Filter(q=words), "listed", own=own).lines] if words else []
    others = [row for row in rows if row.uid != found.uid]
    return desk_page(
        request,
        "meetings/ties",
        SECTION,
        http_status=HTTP_BAD if wrong else 200,
        title=gettext("What it hangs together with"),
        found=found,
        name=tidied(found.title),
        words=words,
        others=[(row.uid, tidied(row.title), date_in_words(row.edtf, row.date_status)) for row in others[:MOST_FOUND]],
        is_cut=len(others) > MOST_FOUND,
        ties=OFFERED.items(),
        wrong=wrong,
        typed=asked,
    )
