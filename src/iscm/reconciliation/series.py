"""Series of numbered meetings: which belong together, and whether their numbers run with their dates."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from iscm.domain.meetings import Meeting
from iscm.domain.problems import Problem, Severity
from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.kinds import family
from iscm.reconciliation.wording import words_of

LONGEST_STEM = 4
MEMORY_DAYS = 1100


@dataclass(frozen=True, slots=True)
class SeriesKey:
    """What a counted meeting belongs to.

    `mechanism` is a slug, or several joined by + for a joint series; `kind` its family of kinds; `stem` the body it
    is of (folded words, often none).
    """

    mechanism: str
    kind: str
    stem: str

    def __str__(self) -> str:
        return f"{self.mechanism}/{self.kind}/{self.stem}"


def series_of(meeting: Meeting, vocabulary: Vocabulary) -> SeriesKey | None:
    """The series of a numbered meeting; None for one without number, kind or mechanism, or for a group.

    A joint meeting is of the series of its mechanisms together, whatever their printed order.
    """
    kind = family(meeting.kind)
    if meeting.ordinal is None or kind is None or not meeting.parties or meeting.count != 1:
        return None
    mechanism = "+".join(sorted(party.mechanism for party in meeting.parties))
    words = words_of(vocabulary)
    stem = words.stem(meeting.title)
    if kind != meeting.kind and (topic := words.stem(meeting.title, with_topic=True)):
        # A forum or congress on a topic of its own is not the mechanism's main session.
        kind, stem = str(meeting.kind), topic
    return SeriesKey(mechanism, kind, " ".join(stem[:LONGEST_STEM]))


def find_series(meetings: Iterable[Meeting], vocabulary: Vocabulary) -> dict[SeriesKey, list[Meeting]]:
    """The numbered meetings by series, each series in the order of dates."""
    series: dict[SeriesKey, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        if (key := series_of(meeting, vocabulary)) and _first_day(meeting):
            series[key].append(meeting)
    for held in series.values():
        held.sort(key=lambda meeting: (_first_day(meeting) or date.min, meeting.uid))
    return series


def check_series(held: list[Meeting]) -> Iterator[tuple[Meeting, Meeting, Problem]]:
    """A problem for each number that is used twice or stands after a higher one, in a series in the order of dates.

    With it come the meeting it is about and the one it disagrees with.
    """
    seen: dict[int | None, Meeting] = {}
    highest: Meeting | None = None
    for meeting in held:
        before = seen.get(meeting.ordinal)
        if highest and meeting.ordinal == 1 and _year(meeting) != _year(before or highest):
            # Some series count anew for every chairmanship or year.
            seen, highest, before = {}, None, None
        if before:
            yield meeting, before, _repeated(meeting, before)
        elif highest and _is_lower(meeting, highest) and 0 < _days_between(highest, meeting) < MEMORY_DAYS:
            yield meeting, highest, _out_of_sequence(meeting, highest)
        seen.setdefault(meeting.ordinal, meeting)
        if highest is None or _is_lower(highest, meeting):
            highest = meeting


def _repeated(meeting: Meeting, before: Meeting) -> Problem:
    what = f"Number {meeting.ordinal} twice: “{before.title}” ({before.edtf}), “{meeting.title}” ({meeting.edtf})"
    return Problem("ordinal-repeated", Severity.WARNING, what)


def _out_of_sequence(meeting: Meeting, highest: Meeting) -> Problem:
    what = f"Number {meeting.ordinal} ({meeting.edtf}) comes after number {highest.ordinal} ({highest.edtf})"
    return Problem("ordinal-sequence", Severity.WARNING, f"{what}: “{meeting.title}”")


def _is_lower(meeting: Meeting, other: Meeting) -> bool:
    return meeting.ordinal is not None and other.ordinal is not None and meeting.ordinal < other.ordinal


def _days_between(before: Meeting, meeting: Meeting) -> int:
    """The days that surely lie between the end of one and the start of the other; none if they may overlap."""
    first, last = _first_day(meeting), before.edtf.latest if before.edtf else None
    return max((first - last).days, 0) if first and last else 0


def _year(meeting: Meeting) -> int | None:
    first = _first_day(meeting)
    return first.year if first else None


def _first_day(meeting: Meeting) -> date | None:
    return meeting.edtf.earliest if meeting.edtf else None
