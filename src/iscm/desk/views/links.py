"""A dead link left as it is for a reason, or put on the worklist again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from iscm.desk.doors import actor_of, refuse_unless, requires
from iscm.desk.refusals import in_words
from iscm.desk.views.worklist import list_page
from iscm.desk.worklist import asked
from iscm.domain.errors import IscmError
from iscm.register.operations.links import dismiss_link, reopen_link
from iscm.register.queries.links import mechanisms_of_links
from iscm.register.queries.waiting import Part
from iscm.register.rules import Action


@requires(Action.PROBLEM_DISMISS)
@require_POST
def dismiss(request: HttpRequest) -> HttpResponse:
    """Dismiss a link with a reason, and with the address of a copy where one is known."""
    key, reason = _key(request), request.POST.get("reason", "").strip()
    wanted = asked(Part.LINKS, request.POST)
    if not reason:
        return list_page(request, wanted, {"reason": gettext("Say why.")})
    try:
        dismiss_link(key, actor=actor_of(request), reason=reason, archived=request.POST.get("archived", ""))
    except IscmError as error:
        return list_page(request, wanted, {"choice": in_words(error)})
    messages.success(request, gettext("The link was dismissed."))
    return redirect(wanted.address)


@requires(Action.PROBLEM_DISMISS)
@require_POST
def reopen(request: HttpRequest) -> HttpResponse:
    """Put a dismissed link on the list again."""
    wanted = asked(Part.LINKS, request.POST)
    try:
        reopen_link(_key(request), actor=actor_of(request), reason=gettext("opened again by an editor"))
    except IscmError as error:
        return list_page(request, wanted, {"choice": in_words(error)})
    messages.success(request, gettext("The link is on the list again."))
    return redirect(wanted.address)


def _key(request: HttpRequest) -> str:
    """The link that is meant, for who may dismiss what concerns those whose it is."""
    key = request.POST.get("key", "")
    refuse_unless(request, Action.PROBLEM_DISMISS, mechanisms_of_links([key]).get(key, ()))
    return key
