"""What can be published: which facts are asked for, and how they become a report."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from iscm.domain.errors import UnknownReferenceError
from iscm.publication.editions import with_box
from iscm.publication.report import Box, Report
from iscm.publication.reports.calendar import build_calendar
from iscm.publication.reports.highlights import build_highlights
from iscm.publication.reports.tracker import build_tracker
from iscm.publication.words import Words
from iscm.register.queries.calendars import asked_of, calendar_facts
from iscm.register.queries.filters import Filter
from iscm.register.queries.highlights import highlights_facts
from iscm.register.queries.trackers import tracker_facts

Builder = Callable[[Words, str, Box | None], Report]
"""A report in one language with the line that says which edition it is, and the box of changes."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A publication to be.

    `about` is its year or initiative, `choice` all that was asked for, as plain values. `read` asks the register, so
    that it is asked while nobody else writes.
    """

    kind: str
    about: str
    read: Callable[[], Builder]
    choice: dict[str, Any] = field(default_factory=dict, hash=False)


def draft_calendar(year: int, wanted: Filter | None = None) -> Draft:
    """The calendar of a year, all of it or what a filter lets through."""
    wanted = wanted or Filter()

    def read() -> Builder:
        facts = calendar_facts(year, wanted)
        return lambda words, edition, box: build_calendar(facts, words, edition, box)

    return Draft("calendar", str(year), read, {"year": year, "query": asked_of(wanted).query})


def draft_highlights(year: int) -> Draft:
    """The highlights of a year."""

    def read() -> Builder:
        facts = highlights_facts(year)
        return lambda words, edition, box: with_box(build_highlights(facts, words, edition), box)

    return Draft("highlights", str(year), read, {"year": year})


def draft_tracker(
    initiative: str,
    objective: int | None = None,
    target: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Draft:
    """The tracker of an initiative, of a part of it, of a period (days, both inclusive)."""

    def read() -> Builder:
        facts = tracker_facts(initiative, objective, target, since, until)
        if facts is None:
            raise UnknownReferenceError(f"the register knows no initiative {initiative!r}, or not this part of it")
        return lambda words, edition, box: with_box(build_tracker(facts, words, edition), box)

    asked = {"objective": objective, "target": target, "from": since, "to": until}
    choice = {name: str(value) for name, value in asked.items() if value is not None}
    return Draft("tracker", initiative, read, {"initiative": initiative, **choice})
