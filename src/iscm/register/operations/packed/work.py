"""Judgements, questions, problems and the log of a package."""

from itertools import groupby

from iscm.domain.errors import UnreadableInputError
from iscm.publication.opendata.package import Package
from iscm.reconciliation.judgements import Verdict
from iscm.register import models
from iscm.register.operations import log
from iscm.register.operations.packed import shapes
from iscm.register.operations.packed.documents import Held

BATCH = 500


def store_judgements(package: Package) -> list[models.Judgement]:
    """The judgements in the order of time, as rows."""
    return models.Judgement.objects.bulk_create(
        [
            models.Judgement(
                left=row["left"],
                right=row["right"],
                verdict=_verdict(row["verdict"], package),
                actor=row["actor"],
                reason=row["reason"] or "",
                features=shapes.features(row["features"]),
                made_at=row["made"],
            )
            for row in package.named_rows("judgements")
        ],
        batch_size=BATCH,
    )


def store_questions(package: Package, judgements: list[models.Judgement]) -> None:
    """What was asked of a person, with what was answered."""
    by_number: dict[int | None, models.Judgement] = dict(enumerate(judgements, start=1))
    models.Proposal.objects.bulk_create(
        (
            models.Proposal(
                left=row["left"],
                right=row["right"],
                verdict=_verdict(row["verdict"], package),
                score=row["score"],
                features=shapes.features(row["features"]),
                judgement=by_number.get(row["judgement"]),
                made_at=row["made"],
            )
            for row in package.named_rows("questions")
        ),
        batch_size=BATCH,
    )


def store_problems(package: Package, held: Held) -> None:
    """Problems with what became of them; those of meetings come after the meetings."""
    records = dict(models.Record.objects.values_list("key", "pk"))
    meetings = dict(models.Meeting.objects.values_list("uid", "pk"))
    models.Problem.objects.bulk_create(
        (
            models.Problem(
                key=row["key"],
                code=row["code"],
                severity=row["severity"],
                message=row["message"],
                locator=shapes.locator(row["locator"]),
                suggestion=row["suggestion"] or "",
                readings=shapes.words(row["readings"]),
                document=held.get(row["document"]),
                record_id=records.get(row["record"]),
                meeting_id=meetings.get(row["meeting"]),
                found_at=row["found"],
                resolved_at=row["resolved"],
                dismissed_at=row["dismissed"],
                dismissed_by=row["dismissed_by"] or "",
                dismissed_reason=row["dismissed_reason"] or "",
            )
            for row in package.named_rows("problems")
        ),
        batch_size=BATCH,
    )


def store_changes(package: Package) -> None:
    """The log, bound anew from entry to entry: whoever is not the register is an editor now."""
    for (at, actor), rows in groupby(package.named_rows("changes"), key=lambda row: (row["at"], row["actor"])):
        entries = (
            log.Entry(
                row["action"],
                row["object"],
                row["key"],
                shapes.facts(row["old"]),
                shapes.facts(row["new"]),
                row["reason"] or "",
            )
            for row in rows
        )
        log.append(entries, actor=actor, at=at)


def _verdict(word: str, package: Package) -> str:
    try:
        return Verdict(word).value
    except ValueError:
        raise UnreadableInputError(package.name, f"no judgement says {word!r}") from None
