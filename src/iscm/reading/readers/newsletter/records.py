"""From the paragraphs of a newsletter to records, one for each meeting or printed group of meetings."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from iscm.domain.dates import Edtf
from iscm.domain.places import Attendance
from iscm.domain.problems import Problem
from iscm.domain.records import DateStatus, Link, Printed, Record
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.kinds import parse_kind
from iscm.reading.cells.places import PlaceReading, parse_places
from iscm.reading.cells.themes import suggest_initiatives, suggest_themes
from iscm.reading.cells.titles import parse_bodies, parse_ordinal
from iscm.reading.problem_codes import problem
from iscm.reading.readers.mentions.finding import Mention, find_mentions
from iscm.reading.readers.mentions.shadow import DateWords, Shadow
from iscm.reading.readers.mentions.words import REMOTE
from iscm.reading.readers.newsletter.beside import settle_beside
from iscm.reading.readers.newsletter.events import Event, read_event
from iscm.reading.readers.newsletter.lines import Flow
from iscm.reading.readers.newsletter.parts import Kind, Part
from iscm.reading.readers.newsletter.places import settle_place
from iscm.reading.readers.rows import SET_ASIDE


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A section with its running text."""

    part: Part
    flow: Flow
    shadow: Shadow


@dataclass(slots=True)
class Records:
    """The records in printed order, the problems met, and the rows that hold something understood."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)


def read_records(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary, lang: str) -> Records:
    """The records of all paragraphs, numbered from 1."""
    found = Records()
    for paragraph in paragraphs:
        if paragraph.part.kind is Kind.EVENT:
            _take_event(found, paragraph, vocabulary, lang)
        else:
            _take_mentions(found, paragraph, vocabulary, lang)
    return found


def _take_event(found: Records, paragraph: Paragraph, vocabulary: Vocabulary, lang: str) -> None:
    held = paragraph.flow
    locator = paragraph.part.lines[0].locator.through(paragraph.part.lines[-1].locator)
    event = read_event(paragraph.part.heading, paragraph.part.slugs, paragraph.shadow, locator, vocabulary)
    if not event.dates and not held.text:
        return
    number = len(found.records) + 1
    found.records.append(_event_record(number, event, paragraph, vocabulary, lang))
    found.problems += [replace(one, record=number) for one in event.problems]
    found.rows.update(line.index for line in paragraph.part.lines)


def _event_record(number: int, event: Event, paragraph: Paragraph, vocabulary: Vocabulary, lang: str) -> Record:
    part = paragraph.part
    place = parse_places(event.place, vocabulary) if event.place else None
    return Record(
        n=number,
        locator=part.lines[0].locator.through(part.lines[-1].locator),
        printed=Printed(date=event.words, place=event.place, mechanism=part.heading, title=event.title),
        title=event.title,
        edtf=event.dates[0].edtf if event.dates else None,
        attendance=place.attendance if place else Attendance.UNKNOWN,
        places=place.places if place else (),
        mechanisms=event.mechanisms,
        kind=event.kind or parse_kind(part.heading, vocabulary),
        ordinal=event.ordinal,
        dates=event.dates,
        themes=suggest_themes(event.title, vocabulary, lang),
        initiatives=suggest_initiatives(
            event.title, vocabulary, lang, year=_year(event.dates[0].edtf if event.dates else None)
        ),
        lang=lang,
    )


def _take_mentions(found: Records, paragraph: Paragraph, vocabulary: Vocabulary, lang: str) -> None:
    mentions, unread = find_mentions(paragraph.shadow, paragraph.flow.breaks)
    if not paragraph.part.slugs:
        mentions = _inherit(mentions)
    for mention in mentions:
        record = _record(len(found.records) + 1, mention, paragraph, vocabulary, lang)
        found.records.append(record)
        found.problems += _date_problems(record, mention.words)
        if not record.mechanisms and paragraph.part.kind is Kind.MEETINGS:
            message = f"No mechanism is named for “{record.title}”."
            found.problems.append(problem("mechanism-unknown", message, record.locator, record=record.n))
    if mentions or not unread:
        found.rows.update(line.index for line in paragraph.flow.lines)
    for start, end in unread if mentions else ():
        words = paragraph.shadow.text[start:end].strip()
        place = paragraph.flow.locate(start, end)
        found.problems.append(problem("line-unread", f"Not understood: “{words[:200]}”", place))


def _inherit(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Outside sections, a meeting that names no mechanism is of the one named before it."""
    settled: list[Mention] = []
    for mention in mentions:
        bare = settled and not mention.holders
        settled.append(replace(mention, holders=settled[-1].holders) if bare else mention)
    return tuple(settled)


