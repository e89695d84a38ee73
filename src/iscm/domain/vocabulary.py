"""The words a reader knows: mechanisms, themes, initiatives, kinds and territories, handed to every stage."""

from dataclasses import dataclass, field

from iscm.domain.mechanisms import Mechanism
from iscm.domain.places import Territory
from iscm.domain.schemes import Concept, Initiative, Kind


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The reference facts, each by its slug or code, in the order of the data.

    `partners` are bodies that are not mechanisms but appear beside them (name by slug, with other spellings).
    `cities` gives the alpha-2 code of a city printed without its country, by folded name; only where one is meant
    beyond doubt. `merged` are themes that were merged into others, by slug: `theme` follows them. Compared by identity:
    load it once and pass it on.
    """

    mechanisms: dict[str, Mechanism] = field(repr=False)
    partners: dict[str, tuple[str, ...]] = field(repr=False)
    themes: dict[str, Concept] = field(repr=False)
    initiatives: dict[str, Initiative] = field(repr=False)
    kinds: dict[str, Kind] = field(repr=False)
    territories: dict[str, Territory] = field(repr=False)
    cities: dict[str, str] = field(repr=False)
    merged: dict[str, Concept] = field(default_factory=dict, repr=False)

    def theme(self, slug: str) -> str:
        """The slug of a theme, or of that into which it was merged; any other as it is."""
        return (self.merged[slug].replaced_by or slug) if slug in self.merged else slug
