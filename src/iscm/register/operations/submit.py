"""The one thing that whoever is not of the desk may do: send something in. It takes the road of any document."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from iscm.domain.documents import Document
from iscm.domain.errors import ConflictError, RefusedError, UnknownReferenceError, UnreadableInputError
from iscm.domain.readings import Reading
from iscm.domain.submissions import Right, Sender, Submitted
from iscm.reading.read import UNKNOWN, read_all
from iscm.reading.readers.submission import NOTE, plain_words, preview
from iscm.register import models
from iscm.register.operations import accounts, ingest, log
from iscm.register.operations.accept import AS_READ, take_in
from iscm.register.operations.examining import examine
from iscm.register.operations.meeting_materials import keep_sent
from iscm.register.operations.person import Decision
from iscm.register.operations.posting import lesser, right_of
from iscm.register.operations.said import said
from iscm.register.operations.stamps import hold, raise_stamps
from iscm.register.operations.submitting import Sent, ask, read_meeting, store_submission
from iscm.register.operations.together import Together
from iscm.register.queries.submissions import submitted
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

__all__ = ["Right", "Sender", "Submitted", "find_submission", "preview", "sender_of_key", "submit"]

LONGEST_NAME, LONGEST_CONTACT, LONGEST_KEY = 150, 254, 200
BLOCKED = "The register takes nothing from this sender at present; please write to its editors."


def submit(
    values: Mapping[str, str],
    *,
    sender: Sender,
    about: str | None = None,
    lang: str = "en",
    seen: int | None = None,
    attached: Document | None = None,
    request_key: str = "",
    now: datetime | None = None,
    later: Together | None = None,
) -> Submitted:
    """Send in what a person typed or a program says of one meeting; `values` are words, as in `preview`.

    `about` is the uid of the meeting, None for one that the register does not hold. Without values it confirms that
    nothing changed. It is a proposal, unless the sender is trusted, speaks of a meeting of its own mechanism, and all
    of it was understood: then it counts at once, as a secretariat's. `seen` is the version of the meeting the values
    were typed over. `attached` is kept with it as a private material of its meeting, and read as a document of its own
    where a reader explains it. The same `request_key` of the same owner a second time changes nothing. With `later`,
    what follows from it waits there.

    Raises `RefusedError` for a sender that is blocked, its kind `FileRefusedError` for a file that is not taken,
    `UnreadableInputError` for values that cannot be, `UnknownReferenceError` for no such meeting, `StaleError` where
    the meeting changed after `seen`, and `ConflictError` for a meeting that was withdrawn and a request key that came
    with something else.
    """
    at = now or timezone.now()
    name = said(sender.name, "a name", LONGEST_NAME)
    values = {name: plain_words(words) for name, words in values.items()}
    sent = Sent(values, about, sender, name, lang, at, attached is not None, current_vocabulary())
    if attached is not None:
        examine(attached, actor=sent.actor, now=at)
    readings = _read(attached)
    digest = _digest(values, about, attached)
    with transaction.atomic():
        hold(at)
        if repeated := _repeated(sender, request_key, digest) or _same(sent):
            return submitted(repeated, is_repeated=True)
        right = lesser(sender.trust, right_of(sender.mechanism))
        if right is Right.BLOCKED:
            raise RefusedError(BLOCKED)
        sent = read_meeting(sent, seen)
        document = store_submission(sent)
        row = models.Submission.objects.create(
            document=document,
            attached=_keep(attached, readings, sent),
            sender=sent.name,
            contact=said(sender.contact, "an address", LONGEST_CONTACT),
            mechanism=sender.mechanism,
            about=about or "",
            kind=sent.kind,
            note=values.get(NOTE, ""),
            lang=lang[:35],
            owner=sender.owner,
            request_key=request_key,
            request_digest=digest if request_key else "",
            at=at,
        )
        if attached is not None and row.attached:
            keep_sent(row, attached, row.attached)
        entry = log.Entry("received", "document", document.sha256, None, {"name": document.name})
        log.append([entry], actor=sent.actor, at=at)
        if right is Right.TRUSTED and sent.may_count_at_once:
            take_in(document, Decision(sent.actor, AS_READ, at), later=later)
        else:
            ask(document, sent)
        raise_stamps((), at)
        return submitted(row)


def find_submission(uid: str, owner: str | None = None) -> Submitted:
    """What became of a submission; with `owner`, only if it came with that key or link.

    Raises `UnknownReferenceError`.
    """
    held = models.Submission.objects.select_related("document").filter(uid=uid)
    row = (held if owner is None else held.filter(owner=owner)).first()
    if row is None:
        raise UnknownReferenceError("there is no submission of yours at this address")
    return submitted(row)


def sender_of_key(secret: str) -> Sender | None:
    """Who writes with this API key, None if there is no such key in use."""
    key = accounts.find_key(secret)
    return Sender(key.name, key.mechanism, Right.TRUSTED, owner=f"key:{key.prefix}") if key else None


def _read(attached: Document | None) -> Sequence[Reading]:
    """What is read of a file that came along; nothing where no reader explains it: then only its bytes are kept."""
    if attached is None:
        return ()
    try:
        readings = read_all(attached, current_vocabulary(), earlier=ingest.earlier_readings(attached))
    except UnreadableInputError:
        return ()
    return () if any(reading.reader == UNKNOWN for reading in readings) else readings


def _digest(values: Mapping[str, str], about: str | None, attached: Document | None) -> str:
    told = [dict(values), about, attached.sha256 if attached else None]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _repeated(sender: Sender, request_key: str, digest: str) -> models.Submission | None:
    """The submission that came with this key of this owner before."""
    if len(request_key) > LONGEST_KEY:
        raise ConflictError(f"an idempotency key may have {LONGEST_KEY} letters")
    if not request_key:
        return None
    row = models.Submission.objects.filter(owner=sender.owner, request_key=request_key).first()
    if row is not None and row.request_digest != digest:
        raise ConflictError("this idempotency key came with another submission before")
    return row


def _same(sent: Sent) -> models.Submission | None:
    """The submission of the same words of the same moment, as two equal rows of one sheet are."""
    return models.Submission.objects.filter(document__sha256=sent.content.sha256).first()


def _keep(attached: Document | None, readings: Sequence[Reading], sent: Sent) -> models.Received | None:
    """The bytes of a file that came along; what was read of it is a proposal of its own."""
    if attached is None:
        return None
    if readings:
        ingest.ingest_readings(readings, attached, actor=sent.actor, accept=False, now=sent.at)
    facts = {"name": attached.name[:500], "content": attached.content, "received_at": sent.at}
    return models.Received.objects.get_or_create(sha256=attached.sha256, defaults=facts)[0]
