"""A year's meetings as a diary: month by month, each with its sure days first and its unsure ones at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from iscm.domain.listing import MeetingRow
from iscm.website.dates import month_name


@dataclass(frozen=True, slots=True)
class MonthSection:
    """A month of the diary. `vague` may fall in this month or one before; `anchor` is its name in addresses."""

    name: str
    anchor: str
    number: int
    sure: list[MeetingRow]
    vague: list[MeetingRow]


def by_month(rows: Sequence[MeetingRow], year: int) -> list[MonthSection]:
    """The months that have meetings, then those of which only the year is known."""
    sections = [
        _section(month_name(month), f"m{month:02}", [row for row in rows if _month(row, year) == month])
        for month in range(1, 13)
    ]
    sections.append(
        _section(gettext("Some time in %(year)s") % {"year": year}, "year", [r for r in rows if not _month(r, year)])
    )
    return [section for section in sections if section.sure or section.vague]


def _section(name: str, anchor: str, rows: list[MeetingRow]) -> MonthSection:
    sure, vague = [row for row in rows if _is_sure(row)], [row for row in rows if not _is_sure(row)]
    return MonthSection(name, anchor, sum(row.number for row in rows), sure, vague)


def _is_sure(row: MeetingRow) -> bool:
    return row.is_day_precise and not row.edtf.startswith("[")


def _month(row: MeetingRow, year: int) -> int:
    """The month under which a meeting is listed: that of its first day, or the last in which it may fall.

    0 where no more than the year is known.
    """
    if row.earliest is None or row.latest is None or row.precision == "year":
        return 0
    if row.is_day_precise:
        return row.earliest.month
    return row.latest.month if row.latest.year == year else 12
