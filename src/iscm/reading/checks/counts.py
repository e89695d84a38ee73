"""The stated number of meetings against those listed."""

from collections.abc import Iterator

from iscm.domain.citations import Locator
from iscm.domain.problems import Problem
from iscm.reading.checks.context import Checked
from iscm.reading.problem_codes import problem
from iscm.reading.readers.facts import parse_stated_count


def check_count(checked: Checked) -> Iterator[Problem]:
    """The document says how many meetings it lists, and lists more or fewer."""
    stated = checked.reading.stated_count
    counted = sum(record.count or 1 for record in checked.reading.records)
    if stated is None or stated == counted:
        return
    rows = (row.locator for row in checked.layout.rows if parse_stated_count(row.text) == stated)
    message = f"The document says {stated} and lists {counted}."
    yield problem("count-differs", message, next(rows, Locator()), suggestion=str(counted))
