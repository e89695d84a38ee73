"""The last backup that was made from here: where it is, how old; noted beside the database, not in it."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from iscm.reconciliation.judgements import AUTOMATIC
from iscm.register.models import Revision

NOTE = "last-backup.json"


@dataclass(frozen=True, slots=True)
class LastBackup:
    """A backup that was whole when it was made."""

    path: Path
    made_at: datetime


def last_backup() -> LastBackup | None:
    """What was noted, None if nothing was or the note cannot be read."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads((Path(settings.DATA_DIR) / NOTE).read_text(encoding="utf-8"))
        made_at = datetime.fromisoformat(told["made_at"])
        return LastBackup(Path(told["path"]), made_at) if made_at.tzinfo else None
    return None


def how_to_restore() -> str:
    """What to do about a database that is damaged."""
    known = last_backup()
    if known is None:
        return (
            "stop iscm serve and the timers, then: iscm restore BACKUP --replace; the damaged register is kept beside."
            " No backup was made from here as far as is known: without any, keep a copy of the file, move it away,"
            " run iscm serve and ingest your documents again"
        )
    gone = "" if known.path.exists() else ", but it is not there now: look for a copy"
    return (
        f"stop iscm serve and the timers, then: iscm restore {known.path} --replace; the damaged register is kept"
        f" beside. That backup is of {known.made_at:%Y-%m-%d %H:%M} UTC{gone}"
    )


def holds_more_than_carried() -> bool:
    """Whether anybody did anything here that the package does not carry."""
    return Revision.objects.exclude(actor=AUTOMATIC).order_by().exists()
