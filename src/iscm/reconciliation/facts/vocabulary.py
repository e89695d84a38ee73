"""The vocabulary of the package with all that editors state laid over it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from iscm.domain.facts import MECHANISM, Statement, Told
from iscm.domain.mechanisms import Mechanism
from iscm.domain.schemes import Concept, Initiative
from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.facts.counting import counting
from iscm.reconciliation.facts.mechanisms import NEW, overlay_mechanism
from iscm.reconciliation.facts.themes import overlay_themes

LEVELS = ("global", "interregional", "regional")


def overlay(base: Vocabulary, statements: Iterable[Statement], day: date) -> Vocabulary:
    """The vocabulary as it is on a day: statements in the order in which they were made, over the package's facts.

    What is stated of something that neither the package nor a statement knows is left aside. Without statements the
    same value comes back.
    """
    told = counting(statements)
    if not told:
        return base
    themes, merged = overlay_themes(base.themes, told, day)
    return replace(
        base,
        mechanisms=_mechanisms(base.mechanisms, told, day),
        themes=themes,
        merged=merged,
        initiatives={slug: _following(one, merged) for slug, one in base.initiatives.items()},
    )


def _mechanisms(
    base: Mapping[str, Mechanism], told: Mapping[tuple[str, str], tuple[Told, ...]], day: date
) -> dict[str, Mechanism]:
    """In the order of the data: global first, then by slug."""
    new = {
        slug: Mechanism(slug, acronym="", name="")
        for (about, slug), facts in told.items()
        if about == MECHANISM and slug not in base and any(one.fact.field == NEW for one in facts)
    }
    found = [overlay_mechanism(one, told.get((MECHANISM, slug), ()), day) for slug, one in {**base, **new}.items()]
    found.sort(key=lambda one: (LEVELS.index(one.level), one.slug))
    return {one.slug: one for one in found}


def _following(initiative: Initiative, merged: Mapping[str, Concept]) -> Initiative:
    """An initiative near to the themes into which those near to it were merged."""
    if not merged:
        return initiative
    objectives = (replace(one, themes=_ends(one.themes, merged)) for one in initiative.objectives)
    targets = {code: _ends(themes, merged) for code, themes in initiative.target_themes.items()}
    return replace(initiative, objectives=tuple(objectives), target_themes=targets)


def _ends(themes: Iterable[str], merged: Mapping[str, Concept]) -> tuple[str, ...]:
    ends = (merged[slug].replaced_by or slug if slug in merged else slug for slug in themes)
    return tuple(dict.fromkeys(ends))
