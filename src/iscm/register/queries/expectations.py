"""What is to be expected of the series in the register, and how well that would have told the years it knows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import F, Sum

from iscm.domain.dates import Edtf
from iscm.domain.meetings import Status
from iscm.planning.rhythm import BackTest, Expectation, Line, Past, back_test, expectations
from iscm.register.models import Meeting
from iscm.register.queries.tallies import tallies
from iscm.register.queries.vocabulary import vocabulary

LONGEST_VAGUE = 31  # days: a month says when, a quarter does not
MOST = 10_000  # regular meetings that are looked at
FEWEST_OF_A_YEAR = 20  # meetings from which the calendar of a year counts as known
REGULAR = frozenset({
    "plenary", "senior-officials-meeting", "ministerial-conference", "conference-of-states", "summit", "forum",
    "mechanism-coordination", "board-meeting", "steering-committee", "presidencies-meeting",
})  # fmt: skip
"""Kinds that come back by themselves; workshops and webinars come when there is something to talk about."""
NOT_HELD = (Status.CANCELLED.value, Status.POSTPONED.value)


def expected_next(after: date) -> tuple[Expectation, ...]:
    """The meetings that are to be expected after a day and of which none is announced, by day. Three queries."""
    return expectations(lines(), known_years(), after)


def tried_on(year: int) -> BackTest:
    """What the years before would have told of a year, beside what the register has. Three queries."""
    return back_test(lines(), known_years(), year)


def known_years() -> frozenset[int]:
    """The years of which the register has a calendar: that no meeting is in it then says something. One query."""
    counted = tallies("meeting").filter(year__gt=0).values("year").annotate(held=Sum("rows"))
    return frozenset(counted.filter(held__gte=FEWEST_OF_A_YEAR).values_list("year", flat=True))


def is_cut() -> bool:
    """Whether there are more meetings of these kinds than are looked at. One query."""
    regular = tallies("meeting").filter(key__in=REGULAR).aggregate(held=Sum("rows"))["held"] or 0
    return regular > MOST


def lines() -> tuple[Line, ...]:
    """The series of the register: counted ones by their own name, others by mechanisms and kind. Two queries.

    Closed meetings are not told, and what is known of no month says nothing. Sessions that the reference facts know of
    count as well. Of very many meetings the latest are looked at.
    """
    regular = Meeting.objects.filter(is_listed=True, is_closed=False, count=1, kind__in=REGULAR)
    latest = regular.exclude(status__in=NOT_HELD).order_by(F("sort_day").desc(nulls_last=True), "-id")
    rows = Meeting.objects.filter(pk__in=latest.values("pk")[:MOST])
    parties = defaultdict(list)
    for meeting, slug in rows.values_list("id", "parties__mechanism__slug").order_by("parties__position"):
        if slug:
            parties[meeting].append(slug)
    found: dict[tuple[tuple[str, ...], str], list[tuple[Past, str]]] = defaultdict(list)
    named = rows.order_by("sort_day", "id").values_list("id", "uid", "edtf", "ordinal", "kind", "series__title")
    for id_, uid, edtf, ordinal, kind, title in named:
        if parties[id_] and (first := _day(edtf)):
            found[tuple(sorted(parties[id_])), kind].append((Past(uid, first, ordinal), title or ""))
    for place, held in found.items():
        held += [(past, "") for past in _known_of(*place) if not _is_among(past, held)]
    return tuple(_line(slugs, kind, held) for (slugs, kind), held in sorted(found.items()))


def _known_of(slugs: tuple[str, ...], kind: str) -> Iterator[Past]:
    """Sessions that the reference facts know of, whether or not a calendar lists them."""
    known = vocabulary().mechanisms.get(slugs[0]) if len(slugs) == 1 else None
    for one in known.held if known else ():
        if one.kind == kind and (first := _day(one.edtf)):
            yield Past("", first, one.ordinal)


def _is_among(past: Past, held: Iterable[tuple[Past, str]]) -> bool:
    """Whether the register has it as a meeting: the same number, or about the same day."""
    return any(one.ordinal == past.ordinal or abs((one.first - past.first).days) <= LONGEST_VAGUE for one, _ in held)


def _line(slugs: tuple[str, ...], kind: str, held: list[tuple[Past, str]]) -> Line:
    known = vocabulary().kinds.get(kind)
    titles = [title for _, title in held if title]
    label = titles[-1] if titles else known.label if known else kind
    return Line(f"{'+'.join(slugs)}/{kind}", label, slugs, kind, tuple(past for past, _ in held))


def _day(edtf: str) -> date | None:
    """The first day, where at least the month is known."""
    when = Edtf.parse(edtf) if edtf else None
    if when is None or when.earliest is None or when.latest is None:
        return None
    return when.earliest if (when.latest - when.earliest).days <= LONGEST_VAGUE else None
