"""A year of one mechanism told in a few lines, as a newsletter tells it: meetings of one name together, with dates."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iscm.domain.listing import MeetingRow, PartyRow
from iscm.domain.names import fold
from iscm.website.dates import in_words_of_year
from iscm.website.entries import Chip, Entry, entry


@dataclass(frozen=True, slots=True)
class Held:
    """One meeting of a line: its address, and its day and place in words (either may be empty)."""

    href: str
    date: str
    place: str
    status: str


@dataclass(frozen=True, slots=True)
class Line:
    """Meetings of one name.

    `number` says how many a printed group stands for; `with_` are the other mechanisms, unless the title names them.
    """

    title: str
    lang: str
    number: str
    topic: str
    held: tuple[Held, ...]
    with_: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The year of one mechanism; `number` counts its meetings."""

    party: PartyRow
    number: int
    lines: tuple[Line, ...]


def digest(rows: Iterable[MeetingRow], *, without: str = "") -> list[Year]:
    """Each mechanism's year, by name. Joint meetings are told under each; `without` leaves one mechanism out."""
    parties: dict[str, PartyRow] = {}
    of: dict[str, list[MeetingRow]] = defaultdict(list)
    for row in rows:
        for party in row.parties:
            parties[party.slug] = party
            of[party.slug].append(row)
    order = sorted((slug for slug in of if slug != without), key=lambda slug: parties[slug].name.casefold())
    return [Year(parties[slug], sum(row.number for row in of[slug]), tuple(_lines(of[slug], slug))) for slug in order]


def _lines(rows: Sequence[MeetingRow], slug: str) -> Iterable[Line]:
    """Dated ones in their order, then those of which only the year is known."""
    alike: dict[tuple[object, ...], list[MeetingRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.precision == "year"):
        others = tuple(party.slug for party in row.parties)
        alike[fold(row.title), row.count, fold(row.topic), others].append(row)
    return (_line(found, slug) for found in alike.values())


def _line(found: Sequence[MeetingRow], slug: str) -> Line:
    told = [entry(row) for row in found]
    return Line(
        title=told[0].title,
        lang=told[0].lang,
        number=told[0].number,
        topic=found[0].topic,
        held=tuple(
            Held(one.href, in_words_of_year(row.edtf, row.date_status), _where(one.place, one.attendance), _status(one))
            for row, one in zip(found, told, strict=True)
        ),
        with_=tuple(chip for chip in told[0].chips if chip.slug != slug and not _names(told[0].title, chip)),
    )


def _where(place: str, attendance: str) -> str:
    return ", ".join(part for part in (place, attendance) if part)


def _status(one: Entry) -> str:
    """What must be said of a meeting; that a date is open is said with the date."""
    return one.status.label if one.status and one.status.slug != "tbc" else ""


def _names(title: str, chip: Chip) -> bool:
    words = f" {fold(title)} "
    return any(f" {fold(name)} " in words for name in (chip.acronym, chip.name))
