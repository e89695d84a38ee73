"""Meetings that a record only names: what it prepares, and beside what it is held."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice, takewhile

from iscm.domain.names import fold
from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.comparison import AKIN, ALIKE, Feature, alike
from iscm.reconciliation.judgements import Verdict
from iscm.reconciliation.occurrences import Occurrence, place_in_time
from iscm.reconciliation.wording import Phrases, Tokens, words_of

AHEAD = timedelta(days=550)
SOON = timedelta(days=10)
MOST = 3
MOST_COMPARED = 60
TITLE_STARTS = 3
NUMBER = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th|e|er|eme|ª|º)\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
PARTS = re.compile(r"\s+(?:and|et|y)\s+|\s*[;,]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A meeting that an occurrence names; `relation` says as what, `events` which global events it may be."""

    occurrence: Occurrence
    relation: Verdict
    printed: str
    events: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Resolution:
    """A reference and a meeting it may mean, with what speaks for it. A clear one needs no person."""

    reference: Reference
    target: Occurrence
    features: tuple[Feature, ...]
    is_clear: bool


class Events:
    """The global events of a vocabulary: initiatives that are held as meetings, by their names without years.

    `named_in(text, within=None)` gives the slugs of the events named; with `within`, by a name that begins among so
    many first words.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._slugs: dict[Tokens, set[str]] = defaultdict(set)
        for initiative in vocabulary.initiatives.values():
            if initiative.held:
                for name in (initiative.name, initiative.acronym or "", *initiative.other_names):
                    self._slugs[tuple(fold(YEAR.sub(" ", name)).split())].add(initiative.slug)
        del self._slugs[()]
        self.named_in = lru_cache(maxsize=20_000)(self._named_in)
        self.held = frozenset(slug for slugs in self._slugs.values() for slug in slugs)

    def _named_in(self, text: str, within: int | None = None) -> frozenset[str]:
        words = tuple(fold(text).split())
        starts = range(len(words) if within is None else min(within, len(words)))
        return frozenset(
            slug
            for name, slugs in self._slugs.items()
            for at in starts
            if words[at : at + len(name)] == name
            for slug in slugs
        )


@lru_cache(maxsize=4)
def events_of(vocabulary: Vocabulary) -> Events:
    """The global events of a vocabulary, made once."""
    return Events(vocabulary)


def named_initiatives(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The slugs of the initiatives that a text names in full; an acronym alone is not enough."""
    return tuple(
        initiative.slug
        for initiative in vocabulary.initiatives.values()
        if Phrases.of(name for name in (initiative.name, *initiative.other_names) if " " in name).occur_in(text)
    )


def find_references(occurrence: Occurrence, events: Events) -> Iterator[Reference]:
    """What the occurrence prepares, what it is a side event of, and the global events that it is about."""
    record = occurrence.record
    if record.prepares:
        for part in PARTS.split(record.prepares):
            yield Reference(occurrence, Verdict.PREPARES, part)
    if record.side_event_of:
        yield Reference(occurrence, Verdict.SIDE_EVENT_OF, record.side_event_of, events.named_in(record.side_event_of))
        return
    about = {one.slug for one in record.initiatives} & events.held | events.named_in(record.topic or "")
    if about and not _titles(occurrence, events):
        yield Reference(occurrence, Verdict.CONCERNS, record.topic or record.title, frozenset(about))


def resolve_references(
    all_occurrences: Iterable[Occurrence], vocabulary: Vocabulary, fresh: Collection[str] | None = None
) -> tuple[Resolution, ...]:
    """For each reference the meetings that it may mean, the likeliest first, three at most.

    With `fresh`, only where the one that names or the one that is named has one of these keys.
    """
    events = events_of(vocabulary)
    known = sorted(all_occurrences, key=place_in_time)
    targets = _Targets(known, events)
    wanted = None if fresh is None else set(fresh)
    return tuple(
        resolution
        for occurrence in known
        for reference in find_references(occurrence, events)
        for resolution in _resolve(reference, targets, vocabulary)
        if wanted is None or {occurrence.key, resolution.target.key} & wanted
    )


