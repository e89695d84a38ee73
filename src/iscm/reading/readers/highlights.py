"""The newsletters: several meetings in a sentence, under the name of their mechanism."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from iscm.domain.citations import Locator
from iscm.domain.documents import Document
from iscm.domain.names import fold
from iscm.domain.problems import Problem
from iscm.domain.readings import Reading, Section
from iscm.domain.records import Anniversary, Record
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.dates import detect_order
from iscm.reading.cells.mechanisms import mechanism_finder
from iscm.reading.fingerprints import fingerprints
from iscm.reading.layouts.elements import Layout
from iscm.reading.ledger import Ledger
from iscm.reading.problem_codes import problem
from iscm.reading.readers.facts import detect_language
from iscm.reading.readers.mention_shadow import cast_shadow
from iscm.reading.readers.mention_words import ANY_HEAD, MONTH
from iscm.reading.readers.newsletter_anniversaries import find_anniversary
from iscm.reading.readers.newsletter_headings import Heading, find_heading, is_spaced, squash
from iscm.reading.readers.newsletter_index import labels_of, read_indexes
from iscm.reading.readers.newsletter_lines import Line, flow, known_words, newsletter_lines
from iscm.reading.readers.newsletter_linking import Linked, read_links, take_addresses
from iscm.reading.readers.newsletter_masthead import TITLE, YEAR, Masthead, read_masthead
from iscm.reading.readers.newsletter_publications import read_publications
from iscm.reading.readers.newsletter_records import Paragraph, read_records
from iscm.reading.readers.newsletter_sections import Kind, Part, part_newsletter

READER = "highlights"
OPENING_ROWS = 30
LONGEST_HEADING = 200
LEAST_TOLD = 2  # lines with a meeting and its date in brackets
SQUASHED_TITLE = re.compile(r"highlights|newsletter|bulletin|boletin|yearinreview|faitssaillants")
BRACKETED_DATE = re.compile(r"\(\s*(?:\d{1,2}|[A-Za-zÀ-ÿ]+ \d)[^()]{0,60}\)")


def claims_layout(layout: Layout) -> float:
    """How sure it is, from 0 to 1, that a document is a newsletter: by its title, headings and dates in brackets."""
    opening = layout.rows[:OPENING_ROWS]
    score = 0.5 * any(_is_title(row.text) for row in opening if len(row.text) < LONGEST_HEADING)
    score = score or 0.5 * bool(layout.title and TITLE.search(layout.title))
    lines = [row for row in layout.rows if row.table is None and len(row.text) < LONGEST_HEADING]
    headings = {find_heading(row.text) for row in lines[:2000]} - {None, Heading.CONTINUED, Heading.OTHER}
    score += min(0.15 * len(headings), 0.3)
    told = [row for row in layout.rows[:2000] if BRACKETED_DATE.search(row.text) and ANY_HEAD.search(row.text)]
    score += 0.2 * (len(told) >= LEAST_TOLD)
    tables = sum(row.table is not None for row in layout.rows)
    if tables * 2 > len(layout.rows) and len(told) * 3 < tables:
        score -= 0.4
    return max(0.0, min(score, 1.0))


def _is_title(text: str) -> bool:
    return bool(TITLE.search(text)) or (is_spaced(text) and bool(SQUASHED_TITLE.search(squash(text))))


def read_highlights(layout: Layout, document: Document, vocabulary: Vocabulary) -> Reading:
    """Everything a newsletter says: records, indexes, publications, anniversaries, links and its own facts.

    Every row is used, set aside by name, or reported; linear in the rows.
    """
    finder, labels = mechanism_finder(vocabulary), labels_of(vocabulary)
    lines = newsletter_lines(layout)
    known = known_words(lines)
    words = known | _vocabulary_words(vocabulary)
    parted = part_newsletter(lines, finder, labels, words)
    parts = list(parted.parts)
    ledger = Ledger(layout.rows)
    for line, what in parted.furniture:
        ledger.set_aside(what, line.index)

    masthead = _take_masthead(parts, layout, words, ledger)
    year = masthead.year or _year_of(parts, lines)
    lang = detect_language([line.text for line in lines[:500]])
    dumps = [dump for part in parts if part.kind is not Kind.PUBLICATIONS for dump in take_addresses(part)]
    anniversaries = _take_anniversaries(parts, ledger)
    order = detect_order([line.text for line in lines])
    owners = tuple(dict.fromkeys(found.slug for found in finder.find(masthead.title or "")))
    paragraphs = []
    for part in parts:
        if part.kind in {Kind.MECHANISM, Kind.EVENT, Kind.MEETINGS} and part.body:
            if part.kind is Kind.MEETINGS and len(owners) == 1:
                part.slugs = owners
            held = flow(part.body, known)
            paragraphs.append(Paragraph(part, held, cast_shadow(held.text, finder, year=year, order=order)))

    found = read_records(paragraphs, vocabulary, lang)
    indexes = [part.body for part in parts if part.kind is Kind.INDEX]
    themes, initiatives, index_problems, index_rows = read_indexes(indexes, labels, finder, known)
    published = [
        held for part in parts if part.kind is Kind.PUBLICATIONS for held in read_publications(part.body, finder, known)
    ]
    linked = read_links(parts, [held.flow for held in paragraphs], published, dumps, vocabulary)
    ledger.use(*found.rows, *index_rows, *linked.rows)
    ledger.use(*(row for held in published for row in held.rows), *(row for dump in dumps for row in dump.all_rows))
    _account_headings(parts, ledger)
    set_aside, unread = ledger.close()
    return Reading(
        name=document.name,
        sha256=document.sha256,
        reader=READER,
        title=masthead.title,
        publisher=masthead.publisher,
        year=year,
        lang=lang,
        records=_with_links(found.records, linked),
        themes=themes,
        initiatives=initiatives,
        publications=tuple(held.publication for held in published),
        anniversaries=anniversaries,
        links=linked.links,
        fingerprints=fingerprints((held.flow.text, _place(held.part)) for held in paragraphs),
        set_aside=set_aside,
        problems=(*found.problems, *_unknown_names(parts), *index_problems, *unread),
        issue=masthead.issue,
        period=masthead.period,
        contact=masthead.contact,
        sections=tuple(
            Section(part.heading, part.slugs[0] if part.slugs else None, _place(part))
            for part in parts
            if part.kind is Kind.MECHANISM
        ),
    )


def _vocabulary_words(vocabulary: Vocabulary) -> frozenset[str]:
    """The words of the names we know, to part spaced-out headings by."""
    names = [mechanism.name for mechanism in vocabulary.mechanisms.values()]
    names += [mechanism.acronym for mechanism in vocabulary.mechanisms.values()]
    names += [label for theme in vocabulary.themes.values() for label in theme.pref_label.values()]
    names.append(
        "main events meetings in of the and at on global initiatives thematic areas addressed various ISCM ISCMs"
    )
    names.append("publications continued review international forum consultation mechanisms highlights RCP RCPs")
    return frozenset(word for name in names for word in re.findall(r"[^\W\d_]+", name.lower()))


def _take_masthead(parts: list[Part], layout: Layout, words: frozenset[str], ledger: Ledger) -> Masthead:
    """The document's own facts; lines of the masthead that tell of meetings become a section of their own."""
    first = parts[0]
    title = layout.title if layout.title and TITLE.search(layout.title) else None
    masthead = read_masthead(first.body, words, title)
    ledger.use(*masthead.rows)
    rest = [line for line in first.body if line.index not in set(masthead.rows)]
    if any(ANY_HEAD.search(line.text) and MONTH.search(line.text) for line in rest):
        parts.insert(1, Part(Kind.MEETINGS, body=rest))
        first.body = []
    else:
        first.body = rest
    return masthead


