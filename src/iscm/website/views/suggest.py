"""Anybody may suggest a meeting or a correction, and see at a private address what became of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from iscm.domain.errors import ConflictError, IscmError, StaleError, UnknownReferenceError, UnreadableInputError
from iscm.register.operations.submit import Sender, Submitted, find_submission, submit
from iscm.register.queries.history import version_of
from iscm.register.queries.mechanisms import all_mechanisms
from iscm.register.queries.meeting import MeetingDetail, Moved, find_meeting
from iscm.website import defence
from iscm.website.conditional import View
from iscm.website.dates import day_in_words, in_words
from iscm.website.entries import shown_title
from iscm.website.page import page
from iscm.website.suggesting import READ, VALUES, WAS, SuggestionForm, beginning, readings, told

OWNER = "form"
"""Under what submissions of this form are kept: nobody else's are shown here."""
BUSY = 429


@dataclass(frozen=True, slots=True)
class Asked:
    """A page with the form: of which meeting, what is said above it, and how what was typed was understood."""

    found: MeetingDetail | None
    form: SuggestionForm
    trouble: str = ""
    said: Mapping[str, str] | None = None
    doubts: Mapping[str, str] | None = None
    is_looked_at: bool = False
    is_stale: bool = False
    stamp: str = ""
    status: int = 200


