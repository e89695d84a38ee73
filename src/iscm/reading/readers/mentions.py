"""The meetings that a paragraph of a newsletter mentions: name, number, dates, topic, and who holds them together."""

import re
from dataclasses import dataclass, replace

from iscm.domain.dates import Edtf
from iscm.domain.records import PrintedDate
from iscm.reading.cells.counts import parse_count
from iscm.reading.readers.mention_clauses import find_phrase, split_mentions
from iscm.reading.readers.mention_shadow import DateWords, Shadow, joint_edtf
from iscm.reading.readers.mention_words import (
    ANY_HEAD,
    BODY,
    COUNT,
    DEFINITE,
    HELD,
    HOST,
    JOINT,
    ORDINAL,
    PASSIVE,
    PREPARES,
    SIDE_EVENT,
    SOME,
    TOPIC,
    is_plural,
)

EDGES = " ,;:.–—-\n"
LEAD = re.compile(
    r"(?:[\s,;:.–—-]|(?:and|y|et|also|then|finally|in addition|additionally|además|por último|enfin|puis|egalement)(?=[\s,]))+",
    re.IGNORECASE,
)
DATE_LEAD = re.compile(r"(?:on|from|in|le|du|el|del|en|au)?\s*(?:\(#+\)|@+)\s*[,:–—-]?\s*", re.IGNORECASE)
DATE_TAIL = re.compile(
    r"[\s,]*(?:\b(?:on|from|in|during|le|du|el|del|en|les|los días)\s+)?(?:\(#+\)|@+)\s*", re.IGNORECASE
)
ACRONYM = re.compile(r"\s*\((·{1,12})\)")
MODULES = re.compile(r"\d+-(?:module|part|session|day)\b", re.IGNORECASE)
OF_BODY = re.compile(r"\s+(?:of|for|de|del|du|des|de la|de los|de las)\s", re.IGNORECASE)
HOST_OPENS = re.compile(r"(?:(?:the|la|le|el|l['’])\s*)?(?=M|q)", re.IGNORECASE)
ANAPHORA = re.compile(
    r"(?:the|this|these|both|it|they|participants|delegates|delegations|ministers|member states|states|discussions|"
    r"la|le|el|les|los|las|ces|cette|esta|este|estas)\b",
    re.IGNORECASE,
)
INFINITIVE = re.compile(r"\s+(?:to|pour|para)\s+\w", re.IGNORECASE)
NAMED_TOPIC = re.compile(r"\s+[A-ZÀ-ÖØ-Þ][^\s()]+\s+[^\s()]+\s+\S")
LEADING_ARTICLE = re.compile(r"^(?:(?:an?|the|its|la|le|el|un|une|una)\s+|l['’]\s*)", re.IGNORECASE)
QUOTED_TOPIC = re.compile(r"^(?:the|la|le|el|l['’])\s*(?=[“\"«])", re.IGNORECASE)
SAYS_NOTHING = frozenset({"migration", "migrations", "la migration", "migraciones", "la migración", "migración"})
NEAR = frozenset({"on", "sur", "sobre"})  # after these a topic may be part of the meeting's name
SHORT_TOPIC = 6  # words; a longer topic is not part of a meeting's name unless it is a name itself
LONGEST_TITLE = 400


@dataclass(frozen=True, slots=True)
class Mention:
    """One meeting, or one printed group of meetings.

    `start` and `end` bound its words in the paragraph. `title` is its printed name without number and dates; `count`
    is None for a plural without number or dates. `partners` are the other mechanisms of a joint meeting. `outcome`
    holds whole sentences that go on about it; `holders` are mechanisms named in front of it or in its name; `tail` is that part of the topic which stands after a date.
    """

    start: int
    end: int
    title: str
    count: int | None
    dates: tuple[PrintedDate, ...] = ()
    edtf: Edtf | None = None
    words: tuple[DateWords, ...] = ()
    topic: str | None = None
    partners: tuple[str, ...] = ()
    prepares: str | None = None
    side_event_of: str | None = None
    outcome: str | None = None
    place: str | None = None
    holders: tuple[str, ...] = ()
    tail: str = ""