class _Targets:
    """What may be meant: the meetings of a mechanism, and those titled as a global event, in the order of dates."""

    def __init__(self, known: list[Occurrence], events: Events) -> None:
        self._by_name: dict[str, list[Occurrence]] = defaultdict(list)
        for occurrence in known:
            for name in (*occurrence.record.mechanisms, *_titles(occurrence, events)):
                self._by_name[name].append(occurrence)

    def after(self, reference: Reference) -> Iterator[Occurrence]:
        """Those that may be meant, as far as their dates go; a bounded number of each mechanism."""
        record, day = reference.occurrence.record, place_in_time(reference.occurrence)[0]
        for name in record.mechanisms if reference.relation is Verdict.PREPARES else sorted(reference.events):
            held = self._by_name[name]
            # What may still begin later can have a first possible day a year earlier ("some time in 2024").
            start = bisect_left(held, str(int(day[:4] or 1) - 1).zfill(4), key=lambda one: place_in_time(one)[0])
            ahead = takewhile(lambda one: _begins_by(one, reference), islice(held, start, None))
            meant = (one for one in ahead if _comes_after(reference, one) and not _is_other_edition(reference, one))
            yield from islice(meant, MOST_COMPARED)


def _resolve(reference: Reference, targets: _Targets, vocabulary: Vocabulary) -> list[Resolution]:
    near = {target.key: target for target in targets.after(reference)}
    found = [found for target in near.values() for found in _judge(reference, target, vocabulary)]
    return sorted(found, key=lambda one: -sum(feature.weight for feature in one.features))[:MOST]


def _is_other_edition(reference: Reference, target: Occurrence) -> bool:
    """Whether the target is a row of an earlier or later edition, which has its own row in this one."""
    here, there = reference.occurrence.source, target.source
    return here.key == there.key and here.document != there.document


def _until(day: date) -> date:
    return day + AHEAD if day < date.max - AHEAD else date.max


def _begins_by(target: Occurrence, reference: Reference) -> bool:
    here, there = reference.occurrence.when, target.when
    return bool(here and here.latest and there and there.earliest and there.earliest <= _until(here.latest))


def _comes_after(reference: Reference, target: Occurrence) -> bool:
    """A preparatory meeting comes first, by a year and a half at most."""
    here, there = reference.occurrence.when, target.when
    if reference.occurrence.key == target.key or not (
        here and there and here.earliest and here.latest and there.latest
    ):
        return False
    return here.earliest <= there.latest <= _until(here.latest)


def _judge(reference: Reference, target: Occurrence, vocabulary: Vocabulary) -> Iterator[Resolution]:
    if reference.relation is not Verdict.PREPARES:
        reason = f"“{reference.printed}” names the event of this title"
        yield Resolution(reference, target, (Feature("title", reason, 2.0),), is_clear=False)
        return
    words = words_of(vocabulary)
    likeness = alike(words.take_apart(reference.printed).words, words.take_apart(target.record.title).words)
    if likeness < AKIN:
        return
    feature = Feature("title", f"“{reference.printed}” and the title are alike ({likeness:.0%})", 3 * likeness)
    yield Resolution(
        reference, target, (feature, *_nearness(reference, target)), _is_clear(reference, target, likeness)
    )


def _nearness(reference: Reference, target: Occurrence) -> Iterator[Feature]:
    if reference.occurrence.source.document == target.source.document:
        yield Feature("listing", "named by the same document", 1.0)


def _is_clear(reference: Reference, target: Occurrence, likeness: float) -> bool:
    """Named by the same document in the same words, and held within days or under the number that was named."""
    here, there = reference.occurrence.edtf, target.edtf
    if not (here and there and here.latest and there.earliest) or target.is_group or likeness < ALIKE:
        return False
    if reference.occurrence.source.document != target.source.document:
        return False
    number = NUMBER.search(fold(reference.printed))
    if number and target.record.ordinal is not None:
        return int(number[1]) == target.record.ordinal
    return here.is_day_precise and there.is_day_precise and there.earliest - here.latest <= SOON


def _titles(occurrence: Occurrence, events: Events) -> list[str]:
    """The events by whose name the title begins."""
    return sorted(events.named_in(occurrence.record.title, within=TITLE_STARTS))
