"""The calendar of a year: Date | Place | ISCM | Title as the field prints it, and what stands around it."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import pairwise

from iscm.domain.listing import UNLISTED, MeetingRow
from iscm.domain.meetings import Status
from iscm.domain.records import DateStatus
from iscm.domain.vocabulary import Vocabulary
from iscm.publication.dates import day_in_words, span
from iscm.publication.labels import Labels
from iscm.publication.report import Block, Box, Bullets, Cell, Column, Heading, Paragraph, Report, Row, Table, text
from iscm.publication.reports.asked import Asked, selection_line
from iscm.publication.reports.listed import (
    Site,
    address_of,
    date_cell,
    machine_cells,
    machine_columns,
    place_cell,
    title_cell,
)
from iscm.publication.reports.mentions import MechanismFacts, Mentions
from iscm.publication.reports.sentences import attendance_in_words, meetings_in_words
from iscm.publication.reports.sources import SourceFacts, sources_blocks
from iscm.publication.titles import named
from iscm.publication.words import Words

NOT_TO_BE_HELD = frozenset({UNLISTED, Status.CANCELLED.value, Status.POSTPONED.value})
SHARES = (0.19, 0.17, 0.25, 0.39)


@dataclass(frozen=True, slots=True)
class CalendarFacts:
    """A year's meetings that fit what was asked for, in the order of lists.

    `of_year` are all of the year; `mechanisms` those of the rows, in the register's order; `sources` the documents that
    the rows rest on. `modified` is the last revision of what is told. `site` is the register's public address.
    """

    year: int
    rows: tuple[MeetingRow, ...]
    modified: datetime
    vocabulary: Vocabulary
    asked: Asked = field(default_factory=Asked)
    of_year: tuple[MeetingRow, ...] = field(default=(), repr=False)
    mechanisms: tuple[MechanismFacts, ...] = ()
    sources: tuple[SourceFacts, ...] = ()
    publisher: tuple[str, ...] = ()
    site: str = ""
    licence: str = ""

    @property
    def last_update(self) -> date | None:
        """The newest day that a source of the rows speaks for; None where none says."""
        return max((one.last_update for one in self.sources if one.last_update), default=None)

    @property
    def meetings(self) -> int:
        """How many meetings the rows stand for."""
        return sum(row.number for row in self.rows)

    def address(self, lang: str) -> str:
        """The page that shows the same in a language; empty where the register has no public address."""
        return Site(self.site, lang).page(f"/calendar/{self.year}/{self.asked.query}")


def build_calendar(facts: CalendarFacts, words: Words, edition: str, changes: Box | None = None) -> Report:
    """The calendar as a report, in one language.

    `edition` is the line that says which edition it is; `changes` the box that tells what changed since the one before.
    """
    labels = Labels(facts.vocabulary, words)
    facts = replace(facts, rows=named(facts.rows, words))
    table, key = _calendar(facts, labels), _key(facts, words)
    blocks: list[Block] = []
    if chosen := selection_line(facts.asked, labels):
        blocks.append(Paragraph(text(chosen)))
    blocks.append(Paragraph(text(_sentence(facts, words)), is_quiet=True))
    blocks += [changes] if changes else []
    blocks += [table, Heading(2, text(words.gettext("Mechanisms in this calendar")), "mechanisms"), key]
    blocks += [*sources_blocks(facts.sources, words), *_notes(facts, words)]
    return Report(
        kind="calendar",
        name=name_of(facts.year, facts.asked),
        lang=words.lang,
        title=title_of(facts.year, words),
        publisher=facts.publisher,
        edition=edition,
        modified=facts.modified,
        blocks=tuple(blocks),
        tables=(table, key),
        url=facts.address(words.lang),
        licence=facts.licence,
    )


def name_of(year: int, asked: Asked) -> str:
    """What the files of a calendar are called: "calendar-2024", "calendar-2024-rcm"."""
    return "-".join(part for part in ("calendar", str(year), asked.name) if part)


def title_of(year: int, words: Words) -> str:
    """The title of a year's calendar."""
    said = words.gettext("%(year)s Calendar of Meetings by Inter-State Consultation Mechanisms on Migration (ISCM)")
    return said % {"year": year}


def _sentence(facts: CalendarFacts, words: Words) -> str:
    """Say "119 meetings of 17 mechanisms; 44 online and 1 hybrid. Last update: 24 September 2024"."""
    said = words.gettext("; ").join((meetings_in_words(facts.rows, words), *attendance_in_words(facts.rows, words)))
    if facts.last_update is None:
        return words.gettext("%(sentence)s.") % {"sentence": said}
    day = day_in_words(facts.last_update, words)
    return words.gettext("%(sentence)s. Last update: %(date)s") % {"sentence": said, "date": day}


