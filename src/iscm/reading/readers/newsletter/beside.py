"""What a newsletter says beside a meeting in brackets of its own: its fate, a note, for how many meetings it stands."""

import re
from dataclasses import replace

from iscm.reading.readers.mentions.finding import Mention
from iscm.reading.readers.mentions.shadow import Shadow
from iscm.reading.readers.rows import OPEN_FATES, STATUS_WORDS
from iscm.reading.readers.suffixes import COUNT, MEETINGS

FATE_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
NOTE = re.compile(r"\s*\[(?P<words>[^\[\]]{1,60})\]\s*$")
COUNTED = re.compile(
    rf"(?:(?P<number>[1-9]\d{{0,2}})|several|plusieurs|vari[oa]s)\s+{MEETINGS}(?:\s*[:,]\s*|$)", re.IGNORECASE
)
LONGEST_TOLD = 200  # letters; in longer words a "postponed" may be about something else


def settle_beside(mention: Mention, shadow: Shadow) -> tuple[Mention, str | None]:
    """The mention without what only stands beside it, and its fate where one is told."""
    mention, fate = _without_note(_counted(mention))
    if fate:
        return mention, fate
    words = shadow.text[mention.start : mention.end]
    told = _fate_in(words)
    if told is None or len(words) > LONGEST_TOLD:
        return mention, None
    title = FATE_BRACKET.sub(lambda match: "" if STATUS_WORDS[told].search(match[0]) else match[0], mention.title)
    return replace(mention, title=title), told


def _counted(mention: Mention) -> Mention:
    """The number of meetings in brackets: "Follow-up (3 meetings)", "(2 meetings, 4 May and 6 June)"."""
    if match := COUNT.fullmatch(mention.title):
        return replace(mention, title=match["words"], count=int(match["number"]) if match["number"] else None)
    if match := COUNTED.match(mention.place or ""):
        place = (mention.place or "")[match.end() :] or None
        return replace(mention, place=place, count=int(match["number"]) if match["number"] else None)
    return mention


def _without_note(mention: Mention) -> tuple[Mention, str | None]:
    """The mention without a note in square brackets at its end, which may tell its fate."""
    title, on_title = _part_note(mention.title)
    topic, on_topic = _part_note(mention.topic or "")
    outcome, on_outcome = _part_note(mention.outcome or "")
    fate = _fate_in(f"{on_title} {on_topic} {on_outcome}")
    return replace(mention, title=title, topic=topic or None, outcome=outcome or None), fate


def _part_note(words: str) -> tuple[str, str]:
    note = NOTE.search(words)
    return (words[: note.start()], note["words"]) if note else (words, "")


def _fate_in(words: str) -> str | None:
    return next((fate for fate in OPEN_FATES if STATUS_WORDS[fate].search(words)), None)
