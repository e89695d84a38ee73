"""Where one mention of a newsletter's sentence ends and the next begins.

Points, semicolons and list marks always part. A comma, an "and" or a line's end parts where what follows opens a new
mention: a number, an article or a name of a meeting, more surely the less the words before are still about a topic.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from iscm.reading.readers.mentions.shadow import Shadow
from iscm.reading.readers.mentions.words import (
    ANY_HEAD,
    ARTICLE,
    COUNT,
    DEFINITE,
    HEAD,
    ORDINAL,
    PREPARES,
    SIDE_EVENT,
    SOME,
    STOP,
    TOPIC,
    WEAK_HEAD,
    is_plural,
)

FULL_STOP = re.compile(r"[.!?][\"”’»)]?\s+(?=[\"“«(q]?[A-ZÀ-ÖØ-Þ\d@#¿¡])|;\s*")
ABBREVIATION = re.compile(
    r"\b(?:No|Nos|St|Dr|Mr|Mrs|Ms|Prof|vs|approx|Art|Vol|Sr|Sra|Núm|Mme|M|U\.S|U\.N|e\.g|i\.e|[A-Z])\.\s+$"
)
# Blanks are taken whole (`++`): what follows begins with a letter, and giving them back one by one takes seconds.
SEPARATOR = re.compile(
    r"(?P<follows>[\s,]++(?:(?:which was|and was|and) )?(?:(?:continued|followed|preceded|complemented) (?:by|with)|"
    r"back[- ]to[- ]back with|seguid[oa]s? (?:de|por)|précédée?s? (?:de|par)|suivie?s? (?:de|par))\s+)"
    r"|,\s*(?:(?:and|as well as|y|e|et|ainsi que|así como)\s+)?"
    r"|\s++(?:and|&|y|e|et|as well as|along with|plus|ainsi que|así como)\s+",
    re.IGNORECASE,
)
DATED = re.compile(r"(?:\s*\(·+\))?[^,;()]{0,160}?(?:\(·+\)[^,;()]{0,60}?)?\(#+\)|[^,;()]{0,160}?@")
ONLY_DATED = re.compile(r"\W*(?:(?:on|in|from|le|du|el|del|en|au)\s+)?(?:\(#+\)|@+)[\s,:–—-]*", re.IGNORECASE)
ENDS_DATED = re.compile(r"(?:#\)|@)\s*[.,]?\s*$")
WORD = re.compile(r"(?:[^\s,;()]+(?:\s*\(·{1,12}\))?\s+)")
BLANKS = re.compile(r"\s*")
PHRASE_WORDS = 7
WINDOW = 600


class Opening(StrEnum):
    """How the name of a meeting begins."""

    COUNT = "count"
    ARTICLE = "article"
    ORDINAL = "ordinal"
    DEFINITE = "definite"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name of a meeting at the start of some words: how it begins, its head noun, and where that ends."""

    opening: Opening
    noun: str
    end: int
    is_weak: bool
    is_dated: bool


def split_mentions(shadow: Shadow, breaks: dict[int, bool]) -> tuple[tuple[int, int], ...]:
    """The pieces (start, end) of the text, each about one mention or going on about the one before.

    `breaks` are line ends where a new point may start, True where it surely does.
    """
    pieces: list[tuple[int, int]] = []
    # Who parts points by semicolons does not part them by the ends of lines.
    lines = sorted(breaks) if ";" not in shadow.paint else ()
    for start, end in _clauses(shadow, breaks):
        inside = lines[bisect_right(lines, start) : bisect_left(lines, end)]
        pieces += _split_clause(shadow.paint, start, end, inside)
    return tuple((start, end) for start, end in pieces if shadow.text[start:end].strip(" .,;"))


def find_phrase(paint: str) -> Phrase | None:
    """The name of a meeting that these words begin with, if they do."""
    at, opening = _opening(paint)
    words = 0
    while words <= PHRASE_WORDS:
        head = ANY_HEAD.match(paint, at)
        if head and not paint[head.end() : head.end() + 1].startswith(("'", "’")):
            return _phrase(paint, opening, head)
        word = WORD.match(paint, at)
        if not word or STOP.match(paint, at) or paint[at] in "(@#":
            return None
        at, words = word.end(), words + 1
    return None


def last_head(paint: str, head: re.Match[str]) -> re.Match[str]:
    """The last of the head nouns that stand side by side: the meeting of "working group meeting"."""
    while following := ANY_HEAD.match(paint, BLANKS.match(paint, head.end()).end()):  # type: ignore[union-attr]
        head = following
    return head


def _phrase(paint: str, opening: Opening, head: re.Match[str]) -> Phrase:
    head = last_head(paint, head)
    is_weak = bool(WEAK_HEAD.fullmatch(head.group())) and not HEAD.fullmatch(head.group())
    return Phrase(opening, head.group(), head.end(), is_weak, bool(DATED.match(paint, head.end())))


