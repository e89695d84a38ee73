"""Series of numbered meetings: which belong together, and whether their numbers run with their dates."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

from iscm.domain.meetings import Meeting
from iscm.domain.names import fold
from iscm.domain.problems import Problem, Severity
from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.kinds import MAIN_SESSIONS, STANDING_KINDS, UNCERTAIN_KINDS, kin
from iscm.reconciliation.wording import Words, names_of, words_of

LONGEST_STEM = 6
LINKS = "of|between|the|de|du|del|la|el|l['’]"
MAIN = "main-session"
FIELD = "migra"
"""Migration, migratory, migrants: every series here is on it."""

WEAK_WORDS = "annual regular ordinary regional region member states state level anual annuelle annuel"
WEAK = frozenset(WEAK_WORDS.split())
"""Words that titles of one series have or leave out."""
MEMORY_DAYS = 1100


@dataclass(frozen=True, slots=True)
class SeriesKey:
    """What a counted meeting belongs to.

    `mechanism` is a slug, or several joined by + for a joint series; `kind` its family of kinds; `stem` what its
    title says beyond these (folded words in alphabetical order, often none).
    """

    mechanism: str
    kind: str
    stem: str

    def __str__(self) -> str:
        return f"{self.mechanism}/{self.kind}/{self.stem}"


def series_of(meeting: Meeting, vocabulary: Vocabulary) -> SeriesKey | None:
    """The series of a numbered meeting; None for one without number, kind or mechanism, or for a group.

    A joint meeting is of the series of its mechanisms together, whatever their printed order.
    """
    if meeting.ordinal is None or meeting.kind is None or not meeting.parties or meeting.count != 1:
        return None
    mechanisms = sorted({party.mechanism for party in meeting.parties})
    words = words_of(vocabulary)
    if not words.has_number(meeting.title):
        # Its number stands elsewhere (a heading); the title names the topic of the one session.
        return SeriesKey("+".join(mechanisms), MAIN if meeting.kind in NAMED_ALIKE else meeting.kind, "")
    head = head_of(meeting, vocabulary)
    kind = _kind_in(head, meeting.kind, meeting.title, words)
    stem = _stem(words.telling_words(head, kin(kind)))
    if kind in NAMED_ALIKE:
        own = {word for slug in mechanisms if slug in vocabulary.mechanisms for word in _own_words(slug, vocabulary)}
        stem = [word for word in stem if word not in own]
    # A forum or congress with a name of its own is not the mechanism's main session.
    return SeriesKey("+".join(mechanisms), kind if stem or kind not in NAMED_ALIKE else MAIN, " ".join(stem))


def head_of(meeting: Meeting, vocabulary: Vocabulary) -> str:
    """The words of a title that say which meeting it is, without the names of its mechanisms and its topic."""
    own = own_names(tuple(sorted({party.mechanism for party in meeting.parties})), vocabulary)
    title = own.sub(" ", meeting.title) if own else meeting.title
    return words_of(vocabulary).head(title, with_topic=meeting.kind not in STANDING_KINDS)


@lru_cache(maxsize=512)
def own_names(mechanisms: tuple[str, ...], vocabulary: Vocabulary) -> re.Pattern[str] | None:
    """Finds the names of these mechanisms in a title, with the "of the" before them; None where they have none."""
    known = [vocabulary.mechanisms[slug] for slug in mechanisms if slug in vocabulary.mechanisms]
    names = sorted({name.strip() for name in names_of(known)} - {""}, key=len, reverse=True)
    said = "|".join(re.escape(name).replace("'", "['’]").replace("’", "['’]") for name in names)
    return re.compile(rf"(?:\s(?:{LINKS}))*\s*\b(?:{said})(?!\w)", re.IGNORECASE) if said else None


NAMED_ALIKE = MAIN_SESSIONS | {"mechanism-coordination"}
"""Kinds that are called by the mechanism's own name, in whatever spelling."""


def _kind_in(head: str, kind: str, title: str, words: Words) -> str:
    """The kind that the head names: that of the meeting, unless it was read from what follows the head."""
    named = words.kinds_in(head)
    if kin(kind) & set(named) or not kin(kind) & set(words.kinds_in(title)):
        return kind
    return next((one for one in named if one not in UNCERTAIN_KINDS), "plenary")


def _stem(telling: Iterable[str]) -> list[str]:
    kept = (word.removesuffix("s") for word in telling if word not in WEAK and not word.startswith(FIELD))
    return sorted(dict.fromkeys(islice(kept, LONGEST_STEM)))


def _own_words(slug: str, vocabulary: Vocabulary) -> set[str]:
    return {word.removesuffix("s") for name in names_of([vocabulary.mechanisms[slug]]) for word in fold(name).split()}


def in_order(held: Iterable[Meeting]) -> list[Meeting]:
    """The meetings of a series in the order of their first possible days."""
    return sorted(held, key=lambda meeting: (_first_day(meeting) or date.min, meeting.uid))


def check_series(held: list[Meeting]) -> Iterator[tuple[Meeting, Meeting, Problem]]:
    """A problem for each number that is used twice or stands after a higher one, in a series in the order of dates.

    With it come the meeting it is about and the one it disagrees with.
    """
    seen: dict[int | None, Meeting] = {}
    highest: Meeting | None = None
    for meeting in held:
        before = seen.get(meeting.ordinal)
        if highest and meeting.ordinal == 1 and _year(meeting) != _year(before or highest):
            # Some series count anew for every chairmanship or year.
            seen, highest, before = {}, None, None
        if before:
            yield meeting, before, _repeated(meeting, before)
        elif highest and _is_lower(meeting, highest) and 0 < _days_between(highest, meeting) < MEMORY_DAYS:
            yield meeting, highest, _out_of_sequence(meeting, highest)
        seen.setdefault(meeting.ordinal, meeting)
        if highest is None or _is_lower(highest, meeting):
            highest = meeting


def _repeated(meeting: Meeting, before: Meeting) -> Problem:
    what = f"Number {meeting.ordinal} twice: “{before.title}” ({before.edtf}), “{meeting.title}” ({meeting.edtf})"
    return Problem("ordinal-repeated", Severity.WARNING, what)


def _out_of_sequence(meeting: Meeting, highest: Meeting) -> Problem:
    what = f"Number {meeting.ordinal} ({meeting.edtf}) comes after number {highest.ordinal} ({highest.edtf})"
    return Problem("ordinal-sequence", Severity.WARNING, f"{what}: “{meeting.title}”")


def _is_lower(meeting: Meeting, other: Meeting) -> bool:
    return meeting.ordinal is not None and other.ordinal is not None and meeting.ordinal < other.ordinal


def _days_between(before: Meeting, meeting: Meeting) -> int:
    """The days that surely lie between the end of one and the start of the other; none if they may overlap."""
    first, last = _first_day(meeting), before.edtf.latest if before.edtf else None
    return max((first - last).days, 0) if first and last else 0


def _year(meeting: Meeting) -> int | None:
    first = _first_day(meeting)
    return first.year if first else None


def _first_day(meeting: Meeting) -> date | None:
    return meeting.edtf.earliest if meeting.edtf else None
