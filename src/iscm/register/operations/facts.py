"""What an editor states of a mechanism or theme: a document of its own with facts, and everything brought in line."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from iscm.domain.documents import Document
from iscm.domain.errors import DecidedError, NonsenseError, StaleError, UnknownReferenceError
from iscm.domain.facts import Fact
from iscm.reconciliation.facts.counting import standing
from iscm.register import models
from iscm.register.operations.fact_checks import check_facts, check_source, check_subject
from iscm.register.operations.overlaying import bring_in_line
from iscm.register.operations.person import Decision, decided
from iscm.register.operations.stamps import hold
from iscm.register.queries.history import since, version_of
from iscm.register.queries.stamps import latest_statement
from iscm.register.queries.statements import statements
from iscm.register.queries.vocabulary import look_again, vocabulary

STATEMENT = "statement"
STATED, TAKEN_BACK = "stated", "taken-back"


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts stand: an address, the title of a document, or both; when it was looked up (EDTF)."""

    url: str = ""
    document: str = ""
    accessed: str = ""


@dataclass(frozen=True, slots=True)
class _Said:
    about: str
    slug: str
    facts: Sequence[Fact] = ()
    source: Source = Source()

    def document(self, decision: Decision, earlier: str) -> Document:
        facts = [
            {"field": one.field, "item": one.item, "value": one.value, "since": one.since, "until": one.until}
            for one in self.facts
        ]
        said = {"about": self.about, "slug": self.slug, "facts": facts, **asdict(self.source)}
        said |= {"actor": decision.actor, "reason": decision.reason, "at": decision.at.isoformat()}
        # The same words a second time are a statement of their own: the first may have been taken back.
        said |= {"takes_back": earlier, "after": latest_statement()}
        return Document(STATEMENT, json.dumps(said, ensure_ascii=False, sort_keys=True).encode())


def state_fact(
    about: str,
    slug: str,
    facts: Sequence[Fact],
    source: Source,
    *,
    actor: str,
    reason: str,
    replaces: str = "",
    seen: int | None = None,
    now: datetime | None = None,
) -> str:
    """State facts of a mechanism or theme (`about`, `slug`) over all that was known; gives the statement's key.

    Later facts count over earlier ones; `replaces` is the key of a statement that these put right. `seen` is the
    version that the facts were made from (`queries.history.version_of`); None asks for no check. Raises
    `UnknownReferenceError` for what nobody knows, `NonsenseError` with a message for each field that cannot be so,
    `ConflictError` without a person or reason, and its kind `StaleError` where something happened after `seen`.
    """
    decision = decided(actor, reason, now, what="a statement")
    with _changing(decision):
        words = vocabulary()
        check_subject(about, slug, facts, words)
        _refuse_stale(about, slug, seen)
        wrong = check_source(about, source.url, source.document, source.accessed)
        wrong |= check_facts(about, slug, facts, words)
        if wrong or not facts:
            raise NonsenseError(wrong or {"": "there is nothing to state"})
        earlier = _standing(replaces, (about, slug)) if replaces else None
        return _store(_Said(about, slug, facts, source), decision, earlier)


def take_back(
    key: str,
    *,
    actor: str,
    reason: str,
    of: tuple[str, str] | None = None,
    now: datetime | None = None,
    undoes: int | None = None,
) -> str:
    """Take a statement back, or a taking back: then the earlier counts again. Gives the key of what was stated so.

    `of` is what the statement has to be about (kind and slug), None for anything.
    Raises `UnknownReferenceError` for no such statement, `ConflictError` for one that counts no more, or on which
    something rests.
    """
    decision = decided(actor, reason, now, undoes, what="taking back")
    with _changing(decision):
        row = _standing(key, of)
        return _store(_Said(row.about, row.slug), decision, row)


@contextmanager
def _changing(decision: Decision) -> Iterator[None]:
    """A transaction that holds the register; the words known are asked for anew in it, and again after it."""
    try:
        with transaction.atomic():
            hold(decision.at)
            look_again()
            yield
    finally:
        look_again()


def _standing(key: str, about: tuple[str, str] | None = None) -> models.Statement:
    row = models.Statement.objects.filter(sha256=key).first()
    if row is None or (about and (row.about, row.slug) != about):
        raise UnknownReferenceError(f"there is no statement {key[:80]!r}")
    if key not in {one.key for one in standing(statements(row.about, row.slug))}:
        raise DecidedError("this statement was taken back already")
    return row


def _refuse_stale(about: str, slug: str, seen: int | None) -> None:
    if seen is not None and (lines := since(slug, seen, about)):
        raise StaleError(seen, version_of(slug, about), lines)


def _store(said: _Said, decision: Decision, earlier: models.Statement | None) -> str:
    before = vocabulary()
    content = said.document(decision, earlier.sha256 if earlier else "")
    received = models.Received.objects.create(
        sha256=content.sha256, name=content.name, content=content.content, received_at=decision.at
    )
    row = models.Statement.objects.create(
        sha256=content.sha256,
        received=received,
        about=said.about,
        slug=said.slug,
        **asdict(said.source),
        actor=decision.actor,
        reason=decision.reason,
        at=decision.at,
        takes_back=earlier,
    )
    models.StatedFact.objects.bulk_create(map(partial(_row, row), said.facts))
    look_again()
    decision.log(STATED if said.facts else TAKEN_BACK, said.about, said.slug, _logged(said.facts, row, earlier))
    bring_in_line(before, vocabulary(), decision)
    return row.sha256


def _row(statement: models.Statement, fact: Fact) -> models.StatedFact:
    return models.StatedFact(
        statement=statement,
        field=fact.field,
        item=fact.item,
        value=fact.value,
        since=fact.since or "",
        until=fact.until or "",
    )


def _logged(facts: Sequence[Fact], row: models.Statement, earlier: models.Statement | None) -> dict[str, Any]:
    named = {f"{one.field} {one.item}".strip(): one.value for one in facts}
    fields = ", ".join(one.field for one in earlier.facts.all()) if earlier else ""
    return {**named, **({"takes back": fields or "a taking back"} if earlier else {}), STATEMENT: row.sha256}
