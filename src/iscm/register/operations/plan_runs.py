"""Searching for year plans beside the pages: asked for, run one after the other by a process of its own, stopped."""

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from socket import gethostname
from typing import Any

from django.conf import settings
from django.utils import timezone

from iscm.domain.errors import ConflictError, NonsenseError, UnknownReferenceError
from iscm.domain.plan_runs import FEWEST_SECONDS, MOST_SECONDS, PlanRun, RunOrder, RunState
from iscm.planning.plans import Step
from iscm.planning.solving import ImpossibleWishesError, Solved, solve
from iscm.register import models
from iscm.register.operations.gather_alone import alone
from iscm.register.queries.plan_runs import asked_of_run, run_of

MOST_WAITING = 10
LONG_AGO = date(1, 1, 1)  # a real year may be past
BEAT = 1.0  # seconds between two looks at the row
POLITE = 10  # pages go before searches
CUT_OFF = "The search was cut off: its process is gone."
NO_MEETING = "No meeting of this year with known days is in the register."
BROKEN = "The search broke off: see the log of the server."


def ask_run(order: RunOrder, *, actor: str, now: datetime | None = None) -> PlanRun:
    """Put a search in the queue; `start_process` begins it.

    Raises `NonsenseError` for a field that cannot be so, `ConflictError` where too many are waiting.
    """
    if not FEWEST_SECONDS <= order.seconds <= MOST_SECONDS:
        raise NonsenseError({"seconds": f"a search lasts {FEWEST_SECONDS} to {MOST_SECONDS} seconds"})
    if models.PlanRun.objects.filter(state=RunState.QUEUED).count() >= MOST_WAITING:
        raise ConflictError(f"{MOST_WAITING} searches are waiting already; stop one of them, or wait")
    row = models.PlanRun.objects.create(
        title=order.title.strip()[:120],
        year=order.year,
        move=order.move,
        wishes=order.wishes,
        form=order.form,
        seconds=order.seconds,
        fixed=_written(order.fixed),
        start=_written(order.start),
        actor=actor,
        asked_at=now or timezone.now(),
        state=RunState.QUEUED,
    )
    return run_of(row)


def stop_run(pk: int, now: datetime | None = None) -> PlanRun:
    """Take a search out of the queue, or let a running one end and keep its best plan; one that is over stays so.

    Raises `UnknownReferenceError` for no such search.
    """
    rows, at = models.PlanRun.objects.filter(pk=pk), now or timezone.now()
    if not rows.filter(state=RunState.QUEUED).update(state=RunState.STOPPED, ended_at=at):
        rows.filter(state=RunState.RUNNING).update(is_stopping=True)
    row = rows.first()
    if row is None:
        raise UnknownReferenceError(f"there is no search {pk}")
    return run_of(row, at)


def start_process() -> None:
    """Begin what waits in a process of its own, which outlives this one; where one is at work already, it ends at once.

    The process is told nothing but what the environment tells this one.
    """
    code = f"import os, sys; os.nice({POLITE}); from iscm.cli.main import main; sys.exit(main(['plan', '--run']))"
    quiet, heard = subprocess.DEVNULL, None  # what it complains of stands in the log of the server
    process = subprocess.Popen(  # noqa: S603  # our own program, no word of it from outside
        [sys.executable, "-c", code], stdin=quiet, stdout=quiet, stderr=heard, start_new_session=True
    )
    threading.Thread(target=process.wait, daemon=True).start()


def run_waiting() -> int:
    """Search all that waits, one after the other; how many were. None where another process of this machine does so."""
    done, waiting = 0, models.PlanRun.objects.filter(state=RunState.QUEUED)
    with suppress(ConflictError):
        while True:
            with alone(settings.DATA_DIR, "plan", everywhere=False):
                _tell_cut_off()
                while row := _take():
                    _search(row)
                    done += 1
            if not waiting.exists():  # else somebody asked just before the lock was given back
                break
    return done


