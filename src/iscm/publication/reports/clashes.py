"""The clashes of a year: which meetings lie near each other, whom they share, and how sure that is."""

from collections.abc import Sequence

from iscm.domain.listing import MeetingRow
from iscm.publication.labels import Labels, basis_in_words
from iscm.publication.planning_words import certainty_in_words, clash_in_words, weight_in_words
from iscm.publication.report import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Paragraph,
    Report,
    Row,
    Run,
    Table,
    Text,
    text,
)
from iscm.publication.reports.asked import selection_line
from iscm.publication.reports.clashing import ClashFacts, ClashLine, SeatsFacts
from iscm.publication.reports.listed import Site, date_cell, place_cell, title_cell
from iscm.publication.reports.sentences import meetings_in_words
from iscm.publication.words import Words

SHARES = (0.07, 0.29, 0.29, 0.35)
MEETING = ("date", "place", "mechanisms", "title", "uid")
SEPARATOR = ";"


def build_clashes(facts: ClashFacts, words: Words, edition: str) -> Report:
    """The report in one language; `edition` is the line that says of when it is."""
    labels = Labels(facts.vocabulary, words)
    table, seats = _table(facts, labels), _seats(facts, words)
    blocks: list[Block] = []
    if chosen := selection_line(facts.asked, labels):
        blocks.append(Paragraph(text(chosen)))
    blocks.append(Paragraph(text(sentence(facts, words)), is_quiet=True))
    blocks.append(table if facts.lines else Paragraph(text(nothing(words, is_stretch=facts.stretch > 0))))
    if facts.seats:
        blocks += [Heading(2, text(words.gettext("Lists of members that this rests on")), "seats"), seats]
    blocks += [Heading(2, text(words.gettext("How this was counted")), "counted"), Bullets(_notes(facts, words))]
    return Report(
        kind="clashes",
        name="-".join(part for part in ("clashes", str(facts.year), facts.asked.name) if part),
        lang=words.lang,
        title=title_of(facts.year, words),
        publisher=facts.publisher,
        edition=edition,
        modified=facts.modified,
        blocks=tuple(blocks),
        tables=(table, seats),
        url=Site(facts.site, words.lang).page(f"/overlaps/clashes/{facts.year}/{facts.asked.query}"),
        licence=facts.licence,
    )


def title_of(year: int, words: Words) -> str:
    """The title of a year's report."""
    return words.gettext("Meetings near each other in %(year)s") % {"year": year}


def sentence(facts: ClashFacts, words: Words) -> str:
    """Say how many meetings were compared, how many pairs lie near each other, and of how many the days are sure."""
    compared = words.gettext("%(meetings)s were compared") % {"meetings": meetings_in_words(facts.rows, words)}
    number = len(facts.lines)
    pairs = words.ngettext(
        "%(n)s pair lies no more than %(days)s days apart and shares States, a theme or a secretariat",
        "%(n)s pairs lie no more than %(days)s days apart and share States, a theme or a secretariat",
        number,
    ) % {"n": number, "days": facts.within}
    sure = words.ngettext("the days of %(n)s are sure", "the days of %(n)s are sure", facts.sure) % {"n": facts.sure}
    return words.gettext("%(sentence)s.") % {"sentence": words.gettext("; ").join((compared, pairs, sure))}


def nothing(words: Words, *, is_stretch: bool = False) -> str:
    """What is said where no pair of a year is told, or of a stretch of it."""
    if is_stretch:
        return words.gettext("No two meetings of these days lie near each other and share members, as far as is known.")
    return words.gettext("No two meetings of this year lie near each other and share members, as far as is known.")


def notes(facts: ClashFacts, words: Words) -> tuple[str, ...]:
    """How it was counted, a sentence each."""
    return (
        words.gettext(
            "Two meetings near each other can be a clash, or a chance to meet jointly: both are shown alike."
        ),
        words.gettext(
            "The weight is counted in States: 1 for each member of both, 1 more for a State whose delegations are one"
            " or two people; a State that only observes, or may come because a meeting is open to all, counts a"
            " quarter. A common theme adds 1, a common secretariat 2. Each day between two meetings halves it; two"
            " meetings of one mechanism weigh a quarter; long ways add to meetings on neighbouring days."
        ),
        words.gettext(
            "A meeting of which only the month is known counts with the probability that it lies near, never as sure."
            " What was cancelled or postponed is left out."
        ),
        words.gettext("A joint meeting counts the members of all its mechanisms."),
        words.ngettext(
            "%(n)s more pair weighs less than %(least)s and is not shown.",
            "%(n)s more pairs weigh less than %(least)s each and are not shown.",
            facts.lighter,
        )
        % {"n": facts.lighter, "least": f"{facts.least:g}"},
    )