def _year_of(parts: Iterable[Part], lines: Sequence[Line]) -> int | None:
    """The year in a heading, else the year that is printed most."""
    for part in parts:
        match = YEAR.search("".join(part.heading.split())) if part.kind is not Kind.MECHANISM else None
        if match:
            return int(match.group())
    counts = Counter(int(year) for line in lines[:2000] for year in YEAR.findall(line.text))
    return min(counts, key=lambda year: (-counts[year], year)) if counts else None


def _take_anniversaries(parts: Iterable[Part], ledger: Ledger) -> tuple[Anniversary, ...]:
    """The anniversaries told in a line of their own; these lines leave their sections."""
    found: list[Anniversary] = []
    for part in parts:
        if part.kind is not Kind.MECHANISM or not part.slugs:
            continue
        for line in part.body:
            if (years := find_anniversary(line.text)) is not None:
                found.append(Anniversary(part.slugs[0], years, line.locator))
                part.aside.append(line)
                ledger.use(line.index)
        told = {line.index for line in part.aside}
        part.body = [line for line in part.body if line.index not in told]
    return tuple(found)


def _account_headings(parts: Iterable[Part], ledger: Ledger) -> None:
    for part in parts:
        if part.kind is Kind.CHART:
            ledger.set_aside("chart", *(line.index for line in part.lines))
        elif part.kind is not Kind.OTHER:
            ledger.use(*(line.index for line in part.head))


def _unknown_names(parts: Iterable[Part]) -> list[Problem]:
    return [
        problem("mechanism-unknown", f"“{part.heading}” is no mechanism that we know.", part.head[0].locator)
        for part in parts
        if part.kind is Kind.MECHANISM and not part.slugs
    ]


def _with_links(records: Iterable[Record], linked: Linked) -> tuple[Record, ...]:
    """The records with the addresses found for words of their title, or for their own heading."""
    own = [(fold(label.text), label.as_link(url)) for label, url in linked.labelled if label.names_meeting]
    kept = []
    for record in records:
        named = {fold(record.printed.mechanism or "")}
        found = [link for words, link in own if words in fold(record.title) or words in named]
        kept.append(replace(record, links=(*record.links, *found)) if found else record)
    return tuple(kept)


def _place(part: Part) -> Locator:
    return part.lines[0].locator.through(part.lines[-1].locator)
