"""What a document says of itself: title, publisher, years, last update, number of meetings, language."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from iscm.domain.names import fold
from iscm.reading.cells.dates import find_dates, parse_date

YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)(?:\s?[-–—/]\s?((?:19|20)?\d\d))?(?![\d/.-]?\d)")
UPDATE = re.compile(
    r"\W*(?:last\s+(?:up-?date|revis\w+|modif\w+)\w*|up-?dated|revised|as\s+(?:of|at)|status\s+as\s+(?:of|at)|version\s+of"
    r"|(?:dernière\s+)?mise?\s+à\s+jour|actualisée?|état\s+au|(?:última\s+)?actualizaci[oó]n|actualizado|ultima\s+actualización"
    r"|situation\s+au|version\s+du|versión\s+del?)"
    r"(?:\s+(?:on|at|of|le|du|el|al|date|as\s+of))*\s*[:.–—-]?\s*(?P<date>.{4,60})",
    re.IGNORECASE,
)
# Words that say it beyond doubt, also behind other words in the same line.
PLAIN_UPDATE = re.compile(r"\W*(?:last\s+up-?date|dernière\s+mise\s+à\s+jour|última\s+actualización)", re.IGNORECASE)
COUNTED = (
    r"(?:events?|meetings?|activit(?:y|ies)|records?|entries|rows?|items?|événements?|évènements?|evenements?|réunions?|reunions?"
    r"|activités?|eventos?|reuniones|reunión|actividades|registros)"
)
# "Number of events 120", "Total: 43", "Meetings: 12"; but "Meetings 2019" is a title.
COUNT = re.compile(
    rf"\W*(?:(?:grand\s+)?total(?:\s+(?:number|no\.?|nombre|número))?|(?:the\s+)?(?:number|nombre|número|numero|no\.?))"
    rf"(?:\s*(?:of|de|d[’'])?\s*(?:total\s+)?{COUNTED})?(?:\s+(?:listed|in\s+total))?\s*[:=–—-]?\s*(?P<number>\d{{1,5}})\W*"
    rf"|\W*{COUNTED}(?:\s+(?:total|listed|in\s+total))?\s*[:=]\s*(?P<listed>\d{{1,5}})\W*",
    re.IGNORECASE,
)
COUNT_FIRST = re.compile(
    rf"\W*(?:total|in\s+total|au\s+total|en\s+total)?\W*(?P<number>\d{{1,5}})\s+{COUNTED}(?:\s+(?:in\s+total|listed|au\s+total))?"
    r"\W*",
    re.IGNORECASE,
)
COUNT_OF = re.compile(
    rf"\W*(?P<number>\d{{1,5}})\s+{COUNTED}\s+(?:of|by|de|des)\s+\d{{1,3}}\s+(?:mechanisms?|processes|ISCMs|RCPs|mécanismes?|mecanismos?)\b",
    re.IGNORECASE,
)
# Beside a last update in the same line, a number needs less around it.
COUNT_BESIDE = re.compile(rf"(?<![\w.,-])(?P<number>\d{{1,5}})\s+{COUNTED}\b", re.IGNORECASE)
CLAUSES = re.compile(r"(?<=[.;])\s+|\s+[·•|–—]\s+")
SUBTOTAL = re.compile(r"\W*(?:sub-?total|sous-total)", re.IGNORECASE)
ABOUT_MEETINGS = re.compile(
    r"\b(?:calend\w+|events?|meetings?|activit\w+|agenda|schedule|programme|tracker|list|liste|lista|overview|highlights"
    r"|événements?|évènements?|réunions?|eventos?|reuniones|actividades|cronograma|year|año|année)\b",
    re.IGNORECASE,
)
PUBLISHER = re.compile(
    r"\b(?:organi[sz]ations?|organización|organisation|units?|unité|unidad|divisions?|división|departments?|département"
    r"|departamento|secretariat|secrétariat|secretar[ií]a|ministry|ministère|ministerio|office|bureau|oficina|commission"
    r"|comisión|register|registry|registre|registro|directorate|dirección|agency|agence|agencia|iom|oim|centre|center)\b",
    re.IGNORECASE,
)
PUBLISHER_LABELS = frozenset({"publisher", "publishers", "published by", "editeur", "publie par", "publicado por"})
CONTACT = re.compile(r"\S+@\S+\.\w+|^\W*(?:e-?mail|tel|phone|fax|website|contact|correo|courriel)\b", re.IGNORECASE)
LANGUAGE_WORDS = {
    "fr": "le les des du une et sur aux pour dans réunion réunions lieu mois",
    "es": "el los las del una y en sobre para por reunión reuniones lugar fecha",
    "en": "the of and on for in meeting meetings with place title",
}
MENU = re.compile(r"(?:\S\s*[●•▪|·]\s*\S.*){2}")  # "Talks ● Network Meetings ● Partners"
LONGEST_FACT = 120
LEAST_WORDS = 3
MOST_TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the tables: title and publisher as printed, parts joined."""

    title: str | None
    publisher: str | None


