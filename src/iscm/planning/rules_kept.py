"""Whether the days of a plan keep what its wishes ask for: periods, fixed days, gaps. No holiday is looked at."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from iscm.planning.costing import Task
from iscm.planning.possible import is_in_periods
from iscm.planning.wishes import Gap, Wish


def broken(tasks: Sequence[Task], dates: Mapping[str, date]) -> tuple[str, ...]:
    """The keys of wishes whose days keep not all that they ask for, in their order; gaps to what has no day pass."""
    wishes = {task.wish.key: task.wish for task in tasks}
    return tuple(
        key
        for key, wish in wishes.items()
        if key in dates and not (_is_where_asked(wish, dates[key]) and _are_gaps_kept(wish, wishes, dates))
    )


def _is_where_asked(wish: Wish, first: date) -> bool:
    return is_in_periods(wish, first) and wish.fixed_on in {None, first}


def _are_gaps_kept(wish: Wish, wishes: Mapping[str, Wish], dates: Mapping[str, date]) -> bool:
    known = (gap for gap in wish.after if gap.key in wishes and gap.key in dates)
    return all(_is_kept(gap, wish, wishes[gap.key], dates) for gap in known)


def _is_kept(gap: Gap, wish: Wish, other: Wish, dates: Mapping[str, date]) -> bool:
    earlier, later = (wish, other) if gap.is_before else (other, wish)
    ends = dates[earlier.key] + timedelta(days=earlier.days - 1)
    return gap.least <= (dates[later.key] - ends).days <= gap.most
