"""Checks over several documents: numbers of a series, names of one mechanism, groups beside their meetings."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from iscm.domain.dates import Edtf
from iscm.domain.mechanisms import Mechanism
from iscm.domain.meetings import Meeting
from iscm.domain.names import fold
from iscm.domain.problems import Problem, Severity
from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.series import check_series, in_order
from iscm.reconciliation.wording import Phrases, names_of
from iscm.register import models
from iscm.register.operations.loading import chunks
from iscm.register.operations.repeats import CODE, find_repeats
from iscm.register.operations.stamps import hold
from iscm.register.operations.storing import problem_key
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

SERIES_CODES = ("ordinal-repeated", "ordinal-sequence")
LONG, NEAR_YEARS = 300, 4
LOOKED_BACK = 10_000
DENSE = 5000
"""Meetings of one year; groups of a year with more are looked for by `iscm check` alone."""


def check_meetings(uids: Collection[str], vocabulary: Vocabulary, now: datetime) -> int:
    """Check the series that these meetings belong to, and the names of mechanisms; returns how many problems it found.

    What an earlier check found and is no more is marked as resolved; what a person dismissed stays so.
    """
    series = {
        key
        for chunk in chunks(sorted(uids))
        for key in models.Meeting.objects.filter(uid__in=chunk, series__isnull=False).values_list("series", flat=True)
    }
    years = {year for chunk in chunks(sorted(uids)) for year in _years(uid__in=chunk)}
    usual = years - _dense(years)
    return _check_series(series, now, years) + _check_names(vocabulary, now, is_whole=False) + _check_groups(usual, now)


def check_register(now: datetime | None = None) -> int:
    """Check everything in a transaction of its own; returns how many problems it found."""
    at = now or timezone.now()
    with transaction.atomic():
        hold(at)
        return check_all(current_vocabulary(), at)


def check_all(vocabulary: Vocabulary, now: datetime) -> int:
    """The same for the whole register, some series and one year after the other, so that memory does not grow."""
    series = sorted(models.Series.objects.values_list("pk", flat=True))
    told = sum(_check_series(some, now) for some in chunks(series))
    return (
        told
        + _check_names(vocabulary, now, is_whole=True)
        + sum(_check_groups({year}, now) for year in sorted(_years()))
    )


def _check_series(series: Collection[int], now: datetime, years: Collection[int] | None = None) -> int:
    """Check these series; with `years`, of a long one only what lies near them, since it is checked with each document.

    No series that is known has more than a hundred numbers: what has more than `LONG` is one of several, or made up.
    What was found in a long one stands until all is looked at again.
    """
    long = {key for some in chunks(sorted(series)) for key in _long(some)} if years else set()
    held = [row for some in chunks(sorted(series)) for row in _meetings_of(some, long.intersection(some), years)]
    rows = {meeting.uid: key for key, _, meeting in held}
    by_series: dict[int, list[Meeting]] = defaultdict(list)
    for _, place, meeting in held:
        by_series[place].append(meeting)
    doubted = [
        (meeting, other, problem)
        for group in by_series.values()
        for meeting, other, problem in check_series(in_order(group))
    ]
    known = _documents_of({rows[one.uid] for meeting, other, _ in doubted for one in (meeting, other)})
    found = [
        _row(problem, [problem.code, *sorted((meeting.uid, other.uid))], now, meeting=rows[meeting.uid])
        for meeting, other, problem in doubted
        if not known[rows[meeting.uid]] & known[rows[other.uid]]
    ]
    stale = [
        key
        for some in chunks(sorted(key for key, place, _ in held if place not in long))
        for key in models.Problem.objects.filter(code__in=SERIES_CODES, document=None, meeting__in=some).values_list(
            "key", flat=True
        )
    ]
    return _keep(found, stale, now)


def _listed(series: Collection[int]) -> QuerySet[models.Meeting]:
    return models.Meeting.objects.filter(series__in=series, is_listed=True, earliest__isnull=False).order_by()


def _long(series: Collection[int]) -> set[int]:
    counted = _listed(series).values("series").annotate(number=Count("pk")).filter(number__gt=LONG)
    return set(counted.values_list("series", flat=True))


def _meetings_of(
    series: Collection[int], long: Collection[int], years: Collection[int] | None
) -> Iterator[tuple[int, int, Meeting]]:
    """The numbered meetings of series, each with its key and its series' key; of `long` ones those near the years."""
    near = _listed(series)
    if years and long:
        first, last = min(years) - NEAR_YEARS, max(years) + NEAR_YEARS
        near = near.exclude(series__in=long) | near.filter(series__in=long, year__gte=first, year__lte=last)
    for key, place, uid, title, edtf, ordinal in near.values_list("pk", "series", "uid", "title", "edtf", "ordinal"):
        yield key, place, Meeting(uid, title, edtf=Edtf.parse(edtf), ordinal=ordinal)


