"""The names of things in a reader's language: countries, themes, initiatives, kinds, levels, attendance, places."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

from iscm.domain.listing import PlaceRow
from iscm.domain.vocabulary import Vocabulary
from iscm.publication.words import Words


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language for what the vocabulary names by slug or code."""

    vocabulary: Vocabulary
    words: Words

    def country(self, code: str) -> str:
        """The name of a territory by its alpha-2 code; the code itself if we do not know it."""
        territory = self.vocabulary.territories.get(code)
        return (territory.names.get(self.words.key) or territory.names.get("en") or code) if territory else code

    def region(self, m49: str) -> str:
        """The name of a region of UN M49."""
        return _territories(self.words.locale.language).get(m49, m49)

    def theme(self, slug: str, fallback: str = "") -> str:
        """The label of a theme."""
        concept = self.vocabulary.themes.get(slug)
        label = (concept.pref_label.get(self.words.key) or concept.pref_label.get("en")) if concept else ""
        return label or fallback or slug

    def initiative(self, slug: str, fallback: str = "") -> str:
        """The acronym of an initiative, or its name."""
        initiative = self.vocabulary.initiatives.get(slug)
        return (initiative.acronym or initiative.name) if initiative else fallback or slug

    def mechanism(self, slug: str) -> str:
        """The acronym of a mechanism by the carried facts; the slug if there is none."""
        mechanism = self.vocabulary.mechanisms.get(slug)
        return mechanism.acronym if mechanism else slug

    def kind(self, slug: str, number: int | None = 1) -> str:
        """The word for a kind of meeting; for several, its plural."""
        kind = self.vocabulary.kinds.get(slug)
        return self.words.gettext(kind.label if number == 1 else kind.plural) if kind else slug

    def kind_level(self, slug: str) -> str:
        """At which level a kind of meeting usually is; empty if we do not know."""
        kind = self.vocabulary.kinds.get(slug)
        return kind_level_words(self.words).get(kind.level, "") if kind else ""

    def places(self, places: Iterable[PlaceRow]) -> str:
        """Say "Geneva, Switzerland"; several places are joined by semicolons; empty if none is known."""
        return "; ".join(self._place(place) for place in places)

    def _place(self, place: PlaceRow) -> str:
        country = self.country(place.country) if place.country else ""
        if not place.city or not country or place.city == country:
            return place.city or country
        return self.words.gettext("%(city)s, %(country)s") % {"city": place.city, "country": country}


def level_words(words: Words) -> Mapping[str, str]:
    """How far a mechanism reaches."""
    return {
        "global": words.gettext("global"),
        "interregional": words.gettext("interregional"),
        "regional": words.gettext("regional"),
    }


def kind_level_words(words: Words) -> Mapping[str, str]:
    """At which level a meeting is."""
    return {
        "political": words.gettext("political level"),
        "senior official": words.gettext("senior officials"),
        "technical": words.gettext("technical level"),
        "public": words.gettext("open to others"),
    }


def attendance_words(words: Words) -> Mapping[str, str]:
    """How one takes part in a meeting."""
    return {
        "in-person": words.gettext("in person"),
        "online": words.gettext("online"),
        "hybrid": words.gettext("hybrid"),
        "unknown": words.gettext("attendance not said"),
    }


def basis_in_words(basis: str, words: Words) -> str:
    """How sure a list of members is."""
    return {
        "listed": words.gettext("a complete list was read on a page"),
        "composed": words.gettext("the rule was read, the list filled in from a known grouping"),
        "attended": words.gettext("put together from attendance"),
        "partial": words.gettext("some names are missing"),
        "general-knowledge": words.gettext("no page was found; to be checked"),
        "rule": words.gettext("open, or decided by a rule; there is no list"),
    }.get(basis, words.gettext("there is no list"))


def group_words(count: int | None, words: Words) -> str:
    """What a printed group says of itself: "7 meetings", or that no number was given; empty for one meeting."""
    if count is None:
        return words.gettext("several meetings, number not said")
    return "" if count == 1 else words.ngettext("%(n)s meeting", "%(n)s meetings", count) % {"n": count}


@lru_cache(maxsize=16)
def _territories(lang: str) -> dict[str, str]:
    return dict(Locale.parse(lang).territories)
