"""The tables that spreadsheets and data formats carry: mentions, themes, initiatives, publications.

The words of the tables are those of the language; the columns that are not printed are for machines, the same in all.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from iscm.publication.labels import Labels
from iscm.publication.report import Cell, Column, Row, Table, text
from iscm.publication.reports.highlights.facts import HighlightsFacts, Indexed
from iscm.publication.reports.highlights.grouping import Mention, group_meetings
from iscm.publication.reports.highlights.indexes import initiative_name
from iscm.publication.reports.listed import Site, address_of, date_cell, machine_cells, machine_columns, place_cell
from iscm.publication.titles import tidied
from iscm.publication.words import Words

BETWEEN = ";"  # between values of one cell for machines


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed column with what makes its cell of a mention."""

    column: Column
    cell: Callable[[Mention], Cell]


def all_tables(facts: HighlightsFacts, words: Words) -> tuple[Table, ...]:
    """The main table with a row for each mention, joint ones once; then what stands beside the meetings."""
    return (
        mentions_table(facts, words),
        _index_table("themes", words.gettext("Themes by mechanism"), facts.themes, facts, words),
        _index_table("initiatives", words.gettext("Global initiatives by mechanism"), facts.initiatives, facts, words),
        _publications_table(facts, words),
        _anniversaries_table(facts, words),
    )


def mentions_table(facts: HighlightsFacts, words: Words) -> Table:
    """One row for each mention: meetings of one name and mechanism together, printed columns first."""
    printed, site = _printed(facts, words), Site(facts.site)
    has_outcomes = any(row.outcome for row in facts.meetings)
    columns = (*(one.column for one in printed), *_machine_columns(words, has_outcomes=has_outcomes))
    rows = tuple(
        Row((*(one.cell(held) for one in printed), *_machine_cells(held, site, has_outcomes=has_outcomes)))
        for held in _all_mentions(facts)
    )
    return Table("meetings", words.gettext("Meetings of %(year)s") % {"year": facts.year}, columns, rows)


def _all_mentions(facts: HighlightsFacts) -> Iterable[Mention]:
    """Every mention once, under the first of its mechanisms; those of nobody last."""
    slugs = [one.slug for one in facts.told]
    own = {slug: [row for row in facts.meetings if row.parties and row.parties[0].slug == slug] for slug in slugs}
    rest = [row for row in facts.meetings if not row.parties or row.parties[0].slug not in own]
    for rows in (*own.values(), rest):
        yield from group_meetings(rows)


def _printed(facts: HighlightsFacts, words: Words) -> Sequence[_Printed]:
    labels = Labels(facts.vocabulary, words)

    def lang(mention: Mention) -> str:
        return "" if mention.first.lang in {"und", words.key} else mention.first.lang

    return (
        _Printed(
            Column("mechanism", "ISCM", 0.16, description=words.gettext("The mechanisms that hold the meeting")),
            lambda mention: Cell(text(words.gettext(" and ").join(party.acronym for party in mention.first.parties))),
        ),
        _Printed(
            Column(
                "title",
                words.gettext("Event"),
                0.34,
                description=words.gettext("The name of the meeting"),
                is_row_header=True,
            ),
            lambda mention: Cell(text(tidied(mention.first.title), lang=lang(mention))),
        ),
        _Printed(
            Column(
                "number",
                words.gettext("Number"),
                0.08,
                "number",
                words.gettext("How many meetings; empty where no number is said"),
            ),
            lambda mention: Cell(text("" if mention.number is None else str(mention.number)), mention.number),
        ),
        _Printed(
            Column(
                "dates", words.gettext("Date"), 0.16, description=words.gettext("The days, as precise as the source is")
            ),
            lambda mention: date_cell(mention.as_row(), words),
        ),
        _Printed(
            Column("place", words.gettext("Place"), 0.12, description=words.gettext("City and country")),
            lambda mention: _places(mention, labels),
        ),
        _Printed(
            Column(
                "topic",
                words.gettext("Topic"),
                0.14,
                description=words.gettext("What the meeting was about, where that is said"),
            ),
            lambda mention: Cell(text(mention.first.topic, lang=lang(mention))),
        ),
    )


