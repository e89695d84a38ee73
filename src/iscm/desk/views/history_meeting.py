"""The history of one meeting: its entries, and two moments beside each other."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from iscm.desk.doors import refuse_unless
from iscm.desk.history_words import shown_lines
from iscm.desk.meeting_draft import number
from iscm.desk.meeting_inputs import INPUTS
from iscm.desk.meeting_words import date_in_words, value_in_words
from iscm.desk.page import desk_page
from iscm.desk.views.history import SECTION, day_of, end_of, reads_history
from iscm.domain.meetings import Meeting
from iscm.publication.titles import tidied
from iscm.register.queries.concerning import titles_of
from iscm.register.queries.editing import find_editable
from iscm.register.queries.history import history
from iscm.register.queries.standing import Stood, standing
from iscm.register.rules import Action

HTTP_BAD = 400


@dataclass(frozen=True, slots=True)
class Then:
    """A field at two moments, in words."""

    label: str
    before: str
    after: str
    differs: bool


@reads_history
@require_safe
def meeting_history(request: HttpRequest, uid: str) -> HttpResponseBase:
    """All that happened to a meeting; with `first` and `second` (days), how it stood at the end of each."""
    found = find_editable(uid)
    if found is None:
        raise Http404
    refuse_unless(request, Action.HISTORY_READ, found.mechanisms)
    before = request.GET.get("before", "")
    lines = history("meeting", uid, before=number(before))
    asked = {name: request.GET.get(name, "") for name in ("first", "second")}
    days = {name: day_of(text) for name, text in asked.items()}
    wrong = {name: words for name, (_, words) in days.items() if words}
    (first, _), (second, _) = days["first"], days["second"]
    stood = [standing(uid, end_of(day)) for day in (first, second) if day]
    return desk_page(
        request,
        "history/meeting",
        SECTION,
        http_status=HTTP_BAD if wrong else 200,
        title=tidied(found.title),
        found=found,
        entries=shown_lines(lines, titles_of(lines)),
        asked=asked,
        wrong=wrong,
        first=first,
        second=second,
        stood=bool(stood),
        then=_then(stood) if first and second else [],
        alone=_alone(stood[0]) if len(stood) == 1 else [],
        is_unknown=None in stood,
        same=gettext("Nothing differs between these two moments."),
    )


def _then(stood: list[Stood | None]) -> list[Then]:
    """The fields at both moments; nothing where the meeting did not stand at one of them."""
    one, other = stood
    if one is None or other is None:
        return []
    said = [dict(_alone(each)) for each in (one, other)]
    return [Then(label, before, said[1][label], before != said[1][label]) for label, before in said[0].items()]


def _alone(stood: Stood | None) -> list[tuple[str, str]]:
    if stood is None:
        return []
    told = [(str(each.label), _said(each.claims, stood.meeting)) for each in INPUTS]
    seen = gettext("no: withdrawn") if stood.is_withdrawn else gettext("yes")
    return [*told, (gettext("Seen by readers"), seen)]


def _said(name: str, meeting: Meeting) -> str:
    if name == "edtf":
        return date_in_words(meeting.edtf.text if meeting.edtf else "", meeting.date_status.value)
    if name == "places":
        return value_in_words(name, [{"city": place.city, "country": place.country} for place in meeting.places])
    if name == "mechanisms":
        return value_in_words(name, [party.mechanism for party in meeting.parties])
    if name == "links":
        return value_in_words(name, [{"text": link.text, "url": link.url} for link in meeting.links])
    value = meeting.is_closed if name == "closed" else getattr(meeting, name)
    return value_in_words(name, getattr(value, "value", value))
