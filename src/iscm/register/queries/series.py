"""The series of a mechanism: its numbered meetings, each series by its own name."""

from dataclasses import dataclass

from iscm.register.models import Meeting


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A meeting of a series."""

    ordinal: int
    edtf: str
    date_status: str
    uid: str


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series with its meetings in the order of dates."""

    title: str
    meetings: tuple[NumberedRow, ...]


def series_of(mechanism: str) -> tuple[SeriesRow, ...]:
    """The series that a mechanism's meetings belong to, by title; joint ones too. One query."""
    listed = Meeting.objects.filter(
        is_listed=True, series__isnull=False, ordinal__isnull=False, parties__mechanism__slug=mechanism
    ).order_by("series__title", "series", "sort_day", "sort_rank", "id")
    found: dict[tuple[int, str], list[NumberedRow]] = {}
    for one in listed.select_related("series"):
        if one.series and one.ordinal:
            row = NumberedRow(one.ordinal, one.edtf, one.date_status, one.uid)
            found.setdefault((one.series.pk, one.series.title), []).append(row)
    return tuple(SeriesRow(title, tuple(meetings)) for (_, title), meetings in found.items())
