"""The page of a secretariat's room: what to answer first, its meetings, what the register has of its mechanism."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from iscm.desk.room_clashes import clashes_near
from iscm.desk.room_door import RoomRequest, with_room
from iscm.desk.room_frame import missing_page
from iscm.desk.room_frame import room_page as whole_page
from iscm.desk.room_shown import cards, minutes, parts_shown, sent_shown
from iscm.desk.room_words import day, what_happened, what_is_done
from iscm.domain.surveys import Standing, Survey
from iscm.register.operations.posting import right_of
from iscm.register.queries.mechanisms import find_mechanism
from iscm.register.queries.room_page import NoteLine, SentLine, confirmed_parts, notes_of, room_meetings, sent_lines
from iscm.register.queries.surveys import open_surveys

TOLD = frozenset({"sent", "all", "left", "said"})


@with_room
@require_safe
def room_page(request: RoomRequest) -> HttpResponse:
    """`/room/{token}/`: the whole of it."""
    return show_room(request)


def show_room(
    request: RoomRequest, *, trouble: str = "", kept: Mapping[str, str] | None = None, http_status: int = 200
) -> HttpResponse:
    """The page, with what went wrong where something did, and the words that were typed of a part (`kept`)."""
    room, now = request.room, timezone.now()
    found = find_mechanism(room.mechanism)
    if found is None:
        return missing_page(request)
    meetings = room_meetings(room.mechanism, now.date(), now)
    coming = [one for one in meetings if not one.is_over]
    asked = [one for one in meetings if one.is_over and one.is_asked]
    past = [one for one in reversed(meetings) if one.is_over and not one.is_asked]
    to_confirm = sum(one.is_asked for one in coming)
    sent, right = sent_lines(room.mechanism, owner=room.owner), right_of(room.mechanism)
    return whole_page(
        request,
        "room",
        http_status=http_status,
        title=found.name,
        found=found,
        until=day(room.expires) if room.expires else "",
        right=right.value,
        meaning=what_is_done(right),
        number=to_confirm + len(asked),
        minutes=minutes(to_confirm, len(asked)),
        coming=cards(coming, clashes_near([one.row for one in coming], room.mechanism)),
        asked=cards(asked[::-1]),
        past=cards(past),
        to_confirm=to_confirm,
        parts=parts_shown(found, confirmed_parts(room.mechanism), _notes(request), kept or {}),
        sent=[sent_shown(line) for line in sent],
        surveys=_surveys(open_surveys(room.mechanism)),
        told=_told(request.GET, sent),
        trouble=trouble,
    )


def _notes(request: RoomRequest) -> Sequence[NoteLine]:
    return notes_of(request.room.mechanism, owner=request.room.owner)


def _surveys(found: Sequence[tuple[Survey, Standing]]) -> list[dict[str, Any]]:
    return [{"survey": survey, "standing": standing} for survey, standing in found]


def _told(asked: Mapping[str, str], sent: Sequence[SentLine]) -> str:
    """What happened a moment ago, by what the address of the page says."""
    states = {line.uid: line.state for line in sent}
    return what_happened({name: words for name, words in asked.items() if name in TOLD}, states)
