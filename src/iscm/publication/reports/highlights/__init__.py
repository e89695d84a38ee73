"""The highlights of a year: what each mechanism did, told in sentences that an editor may change."""

from iscm.publication.reports.highlights.facts import (
    GLOBAL_MEETING,
    HighlightsFacts,
    Indexed,
    MechanismFact,
    PublicationFact,
)
from iscm.publication.reports.highlights.indexes import counts
from iscm.publication.reports.highlights.report import build_highlights, capitalised, digest_of, is_long
from iscm.publication.reports.highlights.sentences import Section, Told, sentences, tell

__all__ = [
    "GLOBAL_MEETING",
    "HighlightsFacts",
    "Indexed",
    "MechanismFact",
    "PublicationFact",
    "Section",
    "Told",
    "build_highlights",
    "capitalised",
    "counts",
    "digest_of",
    "is_long",
    "sentences",
    "tell",
]