def _documents_of(meetings: Collection[int]) -> dict[int, set[int]]:
    """The documents that tell of each meeting, by key. What one of them says by itself was checked when it was read."""
    found: dict[int, set[int]] = defaultdict(set)
    for chunk in chunks(sorted(meetings)):
        cited = models.MeetingCitation.objects.filter(meeting__in=chunk)
        for key, document in cited.values_list("meeting", "record__document"):
            found[key].add(document)
    return found


def _check_names(vocabulary: Vocabulary, now: datetime, *, is_whole: bool) -> int:
    """One mechanism under several names in different documents: for the record.

    With each document only what the latest `LOOKED_BACK` records print is looked at, which is all of a usual register:
    to look at a million each time would take longer than to read them.
    """
    last = models.Record.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    after = 0 if is_whole else max(0, last - LOOKED_BACK)
    names: dict[str, dict[str, str]] = defaultdict(dict)
    documents: dict[str, set[int]] = defaultdict(set)
    told = models.Claim.objects.filter(field="mechanisms", record__is_closed=False, record__gt=after)
    each = told.exclude(original=None).values("record__document", "original", "value").annotate(first=Min("pk"))
    for row in each.order_by("first").iterator():
        document, printed, slugs = row["record__document"], row["original"], row["value"]
        if printed and slugs and len(slugs) == 1:
            names[slugs[0]].setdefault(_bare(printed), printed)
            documents[slugs[0]].add(document)
    acronyms = dict(models.Mechanism.objects.values_list("slug", "acronym"))
    found = []
    for slug, printed_names in names.items():
        held = _names_among(printed_names, vocabulary.mechanisms.get(slug))
        if slug in acronyms and len(held) > 1 and len(documents[slug]) > 1:
            said = "; ".join(f"“{name}”" for name in sorted(held.values()))
            problem = Problem("mechanism-several-names", Severity.INFORMATION, f"{acronyms[slug]} appears as {said}")
            found.append(_row(problem, [problem.code, slug], now))
    # What was found before stands until all is looked at again.
    stale = models.Problem.objects.filter(code="mechanism-several-names", document=None, meeting=None)
    return _keep(found, () if after else stale.values_list("key", flat=True), now)


def _years(**which: object) -> set[int]:
    listed = models.Meeting.objects.filter(**which).order_by().values_list("year", flat=True).distinct()
    return {year for year in listed if year is not None}


def _dense(years: Collection[int]) -> set[int]:
    """Those of these years that have more than `DENSE` meetings."""
    counted = models.Meeting.objects.filter(is_listed=True, year__in=years).order_by().values("year")
    dense = counted.annotate(number=Count("pk")).filter(number__gt=DENSE).values_list("year", flat=True)
    return {year for year in dense if year is not None}


def _check_groups(years: Collection[int], now: datetime) -> int:
    """Groups whose meetings a year's count may hold a second time: for the record."""
    repeats = dict(find_repeats(years))
    groups = models.Meeting.objects.in_bulk(list(repeats))
    found = [_row(problem, [problem.code, groups[key].uid], now, meeting=key) for key, problem in repeats.items()]
    stale = [
        key
        for chunk in chunks(sorted(years))
        for key in models.Problem.objects.filter(code=CODE, meeting__year__in=chunk).values_list("key", flat=True)
    ]
    return _keep(found, stale, now)


def _names_among(printed: dict[str, str], mechanism: Mechanism | None) -> dict[str, str]:
    """The printed words that hold a name of the mechanism; what else stood over its meetings is a heading."""
    known = Phrases.of(names_of([mechanism])) if mechanism else Phrases()
    return {bare: name for bare, name in printed.items() if known.occur_in(name)}


def _bare(name: str) -> str:
    """A printed name without its acronym in brackets."""
    before, _, rest = name.partition("(")
    return fold(before + rest.partition(")")[2]) or fold(name)


def _row(problem: Problem, about: list[str], now: datetime, meeting: int | None = None) -> models.Problem:
    return models.Problem(
        key=problem_key(about),
        code=problem.code,
        severity=problem.severity.value,
        message=problem.message,
        meeting_id=meeting,
        found_at=now,
    )


def _keep(found: list[models.Problem], stale: Iterable[str], now: datetime) -> int:
    gone = sorted(set(stale) - {problem.key for problem in found})
    for keys in chunks(gone):
        models.Problem.objects.filter(key__in=keys, resolved_at=None).update(resolved_at=now)
    models.Problem.objects.bulk_create(
        found, update_conflicts=True, unique_fields=["key"], update_fields=["message"], batch_size=500
    )
    for keys in chunks([problem.key for problem in found]):
        models.Problem.objects.filter(key__in=keys).exclude(resolved_at=None).update(resolved_at=None)
    return len(found)
