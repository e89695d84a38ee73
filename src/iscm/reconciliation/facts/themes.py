"""A theme with what editors state of it: labels, synonyms, retired, merged into another."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from iscm.domain.facts import THEME, Told
from iscm.domain.schemes import Concept
from iscm.reconciliation.facts.counting import latest_on

LABEL, SYNONYM, SPELLING, SCOPE, BROADER = "label", "synonym", "spelling", "scope_note", "broader"
NEW, RETIRED, MERGED = "new", "retired", "merged"
Themes = dict[str, Concept]


def overlay_themes(
    base: Mapping[str, Concept], told: Mapping[tuple[str, str], tuple[Told, ...]], day: date
) -> tuple[Themes, Themes]:
    """The themes as they are on a day, and apart those merged into others, each with where it went in the end.

    What is merged into a theme gives it its words, so that they are understood as before. A merger that would lead
    back to itself is none.
    """
    held = {slug: overlay_theme(one, told.get((THEME, slug), ()), day) for slug, one in base.items()}
    for (about, slug), facts in told.items():
        if about == THEME and slug not in held and any(one.fact.field == NEW for one in facts):
            held[slug] = overlay_theme(Concept(slug, {"en": slug}), facts, day)
    into = _mergers(told, held)
    merged = {
        slug: replace(held[slug], is_retired=True, replaced_by=target) for slug, target in _followed(into).items()
    }
    living = {slug: one for slug, one in held.items() if slug not in merged}
    for one in merged.values():
        living[one.replaced_by or ""] = _taking_in(living[one.replaced_by or ""], one)
    return living, merged


def overlay_theme(base: Concept, told: tuple[Told, ...], day: date) -> Concept:
    """A theme with the facts that count on a day; whether it is merged is not its own affair."""
    if not told:
        return base
    now = latest_on(told, day)
    retired: dict[str, Any] | None = now[RETIRED].fact.value if RETIRED in now else None
    return replace(
        base,
        pref_label=_labels(base.pref_label, told),
        alt_labels=_synonyms(base.alt_labels, told),
        hidden_labels=_spellings(base.hidden_labels, told),
        scope_note=now[SCOPE].fact.value if SCOPE in now else base.scope_note,
        broader=now[BROADER].fact.value if BROADER in now else base.broader,
        is_retired=retired is not None,
        replaced_by=retired.get("replaced_by") if retired else None,
        stated=told,
    )


def _labels(base: dict[str, str], told: Iterable[Told]) -> dict[str, str]:
    held = dict(base)
    for one in told:
        if one.fact.field == LABEL:
            held.pop(one.fact.item, None) if one.fact.value is None else held.update({one.fact.item: one.fact.value})
    return held


def _synonyms(base: dict[str, tuple[str, ...]], told: Iterable[Told]) -> dict[str, tuple[str, ...]]:
    held = {lang: dict.fromkeys(words) for lang, words in base.items()}
    for one in told:
        if one.fact.field == SYNONYM:
            lang, _, text = one.fact.item.partition(":")
            held.setdefault(lang, {}).pop(text, None)
            if one.fact.value is not None:
                held[lang][text] = None
    return {lang: tuple(words) for lang, words in held.items() if words}


def _spellings(base: tuple[str, ...], told: Iterable[Told]) -> tuple[str, ...]:
    held = dict.fromkeys(base)
    for one in told:
        if one.fact.field == SPELLING:
            held.pop(one.fact.item, None)
            if one.fact.value is not None:
                held[one.fact.item] = None
    return tuple(held)


def _mergers(told: Mapping[tuple[str, str], tuple[Told, ...]], known: Mapping[str, Concept]) -> dict[str, str]:
    """Where each merged theme went at first, without those that would lead in a circle."""
    stated = [(one, slug) for (about, slug), facts in told.items() if about == THEME for one in facts]
    found: dict[str, str] = {}
    for one, slug in sorted(stated, key=lambda pair: pair[0].by.at):
        target = one.fact.value
        if one.fact.field == MERGED:
            found.pop(slug, None)
            if target in known and slug in known and _end(found, target) != slug:
                found[slug] = target
    return found


def _followed(into: Mapping[str, str]) -> dict[str, str]:
    return {slug: _end(into, slug) for slug in into}


def _end(into: Mapping[str, str], slug: str) -> str:
    while slug in into:
        slug = into[slug]
    return slug


def _taking_in(theme: Concept, merged: Concept) -> Concept:
    names: dict[str, tuple[str, ...]] = {lang: (label,) for lang, label in merged.pref_label.items()}
    synonyms = _joined(_joined(theme.alt_labels, names), merged.alt_labels)
    own = theme.pref_label
    return replace(
        theme,
        alt_labels={lang: tuple(word for word in words if word != own.get(lang)) for lang, words in synonyms.items()},
        hidden_labels=tuple(dict.fromkeys((*theme.hidden_labels, *merged.hidden_labels))),
        keywords=_joined(theme.keywords, merged.keywords),
    )


def _joined(one: dict[str, tuple[str, ...]], other: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    langs = dict.fromkeys((*one, *other))
    return {lang: tuple(dict.fromkeys((*one.get(lang, ()), *other.get(lang, ())))) for lang in langs}
