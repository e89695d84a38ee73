"""What a person does with what came in: take it, refuse it, say what is the same, take any of it back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from iscm.desk.doors import actor_of, refuse_unless, requires
from iscm.desk.refusals import in_words
from iscm.desk.views.inbox_document import Wrong, opened, show
from iscm.domain.errors import IscmError
from iscm.reconciliation.judgements import Verdict
from iscm.register.operations.accept import accept as accept_document
from iscm.register.operations.holding import answer as answer_question
from iscm.register.operations.refuse import readmit, refuse, take_back
from iscm.register.queries.inbox import (
    HeldDocument,
    answers_of,
    mechanisms_of_rows,
    prefix_of,
    record_key,
)
from iscm.register.rules import Action

VERDICTS = frozenset(Verdict)


@requires(Action.DOCUMENT_ACCEPT)
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take all that is clear; rows that may be of a meeting we hold wait for their answer."""
    document = opened(request, pk, Action.DOCUMENT_ACCEPT)
    try:
        done = accept_document(document.sha256, actor=actor_of(request), only_clear=True)
    except IscmError as error:
        return show(request, document, Wrong(0, in_words(error)))
    new, changed = len(done.created), len(done.changed)
    told = (
        ngettext("%(n)s meeting is new", "%(n)s meetings are new", new) % {"n": new},
        ngettext("%(n)s changed", "%(n)s changed", changed) % {"n": changed},
    )
    messages.success(request, gettext("Accepted: %(what)s.") % {"what": ", ".join(told)})
    return redirect("desk-inbox-document", pk)


@requires(Action.DOCUMENT_ACCEPT)
@require_POST
def refuse_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse all of it with a reason; what followed from it follows no more."""
    return _with_reason(request, pk, 0, refuse, gettext("Refused."))


@requires(Action.DOCUMENT_ACCEPT)
@require_POST
def readmit_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a refusal back: it waits, or counts, as before."""
    return _with_reason(request, pk, 0, readmit, gettext("Taken back."))


@requires(Action.DOCUMENT_ACCEPT)
@require_POST
def refuse_row(request: HttpRequest, pk: int, n: int) -> HttpResponse:
    """Refuse one row with a reason."""
    return _with_reason(request, pk, n, refuse, gettext("Refused."))


@requires(Action.DOCUMENT_ACCEPT)
@require_POST
def readmit_row(request: HttpRequest, pk: int, n: int) -> HttpResponse:
    """Let a row count that was refused, or that waits."""
    return _with_reason(request, pk, n, readmit, gettext("Taken back."))


@requires(Action.MEETING_JUDGE)
@require_POST
def answer(request: HttpRequest, pk: int, n: int) -> HttpResponse:
    """Say of two rows whether they are of one meeting."""
    document = opened(request, pk, Action.MEETING_JUDGE)
    left, right, verdict = (request.POST.get(name, "") for name in ("left", "right", "verdict"))
    if verdict not in VERDICTS or not {left, right} & {*_occurrences(document, n, left, right)}:
        raise Http404
    refuse_unless(request, Action.MEETING_JUDGE, document.mechanisms | mechanisms_of_rows((left, right)))
    reason = request.POST.get("reason", "").strip() or gettext("looked at in the inbox")
    try:
        answer_question(left, right, Verdict(verdict), actor=actor_of(request), reason=reason)
    except IscmError as error:
        return show(request, document, Wrong(n, in_words(error), reason))
    return _back(request, pk, request.POST.get("next", ""))


@requires(Action.MEETING_JUDGE)
@require_POST
def take_back_answer(request: HttpRequest, pk: int, judgement: int) -> HttpResponse:
    """Take an answer back; what was believed before it holds again."""
    document = opened(request, pk, Action.MEETING_JUDGE)
    if judgement not in {one.id for one in answers_of(document.sha256)}:
        raise Http404
    try:
        take_back(judgement, actor=actor_of(request), reason=gettext("taken back in the inbox"))
    except IscmError as error:
        return show(request, document, Wrong(0, in_words(error)))
    messages.success(request, gettext("Taken back."))
    return _back(request, pk)


def _with_reason(request: HttpRequest, pk: int, n: int, operation: Callable[..., object], done: str) -> HttpResponse:
    document = opened(request, pk, Action.DOCUMENT_ACCEPT)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        return show(request, document, Wrong(n, gettext("Say why: whoever sent it, and whoever asks later, reads it.")))
    try:
        operation(_key(document, n) if n else document.sha256, actor=actor_of(request), reason=reason)
    except IscmError as error:
        return show(request, document, Wrong(n, in_words(error), reason))
    messages.success(request, done)
    return _back(request, pk, str(n) if n else "")


def _key(document: HeldDocument, n: int) -> str:
    key = record_key(document.id, n)
    if not key:
        raise Http404
    return key


def _occurrences(document: HeldDocument, n: int, *keys: str) -> list[str]:
    """Those of the keys that are of this row."""
    own = f"{prefix_of(document.sha256)}{n}"
    return [key for key in keys if key.partition("/")[0] == own]


def _back(request: HttpRequest, pk: int, row: str = "") -> HttpResponse:
    """To where the form was, at the row that comes next."""
    asked = request.GET.urlencode()
    where = reverse("desk-inbox-document", args=[pk]) + (f"?{asked}" if asked else "")
    return redirect(where + (f"#row-{row}" if row.isascii() and row.isdecimal() else ""))
