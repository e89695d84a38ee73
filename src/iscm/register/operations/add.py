"""A meeting that an editor knows of: a document of its own that takes the usual road, trusted as an editor's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from iscm.domain.documents import Trust
from iscm.domain.submissions import Sender
from iscm.reading.readers.submission import plain_words
from iscm.register import models
from iscm.register.operations.accept import take_in
from iscm.register.operations.correct import correct
from iscm.register.operations.person import decided
from iscm.register.operations.stamps import hold, raise_stamps
from iscm.register.operations.submitting import Sent, read_meeting, store_submission
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

TITLE = "Entered by an editor"  # its address is public, and names nobody


@dataclass(frozen=True, slots=True)
class Added:
    """The meeting that tells of it now; `is_new` unless the register held that one already."""

    uid: str
    is_new: bool


def add(
    values: Mapping[str, str],
    more: Mapping[str, Any],
    *,
    actor: str,
    reason: str,
    lang: str = "en",
    now: datetime | None = None,
) -> Added:
    """Enter a meeting; `values` are words as in `submit.preview`, `more` are values as in `correct`.

    What is clearly the same as a meeting that the register holds becomes one with it, and `more` is left out; what may
    be the same is asked. Raises `UnreadableInputError` for values that cannot be and without a title, `ConflictError`
    without a name or a reason and for values that make no sense.
    """
    decision = decided(actor, reason, now, what="an entry")
    words = {name: plain_words(said) for name, said in values.items()}
    with transaction.atomic():
        hold(decision.at)
        sender = Sender(decision.actor)
        vocabulary = current_vocabulary()
        sent = Sent(words, None, sender, decision.actor, lang, decision.at, has_file=False, vocabulary=vocabulary)
        document = store_submission(read_meeting(sent, None))
        document.title, document.trust = TITLE, Trust.EDITOR.value
        document.save(update_fields=["title", "trust"])
        created = take_in(document, decision).created
        raise_stamps((), decision.at)
        cited = models.MeetingCitation.objects.filter(record__document=document, relation="same")
        uid = cited.values_list("meeting__uid", flat=True)[0]
        if uid in created and more:
            correct(uid, dict(more), actor=decision.actor, reason=decision.reason, now=decision.at)
    return Added(uid, uid in created)
