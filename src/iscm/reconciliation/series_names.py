"""A series named by its own words: "Vice-Ministerial Meeting", "Regional Congress on Women in Migration Contexts"."""

import re
from collections.abc import Iterable

from iscm.domain.meetings import Meeting
from iscm.domain.names import fold
from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.series import head_of, own_names
from iscm.reconciliation.titles import capitalised, of_one_meeting
from iscm.reconciliation.wording import EVENTS, SMALL, words_of

NUMBERED = re.compile(
    r"\b(?:\d{1,3}\s?(?:st|nd|rd|th|[ªºa]|e|er|[èe]re|[èe]me)?|(?:19|20)\d\d|(?=[IVXL])X{0,3}(?:L?X{0,3})(?:IX|IV|V?I{0,3}))"
    r"(?![\w-])[.°]?"
)
ARTICLE = re.compile(r"^(?:the|a|an|la|le|les|el|los|las|l['’])\s+", re.IGNORECASE)


def name_series(held: Iterable[Meeting], vocabulary: Vocabulary, otherwise: str) -> str:
    """The words that the titles of a series have in common, as its latest telling title has them.

    `held` is in the order of dates. `otherwise` names a series whose titles say only "meeting" and a number.
    """
    for meeting in reversed(list(held)):
        if words_of(vocabulary).has_number(meeting.title) and (name := _name(meeting, vocabulary)):
            return name
    return otherwise


def _name(meeting: Meeting, vocabulary: Vocabulary) -> str | None:
    words = _plain(head_of(meeting, vocabulary), vocabulary)
    if not words and (own := own_names(tuple(sorted({p.mechanism for p in meeting.parties})), vocabulary)):
        # Nothing but the mechanism's own name: "South American Conference on Migration".
        found = own.search(meeting.title)
        words = _plain(found[0], vocabulary) if found and " " in found[0].strip() else ""
    if not words or fold(words) in EVENTS:
        return None
    return capitalised(of_one_meeting(words, meeting.lang), meeting.lang)


def _plain(text: str, vocabulary: Vocabulary) -> str:
    """The words without articles before them, numbers, years, and brackets and dots that are left over."""
    kept = NUMBERED.sub(" ", text)
    kept = " ".join(word for word in kept.split() if not words_of(vocabulary).is_number_word(word))
    while kept and fold(kept.rpartition(" ")[2]) in SMALL:
        kept = kept.rpartition(" ")[0]
    return ARTICLE.sub("", kept.strip(" -–—,.;:()"))
