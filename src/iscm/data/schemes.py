"""The controlled vocabularies: themes, initiatives and kinds of meeting."""

from typing import Any

from iscm.data.files import load_json
from iscm.domain.schemes import Concept, Initiative, Kind, Objective

ByLang = dict[str, tuple[str, ...]]


def load_concepts(scheme: str) -> dict[str, Concept]:
    """The concepts of one scheme by slug: `themes`, `theme-groups` (broader than they) or `topics` (narrower)."""
    return {facts["slug"]: _concept(facts) for facts in load_json(f"schemes/{scheme}.json")}


def load_initiatives() -> dict[str, Initiative]:
    """The global initiatives by slug."""
    return {facts["slug"]: _initiative(facts) for facts in load_json("schemes/initiatives.json")}


def load_kinds() -> dict[str, Kind]:
    """The kinds of meeting by slug; the last is what remains when no other fits."""
    return {
        facts["slug"]: Kind(**{**facts, "words": _by_lang(facts["words"])}) for facts in load_json("schemes/kinds.json")
    }


def _concept(facts: dict[str, Any]) -> Concept:
    return Concept(
        slug=facts["slug"],
        pref_label=facts["pref_label"],
        alt_labels=_by_lang(facts.get("alt_labels", {})),
        hidden_labels=tuple(facts.get("hidden_labels", ())),
        keywords=_by_lang(facts.get("keywords", {})),
        broader=facts.get("broader"),
        scope_note=facts.get("scope_note"),
    )


def _initiative(facts: dict[str, Any]) -> Initiative:
    objectives = tuple(
        Objective(**{**objective, "themes": tuple(objective["themes"])}) for objective in facts.get("objectives", ())
    )
    near = {code: tuple(themes) for code, themes in facts.get("target_themes", {}).items()}
    names = tuple(facts.get("other_names", ()))
    return Initiative(**{**facts, "other_names": names, "objectives": objectives, "target_themes": near})


def _by_lang(words: dict[str, list[str]]) -> ByLang:
    return {lang: tuple(those) for lang, those in words.items()}
