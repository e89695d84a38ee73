"""Surveys: drafted, frozen once open, closed, opened again; answers kept version by version and decided."""

import json
from datetime import date, timedelta

import pytest

from iscm.domain.errors import ConflictError, NonsenseError, RefusedError, StaleError, UnknownReferenceError
from iscm.domain.submissions import Right
from iscm.domain.surveys import MOST_QUESTIONS, Form, Phase, Question, State, standing_of
from iscm.publication.reports.tracked import Goal
from iscm.register.models import Received, Revision, Survey, SurveyAnswer
from iscm.register.operations.log import verify
from iscm.register.operations.posting import set_right
from iscm.register.operations.survey_answers import accept_answer, answer, return_answer, take_back_answer
from iscm.register.operations.surveys import change_draft, close_survey, draft_survey, open_survey, reopen_survey
from iscm.register.operations.undo import undo
from iscm.register.queries.history import version_of
from iscm.register.queries.reported import reported_of
from iscm.register.queries.stamps import version
from iscm.register.queries.surveys import (
    answer_before,
    find_survey,
    open_surveys,
    progress,
    surveys,
    versions_of,
)
from tests.factories.rows import add_initiative, add_mechanism
from tests.factories.surveys import MORNING, QUESTIONS, add_objectives, add_survey, plan, send, send_accepted, sender

pytestmark = pytest.mark.django_db
MANY = tuple(Question(str(n), Form.TEXT, {"en": "?"}) for n in range(MOST_QUESTIONS + 1))
WHO = {"actor": "ann", "reason": "clear"}


def standing(survey, mechanism="gfmd"):
    return standing_of(versions_of(survey.key, mechanism))


def last_entry():
    return Revision.objects.latest("id")


def test_a_draft_is_read_back_as_it_was_written():
    made = add_survey(is_open=False)
    assert find_survey(made.key) == made
    assert (made.key, made.phase, made.questions) == ("gcm-2026", Phase.DRAFT, QUESTIONS)
    assert draft_survey(plan(), actor="ann").key == "gcm-2026-2"


