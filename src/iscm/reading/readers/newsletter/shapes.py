"""How lines of a newsletter are shaped: what may be a heading, a name, or goes on with the line above."""

import re
from collections.abc import Sequence

from iscm.reading.readers.mentions.words import MONTH
from iscm.reading.readers.newsletter.headings import squash
from iscm.reading.readers.newsletter.lines import HANGING, Line
from iscm.reading.readers.newsletter.parts import Kind, Part
from iscm.reading.readers.parts import part_of

REPEATS = 3  # pages from which a line printed again is page furniture
MAX_HEADING = 200
ENDS_SENTENCE = re.compile(r"[.!?][\"”»)]?$|[;:]$|\)$")
NUMBERED = re.compile(r"(?:\d{1,2}[.)]|[a-z][.)])\s+")
NAME_AND_TEXT = re.compile(r"(?P<name>[^:–—]{2,120}?)\s*(?::|\s[–—-]\s)\s*(?=\S)(?P<text>.+)")
PAGE_NUMBER = re.compile(
    r"(?:page|página|pag\.?|p\.)?\s*\d{1,3}\s*(?:(?:of|/|de|sur|\|)\s*\d{1,3})?|[-–—\s]*\d{1,3}[-–—\s]*",
    re.IGNORECASE,
)
PAGE_TAIL = re.compile(r"(?:page|página|pag\.?|p\.)\s*\d{1,3}\s*(?:of|/|de|sur)\s*\d{1,3}$", re.IGNORECASE)
ACRONYM_HEADING = re.compile(r"[A-ZÀ-Þ][^.;]{4,140}\((?:[A-Z][\w+-]{1,11})(?: (?:or|ou|o) [^()]{2,20})?\)")
SHARED = re.compile(r"\s+(?:and|&|y|et)\s+|\s*/\s*|\s+[–—-]\s+")
LAST_BRACKET = re.compile(r"\(([^()]+)\)$")
URL = re.compile(r"<?(?:https?://|www\.)\S+>?")
DATE_FIRST = re.compile(
    r"\W*(?:(?:on|from|le|du|el|del) )?"
    r"(?:\d{1,2}(?:\s*(?:[-–—]|and|to|et|y|au|al|a)\s*\d{1,2})?(?:\s+de)?\s+[^\W\d]{3,12}\b"
    r"|[^\W\d]{3,12}\s+\d{1,2}\b(?!\w))(?<=\w)",
    re.IGNORECASE,
)
SUGGESTED = re.compile(r"suggested (?:by|from) .{1,60}|suggested (?:themes|topics|thematic areas)", re.IGNORECASE)
COUNTED = re.compile(r"\d[\d.,\u202f ]{0,8}\s(?:meetings?|events?)\s(?:of|by|held by)\s\d{1,4}\s\w+", re.IGNORECASE)
NOTES = ("number of meetings", "note", "licence")
LICENCE = re.compile(r"licen[cs]e\s*:\s*\S.{0,80}", re.IGNORECASE)
EDITION = re.compile(r"\b[A-Z]{3,8}\s?[-–]?\s?(?:\d{1,3}|[IVXL]{1,6})\b")


def name_and_text(line: Line) -> tuple[str, str]:
    """The name and the text of a line such as "Bali Process: SOM (20 August)" or of a row of two cells; "" for none."""
    if len(line.cells) > 1:
        return line.cells[0], " ".join(line.cells[1:])
    match = NAME_AND_TEXT.match(line.text)
    if not match or match["name"].count("(") != match["name"].count(")") or MONTH.search(match["name"]):
        return "", ""
    return match["name"], match["text"]


def aside_of(text: str) -> str | None:
    """What a heading of these words opens that tells of no meeting; None for other words."""
    return "suggestions" if SUGGESTED.fullmatch(text.strip(" :.*")) else part_of(text)


def note_of(line: Line, part: Part) -> str | None:
    """What a line of the section is, where it only speaks of the document itself."""
    if LICENCE.fullmatch(line.text):
        return "licence"
    if part.kind is Kind.MASTHEAD and COUNTED.match(line.text) and not MONTH.search(line.text):
        return "number of meetings"
    if part.kind is Kind.INDEX and not part.body and line.text.endswith(".") and ":" not in line.text:
        return "note"
    return None


def is_open(line: Line) -> bool:
    """Whether a bracket of this line is still open at its end."""
    return line.text.count("(") > line.text.count(")")


def is_part_open(part: Part) -> bool:
    """Whether the last line of a section is left hanging."""
    return bool(part.body) and (is_open(part.body[-1]) or bool(HANGING.search(part.body[-1].text)))


def may_be_name(text: str) -> bool:
    """Whether a line may be, or belong to, the name of a mechanism: short, without an end and a date."""
    return len(text) <= MAX_HEADING and not text.endswith((".", ";", ",")) and not MONTH.search(text)


def reads_as_heading(text: str) -> bool:
    """Whether a line begins and ends as a heading may."""
    is_inside = text[:1].islower() or text.startswith("(")
    return len(text) <= MAX_HEADING and not is_inside and not URL.match(text)


def starts_with_date(text: str) -> bool:
    """Whether a paragraph opens with a day: "10-11 November, on …"."""
    match = DATE_FIRST.match(text)
    return bool(match) and bool(MONTH.search(match.group()))  # type: ignore[union-attr]


def running_heads(lines: Sequence[Line]) -> frozenset[str]:
    """Lines printed again on other pages: at least three times, with words; the end of a bracket is no such line."""
    counts: dict[str, set[int | None]] = {}
    for line in lines:
        is_rest = line.text.count(")") > line.text.count("(")
        if line.locator.page and len(line.text) < MAX_HEADING and not is_rest and not URL.match(line.text):
            counts.setdefault(line.text, set()).add(line.locator.page)
    return frozenset(text for text, pages in counts.items() if len(pages) >= REPEATS and squash(text))
