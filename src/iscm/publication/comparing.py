"""Two editions of one publication → what a reader must hear, computed from the machine columns of their main tables.

Absence is not cancellation: what an edition has no more is "gone", what its sources stopped listing "no longer listed".
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from iscm.domain.dates import Edtf
from iscm.domain.listing import UNLISTED
from iscm.domain.meetings import Status
from iscm.domain.names import fold
from iscm.publication.printed_dates import in_print
from iscm.publication.report import Cell, Report, Row, Table, Text, plain, text
from iscm.publication.words import Words, words_in

SEVERAL = ";"  # between the uids of a row that tells of several meetings, and between slugs


class What(StrEnum):
    """What became of a meeting, in the order in which a reader wants to hear it."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    REINSTATED = "reinstated"
    MOVED = "moved"
    CONFIRMED = "confirmed"
    NARROWED = "narrowed"
    REOPENED = "reopened"
    RELOCATED = "relocated"
    OUTCOME = "outcome"
    NEW = "new"
    RENAMED = "renamed"
    MERGED = "merged"
    UNLISTED = "no-longer-listed"
    LISTED = "listed-again"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Listed:
    """A meeting as an edition lists it: printed words in the edition's language, and the values that are compared."""

    uid: str
    title: Text
    mechanism: str
    date: str
    place: str
    edtf: str
    date_status: str
    status: str
    attendance: str
    places: str
    outcome: str
    is_unlisted: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that became of a meeting, as listed now (gone: as listed then).

    `old` and `new` are the words of its `field` ("date", "place" or "title"); empty where none changed, or none known.
    """

    what: What
    meeting: Listed
    field: str = ""
    old: Text = ()
    new: Text = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes since edition number `since`.

    Those of one kind stand together in the order of `What`; within it in the order of the new edition.
    """

    found: tuple[Change, ...] = ()
    since: int = 0

    def __bool__(self) -> bool:
        return bool(self.found)

    def of(self, what: What) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.found if change.what is what)

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each kind, without those of which there are none."""
        return {what.value: len(held) for what in What if (held := self.of(what))}


def compare_editions(
    before: Report,
    after: Report,
    redirects: Mapping[str, str] | None = None,
    elsewhere: Mapping[str, tuple[str, str]] | None = None,
    *,
    since: int = 0,
    closed: Collection[str] = (),
) -> Changes:
    """What changed from one edition (its number is `since`) to the next, both in one language.

    `redirects` leads from the uid of a merged meeting to the one it became. `elsewhere` has EDTF and date status of
    meetings that are listed, though not here: whose date changed was moved, out of the year it may be. Of meetings
    `closed` to the public since, nothing is told that only the one before says: neither title nor outcome.
    """
    old, new = listed_in(before), listed_in(after)
    redirects, elsewhere, words = redirects or {}, elsewhere or {}, words_in(after.lang)
    later, met = _matched(old, new, redirects)
    hidden = {uid for uid in old if {*uid.split(SEVERAL)} & {*closed}}
    old = {uid: then for uid, then in old.items() if uid in later or uid not in hidden}
    met = {into: _concealed(then, new[into]) if then.uid in hidden else then for into, then in met.items()}
    found = [Change(What.NEW, meeting) for uid, meeting in new.items() if uid not in met]
    found += [change for uid, then in met.items() for change in _differences(then, new[uid])]
    gone = {uid: then for uid, then in old.items() if uid not in later}
    found += [_left(then, elsewhere.get(_follow(uid, elsewhere, redirects)), words) for uid, then in gone.items()]
    found += [Change(What.MERGED, new[into]) for uid, into in later.items() if met[into].uid != uid]
    place = {uid: n for n, uid in enumerate(dict.fromkeys([*new, *old]))}
    kinds = list(What)
    return Changes(tuple(sorted(found, key=lambda one: (kinds.index(one.what), place[one.meeting.uid]))), since)


def _concealed(then: Listed, now: Listed) -> Listed:
    """A meeting as it was listed, without the words that are not told any more."""
    return replace(then, title=now.title, outcome=now.outcome)


def listed_in(report: Report) -> dict[str, Listed]:
    """The meetings of the main table by uid, in its order; empty where the table is not one of meetings."""
    if not report.tables:
        return {}
    table, short = report.tables[0], _short_names(report)
    rows = (_listed(_Named(table, row), short) for row in table.rows)
    return {one.uid: one for one in rows if one.uid}


class _Named:
    """A row's cells by the keys of their columns; a column that is not there is empty."""

    def __init__(self, table: Table, row: Row) -> None:
        self.cells = {column.key: cell for column, cell in zip(table.columns, row.cells, strict=False)}

    def words(self, *keys: str) -> Text:
        """What is printed, without what is only said beside it."""
        cell = next((self.cells[key] for key in keys if key in self.cells), Cell())
        return tuple(run for run in cell.words if not run.is_quiet)

    def value(self, *keys: str) -> str:
        cell = next((self.cells[key] for key in keys if key in self.cells), Cell())
        return cell.plain if cell.value is None else str(cell.value)


