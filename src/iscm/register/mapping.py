"""Rows ↔ domain values: records and their claims, sources, judgements, and the columns of a meeting."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from iscm.domain.dates import COARSER, Edtf
from iscm.domain.documents import Trust
from iscm.domain.meetings import Meeting, Party, Role, Status
from iscm.domain.places import Attendance, Place
from iscm.domain.records import DateStatus, Link, Record, Suggestion
from iscm.reading.carried import from_json
from iscm.reconciliation import judgements as judging
from iscm.reconciliation.comparison import Feature
from iscm.reconciliation.occurrences import Source
from iscm.register import models
from iscm.register.closing import whole

Json = dict[str, Any]

NOT_CLAIMED = {"n", "locator", "printed", "lang", "themes", "initiatives"}
"""Parts of a record's JSON that are no claims of their own: columns, or the short form of a longer one."""

SHORT_NAMES = {"suggested_themes": "themes", "suggested_initiatives": "initiatives"}
PRINTED_IN = {
    "edtf": "date",
    "date_status": "date",
    "dates": "date",
    "places": "place",
    "attendance": "place",
    "mechanisms": "mechanism",
    "title": "title",
    "count": "title",
    "kind": "title",
    "ordinal": "title",
    "outcome": "outcome",
}
ALWAYS = {"mechanisms", "title", "count"}
NO_DAY = date.max

UNTOLD: tuple[object, ...] = (None, "", [], "confirmed", "unknown")
"""Values that are no claims where nothing was printed for them."""

LONGEST_LANG = 35


def is_kept_whole(record: Record) -> bool:
    """Whether a record comes back from its claims as it was: what says no more than silence does is not kept."""
    words = (record.status, record.outcome, record.topic, record.kind, record.prepares, record.side_event_of)
    return not any(one in {"", "confirmed", "unknown"} for one in words) and len(record.lang) <= LONGEST_LANG


def claims_of(held: Json) -> Iterator[Json]:
    """The claims of one record's JSON: field, value, original words. What the document is silent on is left out."""
    printed = held["printed"]
    for name, value in held.items():
        if name in NOT_CLAIMED:
            continue
        words = printed.get(PRINTED_IN.get(name, ""))
        is_said = bool(words) if name in {"edtf", "date_status", "places", "attendance"} else name in ALWAYS
        if is_said or value not in UNTOLD:
            yield {"field": SHORT_NAMES.get(name, name), "value": value, "original": words}


def records_of(rows: Iterable[models.Record], claims: Mapping[int, Mapping[str, Any]]) -> list[Record]:
    """The domain records of rows, in the same order; `claims` are values by field, by the record's primary key."""
    held = [_record_json(row, claims.get(row.pk, {})) for row in rows]
    return list(from_json({"name": "", "sha256": "", "reader": "", "records": held}).records)


def _record_json(row: models.Record, claims: Mapping[str, Any]) -> Json:
    values = dict(claims)
    long = {name: values.pop(short) for name, short in SHORT_NAMES.items() if short in values}
    silent: Json = {"title": row.title, **{name: [] for name in SHORT_NAMES}}
    return {"n": row.n, "locator": row.locator, "printed": row.printed, "lang": row.lang, **silent, **values, **long}


def source_of(row: models.Document) -> Source:
    """The source facts of a document's row; documents age in the order of their rows, or of their turns."""
    return Source(
        document=row.sha256,
        key=row.source_key,
        title=row.title or row.name,
        reader=row.reader,
        trust=Trust(row.trust),
        year=row.year,
        as_of=row.last_update,
        speaks_until=row.speaks_until,
        age=row.age,
    )


def judgement_of(row: models.Judgement) -> judging.Judgement:
    """The domain value of a judgement's row; its features stay in the row."""
    return judging.Judgement(row.left, row.right, judging.Verdict(row.verdict), row.actor, row.reason)


def features_json(features: Iterable[Feature]) -> list[Json]:
    """Features as the tables hold them."""
    return [{"name": one.name, "reason": one.reason, "weight": one.weight} for one in features]


def sort_keys(edtf: Edtf | None) -> tuple[date, int]:
    """Where a date stands in lists: a known day at itself, anything vaguer after all the days it may cover."""
    if edtf is None:
        return NO_DAY, len(COARSER) + 1
    first, last = edtf.earliest or edtf.latest or NO_DAY, edtf.latest or edtf.earliest or NO_DAY
    return (first, 0) if edtf.is_day_precise else (last, 1 + COARSER.index(edtf.precision))


def columns_of(meeting: Meeting) -> Json:
    """The columns of a meeting's row that follow from its records, all but its series."""
    edtf = meeting.edtf
    day, place = sort_keys(edtf)
    return {
        "title": meeting.title,
        "lang": meeting.lang,
        "edtf": edtf.text if edtf else "",
        "earliest": edtf.earliest if edtf else None,
        "latest": edtf.latest if edtf else None,
        "precision": edtf.precision.value if edtf else "",
        "date_status": meeting.date_status.value,
        "status": meeting.status.value,
        "attendance": meeting.attendance.value,
        "kind": meeting.kind or "",
        "ordinal": meeting.ordinal,
        "count": meeting.count,
        "outcome": meeting.outcome or "",
        "topic": meeting.topic or "",
        "links": [{"text": link.text, "url": link.url} for link in meeting.links],
        "bodies": list(meeting.bodies),
        "prepares": meeting.prepares or "",
        "side_event_of": meeting.side_event_of or "",
        "is_closed": meeting.is_closed,
        "year": edtf.earliest.year if edtf and edtf.earliest else None,
        "sort_day": day,
        "sort_rank": place,
    }


def meeting_of(
    row: models.Meeting,
    parties: Iterable[tuple[str, str]],
    places: Iterable[tuple[str, str]],
    themes: Iterable[Suggestion],
    initiatives: Iterable[Suggestion],
) -> Meeting:
    """The domain value of a meeting's row and what it is filed under, without its claims; nothing is withheld."""
    return Meeting(
        uid=row.uid,
        title=whole(row, "title"),
        edtf=Edtf.parse(row.edtf) if row.edtf else None,
        date_status=DateStatus(row.date_status),
        status=Status(row.status),
        attendance=Attendance(row.attendance),
        places=tuple(Place(city or None, country or None) for city, country in places),
        parties=tuple(Party(slug, Role(role)) for slug, role in parties),
        kind=whole(row, "kind") or None,
        ordinal=whole(row, "ordinal"),
        count=row.count,
        outcome=whole(row, "outcome") or None,
        topic=whole(row, "topic") or None,
        links=tuple(Link(link["text"], link["url"]) for link in whole(row, "links")),
        themes=tuple(themes),
        initiatives=tuple(initiatives),
        bodies=tuple(whole(row, "bodies")),
        prepares=whole(row, "prepares") or None,
        side_event_of=whole(row, "side_event_of") or None,
        lang=whole(row, "lang"),
        is_closed=row.is_closed,
    )
