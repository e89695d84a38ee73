"""Year plans from the register: a real year that may move, and wishes with whom they bind."""

from datetime import UTC, date, datetime

import pytest
from django.test import TestCase

from iscm.planning.solving import solve
from iscm.planning.wishes import Gap, Wish, Wishes
from iscm.publication.words import words_in
from iscm.register.models import Meeting
from iscm.register.operations.build import build_register
from iscm.register.operations.plans import propose
from iscm.register.queries.expectations import expected_next, tried_on
from iscm.register.queries.plan_told import plan_facts, told_plan
from iscm.register.queries.plans import asked_of, before_after, faults_of, year_asked

LONG_AGO = date(1, 1, 1)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MOVE = 14


@pytest.mark.database
class TestBuilt(TestCase):
    """Built once from the five documents; what a test changes is undone after it."""

    @classmethod
    def setUpTestData(cls):
        build_register()

    def planned(self, year):
        asked = year_asked(year, MOVE)
        return asked, solve(
            asked.tasks, asked.calendar, today=LONG_AGO, seconds=1, start=asked.before, with_solver=False
        )

    def test_2024_with_its_meetings_moved_by_two_weeks_is_never_worse_and_in_order(self):
        asked, solved = self.planned(2024)
        plan, by_key = solved.plan, {task.wish.key: task for task in asked.tasks}
        assert (len(asked.tasks), sum(task.wish.fixed_on is None for task in asked.tasks)) == (118, 75)
        assert plan.bound <= plan.cost <= solved.cost_of(asked.before)
        for key, before in asked.before.items():
            assert abs((plan.dates[key] - before).days) <= (0 if by_key[key].wish.fixed_on else MOVE)
        for one in asked.tasks:
            for other in asked.tasks:
                if (
                    set(one.meeting.mechanisms) & set(other.meeting.mechanisms)
                    and one.meeting.end < other.meeting.first
                ):
                    first = plan.dates[one.wish.key]
                    assert first.toordinal() + one.wish.days <= plan.dates[other.wish.key].toordinal()

    def test_fewer_member_states_have_to_be_at_two_meetings_of_2024(self):
        asked, solved = self.planned(2024)
        found = before_after(asked, solved.plan.dates, 3)
        assert (found.before.pairs, found.before.states) == (17, 229)
        assert (found.near_before.pairs, found.near_before.states) == (77, 1159)
        assert found.after.states < found.before.states
        assert found.near_after.states < found.near_before.states
        assert found.most_moved <= MOVE

    def test_a_year_is_asked_in_as_many_queries_however_many_meetings_it_has(self):
        for year in (2017, 2024):
            with self.assertNumQueries(11):
                year_asked(year, MOVE)

    def test_what_is_told_of_a_plan(self):
        asked, solved = self.planned(2017)
        facts = plan_facts(asked, solved, "plan-2017", words_in("en"))
        told = told_plan(facts, solved.plan)
        assert [line.first for line in facts.lines] == sorted(line.first for line in facts.lines)
        assert told["dates"] == {key: day.isoformat() for key, day in sorted(
            solved.plan.dates.items(), key=lambda item: [line.key for line in facts.lines].index(item[0])
        )}  # fmt: skip
        assert told["same_day"]["states_before"] == 52
        assert all(line.first == line.was for line in facts.lines if line.is_fixed)

    def test_wishes_bind_the_members_of_their_mechanisms_beside_what_is_planned(self):
        wish = Wish("som", "SOM", ("prague-process", "rabat-process"), 2, ((date(2024, 6, 1), date(2024, 6, 30)),),
                    city="Vilnius", country="LT")  # fmt: skip
        asked = asked_of(Wishes((wish,)))
        (task,) = asked.tasks
        codes = asked.calendar.states.codes_of(task.meeting.states)
        assert {"AM", "SN"} <= set(codes)
        assert (task.meeting.place.city, task.meeting.country, asked.before) == ("Vilnius", "LT", {})
        assert any(one.first.month == 6 for one in asked.calendar.engagements)
        solved = solve(asked.tasks, asked.calendar, today=LONG_AGO, seconds=60)
        assert solved.plan.is_optimal

    def test_unknown_names_are_faults_and_meetings_may_be_named(self):
        uid = Meeting.objects.filter(year=2024, is_listed=True).first().uid
        wish = Wish("a", "A", ("ghost",), periods=((date(2024, 6, 1), date(2024, 6, 30)),), country="QQ",
                    after=(Gap("nobody"), Gap(uid)))  # fmt: skip
        wishes = Wishes((wish,))
        asked = asked_of(wishes)
        calendar = year_asked(2024, 0).calendar
        assert [str(one) for one in faults_of(wishes, calendar)] == [
            "a, mechanisms: no mechanism is called “ghost”",
            "a, country: no State has the code “QQ”",
            "a, after: there is no wish and no meeting “nobody”",
        ]
        assert asked.tasks[0].meeting.states == 0

    def test_a_plan_handed_in_waits_at_the_desk_and_changes_nothing(self):
        moved = next(task for task in year_asked(2024, MOVE).tasks if task.wish.fixed_on is None)
        period = (date(2027, 3, 1), date(2027, 3, 31))
        wishes = Wishes((
            Wish("new", "Joint expert meeting", ("prague-process", "rabat-process"), 2, (period,), city="Vilnius",
                 country="LT"),
            Wish(moved.wish.key, moved.wish.title, moved.wish.mechanisms, moved.wish.days, (period,)),
        ))  # fmt: skip
        asked = asked_of(wishes)
        asked = type(asked)(asked.tasks, asked.calendar, {moved.wish.key: moved.meeting.first})
        solved = solve(asked.tasks, asked.calendar, today=LONG_AGO, seconds=60)
        facts = plan_facts(asked, solved, "plan", words_in("en"))
        before = list(Meeting.objects.order_by("id").values_list("uid", "edtf", "status"))
        sent = propose(facts, "Ann of the desk", words_in("en"), now=NOW)
        assert {(one.kind, one.state, one.about) for one in sent} == {
            ("new", "proposed", ""), ("change", "proposed", moved.wish.key)
        }  # fmt: skip
        assert {one.understood["edtf"] for one in sent} == {line.when.text for line in facts.lines}
        assert [found for one in sent for found in one.problems] == []
        assert list(Meeting.objects.order_by("id").values_list("uid", "edtf", "status")) == before
        assert [one.uid for one in propose(facts, "Ann of the desk", words_in("en"), now=NOW)] == [
            one.uid for one in sent
        ]

    def test_what_the_rhythm_of_the_series_lets_expect_and_how_well_that_told_2024(self):
        with self.assertNumQueries(3):
            found = {one.series: one for one in expected_next(date(2024, 12, 31))}
        rcm = found["rcm/ministerial-conference"]
        assert (rcm.about, rcm.months, rcm.interval) == (date(2025, 12, 1), (11, 12), 1.0)
        assert all(0 < one.likelihood < 1 and one.about > date(2024, 12, 31) for one in found.values())
        tried = tried_on(2024)
        assert (len(tried.tried), round(tried.hit_rate, 2), tried.median_error) == (14, 0.71, 31.5)

    def test_a_move_of_more_than_half_a_year_is_refused(self):
        with self.assertRaisesMessage(ValueError, "0 to 180 days, not 181"):
            year_asked(2024, 181)