@pytest.mark.parametrize(
    ("rest", "fields"),
    [
        ({"title": " "}, {"title"}),
        ({"title": "x" * 201}, {"title"}),
        ({"title": "a\x00b"}, {"title"}),
        ({"year": 1700}, {"year"}),
        ({"initiative": "nothing"}, {"initiative", "did"}),
        ({"intro": "x" * 2001}, {"intro"}),
        ({"questions": (Question("a", Form.TEXT, {"fr": "Quoi ?"}),)}, {"a"}),
        ({"questions": (Question("a", Form.TEXT, {"en": "x" * 601}),)}, {"a"}),
        ({"questions": (Question("a", Form.CHOICE, {"en": "?"}, ("one",)),)}, {"a"}),
        ({"questions": (Question("a", Form.CHOICE, {"en": "?"}, ("one", "one")),)}, {"a"}),
        ({"questions": (Question("a", Form.TEXT, {"en": "?"}),) * 2}, {"a"}),
        ({"questions": MANY}, {"questions"}),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_at_its_field(rest, fields):
    add_objectives()
    with pytest.raises(NonsenseError) as caught:
        draft_survey(plan(**rest), actor="ann")
    assert (set(caught.value.wrong), Survey.objects.count()) == (fields, 0)


def test_an_initiative_without_objectives_and_targets_is_not_asked_for_each():
    add_initiative("gcr")
    with pytest.raises(NonsenseError) as caught:
        draft_survey(plan(initiative="gcr"), actor="ann")
    assert caught.value.wrong == {"did": "this initiative has no objectives and no targets"}


def test_two_editors_of_one_draft_do_not_overwrite_each_other():
    draft = add_survey(is_open=False)
    seen = version_of(draft.key, "survey")
    change_draft(draft.key, plan(title="Other"), actor="ben", seen=seen)
    with pytest.raises(StaleError) as caught:
        change_draft(draft.key, plan(title="Mine"), actor="ann", seen=seen)
    assert [(line.actor, line.new) for line in caught.value.lines if line.field == "title"] == [("ben", "Other")]
    with pytest.raises(StaleError):
        open_survey(draft.key, **WHO, seen=seen)
    assert find_survey(draft.key).title == "Other"


def test_the_same_draft_again_is_no_change():
    draft = add_survey(is_open=False)
    before = Revision.objects.count()
    change_draft(draft.key, plan(), actor="ben")
    assert Revision.objects.count() == before


def test_questions_stay_as_they_are_once_the_survey_is_open():
    survey = add_survey()
    with pytest.raises(ConflictError, match="this survey is open"):
        change_draft(survey.key, plan(title="Other"), actor="ann")
    assert find_survey(survey.key).title == "Survey 2026"


@pytest.mark.parametrize(("rest", "field"), [({"questions": ()}, "questions"), ({"due": date(2026, 11, 20)}, "due")])
def test_what_asks_nothing_or_is_over_is_not_opened(rest, field):
    add_objectives()
    draft = draft_survey(plan(**rest), actor="ann")
    with pytest.raises(NonsenseError) as caught:
        open_survey(draft.key, **WHO, now=MORNING)
    assert set(caught.value.wrong) == {field}


def test_a_closed_survey_takes_no_answer_until_it_is_opened_again():
    survey = add_survey()
    close_survey(survey.key, **WHO)
    with pytest.raises(ConflictError, match="not open"):
        send(survey, met="yes")
    undo(last_entry().pk, actor="ben", reason="too early")
    assert send(survey, met="yes").state is State.SENT
    with pytest.raises(UnknownReferenceError):
        close_survey("nothing", **WHO)


def test_a_draft_that_was_given_up_is_a_draft_again():
    draft = add_survey(is_open=False)
    close_survey(draft.key, **WHO)
    assert reopen_survey(draft.key, **WHO).phase is Phase.DRAFT


def test_every_version_is_kept_as_a_document_of_its_own_and_stands_in_the_log():
    survey = add_survey()
    send(survey, is_whole=False, did_9="Some")
    send(survey, did_9="More", met="yes")
    first, second = versions_of(survey.key, "gfmd")
    assert [(one.version, one.state, dict(one.values)) for one in (first, second)] == [
        (1, State.PARTLY, {"did.9": "Some"}), (2, State.SENT, {"did.9": "More", "met": "yes"}),
    ]  # fmt: skip
    kept = json.loads(bytes(Received.objects.get(sha256=first.sha256).content))
    assert (kept["answers"], kept["mechanism"], kept["is_whole"]) == ({"did.9": "Some"}, "gfmd", False)
    logged = Revision.objects.filter(object_type="survey-answer").values_list("action", "actor", "object_key")
    assert list(logged) == [
        ("answer-kept", "gfmd: Secretariat", "gcm-2026 gfmd 1"),
        ("answer-sent", "gfmd: Secretariat", "gcm-2026 gfmd 2"),
    ]
    assert verify() is None


def test_the_same_words_again_are_no_new_version():
    survey = add_survey()
    for is_whole in (False, False, True, True, False):
        send(survey, is_whole=is_whole, met="yes")
    assert [one.state for one in versions_of(survey.key, "gfmd")] == [State.PARTLY, State.SENT]


def test_what_was_sent_back_can_be_sent_again_as_it_is():
    survey = add_survey()
    sent = send(survey, met="yes")
    return_answer(survey.key, "gfmd", sent.version, **WHO)
    assert send(survey, met="yes").version == 2


def test_who_answers_over_an_older_version_is_told():
    survey = add_survey()
    send(survey, is_whole=False, did_9="Theirs")
    with pytest.raises(StaleError) as caught:
        answer(survey.key, {"did.9": "Mine"}, sender=sender(), is_whole=False, seen=0)
    assert (caught.value.seen, caught.value.latest) == (0, 1)


def test_what_cannot_be_sent_is_told_and_nothing_is_kept():
    survey = add_survey()
    with pytest.raises(NonsenseError) as caught:
        send(survey, how="by mail")
    assert caught.value.wrong == {"met": "needed", "how": "not-one-of-these"}
    assert SurveyAnswer.objects.count() == 0


def test_the_posting_right_decides_whether_an_answer_counts_at_once():
    survey, found = add_survey(), {}
    for right in Right:
        add_mechanism(right.value)
        set_right(right.value, right, actor="ann", reason="known")
    for right in (Right.REVIEWED, Right.TRUSTED):
        found[right] = send(survey, right.value, met="yes").state
    assert found == {Right.REVIEWED: State.SENT, Right.TRUSTED: State.ACCEPTED}
    with pytest.raises(RefusedError):
        send(survey, Right.BLOCKED.value, met="yes")
    assert answer(survey.key, {"met": "no"}, sender=sender("trusted", trust=Right.REVIEWED), is_whole=True).state is (
        State.SENT
    )


@pytest.mark.parametrize("facts", [{"is_iscm": False}, {"status": "ended"}])
def test_who_is_not_asked_cannot_answer(facts):
    survey = add_survey()
    add_mechanism("other", **facts)
    with pytest.raises(RefusedError):
        send(survey, "other", met="yes")


def test_readers_see_the_accepted_version_until_a_later_one_is_accepted():
    survey = add_survey()
    send_accepted(survey, did_9="First", met="yes")
    second = send(survey, did_9="Second", met="yes")
    assert [one.words for one in reported_of("gcm")[0]] == ["First", "yes"]
    accept_answer(survey.key, "gfmd", second.version, **WHO)
    assert [one.words for one in reported_of("gcm")[0]] == ["Second", "yes"]
    undo(last_entry().pk, actor="ben", reason="a mistake")
    assert [one.words for one in reported_of("gcm")[0]] == ["First", "yes"]
    undo(last_entry().pk, actor="ann", reason="no mistake")
    assert [one.words for one in reported_of("gcm")[0]] == ["Second", "yes"]


def test_an_answer_taken_back_is_shown_no_more_and_the_one_before_neither():
    survey = add_survey()
    send_accepted(survey, did_9="First", met="yes")
    second = send(survey, did_9="Second", met="yes")
    before = version().number
    take_back_answer(survey.key, "gfmd", second.version, actor="gfmd: Secretariat", reason="wrong")
    assert (reported_of("gcm"), standing(survey).is_answered) == (((), None), True)
    assert version().number > before
    undo(last_entry().pk, actor="ben", reason="asked to")
    assert [one.words for one in reported_of("gcm")[0]] == ["First", "yes"]


def test_only_the_last_answer_that_was_sent_can_be_decided_and_only_once():
    survey = add_survey()
    first = send(survey, met="yes")
    second = send(survey, met="no")
    with pytest.raises(ConflictError, match="another answer was sent"):
        accept_answer(survey.key, "gfmd", first.version, **WHO)
    accept_answer(survey.key, "gfmd", second.version, **WHO)
    entry = last_entry().pk
    for decide in (accept_answer, return_answer):
        with pytest.raises(ConflictError, match="does not wait"):
            decide(survey.key, "gfmd", second.version, **WHO)
    take_back_answer(survey.key, "gfmd", second.version, **WHO)
    with pytest.raises(ConflictError, match="decided otherwise"):
        undo(entry, actor="ben", reason="late")
    with pytest.raises(UnknownReferenceError):
        accept_answer(survey.key, "gfmd", 9, **WHO)


def test_what_was_sent_is_undone_by_taking_it_back():
    survey = add_survey()
    send(survey, met="yes")
    undo(last_entry().pk, actor="ben", reason="spam")
    assert standing(survey).state is State.TAKEN_BACK


def test_the_answer_before_is_that_of_the_last_survey_about_the_same():
    add_mechanism("gfmd")
    before = add_survey(year=2025, title="Survey 2025")
    send_accepted(before, did_9="Last year", met="yes")
    send(before, is_whole=False, did_9="Unsent", met="yes")
    now = add_survey(year=2026)
    survey, found = answer_before(now, "gfmd")
    assert (survey.key, dict(found.values)) == ("gcm-2025", {"did.9": "Last year", "met": "yes"})
    assert answer_before(before, "gfmd") is None
    assert [(one.key, state.state) for one, state in open_surveys("gfmd")] == [
        ("gcm-2025", State.ACCEPTED), ("gcm-2026", None),
    ]  # fmt: skip


def test_what_is_reported_is_of_the_years_and_the_objective_that_are_asked_for():
    for year in (2025, 2026):
        survey = add_survey(year=year, title=f"Survey {year}")
        send_accepted(survey, did_9=f"Of {year}", did_1="Data", met="yes", now=MORNING)
    send(survey, "rcm", did_9="Not accepted", met="yes")
    goal = Goal("objective", "9", "", "")
    asked = {
        "goal": reported_of("gcm", goal),
        "2025": reported_of("gcm", since=date(2025, 3, 1), until=date(2025, 4, 1)),
        "later": reported_of("gcm", since=date(2027, 1, 1)),
        "other": reported_of("gcr"),
    }
    assert {key: [one.words for one in rows] for key, (rows, _) in asked.items()} == {
        "goal": ["Of 2025", "Of 2026"], "2025": ["Data", "Of 2025", "yes"], "later": [], "other": [],
    }  # fmt: skip
    assert asked["goal"][1] == MORNING


def test_who_wrote_an_answer_is_not_told_to_readers():
    survey = add_survey()
    send_accepted(survey, met="yes", name="Jane Doe")
    assert "Jane Doe" not in str(reported_of("gcm"))


def test_having_nothing_to_report_is_an_answer():
    survey = add_survey()
    send_accepted(survey, nothing="yes")
    assert [(one.form, one.words) for one in reported_of("gcm")[0]] == [("nothing", "")]
    assert standing(survey).is_answered


@pytest.mark.parametrize("number", [1, 30])
def test_lists_ask_the_same_number_of_questions_however_many_answer(number, django_assert_num_queries):
    survey = add_survey()
    for n in range(number):
        send_accepted(survey, f"mechanism-{n}", did_9="x", met="yes", now=MORNING + timedelta(hours=n))
    with django_assert_num_queries(3):
        lines = progress(survey.key)
    with django_assert_num_queries(3):
        (line,) = surveys()
    with django_assert_num_queries(7):
        rows, _ = reported_of("gcm")
    assert (len(lines), line.answered, line.missing, len(rows)) == (number, number, 0, 2 * number)


def test_without_a_survey_the_tracker_asks_one_question_more(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert reported_of("gcm") == ((), None)
