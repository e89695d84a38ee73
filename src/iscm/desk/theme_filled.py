"""A statement about a theme put back into the form in which it can be put right."""

from typing import Any

from iscm.desk.stating import label_name
from iscm.domain.facts import Fact, Statement
from iscm.reconciliation.facts.themes import BROADER, LABEL, RETIRED, SCOPE, SPELLING, SYNONYM

FORM_OF = {
    LABEL: "labels",
    **dict.fromkeys((SYNONYM, SPELLING), "synonym"),
    **dict.fromkeys((SCOPE, BROADER), "scope"),
    RETIRED: "retire",
}


def filled(statement: Statement) -> dict[str, str]:
    """What the form of a statement would have had in its fields; empty for one that no form puts right."""
    forms = {FORM_OF.get(fact.field, "") for fact in statement.facts}
    if len(forms) != 1 or not (form := forms.pop()):
        return {}
    typed = {"form": form, "replaces": statement.key}
    typed |= {"url": statement.url, "document": statement.document, "accessed": statement.accessed}
    for fact in statement.facts:
        typed |= _values(fact)
    return typed


def _values(fact: Fact) -> dict[str, str]:
    if fact.field == LABEL:
        return {label_name(fact.item): _text(fact.value)}
    if fact.field in {SYNONYM, SPELLING}:
        lang, _, text = fact.item.partition(":") if fact.field == SYNONYM else ("", "", fact.item)
        return {"lang": lang, "text": text, "has": "none" if fact.value is None else ""}
    if fact.field == RETIRED:
        value: dict[str, Any] = fact.value if isinstance(fact.value, dict) else {}
        return {"use": "yes" if fact.value is None else "", "instead": _text(value.get("replaced_by"))}
    return {fact.field: _text(fact.value)}


def _text(value: Any) -> str:
    return "" if value is None else str(value)
