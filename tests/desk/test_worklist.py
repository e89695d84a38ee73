"""The worklist page: what is shown to whom, narrowed, dismissed with a reason and opened again."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from iscm.desk.worklist import PAGE
from iscm.register.models import Problem, Revision
from iscm.register.rules import Role
from tests.factories.rows import add_document, add_meeting

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
DISMISS, REOPEN = "desk-problem-dismiss", "desk-problem-reopen"


def add_problem(message, severity="warning", meeting=None, **rest):
    values = {"key": message.replace(" ", "-"), "code": "date-repaired", "found_at": NOW, **rest}
    return Problem.objects.create(message=message, severity=severity, meeting=meeting, **values)


def messages(page):
    return re.findall(r'<span lang="en" dir="auto">(.*?)</span></(?:label|p)>', page.text)


def tabs(page):
    return dict(re.findall(r'<li><a href="[^"]*"[^>]*>([^<]*) <span class="tally">(\d+)</span>', page.text))


@pytest.fixture
def editor(signed_in):
    return signed_in("ann", Role.EDITOR)


def test_errors_and_warnings_are_shown_first_and_information_when_asked_for(editor):
    add_problem("for the record", "information")
    add_problem("to be seen", "warning")
    add_problem("to be decided", "error")
    asked = {
        said: messages(editor.get(reverse("desk-worklist"), {"severity": said}))
        for said in ("", "all", "error", "information", "nonsense")
    }
    pressing = ["to be decided", "to be seen"]
    assert asked == {
        "": pressing,
        "all": [*pressing, "for the record"],
        "error": ["to be decided"],
        "information": ["for the record"],
        "nonsense": pressing,
    }


def test_the_lists_are_counted_for_the_mechanism_that_is_asked_for(editor):
    add_problem("of rcm", meeting=add_meeting(mechanisms=("rcm",), edtf="2024-01-01"))
    add_problem("of gfmd", meeting=add_meeting(edtf="2024", status="tentative", date_status="tbc"))
    add_problem("of none", document=add_document())
    pages = {said: editor.get(reverse("desk-worklist"), {"mechanism": said}) for said in ("", "rcm", "gfmd", "none")}
    assert {said: messages(page) for said, page in pages.items()} == {
        "": ["of rcm", "of gfmd", "of none"],
        "rcm": ["of rcm"],
        "gfmd": ["of gfmd"],
        "none": ["of none"],
    }
    assert {said: (tabs(page)["Plans to confirm"], tabs(page)["Missing outcomes"]) for said, page in pages.items()} == {
        "": ("1", "1"),
        "rcm": ("0", "1"),
        "gfmd": ("1", "0"),
        "none": ("0", "0"),
    }


def test_an_editor_of_one_mechanism_sees_what_concerns_it_and_dismisses_what_is_its_alone(signed_in):
    own = add_problem("own", meeting=add_meeting(mechanisms=("rcm",)))
    joint = add_problem("joint", meeting=add_meeting(mechanisms=("rcm", "gfmd")))
    add_problem("of another", meeting=add_meeting(mechanisms=("gfmd",)))
    add_problem("of all")
    client = signed_in("ann", Role.EDITOR, "rcm")
    page = client.get(reverse("desk-worklist"))
    assert messages(page) == ["own", "joint"]
    assert re.findall(r'name="key" value="(\w+)"', page.text) == ["own"]
    answers = [client.post(reverse(DISMISS), {"key": one.key, "reason": "fine"}) for one in (joint, own)]
    assert [one.status_code for one in answers] == [403, 302]
    assert list(Problem.objects.exclude(dismissed_at=None)) == [own]


def test_dismissed_with_one_reason_they_are_shown_as_dismissed_and_can_be_opened_again(editor):
    keys = [add_problem(name).key for name in ("one", "two", "three")]
    sent = {"key": keys[:2], "reason": "checked by phone", "mechanism": "", "severity": "all", "page": "1"}
    answer = editor.post(reverse(DISMISS), sent, follow=True)
    assert answer.redirect_chain == [("/desk/worklist/?severity=all", 302)]
    assert (messages(answer), tabs(answer)["Dismissed"]) == (["three"], "2")
    assert "2 problems were dismissed." in answer.text
    dismissed = editor.get(reverse("desk-worklist-part", args=["dismissed"]))
    assert dismissed.text.count("checked by phone") == 2
    answer = editor.post(reverse(REOPEN), {"key": keys[:1], "reason": "not so"}, follow=True)
    assert (answer.redirect_chain, messages(answer)) == ([("/desk/worklist/dismissed/", 302)], ["two"])
    log = Revision.objects.filter(object_type="problem").values_list("actor", "action", "reason")
    assert list(log) == [*[("ann", "dismissed", "checked by phone")] * 2, ("ann", "reopened", "not so")]


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"key": ["one"], "reason": " "}, ["Say why."]),
        ({"reason": "fine"}, ["Tick at least one problem."]),
        ({}, ["Tick at least one problem.", "Say why."]),
        ({"key": ["one"], "reason": "x" * 2001}, ["A reason may have 2,000 letters, not 2,001"]),
        ({"key": ["one", "nothing"], "reason": "fine"}, ["The register does not hold this, or holds it no more."]),
        ({"key": ["one", "gone"], "reason": "fine"}, ["This was decided or done already: look at how it stands now."]),
    ],
)
def test_what_cannot_be_dismissed_is_said_where_it_is_wrong_and_nothing_typed_is_lost(editor, sent, wrong):
    add_problem("one")
    add_problem("gone", dismissed_at=NOW)
    answer = editor.post(reverse(DISMISS), sent)
    assert answer.status_code == 400
    assert re.findall(r'role="alert">([^<]*)<', answer.text) == wrong
    assert ('value="one" id="p1" checked' in answer.text) is ("key" in sent)
    assert f'value="{sent.get("reason", "")}"' in answer.text
    assert Problem.objects.filter(dismissed_at=None).count() == 1


def test_pages_of_a_long_list_lead_on_and_the_last_stands_for_any_beyond(editor):
    for n in range(PAGE + 1):
        add_problem(f"number {n}")
    numbers = {
        page: len(messages(editor.get(reverse("desk-worklist"), {"page": page}))) for page in ("1", "2", "9", "x")
    }
    assert numbers == {"1": PAGE, "2": 1, "9": 1, "x": PAGE}
    assert 'href="/desk/worklist/?page=2" rel="next"' in editor.get(reverse("desk-worklist")).text


def test_words_of_sources_are_shown_as_words(editor):
    hostile = "<script>alert(1)</script>"
    add_problem(hostile, suggestion=hostile, meeting=add_meeting(hostile, edtf="2024", status="tentative"))
    pages = [editor.get(reverse("desk-worklist")), editor.get(reverse("desk-worklist-part", args=["plans"]))]
    assert [hostile in page.text for page in pages] == [False, False]


@pytest.mark.parametrize("part", ["plans", "outcomes", "questions", "files", "dismissed", "problems"])
def test_an_empty_list_says_so(editor, part):
    assert 'class="empty"' in editor.get(reverse("desk-worklist-part", args=[part])).text


def test_there_is_no_other_list(editor):
    assert editor.get(reverse("desk-worklist-part", args=["others"])).status_code == 404


def test_the_upkeep_of_an_editors_own_mechanism_is_shown_alone(signed_in):
    add_meeting(mechanisms=("rcm",), kind="forum", edtf="2024-06-27")
    add_meeting(mechanisms=("gfmd",))
    page = signed_in("ann", Role.EDITOR, "rcm").get(reverse("desk-worklist-mechanisms"))
    assert re.findall(r'<th scope="row"><[^>]*>(\w+)<', page.text) == ["RCM"]
    assert re.findall(r"<td>(\d+%)</td>", page.text) == ["100%", "100%", "100%", "0%"]


@pytest.mark.parametrize("times", [1, 4])
def test_the_page_asks_the_same_number_of_questions_however_long_it_is(editor, django_assert_num_queries, times):
    for n in range(times):
        add_problem(f"number {n}", meeting=add_meeting())
    with django_assert_num_queries(15):  # four of the door, nine of what waits, one of the lines, one of mechanisms
        editor.get(reverse("desk-worklist"))
