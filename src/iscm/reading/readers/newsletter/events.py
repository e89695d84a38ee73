"""A section about one meeting: its name stands in the heading, its date opens the paragraph."""

import re
from dataclasses import dataclass, replace

from iscm.domain.citations import Locator
from iscm.domain.dates import Edtf
from iscm.domain.mechanisms import Held
from iscm.domain.problems import Problem
from iscm.domain.records import PrintedDate
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.numerals import parse_roman
from iscm.reading.cells.titles import parse_ordinal
from iscm.reading.problem_codes import problem
from iscm.reading.readers.mentions.shadow import QUOTATION, Shadow
from iscm.reading.readers.newsletter.places import find_place_after

SHORTEST_TITLE = 12  # letters; a shorter quotation is a word, not a theme
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Edition:
    """A numbered session as named in a text: `GRCP 9`."""

    mechanism: str
    ordinal: int
    words: str


@dataclass(frozen=True, slots=True)
class Event:
    """The meeting that a section is about. `words` are the date as printed; `kind` is that of a known session."""

    title: str
    mechanisms: tuple[str, ...]
    ordinal: int | None
    words: str | None
    dates: tuple[PrintedDate, ...]
    problems: tuple[Problem, ...] = ()
    kind: str | None = None
    place: str | None = None


def read_event(heading: str, slugs: tuple[str, ...], shadow: Shadow, locator: Locator, vocabulary: Vocabulary) -> Event:
    """The meeting of a section.

    Where the text names a numbered session of another mechanism whose known date has the same day and month in
    another year, the section is about that session: it gets its date and number, with a problem that says so.
    """
    first = next((held for held in shadow.dates if held.dates), None)
    dates = first.dates if first else ()
    editions = find_editions(f"{heading}. {shadow.text}", vocabulary)
    own = next((edition for edition in editions if edition.mechanism in slugs), None)
    event = Event(
        title=_title(heading, shadow),
        mechanisms=slugs,
        ordinal=own.ordinal if own else parse_ordinal(heading, vocabulary),
        words=first.words if first else None,
        dates=dates,
        place=(first.rest or find_place_after(shadow.text, first.end, vocabulary)) if first else None,
    )
    for edition in editions:
        held = known_session(edition, vocabulary)
        if held and len(dates) == 1 and _same_days_other_year(dates[0].edtf, Edtf.parse(held.edtf)):
            return _moved(event, edition, held, heading, locator)
    return event


def find_editions(text: str, vocabulary: Vocabulary) -> tuple[Edition, ...]:
    """Sessions named by acronym and number (`GRCP 9`, `GRCP⁹`, `GRCP IX`), each once."""
    acronyms = {
        held.acronym: held.slug for held in vocabulary.mechanisms.values() if re.fullmatch(r"[A-Z]{3,8}", held.acronym)
    }
    found: dict[tuple[str, int], Edition] = {}
    for match in re.finditer(r"\b([A-Z]{3,8})\s?-?\s?(\d{1,3}|[IVXL]{1,6})\b", _plain(text)):
        number = int(match[2]) if match[2].isdigit() else parse_roman(match[2])
        if match[1] in acronyms and number:
            edition = Edition(acronyms[match[1]], number, match.group())
            found.setdefault((edition.mechanism, number), edition)
    return tuple(found.values())


def known_session(edition: Edition, vocabulary: Vocabulary) -> Held | None:
    """What is known of a session: when it was held, and of what kind it was."""
    held = vocabulary.mechanisms[edition.mechanism].held
    return next((one for one in held if one.ordinal == edition.ordinal), None)


def _plain(text: str) -> str:
    return re.sub(r"(?<=[A-Z])(?=[⁰¹²³⁴-⁹])", " ", text).translate(SUPERSCRIPTS)


def _title(heading: str, shadow: Shadow) -> str:
    """The quoted theme of the meeting where the paragraph opens with one, else the heading."""
    quoted = QUOTATION.search(shadow.text, 0, 300)
    return quoted.group()[1:-1].strip(" .,") if quoted and len(quoted.group()) >= SHORTEST_TITLE else heading


def _same_days_other_year(printed: Edtf, held: Edtf) -> bool:
    if not printed.is_day_precise or not held.is_day_precise or not printed.earliest or not held.earliest:
        return False
    return _without_year(printed) == _without_year(held) and printed.earliest.year != held.earliest.year


def _without_year(edtf: Edtf) -> list[tuple[int, int]]:
    return [(day.month, day.day) for day in (edtf.earliest, edtf.latest) if day]


def _moved(event: Event, edition: Edition, held: Held, heading: str, locator: Locator) -> Event:
    message = (
        f"The text speaks of {edition.words}, held {held.edtf}; read as printed under “{heading}” the date would be "
        f"{event.dates[0].edtf.text}."
    )
    found = problem(
        "date-repaired", message, locator, suggestion=held.edtf, readings=(held.edtf, event.dates[0].edtf.text)
    )
    dates = (PrintedDate(event.dates[0].text, Edtf.parse(held.edtf)),)
    return replace(
        event,
        mechanisms=(edition.mechanism,),
        ordinal=edition.ordinal,
        dates=dates,
        problems=(found,),
        kind=held.kind,
    )
