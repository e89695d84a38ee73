"""Searches for year plans beside the pages: asked for, run one after the other, stopped, cut off."""

from datetime import UTC, date, datetime, timedelta

import pytest

from iscm.domain.errors import ConflictError, NonsenseError, UnknownReferenceError
from iscm.domain.plan_runs import SILENT, RunOrder, RunState
from iscm.register.models import PlanRun
from iscm.register.operations import plan_runs as operations
from iscm.register.operations.gather_alone import alone
from iscm.register.operations.plan_runs import CUT_OFF, NO_MEETING, ask_run, run_waiting, stop_run
from iscm.register.queries.plan_runs import asked_of_run, find_run, plan_runs, solved_of
from tests.factories.rows import add_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WISHES = """key,title,mechanisms,days,periods,after
prep,Preparation,rcm,1,2090-03-06/2090-03-10,
som,Officials,rcm,2,2090-03-06/2090-03-17,prep 2 5
"""
YEAR = RunOrder("", 2090, 14)


@pytest.fixture(autouse=True)
def place(settings, tmp_path, db):
    """A folder for the lock, and two meetings of States in both on one day."""
    settings.DATA_DIR = tmp_path
    for mechanism, place in (("rcm", "Panama City|PA"), ("sacm", "Lima|PE")):
        add_meeting(f"Of {mechanism}", "2090-03-07", mechanisms=(mechanism,), places=(place,))


def wishes(text=WISHES, **rest):
    return RunOrder("Next year", None, None, text, "csv", **rest)


def run(order):
    """A search that was asked for and is over."""
    asked = ask_run(order, actor="ann")
    assert run_waiting() == 1
    return find_run(asked.pk)


def test_a_plan_of_wishes_with_its_bound_and_reasons():
    found = run(wishes(seconds=5))
    assert (found.state, found.found.is_finished, found.found.bound <= found.found.cost) == (
        RunState.FINISHED,
        True,
        True,
    )
    assert set(found.found.dates) == set(found.found.reasons) == {"prep", "som"}
    assert 2 <= (found.found.dates["som"] - found.found.dates["prep"]).days <= 5
    assert found.steps[-1][1:] == (found.found.cost, found.found.bound)


def test_what_was_found_is_told_as_it_was_without_searching_again(monkeypatch):
    found = run(YEAR)
    monkeypatch.setattr(operations, "solve", None)
    asked = asked_of_run(found.order)
    solved = solved_of(found, asked)
    assert {key: (day - asked.before[key]).days for key, day in solved.plan.dates.items()} != {}
    assert (solved.plan.cost, solved.cost_of({})) == (found.found.cost, found.found.before)
    assert found.found.cost < found.found.before
    assert [one.wish for one in solved.why()] == [task.wish.key for task in asked.tasks]


def test_a_plan_of_meetings_that_are_gone_is_told_no_more():
    found = run(YEAR)
    add_meeting("One more", "2090-05-02", mechanisms=("rcm",))
    assert solved_of(found, asked_of_run(found.order)) is None


def test_days_that_are_fixed_stay():
    found = run(wishes(fixed={"prep": date(2090, 3, 8)}, start={"prep": date(2090, 3, 8), "som": date(2090, 3, 13)}))
    assert found.found.dates["prep"] == date(2090, 3, 8)


def test_wishes_that_contradict_each_other_are_told_as_such():
    found = run(wishes(WISHES.replace("prep 2 5", "prep 20 30")))
    assert (found.state, found.found) == (RunState.FAILED, None)
    assert found.trouble.startswith("These wishes exclude each other: ")


def test_a_year_without_meetings():
    found = run(RunOrder("", 2091, 14))
    assert (found.state, found.trouble) == (RunState.FAILED, NO_MEETING)


def test_what_nobody_foresaw_ends_one_search_and_not_the_next(monkeypatch, caplog):
    first, second = ask_run(YEAR, actor="ann"), ask_run(wishes(), actor="ann")
    monkeypatch.setattr(operations, "solve", broken_for_years(operations.solve))
    assert run_waiting() == 2
    assert [find_run(one.pk).state for one in (first, second)] == [RunState.FAILED, RunState.FINISHED]
    assert "no such luck" in caplog.text


def broken_for_years(solve):
    def solve_wishes(tasks, *rest, **named):
        if tasks[0].wish.key != "prep":
            raise ZeroDivisionError("no such luck")
        return solve(tasks, *rest, **named)

    return solve_wishes


def test_they_run_in_the_order_in_which_they_were_asked_for():
    pks = [ask_run(order, actor="ann").pk for order in (YEAR, wishes())]
    assert run_waiting() == 2
    begun = [find_run(pk).begun_at for pk in pks]
    assert (begun == sorted(begun), [one.pk for one in plan_runs()]) == (True, pks[::-1])


def test_one_that_waits_is_taken_out_of_the_queue():
    asked = ask_run(YEAR, actor="ann")
    assert stop_run(asked.pk).state is RunState.STOPPED
    assert (run_waiting(), find_run(asked.pk).found) == (0, None)


def test_one_that_runs_keeps_its_best_plan_when_it_is_stopped(monkeypatch):
    asked = ask_run(YEAR, actor="ann")
    monkeypatch.setattr(operations, "BEAT", 0)
    solve = operations.solve

    def stopped(*rest, **named):
        stop_run(asked.pk)
        return solve(*rest, **named)

    monkeypatch.setattr(operations, "solve", stopped)
    run_waiting()
    found = find_run(asked.pk)
    assert (found.state, found.is_stopping, found.found is not None) == (RunState.STOPPED, True, True)


def test_one_that_is_over_stays_as_it_is():
    found = run(YEAR)
    assert stop_run(found.pk).state is RunState.FINISHED
    with pytest.raises(UnknownReferenceError):
        stop_run(999)


def test_two_processes_of_a_machine_do_not_search_at_once(settings):
    ask_run(YEAR, actor="ann")
    with alone(settings.DATA_DIR, "plan"):
        assert run_waiting() == 0
    assert run_waiting() == 1


def test_one_whose_process_was_killed_is_told_as_cut_off():
    asked = ask_run(YEAR, actor="ann", now=NOW)
    here = {"machine": operations.gethostname(), "state": RunState.RUNNING, "beat_at": NOW}
    PlanRun.objects.update(**here)
    assert find_run(asked.pk, NOW + SILENT).state is RunState.RUNNING
    assert find_run(asked.pk, NOW + SILENT + timedelta(seconds=1)).state is RunState.LOST
    assert run_waiting() == 0
    assert (find_run(asked.pk).state, find_run(asked.pk).trouble) == (RunState.FAILED, CUT_OFF)


@pytest.mark.parametrize("seconds", [0, 4, 601])
def test_a_search_is_bounded(seconds):
    with pytest.raises(NonsenseError):
        ask_run(wishes(seconds=seconds), actor="ann")


def test_no_more_wait_than_can_be_overlooked(monkeypatch):
    monkeypatch.setattr(operations, "MOST_WAITING", 1)
    ask_run(YEAR, actor="ann")
    with pytest.raises(ConflictError):
        ask_run(YEAR, actor="ann")


def test_the_process_is_our_own_command_and_outlives_this_one(monkeypatch):
    begun = []

    class Process:
        def __init__(self, words, **named):
            begun.append((words[-1].rpartition("sys.exit(")[2], named["start_new_session"]))

        def wait(self):
            return 0

    monkeypatch.setattr(operations.subprocess, "Popen", Process)
    operations.start_process()
    assert begun == [("main(['plan', '--run']))", True)]
