"""The page of a secretariat's room: what to answer first, its meetings, what the register has of its mechanism."""

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from iscm.desk.room_door import RoomRequest, with_room
from iscm.desk.room_frame import room_page as whole_page


@with_room
@require_safe
def room_page(request: RoomRequest) -> HttpResponse:
    """`/room/{token}/`: the whole of it."""
    return whole_page(request, "room", title=gettext("Room of a secretariat"))
