"""The worklist: what waits for an editor, list by list, and how fresh and complete each mechanism is."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from iscm.desk import leading, worklist_lines
from iscm.desk.doors import actor_of, grants_of, refuse_unless, requires
from iscm.desk.page import desk_page
from iscm.desk.refusals import in_words
from iscm.desk.worklist import (
    ALL,
    NOBODYS,
    PRESSING,
    Asked,
    asked,
    counts_by_mechanism,
    counts_by_part,
    counts_by_severity,
    open_to,
    shown,
)
from iscm.domain.completeness import Fact
from iscm.domain.errors import IscmError
from iscm.register.operations.dismiss_all import dismiss_all, reopen_all
from iscm.register.queries.accounts import mechanism_choices
from iscm.register.queries.links import DismissedLink, dismissed_links
from iscm.register.queries.waiting import Part, Waiting, problem_mechanisms, waiting
from iscm.register.queries.worklist import MechanismUpkeep, mechanism_upkeep
from iscm.register.rules import Action, may, mechanisms_of

SECTION = "worklist"
reads = requires(Action.WORKLIST_READ)
dismisses = requires(Action.PROBLEM_DISMISS)


@reads
@require_GET
def worklist_page(request: HttpRequest, part: str = Part.PROBLEMS) -> HttpResponse:
    """One list of the worklist, problems first; with `?mechanism=`, `?severity=` and `?page=`."""
    if part not in set(Part):
        raise Http404
    return list_page(request, asked(Part(part), request.GET))


@reads
@require_GET
def upkeep_page(request: HttpRequest) -> HttpResponse:
    """Freshness and completeness of each mechanism, those of which nothing was heard for longest first."""
    things, today = _things(request), _today()
    lines = mechanism_upkeep(today, mechanisms_of(grants_of(request), Action.WORKLIST_READ))
    return desk_page(
        request,
        "upkeep",
        SECTION,
        title=gettext("Freshness and completeness"),
        lists=_lists(things, Asked(Part.PROBLEMS), is_upkeep=True),
        facts=list(worklist_lines.FACTS.values()),
        lines=[_upkeep_line(line, things) for line in lines],
    )


@dismisses
@require_POST
def dismiss(request: HttpRequest) -> HttpResponse:
    """Dismiss the problems that were ticked."""
    return _turn(request, Part.PROBLEMS, dismiss_all, _dismissed)


@dismisses
@require_POST
def reopen(request: HttpRequest) -> HttpResponse:
    """Open the dismissed problems that were ticked again."""
    return _turn(request, Part.DISMISSED, reopen_all, _reopened)


def _dismissed(number: int) -> str:
    return ngettext("%(n)s problem was dismissed.", "%(n)s problems were dismissed.", number) % {"n": number}


def _reopened(number: int) -> str:
    return ngettext("%(n)s problem is open again.", "%(n)s problems are open again.", number) % {"n": number}


def _turn(request: HttpRequest, part: Part, turn: Callable[..., int], said: Callable[[int], str]) -> HttpResponse:
    wanted, keys = asked(part, request.POST), request.POST.getlist("key")
    of = problem_mechanisms(keys)
    for key in keys:
        refuse_unless(request, Action.PROBLEM_DISMISS, of.get(key, ()))
    wrong = _wrong(request, keys)
    if not wrong:
        try:
            number = turn(keys, actor=actor_of(request), reason=request.POST.get("reason", ""))
        except IscmError as error:
            wrong = {"choice": in_words(error)}
        else:
            messages.success(request, said(number))
            return redirect(wanted.address)
    return list_page(request, wanted, wrong)


def _wrong(request: HttpRequest, keys: Sequence[str]) -> dict[str, str]:
    wrong = {}
    if not keys:
        wrong["choice"] = gettext("Tick at least one problem.")
    if not request.POST.get("reason", "").strip():
        wrong["reason"] = gettext("Say why.")
    return wrong


def list_page(request: HttpRequest, wanted: Asked, wrong: dict[str, str] | None = None) -> HttpResponse:
    """The page of a list; `wrong` says by field what is wrong with a form that was sent from it."""
    things = _things(request)
    found = shown(things, wanted)
    return desk_page(
        request,
        "worklist",
        SECTION,
        http_status=400 if wrong else 200,
        title=worklist_lines.LISTS[wanted.part],
        part=wanted.part.value,
        wanted=wanted,
        introduction=worklist_lines.INTRODUCTIONS[wanted.part],
        nothing=worklist_lines.NOTHING[wanted.part],
        lists=_lists(things, wanted),
        mechanisms=_mechanisms(things, wanted),
        severities=_severities(things, wanted) if wanted.part is Part.PROBLEMS else [],
        shown=found,
        lines=_lines(request, wanted.part, found.lines),
        earlier=_at(wanted, found.page - 1) if found.page > 1 else "",
        later=_at(wanted, found.page + 1) if found.page < found.pages else "",
        wrong=wrong or {},
        ticked=request.POST.getlist("key"),
        reason=request.POST.get("reason", ""),
        archived=request.POST.get("archived", ""),
        dismissed=_dismissed_links(request) if wanted.part is Part.LINKS else [],
    )


def _dismissed_links(request: HttpRequest) -> tuple[DismissedLink, ...]:
    """For who keeps the whole register: whose a link is, is known of those that wait."""
    whole = mechanisms_of(grants_of(request), Action.WORKLIST_READ) is None
    return dismissed_links() if whole else ()


def _things(request: HttpRequest) -> list[Waiting]:
    return open_to(waiting(_today()), mechanisms_of(grants_of(request), Action.WORKLIST_READ))


def _today() -> date:
    return datetime.now(tz=UTC).date()


def _lines(request: HttpRequest, part: Part, page: Sequence[Waiting]) -> list[tuple[Any, bool]]:
    """The lines, each with whether who asks may dismiss it or open it again."""
    grants = grants_of(request)
    may_turn = [may(grants, Action.PROBLEM_DISMISS, one.mechanisms) for one in page]
    return list(zip(worklist_lines.lines_of(part, page), may_turn, strict=True))


def _lists(things: Sequence[Waiting], wanted: Asked, *, is_upkeep: bool = False) -> list[tuple[str, str, Any, bool]]:
    """Name, address and length of each list, and whether it is the one that is shown."""
    counts = counts_by_part(things, wanted)
    lists = [
        (str(name), Asked(part, wanted.mechanism).address, counts[part], part is wanted.part and not is_upkeep)
        for part, name in worklist_lines.LISTS.items()
    ]
    return [*lists, (gettext("Freshness and completeness"), reverse("desk-worklist-mechanisms"), "", is_upkeep)]


def _mechanisms(things: Sequence[Waiting], wanted: Asked) -> list[tuple[str, str]]:
    """What the list can be narrowed to: the key of each mechanism, and its name with how long the list would be."""
    counts = counts_by_mechanism(things, wanted)
    names = {**dict(mechanism_choices()), NOBODYS: gettext("of no mechanism")}
    return [
        (slug, gettext("%(name)s (%(n)s)") % {"name": name, "n": counts[slug]})
        for slug, name in names.items()
        if counts[slug] or slug == wanted.mechanism
    ]


def _severities(things: Sequence[Waiting], wanted: Asked) -> list[tuple[str, str]]:
    counts = counts_by_severity(things, wanted)
    pressing = gettext("errors and warnings"), sum(counts[one] for one in PRESSING)
    each = [(key, (str(name), counts[key])) for key, name in worklist_lines.SEVERITIES.items()]
    choices = [("", pressing), *each, (ALL, (gettext("all"), counts.total()))]
    return [(key, gettext("%(name)s (%(n)s)") % {"name": name, "n": number}) for key, (name, number) in choices]


def _at(wanted: Asked, page: int) -> str:
    return replace(wanted, page=page).address


def _upkeep_line(line: MechanismUpkeep, things: Sequence[Waiting]) -> dict[str, Any]:
    counts = counts_by_part(things, Asked(Part.PROBLEMS, line.slug))
    waits = [
        (str(worklist_lines.LISTS[part]), number, Asked(part, line.slug).address)
        for part, number in counts.items()
        if number and part is not Part.DISMISSED
    ]
    return {
        "line": line,
        "href": leading.to_mechanism(line.slug),
        "known": [round(100 * line.known[fact] / line.meetings) if line.meetings else None for fact in Fact],
        "waits": waits,
    }
