"""Facts in words: what is stated, when it holds, where it stands, and whether it counts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy

from iscm.domain.facts import Fact
from iscm.domain.sittings import SEAT, parts_of
from iscm.register.queries.stated import StatementLine
from iscm.register.queries.vocabulary import vocabulary

FIELDS: dict[str, Promise] = {
    "name": gettext_lazy("name"),
    "acronym": gettext_lazy("acronym"),
    "names": gettext_lazy("another name"),
    "seats": gettext_lazy("seat"),
    "membership": gettext_lazy("how sure the list is"),
    "chair": gettext_lazy("chair"),
    "secretariat": gettext_lazy("secretariat"),
    "website": gettext_lazy("website"),
    "bodies": gettext_lazy("body"),
    "level": gettext_lazy("level"),
    "status": gettext_lazy("state"),
    "status_note": gettext_lazy("state in words"),
    "established": gettext_lazy("beginning"),
    "predecessor": gettext_lazy("before it"),
    "successor": gettext_lazy("after it"),
    "new": gettext_lazy("added"),
    "label": gettext_lazy("label"),
    "synonym": gettext_lazy("other word"),
    "spelling": gettext_lazy("spelling"),
    "scope_note": gettext_lazy("scope"),
    "broader": gettext_lazy("group"),
    "merged": gettext_lazy("merged into"),
    "retired": gettext_lazy("retired"),
}


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as it is shown; `counts` is false for what was taken back, or replaced by a later statement."""

    field: str
    value: str
    time: str
    counts: bool


@dataclass(frozen=True, slots=True)
class StatedLine:
    """A statement as it is shown; `state` says what became of it, empty for one that simply counts."""

    key: str
    at: datetime
    actor: str
    reason: str
    url: str
    document: str
    accessed: str
    facts: tuple[FactLine, ...]
    state: str
    is_standing: bool
    can_be_put_right: bool


def stated_line(line: StatementLine) -> StatedLine:
    """A statement in words."""
    one = line.statement
    facts = tuple(FactLine(field_words(f.field), value_words(f), time_words(f), counts) for f, counts in line.facts)
    if not facts and line.takes_back:
        again = [FactLine(field_words(f.field), value_words(f), time_words(f), False) for f in line.takes_back.facts]
        facts = tuple(again)
    return StatedLine(
        one.key,
        one.at,
        one.actor,
        one.reason,
        one.url,
        one.document,
        one.accessed,
        facts,
        _state(line),
        line.is_standing,
        bool(facts) and bool(one.facts) and not {"new", "merged"} & {fact.field for fact in one.facts},
    )


def field_words(field: str) -> str:
    """What a field is called."""
    return str(FIELDS.get(field, field))


def value_words(fact: Fact) -> str:
    """What is stated, in words: the thing first where there are several."""
    thing = _thing(fact)
    if fact.value is None:
        return gettext("%(thing)s: not so") % {"thing": thing} if thing else gettext("none, or not known")
    return "; ".join(filter(None, (thing, _value(fact))))


def time_words(fact: Fact) -> str:
    """From when to when it holds; empty where nobody said."""
    if fact.since and fact.until:
        return gettext("from %(since)s until %(until)s") % {"since": fact.since, "until": fact.until}
    if fact.since:
        return gettext("since %(since)s") % {"since": fact.since}
    return gettext("until %(until)s") % {"until": fact.until} if fact.until else ""


def state_name(code: str) -> str:
    """The name of a State in the language of the page."""
    one = vocabulary().territories.get(code)
    return one.names.get(get_language() or "en", one.names["en"]) if one else code


def theme_name(slug: str) -> str:
    """The English label of a theme, merged or not."""
    known = vocabulary()
    one = known.themes.get(slug) or known.merged.get(slug)
    return one.pref_label.get("en", slug) if one else slug


def party_name(item: str) -> str:
    """Who has a seat, by its item."""
    _role, state, organisation = parts_of(item)
    return state_name(state) if state else organisation


def _thing(fact: Fact) -> str:
    if fact.field == SEAT:
        role = gettext("observer") if fact.item.startswith("observer") else gettext("member")
        return f"{party_name(fact.item)} ({role})"
    lang, colon, text = fact.item.partition(":")
    return f"{text} ({lang})" if colon and fact.field in {"names", "synonym"} else fact.item


def _value(fact: Fact) -> str:
    value: Any = fact.value
    if fact.field == "chair":
        states = gettext(", ").join(map(state_name, value["states"]))
        return "; ".join(filter(None, (states, value.get("period"), value.get("note"))))
    if fact.field in {"merged", "retired"}:
        slug = value if isinstance(value, str) else value.get("replaced_by")
        return theme_name(slug) if slug else ""
    if isinstance(value, dict):
        return "; ".join(str(part) for name, part in value.items() if part and name not in {"text", "lang", "name"})
    return "" if value is True or (fact.item and value == _text_of(fact)) else str(value)


def _text_of(fact: Fact) -> str:
    return fact.item.partition(":")[2] or fact.item


def _state(line: StatementLine) -> str:
    if not line.is_standing:
        return gettext("taken back")
    if line.takes_back and not line.statement.facts:
        return gettext("takes back what stands here")
    if line.facts and not any(counts for _, counts in line.facts):
        return gettext("replaced by a later one")
    return ""
