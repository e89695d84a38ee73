"""The worklist line by line: what its lists show of the things of one page; and how fresh mechanisms are."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q
from django.db.models.functions import Coalesce, TruncDate

from iscm.domain.completeness import Fact, known_of
from iscm.domain.listing import MeetingRow
from iscm.domain.upkeep import MeetingState, is_stale
from iscm.register.models import Mechanism, Meeting, MeetingCitation, MeetingMechanism, Problem, Proposal
from iscm.register.queries.rows import meeting_rows
from iscm.register.queries.unveiled import unveil
from iscm.register.queries.waiting import held_meetings

AT_REST = frozenset({"dormant", "ended"})


@dataclass(frozen=True, slots=True)
class Named:
    """A meeting by its address and its title, also where that is withheld from the public."""

    uid: str
    title: str


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem as it is shown. `document` is 0 where several documents say it together; `meetings` may be none.

    `printed` are the words of the row it is about.
    """

    key: str
    code: str
    severity: str
    message: str
    suggestion: str
    locator: Mapping[str, Any]
    document: int
    document_title: str
    printed: str
    meetings: tuple[Named, ...]
    dismissed_at: datetime | None
    dismissed_by: str
    dismissed_reason: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """Two rows that may be of one meeting: what was printed of each, where, and the meeting it is of now."""

    verdict: str
    reasons: tuple[str, ...]
    left: "Side"
    right: "Side"


@dataclass(frozen=True, slots=True)
class Side:
    """One row of a question."""

    title: str
    date: str
    document: int
    document_title: str
    meeting: Named | None


@dataclass(frozen=True, slots=True)
class MechanismUpkeep:
    """How fresh and how complete what is held of a mechanism is.

    `last_word` is the day for which a source last spoke of it, `last` the last day of the latest meeting that is over,
    `next` the first day of the earliest still ahead. `known` says of how many of its `meetings` a fact is known. What
    `is_active` no more grows not stale.
    """

    slug: str
    acronym: str
    name: str
    is_active: bool
    last_word: date | None
    is_stale: bool
    last: date | None
    next: date | None
    meetings: int
    known: Mapping[Fact, int]


def problem_lines(ids: Sequence[int]) -> tuple[ProblemLine, ...]:
    """These problems, in this order. Two queries."""
    rows = Problem.objects.filter(pk__in=ids).select_related("document", "record", "meeting").in_bulk()
    cited = _citing(Q(record__in=[row.record_id for row in rows.values() if row.record_id]), "record_id")
    return tuple(_problem(rows[pk], cited) for pk in ids if pk in rows)


def meeting_lines(ids: Sequence[int]) -> tuple[MeetingRow, ...]:
    """These meetings with all their words, in this order. Six queries, and three more where some are closed."""
    uids = dict(Meeting.objects.filter(pk__in=ids).values_list("uid", "id"))
    place = {pk: n for n, pk in enumerate(ids)}
    rows = unveil(meeting_rows(Meeting.objects.filter(pk__in=ids)))
    return tuple(sorted(rows, key=lambda row: place[uids[row.uid]]))


def question_lines(ids: Sequence[int]) -> tuple[QuestionLine, ...]:
    """These questions, in this order. Two queries."""
    rows = Proposal.objects.filter(pk__in=ids).in_bulk()
    wanted = {key for row in rows.values() for key in (row.left, row.right)}
    cited = MeetingCitation.objects.filter(occurrence__in=wanted, meeting__is_listed=True)
    sides = {one.occurrence: _side(one) for one in cited.select_related("record__document", "meeting").order_by("id")}
    return tuple(_question(rows[pk], sides) for pk in ids if pk in rows)


def mechanism_upkeep(today: date, only: Collection[str] | None = None) -> tuple[MechanismUpkeep, ...]:
    """Every mechanism, or these (slugs), the active ones and of these the longest silent first. Six queries."""
    meetings: defaultdict[str, list[MeetingState]] = defaultdict(list)
    for held in held_meetings():
        for slug in held.mechanisms:
            meetings[slug].append(held.state)
    words = _last_words()
    rows = Mechanism.objects.order_by("position").values_list("slug", "acronym", "name", "status")
    wanted = [row for row in rows if only is None or row[0] in only]
    lines = [_upkeep(row, words.get(row[0]), meetings[row[0]], today) for row in wanted]
    return tuple(sorted(lines, key=lambda line: (not line.is_active, line.last_word or date.min)))


def _last_words() -> dict[str, date]:
    """For each mechanism the latest day that a source of its meetings speaks for, or on which it came."""
    document = "meeting__citations__record__document"
    said = Coalesce(f"{document}__last_update", f"{document}__speaks_until", TruncDate(f"{document}__received_at"))
    rows = MeetingMechanism.objects.filter(meeting__is_listed=True).order_by().values_list("mechanism__slug")
    return {slug: day for slug, day in rows.annotate(day=Max(said)) if day}


def _upkeep(
    names: tuple[str, str, str, str], last_word: date | None, meetings: list[MeetingState], today: date
) -> MechanismUpkeep:
    over = [one.latest for one in meetings if one.latest and one.latest < today]
    ahead = [one.earliest for one in meetings if one.earliest and one.latest and one.latest >= today]
    is_active = names[3] not in AT_REST
    return MechanismUpkeep(
        slug=names[0],
        acronym=names[1],
        name=names[2],
        is_active=is_active,
        last_word=last_word,
        is_stale=is_active and is_stale(last_word, today),
        last=max(over, default=None),
        next=min(ahead, default=None),
        meetings=len(meetings),
        known=known_of(meetings),
    )


def _citing(of: Q, column: str) -> dict[Any, tuple[Named, ...]]:
    found: defaultdict[Any, dict[str, Named]] = defaultdict(dict)
    cited = MeetingCitation.objects.filter(of, meeting__is_listed=True).select_related("meeting").order_by("id")
    for one in cited:
        found[getattr(one, column)][one.meeting.uid] = _named(one.meeting)
    return {key: tuple(named.values()) for key, named in found.items()}


def _named(meeting: Meeting) -> Named:
    return Named(meeting.uid, meeting.whole_title)


def _problem(row: Problem, cited: Mapping[int, tuple[Named, ...]]) -> ProblemLine:
    meetings = (_named(row.meeting),) if row.meeting else cited.get(row.record_id or 0, ())
    return ProblemLine(
        key=row.key,
        code=row.code,
        severity=row.severity,
        message=row.message,
        suggestion=row.suggestion,
        locator=row.locator,
        document=row.document_id or 0,
        document_title=str(row.document or ""),
        printed=row.record.title if row.record else "",
        meetings=meetings,
        dismissed_at=row.dismissed_at,
        dismissed_by=row.dismissed_by,
        dismissed_reason=row.dismissed_reason,
    )


def _question(row: Proposal, sides: Mapping[str, Side]) -> QuestionLine:
    reasons = tuple(one["reason"] for one in row.features if one.get("reason"))
    return QuestionLine(row.verdict, reasons, *(sides.get(key, _unknown(key)) for key in (row.left, row.right)))


def _side(cited: MeetingCitation) -> Side:
    record, document = cited.record, cited.record.document
    return Side(record.title, record.printed.get("date") or "", document.pk, str(document), _named(cited.meeting))


def _unknown(key: str) -> Side:
    return Side(key, "", 0, "", None)
