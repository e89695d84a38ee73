"""The yearly survey at the desk: drafted, opened, answered by the link of a room, reminded of, decided, published."""

import csv
import io
import json
import re
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from iscm.domain.surveys import Form, Phase, State
from iscm.register.models import Revision, RoomLink, SurveyMail
from iscm.register.operations.surveys import change_draft, close_survey
from iscm.register.queries.surveys import find_survey, versions_of
from iscm.register.rules import Role
from tests.factories.hostile_words import FORMULAS, MARKUP
from tests.factories.rows import add_mechanism
from tests.factories.surveys import MORNING as NOW
from tests.factories.surveys import add_objectives, add_survey, plan, send, send_accepted


@pytest.fixture
def editor(signed_in):
    return signed_in("ann", Role.EDITOR)


def to(name, *args):
    return reverse(f"desk-survey-{name}" if name else "desk-survey", args=args)


def form_of(page):
    """What a browser would send from the form of a draft, as it stands."""
    inputs = re.findall(r'<input (?!type="(?:checkbox|radio)")[^>]*>', page.text)
    found = {re.search(r'name="([^"]+)"', one)[1]: re.search(r'value="([^"]*)"', one)[1] for one in inputs}
    found |= dict(re.findall(r'<textarea name="([^"]+)"[^>]*>\n(.*?)</textarea>', page.text, re.DOTALL))
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page.text, re.DOTALL):
        found[name] = re.search(r'value="([^"]*)" selected', options)[1]
    return {name: unescape(words) for name, words in found.items() if name != "csrfmiddlewaretoken"}


def told(page):
    return [unescape(one) for one in re.findall(r'<li class="\w+">(.*?)</li>', page.text)]


def troubles(page):
    found = re.findall(r'<p class="(?:trouble|error|errorlist)"[^>]*>(.*?)</p>', page.text)
    return [unescape(re.sub("<[^>]*>", "", one)) for one in found]


def rows(page):
    body = re.search(r"<tbody.*?</tbody>", page.text, re.DOTALL)[0]
    lines = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    return [
        [" ".join(re.sub("<[^>]*>", " ", cell).split()) for cell in re.findall(r"<t[hd].*?</t[hd]>", line, re.DOTALL)]
        for line in lines
    ]


def test_from_a_draft_to_the_tracker(editor, signed_in):
    """Ask, answer by the link of a room, remind the others, accept, read it in the tracker."""
    add_objectives()
    for slug in ("rcm", "sacm"):
        add_mechanism(slug)
    answer = editor.post(to("new"), {"title": "GCM 2026", "year": "2026", "initiative": "gcm", "like": ""})
    assert answer.headers["Location"] == to("draft", "gcm-2026")
    page = editor.get(to("draft", "gcm-2026"))
    typed = form_of(page) | {"due": "2099-12-31", "q2-en": "Did you meet?", "q2-form": "yes-no", "q2-needed": "yes"}
    editor.post(to("draft", "gcm-2026"), typed)
    survey = find_survey("gcm-2026")
    assert [(one.key, one.form, one.is_needed) for one in survey.questions] == [
        ("2026-1", Form.OBJECTIVES, False), ("2026-2", Form.TEXT, False), ("2026-3", Form.YES_NO, True),
    ]  # fmt: skip
    seen = form_of(editor.get(to("open", "gcm-2026")))["seen"]
    page = editor.post(to("open", "gcm-2026"), {"seen": seen, "mails": "yes"}, follow=True)
    assert told(page)[1:] == ["0 mails were sent.", "Nobody to write to, neither link nor focal point: RCM; SACM."]
    for slug in ("rcm", "sacm"):
        editor.post(
            to("link", "gcm-2026", slug), {"name": "Secretariat", "contact": f"{slug}@example.org", "lang": "en"}
        )
    editor.post(to("remind", "gcm-2026"))
    assert sorted(one.to[0] for one in mail.outbox) == ["rcm@example.org", "sacm@example.org"]
    letter = next(one for one in mail.outbox if one.to == ["rcm@example.org"])
    assert letter.subject == "Reminder: GCM 2026"
    way = re.search(r"http://testserver(/room/\S+)", letter.body)[1]
    visitor = Client()
    assert visitor.get(way).status_code == 200
    answer = visitor.post(way, {"seen": "0", "2026-1.9": "A =joint operation", "2026-3": "yes", "do": "send"})
    assert answer.headers["Location"] == f"{way}?done=send"
    SurveyMail.objects.update(at="2026-01-01T00:00:00Z")
    mail.outbox.clear()
    editor.post(to("remind", "gcm-2026"))
    assert [one.to for one in mail.outbox] == [["sacm@example.org"]]
    assert [(line[0], line[1]) for line in rows(editor.get(to("one", "gcm-2026")))] == [
        ("RCM", "answered, to be looked at"), ("SACM", "not answered"),
    ]  # fmt: skip
    assert "joint operation" not in Client().get("/initiatives/gcm/").text
    editor.post(to("decide", "gcm-2026", "rcm"), {"version": "1", "do": "accept"})
    public = Client()
    assert rows(public.get("/initiatives/gcm/"))[0][:3] == ["RCM", "Objective 9 (smuggling)", "A =joint operation"]
    assert "joint operation" in public.get("/initiatives/gcm/?objective=9").text
    assert "joint operation" not in public.get("/initiatives/gcm/?objective=1").text
    assert "joint operation" not in public.get("/initiatives/gcm/?to=2025-12-31").text
    tables = json.loads(public.get("/initiatives/gcm.json").content)
    assert "A =joint operation" in json.dumps(tables)


