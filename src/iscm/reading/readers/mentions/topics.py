"""Where the name of a mentioned meeting ends, and what the meeting was about."""

import re
from dataclasses import dataclass

from iscm.reading.readers.mentions.shadow import Shadow
from iscm.reading.readers.mentions.words import ANY_HEAD, BODY, HOST, PASSIVE, PREPARES, SIDE_EVENT, TOPIC

EDGES = " ,;:.–—-\n"
DATE_TAIL = re.compile(
    r"[\s,]*(?:\b(?:on|from|in|during|le|du|el|del|en|les|los días)\s+)?(?:\(#+\)|@+)\s*", re.IGNORECASE
)
OF_BODY = re.compile(r"\s+(?:of|for|de|del|du|des|de la|de los|de las)\s", re.IGNORECASE)
BRACKET = re.compile(r"\s*\((·+)\)")
INFINITIVE = re.compile(r"\s+(?:to|pour|para)\s+\w", re.IGNORECASE)
NAMED_TOPIC = re.compile(r"\s+[A-ZÀ-ÖØ-Þ][^\s()]+\s+[^\s()]+\s+\S")
NAMED_EVENT = re.compile(r"(?:the |la |le |el )?(?:\d+(?:st|nd|rd|th)|M|first|second|third)", re.IGNORECASE)
LEADING_ARTICLE = re.compile(r"^(?:(?:an?|the|its|la|le|el|un|une|una)\s+|l['’]\s*)", re.IGNORECASE)
QUOTED = re.compile(r"^(?:(?:the|la|le|el)\s+|l['’]\s*)?(?=[“\"«])", re.IGNORECASE)
SAYS_NOTHING = frozenset({"migration", "migrations", "la migration", "migraciones", "la migración", "migración"})
UNTOLD = frozenset({"various topics", "various themes", "diversos temas", "divers thèmes"})
NEAR = frozenset({"on", "sur", "sobre"})  # after these a topic may be part of the meeting's name
SHORT_TOPIC = 6  # words; a longer topic is not part of a meeting's name unless it is a name itself
SMALL_WORD = 4  # letters


@dataclass(frozen=True, slots=True)
class Told:
    """Where the title ends, the topic ("" if none is told), and that part of it which follows a date."""

    title_end: int
    topic: str
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """The words between name and topic ("on", "focusing on"): where they start and end."""

    start: int
    end: int
    may_be_named: bool = False
    is_named: bool = False


def find_topic(shadow: Shadow, start: int, name_end: int, end: int) -> Told:
    """The topic of the piece from `start` to `end`, whose head nouns end at `name_end`.

    What follows a date is topic; before it, what follows "on" or its like. A short topic right after the name is part
    of the title too.
    """
    paint, text = shadow.paint, shadow.text
    date = DATE_TAIL.search(paint, name_end, end)
    passive = PASSIVE.search(paint, name_end, date.start() if date else end)
    stop = min((held.start() for held in (date, passive) if held), default=end)
    mark = _mark(shadow, start, name_end, stop)
    title_end, before = stop, ""
    if mark:
        before = text[mark.end : stop].strip(" ,;")
        title_end = stop if mark.is_named or (mark.may_be_named and _reads_as_name(before)) else mark.start
        before = before.removesuffix(")") if paint[mark.start : mark.end].strip() == "(" else before
    elif NAMED_TOPIC.match(paint, name_end, stop):
        before = text[name_end:stop].strip(EDGES)
    after = _after_dates(shadow, date.start(), end) if date else ""
    topic = QUOTED.sub("", " ".join(part for part in (before, after) if part))
    return Told(title_end, "" if topic.lower() in SAYS_NOTHING else topic, after)


def find_prepared(topic: str | None) -> str | None:
    """The meeting that a topic says is prepared; a plan or declaration is none."""
    match = PREPARES.match(topic or "")
    if not match or not topic:
        return None
    named = re.split(r",| as well as ", LEADING_ARTICLE.sub("", topic[match.end() :]))[0].strip(EDGES)
    return named if ANY_HEAD.search(named) else None


def find_host(shadow: Shadow, start: int, title_end: int) -> str | None:
    """The meeting at whose side this one is held, as printed."""
    side = SIDE_EVENT.search(shadow.paint, start, title_end)
    host = HOST.match(shadow.paint, side.end(), title_end) if side else None
    if not host:
        return None
    mark = TOPIC.search(shadow.paint, host.end(), title_end)
    named = shadow.text[host.end() : mark.start() if mark else title_end].strip(EDGES)
    return LEADING_ARTICLE.sub("", named) or None


def _mark(shadow: Shadow, start: int, name_end: int, stop: int) -> Mark | None:
    paint = shadow.paint
    at = _after_host(paint, start, name_end, stop)
    bracket = BRACKET.match(paint, at, stop)
    if bracket and TOPIC.match(shadow.text, bracket.start(1)):
        return Mark(at, bracket.start(1))
    for match in TOPIC.finditer(paint, at, stop):
        if match["keep"]:
            return Mark(match.start(), match.start("keep"))
        if match["goal"]:
            return Mark(match.start(), match.end(), is_named=True)
        is_near = match["drop"].lower() in NEAR
        if not _is_inside_name(paint, at, match, stop, is_near=is_near):
            return Mark(match.start(), match.end(), may_be_named=is_near)
    return None


def _is_inside_name(paint: str, at: int, match: re.Match[str], stop: int, *, is_near: bool) -> bool:
    """Whether "on" belongs to the name of a body ("of the Group on Returns") or to a purpose ("to establish …")."""
    between = paint[at : match.start()]
    is_body = OF_BODY.match(between) and BODY.search(between) and "," not in paint[match.end() : stop]
    return bool(is_body) or (is_near and bool(INFINITIVE.match(between)))


def _after_host(paint: str, start: int, name_end: int, stop: int) -> int:
    """Where the words after a side event go on, once it is said at whose side it is held."""
    host = HOST.match(paint, name_end, stop) if SIDE_EVENT.search(paint, start, stop) else None
    if not host:
        return name_end
    is_host = host.group().strip().lower() != "on" or NAMED_EVENT.match(paint, host.end(), stop)
    return host.end() if is_host else name_end


def _reads_as_name(topic: str) -> bool:
    words = topic.split()
    if not words or "," in topic or ";" in topic or topic.lower() in UNTOLD:
        return False
    if len(words) <= SHORT_TOPIC or QUOTED.match(topic):
        return True
    return all(word[0].isupper() or len(word) <= SMALL_WORD for word in words)


def _after_dates(shadow: Shadow, start: int, end: int) -> str:
    """The words after and between the dates, without the first "on" and without the dates."""
    kept: list[str] = []
    at = start
    for match in DATE_TAIL.finditer(shadow.paint, start, end):
        kept.append(shadow.text[at : match.start()])
        at = match.end()
    topic = " ".join(" ".join([*kept, shadow.text[at:end]]).split()).strip(" ,;:–—.")
    mark = TOPIC.match(topic)
    return topic[mark.end() :] if mark and mark["drop"] else topic
