"""The meetings that a paragraph of a newsletter mentions: name, number, dates, topic, and who holds them together."""

import re
from dataclasses import dataclass, replace

from iscm.domain.dates import Edtf
from iscm.domain.records import PrintedDate
from iscm.reading.readers.mentions.clauses import find_phrase, split_mentions
from iscm.reading.readers.mentions.names import (
    LEAD,
    count_meetings,
    find_name_end,
    find_partners,
    find_prepared_start,
    title_words,
    trim,
)
from iscm.reading.readers.mentions.shadow import DateWords, Shadow, joint_edtf
from iscm.reading.readers.mentions.topics import find_host, find_prepared, find_topic
from iscm.reading.readers.mentions.words import ANY_HEAD, COUNT, NONE, is_plural

Span = tuple[int, int]

ANAPHORA = re.compile(
    r"(?:the|this|these|both|it|they|participants|delegates|delegations|ministers|member states|states|discussions|"
    r"la|le|el|les|los|las|ces|cette|esta|este|estas)\b",
    re.IGNORECASE,
)
LONGEST_TITLE = 400


@dataclass(frozen=True, slots=True)
class Mention:
    """One meeting, or one printed group of meetings.

    `start` and `end` bound its words in the paragraph. `title` is its printed name without number and dates; `count`
    is None for a plural without number or dates. `partners` are the other mechanisms of a joint meeting. `outcome`
    holds whole sentences that go on about it; `holders` are mechanisms named in front of it or in its name; `tail` is
    that part of the topic which stands after a date.
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
) -> tuple[tuple[Mention, ...], tuple[Span, ...]]:
    """The mentions of a paragraph in printed order, and the pieces (start, end) that mention no meeting.

    A sentence that says that there was none ("No meetings in 2020") is neither.

    `breaks` are line ends where a new point may start, True where it surely does.
    """
    mentions: list[Mention] = []
    unread: list[Span] = []
    for start, end in _pieces(shadow, breaks or {}):
        if NONE.match(shadow.text, start) and not shadow.dates_in(start, end):
            continue
        if _is_mention(shadow, start, end, is_first=not mentions):
            mentions += _read_piece(shadow, start, end)
        elif mentions:
            mentions[-1] = _go_on(shadow, mentions[-1], start, end)
        else:
            unread.append((start, end))
    return tuple(mentions), tuple(unread)


def _pieces(shadow: Shadow, breaks: dict[int, bool]) -> list[Span]:
    """The pieces, with those that only go on with a list joined to the one before."""
    joined: list[Span] = []
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


def _read_piece(shadow: Shadow, start: int, end: int, *, is_prepared: bool = False) -> list[Mention]:
    """The meeting of a piece; two where it prepares another that has dates of its own."""
    trimmed = trim(shadow, start, end)
    prepared_start = None if is_prepared else find_prepared_start(shadow, trimmed.start, trimmed.end)
    mention = _mention(shadow, start, trimmed.start, prepared_start or trimmed.end)
    if trimmed.is_some or trimmed.count is not None:
        mention = replace(mention, count=trimmed.count)
    if prepared_start is None:
        return [mention]
    prepared = _read_piece(shadow, prepared_start, trimmed.end, is_prepared=True)
    topic = f"{mention.topic or ''}{shadow.text[prepared_start - 1 : prepared[0].start]}{prepared[0].title}".strip()
    return [replace(mention, topic=topic, prepares=find_prepared(topic)), *prepared]


def _mention(shadow: Shadow, first: int, start: int, end: int) -> Mention:
    """The meeting whose name starts at `start`; its dates and holders may stand before, from `first`."""
    words = shadow.dates_in(first, end)
    name_end, head = find_name_end(shadow.paint, start, end)
    is_group = head is not None and is_plural(head)
    dates = tuple(date for held in words for date in (held.dates if is_group else held.span))
    told = find_topic(shadow, start, name_end, end)
    title = title_words(shadow, start, told.title_end)
    return Mention(
        start=start,
        end=end,
        title=title[:LONGEST_TITLE],
        count=count_meetings(title, head, len(dates)),
        dates=dates,
        edtf=joint_edtf(dates),
        words=words,
        topic=told.topic or None,
        partners=find_partners(shadow, start, told.title_end),
        prepares=find_prepared(told.topic),
        side_event_of=find_host(shadow, start, told.title_end),
        place=next((held.rest for held in words if held.rest), None),
        holders=shadow.slugs_in(first, told.title_end),
        tail=told.tail,
    )
