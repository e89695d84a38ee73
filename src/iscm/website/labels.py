"""The names of things in the reader's language: countries, themes, kinds, levels, attendance."""

from collections.abc import Mapping
from functools import cache

from babel import Locale
from django.utils.translation import get_language, gettext, gettext_lazy

from iscm.data import load_vocabulary
from iscm.domain.schemes import Kind
from iscm.website.dates import babel_locale

REGIONS = ("002", "019", "142", "150", "009")  # the regions of UN M49 that have States, by their English names
LEVELS = {
    "global": gettext_lazy("global"),
    "interregional": gettext_lazy("interregional"),
    "regional": gettext_lazy("regional"),
}
ATTENDANCE = {
    "in-person": gettext_lazy("in person"),
    "online": gettext_lazy("online"),
    "hybrid": gettext_lazy("hybrid"),
    "unknown": gettext_lazy("attendance not said"),
}
ROLES = {"host": gettext_lazy("host"), "co-host": gettext_lazy("co-host"), "invited": gettext_lazy("invited")}
KIND_LEVELS = {
    "political": gettext_lazy("political level"),
    "senior official": gettext_lazy("senior officials"),
    "technical": gettext_lazy("technical level"),
    "public": gettext_lazy("open to others"),
}
STATES_OF_LIFE = {
    "active": gettext_lazy("active"),
    "dormant": gettext_lazy("dormant"),
    "ended": gettext_lazy("ended"),
    "unknown": gettext_lazy("state not known"),
}
BASES = {
    "listed": gettext_lazy("a complete list was read on a page"),
    "composed": gettext_lazy("the rule was read, the list filled in from a known grouping"),
    "attended": gettext_lazy("put together from attendance"),
    "partial": gettext_lazy("some names are missing"),
    "general-knowledge": gettext_lazy("no page was found; to be checked"),
    "rule": gettext_lazy("open, or decided by a rule; there is no list"),
}
TRUST = (
    gettext_lazy("an editor"),
    gettext_lazy("a secretariat"),
    gettext_lazy("a document of IOM"),
    gettext_lazy("a feed"),
)


def language_key() -> str:
    """The active language as our data name it (Chinese is `zh` there)."""
    return (get_language() or "en").partition("-")[0]


def country_name(code: str) -> str:
    """The name of a territory by its alpha-2 code; the code itself if we do not know it."""
    return _country_name(code, language_key())


def region_name(m49: str) -> str:
    """The name of a region of UN M49."""
    return str(_territories(babel_locale().language).get(m49, m49))


def region_of(code: str) -> str:
    """The M49 region of a territory, empty if unknown."""
    territory = load_vocabulary().territories.get(code)
    return territory.region_m49 if territory else ""


def theme_label(slug: str, fallback: str = "") -> str:
    """The label of a theme."""
    return _theme_label(slug, language_key()) or fallback or slug


def initiative_label(slug: str, fallback: str = "") -> str:
    """The acronym of an initiative, or its name."""
    initiative = load_vocabulary().initiatives.get(slug)
    return (initiative.acronym or initiative.name) if initiative else fallback or slug


def kind_label(slug: str, number: int | None = 1) -> str:
    """The word for a kind of meeting; for several, its plural."""
    kind = _kind(slug)
    if not kind:
        return slug
    return gettext(kind.label if number == 1 else kind.plural)


def kind_level(slug: str) -> str:
    """At which level a kind of meeting usually is."""
    kind = _kind(slug)
    return str(KIND_LEVELS.get(kind.level, "")) if kind else ""


def word(words: Mapping[str, object], key: str) -> str:
    """The word for a key of one of the tables above; the key itself if it has none."""
    return str(words.get(key, key))


def _kind(slug: str) -> Kind | None:
    return load_vocabulary().kinds.get(slug)


@cache
def _country_name(code: str, lang: str) -> str:
    territory = load_vocabulary().territories.get(code)
    if not territory:
        return code
    return territory.names.get(lang) or territory.names.get("en") or code


@cache
def _theme_label(slug: str, lang: str) -> str:
    concept = load_vocabulary().themes.get(slug)
    return (concept.pref_label.get(lang) or concept.pref_label.get("en", "")) if concept else ""


@cache
def _territories(lang: str) -> dict[str, str]:
    return dict(Locale.parse(lang).territories)
