"""One meeting with everything it rests on."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import Q

from iscm.domain.listing import MeetingRow
from iscm.register.closing import NAMING, whole
from iscm.register.models import Claim, Meeting, MeetingCitation, Problem, Relation, Revision
from iscm.register.queries.rows import meeting_rows
from iscm.register.queries.telling import PROBLEMS, told_change, told_reason
from iscm.register.queries.unveiled import unveil, withheld_relations, withheld_series


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one document says about one field.

    `is_chosen`: the value shown is this one's. `words` are the source's; `value` is what was understood.
    `is_grouped`: the record is of a printed group that covers the meeting.
    """

    document: int
    document_title: str
    reader: str
    year: int | None
    as_of: date | None
    received_at: datetime
    trust: int
    locator: dict[str, Any]
    record: int
    words: str | None
    value: Any
    lang: str
    is_chosen: bool
    is_grouped: bool


@dataclass(frozen=True, slots=True)
class Related:
    """Another meeting that this one prepares, follows or accompanies; `uid` is empty where it is only named."""

    kind: str
    uid: str
    title: str
    edtf: str
    reason: str
    is_incoming: bool


@dataclass(frozen=True, slots=True)
class Sibling:
    """A meeting of the same series."""

    uid: str
    title: str
    edtf: str
    ordinal: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log."""

    at: datetime
    actor: str
    action: str
    old: Any
    new: Any
    reason: str


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """Something found implausible."""

    code: str
    severity: str
    message: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class MeetingDetail:
    """A meeting, its receipts by field (the best first), its thread and its history."""

    row: MeetingRow
    topic: str
    links: tuple[dict[str, Any], ...]
    bodies: tuple[str, ...]
    prepares: str
    side_event_of: str
    series_title: str
    receipts: dict[str, tuple[Receipt, ...]]
    related: tuple[Related, ...]
    series: tuple[Sibling, ...]
    changes: tuple[Change, ...]
    problems: tuple[ProblemLine, ...]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """The meeting was merged; `uid` is where it is now."""

    uid: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The meeting was taken back from readers."""

    at: datetime
    reason: str


def find_meeting(uid: str, *, with_closed: bool = False) -> MeetingDetail | Moved | Withdrawn | None:
    """The meeting at an address, where it went, or None if there never was one.

    Of a closed one, as the public may see it; all of it `with_closed`, for those who keep the register.
    """
    meeting = Meeting.objects.select_related("series", "merged_into").filter(uid=uid).first()
    if meeting is None:
        return None
    if meeting.merged_into:
        return Moved(meeting.merged_into.uid)
    if meeting.withdrawn_at:
        is_told = with_closed or not meeting.is_closed
        return Withdrawn(meeting.withdrawn_at, meeting.withdrawn_reason if is_told else "")
    rows = meeting_rows(Meeting.objects.filter(pk=meeting.pk))
    (row,) = unveil(rows) if with_closed else rows
    read = partial(whole, meeting) if with_closed else partial(getattr, meeting)
    return MeetingDetail(
        row=row,
        topic=read("topic"),
        links=tuple(read("links")),
        bodies=tuple(read("bodies")),
        prepares=read("prepares"),
        side_event_of=read("side_event_of"),
        series_title=meeting.series.title if meeting.series else withheld_series(meeting) if with_closed else "",
        receipts=_receipts(meeting, with_closed=with_closed),
        related=(*_related(meeting), *((Related(*one) for one in withheld_relations(meeting)) if with_closed else ())),
        series=_series(meeting),
        changes=_changes(meeting, with_closed=with_closed),
        problems=_problems(meeting, with_closed=with_closed),
        created_at=meeting.created_at,
    )


def _receipts(meeting: Meeting, *, with_closed: bool) -> dict[str, tuple[Receipt, ...]]:
    wanted = MeetingCitation.objects.filter(meeting=meeting)
    wanted = wanted if with_closed else wanted.filter(record__is_closed=False)
    citations = list(wanted.select_related("record__document").order_by("rank"))
    claims: dict[int, list[Claim]] = defaultdict(list)
    told = Claim.objects.all() if with_closed else Claim.objects.filter(is_closed=False)
    for claim in told.filter(record__in=[citation.record_id for citation in citations]):
        claims[claim.record_id].append(claim)
    found: dict[str, list[Receipt]] = defaultdict(list)
    for citation in citations:
        for claim in claims[citation.record_id]:
            found[claim.field].append(_receipt(citation, claim))
    return {field: tuple(sorted(lines, key=lambda line: not line.is_chosen)) for field, lines in found.items()}


def _receipt(citation: MeetingCitation, claim: Claim) -> Receipt:
    record, document = citation.record, citation.record.document
    return Receipt(
        document=document.pk,
        document_title=document.title or document.name,
        reader=document.reader,
        year=document.year,
        as_of=document.last_update,
        received_at=document.received_at,
        trust=document.trust,
        locator=record.locator,
        record=record.n,
        words=claim.original,
        value=claim.value,
        lang=claim.lang,
        is_chosen=claim.field in citation.chosen,
        is_grouped=citation.relation == "grouped",
    )


def _related(meeting: Meeting) -> tuple[Related, ...]:
    found = []
    wanted = Relation.objects.filter(Q(meeting=meeting) | Q(other=meeting, meeting__is_listed=True))
    for relation in wanted.select_related("meeting", "other"):
        is_incoming = relation.meeting_id != meeting.pk
        other = relation.meeting if is_incoming else relation.other
        if other and other.is_listed:
            found.append(Related(relation.kind, other.uid, other.title, other.edtf, relation.reason, is_incoming))
        else:
            found.append(Related(relation.kind, "", relation.printed, "", relation.reason, is_incoming))
    return tuple(found)


def _series(meeting: Meeting) -> tuple[Sibling, ...]:
    siblings = Meeting.objects.filter(series=meeting.series_id, series__isnull=False, is_listed=True)
    return tuple(
        Sibling(*values)
        for values in siblings.order_by("sort_day", "sort_rank", "id").values_list("uid", "title", "edtf", "ordinal")
    )


def _changes(meeting: Meeting, *, with_closed: bool) -> tuple[Change, ...]:
    log = Revision.objects.filter(object_type="meeting", object_key=meeting.uid).order_by("-id")
    columns = ("at", "actor", "action", "old", "new")
    if with_closed:
        return tuple(Change(*values) for values in log.values_list(*columns, "reason"))
    rows = log.annotate(told=told_reason()).values_list(*columns, "told")
    if not meeting.withheld:
        return tuple(Change(*values) for values in rows)
    if not meeting.is_closed:
        return tuple(Change(*values) for values in rows if NAMING.get(values[2]) not in meeting.withheld)
    told = ((at, actor, action, told_change(action, old, new)) for at, actor, action, old, new, _ in rows)
    return tuple(Change(at, actor, action, *said) for at, actor, action, said in told if said)


def _problems(meeting: Meeting, *, with_closed: bool) -> tuple[ProblemLine, ...]:
    records = MeetingCitation.objects.filter(meeting=meeting).values("record")
    told = Problem.objects.all() if with_closed else Problem.objects.filter(PROBLEMS)
    open_ones = told.filter(resolved_at=None, dismissed_at=None)
    wanted = open_ones.filter(Q(meeting=meeting) | Q(record__in=records)).order_by("id")
    return tuple(ProblemLine(*values) for values in wanted.values_list("code", "severity", "message", "suggestion"))
