"""An editor's words among generated sentences: found again by their meetings, kept and marked when facts change."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from iscm.publication.report import plain, text
from iscm.publication.wordings import Mark, Sentence, Wording, apply_wordings, digest_facts, marked

NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)


def sentence(key, *uids, facts="f"):
    return Sentence(key, text(f"generated {key}"), uids, facts)


def wording(key, *uids, facts="f", words="edited", hours=0, lang="en"):
    return Wording(key, uids, facts, words, "ann", NOON + timedelta(hours=hours), "better", lang)


def shown(sentences, *wordings, lang="en"):
    return [(one.key, plain(one.words), one.mark) for one in apply_wordings(sentences, wordings, lang)]


AS_MADE = [("rcm/a", "generated rcm/a", Mark.NONE), ("igc/b", "generated igc/b", Mark.NONE)]
TWO = (sentence("rcm/a", "a"), sentence("igc/b", "b"))


def test_without_words_all_stays_as_generated():
    assert shown(TWO) == AS_MADE


def test_words_replace_the_sentence_of_their_meeting():
    assert shown(TWO, wording("rcm/a", "a")) == [("rcm/a", "edited", Mark.NONE), AS_MADE[1]]


def test_words_of_another_language_wait_for_theirs():
    assert shown(TWO, wording("rcm/a", "a", lang="fr")) == AS_MADE
    assert shown(TWO, wording("rcm/a", "a", lang="fr"), lang="fr")[0] == ("rcm/a", "edited", Mark.NONE)


def test_words_for_a_joint_meeting_hold_in_their_section_alone():
    joint = sentence("rcm/a", "a"), sentence("sacm/a", "a")
    assert shown(joint, wording("sacm/a", "a")) == [AS_MADE[0], ("sacm/a", "edited", Mark.NONE)]


def test_the_later_words_for_a_sentence_count():
    early, late = wording("rcm/a", "a", words="early"), wording("rcm/a", "a", words="late", hours=1)
    assert shown(TWO, late, early)[0] == ("rcm/a", "late", Mark.NONE)
    assert len(shown(TWO, late, early)) == 2


def test_words_whose_facts_changed_are_kept_and_marked():
    assert shown(TWO, wording("rcm/a", "a", facts="other"))[0] == ("rcm/a", "edited", Mark.CHANGED)


def test_words_follow_their_meeting_into_another_group_and_are_marked():
    regrouped = (sentence("rcm/z", "z", "a"),)
    assert shown(regrouped, wording("rcm/a", "a")) == [("rcm/z", "edited", Mark.CHANGED)]


def test_words_for_a_group_that_fell_apart_cover_its_meetings_but_no_other():
    apart = sentence("rcm/a", "a"), sentence("rcm/b", "b"), sentence("rcm/c", "c", "d")
    assert shown(apart, wording("rcm/a", "a", "b", "c")) == [
        ("rcm/a", "edited", Mark.CHANGED),
        ("rcm/c", "generated rcm/c", Mark.NONE),
    ]


def test_words_for_two_sentences_that_became_one_both_stand():
    merged = (sentence("rcm/a", "a", "b"), sentence("rcm/c", "c"))
    first, second = wording("rcm/a", "a", words="first"), wording("rcm/b", "b", words="second", hours=1)
    assert shown(merged, first, second) == [
        ("rcm/a", "second", Mark.CHANGED),
        ("rcm/a", "first", Mark.CHANGED),
        ("rcm/c", "generated rcm/c", Mark.NONE),
    ]


def test_words_without_meetings_find_their_sentence_by_its_key():
    told = sentence("/opening"), sentence("rcm/anniversary"), sentence("rcm/a", "a")
    assert shown(told, wording("rcm/anniversary"))[1] == ("rcm/anniversary", "edited", Mark.NONE)


def test_words_whose_meetings_are_all_gone_stay_in_their_section_marked():
    told = sentence("igc/b", "b"), sentence("rcm/a", "a"), sentence("sacm/c", "c")
    assert shown(told, wording("rcm/x", "x")) == [
        ("igc/b", "generated igc/b", Mark.NONE),
        ("rcm/a", "generated rcm/a", Mark.NONE),
        ("rcm/x", "edited", Mark.GONE),
        ("sacm/c", "generated sacm/c", Mark.NONE),
    ]
    assert shown((), wording("rcm/x", "x")) == [("rcm/x", "edited", Mark.GONE)]


def test_a_marked_sentence_says_so_quietly_behind_its_words():
    told = marked(TWO[0], "facts changed since")
    assert [(run.text, run.is_quiet) for run in told.words] == [
        ("generated rcm/a", False),
        (" [facts changed since]", True),
    ]


def test_the_digest_of_facts_knows_no_order_of_names():
    assert digest_facts({"a": 1, "b": [2]}) == digest_facts({"b": [2], "a": 1}) != digest_facts({"a": 1, "b": [3]})


UIDS = st.sets(st.sampled_from("abcdef"), min_size=1, max_size=3)


@given(st.lists(UIDS, max_size=4), st.lists(UIDS, max_size=4))
def test_no_meeting_is_lost_and_no_word_of_an_editor(groups, edited):
    told, free = [], set("abcdef")
    for group in groups:
        held = sorted(group & free)
        free -= group
        told += [sentence(f"rcm/{held[0]}", *held)] if held else []
    words = [wording(f"rcm/{i}", *sorted(uids), words=str(i), hours=i) for i, uids in enumerate(edited)]
    found = apply_wordings(told, words)
    before = {uid for one in told for uid in one.uids}
    after = {uid for one in found if one.mark is not Mark.GONE for uid in one.uids}
    assert before <= after
    shown_words = [one.wording for one in found if one.wording]
    # Words that are not shown were written for meetings of which newer words tell all.
    assert all(any(set(one.uids) <= set(other.uids) for other in shown_words) for one in words)
