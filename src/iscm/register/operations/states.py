"""Meetings as they should be by their records, and as they are stored, in one form that can be compared."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from django.db.models.expressions import RawSQL

from iscm.domain.meetings import Meeting
from iscm.domain.places import Place
from iscm.domain.records import Suggestion
from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.judgements import Cluster, Judgement, Verdict, standing
from iscm.reconciliation.merging import merge
from iscm.reconciliation.occurrences import Occurrence
from iscm.reconciliation.series import series_of
from iscm.register import models
from iscm.register.mapping import meeting_of
from iscm.register.operations.loading import RUN, chunks
from iscm.register.queries.among import among

STATED = "stated"
DENIED_IN = ("initiatives",)
"""Of the claims of a meeting, those in which an editor may deny what documents say of all their meetings."""

MOST_ORDINAL, MOST_COUNT, MOST_PLACES = 10_000, 1_000_000, 100


@dataclass(frozen=True, slots=True)
class Receipt:
    """A line of `MeetingCitation`."""

    occurrence: str
    relation: str
    rank: int
    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A line of `Relation`: `other` is the uid of the meeting that is meant, empty where it is only named.

    It is withheld where it leads from or to a closed meeting: its words say what that is.
    """

    kind: str
    other: str
    printed: str
    reason: str
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """A meeting with its receipts, relations and series; equal states need no change."""

    meeting: Meeting
    receipts: tuple[Receipt, ...]
    relations: tuple[Link, ...] = ()
    series: tuple[str, str] | None = None


def wanted_state(
    uid: str, members: list[Occurrence], groups: list[Occurrence], stated: dict[str, tuple[str, ...]], words: Vocabulary
) -> State:
    """The state that follows from the occurrences of a cluster, but for its relations.

    `stated` gives by document the initiatives that it says all its meetings addressed.
    """
    merged = merge(uid, members, groups, cited=DENIED_IN)
    said = merged.meeting.claims.get("initiatives", ())
    denied = {one.slug for one in said[0].claim.value if not one.score} if said else set()  # type: ignore[attr-defined]  # claims hold values of their field
    initiatives = _with_stated(merged.meeting.initiatives, [*members, *groups], stated, denied)
    themes = _known_themes(merged.meeting.themes, words)
    known = tuple(party for party in merged.meeting.parties if party.mechanism in words.mechanisms)
    meeting = replace(
        merged.meeting,
        claims={},
        initiatives=tuple(one for one in initiatives if one.slug in words.initiatives),
        themes=themes,
        parties=known,
        places=_known_places(merged.meeting.places, words),
        kind=merged.meeting.kind if merged.meeting.kind in words.kinds else None,
        ordinal=_within(merged.meeting.ordinal, MOST_ORDINAL),
        count=_within(merged.meeting.count, MOST_COUNT),
        lang=merged.meeting.lang[:35],
    )
    receipts = tuple(Receipt(one.occurrence.key, one.relation, one.rank, one.chosen) for one in merged.receipts)
    key = series_of(meeting, words)
    return State(meeting, receipts, series=(key.mechanism.split("+")[0], str(key)[:200]) if key else None)


def wanted_relations(
    cluster: Cluster,
    meeting: Meeting,
    judged: Mapping[str, list[Judgement]],
    known: dict[str, Occurrence],
    uid_of: dict[str, str],
) -> tuple[Link, ...]:
    """What the members of a cluster name: the meetings that were judged to be meant, and names that nobody resolved.

    `judged` has the judgements that are relations, by their left key; `meeting` is what the cluster tells together.
    """
    meant = [judgement for key in cluster.members for judgement in judged.get(key, ())]
    found = {}
    for judgement in standing(meant).values():
        if judgement.verdict is Verdict.UNRELATED:
            continue
        other = uid_of.get(judgement.right, "")
        printed = _printed(known[judgement.left], judgement.verdict.value)
        found[judgement.verdict.value, other] = Link(judgement.verdict.value, other, printed, judgement.reason)
    for kind, name in (("prepares", meeting.prepares), ("side-event-of", meeting.side_event_of)):
        if name and not any(link.kind == kind for link in found.values()):
            found[kind, ""] = Link(kind, "", name, "")
    return tuple(sorted(found.values(), key=lambda link: (link.kind, link.other, link.printed)))


def withhold(states: Mapping[str, State]) -> dict[str, State]:
    """The states with those relations withheld that lead from or to a closed meeting among them."""
    closed = {uid for uid, state in states.items() if state.meeting.is_closed}
    return {uid: _withhold(uid, state, closed) for uid, state in states.items()} if closed else dict(states)


def _withhold(uid: str, state: State, closed: Collection[str]) -> State:
    links = (replace(link, is_withheld=bool({uid, link.other} & {*closed})) for link in state.relations)
    return replace(state, relations=tuple(links))


def stored_states(meetings: Collection[models.Meeting]) -> dict[str, State]:
    """The stored states by uid; a fixed number of queries for each few hundred meetings."""
    found: dict[str, State] = {}
    for held in chunks(sorted(meetings, key=lambda meeting: meeting.pk), RUN):
        found |= _stored(held)
    return found