def _calendar(facts: CalendarFacts, labels: Labels) -> Table:
    words = labels.words
    headings = (
        ("date", words.gettext("Date"), words.gettext("The date as calendars print it; TBC: to be confirmed.")),
        ("place", words.gettext("Place"), words.gettext("City and country, or online; TBC: to be confirmed.")),
        ("iscm", words.gettext("ISCM"), words.gettext("The mechanisms that hold the meeting.")),
        ("title", words.gettext("Title of the Event"), words.gettext("The title in the words of its source.")),
    )
    columns = tuple(
        Column(key, heading, share, description=about, is_row_header=key == "title")
        for (key, heading, about), share in zip(headings, SHARES, strict=True)
    )
    caption = words.gettext("Meetings in the order of their dates; imprecise dates after the days they may cover")
    return Table("calendar", caption, (*columns, *machine_columns(words)), _rows(facts, labels))


def _rows(facts: CalendarFacts, labels: Labels) -> tuple[Row, ...]:
    words = labels.words
    site, mentions = Site(facts.site, words.lang), Mentions(facts.mechanisms, words)
    months = [None, *((row.sort_day.year, row.sort_day.month) for row in facts.rows)]
    rows = []
    for row, (before, month) in zip(facts.rows, pairwise(months), strict=True):
        address = address_of(row, site)
        printed = (
            date_cell(row, words),
            place_cell(row, labels),
            Cell(mentions.of(row, facts.year)),
            title_cell(row, words, address),
        )
        bookmark = "" if before == month else span("yMMM", row.sort_day, row.sort_day, words.locale)
        rows.append(Row((*printed, *machine_cells(row, address)), bookmark))
    return tuple(rows)


def _key(facts: CalendarFacts, words: Words) -> Table:
    """The mechanisms by short name, full name and website."""
    columns = (
        Column("short_name", words.gettext("ISCM"), 0.2, is_row_header=True, description=words.gettext("Short name.")),
        Column("full_name", words.gettext("Full name"), 0.48, description=words.gettext("Full name.")),
        Column("website", words.gettext("Website"), 0.32, description=words.gettext("Address of its website.")),
        Column("mechanism", "mechanism", description=words.gettext("Key of the mechanism."), is_printed=False),
        Column(
            "meetings",
            "meetings",
            kind="number",
            description=words.gettext("Its meetings in this calendar; joint ones count for each."),
            is_printed=False,
        ),
    )
    numbers: Counter[str] = Counter()
    for row in facts.rows:
        numbers.update(dict.fromkeys((party.slug for party in row.parties), row.number))
    rows = tuple(_key_row(one, numbers[one.slug], facts.year, words) for one in facts.mechanisms)
    return Table("mechanisms", words.gettext("Mechanisms with their short and full names"), columns, rows)


def _key_row(one: MechanismFacts, number: int, year: int, words: Words) -> Row:
    shown = one.address.partition("://")[2].removesuffix("/")
    printed = (text(one.acronym), one.name_for(year, words), text(shown, href=one.address))
    return Row((*map(Cell, printed), Cell(value=one.slug), Cell(value=number)))


def _notes(facts: CalendarFacts, words: Words) -> tuple[Block, ...]:
    """What a reader of these rows has to know, as far as it applies."""
    notes = [
        (
            any(row.date_status == DateStatus.TBC.value for row in facts.rows),
            words.gettext("TBC: to be confirmed by its source."),
        ),
        (
            any(not row.is_day_precise for row in facts.rows),
            words.gettext("A meeting without a known day stands after the days on which it may be."),
        ),
        (
            any(len(row.parties) > 1 for row in facts.rows),
            words.gettext("A meeting of several mechanisms is listed and counted once."),
        ),
        (
            any(row.count != 1 for row in facts.rows),
            words.gettext("A group of meetings counts as many as its source says; without a number it counts once."),
        ),
        (
            any(row.standing in NOT_TO_BE_HELD for row in facts.rows),
            words.gettext(
                "A meeting that was cancelled, postponed or is no longer listed is counted, since it was planned."
            ),
        ),
    ]
    said = tuple(text(note) for applies, note in notes if applies)
    return (Heading(2, text(words.gettext("Notes")), "notes"), Bullets(said)) if said else ()