def find_mentions(
    shadow: Shadow, breaks: dict[int, bool] | None = None
) -> tuple[tuple[Mention, ...], list[tuple[int, int]]]:
    """The mentions of a paragraph in printed order, and the pieces (start, end) that mention no meeting.

    `breaks` are line ends where a new point may start, True where it surely does.
    """
    mentions: list[Mention] = []
    unread: list[tuple[int, int]] = []
    for start, end in _pieces(shadow, breaks or {}):
        if _is_mention(shadow, start, end, is_first=not mentions):
            mentions += _read_piece(shadow, start, end)
        elif mentions:
            mentions[-1] = _go_on(shadow, mentions[-1], start, end)
        else:
            unread.append((start, end))
    return tuple(mentions), unread


def _pieces(shadow: Shadow, breaks: dict[int, bool]) -> list[tuple[int, int]]:
    """The pieces, with those that only go on with a list joined to the one before."""
    joined: list[tuple[int, int]] = []
    for start, end in split_mentions(shadow, breaks):
        paint = shadow.paint[start:end]
        is_tail = not ANY_HEAD.search(paint) and "#" not in paint and "@" not in paint
        ends = shadow.text[max(0, start - 4) : start].rstrip(' \n"”»')[-1:] in ".!?"
        if joined and is_tail and not ends and not breaks.get(start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_mention(shadow: Shadow, start: int, end: int, *, is_first: bool) -> bool:
    paint = shadow.paint[start:end]
    lead = LEAD.match(paint)
    paint = paint[lead.end() :] if lead else paint
    if "#" in paint or "@" in paint:
        return True
    if not ANY_HEAD.search(paint):
        return False
    phrase = find_phrase(paint)
    if ANAPHORA.match(paint) and not is_first:
        return False
    return phrase is not None or is_first or COUNT.search(paint) is not None


def _go_on(shadow: Shadow, mention: Mention, start: int, end: int) -> Mention:
    """The mention with one more sentence about it."""
    words = shadow.text[start:end].strip(" \n")
    return replace(mention, end=end, outcome=f"{mention.outcome} {words}" if mention.outcome else words)


def _read_piece(shadow: Shadow, start: int, end: int) -> list[Mention]:
    first = start
    start, end, count = _trim(shadow, start, end)
    split = _prepared(shadow, start, end)
    inner = split if split else end
    words = shadow.dates_in(first, inner)
    name_end, head = _name_end(shadow.paint, start, inner)
    title_end, topic, tail = _topic(shadow, start, name_end, inner)
    title = _title(shadow, start, title_end)
    dates = tuple(date for held in words for date in held.dates)
    if count is None:
        count = _count(title, head, len(dates))
    prepares = _prepares(topic)
    mention = Mention(
        start=start,
        end=inner,
        title=title[:LONGEST_TITLE],
        count=count if count != UNKNOWN_COUNT else None,
        dates=dates,
        edtf=joint_edtf(dates),
        words=words,
        topic=topic or None,
        partners=_partners(shadow, start, title_end),
        prepares=prepares,
        side_event_of=_side_event_of(shadow, start, title_end),
        place=next((held.rest for held in words if held.rest), None),
        holders=shadow.slugs_in(first, title_end),
        tail=tail,
    )
    if not split:
        return [mention]
    prepared = _read_piece(shadow, split, end)
    named = f"{mention.topic or ''}{shadow.text[split - 1 : prepared[0].start]}{prepared[0].title}".strip()
    return [replace(mention, topic=named, prepares=_prepares(named)), *prepared]


UNKNOWN_COUNT = -1


def _trim(shadow: Shadow, start: int, end: int) -> tuple[int, int, int | None]:
    """The piece without blanks, joining words, a date in front, who held it, article and number; and the number."""
    paint = shadow.paint
    while end > start and shadow.text[end - 1] in EDGES:
        end -= 1
    count = None
    for _ in range(4):
        before = start
        start = _skip(LEAD, paint, start, end)
        start = _skip(DATE_LEAD, paint, start, end)
        start = _after_holder(paint, start, end)
        if definite := DEFINITE.match(paint, start, end):
            start = definite.end()
        if count is None and not MODULES.match(paint, start, end) and (match := COUNT.match(paint, start, end)):
            count, start = parse_count(match.group().strip()), match.end()
        elif count is None and (match := SOME.match(paint, start, end)):
            count, start = UNKNOWN_COUNT, match.end()
        elif count is None and (match := re.compile(r"an?\s+", re.IGNORECASE).match(paint, start, end)):
            count, start = 1, match.end()
        if start == before:
            break
    return start, end, count


def _skip(pattern: re.Pattern[str], paint: str, start: int, end: int) -> int:
    match = pattern.match(paint, start, end)
    return match.end() if match and match.end() < end else start


def _after_holder(paint: str, start: int, end: int) -> int:
    """After "The Prague Process held its", where a meeting follows."""
    match = HELD.search(paint, start, min(end, start + 120))
    if match and not ANY_HEAD.search(paint, start, match.start()) and ANY_HEAD.search(paint, match.end(), end):
        if not re.search(r"[.;(#@]|\b(?:was|were|been|be|are|is)\s*$", paint[start : match.start()]):
            return match.end()
    return start


def _prepared(shadow: Shadow, start: int, end: int) -> int | None:
    """Where a meeting with dates of its own begins that another one, dated before it, prepares."""
    for match in PREPARES.finditer(shadow.paint, start, end):
        if not shadow.dates_in(start, match.start()):
            continue
        at = match.end()
        if article := re.compile(r"(?:an?|the|its|la|le|el|l['’])\s*", re.IGNORECASE).match(shadow.paint, at):
            at = article.end()
        phrase = find_phrase(shadow.paint[at : min(end, at + 300)])
        if phrase and phrase.is_dated:
            return match.end()
    return None


def _name_end(paint: str, start: int, end: int) -> tuple[int, str | None]:
    """Where the head nouns of the name end, with an acronym in brackets after them; and the head noun."""
    phrase = find_phrase(paint[start : min(end, start + 600)])
    if phrase:
        at, noun = start + phrase.end, phrase.noun
    elif head := ANY_HEAD.search(paint, start, end):
        at, noun = head.end(), head.group()
    else:
        mechanism = re.compile(r"M+").search(paint, start, end)
        at, noun = (mechanism.end() if mechanism else start), None
    if noun and (further := re.compile(r"\s+(?:and|&|y|et)\s+(\w+)").match(paint, at, end)):
        second = ANY_HEAD.match(paint, further.start(1), end)
        if second and is_plural(second.group()):
            at = second.end()
    acronym = ACRONYM.match(paint, at, end)
    return (acronym.end() if acronym else at), noun


def _topic(shadow: Shadow, start: int, name_end: int, end: int) -> tuple[int, str, str]:
    """Where the title ends, the topic, and that part of it that follows a date. What follows a date is topic; what comes before it, after "on" or so."""
    paint, text = shadow.paint, shadow.text
    date = DATE_TAIL.search(paint, name_end, end)
    passive = PASSIVE.search(paint, name_end, date.start() if date else end)
    stop = min(held.start() for held in (date, passive) if held) if date or passive else end
    mark = _topic_mark(shadow, start, name_end, stop)
    before = ""
    title_end = stop
    if mark:
        before = text[mark[1] : stop].strip(" ,;")
        is_near = paint[mark[0] : mark[1]].strip().lower() in NEAR
        title_end = stop if mark[2] or (is_near and _belongs_to_name(before)) else mark[0]
        if paint[mark[0] : mark[1]].strip() == "(":
            before = before.removesuffix(")")
    after = _after_dates(shadow, date.start(), end) if date else ""
    if not mark and NAMED_TOPIC.match(paint, name_end, stop):
        before = text[name_end:stop].strip(EDGES)
    topic = QUOTED_TOPIC.sub("", " ".join(part for part in (before, after) if part))
    return title_end, "" if topic.lower() in SAYS_NOTHING else topic, after


def _topic_mark(shadow: Shadow, start: int, name_end: int, stop: int) -> tuple[int, int, bool] | None:
    """Where the words before the topic start and end; True if the topic surely stays in the title."""
    paint = shadow.paint
    at = name_end
    side = SIDE_EVENT.search(paint, start, stop)
    if side and (host := HOST.match(paint, at, stop)):
        named = paint[host.end() : stop]
        is_host = host.group().strip().lower() not in {"on"} or _is_named_event(named)
        at = host.end() if is_host else at
    bracket = re.compile(r"\s*\((·+)\)").match(paint, at, stop)
    if bracket and TOPIC.match(shadow.text, bracket.start(1)):
        return at, bracket.start(1), False
    for mark in TOPIC.finditer(paint, at, stop):
        between = paint[at : mark.start()]
        is_body = OF_BODY.match(between) and BODY.search(between) and "," not in paint[mark.end() : stop]
        if mark["drop"] and is_body:
            continue
        if mark["drop"]:
            if INFINITIVE.match(between) and mark["drop"].lower() in NEAR:
                continue
            return mark.start(), mark.end(), False
        if mark["keep"]:
            return mark.start(), mark.start("keep"), False
        return mark.start(), mark.end(), True
    return None


def _is_named_event(paint: str) -> bool:
    return bool(re.match(r"(?:the |la |le |el )?(?:\d+(?:st|nd|rd|th)|M|first|second|third)", paint, re.IGNORECASE))


def _belongs_to_name(topic: str) -> bool:
    """Whether a topic reads as part of the meeting's name: short, or itself a name."""
    words = topic.split()
    if not words or "," in topic or ";" in topic:
        return False
    if topic.lower() in {"various topics", "various themes", "diversos temas", "divers thèmes"}:
        return False
    if len(words) <= SHORT_TOPIC or topic.lstrip("the ")[:1] in '“"«':
        return True
    return all(word[0].isupper() or len(word) <= 4 for word in words)


def _after_dates(shadow: Shadow, start: int, end: int) -> str:
    """The words after and between the dates, without the first "on" and without the dates."""
    rest = DATE_TAIL.sub(lambda match: " " * len(match.group()), shadow.paint[start:end])
    words = "".join(
        letter if painted != " " or letter == " " else " "
        for letter, painted in zip(shadow.text[start:end], rest, strict=True)
    )
    topic = " ".join(words.split()).strip(" ,;:–—.")
    mark = TOPIC.match(topic)
    if mark and mark["drop"]:
        topic = topic[mark.end() :]
    return topic


def _title(shadow: Shadow, start: int, end: int) -> str:
    words = "".join(
        letter
        for letter, painted in zip(shadow.text[start:end], shadow.paint[start:end], strict=True)
        if painted not in "#@"
    )
    return " ".join(words.replace("()", " ").split()).strip(" ,;:–—.")


def _count(title: str, head: str | None, dates: int) -> int:
    if head and is_plural(head) and not ORDINAL.search(f"{title} "):
        return dates or UNKNOWN_COUNT
    return 1


def _partners(shadow: Shadow, start: int, title_end: int) -> tuple[str, ...]:
    """The mechanisms that the name joins by "with", "between … and" and their like."""
    partners = []
    for found in shadow.mechanisms:
        if start <= found.start < title_end and JOINT.search(shadow.paint, max(start, found.start - 60), found.start):
            partners.append(found.slug)
    return tuple(dict.fromkeys(partners))


def _prepares(topic: str | None) -> str | None:
    """The meeting that a topic says is prepared; a plan or declaration is none."""
    match = PREPARES.match(topic or "")
    if not match or not topic:
        return None
    named = re.split(r",| as well as ", LEADING_ARTICLE.sub("", topic[match.end() :]))[0].strip(EDGES)
    return named if ANY_HEAD.search(named) else None


def _side_event_of(shadow: Shadow, start: int, title_end: int) -> str | None:
    side = SIDE_EVENT.search(shadow.paint, start, title_end)
    host = HOST.match(shadow.paint, side.end(), title_end) if side else None
    if not host:
        return None
    mark = TOPIC.search(shadow.paint, host.end(), title_end)
    named = shadow.text[host.end() : mark.start() if mark else title_end].strip(EDGES)
    return LEADING_ARTICLE.sub("", named) or None
