"""The first page of the desk: its rooms, and how much waits in them."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from iscm.desk.doors import grants_of, requires
from iscm.desk.page import desk_page
from iscm.register.queries.waiting_work import waiting
from iscm.register.rules import Action, may_anywhere, mechanisms_of


@requires(Action.DESK_ENTER)
def home(request: HttpRequest) -> HttpResponse:
    """The rooms that are open to who asks; to who decides, how much there is to decide."""
    return desk_page(request, "home", title=gettext("Desk"), counts=_counts(request))


def _counts(request: HttpRequest) -> list[tuple[str, str]]:
    """What waits, in words, each with the address where it waits."""
    grants = grants_of(request)
    if not may_anywhere(grants, Action.DOCUMENT_ACCEPT):
        return []
    found = waiting(mechanisms_of(grants, Action.DOCUMENT_ACCEPT))
    documents, questions, surveys = found.documents, found.questions, found.surveys
    told = [
        (
            reverse("desk-inbox"),
            ngettext("%(n)s document to decide", "%(n)s documents to decide", documents),
            documents,
        ),
        (
            reverse("desk-worklist-part", args=["questions"]),
            ngettext("%(n)s uncertain match", "%(n)s uncertain matches", questions),
            questions,
        ),
        (reverse("desk-survey"), ngettext("%(n)s survey open", "%(n)s surveys open", surveys), surveys),
    ]
    return [(href, words % {"n": number}) for href, words, number in told if number]
