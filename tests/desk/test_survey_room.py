"""A secretariat answers a survey: by the link of its room or signed in, all at once or bit by bit, alone or as two."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from iscm.desk.room_door import sign
from iscm.desk.survey_filled import filled
from iscm.desk.views import survey_room
from iscm.domain.submissions import Right
from iscm.domain.surveys import LONGEST_ANSWER, State
from iscm.register.operations.posting import set_right
from iscm.register.operations.rooms import make_link
from iscm.register.operations.survey_answers import return_answer
from iscm.register.operations.surveys import close_survey
from iscm.register.queries.surveys import survey_goals, versions_of
from iscm.register.rules import Role
from tests.factories.hostile_words import MARKUP
from tests.factories.rows import add_mechanism, add_meeting, add_territory
from tests.factories.surveys import add_survey, plan, send, send_accepted

pytestmark = pytest.mark.django_db
WHOLE = {"did.9": "Operations", "met": "yes", "how": "online", "else": "More"}


def way(survey, mechanism="gfmd", name="Secretariat"):
    """The address that the link of a room leads to."""
    add_mechanism(mechanism)
    link = make_link(mechanism, name, "", days=60, actor="ann").link
    return reverse("room-survey", kwargs={"token": sign(link), "key": survey.key})


def shown(page):
    """What stands in the fields."""
    areas = re.findall(r'<textarea name="([^"]+)"[^>]*>\n(.*?)</textarea>', page.text, re.DOTALL)
    picks = re.findall(r'<input type="radio" name="([^"]+)" value="([^"]*)" checked>', page.text)
    return {name: unescape(words) for name, words in [*areas, *picks] if words}


def seen(page):
    return re.search(r'name="seen" value="(\d+)"', page.text)[1]


def troubles(page):
    found = re.findall(r'<p class="(?:trouble|error|errorlist)"[^>]*>(.*?)</p>', page.text)
    return [unescape(re.sub("<[^>]*>", "", one)) for one in found]


def answer(address, number="0", do="keep", **values):
    sent = {name.replace("_", "."): words for name, words in values.items()}
    return Client().post(address, {"seen": number, "do": do, **sent})


def states(survey, mechanism="gfmd"):
    return [one.state for one in versions_of(survey.key, mechanism)]


def test_the_page_is_filled_in_with_last_years_words_and_this_years_meetings():
    add_territory()
    near = {"themes": ("smuggling",), "mechanisms": ("gfmd",)}
    add_meeting("Of last year", "2025-05-01", **near)
    add_meeting("Workshop on smuggling", "2026-05-27/2026-05-28", **near)
    add_meeting("Called off", "2026-06-01", status="cancelled", **near)
    add_meeting("Secret", "2026-06-02", is_closed=True, **near)
    add_meeting("Of others", "2026-06-03", themes=("smuggling",), mechanisms=("rcm",))
    add_meeting("Elsewhere", "2026-06-04", themes=("other",), mechanisms=("gfmd",))
    before = add_survey(year=2025)
    start = shown(Client().get(way(before)))
    assert start == {"did.9": "1 May 2025: Of last year (Geneva, Switzerland)"}
    send(before, did_9=f"We trained officers.\n{start['did.9']}", met="no", how="online", did_1="Old words")
    survey = add_survey(year=2026, title="Survey 2026", questions=plan().questions[:-1])
    assert shown(Client().get(way(survey))) == {
        "did.1": "Old words",
        "did.9": "We trained officers.\n27–28 May 2026: Workshop on smuggling (Geneva, Switzerland)",
        "met": "no",
        "how": "online",
    }


@pytest.mark.parametrize("number", [1, 40])
def test_filling_in_asks_as_often_for_many_meetings_as_for_one(number, django_assert_num_queries):
    for n in range(number):
        add_meeting(f"Workshop {n}", "2026-05-27", themes=("smuggling",))
    send(add_survey(year=2025), did_9="x", met="no")
    survey = add_survey(year=2026)
    goals = survey_goals(survey)
    filled(survey, "gfmd", goals, "en")
    with django_assert_num_queries(8):
        found = filled(survey, "gfmd", goals, "en")
    assert (len(found.values["did.9"].split("\n")), found.year) == (number + 1, 2025)


def test_what_was_kept_stands_there_when_somebody_comes_back():
    survey = add_survey()
    address = way(survey)
    assert answer(address, did_9="Half a").headers["Location"] == f"{address}?done=keep"
    page = Client().get(address)
    assert (shown(page), seen(page), states(survey)) == ({"did.9": "Half a"}, "1", [State.PARTLY])
    assert answer(address, "1", "send", **WHOLE).headers["Location"] == f"{address}?done=send"
    assert shown(Client().get(address)) == WHOLE
    assert states(survey) == [State.PARTLY, State.SENT]


def test_what_lacks_is_told_at_its_field_and_nothing_typed_is_lost():
    survey = add_survey()
    address, long = way(survey), "x" * (LONGEST_ANSWER + 2)
    page = answer(address, do="send", did_9=long, **{"else": "<b>More</b>"})
    assert (page.status_code, states(survey)) == (400, [])
    assert troubles(page) == [
        "It was not sent. Put right what is marked:",
        "This is 2 letters too long.",
        "Please answer this before you send it.",
    ]
    assert shown(page) == {"did.9": long, "else": "<b>More</b>"}
    assert re.findall(r'<a href="#(f-[^"]+)">', page.text) == ["f-did.9", "f-met"]
    assert 'id="f-did.9"' in page.text


def test_an_answer_without_a_word_is_asked_whether_there_is_nothing_to_report():
    survey = add_survey()
    address = way(survey)
    page = answer(address, do="send")
    assert troubles(page)[0].startswith("Nothing is filled in.")
    assert answer(address, do="send", nothing="yes").status_code == 302
    assert states(survey) == [State.SENT]


def test_two_people_at_once_are_put_together_where_they_wrote_elsewhere():
    survey = add_survey()
    ann, ben = way(survey, name="Ann"), way(survey, name="Ben")
    answer(ann, did_1="Ann’s")
    assert answer(ben, did_9="Ben’s").status_code == 302
    assert shown(Client().get(ann)) == {"did.1": "Ann’s", "did.9": "Ben’s"}
    assert [one.sender for one in versions_of(survey.key, "gfmd")] == ["Ann", "Ben"]


def test_where_two_people_wrote_otherwise_the_second_sees_the_words_of_the_first():
    survey = add_survey()
    ann, ben = way(survey, name="Ann"), way(survey, name="Ben")
    answer(ann, did_9="Ann’s", met="yes")
    page = answer(ben, do="send", did_9="Ben’s", met="yes")
    assert (page.status_code, shown(page), seen(page)) == (409, {"did.9": "Ben’s", "met": "yes"}, "1")
    assert re.search(r'<blockquote class="theirs" dir="auto">(.*?)</blockquote>', page.text)[1] == "Ann’s"
    assert troubles(page)[0].startswith("Ann kept another version meanwhile.")
    answer(ben, seen(page), "send", did_9="Ann’s and Ben’s", met="yes")
    assert versions_of(survey.key, "gfmd")[-1].values["did.9"] == "Ann’s and Ben’s"


def test_what_somebody_else_added_is_looked_at_before_it_is_sent():
    survey = add_survey()
    ann, ben = way(survey, name="Ann"), way(survey, name="Ben")
    answer(ann, did_1="Ann’s")
    page = answer(ben, do="send", did_9="Ben’s", met="yes")
    assert (page.status_code, shown(page)) == (409, {"did.1": "Ann’s", "did.9": "Ben’s", "met": "yes"})
    assert states(survey) == [State.PARTLY]


def test_what_the_editors_sent_back_is_shown_with_their_reason():
    survey = add_survey()
    sent = send(survey, met="yes")
    return_answer(survey.key, "gfmd", sent.version, actor="ann", reason="Which <meeting>?")
    address = way(survey)
    assert "Which &lt;meeting&gt;?" in Client().get(address).text
    answer(address, "1", "send", met="yes", did_9="This one")
    assert "Which" not in Client().get(address).text


def test_a_mechanism_takes_its_answer_back():
    survey = add_survey()
    send_accepted(survey, met="yes")
    address = way(survey)
    assert answer(address, do="take-back", reason="wrong").headers["Location"] == f"{address}?done=take-back"
    (found,) = versions_of(survey.key, "gfmd")
    assert (found.state, found.decided_by, found.reason) == (State.TAKEN_BACK, "gfmd: Secretariat", "wrong")


def test_a_trusted_mechanism_is_told_that_its_answer_counts():
    survey = add_survey()
    address = way(survey)
    set_right("gfmd", Right.TRUSTED, actor="ann", reason="known")
    answer(address, do="send", met="yes")
    assert states(survey) == [State.ACCEPTED]
    assert "It counts at once." in Client().get(f"{address}?done=send").text


def test_a_blocked_mechanism_is_told_and_keeps_what_it_typed():
    survey = add_survey()
    address = way(survey)
    set_right("gfmd", Right.BLOCKED, actor="ann", reason="spam")
    page = answer(address, do="send", met="yes", did_9="Words")
    assert (page.status_code, shown(page)["did.9"], states(survey)) == (400, "Words", [])
    assert "please write to its editors" in page.text


def test_what_is_closed_meanwhile_keeps_the_words_on_the_page():
    survey = add_survey()
    address = way(survey)
    close_survey(survey.key, actor="ann", reason="over")
    page = answer(address, do="send", did_9="<i>Late</i>", met="yes")
    assert (page.status_code, states(survey)) == (409, [])
    assert ("&lt;i&gt;Late&lt;/i&gt;" in page.text, "Below is what you typed" in page.text) == (True, True)
    assert "<form" not in Client().get(address).text


def test_who_sends_very_much_is_asked_to_wait_and_keeps_what_was_typed(monkeypatch):
    survey = add_survey()
    address = way(survey)
    monkeypatch.setattr(survey_room, "too_many", lambda owner: owner.startswith("room:"))
    page = answer(address, did_9="Words")
    assert (page.status_code, shown(page), states(survey)) == (429, {"did.9": "Words"}, [])


def test_a_focal_point_answers_signed_in_and_for_its_own_mechanism_only(signed_in):
    survey = add_survey()
    for slug in ("rcm", "sacm"):
        add_mechanism(slug)
    client = signed_in("bob", Role.FOCAL_POINT, "rcm")
    own, other = (reverse("room-survey", kwargs={"token": slug, "key": survey.key}) for slug in ("rcm", "sacm"))
    assert "csrfmiddlewaretoken" in client.get(own).text
    assert [client.post(one, {"seen": "0", "do": "send", "met": "yes"}).status_code for one in (own, other)] == [
        302,
        403,
    ]
    (found,) = versions_of(survey.key, "rcm")
    assert (found.sender, found.owner.startswith("room:account-"), states(survey, "sacm")) == ("bob", True, [])


def test_drafts_and_mechanisms_that_are_not_asked_have_no_page():
    draft, survey = add_survey(is_open=False), add_survey()
    add_mechanism("ended", status="ended")
    found = [Client().get(one).status_code for one in (way(draft), way(survey, "ended"))]
    assert found == [404, 404]


@pytest.mark.parametrize("typed", [{"seen": "x" * 50}, {"seen": "-1"}, {"seen": "99999999999"}, {"do": "nonsense"}])
def test_odd_forms_are_kept_as_far_as_they_can_be(typed):
    survey = add_survey()
    sent = {"seen": "0", "do": "keep", "did.9": "x", "did.99": "y", "other": "z"} | typed
    assert Client().post(way(survey), sent).status_code == 302
    assert [dict(one.values) for one in versions_of(survey.key, "gfmd")] == [{"did.9": "x"}]


def test_hostile_words_stay_words():
    survey = add_survey(title=MARKUP[0], intro=MARKUP[1])
    address = way(survey, name=MARKUP[1])
    answer(address, did_9="".join(MARKUP), met="yes", **{"else": MARKUP[4]})
    page = Client().get(address)
    assert [bad for bad in ("<script>alert", "<img src=x", "<!-- a comment") if bad in page.text] == []
    assert shown(page)["did.9"].startswith(MARKUP[0])


def test_questions_are_asked_in_the_language_of_the_page():
    survey = add_survey()
    address = way(survey)
    with override("fr"):
        french = way(survey)
    pages = [Client().get(one).text for one in (address, french)]
    assert ["Qu’avez-vous fait ?" in page for page in pages] == [False, True]
    answer(french, do="keep", did_9="Formation")
    assert versions_of(survey.key, "gfmd")[0].lang == "fr"
