"""Files brought by a person: read, and put into the inbox."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from iscm.desk.answers_shown import shown_answers
from iscm.desk.doors import actor_of, requires
from iscm.desk.page import desk_page
from iscm.desk.uploading import MOST_BYTES, MOST_FILES, Sent, take_files
from iscm.desk.views.inbox import SECTION
from iscm.reading.layouts.limits import MAX_BYTES
from iscm.register.rules import Action


@requires(Action.DOCUMENT_UPLOAD)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The form; and each file that is sent with it read at once, which takes seconds, not minutes."""
    if request.method != "POST":
        return _page(request)
    files = request.FILES.getlist("files")
    if fault := _fault(request, len(files)):
        return _page(request, fault=fault)
    sent = take_files(files, actor=actor_of(request))
    if any(one.wrong or one.answers for one in sent):
        return _page(request, sent=sent)
    for one in sent:
        if not any(report.is_new for _, report in one.kept):
            messages.info(request, gettext("%(name)s was here already; nothing was added.") % {"name": one.name})
    kept = [key for one in sent for key, _ in one.kept]
    return redirect("desk-inbox-document", kept[0]) if len(kept) == 1 else redirect("desk-inbox")


def _fault(request: HttpRequest, number: int) -> str:
    """What is wrong with all of it."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isascii() and length.isdecimal() and int(length[:20]) > MOST_BYTES:
        said = gettext("Together the files are too large: send at most %(n)s MB at a time.")
        return said % {"n": MOST_BYTES // 2**20}
    if not number:
        return gettext("Choose a file first.")
    return gettext("Send at most %(n)s files at a time.") % {"n": MOST_FILES} if number > MOST_FILES else ""


def _page(request: HttpRequest, *, fault: str = "", sent: list[Sent] | None = None) -> HttpResponse:
    found = sent or []
    return desk_page(
        request,
        "inbox/upload",
        SECTION,
        http_status=422 if fault or any(one.wrong for one in found) else 200,
        title=gettext("Bring documents"),
        fault=fault,
        wrong=[one for one in found if one.wrong],
        sheets=[shown_answers(one.answers, one.name, with_links=True) for one in found if one.answers],
        kept=[(key, report) for one in found for key, report in one.kept],
        largest=MAX_BYTES // 2**20,
        most=MOST_FILES,
    )
