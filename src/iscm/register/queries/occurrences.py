"""What meetings follow from, now or at a moment: records that were accepted and not refused, judgements that stand."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from iscm.reconciliation import judgements as judging
from iscm.reconciliation.judgements import Cluster, find_clusters
from iscm.reconciliation.occurrences import Occurrence, Source, divide
from iscm.register.mapping import records_of, source_of
from iscm.register.models import Claim, Document, Judgement, Record, Refusal
from iscm.register.queries.among import among, named
from iscm.register.queries.remembered import recall, remember

T = TypeVar("T")
CORRECTION, ANSWER = "correction", "answer"
PARTIAL = (CORRECTION, ANSWER)
"""Readers of documents that speak of some fields of one meeting: what an editor sets, what a secretariat answers."""

SOURCE = ("sha256", "name", "title", "reader", "trust", "year", "last_update", "speaks_until", "source_key", "turn")
"""The columns of a document that its occurrences need; others may be large."""

CHUNK = 400
"""Keys asked for in one query; SQLite takes a bounded number."""

RUN = 2000
"""The same where they are named in one parameter (see `among`): rows of so many are in memory together."""


def accepted_records(at: datetime | None = None) -> QuerySet[Record]:
    """The records that meetings follow from; with `at`, those that they followed from at that moment."""
    accepted = Q(document__accepted_at__isnull=False) if at is None else Q(document__accepted_at__lte=at)
    held = refusals(at)
    refused = held.filter(document__isnull=False).values("document")
    return (
        Record.objects.filter(accepted)
        .exclude(document__in=refused)
        .exclude(pk__in=held.filter(record__isnull=False).values("record"))
    )


def standing_judgements(at: datetime | None = None) -> QuerySet[Judgement]:
    """The judgements that nobody took back, now or at that moment."""
    made = Judgement.objects.all() if at is None else Judgement.objects.filter(made_at__lte=at)
    return made.exclude(pk__in=refusals(at).filter(judgement__isnull=False).values("judgement"))


def refusals(at: datetime | None = None) -> QuerySet[Refusal]:
    """The refusals that hold, now or at that moment."""
    if at is None:
        return Refusal.objects.filter(lifted_at=None)
    return Refusal.objects.filter(Q(lifted_at=None) | Q(lifted_at__gt=at), at__lte=at)


def load_occurrences(rows: QuerySet[Record]) -> list[Occurrence]:
    """The occurrences of these records in the order in which they came: four queries for any number of them.

    Those that are remembered are not read again.
    """
    held = list(rows.order_by("document_id", "n").values_list("pk", "key", "document_id"))
    sources = _sources({document for _, _, document in held})
    found = {key: recall(key, sources[document]) for _, key, document in held}
    if missing := [pk for pk, key, _ in held if found[key] is None]:
        found |= _read(missing, sources)
    return [occurrence for _, key, _ in held for occurrence in found[key] or ()]


def _sources(documents: Collection[int]) -> dict[int, Source]:
    rows = Document.objects.filter(pk__in=among(documents)).only(*SOURCE)
    return {row.pk: source_of(row) for row in rows}


def _read(pks: Collection[int], sources: Mapping[int, Source]) -> dict[str, tuple[Occurrence, ...]]:
    keys = among(pks)
    rows = list(Record.objects.filter(pk__in=keys).order_by())
    claims: dict[int, dict[str, Any]] = defaultdict(dict)
    told = Claim.objects.filter(record__in=keys).order_by("id")
    for pk, field, value in told.values_list("record_id", "field", "value"):
        claims[pk][field] = value
    found = {}
    for row, record in zip(rows, records_of(rows, claims), strict=True):
        source = sources[row.document_id]
        those = divide(record, source, row.key, row.paragraph or None)
        if (only := _only(source, claims[row.pk])) is not None:
            those = (replace(one, only=only) for one in those)
        found[row.key] = tuple(those)
        remember(row.key, found[row.key])
    return found


def load_by_keys(keys: Iterable[str], at: datetime | None = None) -> list[Occurrence]:
    """The accepted occurrences of these keys, in the order in which they came."""
    wanted = set(keys)
    records = sorted({key.partition("/")[0] for key in wanted})
    found = [
        occurrence
        for some in chunks(records, RUN)
        for occurrence in load_occurrences(accepted_records(at).filter(key__in=named(some)))
        if occurrence.key in wanted
    ]
    return sorted(found, key=lambda one: (one.source.age, one.record.n))


def load_judgements(keys: Collection[str], at: datetime | None = None) -> list[judging.Judgement]:
    """All judgements that stand on two of these occurrences, in order of time."""
    columns = ("pk", "left", "right", "verdict", "actor", "reason")
    wanted, found = set(keys), dict[int, list[str]]()
    for some in chunks(sorted(wanted), RUN):
        held = standing_judgements(at).filter(left__in=named(some)).values_list(*columns)
        found |= {pk: said for pk, *said in held if said[1] in wanted}
    return [
        judging.Judgement(left, right, judging.Verdict(verdict), actor, reason)
        for _, (left, right, verdict, actor, reason) in sorted(found.items())
    ]


def clusters_of(known: Mapping[str, Occurrence], judgements: Iterable[judging.Judgement]) -> list[Cluster]:
    """The clusters of these occurrences that tell of a meeting: corrections and answers by themselves are of none.

    Such a partial one joins no two others: it goes with the first that it was said to be of and that counts.
    """
    documents = {key: one.source.document for key, one in known.items()}
    found = find_clusters(known, _anchored(known, list(judgements)), documents)
    return [cluster for cluster in found if any(known[key].only is None for key in cluster.members)]


def keepers(clusters: Iterable[Cluster], holder: Mapping[str, str], former: Mapping[str, str]) -> dict[str, int]:
    """By uid, the place of the cluster that keeps it: the first with a member that had no address of its own before.

    `holder` has by occurrence the uid of the meeting that it is of, `former` that of one merged or gone meanwhile.
    """
    own: dict[str, int] = {}
    other: dict[str, int] = {}
    for place, cluster in enumerate(clusters):
        for key in cluster.members:
            if key in holder:
                (other if key in former else own).setdefault(holder[key], place)
    return other | own


def _anchored(known: Mapping[str, Occurrence], judgements: Sequence[judging.Judgement]) -> Iterator[judging.Judgement]:
    partial = {key for key, one in known.items() if one.only is not None}
    stands = {id(judgement) for judgement in judging.standing(judgements).values()}
    held: set[str] = set()
    for judgement in judgements:
        between = {judgement.left, judgement.right} & partial
        if judgement.verdict is not judging.Verdict.SAME or not between:
            yield judgement
        elif len(between) == 1 and not between & held and id(judgement) in stands and known.keys() >= {*judgement.pair}:
            held |= between
            yield judgement


def chunks(values: list[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The values in runs short enough for one query."""
    return (values[start : start + size] for start in range(0, len(values), size))


def _only(source: Source, claims: Mapping[str, Any]) -> frozenset[str] | None:
    """The fields that a correction or an answer speaks of; other documents speak of all.

    An editor may set a field to nothing; words of an answer that were not understood say nothing.
    """
    if source.reader not in PARTIAL:
        return None
    is_set = source.reader == CORRECTION
    return frozenset(field for field, value in claims.items() if is_set or value is not None)
