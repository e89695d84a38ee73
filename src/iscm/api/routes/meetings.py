"""Calls about meetings."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router

from iscm.api.answering import Json, Listed, Scene, answer, place
from iscm.api.errors import WithdrawnError
from iscm.api.routes.common import answers
from iscm.api.schemas.asking import Asked, ChangesFilter, MeetingFilter
from iscm.api.schemas.meetings import MeetingDetailOut
from iscm.api.schemas.pages import ChangesPage, MeetingPage, ProblemDetails
from iscm.api.showing.meetings import show_changed, show_meeting, show_meetings
from iscm.domain.errors import UnknownReferenceError
from iscm.register.queries.meeting import Moved, Withdrawn, find_meeting
from iscm.register.queries.paged.meetings import changed_part, meetings_part

router = Router(tags=["Meetings"])


@router.get("/meetings", response=answers(MeetingPage), operation_id="listMeetings", summary="Meetings")
def list_meetings(request: HttpRequest, asked: Query[MeetingFilter]) -> HttpResponse:
    """The meetings of a filter: the same as the pages show. Within a filter any value will do, all filters hold."""

    def make(scene: Scene) -> Listed:
        name = f"meetings:{asked.sort}"
        begin = place(scene, asked, name)
        part = meetings_part(asked.filter(), asked.year, asked.sort, begin, scene.version)
        return Listed(name, part, "uid", show_meetings(scene))

    return answer(request, asked, make)


@router.get(
    "/meetings/{uuid:uid}",
    response=answers(MeetingDetailOut, _301=None, _410=ProblemDetails),
    operation_id="getMeeting",
    summary="One meeting",
)
def get_meeting(request: HttpRequest, uid: str, asked: Query[Asked]) -> HttpResponse:
    """A meeting with what it rests on. One that was merged leads on (301), one that was withdrawn is gone (410)."""

    def make(scene: Scene) -> Json | HttpResponse:
        found = find_meeting(str(uid))
        if isinstance(found, Moved):
            return _moved(request, found.uid)
        if isinstance(found, Withdrawn):
            raise WithdrawnError(found.reason, found.at.isoformat())
        if found is None:
            raise UnknownReferenceError(f"There is no meeting {uid}.")
        return show_meeting(scene, found)

    return answer(request, asked, make)


@router.get("/changes", response=answers(ChangesPage), operation_id="listChanges", summary="What changed")
def list_changes(request: HttpRequest, asked: Query[ChangesFilter]) -> HttpResponse:
    """All meetings that changed since a moment, as they are now, the longest unchanged first.

    Those merged or withdrawn stay in the list with `deleted: true`. To keep a copy: take all parts, and next time ask
    `since` the `changed_at` of the last item.
    """

    def make(scene: Scene) -> Listed:
        begin = place(scene, asked, "changes")
        part = changed_part(asked.moment(), begin, scene.version)
        return Listed("changes", part, "uid", show_changed(scene))

    return answer(request, asked, make)


def _moved(request: HttpRequest, uid: str) -> HttpResponse:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponse(status=301, headers={"Location": reverse("api-v1:get_meeting", kwargs={"uid": uid}) + query})
