"""What may be the same meeting as another, what was judged of it, and the rows of documents that it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from iscm.reconciliation.judgements import AUTOMATIC, Verdict
from iscm.register.models import Judgement, Meeting, MeetingCitation, Proposal, Record
from iscm.register.queries.occurrences import PARTIAL, chunks, standing_judgements

NEAR = timedelta(days=10)
MOST_NEAR = 6
ASKED = (Verdict.SAME.value, Verdict.GROUPED.value)


@dataclass(frozen=True, slots=True)
class Likely:
    """Another meeting that may be the same one. `verdict` is what it looks like; `reasons` say why.

    `left` and `right` are the occurrences to judge. It `is_asked` where the register asks by itself; otherwise it is
    only near: of the same mechanism, about the same days (`days` apart).
    """

    uid: str
    title: str
    edtf: str
    date_status: str
    left: str
    right: str
    verdict: str
    reasons: tuple[str, ...] = ()
    is_asked: bool = False
    days: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """A person's verdict on this meeting and another row; `uid` is the meeting that this one is of now, or empty."""

    id: int
    verdict: str
    title: str
    uid: str
    document: str
    actor: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Rest:
    """A row of a document that a meeting rests on; `key` is its occurrence."""

    key: str
    title: str
    date: str
    document: int
    document_title: str
    record: int


def rests_of(uid: str) -> tuple[Rest, ...]:
    """The rows that say that this meeting takes place, the one that counts most first. One query."""
    held = MeetingCitation.objects.filter(meeting__uid=uid, relation="same")
    rows = held.exclude(record__document__reader__in=PARTIAL).select_related("record__document").order_by("rank")
    return tuple(_rest(row) for row in rows)


def likely_same(uid: str) -> tuple[Likely, ...]:
    """What the register asks about this meeting, the likeliest first, and then what is merely near. Seven queries."""
    own = [rest.key for rest in rests_of(uid)]
    row = Meeting.objects.filter(uid=uid, is_listed=True).first()
    if row is None or not own:
        return ()
    asked = [one for one in proposals_on(own) if one.verdict in ASKED]
    meetings = meetings_of({key for one in asked for key in (one.left, one.right)} - {*own})
    found: dict[str, Likely] = {}
    for one in asked:
        other = meetings.get(one.right if one.left in own else one.left)
        if other and other.uid != uid:
            reasons = tuple(str(feature["reason"]) for feature in one.features)
            found.setdefault(other.uid, _likely(other, one.left, one.right, one.verdict, reasons, is_asked=True))
    settled = {key for one in judged_on(own) for key in (one.left, one.right)}
    near = [one for one in _near(row, own[0], settled) if one.uid not in found]
    return (*found.values(), *near[:MOST_NEAR])


def pairs_judged(uid: str) -> tuple[Judged, ...]:
    """What persons judged of this meeting and other rows, the latest first. Four queries."""
    own = [rest.key for rest in rests_of(uid)]
    rows = [row for row in judged_on(own) if row.actor != AUTOMATIC and not Verdict(row.verdict).is_relation]
    keys = {key for row in rows for key in (row.left, row.right)}
    records = {one.key: one for one in _records(keys)}
    meetings = meetings_of(keys)
    return tuple(told for row in reversed(rows) if (told := _told(row, own, records, meetings)))


def anchor_of(uid: str) -> str:
    """The occurrence by which a meeting is judged; empty for one that no document lists. One query."""
    rests = rests_of(uid)
    return rests[0].key if rests else ""


def judgement_concerns(judgement: int) -> tuple[str, ...]:
    """The mechanisms of the meetings on which this judgement stands; none where there is no such judgement."""
    row = Judgement.objects.filter(pk=judgement).first()
    cited = MeetingCitation.objects.filter(occurrence__in=[row.left, row.right] if row else [])
    return tuple(sorted({slug for slug in cited.values_list("meeting__parties__mechanism__slug", flat=True) if slug}))


