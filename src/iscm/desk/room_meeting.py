"""The page of one meeting in a room, and that of a new one: the form, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.utils.translation import gettext

from iscm.desk.history_words import shown_lines
from iscm.desk.meeting_words import date_in_words, labels
from iscm.desk.room_clashes import near_typed
from iscm.desk.room_door import RoomRequest
from iscm.desk.room_form import FIELDS, Field, Reading, RoomDraft
from iscm.desk.room_frame import room_page
from iscm.domain.history import Line
from iscm.publication.statuses import show_status
from iscm.publication.titles import tidied
from iscm.reading.layouts.limits import MAX_BYTES
from iscm.register.queries.meeting import MeetingDetail

NOT_OF_NEW = frozenset({"status", "outcome"})


@dataclass(frozen=True, slots=True)
class State:
    """What a form shows beside its words: how they are read, what happened meanwhile, what went wrong.

    `fault` is what is wrong with a file.
    """

    draft: RoomDraft
    reads: Mapping[str, Reading] = field(default_factory=dict, hash=False)
    stale: tuple[Line, ...] = ()
    trouble: str = ""
    fault: str = ""
    is_looked_at: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as it is shown; `theirs` are the words of others where both changed it."""

    field: Field
    value: str
    was: str
    wrong: str
    reading: Reading
    theirs: str
    keep: str
    is_conflict: bool
    is_meanwhile: bool
    is_read: bool

    @property
    def described_by(self) -> str:
        """The ids of what describes the field."""
        parts = {"note": self.field.note, "wrong": self.wrong, "reading": self.is_read}
        return " ".join(f"f-{self.field.name}-{part}" for part, there in parts.items() if there)


def meeting_page(request: RoomRequest, detail: MeetingDetail, state: State, *, http_status: int = 200) -> HttpResponse:
    """The form of a meeting of this room."""
    row, said = detail.row, labels()
    return room_page(
        request,
        "meeting",
        http_status=http_status,
        title=tidied(row.title) or gettext("Without a title"),
        row=row,
        when=date_in_words(row.edtf, row.date_status),
        place=said.places(row.places),
        status=show_status(row.standing, said.words),
        fields=_fields(state, is_new=False),
        near=near_typed(row, state.draft, request.room.mechanism),
        draft=state.draft,
        state=state,
        stale=shown_lines(state.stale),
        largest=MAX_BYTES // 2**20,
    )


def new_page(request: RoomRequest, state: State, http_status: int = 200) -> HttpResponse:
    """The form of a meeting that the register does not hold."""
    return room_page(
        request,
        "new",
        http_status=http_status,
        title=gettext("Add a meeting"),
        fields=_fields(state, is_new=True),
        near=near_typed(None, state.draft, request.room.mechanism),
        draft=state.draft,
        state=state,
    )


def _fields(state: State, *, is_new: bool) -> list[Shown]:
    return [_shown(one, state) for one in FIELDS if not (is_new and one.name in NOT_OF_NEW)]


def _shown(one: Field, state: State) -> Shown:
    draft, name = state.draft, one.name
    return Shown(
        field=one,
        value=draft.typed.get(name, ""),
        was=draft.was.get(name, ""),
        wrong=draft.wrong.get(name, ""),
        reading=state.reads.get(name, Reading()),
        theirs=_in_words(one, draft.was.get(name, "")) if name in draft.conflicts else "",
        keep=draft.keeps.get(name, ""),
        is_conflict=name in draft.conflicts,
        is_meanwhile=name in draft.meanwhile,
        is_read=name in {"date", "place"},
    )


def _in_words(one: Field, value: str) -> str:
    return str(dict(one.options).get(value, value))
