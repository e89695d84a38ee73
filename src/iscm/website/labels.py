"""The names of things in the language of the page."""

from collections.abc import Mapping
from functools import lru_cache

from django.utils.translation import get_language, gettext_lazy

from iscm.domain.vocabulary import Vocabulary
from iscm.publication.labels import Labels, attendance_words, basis_in_words, group_words, level_words
from iscm.publication.words import words_in
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary

REGIONS = ("002", "019", "142", "150", "009")  # the regions of UN M49 that have States, by their English names
ROLES = {"host": gettext_lazy("host"), "co-host": gettext_lazy("co-host"), "invited": gettext_lazy("invited")}
STATES_OF_LIFE = {
    "active": gettext_lazy("active"),
    "dormant": gettext_lazy("dormant"),
    "ended": gettext_lazy("ended"),
    "unknown": gettext_lazy("state not known"),
}
TRUST = (
    gettext_lazy("an editor"),
    gettext_lazy("a secretariat"),
    gettext_lazy("a document of IOM"),
    gettext_lazy("a feed"),
)


def labels() -> Labels:
    """The words of the active language for what the vocabulary names."""
    return _labels(current_vocabulary(), get_language() or "en")


def country_name(code: str) -> str:
    """The name of a territory by its alpha-2 code; the code itself if we do not know it."""
    return labels().country(code)


def region_name(m49: str) -> str:
    """The name of a region of UN M49."""
    return labels().region(m49)


def theme_label(slug: str, fallback: str = "") -> str:
    """The label of a theme."""
    return labels().theme(slug, fallback)


def initiative_label(slug: str, fallback: str = "") -> str:
    """The acronym of an initiative, or its name."""
    return labels().initiative(slug, fallback)


def kind_label(slug: str, number: int | None = 1) -> str:
    """The word for a kind of meeting; for several, its plural."""
    return labels().kind(slug, number)


def kind_level(slug: str) -> str:
    """At which level a kind of meeting usually is."""
    return labels().kind_level(slug)


def level_label(level: str) -> str:
    """How far a mechanism reaches."""
    return level_words(labels().words).get(level, level)


def attendance_label(attendance: str) -> str:
    """How one takes part."""
    return attendance_words(labels().words).get(attendance, attendance)


def basis_label(basis: str) -> str:
    """How sure a list of members is."""
    return basis_in_words(basis, labels().words)


def group_in_words(count: int | None) -> str:
    """What a printed group says of itself; empty for one meeting."""
    return group_words(count, labels().words)


def word(words: Mapping[str, object], key: str) -> str:
    """The word for a key of one of the tables above; the key itself if it has none."""
    return str(words.get(key, key))


@lru_cache(maxsize=16)
def _labels(vocabulary: Vocabulary, lang: str) -> Labels:
    return Labels(vocabulary, words_in(lang))
