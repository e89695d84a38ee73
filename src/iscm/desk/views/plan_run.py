"""One search for a year plan: how far it is, the plan it found, and what is done with it."""

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from iscm.desk.doors import actor_of, grants_of, refuse_unless
from iscm.desk.page import desk_page
from iscm.desk.plan_shown import STATES, comparison, day_lines, title_of, troubles
from iscm.desk.refusals import in_words
from iscm.desk.views.plans import SECTION, begin, plans
from iscm.domain.errors import IscmError
from iscm.domain.plan_runs import PlanRun, RunState
from iscm.publication.dates import month_name
from iscm.publication.formats import FORMATS
from iscm.publication.formats.ics import Feed, render_feed
from iscm.publication.reports.plan import PlanFacts, build_plan, plan_events, proposal, summary
from iscm.publication.reports.sentences import state_line
from iscm.publication.words import Words, words_in
from iscm.register.operations.plan_runs import notice_cut_off, start_process, stop_run
from iscm.register.operations.plans import propose
from iscm.register.queries.plan_runs import asked_of_run, find_run, plan_runs, solved_of
from iscm.register.queries.plan_strips import two_strips
from iscm.register.queries.plan_told import plan_facts, told_plan
from iscm.register.queries.plans import Asked
from iscm.register.queries.plans_kept import Known
from iscm.register.rules import Action, may

FILES = ("xlsx", "ics", "pdf", "json")
LONGEST_NUMBER = 9
WAITING = 15  # seconds after which somebody looks whether a process is there


@plans
@require_GET
def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a search is; once it is over, its plan by day, the year before and after, and what to do with it."""
    run = _looked_after(_run(pk))
    words = _words()
    asked = asked_of_run(run.order) if run.found else None
    solved = solved_of(run, asked) if asked else None
    told, contradictions = troubles(run)
    return desk_page(
        request,
        "plans/run",
        SECTION,
        title=title_of(run),
        run=run,
        state=STATES[run.state],
        told=told,
        contradictions=contradictions,
        gone=run.found is not None and solved is None,
        last=run.steps[-1] if run.steps else None,
        may_make=may(grants_of(request), Action.PLAN_MAKE),
        **(_plan(request, run, asked, solved, words) if asked and solved else {}),
    )


@plans
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a search end; the best plan so far is kept."""
    refuse_unless(request, Action.PLAN_MAKE)
    _run(pk)
    stop_run(pk)
    messages.info(request, gettext("The search ends within a few seconds; its best plan is kept."))
    return redirect("desk-plan", pk)


@plans
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Search anew from this plan, with some of its days fixed."""
    refuse_unless(request, Action.PLAN_MAKE)
    run = _run(pk)
    fixed, wrong = _fixed(request)
    if wrong:
        messages.error(request, gettext("“%(text)s” is no day: write it like 2027-10-04.") % {"text": wrong[:40]})
        return redirect("desk-plan", pk)
    start = {**(run.found.dates if run.found else run.order.start), **fixed}
    return begin(request, replace(run.order, fixed=fixed, start=start)) or redirect("desk-plan", pk)


@plans
@require_POST
def propose_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the plan to the inbox: each day that is not yet so is a proposal."""
    refuse_unless(request, Action.PLAN_MAKE)
    run = _run(pk)
    _, facts = _found(run, words_in("en"))
    try:
        done = propose(facts, actor_of(request), words_in("en"))
    except IscmError as error:
        messages.error(request, in_words(error))
        return redirect("desk-plan", pk)
    said = ngettext(
        "%(n)s day is in the inbox as a proposal; nothing counts until somebody accepts it.",
        "%(n)s days are in the inbox as proposals; nothing counts until somebody accepts them.",
        len(done),
    )
    messages.success(request, said % {"n": len(done)})
    return redirect("desk-plan", pk)


@plans
@require_GET
def plan_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:  # noqa: ARG001  # a view
    """The plan as a workbook, calendar entries, PDF, or JSON that `iscm plan --compare` takes."""
    if form not in FILES:
        raise Http404
    run, words = _run(pk), _words()
    solved, facts = _found(run, words)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(f'{facts.name}.{form}')}"}
    if form == "json":
        return JsonResponse(told_plan(facts, solved.plan), headers=headers, json_dumps_params={"ensure_ascii": False})
    if form == "ics":
        feed = Feed(words.gettext("A proposed plan"), proposal(words), "")
        content = render_feed(plan_events(facts, words), feed, None)
        return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
    report = build_plan(facts, words, state_line(facts.modified.date(), words))
    return HttpResponse(FORMATS[form].render(report), content_type=FORMATS[form].media, headers=headers)


def _plan(request: HttpRequest, run: PlanRun, asked: Asked, solved: Known, words: Words) -> dict[str, Any]:
    facts = plan_facts(asked, solved, _name(run), words)
    year = facts.lines[0].first.year if facts.lines else run.order.year or timezone.now().year
    other = _other(request, run)
    return {
        "facts": facts,
        "proposal": proposal(words),
        "said": summary(facts, words),
        "lines": day_lines(facts, words),
        "year": year,
        "strips": two_strips(asked, solved.plan, year),
        "months": [(date(year, month, 1) - date(year, 1, 1)).days for month in range(1, 13)],
        "month_names": [month_name(month, words, is_short=True) for month in range(1, 13)],
        "files": [(form, "iCalendar" if form == "ics" else FORMATS[form].name) for form in FILES],
        "others": [(one, title_of(one)) for one in plan_runs() if one.found and one.pk != run.pk],
        "other": other,
        "other_title": title_of(other) if other else "",
        "compared": comparison(run, other, asked, words) if other else None,
        "may_propose": any(line.first >= timezone.now().date() for line in facts.lines),
    }


def _found(run: PlanRun, words: Words) -> tuple[Known, PlanFacts]:
    """The plan of a search that found one; raises `Http404`."""
    asked = asked_of_run(run.order) if run.found else None
    solved = solved_of(run, asked) if asked else None
    if asked is None or solved is None:
        raise Http404
    return solved, plan_facts(asked, solved, _name(run), words)


def _other(request: HttpRequest, run: PlanRun) -> PlanRun | None:
    """The search that this one is to be compared with."""
    said = request.GET.get("with", "")
    is_number = said.isascii() and said.isdecimal() and len(said) <= LONGEST_NUMBER
    other = find_run(int(said)) if is_number else None
    return other if other and other.found and other.pk != run.pk else None


def _fixed(request: HttpRequest) -> tuple[dict[str, date], str]:
    """The days that are settled, by key; and the first that is none."""
    fixed = {}
    for key in request.POST.getlist("fix"):
        said = request.POST.get(f"day-{key}", "").strip()
        try:
            fixed[key] = date.fromisoformat(said)
        except ValueError:
            return {}, said or key
    return fixed, ""


def _looked_after(run: PlanRun) -> PlanRun:
    """The same search; where it is silent for long, it is seen to that somebody works at it, or that it is told."""
    heard = run.beat_at or run.asked_at
    if run.is_over or (timezone.now() - heard).total_seconds() <= WAITING:
        return run
    if run.state is RunState.QUEUED:
        start_process()
        return run
    notice_cut_off()
    return _run(run.pk)


def _run(pk: int) -> PlanRun:
    run = find_run(pk)
    if run is None:
        raise Http404
    return run


def _name(run: PlanRun) -> str:
    return f"plan-{run.pk}"


def _words() -> Words:
    return words_in(get_language() or "en")