def test_a_survey_begins_with_the_questions_of_the_one_before(editor):
    add_survey(year=2025, title="Survey 2025")
    editor.post(to("new"), {"title": "", "year": "2026", "initiative": "gcr", "like": "gcm-2025"})
    before, after = find_survey("gcm-2025"), find_survey("gcm-2026")
    assert (after.title, after.questions, after.initiative, after.due) == ("Survey 2026", before.questions, "gcm", None)


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [({"year": "next"}, "Write a year such as 2026."), ({"title": ""}, "A survey needs a title")],
)
def test_what_no_survey_can_begin_with_is_told_at_its_field(editor, typed, trouble):
    add_objectives()
    sent = {"title": "<b>Ours</b>", "year": "2026", "initiative": "gcm", "like": ""} | typed
    page = editor.post(to("new"), sent)
    assert (page.status_code, trouble in troubles(page), find_survey("gcm-2026")) == (400, True, None)
    assert ("&lt;b&gt;Ours" in page.text, "<b>Ours" in page.text) == ("title" not in typed, False)


def test_questions_are_moved_left_out_and_added_and_keep_their_names(editor):
    draft = add_survey(is_open=False)
    typed = form_of(editor.get(to("draft", draft.key)))
    typed |= {"q0-place": "9", "q1-gone": "yes", "q4-en": " New\none ", "q4-form": "choice", "q4-choices": "a\n\n b \n"}
    assert editor.post(to("draft", draft.key), typed).status_code == 302
    questions = find_survey(draft.key).questions
    assert [one.key for one in questions] == ["how", "else", "2026-1", "did"]
    assert (questions[2].words, questions[2].choices) == ({"en": "New one"}, ("a", "b"))


def test_what_cannot_be_asked_is_told_at_its_question_and_nothing_typed_is_lost(editor):
    draft = add_survey(is_open=False)
    typed = form_of(editor.get(to("draft", draft.key))) | {
        "q2-choices": "only one",
        "q3-fr": "Quoi <i>?",
        "due": "soon",
    }
    page = editor.post(to("draft", draft.key), typed)
    assert (page.status_code, "Write a day as 2024-05-31" in troubles(page)) == (400, True)
    page = editor.post(to("draft", draft.key), typed | {"due": ""})
    assert "Write 2 to 20 different choices, one on each line" in troubles(page)
    assert (form_of(page)["q3-fr"], form_of(page)["q2-choices"]) == ("Quoi <i>?", "only one")
    assert find_survey(draft.key) == draft


def test_a_second_editor_sees_what_changed_and_saves_over_it_only_knowingly(editor):
    draft = add_survey(is_open=False)
    typed = form_of(editor.get(to("draft", draft.key))) | {"title": "Mine"}
    change_draft(draft.key, plan(title="Theirs"), actor="ben")
    page = editor.post(to("draft", draft.key), typed)
    assert (page.status_code, form_of(page)["title"], find_survey(draft.key).title) == (409, "Mine", "Theirs")
    assert "<ins>Theirs</ins>" in page.text
    editor.post(to("draft", draft.key), form_of(page))
    assert find_survey(draft.key).title == "Mine"


