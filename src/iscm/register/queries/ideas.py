"""An idea of a meeting as people write it, in one sentence or field by field, with what the register knows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from iscm.data.territories import load_points
from iscm.domain.vocabulary import Vocabulary
from iscm.planning.clashes import Clash
from iscm.planning.distances import Point
from iscm.planning.ideas import Idea, Setting, engagements_of, request_of
from iscm.planning.observed import Observed
from iscm.planning.requests import MOST_DAYS, MOST_WITHIN
from iscm.planning.seats import together
from iscm.planning.windows import Found, windows
from iscm.reading.cells.kinds import parse_kind
from iscm.reading.cells.places import parse_places
from iscm.register.queries.idea_clauses import LONGEST, OTHER_KIND, Clauses, read_clauses
from iscm.register.queries.idea_fields import (
    SHOWN,
    Fault,
    extended,
    read_avoid,
    read_days,
    read_hosts,
    read_kind,
    read_mechanisms,
    read_places,
    read_when,
)
from iscm.register.queries.near_meeting import near, observed_by
from iscm.register.queries.planning import engagements, point_of, seats, secretariats, states

FIELDS = ("idea", "mechanisms", "members", "days", "when", "place", "hosts", "avoid", "title", "kind")
"""What may be given by itself; it counts over what the sentence in `idea` says."""


@dataclass(frozen=True, slots=True)
class IdeaRead:
    """An idea, or one sentence for each field that keeps us from having one."""

    idea: Idea | None
    faults: tuple[Fault, ...] = ()


def read_idea(fields: Mapping[str, str], vocabulary: Vocabulary, today: date) -> IdeaRead:
    """Understand an idea: a sentence in `idea`, and further fields by their names (see `FIELDS`), all words.

    Never raises. Several values of a field stand between commas, places between semicolons. No query.
    """
    given = {key: fields[key].strip() for key in FIELDS if fields.get(key, "").strip()}
    faults = [
        Fault(key, "too-long", f"no more than {LONGEST} letters are read")
        for key, text in given.items()
        if len(text) > LONGEST
    ]
    if faults:
        return IdeaRead(None, tuple(faults))
    said = read_clauses(given.get("idea", ""), vocabulary)
    faults += [_unread(words, vocabulary) for words in said.unread]
    idea, more = _idea(given, said, vocabulary, today)
    faults += more
    faults += _missing(idea, {fault.field for fault in faults})
    return IdeaRead(None if faults else idea, tuple(faults))


def setting_of(idea: Idea) -> Setting:
    """Who sits in its mechanisms on its first possible day, who organises it, where its cities lie. No query."""
    sitting = together(seats(min(idea.periods)[0], idea.mechanisms).values())
    organising = secretariats()
    middles = load_points()
    return Setting(
        seats=sitting,
        states=states(),
        secretariats=()
        if idea.is_for_members
        else tuple(dict.fromkeys(name for slug in idea.mechanisms if (name := organising.get(slug)))),
        points=tuple(
            point for place in idea.cities if (point := point_of(place.city or "", place.country or "")) is not None
        ),
        homes=tuple(Point("", code, *middles[code], is_exact=False) for code in sitting.states if code in middles),
    )


def clashes_of_idea(idea: Idea, within: int) -> tuple[Clash, ...]:
    """What would lie near it, the weightiest first; of several periods, each by its chance. As many queries as
    `planning.engagements`."""
    return near(engagements_of(idea, setting_of(idea)), within)


def observed_of_idea(idea: Idea) -> tuple[Observed, ...]:
    """What its host and its States observe on the days on which it may be, if these are no more than 31. No query."""
    return observed_by(engagements_of(idea, setting_of(idea)))


def windows_of_idea(
    idea: Idea,
    today: date,
    *,
    within: int,
    gap: int = 0,
    limit: int = 10,
    weekdays: frozenset[int] | None = None,
    over_weekends: bool = False,
) -> tuple[Found, ...]:
    """Its freest days, city by city. As many queries as `planning.engagements`; raises `ValueError` for bounds that
    `Request` and `windows` refuse."""
    asked = request_of(idea, setting_of(idea), today, within, gap)
    request = replace(asked, weekdays=weekdays, over_weekends=over_weekends)
    room = timedelta(days=MOST_WITHIN)
    first, last = min(first for first, _ in idea.periods), max(last for _, last in idea.periods)
    return windows(request, engagements(first - room, last + room), limit)


def _idea(given: Mapping[str, str], said: Clauses, vocabulary: Vocabulary, today: date) -> tuple[Idea, list[Fault]]:
    members, faults = read_mechanisms(_listed(given, "members") or said.members, vocabulary, "members")
    own, more = read_mechanisms(_listed(given, "mechanisms") or said.mechanisms, vocabulary)
    faults += more
    cities, countries, is_online, more = read_places(_places(given) or said.places, vocabulary)
    faults += more
    named, more = read_hosts(_listed(given, "hosts") or said.hosts, vocabulary)
    faults += more
    hosts = tuple(dict.fromkeys((*named, *countries)))
    country = next((place.country for place in cities if place.country), next(iter(hosts), ""))
    when, more = read_when([given["when"]] if "when" in given else said.when, today, country)
    faults += more
    days, more = read_days(given["days"]) if "days" in given else (next(iter(said.days), None), [])
    faults += more
    avoid, more = read_avoid(_listed(given, "avoid") or said.avoid)
    faults += more
    length = days or when.days or 1
    periods = tuple(extended(period, length) for period in when.periods)
    title = given.get("title") or said.title
    kind = parse_kind(title, vocabulary, own)
    if "kind" in given:
        kind, more = read_kind(given["kind"], vocabulary)
        faults += more
    idea = Idea(
        title=title,
        mechanisms=tuple(dict.fromkeys((*own, *members))),
        kind="" if kind == OTHER_KIND else kind,
        days=length,
        periods=tuple(sorted(periods)),
        cities=cities,
        hosts=hosts,
        is_online=is_online and not cities,
        is_for_members=bool(members) and not own,
        avoid=avoid,
        assumed=() if days or when.days else ("days",),
    )
    return idea, faults


def _unread(words: str, vocabulary: Vocabulary) -> Fault:
    """Words that name nothing; a place of nearly that name is suggested."""
    near = parse_places(words, vocabulary).suggestion or ""
    hint = f"; did you mean {near!r}?" if near else ": no mechanism, place, length or date"
    return Fault("idea", "unread", f"{words[:SHOWN]!r} is not understood{hint}", words[:SHOWN], near)


def _missing(idea: Idea, wrong: set[str]) -> list[Fault]:
    """What an idea must have, unless something is wrong with that field already."""
    found: list[Fault] = []
    if not idea.mechanisms and not wrong & {"mechanisms", "members", "idea"}:
        found.append(Fault("mechanisms", "missing", "say whose meeting it is, such as Prague Process"))
    if not idea.periods and not wrong & {"when", "idea"}:
        found.append(Fault("when", "missing", "say when it may be, such as week of 20 April, or October 2027"))
    if idea.days > MOST_DAYS:
        found.append(Fault("days", "days-beyond", f"a meeting has 1 to {MOST_DAYS} days, not {idea.days}"))
    elif idea.periods and all((last - first).days + 1 < idea.days for first, last in idea.periods):
        length = max((last - first).days + 1 for first, last in idea.periods)
        found.append(
            Fault("days", "period-too-short", f"{idea.days} days do not fit into the {length} in which it may be")
        )
    return found


def _listed(given: Mapping[str, str], key: str) -> list[str]:
    """Several values, parted by commas or semicolons."""
    return [part.strip() for part in given.get(key, "").replace(";", ",").split(",") if part.strip()]


def _places(given: Mapping[str, str]) -> list[str]:
    return [part.strip() for part in given.get("place", "").split(";") if part.strip()]
