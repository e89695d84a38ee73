"""A submission on its way into the store: what was meant, who may decide it, its document and the claims it makes."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from iscm.domain.documents import Document, Trust
from iscm.domain.errors import StaleError, UnreadableInputError
from iscm.domain.problems import Severity
from iscm.domain.readings import Reading
from iscm.domain.submissions import Right, Sender
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.interchange import as_json
from iscm.reading.readers.submission import NOTE, Understood, preview, read_submission, write_submission
from iscm.register import models
from iscm.register.mapping import Json, claims_of
from iscm.register.operations import loading, matching
from iscm.register.operations.accept import target_of
from iscm.register.operations.correct import anchors
from iscm.register.operations.storing import key_of, store_problems
from iscm.register.queries.history import since, version_of
from iscm.register.queries.occurrences import ANSWER

OUTCOMES = frozenset({"outcome", "links"})
NAMED = {"name": "about", "reason": "the sender names this meeting", "weight": 10.0}


@dataclass(frozen=True)
class Sent:
    """What was sent, as it was meant: `meeting` is the row that it speaks of, None for a new one."""

    values: dict[str, str]
    about: str | None
    sender: Sender
    name: str
    lang: str
    at: datetime
    has_file: bool
    vocabulary: Vocabulary
    meeting: models.Meeting | None = field(default=None)

    @cached_property
    def understood(self) -> Understood:
        """What is read of the values; a date without a year has that of the meeting."""
        return preview(self.values, self.vocabulary, lang=self.lang, year=self.year)

    @cached_property
    def content(self) -> Document:
        """The bytes to keep."""
        facts = {"sender": self.name, "mechanism": self.sender.mechanism, "at": self.at.isoformat()}
        return write_submission(self.values, about=self.about, lang=self.lang, **facts)

    @property
    def reading(self) -> Reading:
        """The reading of these bytes."""
        return read_submission(self.content, self.vocabulary, year=self.year)

    @property
    def year(self) -> int | None:
        """The year of the meeting."""
        return self.meeting.year if self.meeting else None

    @property
    def actor(self) -> str:
        """Who it is in the log: never a name that an editor has."""
        return f"{self.sender.mechanism or 'public'}: {self.name or 'somebody'}"[:150]

    @property
    def trust(self) -> Trust:
        """How far to trust its claims: as a secretariat's where the door knows that it is one."""
        return Trust.SECRETARIAT if self.sender.trust is Right.TRUSTED and self.sender.mechanism else Trust.FEED

    @property
    def kind(self) -> str:
        """What sort of thing is said."""
        said = {*self.understood.said}
        if self.meeting is None:
            return "new"
        if not said and not self.values.get(NOTE):
            return "material" if self.has_file else "confirm"
        return "outcome" if said and said <= OUTCOMES else "change"

    @property
    def may_count_at_once(self) -> bool:
        """Whether a trusted sender's word is enough: of a meeting of its own, all of it understood."""
        if any(found.severity is Severity.ERROR for found in self.understood.problems):
            return False
        said = self.understood.record.mechanisms if "mechanisms" in self.understood.said else None
        held = set(self.meeting.parties.values_list("mechanism__slug", flat=True)) if self.meeting else None
        own = all(self.sender.mechanism in slugs for slugs in (said, held) if slugs is not None)
        return own and (said or held) is not None and (self.kind == "confirm" or bool(self.understood.said))


def read_meeting(sent: Sent, seen: int | None) -> Sent:
    """The same with its meeting.

    Raises `UnknownReferenceError` for no such meeting, `ConflictError` for one that is gone, `UnreadableInputError` for
    a new one without a title, and `StaleError` where something happened to it after the version `seen`.
    """
    if sent.about is None:
        if not sent.understood.record.title or "title" not in sent.understood.said:
            raise UnreadableInputError("title", "a meeting that the register does not hold needs one")
        return sent
    meeting = target_of(sent.about)
    if seen is not None and (lines := since(meeting.uid, seen)):
        raise StaleError(seen, version_of(meeting.uid), lines)
    return replace(sent, meeting=meeting)


def ask(document: models.Document, sent: Sent) -> None:
    """Leave it to a person: an answer asks about the meeting that it names, a new one about those that it is like."""
    if document.reader == ANSWER and sent.meeting:
        (key,) = document.records.values_list("key", flat=True)
        question = matching.Ask(anchors(sent.meeting)[0], key, "same", 10.0, [NAMED])
        matching.store_asks([question], sent.at)
        return
    fresh = loading.load_occurrences(document.records.all())
    matching.store_asks(matching.match(document, fresh, sent.vocabulary).asks, sent.at)


def store_submission(sent: Sent) -> models.Document:
    """Store what was sent in, as a proposal.

    An answer claims the fields it speaks of and no others. What was not understood keeps its words, without a value.
    """
    reading = sent.reading
    row = _document(sent.content, reading, sent.trust, sent.at)
    held = as_json(reading)["records"][0]
    record = models.Record.objects.create(
        document=row,
        n=1,
        key=f"{key_of(row.sha256)}#1",
        locator=held["locator"],
        printed=held["printed"],
        title=held["title"] or (sent.meeting.whole_title if sent.meeting else ""),
        lang=held["lang"][:35],
    )
    models.Claim.objects.bulk_create(
        models.Claim(record=record, lang=record.lang, **claim)
        for claim in _claims(_with_names(held, sent.meeting), sent.understood, is_answer=row.reader == ANSWER)
    )
    store_problems(reading, row, {1: record.pk}, sent.at)
    return row


def _document(content: Document, reading: Reading, trust: Trust, now: datetime) -> models.Document:
    received = models.Received.objects.create(
        sha256=content.sha256, name=content.name, content=content.content, received_at=now
    )
    return models.Document.objects.create(
        sha256=content.sha256,
        received=received,
        name=content.name,
        title=reading.title or "",
        publisher=(reading.publisher or "")[:500],
        reader=reading.reader,
        record_count=1,
        last_update=now.date(),
        speaks_until=now.date(),
        trust=trust.value,
        lang=reading.lang[:35],
        source_key=content.sha256,  # each speaks for itself: the next one lists other meetings
        received_at=now,
    )


def _with_names(held: Json, meeting: models.Meeting | None) -> Json:
    """The same with the names of links that the meeting has already: forms of addresses alone do not take them away."""
    known = meeting.withheld.get("links", meeting.links) if meeting else ()
    names = {one["url"]: one["text"] for one in known if one.get("url") and one.get("text")}
    links = [one | {"text": names.get(one["url"], one["text"])} for one in held["links"]]
    return held | {"links": links}


def _claims(held: Json, understood: Understood, *, is_answer: bool) -> Collection[Json]:
    found = {claim["field"]: claim for claim in claims_of(held)}
    if is_answer:
        known = {name: {"field": name, "value": held.get(name), "original": None} for name in understood.said}
        found = {name: found.get(name, claim) for name, claim in known.items()}
    return [{**claim, "value": None} if name in understood.unread else claim for name, claim in found.items()]
