"""A search for a year plan as pages show it: how far it is, what it found, what each day rests on."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from iscm.domain.dates import Edtf
from iscm.domain.plan_runs import PlanRun, RunState
from iscm.planning.plans import compare
from iscm.publication.dates import in_words
from iscm.publication.labels import Labels
from iscm.publication.planning_words import weight_in_words
from iscm.publication.reports.plan import PlanFacts, PlanLine
from iscm.publication.words import Words
from iscm.register.operations.plan_runs import BROKEN, CUT_OFF, NO_MEETING
from iscm.register.queries.plan_runs import solved_of
from iscm.register.queries.plan_told import Told, told_comparison
from iscm.register.queries.plans import Asked

STATES: dict[RunState, Promise] = {
    RunState.QUEUED: pgettext_lazy("search", "waiting"),
    RunState.RUNNING: pgettext_lazy("search", "searching"),
    RunState.STOPPED: pgettext_lazy("search", "stopped"),
    RunState.FINISHED: pgettext_lazy("search", "finished"),
    RunState.FAILED: pgettext_lazy("search", "failed"),
    RunState.LOST: pgettext_lazy("search", "cut off"),
}
OURS = {
    CUT_OFF: gettext_lazy("The search was cut off: its process is gone."),
    BROKEN: gettext_lazy("The search broke off; the log of the server says why."),
    NO_MEETING: gettext_lazy("No meeting of this year with known days is in the register."),
}


@dataclass(frozen=True, slots=True)
class DayLine:
    """A meeting of a plan: its days in words, why, and what can be asked for instead."""

    line: PlanLine
    acronyms: str
    now: str
    was: str
    others: tuple[tuple[str, str], ...]
    weight: str


def title_of(run: PlanRun) -> str:
    """What a search is called, by what was asked where nobody gave it a name."""
    order = run.order
    if order.title:
        return order.title
    if order.is_real_year:
        return gettext("%(year)s, moved by at most %(n)s days") % {"year": order.year, "n": order.move}
    return gettext("Wishes for %(year)s") % {"year": order.year} if order.year else gettext("Wishes")


def troubles(run: PlanRun) -> tuple[str, list[str]]:
    """Why a search failed: a sentence, and the contradictions between wishes, as the planner says them."""
    if run.state is RunState.LOST:
        return str(OURS[CUT_OFF]), []
    if run.trouble in OURS:
        return str(OURS[run.trouble]), []
    lines = run.trouble.splitlines()
    return (gettext("These wishes contradict each other:"), lines) if lines else ("", [])


def day_lines(facts: PlanFacts, words: Words) -> list[DayLine]:
    """Each meeting of a plan by day."""
    labels = Labels(facts.vocabulary, words)
    return [_day_line(line, labels) for line in facts.lines]


def comparison(run: PlanRun, other: PlanRun, asked: Asked, words: Words) -> Told | None:
    """What differs from another search of the same meetings or wishes, from that to this; None where they differ."""
    mine, theirs = solved_of(run, asked), solved_of(other, asked)
    if mine is None or theirs is None:
        return None
    told = told_comparison(compare(asked.tasks, theirs.plan, mine.plan, asked.calendar), words)
    names = {task.wish.key: task.wish.title for task in asked.tasks}
    moved = [
        (names.get(one["key"]) or one["key"], _day(one["before"], words), _day(one["after"], words))
        for one in told["moved"]
    ]
    return told | {"moved": moved, "weight": _difference(told["weight"], words)}


def _difference(weight: float, words: Words) -> str:
    """What a plan weighs more or less than the other, in a sentence."""
    said = {"weight": weight_in_words(abs(weight), words)}
    if weight < 0:
        return gettext("This plan weighs %(weight)s less than the other.") % said
    if weight > 0:
        return gettext("This plan weighs %(weight)s more than the other.") % said
    return gettext("Both plans weigh the same.")


def _day(text: str | None, words: Words) -> str:
    return in_words(text, "confirmed", words) if text else gettext("not there")


def _day_line(line: PlanLine, labels: Labels) -> DayLine:
    words, known = labels.words, labels.vocabulary.mechanisms
    others = tuple(
        (in_words(first.isoformat(), "confirmed", words), f"+{weight_in_words(more, words)}")
        for first, more in line.others
    )
    return DayLine(
        line,
        ", ".join(known[slug].acronym if slug in known else slug for slug in line.mechanisms),
        in_words(line.when.text, "confirmed", words),
        in_words(_so_far(line), "confirmed", words) if line.is_moved else "",
        () if line.is_fixed else others,
        weight_in_words(line.weight, words),
    )


def _so_far(line: PlanLine) -> str:
    was: date = line.was or line.first
    return Edtf.of_days(was, was + (line.last - line.first)).text
