"""A document's records beside those the register holds: what is clear is judged, what is left is asked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from iscm.data.sources import Source
from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.candidates import find_candidates
from iscm.reconciliation.comparison import compare
from iscm.reconciliation.deciding import Question, decide
from iscm.reconciliation.editions import match_editions
from iscm.reconciliation.judgements import AUTOMATIC, Judgement
from iscm.reconciliation.occurrences import Occurrence
from iscm.reconciliation.references import Resolution, resolve_references
from iscm.reconciliation.windows import missing_from
from iscm.register import models
from iscm.register.mapping import features_json
from iscm.register.operations.bulk_rows import insert
from iscm.register.operations.loading import RUN, chunks, load_near
from iscm.register.operations.storing import ATOM
from iscm.register.queries.among import named
from iscm.register.queries.described import source_of_key
from iscm.register.queries.occurrences import refusals

BATCH = 500
LEAST_KEPT = 0.5
"""A new edition that drops more than this part of the one before was probably misread: nothing is marked then."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that is left for a person."""

    left: str
    right: str
    verdict: str
    score: float
    features: list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Matching:
    """What was found for one document.

    `before` is the edition that it follows; `vanished` are the keys of the occurrences there that this one does not
    list; `is_shrunk` says that these are too many to be believed.
    """

    judgements: tuple[Judgement, ...]
    asks: tuple[Ask, ...]
    before: models.Document | None
    vanished: tuple[str, ...]
    is_shrunk: bool


def match(
    document: models.Document,
    fresh: Collection[Occurrence],
    vocabulary: Vocabulary,
    window_from: date | None = None,
    *,
    source: Source | None = None,
) -> Matching:
    """Compare a document's occurrences with the accepted ones of others, and among themselves.

    `source` is whose document it is, by default the one that its key names. Of one that shows what is ahead, the day
    on which the document was seen counts, or `window_from` if it is given.
    """
    near = load_near(document, fresh, vocabulary)
    before = _edition_before(document)
    editions = match_editions([one for one in near if before and one.source.document == before.sha256], fresh)
    paired = {key for judgement in editions.judgements for key in judgement.pair}
    siblings = {one.key for one in near if one.source.key == document.source_key}
    others = [one for one in near if one.key not in siblings or one.key not in paired]
    keys = {one.key for one in fresh}
    pairs = (
        (left, right)
        for left, right in find_candidates([*others, *fresh], keys)
        # A row that its own earlier edition already explains is not compared with that source again.
        if not ({left.key, right.key} & paired and {left.key, right.key} & siblings)
    )
    decisions = decide((compare(left, right, vocabulary) for left, right in pairs), vocabulary)
    resolutions = [
        one
        for one in resolve_references([*near, *fresh], vocabulary, keys)
        # What the edition before named in the same rows was judged or asked about then.
        if not {one.reference.occurrence.key, one.target.key} <= paired
    ]
    seen = window_from or document.speaks_until
    vanished = tuple(
        one.key for one in _missing(editions.vanished, fresh, source or source_of_key(document.source_key), seen)
    )
    listed = len(editions.judgements) + len(vanished)
    judgements = (*editions.judgements, *decisions.judgements, *_clear(resolutions))
    settled = {judgement.pair for judgement in judgements} | {pair[::-1] for pair in (j.pair for j in judgements)}
    asks = (*_questions(decisions.questions), *_open(resolutions))
    return Matching(
        judgements,
        tuple(ask for ask in asks if (ask.left, ask.right) not in settled),
        before,
        vanished,
        is_shrunk=bool(listed) and len(vanished) / listed > LEAST_KEPT,
    )


def store_judgements(judgements: Iterable[Judgement], now: datetime) -> None:
    """Put judgements at the end of their table."""
    insert(
        models.Judgement,
        ("left", "right", "verdict", "actor", "reason", "features", "made_at"),
        (
            (one.left, one.right, one.verdict.value, one.actor, one.reason, features_json(one.features), now)
            for one in judgements
        ),
    )


def store_asks(asks: Iterable[Ask], now: datetime) -> int:
    """Keep questions that were neither asked nor answered before; returns how many are new."""
    wanted = {(ask.left, ask.right, ask.verdict): ask for ask in asks}
    lefts = sorted({left for left, _, _ in wanted})
    known = {
        found
        for some in chunks(lefts, RUN)
        for found in models.Proposal.objects.filter(left__in=named(some)).values_list("left", "right", "verdict")
    }
    judged = {
        frozenset(pair)
        for some in chunks(lefts, RUN)
        for pair in models.Judgement.objects.filter(left__in=named(some)).values_list("left", "right")
    }
    new = [
        models.Proposal(
            left=ask.left, right=ask.right, verdict=ask.verdict, score=ask.score, features=ask.features, made_at=now
        )
        for key, ask in wanted.items()
        if key not in known and frozenset(key[:2]) not in judged
    ]
    models.Proposal.objects.bulk_create(new, batch_size=BATCH)
    return len(new)


def _missing(
    vanished: tuple[Occurrence, ...], fresh: Collection[Occurrence], source: Source | None, seen: date | None
) -> tuple[Occurrence, ...]:
    """What the edition before listed and this one should and does not.

    A calendar that is visited shows what is ahead; a feed of news shows what is new, and what it has dropped may hold.
    """
    if source and source.form == ATOM:
        return ()
    return missing_from(vanished, fresh, seen) if source and source.is_rolling and seen else vanished


def _edition_before(document: models.Document) -> models.Document | None:
    """The newest accepted edition of the same source, by the day it gives for itself and then by arrival."""
    held = models.Document.objects.filter(source_key=document.source_key, accepted_at__isnull=False)
    refused = refusals().filter(document__isnull=False).values("document")
    known = list(held.exclude(pk=document.pk).exclude(pk__in=refused))
    return max(known, key=lambda one: (str(one.last_update or ""), one.age), default=None)


def _clear(resolutions: Iterable[Resolution]) -> Iterable[Judgement]:
    for one in resolutions:
        if one.is_clear:
            reason = "; ".join(feature.reason for feature in one.features)
            named, target = one.reference.occurrence.key, one.target.key
            yield Judgement(named, target, one.reference.relation, AUTOMATIC, reason, one.features)


def _open(resolutions: Iterable[Resolution]) -> Iterable[Ask]:
    settled = {(one.reference.occurrence.key, one.reference.printed) for one in resolutions if one.is_clear}
    for one in resolutions:
        if (one.reference.occurrence.key, one.reference.printed) not in settled:
            score = sum(feature.weight for feature in one.features)
            relation = one.reference.relation.value
            yield Ask(one.reference.occurrence.key, one.target.key, relation, score, features_json(one.features))


def _questions(questions: Iterable[Question]) -> Iterable[Ask]:
    for question in questions:
        one = question.comparison
        yield Ask(one.left.key, one.right.key, question.verdict.value, one.score, features_json(one.features))