def _record(number: int, mention: Mention, paragraph: Paragraph, vocabulary: Vocabulary, lang: str) -> Record:
    mention, status = settle_beside(settle_place(mention, vocabulary), paragraph.shadow)
    words = f"{mention.title}. {mention.topic or ''}"
    place = parse_places(mention.place, vocabulary) if mention.place else None
    mechanisms = _mechanisms(mention, paragraph)
    return Record(
        n=number,
        locator=paragraph.flow.locate(mention.start, mention.end),
        printed=Printed(
            date=", ".join(held.words for held in mention.words) or None,
            place=mention.place,
            mechanism=paragraph.part.heading or None,
            title=paragraph.flow.as_printed(mention.title, mention.start, mention.end),
            outcome=mention.outcome and paragraph.flow.as_printed(mention.outcome, mention.start, mention.end),
        ),
        title=mention.title,
        edtf=mention.edtf,
        date_status=_status(mention.words),
        attendance=_attendance(mention, place),
        places=place.places if place else (),
        mechanisms=mechanisms,
        kind=_kind(mention, vocabulary, mechanisms),
        ordinal=parse_ordinal(mention.title, vocabulary),
        count=mention.count,
        outcome=mention.outcome,
        topic=mention.topic,
        links=_links(mention, paragraph),
        dates=mention.dates,
        themes=suggest_themes(words, vocabulary, lang),
        initiatives=suggest_initiatives(words, vocabulary, lang, year=_year(mention.edtf)),
        bodies=parse_bodies(mention.title),
        prepares=mention.prepares,
        side_event_of=mention.side_event_of,
        lang=lang,
        status=status,
    )


def _year(edtf: Edtf | None) -> int | None:
    return edtf.earliest.year if edtf and edtf.earliest else None


def _mechanisms(mention: Mention, paragraph: Paragraph) -> tuple[str, ...]:
    """The mechanism of the section and those that hold the meeting with it; outside sections those named with it."""
    if paragraph.part.slugs:
        return tuple(dict.fromkeys((*paragraph.part.slugs, *mention.partners)))
    if paragraph.part.kind is Kind.MECHANISM:
        return mention.partners
    return tuple(dict.fromkeys((*mention.holders, *mention.partners)))


def _kind(mention: Mention, vocabulary: Vocabulary, mechanisms: tuple[str, ...]) -> str:
    """The kind by the title; where that only says "Meeting", by the title with its topic."""
    kind = parse_kind(mention.title, vocabulary, mechanisms)
    if kind == next(reversed(vocabulary.kinds)) and mention.topic:
        return parse_kind(f"{mention.title} on {mention.topic}", vocabulary, mechanisms)
    return kind


def _status(words: Sequence[DateWords]) -> DateStatus:
    is_tbc = any(held.reading.date_status is DateStatus.TBC for held in words)
    return DateStatus.TBC if is_tbc else DateStatus.CONFIRMED


def _attendance(mention: Mention, place: PlaceReading | None) -> Attendance:
    if place and place.attendance is not Attendance.UNKNOWN:
        return place.attendance
    return Attendance.ONLINE if REMOTE.search(mention.title) else Attendance.UNKNOWN


def _links(mention: Mention, paragraph: Paragraph) -> tuple[Link, ...]:
    """The links that the format sets on words of the mention."""
    words = paragraph.shadow.text[mention.start : mention.end]
    lines = paragraph.flow.lines_between(mention.start, mention.end)
    return tuple(link for line in lines for link in line.links if link.text and link.text in words)


def _date_problems(record: Record, words: Sequence[DateWords]) -> list[Problem]:
    problems = []
    for held in words:
        if held.reading.readings and held.reading.edtf is None:
            message = f"“{held.words}” can be read as {' or '.join(held.reading.readings)}."
            problems.append(
                problem("date-ambiguous", message, record.locator, record=record.n, readings=held.reading.readings)
            )
        if held.reading.repaired and SET_ASIDE not in held.reading.repaired:
            suggestion: Edtf | None = held.reading.edtf
            problems.append(
                problem(
                    "date-repaired",
                    f"“{held.words}”: {held.reading.repaired}.",
                    record.locator,
                    suggestion=str(suggestion) if suggestion else None,
                    record=record.n,
                )
            )
    return problems
