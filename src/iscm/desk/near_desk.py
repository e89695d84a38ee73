"""What lies near a meeting for who edits it: other meetings as far as their role lets them read."""

from collections.abc import Collection, Mapping

from django.http import HttpRequest
from django.urls import reverse

from iscm.desk.doors import grants_of
from iscm.desk.meeting_fields import Read
from iscm.desk.near import NearShown, near_shown, public_href, uid_in
from iscm.desk.near_rows import BLANK
from iscm.domain.listing import MeetingRow
from iscm.register.queries.meetings import by_uids
from iscm.register.queries.unveiled import unveil
from iscm.register.rules import Action, may


def near_panel(request: HttpRequest, row: MeetingRow, typed: Mapping[str, Read]) -> NearShown:
    """The panel of a meeting, stored or not, with what was typed over it."""
    grants = grants_of(request)

    def reads(slugs: Collection[str]) -> bool:
        return may(grants, Action.CLOSED_READ, slugs)

    def href(other: MeetingRow) -> str:
        corrects = may(grants, Action.MEETING_CORRECT, [party.slug for party in other.parties])
        return reverse("desk-meeting", args=[other.uid]) if corrects else public_href(other)

    return near_shown(row, reads, typed, href=href)


def near_live(request: HttpRequest, typed: Mapping[str, Read]) -> NearShown | None:
    """The same for a form that somebody types in; it says by `near-of` over which meeting. None for one without it."""
    if "near-of" not in request.POST:
        return None
    found = by_uids((uid_in(request.POST["near-of"]),))
    return near_panel(request, _whole(request, found[0]) if found else BLANK, typed)


def _whole(request: HttpRequest, row: MeetingRow) -> MeetingRow:
    """A meeting with its words where it is closed and they may be read."""
    is_read = row.is_closed and may(grants_of(request), Action.CLOSED_READ, [party.slug for party in row.parties])
    return unveil([row])[0] if is_read else row