def test_a_draft_changed_since_it_was_looked_at_is_not_opened(editor):
    draft = add_survey(is_open=False)
    seen = form_of(editor.get(to("open", draft.key)))["seen"]
    change_draft(draft.key, plan(title="Other"), actor="ben")
    page = editor.post(to("open", draft.key), {"seen": seen})
    assert (page.status_code, find_survey(draft.key).phase) == (409, Phase.DRAFT)
    assert troubles(page) == ["The draft was changed meanwhile. This is how it is now."]


def test_what_is_open_is_drafted_no_more(editor):
    survey = add_survey()
    for name in ("draft", "open"):
        assert editor.get(to(name, survey.key)).headers["Location"] == to("one", survey.key)
    page = editor.post(to("draft", survey.key), {"title": "x"}, follow=True)
    assert told(page) == ["The survey was opened meanwhile: its questions stay as they are."]


def test_the_preview_is_what_a_mechanism_finds(editor):
    before = add_survey(year=2025)
    send(before, did_9="Last year’s words", met="yes")
    draft = add_survey(is_open=False)
    add_mechanism("rcm")
    pages = {slug: editor.get(to("preview", draft.key), {"mechanism": slug}).text for slug in ("gfmd", "rcm")}
    assert ["Last year’s words" in page for page in pages.values()] == [True, False]


def test_an_answer_goes_back_with_a_reason_only(editor):
    survey = add_survey()
    send(survey, met="yes")
    page = editor.post(to("decide", survey.key, "gfmd"), {"version": "1", "do": "return", "reason": " "})
    assert (page.status_code, troubles(page)) == (400, ["Say why."])
    editor.post(to("decide", survey.key, "gfmd"), {"version": "1", "do": "return", "reason": "Which meeting?"})
    (answer,) = versions_of(survey.key, "gfmd")
    assert (answer.state, answer.reason, answer.decided_by) == (State.RETURNED, "Which meeting?", "ann")


def test_what_is_decided_already_is_told_and_changes_nothing(editor):
    survey = add_survey()
    send(survey, met="yes")
    decision = {"version": "1", "do": "accept"}
    editor.post(to("decide", survey.key, "gfmd"), decision)
    page = editor.post(to("decide", survey.key, "gfmd"), decision)
    assert (page.status_code, troubles(page)) == (
        400, ["This was decided or done already: look at how it stands now."],
    )  # fmt: skip
    editor.post(to("decide", survey.key, "gfmd"), {"version": "1", "do": "take-back", "reason": "asked to"})
    assert versions_of(survey.key, "gfmd")[0].state is State.TAKEN_BACK


def test_who_edits_for_one_mechanism_sees_and_decides_that_one(signed_in):
    survey = add_survey()
    for slug in ("rcm", "sacm"):
        send(survey, slug, met="yes")
    client = signed_in("ben", Role.EDITOR, "rcm")
    assert [line[0] for line in rows(client.get(to("one", survey.key)))] == ["RCM"]
    sent = {"version": "1", "do": "accept"}
    codes = {slug: client.post(to("decide", survey.key, slug), sent).status_code for slug in ("rcm", "sacm")}
    assert codes == {"rcm": 302, "sacm": 403}
    assert [client.post(to(name, survey.key)).status_code for name in ("close", "remind")] == [403, 403]
    table = list(csv.DictReader(io.StringIO(client.get(to("file", survey.key, "csv")).content.decode("utf-8-sig"))))
    assert {row["mechanism"] for row in table} == {"rcm"}


def test_answers_are_given_out_as_data_that_no_spreadsheet_calculates(editor):
    survey = add_survey()
    for n, words in enumerate((*FORMULAS, *MARKUP)):
        send(survey, f"mechanism-{n}", did_9=words, met="yes")
    table = list(csv.DictReader(io.StringIO(editor.get(to("file", survey.key, "csv")).content.decode("utf-8-sig"))))
    assert len(table) == 2 * len((*FORMULAS, *MARKUP))
    assert [row for row in table if any((value or "").lstrip()[:1] in set("=+-@") for value in row.values())] == []
    book = load_workbook(io.BytesIO(editor.get(to("file", survey.key, "xlsx")).content))
    assert [cell.coordinate for line in book.worksheets[0].iter_rows() for cell in line if cell.data_type == "f"] == []
    assert editor.get(to("file", survey.key, "json")).json()
    assert editor.get(to("file", survey.key, "pdf")).status_code == 404


