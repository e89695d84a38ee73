"""A cluster's claims → a meeting, with the claims that were not chosen.

For each field the most trusted and latest claim counts: editor over secretariat over IOM document over feed, later
over earlier. A printed group that covers the meeting gives only what holds for each of its meetings.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from iscm.domain.citations import Citation
from iscm.domain.dates import Edtf
from iscm.domain.documents import Trust
from iscm.domain.meetings import CitedClaim, Meeting, Party, Role, Status
from iscm.domain.places import Attendance
from iscm.domain.records import Claim, DateStatus, Suggestion
from iscm.reconciliation.occurrences import REPORTS, Occurrence
from iscm.reconciliation.titles import capitalised, of_one_meeting

FROM_GROUP = frozenset({"outcome", "links", "topic", "closed"})
BY_THE_WAY = frozenset({"themes", "initiatives", "bodies", "prepares", "side_event_of", "roles"})
"""What documents name by the way, or suggest: only where an editor sets it, is it a claim over the others."""

DEFAULTS: Mapping[str, Any] = {
    "date_status": DateStatus.CONFIRMED,
    "attendance": Attendance.UNKNOWN,
    "places": (),
    "count": 1,
    "links": (),
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """An occurrence that a meeting rests on: same or grouped, its rank (0 counts most), the fields it decided."""

    occurrence: Occurrence
    relation: str
    rank: int
    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A meeting with its receipts, the one that counts most first."""

    meeting: Meeting
    receipts: tuple[Receipt, ...]


def merge(
    uid: str, members: Sequence[Occurrence], groups: Sequence[Occurrence] = (), *, cited: Collection[str] | None = None
) -> Merged:
    """The meeting that these occurrences of it tell together; `members` has at least one.

    `cited` names the fields whose claims are given with it, None for all.
    """
    ranked = rank(members)
    covering = rank(groups)
    claims = _collect(ranked, covering)
    value: dict[str, Any] = {name: held[0][1].value for name, held in claims.items()}
    edtf = value.get("edtf") or (None if _is_emptied(claims.get("edtf", ())) else _first(one.when for one in ranked))
    meeting = Meeting(
        uid=uid,
        title=_title(claims, ranked),
        edtf=edtf,
        parties=_parties(value.get("mechanisms", ()), dict(_counting("roles", ranked) or ())),
        kind=value.get("kind"),
        ordinal=value.get("ordinal"),
        outcome=value.get("outcome"),
        topic=value.get("topic"),
        themes=_decided("themes", value, (*ranked, *covering)),
        initiatives=_decided("initiatives", value, (*ranked, *covering)),
        bodies=_counting("bodies", ranked) or (),
        prepares=_counting("prepares", ranked),
        side_event_of=_counting("side_event_of", ranked),
        lang=_lang(claims, ranked),
        is_closed=bool(value.get("closed")),
        claims={
            name: tuple(_cited(claim, one) for one, claim in held)
            for name, held in claims.items()
            if cited is None or name in cited
        },
        **{name: value.get(name, default) for name, default in DEFAULTS.items()},
    )
    return Merged(replace(meeting, status=status_of(meeting, ranked, covering)), _receipts(claims, ranked, covering))


def rank(those: Iterable[Occurrence]) -> list[Occurrence]:
    """The occurrences in the order in which their words count.

    A paragraph that only repeats an older document's counts after the one it repeats.
    """
    held = list(those)
    first_print: dict[str, int] = {}
    for one in held:
        if one.paragraph:
            first_print[one.paragraph] = min(one.source.age, first_print.get(one.paragraph, one.source.age))

    def worth(one: Occurrence) -> tuple[int, bool, int, int, str]:
        repeats = one.paragraph is not None and one.source.age > first_print[one.paragraph]
        latest = (one.source.as_of or one.source.speaks_until or date.min).toordinal()
        return (one.source.trust, repeats, -latest, -one.source.age, one.key)

    return sorted(held, key=worth)


def status_of(meeting: Meeting, members: Iterable[Occurrence], groups: Iterable[Occurrence] = ()) -> Status:
    """What a source prints of its fate, or else what follows from its date.

    Held if a report tells of it, or a source that lists it is dated after its last day; tentative or confirmed as
    its date is; planned where no day is known.
    """
    known = [*members, *groups]
    printed = next((one.record.status for one in known if one.record.status), None)
    if printed in set(Status):
        return Status(printed)
    if any(one.source.reader in REPORTS for one in known) or _outlived(meeting.edtf, known):
        return Status.HELD
    if meeting.date_status is DateStatus.TBC:
        return Status.TENTATIVE
    return Status.CONFIRMED if meeting.edtf and meeting.edtf.is_day_precise else Status.PLANNED


def _outlived(edtf: Edtf | None, known: Iterable[Occurrence]) -> bool:
    """Whether a source lists the meeting after its last day; a correction of one field does not list it."""
    if edtf is None or edtf.latest is None:
        return False
    dated = (one.source.as_of for one in known if one.only is None)
    return any(day and day > edtf.latest for day in dated)


Collected = dict[str, list[tuple[Occurrence, Claim]]]


def _collect(ranked: list[Occurrence], covering: list[Occurrence]) -> Collected:
    """The claims by field, the one that counts first; one without a value never counts before one with a value."""
    found: Collected = {}
    for one in ranked:
        for claim in _claims(one):
            found.setdefault(claim.field, []).append((one, claim))
    for one in covering:
        for claim in _claims(one):
            if claim.field in FROM_GROUP:
                found.setdefault(claim.field, []).append((one, claim))
    for held in found.values():
        held.sort(key=_is_silent)
    found.get("title", []).sort(key=_abbreviates)
    return _fuller(found)


