"""The sentences of a year's highlights, with the editor's words in place and what they stand for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from iscm.publication.report import plain
from iscm.publication.reports.highlights import sentences
from iscm.publication.wordings import Sentence
from iscm.publication.words import words_in
from iscm.register.queries.highlights import highlights_facts
from iscm.register.queries.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """A sentence as it stands, and the built ones in whose place an editor's words stand (none where they are gone).

    `about` is the acronym of the mechanism in whose section it stands, empty for the document's own sentences.
    """

    sentence: Sentence
    words: str
    built: tuple[str, ...]
    about: str


def sentence_lines(year: int, lang: str = "en") -> tuple[SentenceLine, ...]:
    """Every sentence of the highlights of a year in one of our languages; none for a year without meetings.

    As many queries as the facts of the highlights take, however many sentences there are.
    """
    facts, words = highlights_facts(year), words_in(lang)
    told = sentences(facts, words)
    if not any(one.uids or one.wording for one in told):
        return ()
    is_reworded = any(one.wording for one in told)
    built = sentences(replace(facts, wordings=()), words) if is_reworded else told
    names = vocabulary().mechanisms
    return tuple(
        SentenceLine(
            one,
            plain(one.words),
            _stands_for(one, built),
            names[one.section].acronym if one.section in names else one.section,
        )
        for one in told
    )


def _stands_for(one: Sentence, built: Sequence[Sentence]) -> tuple[str, ...]:
    if one.wording is None:
        return ()
    by_meeting = [
        held for held in built if held.section == one.section and not set(held.uids).isdisjoint(one.wording.uids)
    ]
    by_key = [held for held in built if held.key == one.key]
    return tuple(plain(held.words) for held in by_meeting or by_key)
