"""An editor's words in place of a sentence of the highlights, and back. Nothing is overwritten."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.publication.report import plain
from iscm.publication.reports.highlights import sentences
from iscm.publication.wordings import Sentence
from iscm.publication.words import LANGUAGES, words_in
from iscm.reconciliation.judgements import AUTOMATIC
from iscm.register import models
from iscm.register.operations import log
from iscm.register.operations.said import said
from iscm.register.operations.stamps import hold, raise_stamps
from iscm.register.queries.highlights import highlights_facts

LONGEST = 2000  # letters of a sentence
LONGEST_NAME = 150
FEWEST_LETTERS = 4  # of a shortened key, so that it is meant


def reword(
    year: int, key: str, words: str, *, actor: str, reason: str, lang: str = "en", now: datetime | None = None
) -> Sentence:
    """Let `words` stand in place of a sentence of the highlights of a year, in one language.

    `key` is the sentence's (see `sentences`), or as much of its beginning as names one. They are kept with the facts
    that they were written for, and marked once these change. Gives the sentence as it was. Raises
    `UnknownReferenceError` for no such sentence, `ConflictError` for words that cannot be taken.
    """
    stands = _refuse_nonsense(words, actor, reason)
    with transaction.atomic():
        at = now or timezone.now()
        hold(at)
        sentence = find_sentence(year, key, lang)
        if sentence.wording and sentence.wording.words == stands and not sentence.mark:
            raise ConflictError(f"the sentence {sentence.key} reads so already")
        models.Wording.objects.create(
            year=year,
            key=sentence.key,
            lang=lang,
            uids=list(sentence.uids),
            facts_digest=sentence.facts_digest,
            words=stands,
            actor=actor,
            reason=reason,
            at=at,
        )
        _log("reworded", year, sentence, stands, actor=actor, reason=reason, at=at)
    return sentence


def take_back(
    year: int, key: str, *, actor: str, reason: str, lang: str = "en", now: datetime | None = None
) -> Sentence:
    """Take an editor's last words for a sentence back: what stood there before stands again. Gives the sentence now.

    Raises as `reword` does, and `ConflictError` for a sentence that is as it was generated.
    """
    _refuse_nameless(actor, reason)
    with transaction.atomic():
        at = now or timezone.now()
        hold(at)
        sentence = find_sentence(year, key, lang)
        if sentence.wording is None:
            raise ConflictError(f"nobody has put the sentence {sentence.key} in other words")
        held = models.Wording.objects.filter(year=year, lang=lang, key=sentence.wording.key, taken_back_at=None)
        row = held.order_by("-id")[:1].get()
        row.taken_back_at = at
        row.save(update_fields=["taken_back_at"])
        now_reads = _same(sentence, told(year, lang))
        _log("taken-back", year, sentence, plain(now_reads.words), actor=actor, reason=reason, at=at)
    return now_reads


def told(year: int, lang: str = "en") -> tuple[Sentence, ...]:
    """Every sentence of the highlights of a year in one language, with the editor's words in place."""
    if lang not in LANGUAGES:
        raise UnknownReferenceError(f"no such language: {lang} (known: {', '.join(LANGUAGES)})")
    return sentences(highlights_facts(year), words_in(lang))


def sentences_of(year: int, lang: str = "en") -> tuple[Sentence, ...]:
    """What `told` tells; raises `UnknownReferenceError` for a year without meetings that nobody has put in words."""
    found = told(year, lang)
    if not any(one.uids or one.wording for one in found):
        raise UnknownReferenceError(f"no meeting of {year} is in the register")
    return found


def find_sentence(year: int, key: str, lang: str = "en") -> Sentence:
    """The sentence of that key, or the only one whose key begins so; raises `UnknownReferenceError`."""
    found = sentences_of(year, lang)
    exact = [one for one in found if one.key == key]
    if exact:
        return exact[0]
    near = [one for one in found if len(key) >= FEWEST_LETTERS and one.key.startswith(key)]
    if len(near) == 1:
        return near[0]
    several = f"; it may be {' or '.join(one.key for one in near[:3])}" if near else ""
    raise UnknownReferenceError(f"the highlights of {year} have no sentence {key!r}{several}")


def _same(before: Sentence, now: tuple[Sentence, ...]) -> Sentence:
    """The sentence again: by its key, else by a meeting that it tells of; itself where nothing is told any more."""
    by_key = [one for one in now if one.key == before.key]
    by_meeting = [one for one in now if one.section == before.section and set(one.uids) & set(before.uids)]
    return (by_key or by_meeting or [before])[0]


def _refuse_nonsense(words: str, actor: str, reason: str) -> str:
    _refuse_nameless(actor, reason)
    plain_words = said(words, "a sentence", LONGEST).rstrip(".;")
    if not plain_words:
        raise ConflictError("a sentence needs words")
    return plain_words


def _refuse_nameless(actor: str, reason: str) -> None:
    if not said(actor, "a name", LONGEST_NAME) or actor == AUTOMATIC or not said(reason, "a reason", LONGEST):
        raise ConflictError("other words need a person's name and a reason")


def _log(action: str, year: int, sentence: Sentence, words: str, *, actor: str, reason: str, at: datetime) -> None:
    old, new = {"words": plain(sentence.words)}, {"words": words}
    log.append([log.Entry(action, "sentence", f"{year} {sentence.key}"[:100], old, new, reason)], actor=actor, at=at)
    raise_stamps((), at)
