"""Groups that may hold meetings which other documents list one by one, so that a year's count may hold them twice."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from iscm.domain.problems import Problem, Severity
from iscm.register import models
from iscm.register.operations.loading import chunks

CODE = "group-may-repeat"
Place = tuple[str, str, int]
"""Kind, mechanism and year."""
Filed = type[models.MeetingMechanism] | type[models.MeetingCitation]


@dataclass(frozen=True, slots=True)
class _Row:
    key: int
    title: str
    count: int | None
    kind: str
    year: int
    earliest: date
    latest: date


def find_repeats(years: Collection[int]) -> list[tuple[int, Problem]]:
    """A problem for each group of these years beside which other documents list meetings of its kind and mechanism.

    With the primary key of the group. Where all of a group's meetings are known it covers them and is no meeting any
    more, so that nothing is said of it here.
    """
    rows = [row for some in chunks(sorted(years)) for row in _rows(some)]
    groups = [row for row in rows if row.count != 1]
    mechanisms = _of_meetings(models.MeetingMechanism, rows, "mechanism__slug")
    singles: dict[Place, list[_Row]] = defaultdict(list)
    wanted = {place for group in groups for place in _places(group, mechanisms)}
    for row in rows:
        if row.count == 1:
            for place in wanted & _places(row, mechanisms):
                singles[place].append(row)
    told = _of_meetings(
        models.MeetingCitation, [*groups, *(one for held in singles.values() for one in held)], "record__document"
    )
    found = ((group, _beside(group, singles, mechanisms, told)) for group in groups)
    return [(group.key, _problem(group, beside)) for group, beside in found if beside]


def _rows(years: Collection[int]) -> Iterable[_Row]:
    """The dated groups of these years, and the meetings of the kinds of such groups."""
    listed = models.Meeting.objects.filter(is_listed=True, year__in=years, earliest__isnull=False).exclude(kind="")
    kinds = listed.exclude(count=1, count__isnull=False).order_by().values("kind").distinct()
    fields = ("pk", "title", "count", "kind", "year", "earliest", "latest")
    return [_Row(*values) for values in listed.filter(kind__in=kinds, latest__isnull=False).values_list(*fields)]


def _places(row: _Row, mechanisms: Mapping[int, set[str | int]]) -> set[Place]:
    return {(row.kind, str(slug), row.year) for slug in mechanisms[row.key]}


def _of_meetings(model: Filed, rows: Iterable[_Row], column: str) -> dict[int, set[str | int]]:
    found: dict[int, set[str | int]] = defaultdict(set)
    for some in chunks(sorted({row.key for row in rows})):
        for key, value in model.objects.filter(meeting__in=some).values_list("meeting", column):
            found[key].add(value)
    return found


def _beside(
    group: _Row,
    singles: Mapping[Place, list[_Row]],
    mechanisms: Mapping[int, set[str | int]],
    told: Mapping[int, set[str | int]],
) -> set[int]:
    """The meetings within the group's days of which its own documents do not tell."""
    return {
        one.key
        for place in _places(group, mechanisms)
        for one in singles.get(place, ())
        if group.earliest <= one.earliest and one.latest <= group.latest and not told[one.key] & told[group.key]
    }


def _problem(group: _Row, beside: Collection[int]) -> Problem:
    listed = "one meeting" if len(beside) == 1 else f"{len(beside)} meetings"
    number = "an unknown number" if group.count is None else str(group.count)
    what = f"“{group.title}” ({group.year}) stands for {number} of its kind; other documents list {listed} one by one"
    return Problem(CODE, Severity.INFORMATION, f"{what}: some may be counted twice")
