"""A meeting entered by hand: typed, checked, looked for among those the register holds, and kept."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext

from iscm.desk.doors import actor_of, refuse_unless
from iscm.desk.meeting_choices import parties_in
from iscm.desk.meeting_draft import Draft, checked, typed_in, values_of
from iscm.desk.meeting_fields import Read
from iscm.desk.meeting_shown import shown_fields
from iscm.desk.near_desk import near_panel
from iscm.desk.near_rows import BLANK
from iscm.desk.page import desk_page
from iscm.desk.refusals import in_words
from iscm.desk.views.meetings import HTTP_BAD, SAVED, SECTION, corrects
from iscm.domain.errors import IscmError
from iscm.register.operations.add import add
from iscm.register.operations.submit import preview
from iscm.register.queries.vocabulary import vocabulary
from iscm.register.rules import Action

EMPTY = {"closed": "no", "attendance": "unknown", "status": "planned", "count": "1"}
PASSED_ON = {"title", "date", "place", "attendance", "mechanism", "kind", "status", "outcome", "topic", "closed"}


@corrects
def new_page(request: HttpRequest) -> HttpResponseBase:
    """The empty form; sent, it is checked or kept."""
    if request.method != "POST":
        return _page(request, Draft(EMPTY, EMPTY), {}, 200)
    draft = replace(typed_in(request.POST), was=EMPTY)
    reads = draft.read()
    if "save" not in request.POST:
        wrong = {name: read.wrong for name, read in reads.items() if read.wrong}
        return _page(request, replace(draft, wrong=wrong), reads, 200)
    return _save(request, checked(draft, reads), reads)


def _save(request: HttpRequest, draft: Draft, reads: dict[str, Read]) -> HttpResponseBase:
    wrong = dict(draft.wrong)
    wrong.pop("", None)
    if not draft.words("title"):
        wrong["title"] = gettext("A meeting needs a title.")
    if not draft.words("mechanism"):
        wrong["mechanism"] = gettext("Choose at least one mechanism.")
    if wrong:
        return _page(request, replace(draft, wrong=wrong), reads, HTTP_BAD)
    refuse_unless(request, Action.MEETING_CORRECT, parties_in(draft.words("mechanism"))[0])
    try:
        uid = _keep(request, draft, reads)
    except IscmError as error:
        return _page(request, replace(draft, wrong={"": in_words(error)}), reads, HTTP_BAD)
    return redirect(f"{reverse('desk-meeting', args=[uid])}?{SAVED}=new")


def _keep(request: HttpRequest, draft: Draft, reads: dict[str, Read]) -> str:
    """Enter it: as words what is read from words, as values the rest."""
    words = {name: draft.typed[name] for name in draft.changed if name in PASSED_ON}
    more = values_of({name: read for name, read in reads.items() if name not in words}, {})
    if "mechanism" in words:
        words["mechanism"] = ";".join(reads["mechanism"].values["mechanisms"])
        more |= {"roles": roles} if (roles := reads["mechanism"].values["roles"]) else {}
    if "date" in words and preview({"date": words["date"]}, vocabulary()).values["date"] != reads["date"].values:
        del words["date"]
        more |= reads["date"].values
    added = add(words, more, actor=actor_of(request), reason=draft.reason, lang=get_language() or "en")
    if added.is_new:
        messages.success(request, gettext("Entered."))
    else:
        messages.warning(request, gettext("The register held this meeting already: what you typed was added to it."))
    return added.uid


def _page(request: HttpRequest, draft: Draft, reads: dict[str, Read], http_status: int) -> HttpResponseBase:
    return desk_page(
        request,
        "meetings/new",
        SECTION,
        http_status=http_status,
        title=gettext("Add a meeting"),
        draft=draft,
        fields=shown_fields(draft, reads),
        near=near_panel(request, BLANK, reads),
    )