def notice_cut_off() -> None:
    """Tell searches of this machine whose process is gone as cut off; nothing where a process is at work."""
    with suppress(ConflictError), alone(settings.DATA_DIR, "plan", everywhere=False):
        _tell_cut_off()


def _tell_cut_off() -> None:
    """Whoever holds the lock knows that no other search of this machine is alive."""
    mine = models.PlanRun.objects.filter(state=RunState.RUNNING, machine=gethostname())
    mine.update(state=RunState.FAILED, trouble=CUT_OFF, ended_at=timezone.now())


def _take() -> models.PlanRun | None:
    """The search that waits longest, marked as ours; another machine may have taken it meanwhile."""
    waiting = models.PlanRun.objects.filter(state=RunState.QUEUED)
    while row := waiting.order_by("id").first():
        at = timezone.now()
        taken = {"state": RunState.RUNNING, "machine": gethostname(), "begun_at": at, "beat_at": at}
        if waiting.filter(pk=row.pk).update(**taken):
            return models.PlanRun.objects.get(pk=row.pk)
    return None


def _search(row: models.PlanRun) -> None:
    rows = models.PlanRun.objects.filter(pk=row.pk)
    watch = _Watch(row.pk)
    try:
        found = _found(_solved(row, watch))
    except ImpossibleWishesError as error:
        ended: dict[str, Any] = {"state": RunState.FAILED, "trouble": "\n".join(one.message for one in error.found)}
    except ValueError as error:
        ended = {"state": RunState.FAILED, "trouble": str(error)}
    except Exception:
        logging.getLogger(__name__).exception("search %s", row.pk)
        ended = {"state": RunState.FAILED, "trouble": BROKEN}
    else:
        ended = {"state": RunState.STOPPED if watch.is_stopping else RunState.FINISHED, "found": found}
    rows.update(**ended, progress=watch.steps, ended_at=timezone.now())


def _solved(row: models.PlanRun, watch: "_Watch") -> tuple[Solved, Mapping[str, date]]:
    order = run_of(row).order
    asked = asked_of_run(order)
    if not asked.tasks:
        raise ValueError(NO_MEETING)
    keys = {task.wish.key for task in asked.tasks}
    start = order.start if set(order.start) >= keys else asked.before
    solved = solve(
        asked.tasks,
        asked.calendar,
        today=LONG_AGO if order.is_real_year else timezone.now().date(),
        seconds=order.seconds,
        start=start if set(start) >= keys else None,
        on_progress=watch.take,
        should_stop=watch.should_stop,
    )
    return solved, asked.before


def _found(solved: tuple[Solved, Mapping[str, date]]) -> dict[str, Any]:
    (outcome, before), plan = solved, solved[0].plan
    return {
        "dates": _written(plan.dates),
        "cost": plan.cost,
        "bound": plan.bound,
        "method": plan.method,
        "is_finished": plan.is_finished,
        "seconds": plan.seconds,
        "before": outcome.cost_of(before),
        "reasons": {
            one.wish: [one.cost, [[other.first.isoformat(), other.more] for other in one.others]]
            for one in outcome.why()
        },
    }


@dataclass
class _Watch:
    """What the search and its row tell each other, no more often than once in `BEAT` seconds."""

    pk: int
    steps: list[list[float]] = field(default_factory=list)
    is_stopping: bool = False
    looked: float = 0.0

    def take(self, step: Step) -> None:
        """A better plan or bound."""
        self.steps.append([step.seconds, step.cost, step.bound])

    def should_stop(self) -> bool:
        """Whether somebody wants it stopped; says on the way that the search lives."""
        if not self.is_stopping and time.monotonic() - self.looked >= BEAT:
            rows = models.PlanRun.objects.filter(pk=self.pk)
            rows.update(beat_at=timezone.now(), progress=self.steps)
            self.is_stopping = bool(rows.values_list("is_stopping", flat=True).first())
            self.looked = time.monotonic()
        return self.is_stopping


def _written(days: Mapping[str, date]) -> dict[str, str]:
    return {key: day.isoformat() for key, day in days.items()}
