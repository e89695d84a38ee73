"""Of very many meetings about the days of a document, those that its rows are likeliest to tell of.

A year of a large register has more meetings of a mechanism than its rows can be compared with. A pair that lies beyond
what is taken here shares neither days, nor number, nor the telling words of its title: too little to be asked about.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from iscm.domain.names import fold
from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.occurrences import Occurrence
from iscm.reconciliation.references import Reference, events_of, find_references
from iscm.register import models

MANY = 5000
"""So many meetings are all compared: no mechanism of the field has so many in the years about a document."""

LIKELIEST = 8
"""So many of more are taken for each row: a few records each, so that a thousand rows load some ten thousand."""

IN_A_BLOCK = 12
"""So many of one block are weighed, those nearest in days; a row looks into half a dozen blocks."""

TELLING = 2
"""So many words of a title are looked up, the rarest."""

COLUMNS = ("pk", "title", "prepares", "side_event_of", "topic", "earliest", "latest", "ordinal")
LAST = date.max.toordinal()

Block = tuple[str, str, str | int]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Known:
    """A meeting as far as it is weighed: its possible days, its number, the words of its title and of what it names."""

    pk: int
    span: Span
    ordinal: int | None
    title: frozenset[str]
    named: frozenset[str]


def likeliest(
    parties: QuerySet[models.MeetingMechanism], occurrences: Collection[Occurrence], vocabulary: Vocabulary
) -> set[int]:
    """The keys of the meetings that these occurrences may be about, or name, or be named by.

    For each occurrence a bounded number, however many there are; two queries. `parties` say which meetings there are,
    and of which mechanisms.
    """
    blocks = _blocks_of(parties)
    events = events_of(vocabulary)
    found: set[int] = set()
    for one in occurrences:
        found |= _nearest(one, one.record.title, one.record.ordinal, blocks)
        for reference in find_references(one, events):
            found |= _nearest(one, _event_words(reference, vocabulary), None, blocks)
    return found


def _event_words(reference: Reference, vocabulary: Vocabulary) -> str:
    names = (vocabulary.initiatives[slug].name for slug in sorted(reference.events))
    return " ".join((reference.printed, *names))


def _blocks_of(parties: QuerySet[models.MeetingMechanism]) -> Mapping[Block, list[_Known]]:
    """The meetings by mechanism and days, word, number or title, each block in the order of days."""
    rows = models.Meeting.objects.filter(pk__in=parties.values("meeting")).values_list(*COLUMNS)
    known = {row[0]: _known(row) for row in rows.iterator()}
    blocks: dict[Block, list[_Known]] = defaultdict(list)
    for pk, mechanism in parties.values_list("meeting_id", "mechanism__slug").iterator():
        if pk in known:
            for block in _blocks(mechanism, known[pk].title, known[pk].named, known[pk].ordinal):
                blocks[block].append(known[pk])
    for held in blocks.values():
        held.sort(key=_first_day)
    return blocks


def _known(row: tuple[Any, ...]) -> _Known:
    pk, title, prepares, side_event_of, topic, earliest, latest, ordinal = row
    named = frozenset(word for text in (title, prepares, side_event_of, topic) if text for word in _words(text))
    return _Known(pk, _span(earliest, latest), ordinal, _words(title), named)


def _blocks(mechanism: str, title: Collection[str], words: Iterable[str], ordinal: int | None) -> Iterator[Block]:
    yield ("days", mechanism, "")
    yield ("title", mechanism, " ".join(sorted(title)))
    yield from (("word", mechanism, word) for word in words)
    if ordinal is not None:
        yield ("ordinal", mechanism, ordinal)


def _nearest(one: Occurrence, text: str, ordinal: int | None, blocks: Mapping[Block, list[_Known]]) -> set[int]:
    """The few meetings of the blocks of an occurrence that share most with it."""
    when, words = one.when, _words(text)
    span = _span(when.earliest, when.latest) if when else (0, LAST)
    pool = {
        known.pk: known
        for mechanism in one.record.mechanisms
        for block in _looked_up(mechanism, words, ordinal, blocks)
        for known in _about(blocks[block], span)
    }
    weighed = sorted(pool.values(), key=lambda known: (-_weight(known, span, words, ordinal), known.pk))
    return {known.pk for known in weighed[:LIKELIEST]}


def _looked_up(
    mechanism: str, words: frozenset[str], ordinal: int | None, blocks: Mapping[Block, list[_Known]]
) -> Iterator[Block]:
    """The blocks to look into that have something: of words only the rarest."""
    held = [block for block in _blocks(mechanism, words, words, ordinal) if block in blocks]
    told = sorted((block for block in held if block[0] == "word"), key=lambda block: (len(blocks[block]), block[2]))
    yield from (block for block in held if block[0] != "word")
    yield from told[:TELLING]


def _about(held: list[_Known], span: Span) -> list[_Known]:
    """Those of a block that begin about the first of these days."""
    at = bisect_left(held, span[0], key=_first_day)
    start = max(0, at - IN_A_BLOCK // 2)
    return held[start : start + IN_A_BLOCK]


def _weight(known: _Known, span: Span, words: frozenset[str], ordinal: int | None) -> float:
    """About what a comparison would give: for days, for the words of the titles, for a number."""
    shared = len(known.named & words) / max(len(known.named | words), 1)
    apart = max(known.span[0] - span[1], span[0] - known.span[1], 0)
    number = 0.0 if ordinal is None or known.ordinal is None else 3.0 if ordinal == known.ordinal else -3.0
    return 4 * shared + 3 / (1 + apart) + number + (1.0 if known.span[0] == span[0] else 0.0)


def _first_day(known: _Known) -> int:
    return known.span[0]


def _span(earliest: date | None, latest: date | None) -> Span:
    return (earliest.toordinal() if earliest else 0, latest.toordinal() if latest else LAST)


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())
