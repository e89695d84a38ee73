"""Everything that only says that a meeting is still right, accepted in one go: a sheet of answers may bring many."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from iscm.desk.doors import actor_of, grants_of, requires
from iscm.domain.errors import IscmError
from iscm.register.operations.accept import accept
from iscm.register.queries.confirmations import waiting_confirmations
from iscm.register.queries.inbox import Shelf, on_shelf
from iscm.register.rules import Action, mechanisms_of

MOST = 50
"""So many in one go; the button stays while others wait."""


@requires(Action.DOCUMENT_ACCEPT)
@require_POST
def accept_confirmations(request: HttpRequest) -> HttpResponse:
    """Accept the oldest; one that cannot be accepted any more waits for a person, and stops no other."""
    keys = on_shelf(Shelf.WAITING, mechanisms_of(grants_of(request), Action.DOCUMENT_ACCEPT))
    done = left = 0
    for sha256 in waiting_confirmations(keys)[:MOST]:
        try:
            accept(sha256, actor=actor_of(request))
            done += 1
        except IscmError:
            left += 1
    said = ngettext("%(n)s confirmation accepted.", "%(n)s confirmations accepted.", done) % {"n": done}
    messages.success(request, said)
    if left:
        messages.warning(request, gettext("Some cannot be accepted any more: open them to see why."))
    return redirect("desk-inbox")
