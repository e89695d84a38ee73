"""The name of a mentioned meeting: what stands around it, how many meetings it means, who holds them."""

import re
from dataclasses import dataclass
from itertools import pairwise

from iscm.reading.cells.counts import parse_count
from iscm.reading.readers.mentions.clauses import find_phrase, last_head
from iscm.reading.readers.mentions.shadow import Shadow
from iscm.reading.readers.mentions.topics import EDGES
from iscm.reading.readers.mentions.words import (
    ANY_HEAD,
    ARTICLE,
    COUNT,
    DEFINITE,
    HELD,
    JOINT,
    LEAD_IN,
    ORDINAL,
    PREPARES,
    SOME,
    is_plural,
)

LEAD = re.compile(
    r"(?:[\s,;:.–—-]|(?:and|y|et|also|then|finally|in addition|additionally|además|por último|enfin|puis|également)"
    r"(?=[\s,]))+",
    re.IGNORECASE,
)
DATE_LEAD = re.compile(r"(?:on|from|in|le|du|el|del|en|au)?\s*(?:\(#+\)|@+)\s*[,:–—-]?\s*", re.IGNORECASE)
MODULES = re.compile(r"\d+-(?:module|part|session|day)\b", re.IGNORECASE)
BROKEN_OFF = re.compile(r"[.;(#@]|\b(?:was|were|been|be|are|is)\s*$")
FURTHER = re.compile(r"\s+(?:and|&|y|et)\s+(\w+)")
ACRONYM = re.compile(r"\s*\((·{1,12})\)")
BESIDE = re.compile(r"\s?(?:[-–/&]|,|,?\s(?:and|y|et)\s)\s?(?:(?:the|la|le|el)\s)?", re.IGNORECASE)
NAME = re.compile(r"M+")
LEADS = 4  # things that may stand in front of a name
REACH = 120  # letters before a verb such as "held" in which its subject stands
JOINED = 60  # letters before a mechanism in which "with" or its like stands
LONGEST_NAME = 600


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A piece without what stands around it.

    `count` is the number printed, None if none is; `is_some` says that a number is told but not given ("several").
    """

    start: int
    end: int
    count: int | None = None
    is_some: bool = False


def trim(shadow: Shadow, start: int, end: int) -> Trimmed:
    """The piece without blanks, joining words, a date in front, who held it, article and number."""
    paint = shadow.paint
    while end > start and shadow.text[end - 1] in EDGES:
        end -= 1
    count, is_some, is_counted = None, False, False
    for _ in range(LEADS):
        before = start
        start = _after(LEAD, paint, start, end)
        start = _after(DATE_LEAD, paint, start, end)
        start = _after_holder(paint, _after_lead_in(paint, start, end), end)
        start = _after(DEFINITE, paint, start, end)
        if not is_counted and (match := _number(paint, start, end)):
            is_counted = True
            is_some = bool(SOME.fullmatch(match.group()))
            count = None if is_some else 1 if ARTICLE.fullmatch(match.group()) else parse_count(match.group().strip())
            start = match.end()
        if start == before:
            break
    return Trimmed(start, end, count, is_some)


def find_name_end(paint: str, start: int, end: int) -> tuple[int, str | None]:
    """Where the head nouns of the name end, with an acronym in brackets after them; and the head noun."""
    phrase = find_phrase(paint[start : min(end, start + LONGEST_NAME)])
    if phrase:
        at, noun = start + phrase.end, phrase.noun
    elif head := ANY_HEAD.search(paint, start, end):
        head = last_head(paint, head)
        at, noun = head.end(), head.group()
    else:
        mechanism = NAME.search(paint, start, end)
        at, noun = (mechanism.end() if mechanism else start), None
    further = FURTHER.match(paint, at, end) if noun else None
    second = ANY_HEAD.match(paint, further.start(1), end) if further else None
    at = second.end() if second and is_plural(second.group()) else at
    acronym = ACRONYM.match(paint, at, end)
    return (acronym.end() if acronym else at), noun


def find_prepared_start(shadow: Shadow, start: int, end: int) -> int | None:
    """Where a meeting with dates of its own begins that another one, dated before it, prepares."""
    for match in PREPARES.finditer(shadow.paint, start, end):
        if not shadow.dates_in(start, match.start()):
            continue
        at = _after(ARTICLE, shadow.paint, match.end(), end)
        at = _after(DEFINITE, shadow.paint, at, end)
        phrase = find_phrase(shadow.paint[at : min(end, at + LONGEST_NAME)])
        if phrase and phrase.is_dated:
            return match.end()
    return None


def title_words(shadow: Shadow, start: int, end: int) -> str:
    """The words of the title as printed, without dates."""
    pairs = zip(shadow.text[start:end], shadow.paint[start:end], strict=True)
    words = "".join(letter for letter, painted in pairs if painted not in "#@")
    return " ".join(words.replace("()", " ").split()).strip(" ,;:–—.")


def count_meetings(title: str, head: str | None, dates: int) -> int | None:
    """The number meant where none is printed: a plural means as many as it has dates, None if it has none.

    A numbered session is one, also under a plural name ("First Preparatory Meetings"); several numbers are several.
    """
    numbers = len(ORDINAL.findall(title.replace(",", " ") + " "))
    if not head or not is_plural(head) or numbers == 1:
        return 1
    return dates or numbers or None


def find_partners(shadow: Shadow, start: int, title_end: int) -> tuple[str, ...]:
    """The mechanisms that the name joins by "with", "between … and" and their like, or beside one another ("A-B")."""
    named = shadow.mechanisms_in(start, title_end)
    joint = [bool(JOINT.search(shadow.paint, max(start, found.start - JOINED), found.start)) for found in named]
    for at, (one, other) in enumerate(pairwise(named)):
        if BESIDE.fullmatch(shadow.text, one.end, other.start):
            joint[at] = joint[at + 1] = True
    return tuple(dict.fromkeys(found.slug for found, is_joint in zip(named, joint, strict=True) if is_joint))


def _number(paint: str, start: int, end: int) -> re.Match[str] | None:
    if MODULES.match(paint, start, end):
        return None
    return COUNT.match(paint, start, end) or SOME.match(paint, start, end) or ARTICLE.match(paint, start, end)


def _after(pattern: re.Pattern[str], paint: str, start: int, end: int) -> int:
    match = pattern.match(paint, start, end)
    return match.end() if match and match.end() < end else start


def _after_lead_in(paint: str, start: int, end: int) -> int:
    """After "In 2022,", where a meeting follows."""
    after = _after(LEAD_IN, paint, start, end)
    return start if ANY_HEAD.search(paint, start, after) or not ANY_HEAD.search(paint, after, end) else after


def _after_holder(paint: str, start: int, end: int) -> int:
    """After "The Prague Process held its", where a meeting follows."""
    match = HELD.search(paint, start, min(end, start + REACH))
    if not match or BROKEN_OFF.search(paint[start : match.start()]):
        return start
    is_before = not ANY_HEAD.search(paint, start, match.start()) and ANY_HEAD.search(paint, match.end(), end)
    return match.end() if is_before else start
