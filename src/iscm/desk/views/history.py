"""The history of everything: who changed what, when and why; one change undone; the register as it stood."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from iscm.desk.doors import actor_of, grants_of, refuse_unless, requires
from iscm.desk.history_words import shown_lines
from iscm.desk.meeting_words import date_in_words, labels
from iscm.desk.page import desk_page
from iscm.desk.refusals import in_words
from iscm.domain.errors import IscmError
from iscm.domain.history import Line
from iscm.publication.titles import tidied
from iscm.register.operations.undo import cause_of_entry, undo
from iscm.register.queries import history
from iscm.register.queries.concerning import mechanisms_of_entry, titles_of
from iscm.register.queries.standing import register_as_of
from iscm.register.rules import Action, may, mechanisms_of

AT_ONCE = 100
SECTION = "history"
PART, HTTP_BAD = 60, 400
OF_ACCOUNTS = frozenset({"account", "key"})
reads_history = requires(Action.HISTORY_READ)


@reads_history
@require_safe
def history_page(request: HttpRequest) -> HttpResponseBase:
    """What happened last: to everything, to one thing, by one person; for one mechanism's editor, to its meetings."""
    own = mechanisms_of(grants_of(request), Action.HISTORY_READ)
    actor, thing = (request.GET.get(name, "")[:150] for name in ("actor", "of"))
    lines = _asked(request, own, actor, thing)
    shown = _told(request, lines)
    return desk_page(
        request,
        "history/list",
        SECTION,
        title=gettext("History"),
        entries=shown_lines(shown, titles_of(shown)),
        about=actor or thing.partition(":")[2],
        kept=urlencode({name: words for name, words in (("actor", actor), ("of", thing)) if words}),
        earlier=min((line.id for line in lines), default=None) if len({line.id for line in lines}) == PART else None,
        is_whole=own is None,
    )


@reads_history
@require_safe
def entry_page(request: HttpRequest, entry: int) -> HttpResponseBase:
    """One entry of the log, and the form to undo it."""
    return _one(request, _entry(request, entry, Action.HISTORY_READ))


@requires(Action.CHANGE_UNDO)
@require_POST
def undo_entry(request: HttpRequest, entry: int) -> HttpResponseBase:
    """Undo one entry; the reason that was typed stays where it cannot be."""
    lines = _entry(request, entry, Action.CHANGE_UNDO)
    reason = request.POST.get("reason", "")
    if not reason.strip():
        return _one(request, lines, gettext("Say why: the reason stands in the history, and everybody can read it."))
    try:
        undo(entry, actor=actor_of(request), reason=reason)
    except IscmError as error:
        return _one(request, lines, in_words(error))
    messages.success(request, gettext("Undone."))
    first = lines[0]
    return redirect("desk-meeting", first.key) if first.object_type == "meeting" else redirect("desk-entry", entry)


@reads_history
@require_safe
def day_page(request: HttpRequest) -> HttpResponseBase:
    """The register as it stood at the end of a day."""
    refuse_unless(request, Action.HISTORY_READ)
    asked = request.GET.get("day", "")
    day, wrong = day_of(asked)
    all_of_them = register_as_of(end_of(day)) if day else ()
    part = Paginator(all_of_them, AT_ONCE).get_page(request.GET.get("page"))
    stood = part.object_list
    return desk_page(
        request,
        "history/day",
        SECTION,
        http_status=HTTP_BAD if wrong else 200,
        title=gettext("The register as it stood"),
        asked=asked,
        day=day,
        wrong=wrong,
        number=sum(not one.is_withdrawn for one in all_of_them),
        part=part,
        stood=[
            (
                one.meeting.uid,
                tidied(one.meeting.title),
                date_in_words(one.meeting.edtf.text if one.meeting.edtf else "", one.meeting.date_status.value),
                gettext(", ").join(labels().mechanism(party.mechanism) for party in one.meeting.parties),
                one.is_withdrawn,
                one.meeting.is_closed,
            )
            for one in stood
        ],
    )


def day_of(text: str) -> tuple[date | None, str]:
    """The day that was typed, and what is wrong with it; neither where nothing was."""
    if not text.strip():
        return None, ""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None, gettext("“%(day)s” is no day; write it as 2026-11-21.") % {"day": text[:40]}
    if not date(2000, 1, 1) <= day <= timezone.now().date():
        return None, gettext("The register knows nothing of that day.")
    return day, ""


def end_of(day: date) -> datetime:
    """The last moment of a day, in universal time."""
    return datetime.combine(day + timedelta(days=1), time(), UTC) - timedelta(microseconds=1)


def _asked(request: HttpRequest, own: Collection[str] | None, actor: str, thing: str) -> tuple[Line, ...]:
    """The lines that the address asks for; `thing` is a type and a key, with a colon between them."""
    before = _number(request.GET.get("before", ""))
    if thing:
        object_type, _, key = thing.partition(":")
        refuse_unless(request, Action.HISTORY_READ, mechanisms_of_entry(object_type, key))
        return history.history(object_type, key, limit=PART, before=before)
    if own is not None:
        return history.of_mechanisms(own, actor=actor, limit=PART, before=before)
    return history.done_by(actor, limit=PART, before=before) if actor else history.latest(limit=PART, before=before)


def _entry(request: HttpRequest, entry: int, action: Action) -> tuple[Line, ...]:
    lines = history.entry(entry) if entry < 2**62 else ()
    if not lines:
        raise Http404
    refuse_unless(request, action, mechanisms_of_entry(lines[0].object_type, lines[0].key))
    if not _told(request, lines):
        raise PermissionDenied
    return lines


def _one(request: HttpRequest, lines: tuple[Line, ...], wrong: str = "") -> HttpResponseBase:
    (shown,) = shown_lines(lines, titles_of(lines))
    concerned = mechanisms_of_entry(shown.object_type, shown.key)
    return desk_page(
        request,
        "history/entry",
        SECTION,
        http_status=HTTP_BAD if wrong else 200,
        title=gettext("Entry %(number)s of the log") % {"number": shown.id},
        entry=shown,
        may_undo=shown.may_be_undone and may(grants_of(request), Action.CHANGE_UNDO, concerned),
        cause=None if shown.may_be_undone else cause_of_entry(shown.id),
        wrong=wrong,
        reason=request.POST.get("reason", ""),
    )


def _told(request: HttpRequest, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Without what concerns accounts, for who does not manage them."""
    if may(grants_of(request), Action.ACCOUNT_MANAGE):
        return lines
    return tuple(line for line in lines if line.object_type not in OF_ACCOUNTS)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len("9" * 16) else None
