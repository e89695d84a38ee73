"""The parts of an initiative: its objectives by number, its targets by code."""

from collections.abc import Iterator

from iscm.publication.reports.tracked import Goal
from iscm.register.models import Initiative, Objective
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary


def goals_in(initiative: str) -> tuple[Goal, ...]:
    """The objectives and targets of an initiative; none where there is no such initiative. Two queries."""
    found = Initiative.objects.filter(slug=initiative).first()
    return (*objectives_of(found), *targets_of(found)) if found else ()


def as_asked(goals: tuple[Goal, ...]) -> tuple[Goal, ...]:
    """For which of these a survey asks: the objectives of an initiative, or its targets where it has none."""
    return tuple(one for one in goals if one.kind == "objective") or goals


def objectives_of(found: Initiative) -> Iterator[Goal]:
    """Its objectives in their order. One query."""
    for one in Objective.objects.filter(initiative=found).order_by("number"):
        yield Goal("objective", str(one.number), one.title, one.short, tuple(one.themes))


def targets_of(found: Initiative) -> Iterator[Goal]:
    """Its targets as the register lists them."""
    known = current_vocabulary().initiatives.get(found.slug)
    for code, words in found.targets.items():
        yield Goal("target", code, words, "", known.target_themes.get(code, ()) if known else ())


def initiative_choices() -> list[tuple[str, str]]:
    """The initiatives of the register with their names, for a choice. One query."""
    rows = Initiative.objects.order_by("position").values_list("slug", "acronym", "name")
    return [(slug, f"{name} ({acronym})" if acronym else name) for slug, acronym, name in rows]
