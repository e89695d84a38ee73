"""Controlled vocabularies in the terms of SKOS: themes, initiatives, kinds of meeting."""

from dataclasses import dataclass, field

from iscm.domain.facts import Told


@dataclass(frozen=True, slots=True)
class Concept:
    """One term of a scheme. `pref_label` has one label a language; `alt_labels` are other words for it, by
    language; `hidden_labels` are spellings met in documents; `keywords` recognise it in running text, by language.
    `broader` is the slug of the wider concept. A retired concept is used for nothing new, and is readable for ever;
    `replaced_by` is the slug of what to use instead, or of that into which it was merged. `stated` are the facts that
    editors state of it and that count."""

    slug: str
    pref_label: dict[str, str] = field(hash=False)
    alt_labels: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    hidden_labels: tuple[str, ...] = ()
    keywords: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    broader: str | None = None
    scope_note: str | None = None
    is_retired: bool = False
    replaced_by: str | None = None
    stated: tuple[Told, ...] = field(default=(), hash=False)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of meeting (senior officials' meeting, webinar). `level` is its usual level: political, senior
    official, technical or public. `words` recognise it in a title, by language. `plural` is its label for several."""

    slug: str
    label: str
    plural: str
    level: str
    words: dict[str, tuple[str, ...]] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Objective:
    """One of the 23 objectives of the Global Compact for Migration; `themes` are slugs of the themes near it."""

    number: int
    title: str
    short: str
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Initiative:
    """A global initiative that mechanisms address. Dates are EDTF.

    `targets` has the words of its targets by code, `target_themes` the slugs of the themes near them.
    """

    slug: str
    name: str
    acronym: str | None = None
    other_names: tuple[str, ...] = ()
    kind: str | None = None
    adopted: str | None = None
    held: str | None = None
    place: str | None = None
    symbol: str | None = None
    url: str | None = None
    objectives: tuple[Objective, ...] = ()
    targets: dict[str, str] = field(default_factory=dict, hash=False)
    target_themes: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
