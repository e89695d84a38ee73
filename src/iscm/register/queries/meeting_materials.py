"""The files and links of meetings: for the public what an editor gave it, for the desk all of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from iscm.domain.materials import MaterialKind, MaterialLine
from iscm.register.models import Material, Meeting, MeetingCitation, MeetingMechanism, Revision

MATERIAL = "material"
ADDED = "added"


@dataclass(frozen=True, slots=True)
class HeldFile:
    """The bytes of a file, with the name that it came with and its form."""

    name: str
    form: str
    sha256: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that came with a submission; `meetings` are the uids of those that rest on this, none while it waits."""

    uid: str
    name: str
    form: str
    size: int
    meetings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingMaterial:
    """A public material with the meeting that it is of, and the (slug, acronym) of this meeting's mechanisms."""

    line: MaterialLine
    meeting: str
    meeting_title: str
    year: int | None
    mechanisms: tuple[tuple[str, str], ...]


def materials_of(uid: str, *, is_public: bool) -> tuple[MaterialLine, ...]:
    """The materials of a meeting, the earliest first; of a closed one the public learns of none.

    For the desk also private and removed ones, and those that came with what was accepted. One query, for the desk two.
    """
    rows = Material.objects.filter(_of(Q(uid=uid)))
    if is_public:
        rows = _given(rows)
    found = list(rows.select_related("received").defer("received__content").order_by("id").distinct())
    if is_public:
        return tuple(_line(row, is_awaited=False) for row in found)
    decided = set(_decided(found))
    return tuple(_line(row, is_awaited=row.submission_id is not None and row.uid not in decided) for row in found)


def awaited_meetings() -> frozenset[int]:
    """The keys of the meetings with a file that came with what was accepted, and of which nobody said yet whether
    readers may have it. Three queries, one where no file came.
    """
    came = Material.objects.exclude(submission=None).filter(removed_at=None)
    said = Revision.objects.filter(object_type=MATERIAL).values("object_key")
    keys = list(came.exclude(uid__in=said).values_list("pk", flat=True))
    return frozenset(_meetings(keys).values()) if keys else frozenset()


def public_materials() -> tuple[MeetingMaterial, ...]:
    """All that is public, the latest first. Five queries."""
    rows = _given(Material.objects.all()).select_related("received").defer("received__content").order_by("-id")
    found = {row.pk: row for row in rows.distinct()}
    of = _meetings(found)
    meetings = Meeting.objects.only("id", "uid", "title", "year").in_bulk(set(of.values()))
    mechanisms: dict[int, list[tuple[str, str]]] = defaultdict(list)
    named = MeetingMechanism.objects.filter(meeting__in=meetings).order_by("position")
    for meeting, slug, acronym in named.values_list("meeting", "mechanism__slug", "mechanism__acronym"):
        mechanisms[meeting].append((slug, acronym))
    return tuple(
        MeetingMaterial(_line(row, is_awaited=False), one.uid, one.title, one.year, tuple(mechanisms[one.pk]))
        for pk, row in found.items()
        if (one := meetings.get(of.get(pk, 0)))
    )


def public_file(uid: str) -> HeldFile | None:
    """A file that everybody may have; None for any other. One query."""
    return _file(_given(Material.objects.filter(uid=uid)))


def held_file(uid: str) -> HeldFile | None:
    """A file of the desk, whatever was decided about it. One query."""
    return _file(Material.objects.filter(uid=uid))


def sent_file(document: int) -> SentFile | None:
    """The file that came with a submission (the key of its document); None where none came. Two queries."""
    row = Material.objects.filter(submission__document=document).first()
    if row is None:
        return None
    return SentFile(row.uid, row.name, row.form, row.size, meetings_of_material(row.uid))


def meetings_of_material(uid: str) -> tuple[str, ...]:
    """The uids of the meetings that it is of: none for one that waits with its submission. One query."""
    keys = Material.objects.filter(uid=uid).values("pk")
    given = Q(materials__in=keys, merged_into=None) | Q(merged__materials__in=keys)
    cited = Q(citations__record__document__submission__material__in=keys)
    return tuple(Meeting.objects.filter(given | cited).order_by("uid").values_list("uid", flat=True).distinct())


def mechanisms_of_material(uid: str) -> frozenset[str]:
    """The mechanisms of these meetings, by slug. Two queries."""
    of_them = MeetingMechanism.objects.filter(meeting__uid__in=meetings_of_material(uid))
    return frozenset(of_them.values_list("mechanism__slug", flat=True))


def _of(meeting: Q) -> Q:
    """Materials of these meetings: given to one of them, or to one that was merged into it, or come with its record."""
    of_them = Meeting.objects.filter(meeting).values("pk")
    given = Q(meeting__in=of_them) | Q(meeting__merged_into__in=of_them)
    return given | Q(submission__document__records__citations__meeting__in=of_them)


def _given(rows: QuerySet[Material]) -> QuerySet[Material]:
    """What an editor gave to the public, of meetings that the public sees, and sees in full."""
    hidden = _of(Q(is_closed=True) | Q(is_listed=False, merged_into=None))
    seen = rows.filter(_of(Q(is_listed=True, is_closed=False)), is_public=True, removed_at=None)
    return seen.exclude(pk__in=Material.objects.filter(hidden).values("pk"))


def _meetings(keys: Collection[int]) -> Mapping[int, int]:
    """The meeting of each material, by their keys; the first where there are several. Two queries."""
    came = "record__document__submission__material"
    cited = MeetingCitation.objects.filter(**{f"{came}__in": keys}).order_by("-meeting")
    found = dict(cited.values_list(came, "meeting"))
    given = Material.objects.filter(pk__in=keys).exclude(meeting=None)
    rows = given.values_list("pk", "meeting", "meeting__merged_into")
    return found | {pk: into or own for pk, own, into in rows}


def _decided(rows: Collection[Material]) -> Collection[str]:
    """Those about which somebody has said something."""
    keys = [row.uid for row in rows]
    return Revision.objects.filter(object_type=MATERIAL, object_key__in=keys).values_list("object_key", flat=True)


def _file(rows: QuerySet[Material]) -> HeldFile | None:
    columns = ("name", "form", "received__sha256", "received__content")
    held = rows.exclude(received=None).values_list(*columns).first()
    return HeldFile(held[0], held[1], held[2], bytes(held[3])) if held else None


def _line(row: Material, *, is_awaited: bool) -> MaterialLine:
    return MaterialLine(
        uid=row.uid,
        title=row.title or row.name or row.url,
        kind=MaterialKind(row.kind or MaterialKind.OTHER),
        lang=row.lang,
        is_public=row.is_public,
        url=row.url,
        name=row.name,
        form=row.form,
        size=row.size,
        sha256=row.received.sha256 if row.received else "",
        by=row.by,
        at=row.at,
        is_removed=row.removed_at is not None,
        is_awaited=is_awaited,
    )
