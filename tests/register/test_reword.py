"""An editor's words stand, are marked when their facts change, and can be taken back; nothing is lost."""

from datetime import date, timedelta

import pytest

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.publication.report import plain
from iscm.publication.wordings import Mark
from iscm.register.models import Revision, Stamp, Wording
from iscm.register.operations import log
from iscm.register.operations.correct import correct
from iscm.register.operations.drafts import draft_highlights
from iscm.register.operations.publish import publish
from iscm.register.operations.reword import LONGEST, find_sentence, reword, take_back, told
from iscm.register.queries import published
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db
SOM = make_record(title="Senior Officials Meeting", when="2024-06-27")
FORUM = make_record(title="Forum on data", when="2024-09-03", mechanisms=("rcm",), kind="forum")
WORDS = "Senior officials met in summer"


@pytest.fixture
def uid(put):
    """The meeting of senior officials of the Budapest Process, in a register with one more."""
    return put(make_reading(SOM, FORUM, last_update=date(2024, 1, 31))).created[0]


@pytest.fixture
def key(uid):
    return next(one.key for one in told(2024) if one.section == "budapest-process" and one.uids)


def say(key, words=WORDS, **rest):
    return reword(2024, key, words, **{"actor": "ann", "reason": "shorter", "now": NOW, **rest})


def undo(key, **rest):
    return take_back(2024, key, **{"actor": "ann", "reason": "no", "now": NOW, **rest})


def words_of(key, lang="en"):
    return plain(find_sentence(2024, key, lang).words)


def uid_of(key):
    return find_sentence(2024, key).uids[0]


def test_the_words_stand_in_place_of_the_sentence(key):
    generated = words_of(key)
    before = say(key)
    assert (plain(before.words), words_of(key)) == (generated, WORDS)
    assert find_sentence(2024, key).mark is Mark.NONE


def test_words_are_of_one_language(key):
    french = words_of(key, "fr")
    say(key)
    assert words_of(key, "fr") == french
    say(key, "Les hauts fonctionnaires se sont réunis", lang="fr")
    assert (words_of(key), words_of(key, "fr")) == (WORDS, "Les hauts fonctionnaires se sont réunis")


def test_words_are_kept_and_marked_when_their_facts_change(key):
    say(key)
    correct(uid_of(key), {"edtf": "2024-07-04"}, actor="ann", reason="the secretariat said so", now=NOW)
    assert words_of(key) == f"{WORDS} [facts changed since]"
    assert find_sentence(2024, key).mark is Mark.CHANGED


def test_looking_at_them_again_takes_the_mark_away(key):
    say(key)
    correct(uid_of(key), {"edtf": "2024-07-04"}, actor="ann", reason="the secretariat said so", now=NOW)
    say(key, now=NOW + timedelta(minutes=1))
    assert words_of(key) == WORDS


def test_what_was_taken_back_reads_as_before(key):
    generated = words_of(key)
    say(key, "First words")
    say(key, "Second words", now=NOW + timedelta(minutes=1))
    assert plain(undo(key).words) == "First words"
    assert plain(undo(key).words) == generated
    assert published.wordings(2024) == ()
    assert Wording.objects.count() == 2


def test_words_are_in_the_published_highlights_and_stay_there(key):
    say(key)
    publish(draft_highlights(2024), actor="ann", now=NOW)
    undo(key)
    frozen = published.frozen_report("highlights-2024", 1)
    assert WORDS in str(frozen.blocks)


def test_the_beginning_of_a_key_will_do(key):
    assert find_sentence(2024, key[:-9]).key == key


def test_fixed_blanks_stay(key):
    say(key, "Les « hauts fonctionnaires\u00a0» se sont réunis", lang="fr")
    assert words_of(key, "fr") == "Les « hauts fonctionnaires\u00a0» se sont réunis"


def test_a_final_stop_and_spare_blanks_are_left_out(key):
    say(key, f"  {WORDS.replace(' ', '  ')}. ")
    assert words_of(key) == WORDS


REFUSED = {
    "no such sentence": (
        {"key": "gfmd/x"},
        UnknownReferenceError,
        "the highlights of 2024 have no sentence 'gfmd/x'",
    ),
    "a language we do not have": (
        {"lang": "tlh"},
        UnknownReferenceError,
        "no such language: tlh (known: en, fr, es, ar, ru, zh-hans)",
    ),
    "no words": ({"words": " . "}, ConflictError, "a sentence needs words"),
    "too many words": ({"words": "x" * (LONGEST + 1)}, ConflictError, "a sentence may have 2,000 letters, not 2,001"),
    "an order to the terminal": ({"words": "x\x1b[2J"}, ConflictError, None),
    "words that turn the page": ({"words": "x\u202ey"}, ConflictError, None),
    "half a letter": ({"words": "x\ud800"}, ConflictError, None),
    "nobody": ({"actor": " "}, ConflictError, "other words need a person's name and a reason"),
    "the machine": ({"actor": "iscm"}, ConflictError, "other words need a person's name and a reason"),
    "a name that steers": ({"actor": "x\x1b[2J"}, ConflictError, "a name has a sign that cannot be printed"),
    "no reason": ({"reason": ""}, ConflictError, "other words need a person's name and a reason"),
}
UNFIT = "a sentence has a sign that cannot be printed"


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_said_is_refused(key, case):
    asked, error, words = REFUSED[case]
    with pytest.raises(error) as refused:
        say(**{"key": key, **asked})
    assert str(refused.value) == (words or UNFIT)
    assert Wording.objects.count() == 0


def test_the_same_words_twice_are_refused(key):
    say(key)
    with pytest.raises(ConflictError, match="reads so already"):
        say(key)


def test_a_generated_sentence_cannot_be_taken_back(key):
    with pytest.raises(ConflictError, match="nobody has put the sentence"):
        undo(key)


def test_several_sentences_of_one_beginning_are_named(key, put):
    more = make_record(title="Steering Committee", when="2024-10-01", kind="steering-committee")
    put(make_reading(more, name="more", last_update=date(2024, 2, 1)))
    with pytest.raises(UnknownReferenceError, match=r"have no sentence 'budapest'; it may be budapest-process/.* or "):
        find_sentence(2024, "budapest")


def test_every_change_of_words_is_logged_and_raises_the_stamp(key):
    before = Stamp.objects.get(name="register").version
    generated = words_of(key)
    say(key)
    undo(key)
    entries = Revision.objects.filter(object_type="sentence").order_by("id")
    assert [(one.action, one.object_key, one.old, one.new, one.actor, one.reason) for one in entries] == [
        ("reworded", f"2024 {key}", {"words": generated}, {"words": WORDS}, "ann", "shorter"),
        ("taken-back", f"2024 {key}", {"words": WORDS}, {"words": generated}, "ann", "no"),
    ]
    assert log.verify() is None
    assert Stamp.objects.get(name="register").version == before + 2


def test_wordings_need_two_queries(key, django_assert_num_queries):
    say(key)
    say(key, "Les hauts fonctionnaires", lang="fr")
    with django_assert_num_queries(2):
        assert [(one.lang, one.words) for one in published.wordings(2024)] == [
            ("en", WORDS),
            ("fr", "Les hauts fonctionnaires"),
        ]
