"""Paragraphs that stand word for word in a document of another year."""

from collections.abc import Iterator

from iscm.domain.problems import Problem
from iscm.reading.checks.context import Checked
from iscm.reading.problem_codes import problem


def check_repeats(checked: Checked) -> Iterator[Problem]:
    """A long paragraph is known again, by its fingerprint, from an earlier document of another year or name."""
    reading = checked.reading
    known = {
        held.digest: other
        for other in checked.earlier
        if other.sha256 != reading.sha256 and (other.year != reading.year or other.title != reading.title)
        for held in other.fingerprints
    }
    for held in reading.fingerprints:
        if other := known.get(held.digest):
            name = other.title or other.name
            message = f"This paragraph stands word for word in “{name}”" + (f" ({other.year})." if other.year else ".")
            yield problem("paragraph-repeated", message, held.locator)
