"""What came in and waits, what was taken, what was refused."""

from time import monotonic

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET

from iscm.desk.doors import grants_of, requires
from iscm.desk.inbox_words import FATES, WAYS
from iscm.desk.page import desk_page
from iscm.desk.room_shown import sent_shown
from iscm.register.operations.foreseeing import Outlook, known_outlooks
from iscm.register.queries.confirmations import waiting_confirmations
from iscm.register.queries.inbox import AT_ONCE, InboxLine, Shelf, inbox_lines, on_shelf
from iscm.register.queries.room_page import sent_in
from iscm.register.queries.unread import unread_files
from iscm.register.rules import Action, mechanisms_of

SECTION = "inbox"
PATIENCE = 1.0
"""Seconds that the list may take to work out what documents would do; the rest is said on their own pages."""

SHELVES: dict[Shelf, Promise] = {
    Shelf.WAITING: gettext_lazy("Waiting"),
    Shelf.ACCEPTED: gettext_lazy("Accepted"),
    Shelf.REFUSED: gettext_lazy("Refused"),
}


@requires(Action.DOCUMENT_ACCEPT)
@require_GET
def inbox_page(request: HttpRequest) -> HttpResponse:
    """The documents of a shelf, the newest first, with what each would do."""
    wanted = request.GET.get("show", "")
    shelf = Shelf(wanted) if wanted in {*Shelf} else Shelf.WAITING
    keys = on_shelf(shelf, mechanisms_of(grants_of(request), Action.DOCUMENT_ACCEPT))
    part = Paginator(keys, AT_ONCE).get_page(request.GET.get("page"))
    lines = inbox_lines(list(part.object_list))
    sent = {key: sent_shown(one) for key, one in sent_in([line.id for line in lines if line.kind]).items()}
    until = monotonic() + PATIENCE
    outlooks = known_outlooks([line.sha256 for line in lines], lambda: monotonic() < until)
    return desk_page(
        request,
        "inbox/list",
        SECTION,
        title=gettext("Inbox"),
        shelf=shelf,
        shelves=[(one, name, one is shelf) for one, name in SHELVES.items()],
        unread=_unread(request),
        confirmations=len(waiting_confirmations(keys)) if shelf is Shelf.WAITING else 0,
        part=part,
        lines=[(line, came(line), foreseen(outlooks.get(line.sha256)), sent.get(line.id)) for line in lines],
    )


def _unread(request: HttpRequest) -> int:
    """How many files that were gathered could not be read, and wait."""
    files = unread_files(mechanisms_of(grants_of(request), Action.DOCUMENT_ACCEPT))
    return sum(not one.dismissed_by for one in files)


def came(line: InboxLine) -> str:
    """How a document came, and from whom."""
    return str(WAYS[line.way]) % {"by": line.by or gettext("somebody")}


def foreseen(outlook: Outlook | None) -> list[tuple[str, int]] | None:
    """What a document would do, in words with numbers; None where that is not worked out."""
    if outlook is None:
        return None
    told = [(str(FATES[fate]), outlook.counts[fate]) for fate in FATES if outlook.counts.get(fate)]
    gone = [(gettext("No longer listed"), len(outlook.unlisted))] if outlook.unlisted else []
    return told + gone
