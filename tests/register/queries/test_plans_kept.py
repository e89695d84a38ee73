"""The plans that the package carries, on the register of its records: rules kept, weights and counts as told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import TestCase

from iscm.data.plans import kept_plan, kept_years, plan_of
from iscm.planning.costing import weigh
from iscm.planning.possible import possible
from iscm.planning.solving import Solved
from iscm.planning.wishes import Wishes
from iscm.publication.words import words_in
from iscm.register.operations.build import build_register
from iscm.register.queries.plan_strips import two_strips
from iscm.register.queries.plans import year_asked
from iscm.register.queries.plans_kept import fit, kept_facts, left_behind, to_keep


@pytest.mark.database
class TestCarried(TestCase):
    """Built once; nothing here changes it."""

    @classmethod
    def setUpTestData(cls):
        build_register()
        cls.kept = kept_plan(2024)
        cls.asked = year_asked(2024, cls.kept.move)
        cls.found = fit(cls.kept, cls.asked)

    def test_each_line_is_a_meeting_of_the_year_and_the_other_way_round(self):
        assert kept_years() == (2024,)
        assert (self.found.gone, self.found.new, self.found.broken, self.found.is_whole) == ((), (), 0, True)

    def test_nothing_moves_by_more_than_was_allowed_and_what_is_not_in_person_not_at_all(self):
        dates = self.found.solved.plan.dates
        moves = {task.wish.key: abs((dates[task.wish.key] - task.meeting.first).days) for task in self.asked.tasks}
        fixed = {task.wish.key for task in self.asked.tasks if task.wish.fixed_on}
        assert max(moves.values()) <= self.kept.move
        assert {key for key in fixed if moves[key]} == set()

    def test_the_order_of_each_mechanism_is_kept(self):
        dates = self.found.solved.plan.dates
        turned = [
            (one.wish.title, other.wish.title)
            for one in self.asked.tasks
            for other in self.asked.tasks
            if set(one.meeting.mechanisms) & set(other.meeting.mechanisms)
            and one.meeting.end < other.meeting.first
            and dates[one.wish.key] + timedelta(days=one.wish.days) > dates[other.wish.key]
        ]
        assert turned == []

    def test_it_weighs_what_it_says_and_no_less_than_its_bound(self):
        wishes = Wishes(tuple(task.wish for task in self.asked.tasks))
        held = possible(wishes, self.asked.calendar, date(1, 1, 1))
        plan = self.found.solved.plan
        weighed = Solved(plan, weigh(self.asked.tasks, held, self.asked.calendar), tuple(wishes.by_key))
        assert weighed.cost_of(plan.dates) == self.kept.weight
        assert weighed.cost_of(self.asked.before) == self.kept.weight_before
        assert self.kept.bound <= self.kept.weight < self.kept.weight_before

    def test_fewer_clashes_are_left_than_there_were(self):
        facts = kept_facts(self.found, words_in("en"))
        assert (facts.same_day.pairs_before, facts.same_day.states_before) == (17, 229)
        assert (facts.near.pairs_before, facts.near.states_before) == (77, 1159)
        assert (facts.same_day.pairs, facts.same_day.states) == (6, 42)
        assert (facts.near.pairs, facts.near.states) == (30, 245)

    def test_its_strips_tell_the_same_days_and_clashes(self):
        strips = two_strips(self.asked, self.found.solved.plan, 2024)
        assert [(one.before.pairs, one.after.pairs) for one in strips if one.slug == "rabat-process"] == [(10, 0)]
        assert [len(one.before.marks) for one in strips] == [len(one.after.marks) for one in strips]

    def test_what_a_move_leaves_behind_is_told_of_what_moves_only(self):
        moved = {key for key, day in self.found.solved.plan.dates.items() if day != self.asked.before[key]}
        told = left_behind(self.asked, self.found.solved.plan, words_in("en"))
        assert (set(told) <= moved, len(told) > 20) == (True, True)

    def test_what_is_kept_reads_back_as_the_same_plan(self):
        facts, kept = kept_facts(self.found, words_in("en")), self.kept
        again = to_keep(self.asked, facts, self.found.solved.plan, year=2024, move=14, command=kept.command)
        assert plan_of(again) == kept

    def test_what_no_longer_fits_is_told(self):
        first, *rest = self.kept.lines
        other = replace(first, title="A meeting that was never held")
        found = fit(replace(self.kept, lines=(other, *rest)), self.asked)
        stays = next(task for task in self.asked.tasks if task.wish.key in found.new)
        assert (found.gone, stays.wish.title, found.is_whole) == ((other,), first.title, False)
        assert found.solved.plan.dates[stays.wish.key] == first.was

    def test_days_that_break_the_order_are_counted(self):
        last = max(self.kept.lines, key=lambda line: line.first)
        wrong = tuple(replace(line, first=last.was) if line is self.kept.lines[0] else line for line in self.kept.lines)
        assert fit(replace(self.kept, lines=wrong), self.asked).broken > 0
