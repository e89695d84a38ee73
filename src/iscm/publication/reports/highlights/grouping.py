"""The meetings of a mechanism told together: those of one name in one clause, with their number and days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from iscm.domain.dates import Edtf
from iscm.domain.errors import EdtfError
from iscm.domain.listing import MeetingRow
from iscm.domain.names import fold
from iscm.publication.reports.highlights.english import in_plural
from iscm.publication.wordings import digest_facts

ENGLISH = {"en", "und", ""}


@dataclass(frozen=True, slots=True)
class Mention:
    """Meetings told in one clause: one, a printed group, or several of one name, each with a date of its own.

    `number` is how many they are, None where a group gives no number. `edtf` is the date of one, the set of the dates
    of several, empty where no more than the year is known.
    """

    rows: tuple[MeetingRow, ...]
    number: int | None
    edtf: str

    @property
    def first(self) -> MeetingRow:
        """The meeting that stands for all: they have name, topic, mechanisms and fate in common."""
        return self.rows[0]

    @property
    def uids(self) -> tuple[str, ...]:
        """The meetings."""
        return tuple(row.uid for row in self.rows)

    def as_row(self) -> MeetingRow:
        """All of them as one row of a list: their days, places and themes together, their uids with semicolons."""
        when = Edtf.parse(self.edtf) if self.edtf else None
        return replace(
            self.first,
            uid=";".join(self.uids),
            edtf=self.edtf or self.first.edtf,
            earliest=when.earliest if when else self.first.earliest,
            latest=when.latest if when else self.first.latest,
            count=self.number,
            places=tuple(dict.fromkeys(place for row in self.rows for place in row.places)),
            themes=tuple(dict.fromkeys(theme for row in self.rows for theme in row.themes)),
        )

    @property
    def facts_digest(self) -> str:
        """A digest of all that is told of them, whatever the language and their order."""
        return digest_facts(sorted((_facts(row) for row in self.rows), key=lambda held: str(held["uid"])))


def group_meetings(rows: Iterable[MeetingRow]) -> tuple[Mention, ...]:
    """The mentions of a mechanism's year: dated ones in their order, then those of which only the year is known."""
    alike: dict[object, list[MeetingRow]] = {}
    for row in sorted(rows, key=lambda row: not is_dated(row)):
        alike.setdefault(_likeness(row), []).append(row)
    return tuple(mention for held in alike.values() for mention in _mentions(held))


def is_dated(row: MeetingRow) -> bool:
    """Whether more than its year is known."""
    return bool(row.edtf) and row.precision != "year"


def _likeness(row: MeetingRow) -> object:
    """What meetings told together have in common; a value of its own for one that is told alone."""
    when = Edtf.parse(row.edtf) if row.edtf else None
    is_single = row.count == 1 and (when is None or not (when.is_set or when.is_choice or when.is_approximate))
    may_join = is_single and (row.lang not in ENGLISH or in_plural(row.title) not in {None, row.title})
    if not may_join:
        return row.uid
    parties = tuple(party.slug for party in row.parties)
    return fold(row.title), fold(row.topic), parties, row.standing, is_dated(row), row.lang


def _mentions(rows: Sequence[MeetingRow]) -> Iterator[Mention]:
    if len(rows) == 1:
        row = rows[0]
        yield Mention((row,), row.count, row.edtf if is_dated(row) else "")
        return
    try:
        yield Mention(tuple(rows), sum(row.number for row in rows), joint_edtf([row.edtf for row in rows]))
    except EdtfError:  # too many for one set, or dates that no set may hold: each for itself
        for row in rows:
            yield from _mentions([row])


def joint_edtf(texts: Sequence[str]) -> str:
    """The set of these dates; empty where only years are known. Raises `EdtfError` where EDTF has no such set."""
    dates = [Edtf.parse(text) for text in texts]
    if all(date.precision == "year" for date in dates):
        return ""
    members = list(dict.fromkeys(date.text for date in dates))
    if len(members) == 1:
        return members[0]
    return Edtf.parse("{" + ",".join(text.replace("/", "..") for text in members) + "}").text


def _facts(row: MeetingRow) -> dict[str, object]:
    return {
        "uid": row.uid,
        "title": row.title,
        "edtf": row.edtf,
        "date_status": row.date_status,
        "standing": row.standing,
        "count": row.count,
        "topic": row.topic,
        "attendance": row.attendance,
        "places": [[place.city, place.country] for place in row.places],
        "mechanisms": [party.slug for party in row.parties],
    }
