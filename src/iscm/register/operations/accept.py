"""A proposed document accepted as it was read: its records count from now on."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from iscm.domain.documents import Trust
from iscm.domain.errors import DecidedError, UnknownReferenceError, WithdrawnError
from iscm.register import models
from iscm.register.operations import checking, listing, loading, matching
from iscm.register.operations.correct import anchors, bind
from iscm.register.operations.holding import hold_back
from iscm.register.operations.person import Decision, decided
from iscm.register.operations.refreshing import Refreshed, refresh
from iscm.register.operations.stamps import hold
from iscm.register.operations.together import Together
from iscm.register.queries.occurrences import ANSWER
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

AS_READ = "taken as it was read"


def accept(
    sha256: str,
    *,
    actor: str,
    reason: str = AS_READ,
    only_clear: bool = False,
    now: datetime | None = None,
) -> Refreshed:
    """Accept a proposed document, whatever it came as; what is clear of it is matched, the rest is asked.

    With `only_clear`, rows that may be of a meeting we hold wait for the answer and do not count before.
    An answer is bound to the meeting that its sender named. Raises `UnknownReferenceError` for no such document,
    `ConflictError` for one that is accepted or refused, or whose meeting is gone.
    """
    decision = decided(actor, reason, now, what="an acceptance")
    with transaction.atomic():
        hold(decision.at)
        document = models.Document.objects.filter(sha256=sha256).first()
        if document is None:
            raise UnknownReferenceError(f"the register holds no document {sha256[:80]!r}")
        if document.accepted_at:
            raise DecidedError(f"{document.name} is accepted already")
        if document.refusals.filter(lifted_at=None).exists():
            raise DecidedError(f"{document.name} was refused: readmit it first")
        return take_in(document, decision, only_clear=only_clear)


def take_in(
    document: models.Document, decision: Decision, *, only_clear: bool = False, later: Together | None = None
) -> Refreshed:
    """The same for a document at hand, in the caller's transaction and under its hold on the register.

    With `later`, what follows from an answer waits there.
    """
    decision.log("accepted", "document", document.sha256, {"name": document.name})
    if document.reader == ANSWER:
        return _bind(document, decision, later)
    vocabulary = current_vocabulary()
    fresh = loading.load_occurrences(document.records.all())
    found = matching.match(document, fresh, vocabulary)
    matching.store_asks(found.asks, decision.at)
    if only_clear:
        hold_back(document, decision)
    document.accepted_at, document.supersedes = decision.at, found.before
    document.save(update_fields=["accepted_at", "supersedes"])
    matching.store_judgements(found.judgements, decision.at)
    keys = {one.key for one in fresh}
    refreshed = _follow(document, keys, decision)
    listing.mark(document, found, keys, actor=decision.actor, now=decision.at)
    return refreshed


def target_of(about: str) -> models.Meeting:
    """The meeting at an address that readers see, or that into which it was merged.

    Raises `UnknownReferenceError` for no such meeting, `ConflictError` for one that was withdrawn.
    """
    row = models.Meeting.objects.select_related("merged_into").filter(uid=about).first()
    row = row.merged_into if row and row.merged_into else row
    if row is None:
        raise UnknownReferenceError(f"no meeting has the address {about[:80]!r}")
    if not row.is_listed:
        raise WithdrawnError(f"the meeting {row.uid} was withdrawn")
    return row


def _bind(document: models.Document, decision: Decision, later: Together | None) -> Refreshed:
    meeting = target_of(document.submission.about)
    decision.log("answered", "answer", meeting.uid, {"kind": document.submission.kind})
    # Whoever accepts it vouches for it: it would change nothing where a document says otherwise.
    document.accepted_at, document.trust = decision.at, min(document.trust, Trust.SECRETARIAT.value)
    document.save(update_fields=["accepted_at", "trust"])
    held, (key,) = anchors(meeting), document.records.values_list("key", flat=True)
    bind(key, held, decision)
    if later is None:
        return _follow(document, [*held, key], decision)
    later.add(meeting, [*held, key], decision, _reason(document))
    return Refreshed()


def _reason(document: models.Document) -> str:
    return f"{document.title or document.name}: {document.record_count} records"


def _follow(document: models.Document, keys: Iterable[str], decision: Decision) -> Refreshed:
    vocabulary = current_vocabulary()
    refreshed = refresh(keys, vocabulary, actor=decision.actor, now=decision.at, reason=_reason(document))
    checking.check_meetings({*refreshed.created, *refreshed.changed}, vocabulary, decision.at)
    return refreshed
