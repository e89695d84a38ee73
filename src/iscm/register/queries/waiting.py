"""All that waits for an editor, in short: what it is, whose it is, how pressing. For lists, their filters and counts.

The rules of what is due are those of `domain.upkeep`, asked of every listed meeting; so numbers and lists always agree.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet

from iscm.domain.links import State
from iscm.domain.problems import Severity
from iscm.domain.upkeep import Due, MeetingState, lacks_outcome, plan_due
from iscm.register.models import MeetingCitation, MeetingMechanism, MeetingPlace, Problem, Proposal
from iscm.register.queries.links import open_links
from iscm.register.queries.meeting_materials import awaited_meetings
from iscm.register.queries.occurrences import refusals
from iscm.register.queries.rows import listed

WEIGHTS = {severity.value: weight for weight, severity in enumerate(Severity)}
DUES = tuple(Due)
COLUMNS = ("status", "date_status", "earliest", "latest", "precision", "attendance", "kind", "outcome")
Parties = Mapping[int, frozenset[str]]
NOBODYS: frozenset[str] = frozenset()


class Part(StrEnum):
    """A list of the worklist."""

    PROBLEMS = "problems"
    PLANS = "plans"
    OUTCOMES = "outcomes"
    QUESTIONS = "questions"
    FILES = "files"
    LINKS = "links"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: the primary key of its row, the mechanisms it is of (their slugs), its place in its list.

    `word` is the severity of a problem, why a plan is due, or what became of a link.
    """

    part: Part
    pk: int
    mechanisms: frozenset[str]
    place: tuple[int, ...]
    word: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A listed meeting as upkeep sees it, with its primary key and its mechanisms."""

    pk: int
    mechanisms: frozenset[str]
    state: MeetingState


def waiting(today: date) -> tuple[Waiting, ...]:
    """Everything that waits, in the order of its lists. Ten queries, however much it is; eleven more for links, two for
    files.
    """
    parties, awaited = _parties(), awaited_meetings()
    found = [
        *_problems(parties),
        *_questions(parties),
        *_links(),
        *(one for held in held_meetings(parties) for one in _of_meeting(held, today, has_files=held.pk in awaited)),
    ]
    return tuple(sorted(found, key=lambda one: (one.part, one.place)))


def problem_mechanisms(keys: Iterable[str]) -> dict[str, frozenset[str]]:
    """Of which mechanisms the problems of these keys are; without those that do not exist. Three queries."""
    asked = Problem.objects.filter(key__in=set(keys))
    parties = _parties(Q(meeting__problems__in=asked) | Q(meeting__citations__record__problems__in=asked))
    cited = _cited(asked)
    rows = asked.values_list("key", "meeting_id", "record_id")
    return {key: _slugs(parties, _about(meeting, record, cited)) for key, meeting, record in rows}


def held_meetings(parties: Parties | None = None) -> Iterator[Held]:
    """Every listed meeting with all that is known of it, closed or not. Four queries, three if `parties` are known."""
    known = _parties() if parties is None else parties
    places: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for meeting, country in MeetingPlace.objects.values_list("meeting_id", "country"):
        places[meeting] += (country,)
    # Tuples, not objects with all their JSON: there may be ten thousand.
    withheld = dict(listed().filter(is_closed=True).values_list("id", "withheld"))
    rows = listed().order_by("sort_day", "sort_rank", "id").values_list("id", *COLUMNS)
    for pk, status, date_status, earliest, latest, precision, attendance, *words in rows.iterator():
        hidden = withheld.get(pk, {})
        kind, outcome = (hidden.get(name, said) for name, said in zip(COLUMNS[-2:], words, strict=True))
        is_day_precise = precision == "day"
        state = MeetingState(
            status, date_status, earliest, latest, is_day_precise, attendance, places.get(pk, ()), kind, outcome
        )
        yield Held(pk, known.get(pk, NOBODYS), state)


def _parties(of: Q | None = None) -> Parties:
    found: defaultdict[int, set[str]] = defaultdict(set)
    rows = MeetingMechanism.objects.filter(of or Q()).order_by()
    for meeting, slug in rows.values_list("meeting_id", "mechanism__slug").distinct():
        found[meeting].add(slug)
    return {meeting: frozenset(slugs) for meeting, slugs in found.items()}


def _slugs(parties: Parties, meetings: Iterable[int]) -> frozenset[str]:
    return NOBODYS.union(*(parties.get(one, NOBODYS) for one in meetings))


def _cited(problems: QuerySet[Problem]) -> Mapping[int, set[int]]:
    """The meetings that rest on the records of these problems, by record."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    cited = MeetingCitation.objects.filter(record__problems__in=problems).order_by()
    for record, meeting in cited.values_list("record_id", "meeting_id").distinct():
        found[record].add(meeting)
    return found


def _about(meeting: int | None, record: int | None, cited: Mapping[int, set[int]]) -> set[int]:
    return {meeting} if meeting else cited.get(record or 0, set())


def _of_meeting(held: Held, today: date, *, has_files: bool) -> Iterator[Waiting]:
    due, latest = plan_due(held.state, today), held.state.latest
    if due:
        first = held.state.latest or held.state.earliest or date.max
        yield Waiting(Part.PLANS, held.pk, held.mechanisms, (DUES.index(due), first.toordinal(), held.pk), due.value)
    if latest and lacks_outcome(held.state, today):
        yield Waiting(Part.OUTCOMES, held.pk, held.mechanisms, (-latest.toordinal(), held.pk))
    if has_files:
        yield Waiting(Part.FILES, held.pk, held.mechanisms, (held.pk,))


def _problems(parties: Parties) -> Iterator[Waiting]:
    still = Problem.objects.filter(_counts()).order_by("id")
    cited = _cited(still.order_by())
    columns = ("id", "severity", "meeting_id", "record_id", "dismissed_at")
    for pk, severity, meeting, record, dismissed_at in still.values_list(*columns):
        slugs = _slugs(parties, _about(meeting, record, cited))
        part = Part.DISMISSED if dismissed_at else Part.PROBLEMS
        place = (-int(dismissed_at.timestamp()), pk) if dismissed_at else (WEIGHTS.get(severity, 0), pk)
        yield Waiting(part, pk, slugs, place, severity)


def _counts() -> Q:
    """What a later check still found of what counts: the inbox tells of what is proposed, what was refused is out."""
    held = refusals()
    documents, records = held.filter(document__isnull=False), held.filter(record__isnull=False)
    proposed = Q(document__isnull=False, document__accepted_at=None)
    refused = Q(document__in=documents.values("document")) | Q(record__in=records.values("record"))
    return Q(resolved_at=None) & ~proposed & ~refused


def _questions(parties: Parties) -> Iterator[Waiting]:
    rows = list(Proposal.objects.filter(judgement=None).values_list("id", "left", "right"))
    wanted = {key for _, left, right in rows for key in (left, right)}
    cited = MeetingCitation.objects.filter(occurrence__in=wanted).order_by()
    meetings: defaultdict[str, set[int]] = defaultdict(set)
    for occurrence, meeting in cited.values_list("occurrence", "meeting_id"):
        meetings[occurrence].add(meeting)
    for place, (pk, left, right) in enumerate(rows):
        yield Waiting(Part.QUESTIONS, pk, _slugs(parties, meetings[left] | meetings[right]), (place,))


def _links() -> Iterator[Waiting]:
    for place, (pk, is_dead, slugs) in enumerate(open_links()):
        yield Waiting(Part.LINKS, pk, slugs, (place,), "dead" if is_dead else State.MOVED.value)
