"""A plan as it is told: as a report, as entries of a calendar, as JSON that can be compared with another plan."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from iscm.planning.clashes import Clash
from iscm.planning.costing import USUAL_RULES, Rules
from iscm.planning.plans import Comparison, Count, Plan, clashes_of_plan, last_day
from iscm.planning.solving import CP_SAT, Solved
from iscm.publication.labels import Labels
from iscm.publication.planning_words import clash_in_words
from iscm.publication.reports.plan import ClashCount, PlanFacts, PlanLine
from iscm.publication.words import Words
from iscm.register.queries.plans import Asked, before_after
from iscm.register.queries.stamps import version
from iscm.register.queries.vocabulary import vocabulary

Told = dict[str, Any]
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
MOST_MET = 5  # clashes told of one meeting
LEAST_MET = 0.5  # what weighs less is not told
DIGITS = 3


def plan_facts(asked: Asked, solved: Solved, name: str, words: Words, rules: Rules = USUAL_RULES) -> PlanFacts:
    """What a report tells of a plan, by day. `name` is what its file is called. Two queries."""
    plan, known = solved.plan, vocabulary()
    met = _met(asked, plan.dates, Labels(known, words), rules)
    reasons = {one.wish: one for one in solved.why()}
    counted = before_after(asked, plan.dates, rules.within)
    lines = [
        PlanLine(
            key=task.wish.key,
            title=", ".join(filter(None, (task.wish.title, task.wish.body))),
            mechanisms=task.wish.mechanisms,
            city=task.wish.city,
            country=task.wish.country,
            is_online=task.wish.is_online,
            first=plan.dates[task.wish.key],
            last=last_day(task, plan.dates),
            was=asked.before.get(task.wish.key),
            is_fixed=task.wish.fixed_on is not None,
            weight=reasons[task.wish.key].cost,
            meets=tuple(met[task.wish.key][:MOST_MET]),
            others=tuple((other.first, other.more) for other in reasons[task.wish.key].others),
        )
        for task in asked.tasks
    ]
    return PlanFacts(
        name=name,
        lines=tuple(sorted(lines, key=lambda line: (line.first, line.last, line.key))),
        weight=plan.cost,
        bound=plan.bound,
        weight_before=solved.cost_of(asked.before),
        same_day=_count(counted.before, counted.after),
        near=_count(counted.near_before, counted.near_after),
        within=rules.within,
        has_solver=plan.method == CP_SAT,
        modified=version().changed_at or NEVER,
        vocabulary=known,
    )


def told_plan(facts: PlanFacts, plan: Plan) -> Told:
    """One object: what `read_plan` takes back, and all else that is known of it."""
    return {
        "plan": facts.name,
        "is_proposal": True,
        "method": plan.method,
        "weight": round(plan.cost, DIGITS),
        "bound": round(plan.bound, DIGITS),
        "gap": round(plan.gap, DIGITS),
        "is_optimal": plan.is_optimal,
        "is_finished": plan.is_finished,
        "seconds": plan.seconds,
        "weight_before": facts.weight_before,
        "same_day": _told_count(facts.same_day),
        "near": _told_count(facts.near) | {"within": facts.within},
        "dates": {line.key: line.first.isoformat() for line in facts.lines},
        "meetings": [_told_line(line) for line in facts.lines],
        "progress": [[step.seconds, step.cost, step.bound] for step in plan.progress],
    }


def told_comparison(found: Comparison, words: Words) -> Told:
    """What differs, as JSON and for the eye."""
    labels = Labels(vocabulary(), words)
    return {
        "weight": found.cost,
        "moved": [
            {
                "key": one.wish,
                "before": one.before.isoformat() if one.before else None,
                "after": one.after.isoformat() if one.after else None,
            }
            for one in found.moved
        ],
        "gone": [clash_said(one, one.one.key, labels) for one in found.gone],
        "new": [clash_said(one, one.one.key, labels) for one in found.new],
    }


def clash_said(clash: Clash, key: str, labels: Labels) -> str:
    """The other meeting of a clash and why it is one, seen from the meeting with this key."""
    other = clash.other if clash.one.key == key else clash.one
    who = "+".join(labels.vocabulary.mechanisms[slug].acronym for slug in other.mechanisms)
    why = clash_in_words(((reason.code, reason.values) for reason in clash.reasons), labels)
    own = ", ".join(part for part in (who, other.title or labels.words.gettext("Closed meeting")) if part)
    return f"{own} ({other.first.isoformat()}): {why}"


def _met(asked: Asked, dates: Mapping[str, date], labels: Labels, rules: Rules) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for clash in clashes_of_plan(asked.tasks, dates, asked.calendar, rules):
        if clash.weight >= LEAST_MET:
            for key in {clash.one.key, clash.other.key} & dates.keys():
                found[key].append(clash_said(clash, key, labels))
    return found


def _count(before: Count, after: Count) -> ClashCount:
    return ClashCount(after.pairs, after.states, before.pairs, before.states)


def _told_count(count: ClashCount) -> Told:
    return {
        "pairs": count.pairs,
        "states": count.states,
        "pairs_before": count.pairs_before,
        "states_before": count.states_before,
    }


def _told_line(line: PlanLine) -> Told:
    return {
        "key": line.key,
        "title": line.title,
        "mechanisms": list(line.mechanisms),
        "first": line.first.isoformat(),
        "last": line.last.isoformat(),
        "was": line.was.isoformat() if line.was else None,
        "fixed": line.is_fixed,
        "weight": round(line.weight, DIGITS),
        "meets": list(line.meets),
        "others": [{"first": first.isoformat(), "more": round(more, DIGITS)} for first, more in line.others],
    }