def _stored(meetings: list[models.Meeting]) -> dict[str, State]:
    rows = {meeting.pk: meeting for meeting in meetings}
    parties, places, receipts = defaultdict(list), defaultdict(list), defaultdict(list)
    keys = among(list(rows))
    held = models.MeetingMechanism.objects.filter(meeting__in=keys)
    for key, slug, role in held.values_list("meeting_id", "mechanism__slug", "role"):
        parties[key].append((slug, role))
    for key, city, country in models.MeetingPlace.objects.filter(meeting__in=keys).values_list(
        "meeting_id", "city", "country"
    ):
        places[key].append((city, country))
    lines = models.MeetingCitation.objects.filter(meeting__in=keys)
    for key, one, relation, rank, chosen in lines.values_list("meeting_id", "occurrence", "relation", "rank", "chosen"):
        receipts[key].append(Receipt(one, relation, rank, tuple(chosen)))
    themes, initiatives, relations = _themes(keys), _initiatives(keys), _relations(keys)
    for key, row in rows.items():
        themes[key] += [Suggestion(*one) for one in row.withheld.get("themes", ())]
        initiatives[key] += [Suggestion(*one) for one in row.withheld.get("initiatives", ())]
        for kind, other, printed, reason in row.withheld.get("relations", ()):
            relations[key].append(Link(kind, other, printed, reason, is_withheld=True))
    return {
        row.uid: State(
            meeting_of(row, parties[key], places[key], themes[key], initiatives[key]),
            tuple(receipts[key]),
            tuple(sorted(relations[key], key=lambda link: (link.kind, link.other, link.printed))),
            _series(row),
        )
        for key, row in rows.items()
    }


def _series(row: models.Meeting) -> tuple[str, str] | None:
    if "series" in row.withheld:
        mechanism, key = row.withheld["series"]
        return mechanism, key
    return (row.series.mechanism.slug, row.series.key) if row.series else None


def _themes(keys: Collection[int] | RawSQL) -> dict[int, list[Suggestion]]:
    found: dict[int, list[Suggestion]] = defaultdict(list)
    held = models.MeetingTheme.objects.filter(meeting__in=keys).order_by("meeting_id", "-score", "theme__slug")
    for key, slug, basis, reason, score in held.values_list("meeting_id", "theme__slug", "basis", "reason", "score"):
        found[key].append(Suggestion(slug, STATED if basis == STATED else reason, score))
    return found


def _initiatives(keys: Collection[int] | RawSQL) -> dict[int, list[Suggestion]]:
    found: dict[int, list[Suggestion]] = defaultdict(list)
    held = models.MeetingInitiative.objects.filter(meeting__in=keys)
    columns = ("meeting_id", "initiative__slug", "basis", "reason", "score")
    for key, slug, basis, reason, score in held.order_by("meeting_id", "-score", "initiative__slug").values_list(
        *columns
    ):
        found[key].append(Suggestion(slug, STATED if basis == STATED else reason, score))
    return found


def _relations(keys: Collection[int] | RawSQL) -> dict[int, list[Link]]:
    found: dict[int, list[Link]] = defaultdict(list)
    held = models.Relation.objects.filter(meeting__in=keys)
    for key, kind, other, printed, reason in held.values_list("meeting_id", "kind", "other__uid", "printed", "reason"):
        found[key].append(Link(kind, other or "", printed, reason))
    return found


def _with_stated(
    suggested: tuple[Suggestion, ...],
    known: list[Occurrence],
    stated: dict[str, tuple[str, ...]],
    denied: Collection[str],
) -> tuple[Suggestion, ...]:
    """Suggested and stated initiatives; what is stated needs no suggestion, and an editor may deny it. One scores 1."""
    slugs = {slug for one in known for slug in stated.get(one.source.document, ())} - {*denied}
    kept = [one for one in suggested if one.slug not in slugs]
    return tuple(
        sorted([*kept, *(Suggestion(slug, STATED, 1.0) for slug in slugs)], key=lambda one: (-one.score, one.slug))
    )


def _known_themes(themes: Iterable[Suggestion], words: Vocabulary) -> tuple[Suggestion, ...]:
    """The themes that are known, each once; what was merged counts as that into which it went."""
    found: dict[str, Suggestion] = {}
    for theme in themes:
        slug = words.theme(theme.slug)
        if slug in words.themes and (slug not in found or found[slug].score < theme.score):
            found[slug] = replace(theme, slug=slug)
    return tuple(sorted(found.values(), key=lambda one: (-one.score, one.slug)))


def _known_places(places: Iterable[Place], words: Vocabulary) -> tuple[Place, ...]:
    """The places without codes that are no country's; what a broken file says beyond that stays in its claim."""
    known = (Place(one.city, one.country if one.country in words.territories else None) for one in places)
    return tuple(place for place in islice(known, MOST_PLACES) if place.city or place.country)


def _within(number: int | None, most: int) -> int | None:
    """A number that a meeting can have; what a broken file says beyond it stays in its claim."""
    return number if number is not None and 0 < number <= most else None


def _printed(occurrence: Occurrence, kind: str) -> str:
    record = occurrence.record
    words = {"prepares": record.prepares, "side-event-of": record.side_event_of, "concerns": record.topic}
    return words[kind] or ""
