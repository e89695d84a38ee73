"""The tracker of an initiative: ISCM | Date | Place | Event | Outcome | Source; what words suggest stands apart."""

from collections.abc import Iterable, Sequence

from iscm.domain.listing import MeetingRow
from iscm.publication.dates import day_in_words
from iscm.publication.labels import Labels
from iscm.publication.report import Block, Cell, Column, Heading, Paragraph, Report, Row, Run, Table, Text, text
from iscm.publication.reports.asked import selection_line
from iscm.publication.reports.listed import (
    Site,
    date_cell,
    links_of,
    machine_cells,
    machine_columns,
    place_cell,
    title_cell,
)
from iscm.publication.reports.locators import locator_in_words
from iscm.publication.reports.mentions import Mentions
from iscm.publication.reports.reported import reported_blocks, reported_table
from iscm.publication.reports.sentences import meetings_in_words
from iscm.publication.reports.sources import sources_blocks
from iscm.publication.reports.tracked import Goal, TrackerFacts
from iscm.publication.words import Words

LATEST_YEAR = 9999  # of a meeting that nobody dated: its mechanism bears today's name
SHARES = (0.17, 0.13, 0.13, 0.22, 0.24, 0.11)
SUGGESTED_SHARES = (0.19, 0.15, 0.15, 0.28, 0.23)


def build_tracker(facts: TrackerFacts, words: Words, edition: str) -> Report:
    """The tracker as a report, in one language; `edition` is the line that says which edition it is."""
    labels = Labels(facts.vocabulary, words)
    writer = _Writer(facts, labels)
    stated, suggested, reported = writer.stated(), writer.suggested(), reported_table(facts.reported, words)
    blocks: list[Block] = [*_above(facts, labels)]
    blocks += [stated] if facts.stated else [Paragraph(text(_nothing_stated(words)))]
    blocks += reported_blocks(reported, words)
    if facts.suggested:
        heading = words.gettext("Suggested from their words, stated by no source")
        blocks += [Heading(2, text(heading), "suggested"), suggested]
    return Report(
        kind="tracker",
        name=facts.file_name,
        lang=words.lang,
        title=title_of(facts, words),
        publisher=facts.publisher,
        edition=edition,
        modified=facts.modified,
        blocks=(*blocks, *sources_blocks(facts.sources, words, is_numbered=True)),
        tables=tuple(table for table in (stated, suggested, reported) if table.rows) or (stated,),
        url=Site(facts.site, words.lang).page(f"/initiatives/{facts.initiative}/{facts.query}"),
        licence=facts.licence,
    )


def title_of(facts: TrackerFacts, words: Words) -> str:
    """The title: the initiative with its acronym, and the part of it that is meant."""
    name = f"{facts.name} ({facts.acronym})" if facts.acronym and facts.acronym not in facts.name else facts.name
    said = words.gettext(
        "Meetings by Inter-State Consultation Mechanisms on Migration (ISCM) at which the %(initiative)s was addressed"
    ) % {"initiative": name}
    if facts.goal is None:
        return said
    return words.gettext("%(title)s: %(part)s") % {"title": said, "part": goal_in_words(facts.goal, words)}


def goal_in_words(goal: Goal, words: Words) -> str:
    """Say "objective 9 (smuggling)" or "target 8.7 (forced and child labour …)"."""
    pattern = words.gettext("objective %(code)s") if goal.kind == "objective" else words.gettext("target %(code)s")
    said = pattern % {"code": goal.code}
    return f"{said} ({goal.short})" if goal.short else said


def reasons_in_words(row: MeetingRow, facts: TrackerFacts, labels: Labels) -> str:
    """Why the words of a meeting suggest it: the initiative they name, the themes near the part that is meant."""
    words = labels.words
    told = [
        words.gettext("names it: %(words)s") % {"words": one.reason} if one.reason else words.gettext("names it")
        for one in row.initiatives
        if one.slug == facts.initiative
    ]
    return words.gettext("; ").join([*told, *_themes_in_words(row, facts, labels)])


def _themes_in_words(row: MeetingRow, facts: TrackerFacts, labels: Labels) -> list[str]:
    words, near = labels.words, facts.goal.themes if facts.goal else ()
    told = []
    for theme in row.themes:
        if theme.slug in near:
            said = words.gettext("theme %(values)s") % {"values": labels.theme(theme.slug, theme.label)}
            told.append(f"{said}: {theme.reason}" if theme.reason else said)
    return told


def _nothing_stated(words: Words) -> str:
    return words.gettext("No source read so far states that a meeting addressed it.")


def _above(facts: TrackerFacts, labels: Labels) -> Iterable[Block]:
    words, goal = labels.words, facts.goal
    if chosen := selection_line(facts.asked, labels):
        yield Paragraph(text(chosen))
    if goal:
        themes = words.gettext(", ").join(labels.theme(slug) for slug in goal.themes) or words.gettext("none")
        said = words.gettext("Meetings are placed under it by the themes near it (%(themes)s); no source says so.")
        yield Paragraph((Run(goal.title, lang="" if words.key == "en" else "en"),))
        yield Paragraph(text(said % {"themes": themes}), is_quiet=True)
    if facts.stated or facts.suggested:
        yield Paragraph(text(_sentence(facts, words)), is_quiet=True)


def _sentence(facts: TrackerFacts, words: Words) -> str:
    """Say "20 meetings of 12 mechanisms; 6 more suggested from their words. Last update: 24 September 2024"."""
    told = [meetings_in_words(facts.stated, words)] if facts.stated else []
    if facts.suggested and facts.stated:
        more = sum(row.number for row in facts.suggested)
        told.append(words.gettext("%(n)s more suggested from their words") % {"n": more})
    elif facts.suggested:
        number = meetings_in_words(facts.suggested, words)
        told.append(words.gettext("%(meetings)s suggested from their words") % {"meetings": number})
    said = words.gettext("; ").join(told)
    if facts.last_update is None:
        return words.gettext("%(sentence)s.") % {"sentence": said}
    day = day_in_words(facts.last_update, words)
    return words.gettext("%(sentence)s. Last update: %(date)s") % {"sentence": said, "date": day}