def parse_last_update(line: str) -> date | None:
    """The day a line such as "Last update: September 24, 2024", or a clause of it, gives; None for other lines."""
    if len(line) > LONGEST_FACT:
        return None
    clauses = (clause for clause in CLAUSES.split(line) if PLAIN_UPDATE.match(clause))
    return next((day for clause in (line, *clauses) if (day := _update_of(clause))), None)


def _update_of(clause: str) -> date | None:
    match = UPDATE.match(clause)
    edtf = parse_date(match["date"].strip(" .;*_()")).edtf if match else None
    return edtf.latest if edtf and edtf.is_day_precise else None


def parse_stated_count(line: str) -> int | None:
    """The number a line such as "Number of events: 120" or "Total: 43 meetings" gives; None for other lines."""
    if len(line) > LONGEST_FACT or SUBTOTAL.match(line):
        return None
    if match := COUNT.fullmatch(line):
        return int(match["number"] or match["listed"])
    match = COUNT_FIRST.fullmatch(line) or COUNT_OF.match(line)
    match = match or (COUNT_BESIDE.search(line) if parse_last_update(line) else None)
    if not match or (YEAR.fullmatch(match["number"]) and "total" not in line.casefold()):
        return None
    return int(match["number"])


def title_years(title: str | None) -> tuple[int, ...]:
    """The years a title is about, in order, without those of days named in it: (2023, 2024) for "2023-2024"."""
    if not title:
        return ()
    words = title
    for found in reversed(find_dates(title, year=None)):
        if found.reading.edtf and found.reading.edtf.is_day_precise:
            words = words[: found.start] + words[found.end :]
    years: set[int] = set()
    for match in YEAR.finditer(words):
        years |= _years(int(match[1]), match[2])
    return tuple(sorted(years))


def _years(first: int, second: str | None) -> set[int]:
    if not second:
        return {first}
    last = int(second) if len(second) > LEAST_WORDS else first - first % 100 + int(second)
    return set(range(first, last + 1)) if first < last <= first + 10 else {first}


def is_contact(line: str) -> bool:
    """Whether the line only says how to reach someone."""
    return len(line) <= LONGEST_FACT and bool(CONTACT.search(line))


def is_publisher(line: str) -> bool:
    """Whether a line above the tables names who publishes, rather than what."""
    return bool(PUBLISHER.search(line)) and not ABOUT_MEETINGS.search(line) and not YEAR.search(line)


def labelled_publisher(cells: Sequence[str]) -> str | None:
    """The publisher that a row of two cells names: "Publisher | IOM"."""
    filled = [cell for cell in cells if cell]
    return filled[-1] if len(filled) == len(("name", "value")) and fold(filled[0]) in PUBLISHER_LABELS else None


def choose_heading(above: dict[int, str], gaps: frozenset[int], marked: frozenset[int] = frozenset()) -> dict[int, str]:
    """Of the lines above the tables, those that make title and publisher, by index.

    `marked` are those that the format itself calls the title; where they speak of meetings or name a year, no other
    line is. Else a few lines all are. Of many, the first block between blank lines that speaks of meetings or names a
    year is the title, else the first block; the others introduce the document.
    """
    above = {index: line for index, line in above.items() if not MENU.search(line)} or above
    lines = {index: line for index, line in above.items() if not is_publisher(line)}
    titles = {index for index in lines if index in marked}
    if any(_is_telling(lines[index]) for index in titles):
        return {index: line for index, line in above.items() if index in titles or index not in lines}
    if len(lines) <= MOST_TITLE_LINES:
        return above
    blocks: list[list[int]] = []
    for index in lines:
        if not blocks or index in gaps:
            blocks.append([])
        blocks[-1].append(index)
    telling = (block for block in blocks if any(_is_telling(lines[index]) for index in block))
    chosen = set(next(telling, blocks[0])[:MOST_TITLE_LINES])
    return {index: line for index, line in above.items() if index in chosen or index not in lines}


def _is_telling(line: str) -> bool:
    return bool(ABOUT_MEETINGS.search(line) or YEAR.search(line))


def heading_of(lines: list[str]) -> Heading:
    """Title and publisher from the lines above the tables, each joined as it would be read aloud, repetitions once."""
    lines = list(dict.fromkeys(lines))
    publisher = [line for line in lines if is_publisher(line)]
    title = [line for line in lines if not is_publisher(line)]
    return Heading(" ".join(title) or None, ", ".join(publisher) or None)


def detect_language(texts: list[str]) -> str:
    """The language of the words, told by its small words: en, fr or es; en where nothing decides."""
    words = Counter(word for text in texts for word in text.casefold().split())
    scores = {lang: sum(words[word] for word in known.split()) for lang, known in LANGUAGE_WORDS.items()}
    best = max(scores, key=lambda lang: (scores[lang], lang == "en"))
    return best if scores[best] >= LEAST_WORDS else "en"


def is_same_line(line: str, others: set[str]) -> bool:
    """Whether the line repeats one of these (folded) lines: a page header printed again."""
    return fold(line) in others
