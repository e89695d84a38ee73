"""The highlights of a year: what each mechanism did, told in sentences that an editor may change."""

from iscm.publication.reports.highlights.facts import (
    GLOBAL_MEETING,
    HighlightsFacts,
    Indexed,
    MechanismFact,
    PublicationFact,
)
from iscm.publication.reports.highlights.report import build_highlights, digest_of
from iscm.publication.reports.highlights.sentences import Told, sentences, tell

__all__ = [
    "GLOBAL_MEETING",
    "HighlightsFacts",
    "Indexed",
    "MechanismFact",
    "PublicationFact",
    "Told",
    "build_highlights",
    "digest_of",
    "sentences",
    "tell",
]
