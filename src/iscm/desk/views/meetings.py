"""One meeting for who keeps the register: each field with its claims; what is typed over them, checked and saved."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from iscm.desk.doors import actor_of, grants_of, refuse_unless, requires
from iscm.desk.history_words import shown_lines
from iscm.desk.inbox_words import VERDICTS
from iscm.desk.meeting_choices import TOPICS
from iscm.desk.meeting_draft import Draft, checked, fresh, put_together, typed_in, values_now, values_of, words_now
from iscm.desk.meeting_fields import Read, read_words
from iscm.desk.meeting_inputs import BY_NAME
from iscm.desk.meeting_shown import picked, shown_fields
from iscm.desk.meeting_ties import may_be_told, tie_lines
from iscm.desk.meeting_topics import suggestions_of, topics_shown, with_verdict
from iscm.desk.meeting_words import date_in_words, labels
from iscm.desk.near_desk import near_live, near_panel
from iscm.desk.page import desk_page
from iscm.desk.refusals import in_words
from iscm.domain.errors import ConflictError, StaleError
from iscm.domain.history import Line
from iscm.publication.statuses import show_status
from iscm.publication.titles import tidied
from iscm.register.operations.correct import correct
from iscm.register.queries.editing import Editable, find_editable
from iscm.register.queries.meeting import MeetingDetail, find_meeting
from iscm.register.queries.pairing import likely_same, pairs_judged, rests_of
from iscm.register.queries.relating import ties_asked, ties_judged
from iscm.register.rules import Action, may

SECTION = "meetings"
SAVED = "saved"
corrects = requires(Action.MEETING_CORRECT)


@dataclass(frozen=True)
class State:
    """What the page of a meeting shows beside its fields: what was typed, which field to look at, what is wrong."""

    draft: Draft
    reads: Mapping[str, Read]
    focus: str = ""
    stale: tuple[Line, ...] = ()
    fate: Mapping[str, Any] | None = None


@corrects
def meeting_page(request: HttpRequest, uid: str) -> HttpResponseBase:
    """The page of a meeting; sent, its form is checked, filled with a claim that was picked, or saved."""
    found = editable_or_404(request, uid)
    is_sent = request.method == "POST"
    if found.merged_into and not is_sent:
        return redirect("desk-meeting", found.merged_into)
    detail = find_meeting(uid, with_closed=True)
    if not isinstance(detail, MeetingDetail):
        return away_page(request, found, http_status=HTTP_CONFLICT if is_sent else HTTP_OK)
    if is_sent:
        return _sent(request, found, detail)
    return whole_page(request, found, detail, State(fresh(detail, found.version), {}))


@corrects
@require_POST
def understood(request: HttpRequest) -> HttpResponse:
    """What is understood of a form while somebody types: a piece of a page."""
    reads = typed_in(request.POST).read(_year(request.POST.get("year", "")))
    near = near_live(request, reads)
    return render(request, "desk/meetings/understood.html", {"reads": reads.items(), "near": near})


def away_page(request: HttpRequest, found: Editable, wrong: str = "", http_status: int = 200) -> HttpResponse:
    """A meeting that readers do not see: why, and the way to give it back; with what was typed over it meanwhile."""
    draft = typed_in(request.POST)
    return desk_page(
        request,
        "meetings/away",
        SECTION,
        http_status=http_status,
        title=tidied(found.title),
        found=found,
        wrong=wrong,
        typed=request.POST,
        lost=[(BY_NAME[name].label, draft.typed[name]) for name in draft.changed if name in draft.typed],
    )


def editable_or_404(request: HttpRequest, uid: str, action: Action = Action.MEETING_CORRECT) -> Editable:
    """The meeting of an address, for who may do this to it."""
    found = find_editable(uid)
    if found is None:
        raise Http404
    refuse_unless(request, action, found.mechanisms)
    return found


def whole_page(
    request: HttpRequest, found: Editable, detail: MeetingDetail, state: State, http_status: int = 200
) -> HttpResponse:
    """The page with its form."""
    row = detail.row
    grants = grants_of(request)
    return desk_page(
        request,
        "meetings/meeting",
        SECTION,
        http_status=http_status,
        title=tidied(row.title),
        row=row,
        found=found,
        when=date_in_words(row.edtf, row.date_status),
        status=show_status(row.standing, labels().words),
        draft=state.draft,
        fields=shown_fields(state.draft, state.reads, detail, state.focus),
        stale=shown_lines(state.stale),
        problems=detail.problems,
        fate=state.fate or {},
        near=near_panel(request, row, state.reads),
        is_returned=request.method == "POST" and not state.fate,
        likely=[one for one in likely_same(row.uid) if may_be_told(request, one.uid)],
        judged=[
            (one, VERDICTS.get(one.verdict, one.verdict))
            for one in pairs_judged(row.uid)
            if may_be_told(request, one.uid)
        ],
        asked_ties=tie_lines(request, ties_asked(row.uid)),
        known_ties=tie_lines(request, ties_judged(row.uid)),
        rests=rests_of(row.uid),
        may_judge=may(grants, Action.MEETING_JUDGE, found.mechanisms),
        may_withdraw=may(grants, Action.MEETING_WITHDRAW, found.mechanisms),
        done=request.GET.get(SAVED, "") if http_status == HTTP_OK else "",
    )


HTTP_OK, HTTP_BAD, HTTP_CONFLICT = 200, 400, 409


def _sent(request: HttpRequest, found: Editable, detail: MeetingDetail) -> HttpResponseBase:
    draft = typed_in(request.POST)
    if pick := request.POST.get("pick"):
        draft, focus = picked(draft, detail, pick)
        return whole_page(request, found, detail, State(draft, draft.read(detail.row.year), focus))
    if decide := request.POST.get("decide"):
        return _decide(request, found, detail, draft, decide)
    reads = draft.read(detail.row.year)
    if "save" not in request.POST:
        wrong = {name: read.wrong for name, read in reads.items() if read.wrong}
        return whole_page(request, found, detail, State(replace(draft, wrong=wrong), reads, next(iter(wrong), "")))
    draft = checked(draft, reads)
    if draft.wrong:
        return whole_page(request, found, detail, State(draft, reads, _first(draft)), HTTP_BAD)
    return _save(request, found, detail, draft, reads)


def _decide(
    request: HttpRequest, found: Editable, detail: MeetingDetail, draft: Draft, decide: str
) -> HttpResponseBase:
    """Confirm or reject one suggestion at once; what was typed in other fields stays typed."""
    name, _, verdict = decide.partition("|")
    slug = verdict.removeprefix("-")
    if name not in TOPICS or slug not in {one.slug for one in topics_shown(name, "", detail).first}:
        raise Http404
    said = read_words(name, with_verdict(name, words_now(detail)[name], verdict)).values
    why = gettext("a suggestion was rejected: %(why)s") if verdict != slug else gettext("a suggestion holds: %(why)s")
    reason = why % {"why": suggestions_of(name, detail)[slug]}
    correct(found.uid, dict(said), actor=actor_of(request), reason=reason)
    if not draft.changed:
        messages.success(request, gettext("Saved."))
        return redirect(f"{reverse('desk-meeting', args=[found.uid])}#field-{name}")
    now, version = find_meeting(found.uid, with_closed=True), find_editable(found.uid)
    if not isinstance(now, MeetingDetail) or version is None:
        return redirect("desk-meeting", found.uid)
    merged = put_together(draft, now, version.version)
    state = State(replace(merged, meanwhile=merged.meanwhile - {name}), merged.read(now.row.year), name)
    return whole_page(request, version, now, state)


def _save(
    request: HttpRequest, found: Editable, detail: MeetingDetail, draft: Draft, reads: Mapping[str, Read]
) -> HttpResponseBase:
    values = values_of(reads, values_now(detail))
    refuse_unless(request, Action.MEETING_CORRECT, {*found.mechanisms, *values.get("mechanisms", ())})
    try:
        correct(found.uid, values, actor=actor_of(request), reason=draft.reason, seen=draft.seen)
    except StaleError as error:
        now = find_meeting(found.uid, with_closed=True)
        detail = now if isinstance(now, MeetingDetail) else detail
        draft = put_together(draft, detail, error.latest)
        state = State(draft, draft.read(detail.row.year), next(iter(sorted(draft.conflicts)), ""), error.lines)
        return whole_page(request, found, detail, state, HTTP_CONFLICT)
    except ConflictError as error:
        draft = replace(draft, wrong={"": in_words(error)})
        return whole_page(request, found, detail, State(draft, reads), HTTP_BAD)
    messages.success(request, gettext("Saved."))
    return redirect(f"{reverse('desk-meeting', args=[found.uid])}?{SAVED}=meeting")


def _first(draft: Draft) -> str:
    return next(iter(draft.wrong), "")


def _year(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) == len("2027") else None
