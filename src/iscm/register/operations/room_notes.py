"""What a secretariat says in its room of the mechanism itself: still right, or what is wrong; and the desk's answer.

The register changes by what an editor states; words from a room wait until one has read them.
"""

from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from iscm.domain.errors import ConflictError, RefusedError, UnknownReferenceError
from iscm.domain.rooms import Room
from iscm.domain.submissions import Right
from iscm.reading.readers.submission import plain_words
from iscm.register.models import RoomNote
from iscm.register.operations import log
from iscm.register.operations.person import decided
from iscm.register.operations.posting import right_of
from iscm.register.operations.said import said
from iscm.register.operations.stamps import hold
from iscm.register.operations.submit import BLOCKED

NOTE = "room-note"
LONGEST_WORDS = 4000


class Part(StrEnum):
    """A part of what the register has of a mechanism."""

    MEMBERS = "members"
    CHAIR = "chair"
    SECRETARIAT = "secretariat"


def say(room: Room, part: Part, words: str, *, lang: str = "en", now: datetime | None = None) -> None:
    """Say of a part that it is still right (no words), or what is wrong; the same once more changes nothing.

    Raises `RefusedError` where the mechanism is blocked, `ConflictError` for words that cannot be kept.
    """
    at = now or timezone.now()
    plain = "\n".join(said(line, "a line", LONGEST_WORDS) for line in plain_words(words).splitlines()).strip()
    if len(plain) > LONGEST_WORDS:
        raise ConflictError(f"words may have {LONGEST_WORDS:,} letters, not {len(plain):,}")
    with transaction.atomic():
        hold(at)
        if right_of(room.mechanism) is Right.BLOCKED:
            raise RefusedError(BLOCKED)
        latest = RoomNote.objects.filter(mechanism=room.mechanism, owner=room.owner, part=part.value).last()
        if latest and latest.words == plain and latest.at.date() == at.date():
            return
        facts = {"part": part.value, "words": plain, "lang": lang[:35], "at": at}
        row = RoomNote.objects.create(mechanism=room.mechanism, owner=room.owner, sender=room.name, **facts)
        told = {"mechanism": room.mechanism, "part": part.value}
        action = "room-note" if plain else "still-right"
        log.append([log.Entry(action, NOTE, str(row.pk), None, told)], actor=room.actor, at=at)


def answer_note(pk: int, *, mechanism: str, actor: str, answer: str, now: datetime | None = None) -> None:
    """Answer what was said of a mechanism; its room shows it. A later answer takes the place of an earlier one.

    Raises `UnknownReferenceError` for no such note, `ConflictError` without words.
    """
    decision = decided(actor, answer, now, what="an answer")
    with transaction.atomic():
        hold(decision.at)
        row = RoomNote.objects.filter(pk=pk, mechanism=mechanism).exclude(words="").first()
        if row is None:
            raise UnknownReferenceError("there is no such note")
        row.answer, row.answered_by, row.answered_at = decision.reason, decision.actor, decision.at
        row.save(update_fields=["answer", "answered_by", "answered_at"])
        decision.log("note-answered", NOTE, str(pk), {"mechanism": row.mechanism, "part": row.part})
