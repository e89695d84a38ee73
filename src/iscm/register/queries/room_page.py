"""What the room of a mechanism shows: its meetings with what is asked of them, and what was sent from there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Max, Q

from iscm.domain.listing import MeetingRow
from iscm.domain.upkeep import Due, MeetingState, lacks_outcome, plan_due
from iscm.register.models import Claim, Meeting, Record, Refusal, Revision, RoomNote, Submission
from iscm.register.queries.inbox import ROOM
from iscm.register.queries.rows import listed, meeting_rows
from iscm.register.queries.submissions import ACCEPTED, PROPOSED, REFUSED
from iscm.register.queries.unveiled import unveil

ANSWERED = timedelta(days=60)
"""For so long an answer stands before the same is asked again."""
ASKED_BACK = timedelta(days=730)
"""Outcomes of meetings longer ago are not asked for."""
MOST_SENT, MOST_ANSWERS = 30, 500


@dataclass(frozen=True, slots=True)
class SentLine:
    """Something sent in for a mechanism: of which meeting, by whom, what it said, and what became of it.

    `about` is the uid of a meeting, empty for a new one; `words` what was said by field, as it was typed. `is_of_room`
    if it came through a room.
    """

    uid: str
    document: int
    kind: str
    about: str
    title: str
    sender: str
    at: datetime
    state: str
    answer: str
    words: tuple[tuple[str, str], ...]
    note: str
    is_of_room: bool


@dataclass(frozen=True, slots=True)
class RoomMeeting:
    """A meeting as its room shows it, with every word of a closed one.

    `version` is what a form keeps as `seen`; `due` why the plan is to be confirmed, `lacks_outcome` whether it is over
    and nobody told what came of it; `answered` is what its secretariat sent of it lately.
    """

    row: MeetingRow
    version: int
    is_over: bool
    due: Due | None
    lacks_outcome: bool
    answered: SentLine | None

    @property
    def is_asked(self) -> bool:
        """Whether an answer is hoped for."""
        return self.answered is None and (not self.is_over or self.lacks_outcome or self.due is Due.PASSED)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """What was said in a room of a part of its mechanism; without words it is still right."""

    id: int
    mechanism: str
    part: str
    sender: str
    words: str
    at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class RoomCount:
    """How it stands with one room: what waits, and when something last came."""

    waiting: int = 0
    notes: int = 0
    last: datetime | None = field(default=None)


def room_meetings(slug: str, today: date, now: datetime) -> tuple[RoomMeeting, ...]:
    """Every meeting of a mechanism that readers see, closed ones whole, in the order of lists. At most 14 queries."""
    rows = unveil(meeting_rows(listed().filter(parties__mechanism__slug=slug)))
    versions = versions_of([row.uid for row in rows])
    answered = _answers(slug, now)
    return tuple(_meeting(row, versions.get(row.uid, 0), answered.get(row.uid), today) for row in rows)


def versions_of(uids: Iterable[str]) -> dict[str, int]:
    """The versions of meetings, as `history.version_of`. One query."""
    told = Revision.objects.filter(object_type="meeting", object_key__in=list(uids)).order_by()
    return dict(told.values_list("object_key").annotate(last=Max("id")))


def own_among(slug: str, uids: Iterable[str]) -> frozenset[str]:
    """Those of these meetings that readers see and that are of this mechanism. One query."""
    return frozenset(listed().filter(uid__in=list(uids), parties__mechanism__slug=slug).values_list("uid", flat=True))


def sent_lines(slug: str, *, owner: str = "", limit: int = MOST_SENT) -> tuple[SentLine, ...]:
    """What was sent in for a mechanism, the latest first; with `owner`, through that link or key. At most 5 queries."""
    held = Submission.objects.filter(mechanism=slug)
    return _sent(list((held.filter(owner=owner) if owner else held).select_related("document").order_by("-id")[:limit]))


def notes_of(slug: str, *, owner: str = "", only_open: bool = False) -> tuple[NoteLine, ...]:
    """What was said of a mechanism itself with words, the latest first. One query."""
    held = RoomNote.objects.filter(mechanism=slug).exclude(words="")
    held = held.filter(owner=owner) if owner else held
    held = held.filter(answered_at=None) if only_open else held
    return tuple(NoteLine(*row) for row in held.order_by("-id").values_list(*NoteLine.__slots__)[:MOST_SENT])


def confirmed_parts(slug: str) -> dict[str, datetime]:
    """When its secretariat last said of a part of what the register has of it that it is still right. One query."""
    said = RoomNote.objects.filter(mechanism=slug, words="").order_by()
    return dict(said.values_list("part").annotate(last=Max("at")))


def sent_in(documents: Iterable[int]) -> dict[int, SentLine]:
    """Those of these documents that were sent in, by their number. At most five queries, none without documents."""
    wanted = list(documents)
    rows = Submission.objects.filter(document__in=wanted).select_related("document") if wanted else ()
    return {one.document: one for one in _sent(list(rows))}


def room_counts() -> dict[str, RoomCount]:
    """How it stands with each room from which something came, by mechanism. Four queries."""
    held = Submission.objects.filter(owner__startswith=ROOM).order_by()
    refused = Refusal.objects.filter(document__isnull=False, lifted_at=None).values("document")
    waiting: defaultdict[str, int] = defaultdict(int)
    for slug in (
        held.filter(document__accepted_at=None).exclude(document__in=refused).values_list("mechanism", flat=True)
    ):
        waiting[slug] += 1
    notes: defaultdict[str, int] = defaultdict(int)
    for slug in RoomNote.objects.filter(answered_at=None).exclude(words="").values_list("mechanism", flat=True):
        notes[slug] += 1
    last = _latest(held.values_list("mechanism").annotate(last=Max("at")))
    said = _latest(RoomNote.objects.order_by().values_list("mechanism").annotate(last=Max("at")))
    return {
        slug: RoomCount(waiting[slug], notes[slug], max(filter(None, (last.get(slug), said.get(slug)))))
        for slug in {*last, *said}
    }


def _latest(rows: Iterable[tuple[str, datetime]]) -> Mapping[str, datetime]:
    return dict(rows)


def _meeting(row: MeetingRow, version: int, answered: SentLine | None, today: date) -> RoomMeeting:
    state = MeetingState(
        row.status,
        row.date_status,
        row.earliest,
        row.latest,
        row.is_day_precise,
        row.attendance,
        tuple(place.country for place in row.places),
        row.kind,
        row.outcome,
    )
    is_over = row.latest is not None and row.latest < today
    is_recent = row.latest is not None and row.latest >= today - ASKED_BACK
    return RoomMeeting(
        row, version, is_over, plan_due(state, today), is_recent and lacks_outcome(state, today), answered
    )


def _answers(slug: str, now: datetime) -> dict[str, SentLine]:
    """The latest that was sent of each meeting, as long as it stands."""
    lately = Submission.objects.filter(mechanism=slug, at__gt=now - ANSWERED).exclude(about="")
    found = _sent(list(lately.select_related("document").order_by("-id")[:MOST_ANSWERS]))
    return {one.about: one for one in reversed(found)}


def _sent(rows: list[Submission]) -> tuple[SentLine, ...]:
    documents = [row.document_id for row in rows]
    refused = dict(Refusal.objects.filter(document__in=documents, lifted_at=None).values_list("document_id", "reason"))
    titles = _titles(rows, {row.mechanism for row in rows})
    words: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    told = Claim.objects.filter(Q(original__isnull=False) & ~Q(original=""), record__document__in=documents)
    for document, name, original in told.order_by("id").values_list("record__document", "field", "original"):
        words[document].append((name, original or ""))
    return tuple(
        SentLine(
            uid=row.uid,
            document=row.document_id,
            kind=row.kind,
            about=row.about,
            title=titles.get(row.about) or titles.get(str(row.document_id), ""),
            sender=row.sender,
            at=row.at,
            state=REFUSED if row.document_id in refused else ACCEPTED if row.document.accepted_at else PROPOSED,
            answer=refused.get(row.document_id, ""),
            words=tuple(words[row.document_id]),
            note=row.note,
            is_of_room=row.owner.startswith(ROOM),
        )
        for row in rows
    )


def _titles(rows: list[Submission], mechanisms: set[str]) -> dict[str, str]:
    """The titles of their own meetings by uid, and what was sent as a title by the number of its document."""
    held = Meeting.objects.filter(uid__in={row.about for row in rows if row.about})
    held = held.filter(parties__mechanism__slug__in=mechanisms)
    named = {row.uid: row.whole_title for row in held}
    fresh = Record.objects.filter(document__in=[row.document_id for row in rows])
    return named | {str(document): title for document, title in fresh.values_list("document_id", "title")}
