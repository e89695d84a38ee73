"""The history of anything: who, when, what from which value to which, why, and from which source."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Max, Q, QuerySet

from iscm.domain.history import Line
from iscm.register.models import Document, Material, Meeting, MeetingMechanism, Revision

MEETING, DOCUMENT, MECHANISM, ACCOUNT = "meeting", "document", "mechanism", "account"
MOST = 200
NOT_A_FIELD = frozenset({"undoes", "record", "judgement", "statement"})
"""What the log keeps for the register itself: what an entry undid, and how to undo it."""


def history(object_type: str, key: str, *, limit: int = MOST, before: int | None = None) -> tuple[Line, ...]:
    """The lines of one thing, the latest entry first: at most `limit` entries, earlier than the entry `before`.

    A meeting's has what happened to those that were merged into it, and to the corrections and judgements of its
    records; a mechanism's has its posting right. For those who keep the register: persons are named, and of a closed
    meeting everything is told. At most four queries.
    """
    return _lines(Revision.objects.filter(_about(object_type, key)), limit, before)


def done_by(actor: str, *, limit: int = MOST, before: int | None = None) -> tuple[Line, ...]:
    """What one person did, or what the register did by itself ("iscm"); as `history`. Two queries."""
    return _lines(Revision.objects.filter(actor=actor), limit, before)


def latest(*, limit: int = MOST, before: int | None = None) -> tuple[Line, ...]:
    """Everything that happened; as `history`. Two queries."""
    return _lines(Revision.objects.all(), limit, before)


def of_mechanisms(
    slugs: Collection[str], *, actor: str = "", limit: int = MOST, before: int | None = None
) -> tuple[Line, ...]:
    """What happened to the meetings of these mechanisms and of no other; as `history`. Two queries."""
    others = MeetingMechanism.objects.exclude(mechanism__slug__in=slugs).values("meeting")
    own = MeetingMechanism.objects.filter(mechanism__slug__in=slugs).exclude(meeting__in=others)
    rows = Revision.objects.filter(object_type=MEETING, object_key__in=own.values("meeting__uid"))
    return _lines(rows.filter(actor=actor) if actor else rows, limit, before)


def entry(revision: int) -> tuple[Line, ...]:
    """The lines of one entry of the log, none if there is no such entry. Two queries."""
    return _told(Revision.objects.filter(pk=revision))


def version_of(key: str, object_type: str = MEETING) -> int:
    """The version of a meeting, or another thing: the last entry of the log about it. What a form keeps as `seen`.

    One query.
    """
    about = Revision.objects.filter(object_type=object_type, object_key=key)
    found: int | None = about.aggregate(last=Max("id"))["last"]
    return found or 0


def since(key: str, seen: int, object_type: str = MEETING) -> tuple[Line, ...]:
    """What happened to a meeting, or another thing, after the version `seen`, the earliest first. Two queries."""
    return _told(Revision.objects.filter(object_type=object_type, object_key=key, id__gt=seen).order_by("id")[:MOST])


def _about(object_type: str, key: str) -> Q:
    about = Q(object_type=object_type, object_key=key)
    if object_type == MECHANISM:
        return about | Q(object_type="posting-right", object_key=key)
    if object_type != MEETING:
        return about
    merged = list(Meeting.objects.filter(merged_into__uid=key).values_list("uid", flat=True)[:MOST])
    records = Meeting.objects.filter(uid=key).values_list("citations__record__key", flat=True)
    named = [record for record in records if record]
    pairs = Q(pk__in=[])
    for record in named[:MOST]:
        pairs |= Q(object_key__startswith=f"{record} ") | Q(object_key__endswith=f" {record}")
    about |= Q(object_type=MEETING, object_key__in=merged) | Q(object_type="answer", object_key=key)
    about |= Q(object_type="material", object_key__in=_materials(key))
    return about | Q(object_type="record", object_key__in=named) | (Q(object_type="pair") & pairs)


def _materials(key: str) -> QuerySet[Material, str]:
    """The materials of a meeting, those that came with what was sent in about it too."""
    of_it = Q(meeting__uid=key) | Q(meeting__merged_into__uid=key)
    of_it |= Q(submission__document__records__citations__meeting__uid=key)
    return Material.objects.filter(of_it).order_by().values_list("uid", flat=True)


def _lines(rows: QuerySet[Revision], limit: int, before: int | None) -> tuple[Line, ...]:
    wanted = rows if before is None else rows.filter(id__lt=before)
    return _told(wanted.order_by("-id")[: min(limit, MOST)])


def _told(rows: Iterable[Revision]) -> tuple[Line, ...]:
    held = list(rows)
    sources = _sources({row.at for row in held})
    return tuple(line for row in held for line in _of(row, sources))


def _sources(moments: set[datetime]) -> dict[datetime, list[tuple[int, str]]]:
    """The documents that were accepted at these moments: what changed then came from them."""
    found: dict[datetime, list[tuple[int, str]]] = {}
    rows = Document.objects.filter(accepted_at__in=moments).order_by("id")
    for at, pk, title, name in rows.values_list("accepted_at", "id", "title", "name"):
        if at:
            found.setdefault(at, []).append((pk, title or name))
    return found


def _of(row: Revision, sources: dict[datetime, list[tuple[int, str]]]) -> Iterator[Line]:
    old, new = _facts(row.old), _facts(row.new)
    pk, title = _source(row, sources.get(row.at, []))
    fields = sorted({*old, *new} - NOT_A_FIELD) or [""]
    for name in fields:
        yield Line(
            id=row.pk,
            at=row.at,
            actor=row.actor,
            action=row.action,
            object_type=row.object_type,
            key=row.object_key,
            field=name,
            old=_text(old.get(name)),
            new=_text(new.get(name)),
            reason=row.reason,
            document=pk,
            document_title=title,
            undoes=int(new.get("undoes") or 0),
        )


def _source(row: Revision, there: list[tuple[int, str]]) -> tuple[int, str]:
    """The document whose title the reason begins with, or the only one that came at that moment."""
    named = [one for one in there if row.reason.startswith(f"{one[1]}: ")]
    return (named or (there if len(there) == 1 else [(0, "")]))[0]


def _facts(held: Any) -> dict[str, Any]:
    return held if isinstance(held, dict) else {}


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else str(value)