def _opening(paint: str) -> tuple[int, Opening]:
    if match := COUNT.match(paint) or SOME.match(paint):
        return match.end(), Opening.COUNT
    if match := ARTICLE.match(paint):
        return match.end(), Opening.ARTICLE
    definite = DEFINITE.match(paint)
    at = definite.end() if definite else 0
    if match := ORDINAL.match(paint, at):
        return match.end(), Opening.ORDINAL
    return at, Opening.DEFINITE if definite else Opening.BARE


def _clauses(shadow: Shadow, breaks: dict[int, bool]) -> list[tuple[int, int]]:
    ends = {match.end() for match in FULL_STOP.finditer(shadow.paint)}
    ends = {end for end in ends if not ABBREVIATION.search(shadow.paint[max(0, end - 12) : end])}
    cuts = sorted(ends | {at for at, is_sure in breaks.items() if is_sure})
    starts = [0, *cuts]
    return [(start, end) for start, end in zip(starts, [*cuts, len(shadow.text)], strict=True) if end > start]


def _split_clause(paint: str, start: int, end: int, breaks: Sequence[int]) -> list[tuple[int, int]]:
    separators = [
        (match.start(), match.end(), bool(match["follows"])) for match in SEPARATOR.finditer(paint, start, end)
    ]
    separators += [(at, at, False) for at in breaks]
    pieces = []
    for left, right, is_joined in sorted(separators):
        if left < start or right >= end:
            continue
        before, after = paint[max(start, left - WINDOW) : left], paint[right : min(end, right + WINDOW)]
        mark = "," if paint[left] == "," else "\n" if left == right else "and"
        if _opens(before, after, mark, is_joined=is_joined):
            pieces.append((start, left))
            start = right
    return [*pieces, (start, end)]


def _opens(before: str, after: str, mark: str, *, is_joined: bool) -> bool:
    """Whether the words after a separator open a new mention."""
    phrase = find_phrase(after)
    if phrase is None or (mark == "\n" and after[:1].islower()):
        return False
    return is_joined or _opens_with(phrase, before, after, mark)


def _opens_with(phrase: Phrase, before: str, after: str, mark: str) -> bool:
    if ONLY_DATED.fullmatch(before):
        return False
    if ENDS_DATED.search(before):
        return phrase.is_dated or not phrase.is_weak or phrase.opening in {Opening.COUNT, Opening.ARTICLE}
    if not ANY_HEAD.search(before):
        return False
    if _prepares(before):
        return phrase.is_dated and mark != "and"
    tail = before[_name_end(before) :]
    if TOPIC.search(tail) or "#" in tail or "@" in tail:
        return _opens_after_topic(phrase, after, mark)
    return _opens_after_name(before, phrase)


def _opens_after_topic(phrase: Phrase, after: str, mark: str) -> bool:
    if phrase.opening is Opening.COUNT:
        return True
    if phrase.opening is Opening.ARTICLE:
        return phrase.is_dated or not phrase.is_weak or bool(TOPIC.match(after[phrase.end :].lstrip()))
    if phrase.opening is Opening.BARE and mark == "\n":
        goes_on = after[phrase.end :].lstrip()
        return not phrase.is_weak and (phrase.is_dated or goes_on[:1] in {",", "("} or bool(TOPIC.match(goes_on)))
    if phrase.opening is Opening.BARE:
        return phrase.is_dated and not phrase.is_weak and mark != "and"
    return phrase.is_dated


def _opens_after_name(before: str, phrase: Phrase) -> bool:
    """After a bare name: a second name beside it is another meeting, unless both share a number, a plural or a date."""
    if phrase.opening in {Opening.COUNT, Opening.ARTICLE}:
        return True
    first = find_phrase(before.lstrip())
    ends_in_name = first is not None and not before[_name_end(before) :].strip()
    if not ends_in_name or phrase.is_dated or phrase.is_weak:
        return False
    return not (is_plural(first.noun) and is_plural(phrase.noun))  # type: ignore[union-attr]


def _name_end(before: str) -> int:
    """Where the head nouns that begin a piece end; after the place of a side event, which may be a meeting too."""
    lead = len(before) - len(before.lstrip())
    phrase = find_phrase(before[lead:])
    if phrase is None:
        head = ANY_HEAD.search(before)
        return head.end() if head else 0
    return lead + phrase.end


def _prepares(before: str) -> bool:
    """Whether the words before, since their last date, tell what a meeting prepares."""
    since = max(before.rfind("#)"), before.rfind("@"), 0)
    return bool(PREPARES.search(before, since)) and not SIDE_EVENT.search(before)
