"""What every check may look at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from iscm.domain.problems import Problem
from iscm.domain.readings import Reading
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.layouts.elements import Layout


@dataclass(frozen=True, slots=True)
class Checked:
    """A reading with the rows it came from, the vocabulary, and the readings of other documents."""

    reading: Reading
    layout: Layout
    vocabulary: Vocabulary
    earlier: Sequence[Reading] = ()


Check = Callable[[Checked], Iterator[Problem]]