def _places(mention: Mention, labels: Labels) -> Cell:
    """The places of all, each once."""
    said = dict.fromkeys(place_cell(row, labels).plain for row in mention.rows)
    return Cell(text("; ".join(place for place in said if place)))


def _machine_columns(words: Words, *, has_outcomes: bool) -> tuple[Column, ...]:
    """Those of every list of meetings, and the outcome where any is known."""
    about = words.gettext("What came of the meeting, where a source says so.")
    outcome = (Column("outcome", "outcome", description=about, is_printed=False),) if has_outcomes else ()
    return (*machine_columns(words), *outcome)


def _machine_cells(mention: Mention, site: Site, *, has_outcomes: bool) -> tuple[Cell, ...]:
    row = mention.as_row()
    url = address_of(row, site) if len(mention.rows) == 1 else ""
    return (*machine_cells(row, url), *((Cell(value=row.outcome or None),) if has_outcomes else ()))


def _index_table(key: str, caption: str, found: Sequence[Indexed], facts: HighlightsFacts, words: Words) -> Table:
    """A row for each theme or initiative and mechanism; one without a mechanism where only a remark is printed."""
    labels = Labels(facts.vocabulary, words)
    columns = (
        Column(
            "label", words.gettext("Theme") if key == "themes" else words.gettext("Initiative"), 0.5, is_row_header=True
        ),
        Column("mechanism", "ISCM", 0.3),
        Column("remark", words.gettext("Remark"), 0.2),
        Column("slug", "slug", is_printed=False),
        Column("mechanism_slug", "mechanism_slug", is_printed=False),
    )
    rows = []
    for one in found:
        label = labels.theme(one.slug, one.label) if key == "themes" else initiative_name(one, facts)
        for slug in one.mechanisms or (("",) if one.remark else ()):
            acronym = facts.names[slug].acronym if slug in facts.names else slug
            words_ = (text(label), text(acronym), text(one.remark, lang="" if words.lang == "en" else "en"))
            rows.append(Row((*map(Cell, words_), Cell(value=one.slug), Cell(value=slug))))
    return Table(key, caption, columns, tuple(rows))


def _publications_table(facts: HighlightsFacts, words: Words) -> Table:
    columns = (
        Column("title", words.gettext("Title"), 0.6, is_row_header=True),
        Column("mechanisms", "ISCM", 0.2),
        Column("url", words.gettext("Address"), 0.2),
        Column("mechanism_slugs", "mechanism_slugs", is_printed=False),
    )
    rows = tuple(
        Row(
            (
                Cell(text(one.title, lang="" if one.lang in {"und", words.key} else one.lang, href=one.url)),
                Cell(
                    text(
                        words.gettext(", ").join(
                            facts.names[slug].acronym for slug in one.mechanisms if slug in facts.names
                        )
                    )
                ),
                Cell(text(one.url, href=one.url)),
                Cell(value=BETWEEN.join(one.mechanisms)),
            )
        )
        for one in facts.publications
    )
    return Table("publications", words.gettext("Publications of %(year)s") % {"year": facts.year}, columns, rows)


def _anniversaries_table(facts: HighlightsFacts, words: Words) -> Table:
    columns = (
        Column("mechanism", "ISCM", 0.7, is_row_header=True),
        Column("years", words.gettext("Years"), 0.3, "number"),
        Column("mechanism_slug", "mechanism_slug", is_printed=False),
    )
    rows = tuple(
        Row((Cell(text(one.acronym)), Cell(text(str(years)), years), Cell(value=one.slug)))
        for one, years in facts.jubilees()
    )
    return Table("anniversaries", words.gettext("Anniversaries in %(year)s") % {"year": facts.year}, columns, rows)
