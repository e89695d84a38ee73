"""All meetings for who keeps the register, found by words and filters: also closed, withdrawn and merged ones."""

from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from iscm.desk.doors import grants_of, requires
from iscm.desk.meeting_choices import options_of
from iscm.desk.meeting_words import date_in_words, labels, value_in_words
from iscm.desk.page import desk_page
from iscm.domain.meetings import Status
from iscm.publication.statuses import show_status
from iscm.publication.titles import tidied
from iscm.register.queries.editing import STATES, Found, find_meetings
from iscm.register.queries.filters import Filter, split_values, tidy_words
from iscm.register.rules import Action, mechanisms_of

SECTION = "meetings"
SAID: dict[str, Promise] = {
    "listed": gettext_lazy("seen by readers"),
    "closed": gettext_lazy("closed to the public"),
    "withdrawn": gettext_lazy("withdrawn"),
    "merged": gettext_lazy("merged into another"),
}
YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """A meeting in the list."""

    uid: str
    title: str
    lang: str
    date: str
    place: str
    mechanisms: str
    status: str
    state: str


@requires(Action.MEETING_CORRECT)
@require_safe
def meetings_page(request: HttpRequest) -> HttpResponse:
    """The meetings that the words and filters of the address let through, the latest first, in parts."""
    asked = request.GET
    wanted, state = _wanted(asked), asked.get("state", "")
    page = int(asked["page"]) if asked.get("page", "").isdecimal() and len(asked["page"]) < len("10000") else 1
    own = mechanisms_of(grants_of(request), Action.MEETING_CORRECT)
    found = find_meetings(wanted, state, page, own=own)
    return desk_page(
        request,
        "meetings/list",
        SECTION,
        title=gettext("Meetings"),
        found=found,
        lines=[_shown(one) for one in found.lines],
        asked={name: asked.get(name, "") for name in ("q", "mechanism", "status", "year")} | {"state": state},
        mechanisms=[one for one in options_of("mechanism") if own is None or one[0] in own],
        statuses=[(one.value, value_in_words("status", one.value)) for one in Status],
        states=[(name, SAID[name]) for name in STATES],
        earlier=_page_of(asked, found.page + 1) if found.page < found.pages else "",
        later=_page_of(asked, found.page - 1) if found.page > 1 else "",
    )


def _wanted(asked: QueryDict) -> Filter:
    wanted = Filter(
        mechanism=split_values(asked.getlist("mechanism")),
        status=split_values(asked.getlist("status")),
        q=tidy_words(asked.get("q", "")),
    )
    year = asked.get("year", "")
    if not (year.isascii() and year.isdecimal() and len(year) == YEAR_DIGITS and int(year)):
        return wanted
    return replace(wanted, since=date(int(year), 1, 1), until=date(int(year), 12, 31))


def _page_of(asked: QueryDict, number: int) -> str:
    address = asked.copy()
    address["page"] = str(number)
    return f"?{address.urlencode()}"


def _shown(found: Found) -> Shown:
    row = found.row
    return Shown(
        uid=row.uid,
        title=tidied(row.title),
        lang=row.lang,
        date=date_in_words(row.edtf, "confirmed"),
        place=labels().places(row.places),
        mechanisms=gettext(", ").join(party.acronym for party in row.parties),
        status=show_status(row.standing, labels().words).label,
        state="" if found.state == "listed" else str(SAID[found.state]),
    )
