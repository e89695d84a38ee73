"""Lines that stand outside or between the rows of a table, and what each of them is."""

import re
from enum import StrEnum

from iscm.reading.cells.dates import find_month_heading
from iscm.reading.readers.facts import is_contact, parse_last_update, parse_stated_count
from iscm.reading.readers.judge import Judge

YEAR = re.compile(r"\W*(?:year|año|année)?\s*((?:19|20)\d\d)\W*", re.IGNORECASE)
PERIOD = re.compile(
    r"(?:(?:first|second|third|fourth|[1-4](?:st|nd|rd|th|er|º|e|ème)?|primer|segundo|tercer|cuarto|premier|deuxième|troisième"
    r"|quatrième|q|t)\s?(?:quarter|half|semester|trimester|trimestre|semestre|[1-4])?)(?:\s+(?:of|de|del)?\s*(?:20\d\d))?",
    re.IGNORECASE,
)
PAGE = re.compile(r"\W*(?:page|página|pagina|p\.)?\s*\d{1,4}\s*(?:(?:of|de|sur|/|\|)\s*\d{1,4})?\W*", re.IGNORECASE)
NOTE = re.compile(
    r"(?:[*†‡¹²³•]|\(?\d{1,2}\)|\[\d{1,2}\]|n\.?b\.?\b|notes?\b|nota\b|notas\b|sources?\b|fuente|disclaimer|legend|leyenda|légende"
    r"|abbreviations|acronyms|sub-?total\b|sous-total\b|total\b|tbc\s*[:=–-]|tbd\s*[:=–-])",
    re.IGNORECASE,
)
SUM = re.compile(r"\W*(?:grand\s+)?(?:sub-?total|sous-total|total)\b", re.IGNORECASE)
LONGEST_HEADING = 90
LONGEST_TITLE_LINE = 220
SENTENCE = re.compile(r".{90,}[.:]\s*$", re.DOTALL)


class LineKind(StrEnum):
    """What a line outside the rows of a table is."""

    LAST_UPDATE = "last update"
    STATED_COUNT = "stated count"
    MONTH = "month heading"
    YEAR = "year heading"
    PERIOD = "period heading"
    MECHANISM = "mechanism heading"
    PAGE = "page number"
    CONTACT = "contact"
    NOTE = "note"
    OTHER = "other"


WHOLE_LINES = {LineKind.YEAR: YEAR, LineKind.PAGE: PAGE, LineKind.PERIOD: PERIOD}


def kind_of_line(text: str, judge: Judge) -> LineKind:
    """What the line is, by its words alone."""
    if parse_last_update(text):
        return LineKind.LAST_UPDATE
    if parse_stated_count(text) is not None:
        return LineKind.STATED_COUNT
    for kind, pattern in WHOLE_LINES.items():
        if pattern.fullmatch(text):
            return kind
    if len(text) <= LONGEST_HEADING and find_month_heading(text):
        return LineKind.MONTH
    return _kind_by_start(text, judge)


def year_of_heading(text: str) -> int | None:
    """The year of a year heading."""
    match = YEAR.fullmatch(text)
    return int(match[1]) if match else None


def is_sum(text: str) -> bool:
    """Whether a row is no meeting but a sum, or another fact of the document: "Total | 12", "Last update | 3 May"."""
    is_fact = parse_stated_count(text) is not None or parse_last_update(text) is not None
    return is_fact or bool(SUM.match(text))


def is_introduction(text: str) -> bool:
    """Whether a line above the tables is a sentence to the reader rather than a title."""
    return len(text) > LONGEST_TITLE_LINE or bool(SENTENCE.match(text))


def _kind_by_start(text: str, judge: Judge) -> LineKind:
    if NOTE.match(text):
        return LineKind.NOTE
    if is_contact(text):
        return LineKind.CONTACT
    if len(text) <= LONGEST_HEADING * 2 and judge.is_mechanism(text):
        return LineKind.MECHANISM
    return LineKind.OTHER
