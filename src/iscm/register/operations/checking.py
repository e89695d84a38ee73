"""Checks over several documents: numbers of a series, names of one mechanism, groups beside their meetings."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from iscm.domain.names import fold
from iscm.domain.problems import Problem, Severity
from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.series import check_series, find_series
from iscm.reconciliation.wording import Phrases, names_of
from iscm.register import models
from iscm.register.operations.loading import chunks
from iscm.register.operations.repeats import CODE, find_repeats
from iscm.register.operations.stamps import hold
from iscm.register.operations.states import stored_states
from iscm.register.operations.storing import problem_key
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

SERIES_CODES = ("ordinal-repeated", "ordinal-sequence")


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
    return _check_series(series, vocabulary, now) + _check_names(now) + _check_groups(years, now)


def check_register(now: datetime | None = None) -> int:
    """Check everything in a transaction of its own; returns how many problems it found."""
    at = now or timezone.now()
    with transaction.atomic():
        hold(at)
        return check_all(current_vocabulary(), at)


def check_all(vocabulary: Vocabulary, now: datetime) -> int:
    """The same for the whole register."""
    series = set(models.Series.objects.values_list("pk", flat=True))
    return _check_series(series, vocabulary, now) + _check_names(now) + _check_groups(_years(), now)


def _check_series(series: Collection[int], vocabulary: Vocabulary, now: datetime) -> int:
    held = [
        meeting
        for chunk in chunks(sorted(series))
        for meeting in models.Meeting.objects.filter(series__in=chunk, is_listed=True).select_related(
            "series__mechanism"
        )
    ]
    rows = {meeting.uid: meeting for meeting in held}
    states = stored_states(held)
    known = _documents_of(held)
    found = []
    for group in find_series((state.meeting for state in states.values()), vocabulary).values():
        for meeting, other, problem in check_series(group):
            if not known[meeting.uid] & known[other.uid]:
                about = [problem.code, *sorted((meeting.uid, other.uid))]
                found.append(_row(problem, about, now, meeting=rows[meeting.uid]))
    stale = models.Problem.objects.filter(code__in=SERIES_CODES, document=None, meeting__in=held)
    return _keep(found, stale.values_list("key", flat=True), now)


def _documents_of(meetings: Iterable[models.Meeting]) -> dict[str, set[int]]:
    """The documents that tell of each meeting, by uid. What one of them says by itself was checked when it was read."""
    found: dict[str, set[int]] = defaultdict(set)
    for chunk in chunks([meeting.pk for meeting in meetings]):
        cited = models.MeetingCitation.objects.filter(meeting__in=chunk)
        for uid, document in cited.values_list("meeting__uid", "record__document"):
            found[uid].add(document)
    return found


def _check_names(now: datetime) -> int:
    """One mechanism under several names in different documents: for the record."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    documents: dict[str, set[int]] = defaultdict(set)
    told = models.Claim.objects.filter(field="mechanisms", record__is_closed=False)
    claims = told.exclude(original=None).order_by("id")
    for document, printed, slugs in claims.values_list("record__document", "original", "value").iterator():
        if printed and slugs and len(slugs) == 1:
            names[slugs[0]].setdefault(_bare(printed), printed)
            documents[slugs[0]].add(document)
    acronyms = dict(models.Mechanism.objects.values_list("slug", "acronym"))
    found = []
    for slug, printed_names in names.items():
        held = _names_among(printed_names, slug)
        if slug in acronyms and len(held) > 1 and len(documents[slug]) > 1:
            said = "; ".join(f"“{name}”" for name in sorted(held.values()))
            problem = Problem("mechanism-several-names", Severity.INFORMATION, f"{acronyms[slug]} appears as {said}")
            found.append(_row(problem, [problem.code, slug], now))
    stale = models.Problem.objects.filter(code="mechanism-several-names", document=None, meeting=None)
    return _keep(found, stale.values_list("key", flat=True), now)


def _years(**which: object) -> set[int]:
    listed = models.Meeting.objects.filter(**which).order_by().values_list("year", flat=True).distinct()
    return {year for year in listed if year is not None}


def _check_groups(years: Collection[int], now: datetime) -> int:
    """Groups whose meetings a year's count may hold a second time: for the record."""
    repeats = dict(find_repeats(years))
    groups = models.Meeting.objects.in_bulk(list(repeats))
    found = [
        _row(problem, [problem.code, groups[key].uid], now, meeting=groups[key]) for key, problem in repeats.items()
    ]
    stale = [
        key
        for chunk in chunks(sorted(years))
        for key in models.Problem.objects.filter(code=CODE, meeting__year__in=chunk).values_list("key", flat=True)
    ]
    return _keep(found, stale, now)


def _names_among(printed: dict[str, str], slug: str) -> dict[str, str]:
    """The printed words that hold a name of the mechanism; what else stood over its meetings is a heading."""
    mechanism = current_vocabulary().mechanisms.get(slug)
    known = Phrases.of(names_of([mechanism])) if mechanism else Phrases()
    return {bare: name for bare, name in printed.items() if known.occur_in(name)}


def _bare(name: str) -> str:
    """A printed name without its acronym in brackets."""
    before, _, rest = name.partition("(")
    return fold(before + rest.partition(")")[2]) or fold(name)


def _row(problem: Problem, about: list[str], now: datetime, meeting: models.Meeting | None = None) -> models.Problem:
    return models.Problem(
        key=problem_key(about),
        code=problem.code,
        severity=problem.severity.value,
        message=problem.message,
        meeting=meeting,
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
