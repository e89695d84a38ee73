"""A year as it was and as it might have been: a kept plan of a real year, with what it leaves of its clashes."""

from dataclasses import dataclass
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from iscm.data.plans import KeptPlan, kept_plan
from iscm.domain.dates import Edtf
from iscm.publication.formats.ics import Feed, render_feed
from iscm.publication.report import Report
from iscm.publication.reports.plan import PlanFacts, PlanLine, build_plan, plan_events, proposal, summary
from iscm.publication.reports.sentences import state_line
from iscm.publication.words import Words
from iscm.register.queries.meetings import by_uids
from iscm.register.queries.plan_strips import two_strips
from iscm.register.queries.plans import year_asked
from iscm.register.queries.plans_kept import Fit, fit, kept_facts, left_behind
from iscm.register.queries.stamps import version
from iscm.website import clock
from iscm.website.conditional import answer_by_version
from iscm.website.dates import day_in_words, in_words, month_name, page_words
from iscm.website.drawings.strip import month_starts
from iscm.website.entries import Entry, entry
from iscm.website.page import page
from iscm.website.views.publications import Download, answer_file, downloads

ICS = "text/calendar; charset=utf-8"
MOST_MET = 3  # meetings still near that are named


@dataclass(frozen=True, slots=True)
class MovedMeeting:
    """A meeting that the plan moves: its days so far and there, by how many days, what it leaves and still meets."""

    line: PlanLine
    entry: Entry | None
    was: str
    now: str
    by: str
    left: tuple[str, ...]

    @property
    def met(self) -> tuple[str, ...]:
        """What it is still near, the weightiest first."""
        return self.line.meets[:MOST_MET]


def plan_page(request: HttpRequest, year: int) -> HttpResponse:
    """`/overlaps/plan/2024/`: what moves first, then the year before and after, then files."""
    kept = _kept(year)
    return answer_by_version(request, [version(), clock.today(), kept], lambda: _page(request, _found(kept)))


def plan_file(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """`/overlaps/plan/2024.xlsx`: the plan as a report, or as tentative entries of a calendar (`ics`)."""
    kept = _kept(year)
    if form != "ics":
        return answer_file(request, lambda words: _report(_found(kept), words), form)
    return answer_by_version(request, [version(), kept], lambda: _calendar(_found(kept)))


def _kept(year: int) -> KeptPlan:
    kept = kept_plan(year)
    if kept is None:
        raise Http404
    return kept


def _found(kept: KeptPlan) -> Fit:
    return fit(kept, year_asked(kept.year, kept.move))


def _page(request: HttpRequest, found: Fit) -> HttpResponse:
    words, year, plan = page_words(), found.kept.year, found.solved.plan
    facts = kept_facts(found, words)
    return page(
        request,
        "overlaps/plan",
        "overlaps",
        title=gettext("%(year)s with fewer clashes") % {"year": year},
        year=year,
        move=found.kept.move,
        facts=facts,
        sentence=_sentence(facts),
        rows=_counts(facts),
        proposal=proposal(words),
        said=summary(facts, words) if found.is_whole else summary(facts, words)[:2],
        misfits=_misfits(found),
        moved=_moved(found, facts, words),
        strips=two_strips(found.asked, plan, year),
        months=month_starts(year),
        month_names=[month_name(month, short=True) for month in range(1, 13)],
        command=found.kept.command,
        seconds=f"{found.kept.seconds:.0f}",
        downloads=_downloads(year) if facts.lines else [],
    )


def _sentence(facts: PlanFacts) -> str:
    """What is left, in numbers."""
    return gettext(
        "Of %(before)s cases of a State with two meetings on one day %(after)s are left; of %(near_before)s with two"
        " meetings within %(n)s days, %(near_after)s."
    ) % {
        "before": facts.same_day.states_before,
        "after": facts.same_day.states,
        "near_before": facts.near.states_before,
        "near_after": facts.near.states,
        "n": facts.within,
    }


def _counts(facts: PlanFacts) -> list[tuple[str, int, int]]:
    """What is counted, as it was and in the plan."""
    within = {"n": facts.within}
    return [
        (gettext("Pairs of meetings on one day"), facts.same_day.pairs_before, facts.same_day.pairs),
        (gettext("Cases of a State with two meetings on one day"), facts.same_day.states_before, facts.same_day.states),
        (gettext("Pairs of meetings within %(n)s days") % within, facts.near.pairs_before, facts.near.pairs),
        (
            gettext("Cases of a State with two meetings within %(n)s days") % within,
            facts.near.states_before,
            facts.near.states,
        ),
    ]


def _misfits(found: Fit) -> list[str]:
    """What of the kept plan does not fit the register of today, a sentence each."""
    gone, new = len(found.gone), len(found.new)
    told = [
        ngettext(
            "%(n)s meeting of the plan is no longer in the register as it was; it is left out.",
            "%(n)s meetings of the plan are no longer in the register as they were; they are left out.",
            gone,
        )
        % {"n": gone}
        if gone
        else "",
        ngettext(
            "%(n)s meeting is not in the plan; it stays where it is.",
            "%(n)s meetings are not in the plan; they stay where they are.",
            new,
        )
        % {"n": new}
        if new
        else "",
        ngettext(
            "The day of %(n)s meeting no longer keeps the order or the distance that was asked for.",
            "The days of %(n)s meetings no longer keep the order or the distance that was asked for.",
            found.broken,
        )
        % {"n": found.broken}
        if found.broken
        else "",
    ]
    said = [one for one in told if one]
    lost = gettext("What the plan weighs, and how good it can be, was worked out before that and is not told here.")
    return [*said, lost] if said else []


def _moved(found: Fit, facts: PlanFacts, words: Words) -> list[MovedMeeting]:
    lines = [line for line in facts.lines if line.is_moved]
    rows = {row.uid: entry(row) for row in by_uids(tuple(line.key for line in lines))}
    left = left_behind(found.asked, found.solved.plan, words)
    return [_moved_one(line, rows.get(line.key), left.get(line.key, ())) for line in lines]


def _moved_one(line: PlanLine, held: Entry | None, left: tuple[str, ...]) -> MovedMeeting:
    was = line.was or line.first
    days = (line.first - was).days
    by = (
        ngettext("%(n)s day later", "%(n)s days later", days) % {"n": days}
        if days > 0
        else ngettext("%(n)s day earlier", "%(n)s days earlier", -days) % {"n": -days}
    )
    so_far = Edtf.of_days(was, was + (line.last - line.first))
    return MovedMeeting(line, held, in_words(so_far.text), in_words(line.when.text), by, left)


def _downloads(year: int) -> list[Download]:
    def address(form: str) -> str:
        return reverse("plan-file", kwargs={"year": year, "form": form})

    return [*downloads(address), Download(address("ics"), gettext("iCalendar"), "text/calendar")]


def _report(found: Fit, words: Words) -> Report | None:
    facts = kept_facts(found, words)
    return build_plan(facts, words, state_line(facts.modified.date(), words)) if facts.lines else None


def _calendar(found: Fit) -> HttpResponse:
    words = page_words()
    facts = kept_facts(found, words)
    day = day_in_words(facts.modified.date())
    feed = Feed(gettext("A proposed plan"), f"{proposal(words)} {day}", "")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(facts.name)}.ics"}
    return HttpResponse(render_feed(plan_events(facts, words), feed, None), content_type=ICS, headers=headers)
