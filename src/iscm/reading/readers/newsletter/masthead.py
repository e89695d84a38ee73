"""What a newsletter says of itself: title, year, publisher, functional mailbox, issue and period."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from iscm.domain.dates import Edtf, Precision
from iscm.reading.cells.dates import parse_date
from iscm.reading.readers.newsletter.headings import unspaced
from iscm.reading.readers.newsletter.lines import HANGING, Line

TITLE = re.compile(
    r"\b(?:highlights?|newsletters?|bulletins?|digest|year in review|annual (?:review|overview|update)|round-?up|"
    r"faits (?:saillants|marquants)|temps forts|lettre d['’]information|infolettre|bilan|"
    r"bolet[ií]n|aspectos destacados|puntos destacados|lo m[aá]s destacado|resumen|informativo)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ISSUE = re.compile(
    r"\b(?:issue|number|no|n[°ºo]|vol(?:ume)?|edition|num[eé]ro|n[uú]mero|edici[oó]n|[eé]dition)\.?\s*(?:no\.?\s*)?[:#]?\s*"
    r"(?P<number>\d{1,4}(?:\s*/\s*\d{1,4})?|[IVXLC]{1,8})",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
PERSONAL = re.compile(r"[a-z]{1,20}[._][a-z]{2,30}|[a-z]{2,20}[._][a-z]{1,2}", re.IGNORECASE)
FUNCTIONS = re.compile(
    r"info|contact|secretariat|secretaria|secr[eé]tariat|press|media|office|desk|grcp|iscm|rcp|admin|support|unit|"
    r"division|team|help|web|comms?|communication|migration|news",
    re.IGNORECASE,
)
BODY = re.compile(
    r"\b(?:organi[sz]ations?|registers?|departments?|divisions?|units?|secretariats?|ministry|agency|office|centre|center|"
    r"commission|directorate|network|union|organi[sz]aci[oó]n|departamento|divisi[oó]n|unidad|secretar[ií]a|"
    r"d[eé]partement|unit[eé]|secr[eé]tariat|IOM|OIM|ICMPD|ECOWAS|IGAD)\b",
    re.IGNORECASE,
)
ADDRESS_WORDS = re.compile(
    r"\b(?:e-?mail|tel|phone|fax|website|web|correo|courriel|contact|t[eé]l)\b\.?\s*:?", re.IGNORECASE
)
LONGEST = 200
LONGEST_PERIOD = 60
LONGEST_SUBTITLE = 14  # words


@dataclass(slots=True)
class Masthead:
    """What was found, and the rows it was found in."""

    title: str | None = None
    year: int | None = None
    publisher: str | None = None
    contact: str | None = None
    issue: str | None = None
    period: Edtf | None = None
    rows: list[int] = field(default_factory=list)


def read_masthead(lines: Sequence[Line], words: frozenset[str], title: str | None = None) -> Masthead:
    """The facts in the lines before the first section; `title` is what the file says of itself.

    Mailboxes of persons are used up, but not kept.
    """
    masthead = Masthead()
    publisher: list[str] = []
    for line in lines:
        if len(line.text) > LONGEST or line.text.endswith("."):
            continue
        text = unspaced(line.text, words)
        if masthead.title is None and TITLE.search(text):
            masthead.title, masthead.year = text, _year(text)
        elif EMAIL.search(text) or ADDRESS_WORDS.match(text):
            masthead.contact = masthead.contact or functional_mailbox(text)
        elif _take_issue_and_period(masthead, text):
            pass
        elif publisher_goes_on(publisher, text) or BODY.search(text):
            publisher += [] if YEAR.search(text) else [text]  # a line with a year says as of when, not who
        elif not (masthead.rows and masthead.rows[-1] == line.index - 1 and _is_subtitle(text)):
            continue
        masthead.rows.append(line.index)
    masthead.publisher = _joined(publisher)
    if masthead.title is None and title:
        masthead.title, masthead.year = title, _year(title)
    if masthead.year is None and masthead.period and masthead.period.earliest:
        masthead.year = masthead.period.earliest.year
    return masthead


def _take_issue_and_period(masthead: Masthead, text: str) -> bool:
    """Whether a line is an issue's number, a period, or both; what it says is kept."""
    issue = ISSUE.search(text)
    rest = (text[: issue.start()] + text[issue.end() :] if issue else text).strip(" ,|–—-")
    period = parse_period(rest)
    if (issue and not rest) or period:
        masthead.issue = issue["number"] if issue else masthead.issue
        masthead.period = period or masthead.period
        return True
    return False


def _is_subtitle(text: str) -> bool:
    return len(text.split()) <= LONGEST_SUBTITLE and not EMAIL.search(text) and not YEAR.search(text)


def functional_mailbox(text: str) -> str | None:
    """The first mailbox of an office in the text; None for a person's ("first.last@…")."""
    for match in EMAIL.finditer(text):
        local = match.group().partition("@")[0]
        if FUNCTIONS.search(local) or not PERSONAL.fullmatch(local):
            return match.group().rstrip(".")
    return None


def parse_period(text: str) -> Edtf | None:
    """The months, quarter or year a newsletter covers: `January - December 2022` is 2022-01/2022-12; else None."""
    if not YEAR.search(text) or len(text) > LONGEST_PERIOD:
        return None
    edtf = parse_date(text.strip(" .,|()"), year=None).edtf
    return edtf if edtf and edtf.precision is not Precision.DAY else None


def publisher_goes_on(publisher: list[str], text: str) -> bool:
    """Whether the last line of the publisher is left hanging, so that this one goes on with it."""
    return bool(publisher) and bool(HANGING.search(publisher[-1])) and not YEAR.search(text)


def _joined(lines: list[str]) -> str | None:
    joined = ""
    for line in lines:
        joined += (" " if HANGING.search(joined) else ", ") * bool(joined) + line.strip(" ,;")
    return joined or None


def _year(text: str) -> int | None:
    """The year that a title says most; None where it says several alike."""
    (year, count), *others = [*Counter(YEAR.findall(text)).most_common(2), ("", 0)][:2]
    return int(year) if count > (others[0][1] if others else 0) else None