def _rest(row: MeetingCitation) -> Rest:
    record, document = row.record, row.record.document
    date = record.printed.get("date") or ""
    return Rest(row.occurrence, record.title, date, document.pk, document.title or document.name, record.n)


def proposals_on(own: Iterable[str]) -> list[Proposal]:
    """The open questions about these occurrences, the likeliest first."""
    keys = list(own)
    return list(Proposal.objects.filter(Q(left__in=keys) | Q(right__in=keys), judgement=None).order_by("-score", "id"))


def judged_on(own: Iterable[str]) -> list[Judgement]:
    """The judgements on these occurrences that stand, the earliest first."""
    keys = list(own)
    return list(standing_judgements().filter(Q(left__in=keys) | Q(right__in=keys)).order_by("id"))


def meetings_of(keys: Iterable[str]) -> dict[str, Meeting]:
    """The listed meetings of these occurrences, by occurrence."""
    found: dict[str, Meeting] = {}
    for some in chunks(sorted(keys)):
        cited = MeetingCitation.objects.filter(occurrence__in=some, relation="same", meeting__is_listed=True)
        found |= {row.occurrence: row.meeting for row in cited.select_related("meeting")}
    return found


def _records(keys: Iterable[str]) -> list[Record]:
    names = sorted({key.partition("/")[0] for key in keys})
    return [row for some in chunks(names) for row in Record.objects.filter(key__in=some).select_related("document")]


def _near(row: Meeting, anchor: str, settled: Iterable[str]) -> list[Likely]:
    """Meetings of the same mechanism about the same days, on which nobody has said anything yet."""
    if row.earliest is None or row.latest is None:
        return []
    sharing = Meeting.objects.filter(parties__mechanism__in=row.parties.values("mechanism")).values("pk")
    there = Meeting.objects.filter(pk__in=sharing, is_listed=True, precision="day")
    there = there.filter(latest__gte=row.earliest - NEAR, earliest__lte=row.latest + NEAR).exclude(pk=row.pk)
    others = {one.pk: one for one in there.order_by("sort_day", "id")[: MOST_NEAR * 4]}
    cited = MeetingCitation.objects.filter(meeting__in=others, relation="same")
    cited = cited.exclude(record__document__reader__in=PARTIAL).order_by("-rank")
    keys: dict[int, str] = {}
    known = set(settled)
    judged = set()
    for pk, key in cited.values_list("meeting_id", "occurrence"):
        keys[pk] = key
        judged |= {pk} if key in known else set()
    found = [
        _likely(one, anchor, keys[pk], Verdict.SAME.value, days=_apart(row, one))
        for pk, one in others.items()
        if pk in keys and pk not in judged
    ]
    return sorted(found, key=lambda one: one.days)


def _apart(one: Meeting, other: Meeting) -> int:
    """How many days lie between two spans; 0 where they touch."""
    ends = (one.earliest, one.latest, other.earliest, other.latest)
    first, last, start, end = (day.toordinal() if day else 0 for day in ends)
    return max(0, start - last, first - end)


def _likely(  # the parts of a line
    other: Meeting,
    left: str,
    right: str,
    verdict: str,
    reasons: tuple[str, ...] = (),
    *,
    is_asked: bool = False,
    days: int = 0,
) -> Likely:
    title, when = other.whole_title, (other.edtf, other.date_status)
    return Likely(other.uid, title, *when, left, right, verdict, reasons, is_asked, days)


def _told(
    row: Judgement, own: Iterable[str], records: Mapping[str, Record], meetings: Mapping[str, Meeting]
) -> Judged | None:
    """The line of a judgement; None for one that binds a correction or an answer."""
    other = row.left if row.right in set(own) else row.right
    record = records.get(other.partition("/")[0])
    if record is None or record.document.reader in PARTIAL:
        return None
    meeting = meetings.get(other)
    document = record.document.title or record.document.name
    uid = meeting.uid if meeting else ""
    return Judged(row.pk, row.verdict, record.title, uid, document, row.actor, row.reason, row.made_at)
