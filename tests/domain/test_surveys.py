"""Surveys as values: what is kept of what was typed, what cannot be sent, where an answer stands, two put together."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.surveys import (
    LONGEST_ANSWER,
    NOTHING,
    Answer,
    Fault,
    Form,
    Question,
    State,
    faults_of,
    fields_of,
    joined,
    standing_of,
    tidied,
    values_of,
)
from tests.factories.surveys import QUESTIONS

CODES = ("1", "8.7")


def version(number, state):
    at = datetime(2026, 1, number, tzinfo=UTC)
    return Answer("gcm-2026", "gfmd", number, {}, State(state), "Secretariat", "", "en", at, str(number))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  one \r\n two  ", "one\n two"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("a\x00b\u202ec\ud800d", "abcd"),
        ("a\u2028b", "a\nb"),
        (" \n ", ""),
    ],
)
def test_what_is_typed_is_kept_line_by_line_without_signs_that_are_no_text(typed, kept):
    assert tidied(typed) == kept


def test_an_objective_is_a_field_of_its_own_and_codes_may_have_a_dot():
    assert [name for name, _, _ in fields_of(QUESTIONS, CODES)] == ["did.1", "did.8.7", "met", "how", "else"]


def test_only_fields_of_the_survey_with_words_in_them_are_kept():
    typed = {"did.1": " x ", "did.99": "y", "met": "", "other": "z", NOTHING: "yes"}
    assert values_of(QUESTIONS, CODES, typed) == {"did.1": "x", NOTHING: "yes"}


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ({}, {"": Fault.EMPTY, "met": Fault.NEEDED}),
        ({"did.1": "x"}, {"met": Fault.NEEDED}),
        ({"met": "yes"}, {}),
        ({"met": "perhaps"}, {"met": Fault.NOT_ONE_OF_THESE}),
        ({"met": "no", "how": "by mail"}, {"how": Fault.NOT_ONE_OF_THESE}),
        ({"met": "no", "how": "online"}, {}),
        ({"met": "no", "else": "x" * (LONGEST_ANSWER + 1)}, {"else": Fault.TOO_LONG}),
        ({NOTHING: "yes"}, {}),
    ],
)
def test_what_cannot_be_sent_is_told_by_field(values, faults):
    assert faults_of(QUESTIONS, CODES, values, is_whole=True) == faults


def test_what_is_only_kept_may_lack_anything_but_be_nothing_else():
    values = {"met": "perhaps", "else": "x" * (LONGEST_ANSWER + 1)}
    found = faults_of(QUESTIONS, CODES, values, is_whole=False)
    assert found == {"met": Fault.NOT_ONE_OF_THESE, "else": Fault.TOO_LONG}
    assert faults_of(QUESTIONS, CODES, {}, is_whole=False) == {}


def test_a_needed_question_for_each_objective_needs_one_of_them():
    questions = [Question("did", Form.OBJECTIVES, {"en": "?"}, is_needed=True)]
    found = [faults_of(questions, CODES, values, is_whole=True) for values in ({"x": "y"}, {"did.8.7": "y"})]
    assert found == [{"did.1": Fault.NEEDED}, {}]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ((), (None, None, None, False, False)),
        (("partly",), ("partly", None, None, False, False)),
        (("sent",), ("sent", 1, None, True, False)),
        (("sent", "partly"), ("sent", 1, None, True, True)),
        (("accepted", "partly"), ("accepted", 1, 1, True, True)),
        (("accepted", "sent"), ("sent", 2, 1, True, False)),
        (("accepted", "accepted"), ("accepted", 2, 2, True, False)),
        (("accepted", "returned"), ("returned", None, 1, False, False)),
        (("returned", "partly"), ("partly", None, None, False, False)),
        (("accepted", "taken-back"), ("taken-back", None, None, True, False)),
        (("taken-back", "sent"), ("sent", 2, None, True, False)),
    ],
)
def test_where_an_answer_stands_follows_from_its_versions(states, expected):
    found = standing_of([version(n, one) for n, one in enumerate(states, start=1)])
    numbers = [one.version if one else None for one in (found.sent, found.accepted)]
    assert (found.state, *numbers, found.is_answered, found.is_changing) == expected


def test_the_reason_for_sending_back_stands_until_something_is_sent():
    found = [standing_of([version(n, one) for n, one in enumerate(states, start=1)]) for states in (
        ("returned",), ("returned", "partly"), ("returned", "sent"),
    )]  # fmt: skip
    assert [one.returned.version if one.returned else None for one in found] == [1, 1, None]


def test_two_people_are_put_together_field_by_field():
    before = {"a": "1", "b": "1", "c": "1", "d": "1"}
    mine, theirs = {"a": "2", "b": "1", "c": "2", "d": "1"}, {"a": "1", "b": "3", "c": "3", "e": "3"}
    found = joined(before, mine, theirs)
    assert found.values == {"a": "2", "b": "3", "c": "2", "e": "3"}
    assert (found.conflicts, set(found.theirs)) == ({"c": "3"}, {"b", "d", "e"})


WORDS = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["", "x", "y", "z"]))


@given(WORDS, WORDS, WORDS)
def test_nothing_that_anybody_typed_is_lost_and_who_changes_nothing_takes_the_other(before, mine, theirs):
    found = joined(before, mine, theirs)
    for name in {*before, *mine, *theirs}:
        was, own, other = (said.get(name, "") for said in (before, mine, theirs))
        shown = {found.values.get(name, ""), *([found.conflicts[name]] if name in found.conflicts else [])}
        assert {words for words in (own, other) if words != was} <= shown
    assert joined(before, before, theirs).values == {name: words for name, words in theirs.items() if words}
