"""The figures: what the register counts, as charts with their words. Facts in, charts out.

A figure that would say nothing (no theme filed, attendance never said) is left out.
"""

from collections.abc import Callable, Iterator

from iscm.publication.charts.facts import FigureFacts
from iscm.publication.charts.of_mechanisms import mechanisms
from iscm.publication.charts.of_membership import membership
from iscm.publication.charts.of_themes import themes
from iscm.publication.charts.of_time import (
    attendance_by_level,
    attendance_by_year,
    levels_by_year,
    levels_of_year,
    months,
)
from iscm.publication.report import Chart
from iscm.publication.words import Words

Build = Callable[[FigureFacts, Words], Chart | None]

OF_A_YEAR: tuple[Build, ...] = (months, mechanisms, levels_of_year, attendance_by_level, themes)
OF_ALL_YEARS: tuple[Build, ...] = (attendance_by_year, levels_by_year, mechanisms, themes, membership)
KEYS = ("themes", "months", "levels", "attendance", "mechanisms", "membership")


def figures(facts: FigureFacts, words: Words) -> tuple[Chart, ...]:
    """The figures of the year of the facts, or of all years, in the order of the page. Keys are among `KEYS`."""
    return tuple(_built(OF_A_YEAR if facts.year else OF_ALL_YEARS, facts, words))


def _built(builders: tuple[Build, ...], facts: FigureFacts, words: Words) -> Iterator[Chart]:
    for build in builders:
        if chart := build(facts, words):
            yield chart
