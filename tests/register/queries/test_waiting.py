"""What waits for an editor: whose it is, in which order, and that it is the same questions however much waits."""

from datetime import UTC, date, datetime

import pytest

from iscm.register.models import Problem, Proposal, Refusal
from iscm.register.queries.waiting import Part, held_meetings, problem_mechanisms, waiting
from iscm.register.queries.worklist import mechanism_upkeep, meeting_lines, problem_lines, question_lines
from tests.factories.rows import add_document, add_mechanism, add_meeting, cite

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def add_problem(key="one", severity="warning", **rest):
    return Problem.objects.create(key=key, code="date-repaired", severity=severity, message=key, found_at=NOW, **rest)


def listed(part, today=TODAY):
    return [(one.pk, set(one.mechanisms), one.word) for one in waiting(today) if one.part is part]


def test_the_weightiest_problems_come_first_each_with_the_mechanisms_of_its_meeting_or_record():
    meeting = add_meeting(mechanisms=("rcm", "sacm"))
    record = cite(meeting, add_document())
    note = add_problem("note", "information")
    of_meeting = add_problem("of meeting", meeting=meeting)
    of_record = add_problem("of record", "error", record=record)
    assert listed(Part.PROBLEMS) == [
        (of_record.pk, {"rcm", "sacm"}, "error"),
        (of_meeting.pk, {"rcm", "sacm"}, "warning"),
        (note.pk, set(), "information"),
    ]
    assert problem_mechanisms(["of record", "note", "nothing"]) == {"of record": {"rcm", "sacm"}, "note": frozenset()}


def test_what_is_resolved_or_refused_waits_no_more():
    document = add_document()
    add_problem(resolved_at=NOW)
    add_problem("of a refused document", document=document)
    Refusal.objects.create(document=document, at=NOW, actor="ann", reason="misread")
    assert listed(Part.PROBLEMS) == []


def test_problems_of_what_nobody_accepted_yet_wait_with_it_in_the_inbox():
    proposed, counts = add_document("proposed.txt", accepted_at=None), add_document()
    add_problem("proposed", document=proposed)
    add_problem("of its record", record=cite(add_meeting(), proposed), document=proposed)
    held = add_problem("counts", document=counts)
    assert listed(Part.PROBLEMS) == [(held.pk, set(), "warning")]


def test_dismissed_problems_are_in_a_list_of_their_own_the_latest_first():
    first = add_problem("first", dismissed_at=datetime(2026, 1, 1, tzinfo=UTC))
    second = add_problem("second", dismissed_at=NOW)
    assert ([pk for pk, *_ in listed(Part.DISMISSED)], listed(Part.PROBLEMS)) == ([second.pk, first.pk], [])


def test_plans_are_asked_about_the_oldest_first_then_those_that_come_near_then_those_without_a_date():
    tentative = {"status": "tentative", "date_status": "tbc"}
    undated = add_meeting(edtf="", **tentative)
    near = add_meeting(edtf="2026-12", **tentative)
    passed = add_meeting(edtf="2026-03", **tentative)
    older = add_meeting(edtf="2025", **tentative)
    add_meeting(edtf="2027-10", **tentative)
    add_meeting(edtf="2025", is_listed=False, **tentative)
    assert [(pk, why) for pk, _, why in listed(Part.PLANS)] == [
        (older.pk, "passed"),
        (passed.pk, "passed"),
        (near.pk, "near"),
        (undated.pk, "undated"),
    ]


def test_outcomes_are_missed_of_what_is_over_the_latest_first_also_of_closed_meetings():
    old = add_meeting(edtf="2024-06-27")
    late = add_meeting(edtf="2026-11-20")
    add_meeting(edtf="2026-11-21")
    add_meeting(outcome="A declaration")
    add_meeting(title="", is_closed=True, withheld={"title": "Board", "outcome": "Told", "kind": "board"})
    assert [pk for pk, *_ in listed(Part.OUTCOMES)] == [late.pk, old.pk]


def test_a_question_is_of_the_mechanisms_of_both_sides():
    sides = [add_meeting(mechanisms=(slug,)) for slug in ("rcm", "sacm")]
    document = add_document()
    left, right = (f"{cite(meeting, document).key}#1" for meeting in sides)
    row = Proposal.objects.create(left=left, right=right, score=1.0, made_at=NOW)
    assert listed(Part.QUESTIONS) == [(row.pk, {"rcm", "sacm"}, "")]
    (line,) = question_lines([row.pk])
    assert [side.meeting.uid for side in (line.left, line.right)] == [one.uid for one in sides]


def test_lines_stand_in_the_order_asked_for_and_tell_editors_the_titles_of_closed_meetings():
    words = {"lang": "en", "kind": "", "ordinal": None, "outcome": "", "topic": "", "links": []}
    withheld = {"title": "Board", **words, "themes": [], "initiatives": []}
    closed = add_meeting(title="", is_closed=True, withheld=withheld)
    late = add_meeting("Late", edtf="2025-01-01")
    assert [row.title for row in meeting_lines([late.pk, closed.pk])] == ["Late", "Board"]
    held = add_problem(meeting=closed)
    other = add_problem("other")
    lines = problem_lines([other.pk, held.pk])
    assert [[one.title for one in line.meetings] for line in lines] == [[], ["Board"]]


def test_an_active_mechanism_of_which_nothing_was_heard_comes_first_and_one_that_ended_last():
    add_mechanism("ended", status="ended")
    add_mechanism("silent")
    cite(add_meeting(edtf="2024-06-27"), add_document())
    add_meeting(edtf="2027-01-02", mechanisms=("gfmd",), kind="forum")
    silent, heard, ended = mechanism_upkeep(TODAY)
    assert (ended.slug, ended.is_active, ended.is_stale) == ("ended", False, False)
    assert (silent.slug, silent.last_word, silent.is_stale, silent.meetings) == ("silent", None, True, 0)
    assert (heard.last_word, heard.is_stale) == (date(2024, 9, 24), True)
    assert (heard.last, heard.next, heard.meetings) == (date(2024, 6, 27), date(2027, 1, 2), 2)
    assert list(heard.known.values()) == [2, 2, 1, 0]
    assert [line.slug for line in mechanism_upkeep(TODAY, {"silent"})] == ["silent"]


@pytest.mark.parametrize("times", [1, 5])
def test_the_same_number_of_questions_however_much_waits(django_assert_num_queries, times):
    document = add_document()
    for n in range(times):
        record = cite(add_meeting(edtf="2024-06-27"), document)
        add_problem(f"of record {n}", record=record)
        Proposal.objects.create(left=f"{record.key}#1", right=f"other{n}", score=1.0, made_at=NOW)
    with django_assert_num_queries(10):
        found = waiting(TODAY)
    with django_assert_num_queries(2):
        problem_lines([one.pk for one in found if one.part is Part.PROBLEMS])
    with django_assert_num_queries(2):
        question_lines([one.pk for one in found if one.part is Part.QUESTIONS])
    with django_assert_num_queries(6):
        meeting_lines([one.pk for one in found if one.part is Part.OUTCOMES])
    with django_assert_num_queries(6):
        mechanism_upkeep(TODAY)
    assert len(list(held_meetings())) == times
