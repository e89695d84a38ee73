"""What editors stated of mechanisms and themes, from a package."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any

from iscm.domain.errors import UnreadableInputError
from iscm.domain.facts import Fact
from iscm.domain.schemes import Concept
from iscm.domain.vocabulary import Vocabulary
from iscm.publication.opendata.package import Package
from iscm.register import models
from iscm.register.operations.admitting import SHA256
from iscm.register.operations.fact_checks import check_facts, check_source

Row = dict[str, Any]
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PLAIN = ("url", "document", "accessed", "reason")


def store_statements(package: Package, words: Vocabulary) -> None:
    """The statements in the order of time; raises `UnreadableInputError` for what no editor can have stated."""
    held: dict[str, models.Statement] = {}
    for key, group in groupby(package.named_rows("facts"), key=lambda row: row["statement"]):
        rows = list(group)
        first = rows[0]
        facts = [_fact(row) for row in rows if row["field"]]
        for fault in _faults(held, first, facts, words):
            raise UnreadableInputError(package.name, f"the statement {key[:12]}: {fault}", "Export it again.")
        held[key] = models.Statement.objects.create(
            sha256=key,
            about=first["about"],
            slug=first["slug"],
            **{name: first[name] or "" for name in PLAIN},
            actor=first["actor"],
            at=first["at"],
            takes_back=held.get(first["takes_back"]),
        )
        models.StatedFact.objects.bulk_create(_row(held[key], fact) for fact in facts)


def _fact(row: Row) -> Fact:
    return Fact(row["field"], row["value"], row["item"] or "", row["since"], row["until"])


def _row(statement: models.Statement, fact: Fact) -> models.StatedFact:
    when = {"since": fact.since or "", "until": fact.until or ""}
    return models.StatedFact(statement=statement, field=fact.field, item=fact.item, value=fact.value, **when)


def _faults(held: dict[str, models.Statement], first: Row, facts: list[Fact], words: Vocabulary) -> Iterable[str]:
    if first["statement"] in held or not SHA256.fullmatch(first["statement"]):
        yield "its key is none, or that of another"
    if first["takes_back"] and first["takes_back"] not in held:
        yield "it takes back what is not in the package"
    if not SLUG.fullmatch(first["slug"]):
        yield "its slug is none"
    if facts:
        source = (first[name] or "" for name in ("url", "document", "accessed"))
        yield from check_source(first["about"], *source).values()
        yield from check_facts(first["about"], first["slug"], facts, _free(words, facts)).values()


def _free(words: Vocabulary, facts: list[Fact]) -> Vocabulary:
    """Words in which everything can be stated that has the right shape: what was known then, nobody can ask."""
    values = [fact.value.get("replaced_by") if isinstance(fact.value, dict) else fact.value for fact in facts]
    themes = {value: Concept(value, {}) for value in values if isinstance(value, str)}
    return replace(words, mechanisms={}, themes=themes, merged={})
