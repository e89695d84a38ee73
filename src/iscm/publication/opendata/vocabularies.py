"""Which vocabularies are given out, and in which forms graphs are written; nothing here loads what makes graphs."""

from dataclasses import dataclass

GRAPH_FORMS = {"ttl": "text/turtle", "jsonld": "application/ld+json"}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A vocabulary: the name of its file, its title, and where its scheme is."""

    name: str
    title: str
    scheme: str


VOCABULARIES = (
    Vocabulary("themes", "Themes of meetings on migration", "/themes/"),
    Vocabulary("initiatives", "Global initiatives on migration", "/initiatives/"),
    Vocabulary("kinds", "Kinds of meeting", "/data/#kinds"),
    Vocabulary("mechanisms", "Inter-State consultation mechanisms on migration", "/mechanisms/"),
)