def _is_silent(pair: tuple[Occurrence, Claim]) -> bool:
    """Whether a claim says nothing: words that were not understood. An editor who sets nothing means it."""
    return pair[1].value is None and pair[1].field != "count" and not _is_set(pair[0])


def _is_set(one: Occurrence) -> bool:
    """Whether an editor sets the fields that it speaks of."""
    return one.only is not None and one.source.trust is Trust.EDITOR


def _is_emptied(held: Sequence[tuple[Occurrence, Claim]]) -> bool:
    return bool(held) and _is_set(held[0][0])


def _abbreviates(pair: tuple[Occurrence, Claim]) -> tuple[int, bool, bool]:
    """Among equally trusted sources, a title of its own goes before a group's, and a table's before a newsletter's."""
    one = pair[0]
    return (one.source.trust, len(one.record.dates) > 1, one.source.reader == "highlights")


def _claims(one: Occurrence) -> Iterable[Claim]:
    if one.only is not None:
        named = one.only if _is_set(one) else one.only - BY_THE_WAY
        yield from (Claim(name, getattr(one.record, name), None, one.record.lang) for name in sorted(named))
        return
    for claim in one.record.claims():
        if claim.field == "edtf":
            yield Claim("edtf", one.edtf, claim.original, claim.lang)
        elif claim.field == "count":
            yield Claim("count", one.count, claim.original, claim.lang)
        else:
            yield claim


def _fuller(found: Collected) -> Collected:
    """Put a claim that says more and contradicts nothing before the one it contains.

    More mechanisms of a joint meeting; a city beside the same country.
    """
    for name, says_more in (("mechanisms", _more_mechanisms), ("places", _more_places)):
        held = found.get(name, [])
        if held and held[0][0].only is not None:  # who names one value means it and no more
            continue
        better = next((pair for pair in held[1:] if says_more(held[0][1].value, pair[1].value)), None)
        if better:
            held.remove(better)
            held.insert(0, better)
    return found


def _more_mechanisms(first: Any, other: Any) -> bool:
    return set(first or ()) < set(other or ())


def _more_places(first: Any, other: Any) -> bool:
    if not first or not other:
        return bool(other and not first)
    return (
        all(place.city is None for place in first)
        and any(place.city for place in other)
        and {place.country for place in first} == {place.country for place in other}
    )


def _parties(mechanisms: Iterable[str], roles: Mapping[str, str]) -> tuple[Party, ...]:
    """The mechanisms in printed order: the first is the host, the others its co-hosts, unless their role is said."""
    return tuple(
        Party(slug, Role(roles.get(slug, Role.CO_HOST if place else Role.HOST)))
        for place, slug in enumerate(dict.fromkeys(mechanisms))
    )


def _decided(name: str, value: Mapping[str, Any], those: Iterable[Occurrence]) -> tuple[Suggestion, ...]:
    """What the words suggest, but of what an editor spoke that word counts: a score of 0 says that it is not so."""
    said: tuple[Suggestion, ...] = value.get(name, ())
    spoken = {one.slug for one in said}
    suggested = _suggestions(getattr(one.record, name) for one in those if not _is_set(one))
    kept = [*(one for one in suggested if one.slug not in spoken), *(one for one in said if one.score > 0)]
    return tuple(sorted(kept, key=lambda one: (-one.score, one.slug)))


def _counting(name: str, ranked: Iterable[Occurrence]) -> Any:
    """What counts of a field that documents only name by the way; an editor may say that there is none."""
    speaking = (one for one in ranked if one.only is None or name in one.only)
    said = ((one, getattr(one.record, name)) for one in speaking)
    return next((value for one, value in said if value or _is_set(one)), None)


def _suggestions(those: Iterable[tuple[Suggestion, ...]]) -> tuple[Suggestion, ...]:
    best: dict[str, Suggestion] = {}
    for suggestion in (one for several in those for one in several):
        if suggestion.slug not in best or suggestion.score > best[suggestion.slug].score:
            best[suggestion.slug] = suggestion
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.slug)))


def _first(values: Iterable[Any]) -> Any:
    return next((value for value in values if value), None)


def _title(claims: Collected, ranked: list[Occurrence]) -> str:
    """The title that counts, in the singular if it was printed for a group; an editor's stands as it was typed."""
    if "title" not in claims:
        # Nothing but a correction of other fields is left of it.
        return ranked[0].record.title
    one, claim = claims["title"][0]
    if one.only is not None:
        return str(claim.value)
    title = of_one_meeting(str(claim.value), claim.lang) if one.is_part else str(claim.value)
    return capitalised(title, claim.lang)


def _lang(claims: Collected, ranked: list[Occurrence]) -> str:
    return claims["title"][0][1].lang if "title" in claims else ranked[0].record.lang


def _cited(claim: Claim, one: Occurrence) -> CitedClaim:
    source = one.source
    citation = Citation(source.document, source.title, one.record.locator, claim.original)
    return CitedClaim(claim, citation, source.trust, source.as_of)


def _receipts(claims: Collected, ranked: list[Occurrence], covering: list[Occurrence]) -> tuple[Receipt, ...]:
    chosen: dict[str, list[str]] = {}
    for name, held in claims.items():
        chosen.setdefault(held[0][0].key, []).append(name)
    both = [*((one, "same") for one in ranked), *((one, "grouped") for one in covering)]
    return tuple(
        Receipt(one, relation, place, tuple(chosen.get(one.key, ()))) for place, (one, relation) in enumerate(both)
    )
