"""Links that lost their address on the way to us."""

from collections.abc import Iterator

from iscm.domain.problems import Problem
from iscm.reading.checks.context import Checked
from iscm.reading.problem_codes import problem


def check_links(checked: Checked) -> Iterator[Problem]:
    """A link of a meeting has no address left; those that belong to the whole document are one problem together."""
    for record in checked.reading.records:
        for link in record.links:
            if link.url is None:
                message = f"The link on “{link.text[:80]}” has no address."
                yield problem("link-lost", message, record.locator, record=record.n)
    lost = [link.text for link in checked.reading.links if link.url is None]
    if lost:
        yield problem("link-lost", f"{len(lost)} links of the document have no address: {_named(lost)}.")


def _named(texts: list[str], most: int = 3) -> str:
    named = ", ".join(f"“{text[:60]}”" for text in texts[:most])
    return named if len(texts) <= most else f"{named} …"
