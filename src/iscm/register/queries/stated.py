"""What editors stated of a mechanism or theme, as the desk shows it: all of it, with what counts and what does not."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from iscm.domain.facts import Fact, Statement
from iscm.reconciliation.facts.counting import counting, standing
from iscm.register.models import IndexEntry, MeetingTheme, Objective, Publication
from iscm.register.models import Statement as Row
from iscm.register.queries.statements import statements


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement with its facts, each with whether it counts; `is_standing`: it was not taken back.

    `takes_back` is what it took back, None for what it did not.
    """

    statement: Statement
    facts: tuple[tuple[Fact, bool], ...]
    is_standing: bool
    takes_back: Statement | None = None


@dataclass(frozen=True, slots=True)
class Uses:
    """What hangs on a theme: meetings filed under it, lines of printed indexes, publications, objectives near it."""

    meetings: int
    printed: int
    publications: int
    objectives: int


def statement_lines(about: str, slug: str) -> tuple[StatementLine, ...]:
    """All statements about one thing, the latest first. Two queries."""
    held = statements(about, slug)
    by_key = {one.key: one for one in held}
    standing_keys = {one.key for one in standing(held)}
    counted = {(told.by.key, told.fact.field, told.fact.item) for told in counting(held).get((about, slug), ())}
    return tuple(
        StatementLine(
            one,
            tuple((fact, (one.key, fact.field, fact.item) in counted) for fact in one.facts),
            one.key in standing_keys,
            by_key.get(one.takes_back),
        )
        for one in reversed(held)
    )


def statement_counts(about: str) -> dict[str, tuple[int, str]]:
    """How many statements there are about each, and the day of the last, by slug. One query."""
    rows = Row.objects.filter(about=about).order_by().values("slug").annotate(number=Count("id"), last=Max("at"))
    return {row["slug"]: (row["number"], row["last"].date().isoformat()) for row in rows}


def uses_of_theme(slug: str) -> Uses:
    """What follows a theme when it is merged. Four queries."""
    near = Counter(theme for themes in Objective.objects.values_list("themes", flat=True) for theme in set(themes))
    of_it = Q(theme__slug=slug) & ~Q(theme__scheme="kind")
    return Uses(
        MeetingTheme.objects.filter(of_it, meeting__is_listed=True).count(),
        IndexEntry.objects.filter(of_it).count(),
        Publication.objects.filter(themes__slug=slug).count(),
        near[slug],
    )
