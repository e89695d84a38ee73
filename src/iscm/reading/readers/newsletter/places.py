"""Where a mentioned meeting is, when the place stands outside brackets: "Ministerial Conference in Istanbul"."""

import re
from dataclasses import replace

from iscm.domain.places import Attendance
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.places import parse_places
from iscm.reading.readers.mentions.finding import Mention
from iscm.reading.readers.mentions.outcomes import find_outcome
from iscm.reading.readers.mentions.words import TOPIC

IN = re.compile(r"^(?:held )?(?:in|at|à|au|aux|en)\s+", re.IGNORECASE)
NAMED_PLACE = re.compile(r"(?:held )?(?:in|at)\s+(?P<place>(?:[A-ZÀ-Þ][^\s,;:()]*[ ,]+){1,8})(?=[a-z]{3,}(?:ed|s)\b)")
TITLE_TAIL = re.compile(r"(?:,?\s+(?:in|at|à|au|aux|en)\s+|,\s+)(?P<place>[A-ZÀ-ÖØ-Þ][^()]{2,60})$")
REMOTE = (Attendance.ONLINE, Attendance.HYBRID)
LONGEST = 8  # words of a place
LONGEST_SMALL = 4  # letters of a small word in a name ("of", "della")
REACH = 120  # letters in which a place stands after its date


def settle_place(mention: Mention, vocabulary: Vocabulary) -> Mention:
    """The mention with a place that ends its name, or opens the words after its date, told apart from them.

    What follows a verb there is what the meeting did: its outcome.
    """
    mention = _settle_outcome(mention, vocabulary)
    if mention.place:
        return mention
    tail = TITLE_TAIL.search(mention.title)
    if tail and not TOPIC.search(mention.title, 0, tail.start()) and is_place(tail["place"], vocabulary):
        return replace(mention, title=mention.title[: tail.start()], place=tail["place"])
    mark = TOPIC.search(mention.tail)
    words = IN.sub("", mention.tail[: mark.start() if mark else None]).strip(" ,;.()")
    if not is_place(words, vocabulary):
        return mention
    before = (mention.topic or "").removesuffix(mention.tail)
    after = mention.tail[mark.start("keep") if mark["keep"] else mark.end() :] if mark else ""
    return replace(mention, topic=" ".join(f"{before}{after}".split()).strip(" ,;") or None, place=words)


def _settle_outcome(mention: Mention, vocabulary: Vocabulary) -> Mention:
    """The mention with the words of its tail from a verb on as outcome, where at most a place stands before it.

    Right after a date in brackets they stay the topic too: there they are all that is said of it.
    """
    at = find_outcome(mention.tail)
    at = _end_of_place(mention.tail, vocabulary) if at is None else at
    if at is None:
        return mention
    place = IN.sub("", mention.tail[:at]).strip(" ,;.()")
    if place and not is_place(place, vocabulary) and parse_places(place, vocabulary).attendance not in REMOTE:
        return mention
    told = mention.tail[at:].strip()
    outcome = f"{told}. {mention.outcome}" if mention.outcome else told
    if not place:
        return replace(mention, outcome=outcome)
    before = (mention.topic or "").removesuffix(mention.tail).strip(" ,;") or None
    return replace(mention, topic=before, tail="", outcome=outcome, place=mention.place or place)


def _end_of_place(tail: str, vocabulary: Vocabulary) -> int | None:
    """Where a place that opens the tail ends and a small letter goes on, which is no topic: the verb is any."""
    match = NAMED_PLACE.match(tail)
    if not match or TOPIC.match(tail, match.end()) or not is_place(match["place"].strip(" ,"), vocabulary):
        return None
    return match.end()


def find_place_after(text: str, at: int, vocabulary: Vocabulary) -> str | None:
    """The place that stands between a date, which ends at `at`, and the topic: "9 June, in Geneva, on …"."""
    words = text[at : at + REACH].lstrip(" ,;()")
    mark = TOPIC.search(words)
    place = IN.sub("", words[: mark.start() if mark else None]).strip(" ,;.")
    return place if is_place(place, vocabulary) else None


def is_place(words: str, vocabulary: Vocabulary) -> bool:
    """Whether all of these words name a place that we know."""
    if not words or len(words.split()) > LONGEST or not words[:1].isupper():
        return False
    if any(word[0].islower() and len(word) > LONGEST_SMALL for word in words.split()):
        return False
    reading = parse_places(words, vocabulary)
    return bool(reading.places) and reading.unknown is None
