"""What the register loads besides the vocabulary: known publications, and the groups and sub-topics of the themes."""

from dataclasses import dataclass

from iscm.data.files import frozen, load_json
from iscm.data.schemes import load_concepts
from iscm.domain.schemes import Concept


@dataclass(frozen=True, slots=True)
class KnownPublication:
    """A publication by or about mechanisms.

    `kind` is in plain words (study, summary report). `source` is the title or address of what names it. `url` is
    None where its address is not known.
    """

    title: str
    kind: str
    year: int
    mechanisms: tuple[str, ...]
    source: str
    themes: tuple[str, ...] = ()
    url: str | None = None
    publisher: str | None = None
    partner: str | None = None
    isbn: str | None = None
    pages: int | None = None
    note: str | None = None


def load_publications() -> tuple[KnownPublication, ...]:
    """The publications we know of, those named by documents first."""
    return tuple(KnownPublication(**frozen(facts)) for facts in load_json("publications.json"))


def load_theme_groups() -> dict[str, Concept]:
    """What the themes' `broader` points to, by slug. The grouping is ours, not IOM's."""
    return load_concepts("theme-groups")


def load_topics() -> dict[str, Concept]:
    """Topics that recur in titles and are narrower than a theme, by slug."""
    return load_concepts("topics")
