"""What the pages on overlaps are told: which mechanisms share whom and what, and what one State has to attend."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from iscm.domain.listing import MeetingRow
from iscm.planning.calendars import Calendar
from iscm.planning.clashes import WITHIN, clashes_within
from iscm.planning.commitments import Busy, Commitment, busiest, commitments, engaged_in
from iscm.planning.overlaps import Overlap, overlaps, seats_by_state
from iscm.planning.seats import Seats
from iscm.publication.reports.clashing import ClashLine
from iscm.register.models import IndexEntry, MeetingMechanism
from iscm.register.queries.clashes import line_of
from iscm.register.queries.keeping_answers import kept
from iscm.register.queries.planning import engaged, on_some_day, seats, states
from iscm.register.queries.rows import kept_rows
from iscm.register.queries.vocabulary import vocabulary

ENDED = "ended"


@dataclass(frozen=True, slots=True)
class OverlapFacts:
    """The seats of the mechanisms chosen, what each pair shares, and in how many of them each State is a member.

    `choices` are all mechanisms that have a list of members, or are open to all, in the order of the data. Of those
    chosen, `unlisted` have neither: nobody knows who sits in them. Where one alone was asked for it is the `focus`:
    it is compared with all others, and only its pairs are told.
    """

    day: date
    choices: tuple[str, ...]
    chosen: tuple[Seats, ...]
    unlisted: tuple[str, ...]
    overlaps: tuple[Overlap, ...]
    by_state: dict[str, tuple[str, ...]]
    focus: str = ""


@dataclass(frozen=True, slots=True)
class CountryFacts:
    """What a State has to attend in a year: its seats, the meetings of its mechanisms, when it is bound most.

    `rows` are those meetings as lists show them, `ahead` those that may still come, from today on, of any year;
    `clashes` pairs of its meetings in both of which it is a member: the weightiest of `clashes_number`.
    """

    code: str
    year: int
    commitments: tuple[Commitment, ...]
    rows: tuple[MeetingRow, ...]
    ahead: tuple[MeetingRow, ...]
    busiest: tuple[Busy, ...]
    clashes: tuple[ClashLine, ...]
    clashes_number: int


def overlap_facts(mechanisms: Collection[str], day: date) -> OverlapFacts:
    """The overlaps of these mechanisms (slugs) on a day; of all that have a list and have not ended if none is named.

    Of one that of it with all those. Unknown slugs are left out. Two queries.
    """
    known, held = vocabulary().mechanisms, seats(day)
    listed = tuple(slug for slug, one in held.items() if one.states or one.is_open)
    usual = [slug for slug in listed if known[slug].status != ENDED and not held[slug].is_open]
    asked = [slug for slug in known if slug in mechanisms]
    focus = asked[0] if len(asked) == 1 else ""
    chosen = [slug for slug in known if slug == focus or slug in usual] if focus or not asked else asked
    sitting = tuple(held[slug] for slug in chosen if slug in listed)
    found = overlaps(sitting, themes_of_mechanisms(), states())
    return OverlapFacts(
        day,
        listed,
        sitting,
        tuple(slug for slug in chosen if slug not in listed),
        tuple(one for one in found if not focus or focus in {one.one, one.other}),
        seats_by_state(sitting),
        focus,
    )


@kept(1)
def themes_of_mechanisms() -> dict[str, tuple[str, ...]]:
    """The themes of each mechanism, by slug: as yearly indexes print them, and of its meetings. Two queries."""
    found: dict[str, set[str]] = defaultdict(set)
    printed = IndexEntry.objects.filter(theme__isnull=False, mechanism__isnull=False)
    met = MeetingMechanism.objects.filter(meeting__is_listed=True, meeting__themes__isnull=False)
    pairs = (
        *printed.values_list("mechanism__slug", "theme__slug").distinct(),
        *met.order_by().values_list("mechanism__slug", "meeting__themes__theme__slug").distinct(),
    )
    for slug, theme in pairs:
        if slug is not None and theme is not None:
            found[slug].add(theme)
    return {slug: tuple(sorted(those)) for slug, those in found.items()}


def country_facts(code: str, year: int, today: date, most: int) -> CountryFacts:
    """What a State (alpha-2) has to attend in a year, and from today on; `most` pairs. Fourteen queries at most."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = kept_rows(on_some_day(first, last))
    coming = kept_rows(on_some_day(today, date(today.year + 2, 12, 31)))
    by_uid = {row.uid: row for row in (*rows, *coming)}
    everything = Calendar(engaged(tuple(by_uid.values())), states())
    own = engaged_in(code, everything)
    here = tuple(one for one in own if one.first <= last and one.end >= first)
    keys, ahead = {one.key for one in here}, {one.key for one in own if one.end >= today}
    sits = everything.states.mask([code]) if code in everything.states else 0
    member = Calendar((one for one in here if one.states & sits), everything.states)
    clashes = clashes_within(member, WITHIN)
    return CountryFacts(
        code,
        year,
        commitments(code, seats(min(max(today, first), last)).values()),
        tuple(row for row in rows if row.uid in keys),
        tuple(row for row in coming if row.uid in ahead),
        busiest(member.engagements),
        tuple(line_of(one, by_uid) for one in clashes[:most]),
        len(clashes),
    )
