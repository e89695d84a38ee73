"""Trackers: the meetings at which an initiative was addressed, as sources state it and as words suggest it."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet

from iscm.domain.citations import Locator
from iscm.domain.listing import MeetingRow
from iscm.domain.names import fold
from iscm.publication.reports.sources import SourceFacts
from iscm.publication.reports.tracked import Goal, Receipt, TrackerFacts
from iscm.register.models import (
    Document,
    Initiative,
    Meeting,
    MeetingCitation,
    MeetingInitiative,
    MeetingTheme,
)
from iscm.register.queries.citing import last_revision, mechanisms_of, sources_by_number
from iscm.register.queries.goals import objectives_of, targets_of
from iscm.register.queries.keeping_answers import kept
from iscm.register.queries.reported import reported_of
from iscm.register.queries.rows import listed, meeting_rows
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

STATED = "stated"
Cited = tuple[str, int, list[str], str, dict[str, Any], int]


def tracker_facts(
    initiative: str,
    objective: int | None = None,
    target: str | None = None,
    since: date | None = None,
    until: date | None = None,
    *,
    most: int | None = None,
) -> TrackerFacts | None:
    """The meetings of an initiative, of one of its objectives or targets, of a period (days, both inclusive).

    Of more than `most` meetings the latest. None for an initiative, objective or target that is not there. Twenty-one
    queries at most.
    """
    found = Initiative.objects.filter(slug=initiative).first()
    goal = _goal(found, objective, target) if found else None
    if found is None or (goal is None and (objective is not None or target is not None)):
        return None
    known = _tracked(found)
    wanted = _in_time(_wanted(found, goal, known), since, until)
    latest = _latest(wanted, most) if most else None
    rows = meeting_rows(wanted if latest is None else listed().filter(pk__in=latest))
    stated = tuple(row for row in rows if row.uid in known or _is_stated(row, initiative))
    said = {row.uid for row in stated}
    receipts, sources = _receipts(stated)
    reported, decided_at = reported_of(found.slug, goal, since, until)
    return TrackerFacts(
        initiative=found.slug,
        name=found.name,
        acronym=found.acronym,
        stated=stated,
        suggested=tuple(row for row in rows if row.uid not in said),
        modified=last_revision((*(row.last_modified for row in rows), decided_at), sources),
        vocabulary=current_vocabulary(),
        goal=goal,
        since=since,
        until=until,
        receipts=receipts,
        mechanisms=mechanisms_of(rows),
        sources=sources,
        publisher=settings.PUBLISHER,
        site=settings.SITE_URL,
        licence=settings.LICENCE,
        reported=reported,
        is_cut=latest is not None,
    )


@kept(8)
def goals_of(initiative: str) -> tuple[tuple[Goal, int], ...]:
    """The objectives and targets of an initiative, each with the number of meetings near it. Three queries."""
    found = Initiative.objects.filter(slug=initiative).first()
    if found is None:
        return ()
    goals = [*objectives_of(found), *targets_of(found)]
    near = {theme for goal in goals for theme in goal.themes}
    pairs = MeetingTheme.objects.filter(meeting__is_listed=True, theme__slug__in=near).order_by()
    meetings: dict[str, dict[int, int]] = {theme: {} for theme in near}
    for meeting, count, theme in pairs.values_list("meeting_id", "meeting__count", "theme__slug"):
        meetings[theme][meeting] = 1 if count is None else count
    return tuple((goal, _together(meetings[theme] for theme in goal.themes)) for goal in goals)


def _latest(wanted: QuerySet[Meeting], most: int) -> list[int] | None:
    """The keys of the latest of these meetings; None where they are no more than `most`. One query."""
    order = (F("sort_day").desc(nulls_last=True), "-sort_rank", "-id")
    keys = list(wanted.order_by(*order).values_list("pk", flat=True)[: most + 1])
    return keys[:most] if len(keys) > most else None


def _together(numbers: Iterable[dict[int, int]]) -> int:
    """How many meetings these are, one of several themes counted once."""
    joined: dict[int, int] = {}
    for of_theme in numbers:
        joined |= of_theme
    return sum(joined.values())


def _goal(found: Initiative, objective: int | None, target: str | None) -> Goal | None:
    if objective is not None:
        return next((goal for goal in objectives_of(found) if goal.code == str(objective)), None)
    return next((goal for goal in targets_of(found) if goal.code == target), None) if target is not None else None


def _tracked(found: Initiative) -> frozenset[str]:
    """The uids of the meetings in documents whose title names the initiative that all of them addressed."""
    names = [fold(name) for name in (found.name, found.acronym, *found.other_names) if name]
    titles = Document.objects.filter(reader="tracker", accepted_at__isnull=False).values_list("id", "title")
    documents = [id_ for id_, title in titles if any(f" {name} " in f" {fold(title)} " for name in names)]
    told = MeetingCitation.objects.filter(meeting__is_listed=True, meeting__is_closed=False)
    cited = told.filter(record__document__in=documents)
    return frozenset(cited.values_list("meeting__uid", flat=True))


def _wanted(found: Initiative, goal: Goal | None, tracked: Collection[str]) -> QuerySet[Meeting]:
    """Of an initiative, its meetings; of a part of it, all on a theme near that, whether they name it or not."""
    if goal:
        near = MeetingTheme.objects.filter(theme__slug__in=goal.themes)
        return listed().filter(pk__in=near.values("meeting"))
    filed = MeetingInitiative.objects.filter(initiative=found)
    return listed().filter(Q(pk__in=filed.values("meeting")) | Q(uid__in=tracked))


def _in_time(meetings: QuerySet[Meeting], since: date | None, until: date | None) -> QuerySet[Meeting]:
    meetings = meetings.filter(latest__gte=since) if since else meetings
    return meetings.filter(earliest__lte=until) if until else meetings


def _is_stated(row: MeetingRow, initiative: str) -> bool:
    return any(one.slug == initiative and one.basis == STATED for one in row.initiatives)


def _receipts(rows: Sequence[MeetingRow]) -> tuple[tuple[tuple[str, Receipt], ...], tuple[SourceFacts, ...]]:
    """For each meeting the place that tells its outcome, else its tracker, else its best source; and those sources."""
    columns = ("meeting__uid", "record__document", "chosen", "record__document__reader", "record__locator", "record__n")
    told = MeetingCitation.objects.filter(record__is_closed=False)
    cited = told.filter(meeting__uid__in=[row.uid for row in rows]).order_by("meeting", "rank")
    best: dict[str, Cited] = {}
    for one in cited.values_list(*columns):
        if one[0] not in best or _weight(one) < _weight(best[one[0]]):
            best[one[0]] = one
    sources = sources_by_number(Counter(one[1] for one in best.values()))
    shown = {one.id: one for one in sources}
    corrections = next((one.id for one in sources if one.is_correction), 0)
    receipts = tuple(
        (row.uid, Receipt(document if document in shown else corrections, document, n, Locator(**locator)))
        for row in rows
        if row.uid in best
        for _, document, _, _, locator, n in [best[row.uid]]
    )
    return receipts, sources


def _weight(cited: Cited) -> tuple[bool, bool]:
    return "outcome" not in cited[2], cited[3] != "tracker"
