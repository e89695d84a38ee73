"""All checks over one reading."""

from collections.abc import Sequence

from iscm.domain.problems import Problem
from iscm.domain.readings import Reading
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.checks.acronyms import check_acronyms
from iscm.reading.checks.context import Check, Checked
from iscm.reading.checks.counts import check_count
from iscm.reading.checks.dates import check_order, check_update, check_weekends, check_years
from iscm.reading.checks.duplicates import check_duplicates
from iscm.reading.checks.facts import check_anniversaries, check_indexes, check_unconfirmed
from iscm.reading.checks.links import check_links
from iscm.reading.checks.names import check_names
from iscm.reading.checks.ordinals import check_ordinals
from iscm.reading.checks.repeats import check_repeats
from iscm.reading.layouts.elements import Layout

CHECKS: tuple[Check, ...] = (
    check_count,
    check_order,
    check_years,
    check_update,
    check_weekends,
    check_unconfirmed,
    check_names,
    check_acronyms,
    check_ordinals,
    check_duplicates,
    check_anniversaries,
    check_indexes,
    check_repeats,
    check_links,
)


def check(
    reading: Reading, layout: Layout, vocabulary: Vocabulary, earlier: Sequence[Reading] = ()
) -> tuple[Problem, ...]:
    """What is not plausible in the reading, family by family; the work grows in line with the number of records."""
    checked = Checked(reading, layout, vocabulary, earlier)
    return tuple(problem for find in CHECKS for problem in find(checked))
