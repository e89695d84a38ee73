"""What a meeting is about, its bodies and the roles of its mechanisms: suggested, confirmed, denied, chosen."""

import pytest
from django.urls import reverse

from iscm.domain.records import Suggestion
from iscm.register.models import Meeting, Revision
from iscm.register.rules import Role
from tests.desk.editing import fields_in, form_of, send
from tests.factories.records import make_reading, make_record
from tests.register.conftest import few, put, register  # noqa: F401  # fixtures

SUGGESTED = (Suggestion("gender", "“women”", 0.9), Suggestion("technology", "“data”", 0.4))


@pytest.fixture
def uid(put):  # noqa: F811  # a fixture
    forum = make_record(title="Forum", mechanisms=("rcm", "sacm"), themes=SUGGESTED, bodies=("Working Group A",))
    return put(make_reading(forum)).created[0]


@pytest.fixture
def page(uid):
    return reverse("desk-meeting", args=[uid])


@pytest.fixture
def ann(signed_in):
    return signed_in("ann", Role.EDITOR)


def themes():
    return dict(Meeting.objects.get().themes.order_by("theme__slug").values_list("theme__slug", "basis"))


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        ("themes|gender", {"gender": "stated", "technology": "suggested"}),
        ("themes|-gender", {"technology": "suggested"}),
    ],
)
def test_a_suggestion_is_confirmed_or_rejected_with_a_click(ann, page, verdict, expected):
    answer = ann.post(page, {**form_of(ann, page), "decide": verdict})
    assert (answer.status_code, themes()) == (302, expected)
    entry = Revision.objects.get(action="corrected")
    assert (entry.actor, "“women”" in entry.reason) == ("ann", True)
    past = ann.get(reverse("desk-meeting-history", args=[Meeting.objects.get().uid])).text
    assert "Themes changed" in past
    ann.post(reverse("desk-undo", args=[entry.pk]), {"reason": "the wrong button"})
    assert themes() == {"gender": "suggested", "technology": "suggested"}


def test_a_click_on_a_suggestion_loses_nothing_that_was_typed(ann, page):
    answer = ann.post(page, {**form_of(ann, page), "outcome": "Agreed.", "decide": "themes|gender"})
    typed = fields_in(answer.text)
    assert (answer.status_code, typed["outcome"], "gender" in typed["themes"]) == (200, "Agreed.", True)
    assert send(ann, page, {**typed, "reason": "the minutes"}).status_code == 302
    assert (Meeting.objects.get().outcome, themes()["gender"]) == ("Agreed.", "stated")


@pytest.mark.parametrize("verdict", ["themes|nothing", "title|gender", "themes|", "themes|data"])
def test_there_is_nothing_else_to_click_on(ann, page, verdict):
    assert ann.post(page, {**form_of(ann, page), "decide": verdict}).status_code == 404


def test_any_theme_and_initiative_is_chosen_and_denied_with_a_reason(ann, page):
    typed = {**form_of(ann, page), "themes": ["-gender", "data"], "initiatives": ["gcm"], "reason": "the agenda"}
    assert send(ann, page, typed).status_code == 302
    assert themes() == {"data": "stated", "technology": "suggested"}
    assert list(Meeting.objects.get().initiatives.values_list("initiative__slug", "basis")) == [("gcm", "stated")]
    shown = ann.get(page).text
    assert ["not: " in shown, "the agenda" in shown, fields_in(shown)["themes"].count("-gender")] == [True, True, 1]


def test_bodies_roles_and_names_are_set(ann, page):
    typed = {
        **form_of(ann, page),
        "role": ["host", "invited", "co-host", "co-host"],
        "bodies": ["Working Group A", "Troika"],
        "prepares": "2nd Ministerial Conference",
        "reason": "the invitation",
    }
    assert send(ann, page, typed).status_code == 302
    meeting = Meeting.objects.get()
    assert [party.role for party in meeting.parties.order_by("position")] == ["host", "invited"]
    assert (meeting.bodies, meeting.prepares) == (["Working Group A", "Troika"], "2nd Ministerial Conference")
    assert Revision.objects.get(action="corrected").new["fields"] == "bodies, prepares, roles"
    again = form_of(ann, page)
    assert (again["role"][:2], again["mechanism"][:2]) == (["host", "invited"], ["rcm", "sacm"])
    # Who says the roles does not differ from who says the mechanisms, and both count.
    shown = ann.get(page).text
    assert ['2 sources<span class="hidden"> · Mechanisms' in shown, 'value="mechanism|' in shown] == [True, False]


def test_who_else_said_of_a_theme_meanwhile_is_told(ann, signed_in, page):
    mine = {**form_of(ann, page), "themes": ["gender"], "reason": "the agenda"}
    bob = signed_in("bob", Role.EDITOR)
    bob.post(page, {**form_of(bob, page), "decide": "themes|-technology"})
    answer = send(ann, page, mine)
    assert (answer.status_code, fields_in(answer.text)["conflict"]) == (409, ["themes"])
