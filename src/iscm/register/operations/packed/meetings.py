"""Meetings of a package: worked out from its records, under the addresses that they had."""

import re
from datetime import datetime
from typing import Any

from iscm.domain.dates import Edtf
from iscm.domain.errors import EdtfError, UnreadableInputError
from iscm.domain.vocabulary import Vocabulary
from iscm.publication.opendata.package import Package
from iscm.register import models
from iscm.register.mapping import sort_keys
from iscm.register.operations.loading import accepted_records, load_occurrences
from iscm.register.operations.packed import shapes
from iscm.register.operations.refreshing import apply, plan
from iscm.register.operations.writing import write_states

BATCH = 200
UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
REASON = "built from a package of open data"
SAID = ("title", "precision", "kind", "outcome", "topic")
DEFAULTS = {"lang": "und", "date_status": "confirmed", "status": "planned", "attendance": "unknown"}
"""What a meeting that was taken back has, of which nothing is told."""
NAMED = ("prepares", "side_event_of", "merged_with", "withdrawn_reason")
KEPT = ("ordinal", "count", "year", "sequence", "last_modified", "unlisted_since", "is_closed")


def store_meetings(package: Package, vocabulary: Vocabulary, *, actor: str, now: datetime) -> int:
    """Meetings follow from the records and judgements already stored; returns how many there are.

    The package gives their uids (by the occurrences that each cites), their history and the addresses that lead on.
    What it says otherwise than its records is not taken.
    """
    rows = _store_addresses(package)
    _store_citations(package, rows)
    keys = [occurrence.key for occurrence in load_occurrences(accepted_records())]
    planned = plan(keys, vocabulary)
    gone = {row.uid for row in rows.values() if row.is_listed} - set(planned.wanted) - set(planned.merged)
    if gone:
        raise UnreadableInputError(package.name, f"no record tells of the meeting {min(gone)}", "Export it again.")
    write_states(planned.differing, planned.rows, {}, {}, now, stored={})
    # A package that says where addresses lead otherwise than its judgements do is put right as any register is.
    apply(plan(keys, vocabulary), actor=actor, now=now, reason=REASON)
    return len(planned.wanted)


def _store_addresses(package: Package) -> dict[str, models.Meeting]:
    held = sorted(package.named_rows("meetings"), key=lambda row: int(row["number"]))
    rows = {row["uid"]: _meeting(row, package) for row in held}
    if len(rows) != len(held):
        raise UnreadableInputError(package.name, "two meetings have one address", "Export it again.")
    models.Meeting.objects.bulk_create(rows.values(), batch_size=BATCH)
    leading = [row for row in held if row["merged_into"]]
    away = {row["uid"] for row in leading}
    for row in leading:
        if row["merged_into"] not in rows or row["merged_into"] in away:
            raise UnreadableInputError(package.name, f"{row['uid']} leads to a meeting that is not in it")
        rows[row["uid"]].merged_into = rows[row["merged_into"]]
    models.Meeting.objects.bulk_update((rows[row["uid"]] for row in leading), ["merged_into"], batch_size=BATCH)
    # Who withdrew a meeting is not in a package; that it was holds also for records that come later.
    models.Refusal.objects.bulk_create(
        models.Refusal(meeting=row, at=row.withdrawn_at, actor="editor", reason=row.withdrawn_reason)
        for row in rows.values()
        if row.withdrawn_at
    )
    return rows


def _meeting(row: dict[str, Any], package: Package) -> models.Meeting:
    try:
        edtf = Edtf.parse(row["edtf"]) if row["edtf"] else None
    except EdtfError as error:
        raise UnreadableInputError(package.name, str(error)) from error
    if not UID.fullmatch(row["uid"]):
        raise UnreadableInputError(package.name, f"{row['uid'][:40]!r} is no address of a meeting")
    day, place = sort_keys(edtf)
    return models.Meeting(
        uid=row["uid"],
        edtf=edtf.text if edtf else "",
        earliest=edtf.earliest if edtf else None,
        latest=edtf.latest if edtf else None,
        sort_day=day,
        sort_rank=place,
        is_listed=row["state"] == "listed",
        created_at=row["created"],
        withdrawn_at=row["withdrawn"],
        **{name: row[name] or "" for name in (*SAID, *NAMED)},
        links=shapes.links(row["links"]),
        bodies=shapes.words(row["bodies"]),
        **{name: row[name] or word for name, word in DEFAULTS.items()},
        **{name: row[name] for name in KEPT},
    )


def _store_citations(package: Package, rows: dict[str, models.Meeting]) -> None:
    """What each meeting rests on: by these, the meetings that are worked out get the addresses they had."""
    records = dict(models.Record.objects.values_list("key", "pk"))
    found = []
    for row in package.named_rows("citations"):
        if row["meeting"] not in rows or row["record"] not in records:
            raise UnreadableInputError(package.name, f"{row['occurrence'][:40]!r} is cited, but not in it")
        found.append(
            models.MeetingCitation(
                meeting=rows[row["meeting"]],
                record_id=records[row["record"]],
                occurrence=row["occurrence"],
                relation=row["relation"],
                rank=row["rank"],
                chosen=list(row["chosen"]),
            )
        )
    models.MeetingCitation.objects.bulk_create(found, batch_size=BATCH)
