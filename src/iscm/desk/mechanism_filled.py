"""A statement put back into the form in which it can be put right."""

from collections.abc import Mapping
from typing import Any

from iscm.desk.fact_lines import state_name
from iscm.domain.facts import Fact, Statement
from iscm.domain.sittings import parts_of

FORM_OF = {
    **dict.fromkeys(("name", "acronym"), "name"),
    **dict.fromkeys(("secretariat", "website"), "office"),
    **dict.fromkeys(("level", "status", "status_note", "established", "predecessor", "successor"), "life"),
    **{name: name for name in ("names", "seats", "membership", "chair", "bodies")},
}


def filled(statement: Statement) -> dict[str, str]:
    """What the form of a statement would have had in its fields; empty for one that no form puts right."""
    facts = [fact for fact in statement.facts if fact.field in FORM_OF]
    if not facts or len(facts) < len(statement.facts):
        return {}
    first = facts[0]
    typed = {"form": FORM_OF[first.field], "replaces": statement.key}
    typed |= {"url": statement.url, "document": statement.document, "accessed": statement.accessed}
    typed |= {"since": first.since or "", "until": first.until or ""}
    return typed | _values(first, facts)


def _values(first: Fact, facts: list[Fact]) -> dict[str, str]:
    value: Mapping[str, Any] = first.value if isinstance(first.value, dict) else {}
    said = {name: str(part) for name, part in value.items() if part is not None and not isinstance(part, list)}
    if first.field == "seats":
        return said | {"has": _has(first)} | _parties(facts)
    if first.field == "names":
        lang, _, text = first.item.partition(":")
        kind = "none" if first.value is None else "spelling" if value.get("seen_in") else ""
        return said | {"text": text, "lang": lang, "kind": kind}
    if first.field == "bodies":
        return said | {"body": first.item, "has": _has(first)}
    if first.field == "chair":
        return said | {"chairs": ", ".join(map(state_name, value.get("states", ())))}
    if first.field == "membership":
        return said
    return {fact.field: str(fact.value) for fact in facts if fact.value is not None}


def _has(fact: Fact) -> str:
    return "none" if fact.value is None else ""


def _parties(facts: list[Fact]) -> dict[str, str]:
    parts = [parts_of(fact.item) for fact in facts]
    states = [state_name(state) for _, state, _ in parts if state]
    organisations = [name for _, _, name in parts if name]
    return {"role": parts[0][0], "states": ", ".join(states), "organisation": "".join(organisations[:1])}
