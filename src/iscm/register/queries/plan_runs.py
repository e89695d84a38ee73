"""Searches for year plans: all of them, one of them, and what it found on the register of today."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from iscm.domain.plan_runs import SILENT, PlanRun, RunFound, RunOrder, RunState
from iscm.planning.plans import OtherDay, Plan, Step, Why
from iscm.planning.solving import with_fixed
from iscm.register import models
from iscm.register.queries.plans import Asked, asked_of, year_asked
from iscm.register.queries.plans_kept import NOTHING, Known
from iscm.register.queries.wishing import wishes_in

MOST_SHOWN = 50
HEAVY = ("wishes", "progress", "start")


def plan_runs(now: datetime | None = None) -> tuple[PlanRun, ...]:
    """The last searches, the newest first, without their wishes and steps. One query."""
    at = now or timezone.now()
    return tuple(_run(row, at, is_whole=False) for row in models.PlanRun.objects.defer(*HEAVY)[:MOST_SHOWN])


def find_run(pk: int, now: datetime | None = None) -> PlanRun | None:
    """One search; None for a number that none has. One query."""
    row = models.PlanRun.objects.filter(pk=pk).first()
    return run_of(row, now) if row else None


def run_of(row: models.PlanRun, now: datetime | None = None) -> PlanRun:
    """A row as a value; one that has been silent for long is lost."""
    return _run(row, now or timezone.now(), is_whole=True)


def asked_of_run(order: RunOrder) -> Asked:
    """What a search asks, on the register of today. As many queries as `year_asked` and `asked_of`.

    Raises `ValueError` where its wishes are not understood, which were when it was asked.
    """
    if order.is_real_year and order.year is not None:
        asked = year_asked(order.year, order.move or 0)
    else:
        wishes, faults = wishes_in(order.wishes.encode(), order.form, usual_of(order.year))
        if faults:
            raise ValueError(str(faults[0]))
        asked = asked_of(wishes)
    keys = {task.wish.key for task in asked.tasks}
    fixed = {key: day for key, day in order.fixed.items() if key in keys}
    return Asked(with_fixed(asked.tasks, fixed), asked.calendar, asked.before)


def usual_of(year: int | None) -> tuple[date, date] | None:
    """The days of wishes without periods."""
    return (date(year, 1, 1), date(year, 12, 31)) if year else None


def solved_of(run: PlanRun, asked: Asked) -> Known | None:
    """What a search found, if the register still has these meetings; None where it found nothing or they differ."""
    found, keys = run.found, tuple(task.wish.key for task in asked.tasks)
    if found is None or set(found.dates) != set(keys):
        return None
    steps = tuple(Step(*step) for step in run.steps)
    dates = {key: found.dates[key] for key in keys}  # PostgreSQL keeps no order
    plan = Plan(dates, found.cost, found.bound, found.method, found.is_finished, found.seconds, steps)
    return Known(plan, NOTHING, keys, tuple(_why(key, found) for key in keys), found.before)


def _why(key: str, found: RunFound) -> Why:
    cost, others = found.reasons.get(key, (0.0, ()))
    return Why(key, found.dates[key], cost, 0, 0, tuple(OtherDay(*one) for one in others))


def _run(row: models.PlanRun, at: datetime, *, is_whole: bool) -> PlanRun:
    return PlanRun(
        pk=row.pk,
        order=_order(row, is_whole=is_whole),
        actor=row.actor,
        asked_at=row.asked_at,
        state=_state(row, at),
        steps=tuple((step[0], step[1], step[2]) for step in row.progress) if is_whole else (),
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        trouble=row.trouble,
        is_stopping=row.is_stopping,
        found=_found(row.found) if row.found else None,
        beat_at=row.beat_at,
    )


def _state(row: models.PlanRun, at: datetime) -> RunState:
    is_silent = row.beat_at is None or at - row.beat_at > SILENT
    return RunState.LOST if row.state == RunState.RUNNING and is_silent else RunState(row.state)


def _order(row: models.PlanRun, *, is_whole: bool) -> RunOrder:
    return RunOrder(
        title=row.title,
        year=row.year,
        move=row.move,
        wishes=row.wishes if is_whole else "",
        form=row.form,
        seconds=row.seconds,
        fixed=_days(row.fixed),
        start=_days(row.start) if is_whole else {},
    )


def _days(held: Mapping[str, str]) -> Mapping[str, date]:
    return {key: date.fromisoformat(day) for key, day in held.items()}


def _found(held: Mapping[str, Any]) -> RunFound:
    return RunFound(
        dates=_days(held["dates"]),
        cost=held["cost"],
        bound=held["bound"],
        method=held["method"],
        is_finished=held["is_finished"],
        seconds=held["seconds"],
        before=held["before"],
        reasons={
            key: (cost, tuple((date.fromisoformat(day), more) for day, more in others))
            for key, (cost, others) in held["reasons"].items()
        },
    )
