"""The tables that spreadsheets and data formats carry: mentions, themes, initiatives, publications.

The words of the tables are those of the language; the columns that are not printed are for machines, the same in all.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from iscm.domain.dates import Edtf
from iscm.publication.labels import Labels
from iscm.publication.printed_dates import in_print
from iscm.publication.report import Cell, Column, Row, Table, Value, text
from iscm.publication.reports.highlights.facts import HighlightsFacts, Indexed
from iscm.publication.reports.highlights.grouping import Mention, group_meetings
from iscm.publication.reports.highlights.indexes import initiative_name
from iscm.publication.titles import tidied
from iscm.publication.words import Words

BETWEEN = ";"  # between values of one cell for machines


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed column with what makes its cell of a mention."""

    column: Column
    cell: Callable[[Mention], Cell]


def all_tables(facts: HighlightsFacts, words: Words) -> tuple[Table, ...]:
    """The main table with a row for each mention, joint ones once; then themes, initiatives and publications."""
    return (
        mentions_table(facts, words),
        _index_table("themes", words.gettext("Themes by mechanism"), facts.themes, facts, words),
        _index_table("initiatives", words.gettext("Global initiatives by mechanism"), facts.initiatives, facts, words),
        _publications_table(facts, words),
    )


def mentions_table(facts: HighlightsFacts, words: Words) -> Table:
    """One row for each mention: meetings of one name and mechanism together, printed columns first."""
    printed = _printed(facts, words)
    caption = words.gettext("Meetings of %(year)s") % {"year": facts.year}
    rows = tuple(
        Row((*(one.cell(mention) for one in printed), *(Cell(value=value) for value in _machine(mention))))
        for mention in _all_mentions(facts)
    )
    return Table("meetings", caption, (*(one.column for one in printed), *_MACHINE), rows)


def _all_mentions(facts: HighlightsFacts) -> Iterable[Mention]:
    """Every mention once, under the first of its mechanisms; those of nobody last."""
    slugs = [one.slug for one in facts.told]
    own = {slug: [row for row in facts.meetings if row.parties and row.parties[0].slug == slug] for slug in slugs}
    rest = [row for row in facts.meetings if not row.parties or row.parties[0].slug not in own]
    for rows in (*own.values(), rest):
        yield from group_meetings(rows)


def _printed(facts: HighlightsFacts, words: Words) -> Sequence[_Printed]:
    labels, t = Labels(facts.vocabulary, words), words.gettext

    def lang(mention: Mention) -> str:
        return "" if mention.first.lang in {"und", words.lang} else mention.first.lang

    def several(mention: Mention, say: Callable[[Mention], list[str]], between: str = "; ") -> Cell:
        return Cell(text(between.join(dict.fromkeys(part for part in say(mention) if part))))

    return (
        _Printed(
            Column("mechanism", "ISCM", 0.16, description=t("The mechanisms that hold the meeting")),
            lambda mention: Cell(text(t(" and ").join(party.acronym for party in mention.first.parties))),
        ),
        _Printed(
            Column("title", t("Event"), 0.34, description=t("The name of the meeting"), is_row_header=True),
            lambda mention: Cell(text(tidied(mention.first.title), lang=lang(mention))),
        ),
        _Printed(
            Column("number", t("Number"), 0.08, "number", t("How many meetings; empty where no number is said")),
            lambda mention: Cell(text("" if mention.number is None else str(mention.number)), mention.number),
        ),
        _Printed(
            Column("dates", t("Date"), 0.16, description=t("The days, as precise as the source is")),
            lambda mention: Cell(text(in_print(mention.edtf, mention.first.date_status, words))),
        ),
        _Printed(
            Column("place", t("Place"), 0.12, description=t("City and country")),
            lambda mention: several(mention, lambda held: [labels.places(row.places) for row in held.rows]),
        ),
        _Printed(
            Column("topic", t("Topic"), 0.14, description=t("What the meeting was about, where that is said")),
            lambda mention: Cell(text(mention.first.topic, lang=lang(mention))),
        ),
    )


_MACHINE = tuple(
    Column(key, key, kind=kind, description=description, is_printed=False)
    for key, kind, description in (
        ("edtf", "text", "The dates as EDTF (ISO 8601-2)"),
        ("first_day", "day", "The first possible day"),
        ("last_day", "day", "The last possible day"),
        ("date_status", "text", "confirmed, or tbc for to be confirmed"),
        ("status", "text", "planned, tentative, confirmed, held, postponed, rescheduled or cancelled"),
        ("attendance", "text", "in-person, online, hybrid or unknown"),
        ("count", "number", "The number of meetings; empty where none is said"),
        ("mechanisms", "text", "Slugs of the mechanisms, between semicolons"),
        ("places", "text", "City|country code, between semicolons"),
        ("kind", "text", "Slug of the kind of meeting"),
        ("themes", "text", "Slugs of the themes that sources state, between semicolons"),
        ("outcome", "text", "What came of the meeting"),
        ("uid", "text", "The permanent identifiers of the meetings, between semicolons"),
    )
)


def _machine(mention: Mention) -> tuple[Value, ...]:
    row = mention.first
    first, last = _bounds(mention)
    return (
        mention.edtf or row.edtf,
        first,
        last,
        row.date_status,
        row.status,
        row.attendance,
        mention.number,
        BETWEEN.join(party.slug for party in row.parties),
        BETWEEN.join(dict.fromkeys(f"{place.city}|{place.country}" for held in mention.rows for place in held.places)),
        row.kind,
        BETWEEN.join(dict.fromkeys(one.slug for held in mention.rows for one in held.themes if one.basis == "stated")),
        row.outcome,
        BETWEEN.join(mention.uids),
    )


def _bounds(mention: Mention) -> tuple[date | None, date | None]:
    text_ = mention.edtf or mention.first.edtf
    when = Edtf.parse(text_) if text_ else None
    return (when.earliest, when.latest) if when else (None, None)


def _index_table(key: str, caption: str, found: Sequence[Indexed], facts: HighlightsFacts, words: Words) -> Table:
    """A row for each theme or initiative and mechanism; one without a mechanism where only a remark is printed."""
    labels, t = Labels(facts.vocabulary, words), words.gettext
    columns = (
        Column("label", t("Theme") if key == "themes" else t("Initiative"), 0.5, is_row_header=True),
        Column("mechanism", "ISCM", 0.3),
        Column("remark", t("Remark"), 0.2),
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
    t = words.gettext
    columns = (
        Column("title", t("Title"), 0.6, is_row_header=True),
        Column("mechanisms", "ISCM", 0.2),
        Column("url", t("Address"), 0.2),
        Column("mechanism_slugs", "mechanism_slugs", is_printed=False),
    )
    rows = tuple(
        Row(
            (
                Cell(text(one.title, lang="" if one.lang in {"und", words.lang} else one.lang, href=one.url)),
                Cell(text(t(", ").join(facts.names[slug].acronym for slug in one.mechanisms if slug in facts.names))),
                Cell(text(one.url, href=one.url)),
                Cell(value=BETWEEN.join(one.mechanisms)),
            )
        )
        for one in facts.publications
    )
    return Table("publications", t("Publications of %(year)s") % {"year": facts.year}, columns, rows)