def test_hostile_words_stay_words_on_every_page(editor):
    hostile = "".join(MARKUP[:4])
    survey = add_survey(title=f"Survey {MARKUP[0]}", intro=hostile)
    send_accepted(survey, did_9=hostile, met="yes", name=MARKUP[1])
    pages = [to("one", survey.key), to("answer", survey.key, "gfmd"), to(""), to("preview", survey.key)]
    for address in [*pages, "/initiatives/gcm/", "/initiatives/gcm.html"]:
        text = editor.get(address).text
        assert [bad for bad in ("<script>alert", "<img src=x", "<!-- a comment") if bad in text] == []


def test_a_closed_survey_is_opened_again(editor):
    survey = add_survey()
    editor.post(to("close", survey.key))
    assert find_survey(survey.key).phase is Phase.CLOSED
    page = editor.post(to("close", survey.key), follow=True)
    assert told(page)[-1] == "This was decided or done already: look at how it stands now."
    editor.post(to("reopen", survey.key))
    assert find_survey(survey.key).phase is Phase.OPEN


def test_a_link_that_cannot_be_made_is_told(editor):
    survey = add_survey()
    add_mechanism("gfmd")
    page = editor.post(to("link", survey.key, "gfmd"), {"name": "Secretariat", "contact": "nobody", "lang": "en"})
    assert (page.status_code, troubles(page), RoomLink.objects.count()) == (400, ["'nobody' is no mail address"], 0)


def test_links_for_all_who_have_none_are_made_in_one_go_and_sent(editor):
    survey = add_survey()
    for slug, languages in (("rcm", ["es"]), ("sacm", ["xx", "fr"]), ("pafom", []), ("gfmd", [])):
        add_mechanism(slug, languages=languages)
    RoomLink.objects.create(
        mechanism="gfmd",
        name="x",
        contact="gfmd@example.org",
        made_by="ann",
        made_at=NOW,
        expires_at="2099-01-01T00:00Z",
    )
    sent = {"contact-rcm": "rcm@example.org", "name-rcm": "Secretaría", "contact-sacm": "nobody", "mails": "yes"}
    page = editor.post(to("links", survey.key), sent | {"contact-gfmd": "other@example.org"})
    assert (page.status_code, troubles(page)) == (
        400, ["Some links were not made. Put right what is marked.", "'nobody' is no mail address"],
    )  # fmt: skip
    assert [(one.to, one.subject) for one in mail.outbox] == [(["rcm@example.org"], survey.title)]
    assert "/es/room/" in mail.outbox[0].body
    assert re.findall(r'name="contact-(\w+)" [^>]*value="([^"]*)"', page.text) == [("sacm", "nobody"), ("pafom", "")]
    answer = editor.post(to("links", survey.key), {"contact-sacm": "sacm@example.org"})
    assert answer.headers["Location"] == to("one", survey.key)
    made = RoomLink.objects.exclude(name="x").values_list("mechanism", "name", "lang")
    assert list(made) == [("rcm", "Secretaría", "es"), ("sacm", "sacm@example.org", "fr")]
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("number", [1, 30])
def test_pages_ask_the_same_number_of_questions_however_many_answer(editor, number, django_assert_num_queries):
    survey = add_survey()
    for n in range(number):
        send(survey, f"mechanism-{n}", did_9="x", met="yes")
    with django_assert_num_queries(8):  # four of the door, one of the survey, three of the answers
        assert len(rows(editor.get(to("one", survey.key)))) == number
    with django_assert_num_queries(8):
        editor.get(to(""))


def test_what_is_done_stands_in_the_history_in_words(editor):
    survey = add_survey()
    send_accepted(survey, met="yes")
    close_survey(survey.key, actor="ann", reason="over")
    page = editor.get(reverse("desk-history")).text
    assert re.findall(r"(?:survey|answer)-(?:opened|closed|drafted|sent|accepted)", page) == []
    assert Revision.objects.filter(action="survey-closed").count() == 1
