"""A visit written down, with the problems that it brings or ends; what is old goes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from iscm.data.sources import Source
from iscm.domain.visits import GOOD, Outcome, worst
from iscm.register import models
from iscm.register.operations.gather_visits import Part, next_visit, remember
from iscm.register.operations.stamps import raise_stamp
from iscm.register.operations.storing import LONGEST, problem_key
from iscm.register.problem_codes import REGISTER_CODES

STAMP = "sources"
TOLD = ("source-quarantined", "source-failing")
OFTEN = 3
"""So many visits in a row that give nothing are a problem for a person."""
KEPT = timedelta(days=400)
LEAST_KEPT = 100
"""So many visits of each source stay whatever their age: a clock that was fast for a day must not take them all."""
LONGEST_MESSAGE = 2_000


def keep_visit(source: Source, parts: list[Part], *, actor: str, now: datetime) -> models.Visit:
    """Write a visit down, with the problems that it brings or ends; part of the caller's transaction."""
    before = models.Visit.objects.filter(source=source.slug).order_by("-id").first()
    failures = _failures(parts, before)
    visit = models.Visit.objects.create(
        source=source.slug,
        at=now,
        actor=actor,
        outcome=worst({part.outcome for part in parts}),
        message=_message(parts),
        given=sum(part.records for part in parts if part.outcome in GOOD),
        created=sum(part.created for part in parts),
        changed=sum(part.changed for part in parts),
        unlisted=sum(part.unlisted for part in parts),
        questions=sum(part.questions for part in parts),
        failures=failures,
        next_at=next_visit(source, failures, max([part.wait for part in parts], default=0), now),
    )
    models.VisitPart.objects.bulk_create([_row(visit, part) for part in parts], batch_size=100)
    _tell(source, visit, parts, now)
    _forget(source, now)
    raise_stamp(STAMP, now)
    return visit


def remedy(source: Source, doubted: Part) -> str:
    """What a person can do about what is not believed."""
    if doubted.document:
        return f"If it is right, run: iscm gather {source.slug} --release --actor NAME"
    return "Look at what the address gives; if it has moved or changed, change the description of the source."


def end_problems_of_others(described: Iterable[str], now: datetime) -> None:
    """End the problems of sources that nobody describes any more: no visit will do it. Two statements at most."""
    keys = [problem_key([code, slug]) for code in TOLD for slug in described]
    others = models.Problem.objects.filter(code__in=TOLD, resolved_at=None).exclude(key__in=keys)
    if others.update(resolved_at=now):
        raise_stamp(STAMP, now)


def _failures(parts: list[Part], before: models.Visit | None) -> int:
    """How many visits in a row gave nothing that is good."""
    outcomes = {part.outcome for part in parts}
    if Outcome.FAILED not in outcomes or outcomes & GOOD:
        return 0
    return (before.failures if before else 0) + 1


def _message(parts: list[Part]) -> str:
    """What broke; with its name where there are several parts."""
    told = [part for part in parts if part.message and part.outcome is not Outcome.LEFT_OUT]
    lines = [f"{part.name}: {part.message}" if len(parts) > 1 else part.message for part in told]
    return "\n".join(lines)[:LONGEST_MESSAGE]


def _row(visit: models.Visit, part: Part) -> models.VisitPart:
    return models.VisitPart(
        visit=visit,
        address=part.address,
        name=part.name[:LONGEST],
        outcome=part.outcome,
        message=part.message[:LONGEST_MESSAGE],
        sha256=part.sha256,
        said=part.said,
        etag=part.validators.etag[:LONGEST],
        last_modified=part.validators.last_modified[:LONGEST],
        records=part.records,
        document=part.document,
        received=part.received,
    )


def _tell(source: Source, visit: models.Visit, parts: list[Part], now: datetime) -> None:
    """The problems of a source that is not believed, or that fails again and again; those that are over are ended."""
    doubted = next((part for part in parts if part.outcome is Outcome.QUARANTINED), None)
    if doubted:
        what = f"{source.title}: {doubted.message}. Nothing was changed. {remedy(source, doubted)}"
        _open("source-quarantined", source, what, now, doubted.document)
    elif visit.outcome != Outcome.FAILED:
        _close("source-quarantined", source, now)
        _resolve_doubted(source, now)
    if visit.failures >= OFTEN:
        what = f"{source.title}: {visit.failures} visits in a row gave nothing. {visit.message}"
        _open("source-failing", source, what, now)
    elif not visit.failures:
        _close("source-failing", source, now)


def _open(code: str, source: Source, message: str, now: datetime, document: models.Document | None = None) -> None:
    """Tell a problem of a source; a dismissal holds until it is over, not for the next time."""
    key, severity = problem_key([code, source.slug]), REGISTER_CODES[code][0].value
    fresh = {"found_at": now, "resolved_at": None, "dismissed_at": None, "dismissed_by": "", "dismissed_reason": ""}
    models.Problem.objects.filter(key=key).exclude(resolved_at=None).update(**fresh)
    said = {"message": message, "severity": severity, "document": document}
    models.Problem.objects.update_or_create(
        key=key, defaults=said, create_defaults={**said, "code": code, "found_at": now}
    )


def _close(code: str, source: Source, now: datetime) -> None:
    key = problem_key([code, source.slug])
    models.Problem.objects.filter(key=key, resolved_at=None).update(resolved_at=now)


def _resolve_doubted(source: Source, now: datetime) -> None:
    """What was wrong in documents that nobody believed is over once the source is good again."""
    doubted = models.VisitPart.objects.filter(
        visit__source=source.slug, outcome=Outcome.QUARANTINED, document__accepted_at=None
    )
    models.Problem.objects.filter(document__in=doubted.values("document"), resolved_at=None).update(resolved_at=now)


def _forget(source: Source, now: datetime) -> None:
    """Old visits go, but for those that hold what is remembered; and the bytes that nobody could read with them."""
    held = remember(source)
    kept = {part.visit_id for parts in (held.good, held.last) for part in parts.values()}
    newest = models.Visit.objects.filter(source=source.slug).order_by("-id").values_list("id", flat=True)[:LEAST_KEPT]
    kept.update(newest)
    old = models.Visit.objects.filter(source=source.slug, at__lt=now - KEPT).exclude(id__in=kept)
    unread = list(models.VisitPart.objects.filter(visit__in=old).exclude(received=None).values_list("received"))
    old.delete()
    needed_no_more = {"documents": None, "visits": None, "submissions": None, "materials": None}
    models.Received.objects.filter(id__in=[key for (key,) in unread], **needed_no_more).delete()
