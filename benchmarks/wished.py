"""A year of wishes in the field's shape, made up: the mechanisms and who sits in them are real, the wishes are not."""

import random
from datetime import date, timedelta

from iscm.data import load_vocabulary
from iscm.planning.costing import Task
from iscm.planning.engagements import Engagement
from iscm.planning.seats import seats_at
from iscm.planning.states import States
from iscm.planning.wishes import Gap, Wish

YEAR = 2027
# The share of meetings that begin in each month, as in the five calendars and newsletters that the package carries.
SEASON = (3, 7, 8, 9, 11, 12, 7, 4, 10, 13, 12, 4)
LENGTHS = (1, 1, 1, 2, 2, 2, 2, 3, 3, 4)
CHAINED = 0.4
SOME_WEEKS = (28, 42, 56, 70)


def wished(count: int, seed: int = 1) -> tuple[tuple[Task, ...], States]:
    """So many wishes of one year with whom they bind, each movable within four to ten weeks."""
    chance, vocabulary = random.Random(seed), load_vocabulary()
    seats = {slug: seats_at(one, date(YEAR, 1, 1)) for slug, one in vocabulary.mechanisms.items()}
    seats = {slug: one for slug, one in seats.items() if one.states}
    states = States.of({code for one in seats.values() for code in (*one.states, *one.observers)})
    tasks: list[Task] = []
    last: dict[str, Task] = {}
    for number in range(count):
        slug = chance.choice(sorted(seats))
        month = chance.choices(range(1, 13), SEASON)[0]
        first = date(YEAR, month, chance.randint(1, 28))
        length = chance.choice(LENGTHS)
        before = last.get(slug)
        is_chained = before is not None and before.wish.periods[0][0] < first and chance.random() < CHAINED
        wish = Wish(
            key=f"wish-{number + 1}",
            title=f"Meeting {number + 1}",
            mechanisms=(slug,),
            days=length,
            periods=((first, first + timedelta(days=chance.choice(SOME_WEEKS) + length)),),
            country=chance.choice(seats[slug].states),
            after=(Gap(before.wish.key),) if before and is_chained else (),
        )
        meeting = Engagement(
            wish.key, wish.title, (slug,), first, first, length,
            country=wish.country, states=states.mask(seats[slug].states), observers=states.mask(seats[slug].observers),
            is_open=seats[slug].is_open,
        )  # fmt: skip
        tasks.append(Task(wish, meeting))
        last[slug] = tasks[-1]
    return tuple(tasks), states
