"""The sheet on which a secretariat answers: taken out of its room, filled in, brought back, told about line by line."""

from dataclasses import replace
from datetime import date
from http import HTTPStatus
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from iscm.desk.answers_shown import ShownAnswers, shown_answers
from iscm.desk.room_door import RoomRequest, with_room
from iscm.desk.room_frame import room_page
from iscm.desk.room_limits import MOST_FILES, too_many
from iscm.desk.uploading import refusal_in_words
from iscm.desk.views.room_meetings import said_of
from iscm.domain.documents import Document
from iscm.domain.errors import FileRefusedError, IscmError, UnknownReferenceError, UnreadableInputError
from iscm.reading.layouts.limits import MAX_BYTES
from iscm.register.operations.answers import is_answer_sheet, take_answers
from iscm.register.operations.examining import examine
from iscm.register.queries.answer_sheets import answer_sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@with_room
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: RoomRequest) -> HttpResponseBase:
    """`/room/{token}/sheet/`: what it is for; and the one that was filled in, with what was understood of it."""
    if request.method != "POST":
        return _page(request)
    if too_many(request.room.owner, "files", MOST_FILES):
        words = gettext("Very much was sent from here. Please go on in an hour.")
        return _page(request, fault=words, http_status=HTTPStatus.TOO_MANY_REQUESTS)
    try:
        return _page(request, taken=_taken(request, request.FILES.get("file")))
    except IscmError as error:
        return _page(request, fault=_fault(error))


@with_room
@require_safe
def sheet_file(request: RoomRequest) -> HttpResponseBase:
    """`/room/{token}/sheet.xlsx`: the sheet with the meetings as they stand now, in the language of the page."""
    today = timezone.now().date()
    from iscm.publication.formats.answer_sheet import write_answer_sheet  # noqa: PLC0415  # with its library

    try:
        asked = answer_sheet(request.room.mechanism, get_language() or "en", today)
    except UnknownReferenceError:
        raise Http404 from None
    content = write_answer_sheet(asked)
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{_name(request.room.mechanism, today)}"'
    return response


def _fault(error: IscmError) -> str:
    if isinstance(error, FileRefusedError):
        return refusal_in_words(error)
    if isinstance(error, UnreadableInputError):
        return gettext("This is not the sheet of this page, or it is damaged. Take it anew, fill it in, bring it back.")
    return said_of(error)


def _taken(request: RoomRequest, file: "UploadedFile[Any] | None") -> ShownAnswers:
    """What became of the lines. Who changed a meeting in between is not told here: that is the editors' own."""
    if file is None:
        raise FileRefusedError("", "empty", "")
    if (file.size or 0) > MAX_BYTES:
        raise FileRefusedError(file.name or "", "large", "")
    document = Document((file.name or gettext("without a name"))[:200], file.read())
    examine(document, actor=request.room.actor)
    if not is_answer_sheet(document):
        raise UnreadableInputError(document.name, "this is no sheet of answers")
    found = shown_answers(take_answers(document, sender=request.room.sender), document.name)
    return replace(found, rows=tuple(replace(row, lines=()) for row in found.rows))


def _name(mechanism: str, day: date) -> str:
    return f"{mechanism}-{day:%Y-%m-%d}.xlsx"


def _page(
    request: RoomRequest, *, fault: str = "", taken: ShownAnswers | None = None, http_status: int = 0
) -> HttpResponse:
    return room_page(
        request,
        "sheet",
        http_status=http_status or (HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK),
        title=gettext("Answer on a sheet"),
        fault=fault,
        taken=taken,
        largest=MAX_BYTES // 2**20,
    )