class _Writer:
    """The tables of one tracker: a mechanism is named in full once in both together."""

    def __init__(self, facts: TrackerFacts, labels: Labels) -> None:
        self.facts, self.labels, self.words = facts, labels, labels.words
        self.site, self.mentions = Site(facts.site, labels.words.lang), Mentions(facts.mechanisms, labels.words)
        self.receipts = dict(facts.receipts)
        self.numbers = {one.id: number for number, one in enumerate(facts.sources, start=1)}

    def stated(self) -> Table:
        """What a source states, with outcome and receipt."""
        words = self.words
        more = (
            ("outcome", words.gettext("Outcome"), words.gettext("What came of it, and where that can be read.")),
            ("source", words.gettext("Source"), words.gettext("Which source says so, by its number below, and where.")),
        )
        about = words.gettext("Meetings at which a source says that it was addressed, in the order of their dates")
        return self._table("tracker", about, (*self._shared(), *more), SHARES, self.facts.stated)

    def suggested(self) -> Table:
        """What only words suggest, with the reason."""
        words = self.words
        why = ("reason", words.gettext("Why it is suggested"), words.gettext("The words or themes that suggest it."))
        about = words.gettext("Meetings of which only the words suggest that it was addressed")
        return self._table("suggested", about, (*self._shared(), why), SUGGESTED_SHARES, self.facts.suggested)

    def _shared(self) -> tuple[tuple[str, str, str], ...]:
        words = self.words
        return (
            ("iscm", words.gettext("ISCM"), words.gettext("The mechanisms that hold the meeting.")),
            ("date", words.gettext("Date"), words.gettext("The date as calendars print it; TBC: to be confirmed.")),
            ("place", words.gettext("Place"), words.gettext("City and country, or online; TBC: to be confirmed.")),
            ("event", words.gettext("Event"), words.gettext("The title in the words of its source.")),
        )

    def _table(
        self,
        key: str,
        caption: str,
        headings: Sequence[tuple[str, str, str]],
        shares: Sequence[float],
        rows: Sequence[MeetingRow],
    ) -> Table:
        columns = tuple(
            Column(name, heading, share, description=about, is_row_header=name == "event")
            for (name, heading, about), share in zip(headings, shares, strict=True)
        )
        made = tuple(self._row(row, is_stated=key == "tracker") for row in rows)
        return Table(key, caption, (*columns, *machine_columns(self.words), *_receipt_columns(self.words)), made)

    def _row(self, row: MeetingRow, *, is_stated: bool) -> Row:
        links = links_of(row)
        # Where there is an outcome, the addresses say where to read it; else the title leads to the first.
        title_href = self.site.meeting(row.uid) or ("" if row.outcome and is_stated else next(iter(links), ""))
        year = row.earliest.year if row.earliest else LATEST_YEAR
        printed = (
            Cell(self.mentions.of(row, year)),
            date_cell(row, self.words),
            place_cell(row, self.labels),
            title_cell(row, self.words, title_href),
        )
        last = (
            (Cell(_outcome(row, links)), Cell(self._source(row)))
            if is_stated
            else (Cell(text(reasons_in_words(row, self.facts, self.labels))),)
        )
        own = next(iter(links), "") or title_href
        return Row((*printed, *last, *machine_cells(row, own), *self._receipt_cells(row, is_stated=is_stated)))

    def _source(self, row: MeetingRow) -> Text:
        receipt = self.receipts.get(row.uid)
        if receipt is None:
            return ()
        where = locator_in_words(receipt.locator, self.words)
        number = f"[{self.numbers.get(receipt.source, 0)}]"
        href = self.site.record(receipt.document, receipt.record) or "#sources"
        runs = [Run(f"{number}, {where}" if where else number, href=href)]
        if themes := _themes_in_words(row, self.facts, self.labels):
            semicolon = self.words.gettext("; ")
            runs.append(Run(f"{semicolon}{semicolon.join(themes)}", is_quiet=True))
        return tuple(runs)

    def _receipt_cells(self, row: MeetingRow, *, is_stated: bool) -> tuple[Cell, ...]:
        receipt = self.receipts.get(row.uid)
        document = next((one.sha256 for one in self.facts.sources if receipt and one.id == receipt.source), "")
        values = (
            "stated" if is_stated else "suggested",
            self.facts.initiative,
            document,
            locator_in_words(receipt.locator, self.words) if receipt else "",
            self.site.record(receipt.document, receipt.record) if receipt else "",
        )
        return tuple(Cell(value=value or None) for value in values)


def _receipt_columns(words: Words) -> tuple[Column, ...]:
    said = (
        ("basis", words.gettext("stated by a source, or suggested from the words.")),
        ("initiative", words.gettext("The initiative by its key.")),
        ("document", words.gettext("The document that says so, by its SHA-256.")),
        ("locator", words.gettext("The place in that document.")),
        ("receipt", words.gettext("The address of what was read there.")),
    )
    return tuple(Column(key, key, description=about, is_printed=False) for key, about in said)


def _outcome(row: MeetingRow, links: Sequence[str]) -> Text:
    """The outcome in words and the addresses where it can be read, as the field's trackers print them."""
    runs = [Run(row.outcome)] if row.outcome else []
    for link in links:
        runs += [Run(" ")] if runs else []
        runs.append(Run(link, href=link))
    return tuple(runs)
