"""The year strip with what lies near: a line for each mechanism, a tick where another meeting shares its members."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iscm.domain.listing import MeetingRow
from iscm.publication.reports.clashing import ClashLine
from iscm.website.drawings.strip import Line, marks, strip_lines

TALL = 10.0  # the height of a line in its own units
FULL_WEEK = 7.0  # days of meetings in a week that fill its bar; more are cut off


@dataclass(frozen=True, slots=True)
class NearLine:
    """A mechanism with its meetings; `ticks` are the days (0 to 366) of those near others, `pairs` their number."""

    line: Line
    ticks: tuple[float, ...]
    pairs: int


def near_lines(rows: Sequence[MeetingRow], clashes: Iterable[ClashLine], year: int) -> tuple[NearLine, ...]:
    """One line a mechanism, those with the most sure clashes first. What is only possible has no tick."""
    ticks: dict[str, set[float]] = defaultdict(set)
    pairs: dict[str, int] = defaultdict(int)
    for clash in clashes:
        if not clash.is_sure:
            continue
        met = {party.slug for row in (clash.one, clash.other) for party in row.parties}
        for slug in met:
            pairs[slug] += 1
        for row in (clash.one, clash.other):
            for party in row.parties:
                ticks[party.slug] |= {mark.x + mark.width / 2 for mark in marks(row, year)}
    lines = [NearLine(line, tuple(sorted(ticks[line.slug])), pairs[line.slug]) for line in strip_lines(rows, year)]
    return tuple(sorted(lines, key=lambda each: -each.pairs))


def week_bars(weeks: Sequence[float]) -> tuple[tuple[int, float, float], ...]:
    """A bar for each week that has any day: its place, where it begins from above, and its height, both of ten."""
    heights = [(place, round(TALL * min(1.0, days / FULL_WEEK), 2)) for place, days in enumerate(weeks) if days]
    return tuple((place, round(TALL - height, 2), height) for place, height in heights)
