"""A correction that was sent in, decided field by field, and its sender told why."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, override
from django.views.decorators.http import require_POST

from iscm.desk.doors import actor_of, refuse_unless, requires
from iscm.desk.inbox_parts import parts_of
from iscm.desk.refusals import in_words
from iscm.desk.views.inbox_document import Wrong, opened, show
from iscm.domain.errors import IscmError
from iscm.register.operations.partly import take_partly
from iscm.register.queries.editing import find_editable
from iscm.register.queries.inbox import inbox_lines
from iscm.register.rules import Action


@requires(Action.DOCUMENT_ACCEPT)
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the parts that were ticked, with a reason; the rest is refused, and the sender hears of both."""
    document = opened(request, pk, Action.DOCUMENT_ACCEPT)
    (line,) = inbox_lines([pk])
    about = find_editable(line.about) if line.about else None
    if about is None:
        raise Http404
    refuse_unless(request, Action.MEETING_CORRECT, about.mechanisms)
    parts = parts_of(document.sha256)
    ticked = [name for name in request.POST.getlist("part") if name in parts]
    reason = request.POST.get("reason", "").strip()
    if wrong := _wrong(ticked, reason):
        return show(request, document, Wrong(0, wrong, reason))
    fields = [field for name in ticked for field in parts[name][1]]
    with override(line.lang if line.lang in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        taken = gettext("Taken over: %(fields)s.") % {"fields": ", ".join(str(parts[name][0]) for name in ticked)}
    try:
        take_partly(document.sha256, fields, actor=actor_of(request), reason=reason, answer=f"{reason} {taken}")
    except IscmError as error:
        return show(request, document, Wrong(0, in_words(error), reason))
    done = gettext("Taken in part; the sender is told by mail.") if line.contact else gettext("Taken in part.")
    messages.success(request, done)
    return redirect("desk-inbox-document", pk)


def _wrong(ticked: Sequence[str], reason: str) -> str:
    if not ticked:
        return gettext("Tick what is taken; to take nothing, refuse it.")
    return "" if reason else gettext("Say why: whoever sent it, and whoever asks later, reads it.")
