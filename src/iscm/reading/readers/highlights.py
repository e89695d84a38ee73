"""The newsletters: several meetings in a sentence, under the name of their mechanism."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from iscm.domain.citations import Locator
from iscm.domain.documents import Document
from iscm.domain.names import fold
from iscm.domain.problems import Problem
from iscm.domain.readings import Reading, Section
from iscm.domain.records import Record
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.dates import detect_order
from iscm.reading.cells.mechanisms import MechanismFinder, mechanism_finder
from iscm.reading.fingerprints import fingerprints
from iscm.reading.layouts.elements import Layout
from iscm.reading.ledger import Ledger
from iscm.reading.problem_codes import problem
from iscm.reading.readers.facts import detect_language
from iscm.reading.readers.mentions.shadow import bracketed_order, cast_shadow
from iscm.reading.readers.mentions.words import ANY_HEAD
from iscm.reading.readers.newsletter.facts import take_anniversaries, take_masthead, vocabulary_words, year_of
from iscm.reading.readers.newsletter.headings import Heading, find_heading, is_spaced, squash
from iscm.reading.readers.newsletter.index import labels_of, read_indexes
from iscm.reading.readers.newsletter.lines import Line, flow, known_words, newsletter_lines
from iscm.reading.readers.newsletter.linking import Linked, read_links, take_addresses
from iscm.reading.readers.newsletter.masthead import TITLE, Masthead
from iscm.reading.readers.newsletter.parts import Kind, Part
from iscm.reading.readers.newsletter.publications import read_publications
from iscm.reading.readers.newsletter.records import Paragraph, read_records
from iscm.reading.readers.newsletter.sections import part_newsletter

READER = "highlights"
TOLD = frozenset({Kind.MECHANISM, Kind.EVENT, Kind.MEETINGS})
DECIDING = 500  # lines that decide which language is meant

OPENING_ROWS = 30
LONGEST_HEADING = 200
MOST_NAMED = 20  # words in one problem
LEAST_TOLD = 2  # lines with a meeting and its date in brackets
SQUASHED_TITLE = re.compile(r"highlights|newsletter|bulletin|boletin|yearinreview|faitssaillants")
DATE_IN_PROSE = re.compile(r", \d{1,2}[^.,;()]{0,25} (?:19|20)\d\d,? (?:in|at|en|à) [A-ZÀ-Þ]")
BRACKETED_DATE = re.compile(r"\(\s*(?:[^()\d,]{2,40}, )?(?:\d{1,2}|[A-Za-zÀ-ÿ]+ \d)[^()]{0,60}\)")


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
    score += 0.3 * (sum(bool(DATE_IN_PROSE.search(row.text)) for row in layout.rows[:2000]) >= LEAST_TOLD)
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
    ledger = Ledger(layout.rows)
    lines = newsletter_lines(layout)
    known = known_words(lines)
    parts, masthead = _parts(lines, known, layout, vocabulary, ledger)
    bare = Reading(
        name=document.name,
        sha256=document.sha256,
        reader=READER,
        title=masthead.title,
        publisher=masthead.publisher,
        year=masthead.year or year_of(parts, lines),
        lang=detect_language([line.text for line in lines[:DECIDING]]),
        anniversaries=take_anniversaries(parts, ledger),
        issue=masthead.issue,
        period=masthead.period,
        contact=masthead.contact,
    )
    return _with_contents(bare, _Newsletter(tuple(parts), lines, known, vocabulary, ledger))


def _parts(
    lines: Sequence[Line], known: frozenset[str], layout: Layout, vocabulary: Vocabulary, ledger: Ledger
) -> tuple[list[Part], Masthead]:
    words = known | vocabulary_words(vocabulary)
    parted = part_newsletter(lines, mechanism_finder(vocabulary), labels_of(vocabulary), words)
    for line, what in parted.furniture:
        ledger.set_aside(what, line.index)
    parts = list(parted.parts)
    return parts, take_masthead(parts, layout.title, words, ledger)


@dataclass(frozen=True, slots=True)
class _Newsletter:
    """The parted lines and all that is needed to read them."""

    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    known: frozenset[str]
    vocabulary: Vocabulary
    ledger: Ledger


def _with_contents(bare: Reading, newsletter: _Newsletter) -> Reading:
    """The reading with what its sections say."""
    parts, known, ledger = newsletter.parts, newsletter.known, newsletter.ledger
    vocabulary, finder = newsletter.vocabulary, mechanism_finder(newsletter.vocabulary)
    dumps = [dump for part in parts if part.kind is not Kind.PUBLICATIONS for dump in take_addresses(part)]
    paragraphs = _paragraphs(bare, newsletter, finder)
    found = read_records(paragraphs, vocabulary, bare.lang)
    indexes = [part.body for part in parts if part.kind is Kind.INDEX]
    themes, initiatives, index_problems, index_rows = read_indexes(indexes, labels_of(vocabulary), finder, known)
    listed = [part.body for part in parts if part.kind is Kind.PUBLICATIONS]
    published = [held for body in listed for held in read_publications(body, finder, known)]
    linked = read_links(parts, [held.flow for held in paragraphs], published, dumps, vocabulary)
    ledger.use(*found.rows, *index_rows, *linked.rows)
    ledger.use(*(row for held in published for row in held.rows), *(row for dump in dumps for row in dump.all_rows))
    _account_headings(parts, ledger)
    set_aside, unread = ledger.close()
    return replace(
        bare,
        records=_with_links(found.records, linked),
        themes=themes,
        initiatives=initiatives,
        publications=tuple(held.publication for held in published),
        links=linked.links,
        fingerprints=fingerprints((held.flow.text, _place(held.part)) for held in paragraphs),
        set_aside=set_aside,
        problems=(*found.problems, *_restored(paragraphs), *_unknown_names(parts), *index_problems, *unread),
        sections=_sections(parts),
    )


def _paragraphs(bare: Reading, newsletter: _Newsletter, finder: MechanismFinder) -> list[Paragraph]:
    """The sections that tell of meetings; without a mechanism of their own they are of the one in the title."""
    texts = [line.text for line in newsletter.lines]
    order = detect_order(texts) or bracketed_order(texts)
    owners = tuple(dict.fromkeys(found.slug for found in finder.find(bare.title or "")))
    paragraphs = []
    for part in newsletter.parts:
        if part.kind not in TOLD or not part.body:
            continue
        if part.kind is Kind.MEETINGS and len(owners) == 1:
            part.slugs = owners
        held = flow(part.body, newsletter.known)
        paragraphs.append(Paragraph(part, held, cast_shadow(held.text, finder, year=bare.year, order=order)))
    return paragraphs


def _sections(parts: Iterable[Part]) -> tuple[Section, ...]:
    return tuple(
        Section(part.heading, part.slugs[0] if part.slugs else None, _place(part))
        for part in parts
        if part.kind is Kind.MECHANISM
    )


def _account_headings(parts: Iterable[Part], ledger: Ledger) -> None:
    for part in parts:
        if part.kind is Kind.CHART:
            ledger.set_aside("chart", *(line.index for line in part.lines))
        elif part.kind is Kind.ASIDE:
            ledger.set_aside(part.reason, *(line.index for line in part.lines))
        elif part.kind is not Kind.OTHER:
            ledger.use(*(line.index for line in part.head))


def _unknown_names(parts: Iterable[Part]) -> list[Problem]:
    return [
        problem("mechanism-unknown", f"“{part.heading}” is no mechanism that we know.", part.head[0].locator)
        for part in parts
        if part.kind is Kind.MECHANISM and not part.slugs
    ]


def _restored(paragraphs: Iterable[Paragraph]) -> list[Problem]:
    """The words of the sections in which lost letters were put back, told once."""
    flows = [held.flow for held in paragraphs if held.flow.lost]
    words = dict.fromkeys((loss.word, held.text[loss.start : loss.end]) for held in flows for loss in held.lost)
    if not words:
        return []
    listed = "; ".join(f"“{printed}” is “{whole}”" for printed, whole in list(words)[:MOST_NAMED])
    first = flows[0].lost[0]
    return [problem("letters-restored", f"{listed}.", flows[0].locate(first.start, first.end))]


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