def chance_in_words(line: ClashLine, words: Words) -> str:
    """Say "sure" or "possible, 40%", never 0% or 100% of what is not known."""
    return certainty_in_words(line.chance, words, is_sure=line.is_sure)


def _notes(facts: ClashFacts, words: Words) -> tuple[Text, ...]:
    return tuple(text(one) for one in notes(facts, words))


def _table(facts: ClashFacts, labels: Labels) -> Table:
    words, site = labels.words, Site(facts.site, labels.words.lang)
    headings = (
        ("weight", words.gettext("Weight"), words.gettext("In States that would have to be at two meetings at once.")),
        ("first", words.gettext("Meeting"), words.gettext("The meeting that begins first.")),
        ("second", words.gettext("Near"), words.gettext("The other meeting.")),
        ("why", words.gettext("Why"), words.gettext("The days, and what both share.")),
    )
    columns = tuple(
        Column(key, heading, share, "number" if key == "weight" else "text", about, is_row_header=key == "first")
        for (key, heading, about), share in zip(headings, SHARES, strict=True)
    )
    caption = words.gettext("Pairs of meetings near each other, the weightiest first")
    rows = tuple(Row((*_printed(line, labels, site), *_machine(line))) for line in facts.lines)
    return Table("clashes", caption, (*columns, *_machine_columns(words)), rows)


def _printed(line: ClashLine, labels: Labels, site: Site) -> Sequence[Cell]:
    return (
        Cell(text(weight_in_words(line.weight, labels.words)), round(line.weight, 3)),
        _meeting(line.one, labels, site),
        _meeting(line.other, labels, site),
        Cell(text(clash_in_words(line.reasons, labels))),
    )


def _meeting(row: MeetingRow, labels: Labels, site: Site) -> Cell:
    """Day, mechanisms, title, place in one cell."""
    words = labels.words
    who = ", ".join(party.acronym for party in row.parties)
    day, where = date_cell(row, words).plain, place_cell(row, labels).plain
    before = words.gettext(" · ").join(part for part in (day, who) if part)
    title = title_cell(row, words, site.meeting(row.uid)).words
    after = (Run(f" · {where}", is_quiet=True),) if where else ()
    return Cell((Run(f"{before} · ", is_strong=True), *title, *after))


def _machine_columns(words: Words) -> tuple[Column, ...]:
    said = (
        ("chance", "number", words.gettext("The probability that they lie near each other, from 0 to 1.")),
        ("gap_days", "number", words.gettext("The least number of days from one to the other; 0: they share a day.")),
        (
            "shared_members",
            "text",
            words.gettext("Members of both by ISO 3166-1, with semicolons; small ones first."),
        ),
        ("shared_observers", "text", words.gettext("States in both that only observe in one, likewise.")),
        ("invited", "number", words.gettext("Members of one where the other is open to all States.")),
        ("kilometres", "number", words.gettext("Between the places; empty if one is online or not known.")),
        ("first_uid", "text", words.gettext("The permanent key of the first meeting.")),
        ("second_uid", "text", words.gettext("The permanent key of the second meeting.")),
        ("first_edtf", "text", words.gettext("The date of the first meeting in EDTF.")),
        ("second_edtf", "text", words.gettext("The date of the second meeting in EDTF.")),
    )
    return tuple(Column(key, key, kind=kind, description=about, is_printed=False) for key, kind, about in said)


def _machine(line: ClashLine) -> Sequence[Cell]:
    values = (
        round(line.chance, 4),
        line.gap,
        SEPARATOR.join(line.shared),
        SEPARATOR.join(line.observing),
        line.invited,
        line.kilometres,
        line.one.uid,
        line.other.uid,
        line.one.edtf,
        line.other.edtf,
    )
    return tuple(Cell(text(value) if isinstance(value, str) else (), value) for value in values)


def _seats(facts: ClashFacts, words: Words) -> Table:
    columns = (
        Column("mechanism", words.gettext("ISCM"), 0.22, is_row_header=True),
        Column("members", words.gettext("Members"), 0.12, "number"),
        Column("basis", words.gettext("How sure the list is"), 0.34),
        Column("as_of", words.gettext("As of"), 0.12),
        Column("source", words.gettext("Source"), 0.2),
    )
    rows = tuple(Row(_seat_cells(one, words)) for one in facts.seats)
    return Table("seats", words.gettext("The lists of members that the clashes rest on"), columns, rows)


def _seat_cells(one: SeatsFacts, words: Words) -> tuple[Cell, ...]:
    basis = words.gettext("all States, open") if one.is_open else basis_in_words(one.basis, words)
    return (
        Cell(text(one.acronym)),
        Cell(text(str(one.members)), one.members),
        Cell(text(basis)),
        Cell(text(one.as_of)),
        Cell(text(one.source)),
    )