def private(view: View) -> View:
    """Keep an answer nowhere, and out of every index."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answer


# No cookie is needed, hence none is set: the form uses nobody's rights, and its stamp says that it is ours.
@csrf_exempt
@private
def suggest_page(request: HttpRequest) -> HttpResponse:
    """`/suggest/` and `/suggest/?meeting=…`: the form, empty or with what the register holds; and what was sent."""
    found = _meeting(request.GET.get("meeting", ""))
    if request.method == "POST":
        return _taken(request, found)
    return _page(request, Asked(found, SuggestionForm(initial=beginning(found), is_new=found is None)))


@csrf_exempt
@require_POST
@private
def reading(request: HttpRequest) -> HttpResponse:
    """`/suggest/reading/`: how what was typed so far is understood, for the script of the form."""
    typed = {name: words for name in READ if (words := request.POST.get(name, "").strip())}
    year = request.POST.get("year", "")
    try:
        said, doubts = readings(typed, int(year) if year.isdecimal() and len(year) == 4 else None)  # noqa: PLR2004  # the letters of a year
    except UnreadableInputError:
        return JsonResponse({})
    lines = {name: gettext("Understood as: %(words)s") % {"words": words} for name, words in said.items()}
    return JsonResponse({name: " ".join(filter(None, (lines.get(name), doubts.get(name)))) for name in typed})


@require_safe
@private
def suggestion_page(request: HttpRequest, uid: str) -> HttpResponse:
    """`/suggest/{uid}/`: what became of it; whoever has the address may look."""
    try:
        done = find_submission(str(uid), OWNER)
    except UnknownReferenceError:
        raise Http404 from None
    return page(
        request,
        "suggestion",
        title=gettext("Your suggestion"),
        done=done,
        day=day_in_words(done.at.date()),
        lines=told(done.understood),
        address=request.build_absolute_uri(reverse("suggestion", kwargs={"uid": done.uid})),
        about=_title(done),
    )


def _taken(request: HttpRequest, found: MeetingDetail | None) -> HttpResponse:
    form = SuggestionForm(request.POST, is_new=found is None)
    is_valid = form.is_valid()
    values = form.changed_values()
    said, doubts = readings({name: words for name, words in values.items() if name in VALUES}, _year(found))
    asked = Asked(found, form, said=said, doubts=doubts, stamp=_kept(request))
    if not is_valid:
        return _page(request, replace(asked, status=422))
    if "look" in request.POST or (doubts and "looked" not in request.POST):
        return _page(request, replace(asked, is_looked_at=True))
    if not values:
        return _page(request, replace(asked, trouble=gettext("Nothing was changed yet."), status=422))
    if trouble := defence.objection(request):
        stamp = asked.stamp if defence.is_ours(request) else ""
        return _page(request, replace(asked, trouble=trouble, stamp=stamp, status=422))
    if defence.too_many(request, "suggest"):
        trouble = gettext("Very much was sent from your network. Please send this once more in an hour.")
        return _page(request, replace(asked, trouble=trouble, status=BUSY))
    return _sent(request, asked, values)


def _sent(request: HttpRequest, asked: Asked, values: dict[str, str]) -> HttpResponse:
    held, seen = asked.form.cleaned_data, request.POST.get("seen", "")
    sender = Sender(held["name"], owner=OWNER, contact=held["contact"])
    try:
        done = submit(
            values,
            sender=sender,
            about=asked.found.row.uid if asked.found else None,
            lang=get_language() or "en",
            seen=int(seen) if seen.isdecimal() and len(seen) < 18 else None,  # noqa: PLR2004  # what a database counts to
            request_key=hashlib.sha256(request.POST.get(defence.STAMP, "").encode()).hexdigest(),
        )
    except StaleError:
        words = gettext("This meeting changed while you wrote. Its page says how; please look, then send once more.")
        return _page(request, replace(asked, trouble=words, stamp="", is_stale=True, status=409))
    except ConflictError:
        words = gettext("This form was sent before. If this is something else, please send it once more.")
        return _page(request, replace(asked, trouble=words, stamp="", status=409))
    except IscmError:
        words = gettext("The register does not take this at present. Please write to its editors.")
        return _page(request, replace(asked, trouble=words, status=403))
    return HttpResponseRedirect(reverse("suggestion", kwargs={"uid": done.uid}))


def _page(request: HttpRequest, asked: Asked) -> HttpResponse:
    found, form = asked.found, asked.form
    row = found.row if found else None
    typed = {name: str(form[name].value() or "") for name in form.fields}
    began = beginning(found)
    kept = request.POST if request.method == "POST" else {}
    return page(
        request,
        "suggest",
        http_status=asked.status,
        title=gettext("Suggest a correction") if found else gettext("Suggest a meeting"),
        row=row,
        meeting=shown_title(row.title, is_closed=row.is_closed) if row else "",
        when=in_words(row.edtf, row.date_status) if row else "",
        form=form,
        fields=[(form[name], _reading(asked, name), (asked.doubts or {}).get(name, "")) for name in form.fields],
        was=[(WAS + name, kept.get(WAS + name, began.get(name, ""))) for name in VALUES if found and name in typed],
        asked=asked,
        stamp=asked.stamp or defence.new_stamp(),
        seen="" if row is None else version_of(row.uid) if asked.is_stale else kept.get("seen") or version_of(row.uid),
        year=_year(found) or "",
        here=request.get_full_path(),
        names=[(line.acronym, line.name) for line in all_mechanisms()],
    )


def _reading(asked: Asked, name: str) -> str:
    words = (asked.said or {}).get(name, "")
    return gettext("Understood as: %(words)s") % {"words": words} if words else ""


def _meeting(uid: str) -> MeetingDetail | None:
    """The meeting that the address names, None where it names none; 404 where there is none, or none any more."""
    if not uid:
        return None
    found = find_meeting(uid)
    if isinstance(found, Moved):
        found = find_meeting(found.uid)
    if not isinstance(found, MeetingDetail):
        raise Http404
    return found


def _year(found: MeetingDetail | None) -> int | None:
    return found.row.year if found else None


def _title(done: Submitted) -> tuple[str, str] | None:
    """The uid and title of the meeting it speaks of or has become, as the public may read it."""
    for uid in (*done.meetings, done.about):
        if uid and isinstance(found := find_meeting(uid), MeetingDetail):
            return uid, shown_title(found.row.title, is_closed=found.row.is_closed)
    return None


def _kept(request: HttpRequest) -> str:
    """The stamp that the form came with: what is sent twice is then known to be the same."""
    return request.POST.get(defence.STAMP, "")[:200]
