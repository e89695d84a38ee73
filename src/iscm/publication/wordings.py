"""Sentences of a publication that an editor may put in other words, and what becomes of these words as facts change.

A generated sentence knows the meetings it tells of and a digest of what it tells. An editor's words stand for the
meetings they were written about, so that they are found again when sentences are grouped anew; words that no longer
fit their facts are kept and marked, never dropped.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from iscm.publication.report import Text, text


class Mark(StrEnum):
    """What must be said of an editor's words: nothing, that facts changed since, or that the meetings are gone."""

    NONE = ""
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or clause, without the point or semicolon after it.

    `key` is its section and a name in it ("bali-process/m3x9", "/opening"): the name is stable while its first meeting
    is the same. `uids` are the meetings it tells of, `facts_digest` the digest of all it says of them, which is the
    same in every language. `wording` is set where the words are an editor's, and `mark` what must be said of them.
    """

    key: str
    words: Text
    uids: tuple[str, ...] = ()
    facts_digest: str = ""
    wording: "Wording | None" = None
    mark: Mark = Mark.NONE

    @property
    def section(self) -> str:
        """The section it stands in: a mechanism's slug, empty for the document's own."""
        return self.key.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Wording:
    """An editor's words for a sentence.

    `key`, `uids` and `facts_digest` are those of the sentence when the words were written; `words` are in `lang` and
    replace the sentence in publications of that language alone.
    """

    key: str
    uids: tuple[str, ...]
    facts_digest: str
    words: str
    actor: str
    at: datetime
    reason: str = ""
    lang: str = "en"

    @property
    def section(self) -> str:
        """The section it was written in."""
        return self.key.partition("/")[0]


def digest_facts(facts: object) -> str:
    """A short digest of facts given as plain values (of JSON); equal facts have equal digests."""
    plain = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def apply_wordings(
    sentences: Sequence[Sentence], wordings: Iterable[Wording], lang: str = "en"
) -> tuple[Sentence, ...]:
    """The sentences in their order, an editor's words in place of those that they were written for.

    Words find their sentence by a shared meeting within the section, or by the key where no meeting is told. They take
    the place of the first such sentence, and of the others that tell of no meeting besides theirs. Of two wordings for
    the same meetings the later counts; where one sentence now tells the meetings of two, both stand. Words whose
    meetings are all gone stand at the end of their section.
    """
    latest = sorted((one for one in wordings if one.lang == lang), key=lambda one: (one.at, one.key), reverse=True)
    told: list[Sentence | None] = list(sentences)
    left: list[Wording] = []
    for wording in latest:
        places = [i for i, one in enumerate(told) if one and _is_meant(wording, one)]
        if not places:
            left.append(wording)
            continue
        covered = [i for i in places if i == places[0] or _covers(wording, told[i])]
        stand_for = [one for i in covered if (one := told[i])]
        for i in covered:
            told[i] = None
        told[places[0]] = _edited(wording, stand_for)
    return _with_left([one for one in told if one], left)


def _covers(wording: Wording, sentence: Sentence | None) -> bool:
    return sentence is not None and set(sentence.uids) <= set(wording.uids)


def _is_meant(wording: Wording, sentence: Sentence) -> bool:
    if sentence.wording or wording.section != sentence.section:
        return False
    if wording.uids or sentence.uids:
        return not set(wording.uids).isdisjoint(sentence.uids)
    return wording.key == sentence.key


def _edited(wording: Wording, covered: Sequence[Sentence]) -> Sentence:
    """The wording in place of the sentences that it covers."""
    uids = tuple(dict.fromkeys(uid for one in covered for uid in one.uids))
    digest = covered[0].facts_digest if len(covered) == 1 else digest_facts([one.facts_digest for one in covered])
    same = set(uids) == set(wording.uids) and digest == wording.facts_digest
    words = text(wording.words.strip())
    return Sentence(covered[0].key, words, uids, digest, wording, Mark.NONE if same else Mark.CHANGED)


def _with_left(told: list[Sentence], left: Iterable[Wording]) -> tuple[Sentence, ...]:
    """The words that found no sentence: beside the one that tells their meetings, or at the end of their section.

    `left` has the newest first.
    """
    for wording in left:
        ours = [i for i, one in enumerate(told) if one.wording and _shares(wording, one)]
        if any(_says_all(told[i].wording, wording) for i in ours):
            continue
        mark = Mark.CHANGED if ours else Mark.GONE
        last = max((i for i, held in enumerate(told) if held.section == wording.section), default=len(told) - 1)
        held = Sentence(wording.key, text(wording.words.strip()), wording.uids, wording.facts_digest, wording, mark)
        told.insert((ours[-1] if ours else last) + 1, held)
    return tuple(told)


def _shares(wording: Wording, sentence: Sentence) -> bool:
    """Whether an edited sentence stands for meetings of these words, or for their key."""
    if wording.section != sentence.section:
        return False
    return not set(wording.uids).isdisjoint(sentence.uids) if wording.uids else wording.key == sentence.key


def _says_all(newer: Wording | None, older: Wording) -> bool:
    """Whether newer words were written for all that older ones tell."""
    return newer is not None and set(older.uids) <= set(newer.uids)


def marked(sentence: Sentence, note: str) -> Sentence:
    """The sentence with a quiet note behind its words, such as "facts changed since"."""
    return replace(sentence, words=(*sentence.words, *text(f" [{note}]", is_quiet=True)))