def _short_names(report: Report) -> dict[str, str]:
    """What mechanisms are called for short, by their slugs: by a key of them, else by the shortest mention."""
    rows = [_Named(table, row) for table in report.tables for row in table.rows]
    short: dict[str, str] = {}
    for row in rows:
        slugs, said = row.value("mechanisms"), _mention(row)
        if len(said) < len(short.get(slugs) or f"{said} "):
            short[slugs] = said
    return short | {row.value("mechanism"): named for row in rows if (named := row.value("short_name"))}


def _mention(row: _Named) -> str:
    return plain(row.words("iscm", "mechanism")).strip()


def _listed(row: _Named, short: Mapping[str, str]) -> Listed:
    status = row.value("status")
    slugs = row.value("mechanisms")
    names = [short.get(slug, "") for slug in slugs.split(SEVERAL)]
    return Listed(
        uid=row.value("uid"),
        title=row.words("title", "event"),
        mechanism=" / ".join(names) if all(names) else short.get(slugs) or _mention(row),
        date=plain(row.words("date", "dates")).strip(),
        place=plain(row.words("place")).strip(),
        edtf=row.value("edtf"),
        date_status=row.value("date_status"),
        status=status,
        attendance=row.value("attendance"),
        places=row.value("places"),
        outcome=row.value("outcome"),
        is_unlisted=status == UNLISTED or bool(row.value("unlisted_since")),
    )


def _matched(
    old: Mapping[str, Listed], new: Mapping[str, Listed], redirects: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, Listed]]:
    """Where each old meeting is now, by uid; and what each of those was: itself, else the first merged into it."""
    index = {part: uid for uid in new for part in uid.split(SEVERAL)}
    later = {uid: index[part] for uid in old if (part := _lead(uid, index, redirects))}
    met: dict[str, Listed] = {}
    for uid, into in later.items():
        if uid == into or into not in met:
            met[into] = old[uid]
    return later, met


def _lead(uid: str, index: Collection[str], redirects: Mapping[str, str]) -> str:
    """The first of a row's meetings that is there still, or became another that is; empty where none is."""
    ends = (_follow(part, index, redirects) for part in uid.split(SEVERAL))
    return next((end for end in ends if end in index), "")


def _follow(uid: str, index: Collection[str], redirects: Mapping[str, str]) -> str:
    seen = {uid}
    while uid not in index and redirects.get(uid, uid) not in seen:
        uid = redirects[uid]
        seen.add(uid)
    return uid


def _left(then: Listed, now: tuple[str, str] | None, words: Words) -> Change:
    if now is None or now[0] == then.edtf:
        return Change(What.GONE, then)
    return Change(What.MOVED, then, "date", text(then.date), text(in_print(*now, words)))


FATES = {
    Status.POSTPONED.value: What.POSTPONED,
    Status.RESCHEDULED.value: What.RESCHEDULED,
    Status.CANCELLED.value: What.CANCELLED,
}


def _differences(old: Listed, new: Listed) -> Iterator[Change]:
    fate, moved = _fate(old, new), _date_change(old, new)
    if moved:
        yield Change(fate or moved, new, "date", text(old.date), text(new.date))
    elif fate:
        yield Change(fate, new)
    # Both: a country's new name is no other place, and what is printed alike needs no word.
    if (old.places, old.attendance) != (new.places, new.attendance) and old.place != new.place:
        yield Change(What.RELOCATED, new, "place", text(old.place), text(new.place))
    if fold(plain(old.title)) != fold(plain(new.title)):
        yield Change(What.RENAMED, new, "title", old.title, new.title)
    if new.outcome and new.outcome != old.outcome:
        yield Change(What.OUTCOME, new)
    if old.is_unlisted != new.is_unlisted and new.status not in FATES:
        yield Change(What.UNLISTED if new.is_unlisted else What.LISTED, new)


def _fate(old: Listed, new: Listed) -> What | None:
    if old.status == new.status:
        return None
    return FATES.get(new.status, What.REINSTATED if old.status in FATES else None)


def _date_change(old: Listed, new: Listed) -> What | None:
    """A vague date that became days within it was confirmed, not moved; so was one no longer to be confirmed."""
    was_open, is_open = old.date_status == "tbc", new.date_status == "tbc"
    if old.edtf == new.edtf:
        return None if was_open == is_open else What.REOPENED if is_open else What.CONFIRMED
    if not new.edtf or (is_open and not was_open):
        return What.REOPENED
    if not old.edtf:
        return What.NARROWED if is_open else What.CONFIRMED
    return _within(Edtf.parse(old.edtf), Edtf.parse(new.edtf), is_open=is_open)


def _within(vague: Edtf, later: Edtf, *, is_open: bool) -> What:
    """Whether what is said now was possible before, and is all that was asked for."""
    is_days = later.is_day_precise and not later.is_choice
    if (vague.is_day_precise and not vague.is_choice) or not _covers(vague, later):
        return What.MOVED
    return What.CONFIRMED if is_days and not is_open else What.NARROWED


def _covers(wide: Edtf, near: Edtf) -> bool:
    starts = wide.earliest is None or (near.earliest is not None and near.earliest >= wide.earliest)
    return starts and (wide.latest is None or (near.latest is not None and near.latest <= wide.latest))
