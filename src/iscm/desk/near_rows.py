"""A meeting as it would be with what somebody types, saved or not, so that it can be looked at before it is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from iscm.desk.meeting_fields import Read
from iscm.domain.dates import Edtf
from iscm.domain.listing import MeetingRow, PartyRow, PlaceRow, TopicRow
from iscm.register.queries.vocabulary import vocabulary

PLAIN = ("date_status", "status", "attendance", "kind")
LAST = date(9999, 12, 31)
BLANK = MeetingRow(
    uid="",
    title="",
    lang="",
    edtf="",
    earliest=None,
    latest=None,
    precision="",
    date_status="confirmed",
    status="planned",
    attendance="unknown",
    kind="",
    ordinal=None,
    count=1,
    outcome="",
    year=None,
    sort_day=LAST,
    sequence=0,
    last_modified=datetime(1970, 1, 1, tzinfo=UTC),
    unlisted_since=None,
    topic="",
)
"""A meeting of which nothing is typed yet."""


def typed_row(base: MeetingRow, reads: Mapping[str, Read]) -> MeetingRow:
    """A meeting as it would be with what is understood of the fields that were typed over it."""
    values: dict[str, Any] = {name: value for read in reads.values() for name, value in read.values.items()}
    plain: dict[str, Any] = {name: values[name] or "" for name in PLAIN if name in values}
    row = replace(base, **plain)
    if "date" in reads:
        row = _dated(row, values.get("edtf") or "")
    if "places" in values:
        row = replace(
            row, places=tuple(PlaceRow(p.get("city") or "", p.get("country") or "") for p in values["places"])
        )
    if "mechanisms" in values:
        row = replace(row, parties=parties_of(values["mechanisms"]))
    return replace(row, themes=_themes(row, values["themes"])) if "themes" in values else row


def parties_of(slugs: Iterable[str]) -> tuple[PartyRow, ...]:
    """Mechanisms as parties of a meeting; those that nobody knows are left out."""
    known = vocabulary().mechanisms
    found = [known[slug] for slug in slugs if slug in known]
    return tuple(PartyRow(one.slug, one.acronym, one.name, one.level, "host") for one in found)


def _dated(row: MeetingRow, words: str) -> MeetingRow:
    if not words:
        return replace(row, edtf="", earliest=None, latest=None)
    edtf = Edtf.parse(words)
    precision = "day" if edtf.is_day_precise else ""
    return replace(row, edtf=words, earliest=edtf.earliest, latest=edtf.latest, precision=precision)


def _places(said: Iterable[Mapping[str, str | None]]) -> tuple[PlaceRow, ...]:
    return tuple(PlaceRow(one.get("city") or "", one.get("country") or "") for one in said)


def _themes(row: MeetingRow, said: Iterable[Mapping[str, Any]]) -> tuple[TopicRow, ...]:
    """The themes with what an editor says of them: what has a score of 0 is denied."""
    told = {one["slug"]: bool(one.get("score")) for one in said}
    kept = [theme for theme in row.themes if told.get(theme.slug, True)]
    there = {theme.slug for theme in kept}
    return (*kept, *(TopicRow(slug, slug, "stated", "") for slug, holds in told.items() if holds and slug not in there))
