"""What editors do with one meeting: read, correct, pick, say what becomes of it, judge, withdraw, undo."""

import re

import pytest
from django.urls import reverse

from iscm.domain.records import DateStatus
from iscm.register.models import Meeting, Revision
from iscm.register.operations.correct import correct
from iscm.register.operations.rebuild import rebuild
from iscm.register.queries.history import version_of
from iscm.register.rules import Role
from tests.desk.editing import fields_in, form_of, send
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW, few, put, register  # noqa: F401  # fixtures

TITLE = "34th Senior Officials Meeting"


@pytest.fixture
def uid(put):  # noqa: F811  # a fixture
    som = make_record(title=TITLE, ordinal=34, date_status=DateStatus.TBC)
    return put(make_reading(som)).created[0]


@pytest.fixture
def ann(signed_in):
    return signed_in("ann", Role.EDITOR)


@pytest.fixture
def bob(signed_in):
    return signed_in("bob", Role.EDITOR)


def said():
    row = Meeting.objects.get()
    return row.edtf, row.date_status, row.title


def page_of(uid):
    return reverse("desk-meeting", args=[uid])


def test_a_date_is_changed_told_in_the_history_and_undone(ann, uid):
    typed = form_of(ann, page_of(uid))
    assert typed["date"] == "27 June 2024 (to be confirmed)"
    answer = send(ann, page_of(uid), {**typed, "date": "second half of 2027, tbc", "reason": "the host wrote"})
    assert (answer.status_code, said()) == (302, ("2027-41", "tbc", TITLE))
    past = ann.get(reverse("desk-meeting-history", args=[uid])).text
    assert [words in past for words in ("some time in July", "27 June 2024", "the host wrote", "ann")] == [True] * 4
    entry = Revision.objects.get(action="corrected").pk
    answer = ann.post(reverse("desk-undo", args=[entry]), {"reason": "the wrong meeting"})
    assert (answer.headers["Location"], said()) == (page_of(uid), ("2024-06-27", "tbc", TITLE))
    assert rebuild(check=True).is_sound


def test_what_is_not_touched_is_not_claimed(ann, uid):
    send(ann, page_of(uid), {**form_of(ann, page_of(uid)), "kind": "", "reason": "no kind"})
    assert Revision.objects.get(action="corrected").new["fields"] == "kind"


def test_without_scripts_a_button_says_what_is_understood_and_keeps_nothing(ann, uid):
    typed = {**form_of(ann, page_of(uid)), "date": "early May 2025", "place": "Bangkok, Thailand; Geneva"}
    page = send(ann, page_of(uid), typed, button="check")
    assert page.status_code == 200
    assert "Geneva, Switzerland" in page.text
    assert fields_in(page.text)["place"] == "Bangkok, Thailand; Geneva"
    assert said() == ("2024-06-27", "tbc", TITLE)


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("date", "02/03/2027", "Write the month as a word."),
        ("date", "soon", "“soon” is no date that we understand."),
        ("place", "Atlantis", "“Atlantis” is no place that we know. Say the country, too"),
        ("title", " ", "A meeting needs a title."),
        ("mechanism", [""], "Choose at least one mechanism."),
        ("mechanism", ["nobody"], "Choose one of the list."),
        ("kind", "feast", "Choose one of the list."),
        ("ordinal", "many", "Write a number from 1 to 9999."),
        ("count", "0", "Write a number from 1 to 9999."),
        ("links", "Report javascript:alert(1)", "does not end in an address of the web."),
        ("reason", "", "Say why"),
        ("outcome", "x" * 20_000, "This is too long."),
    ],
)
def test_what_is_wrong_is_said_where_it_is_wrong_and_nothing_is_lost(ann, uid, name, words, told):
    typed = {**form_of(ann, page_of(uid)), "topic": "Returns", "reason": "a call", name: words}
    page = send(ann, page_of(uid), typed)
    assert page.status_code == 400
    where = page.text[page.text.index(f'id="field-{name}"') :]
    assert told in where[: where.index('class="claims"') if name != "reason" else None]
    kept = fields_in(page.text)
    assert kept["topic"] == "Returns"
    if name not in {"mechanism", "kind"}:
        assert kept[name].strip() == words.strip()
    assert not Revision.objects.filter(action="corrected").exists()


def test_a_form_without_a_change_says_so(ann, uid):
    page = send(ann, page_of(uid), {**form_of(ann, page_of(uid)), "reason": "why not"})
    assert (page.status_code, "Nothing was changed." in page.text) == (400, True)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ({"date": "second half of 2027, tbc"}, "some time in July – December 2027 (to be confirmed) (2027-41)"),
        ({"date": "2027-05-02/2027-05-03 (tbc)"}, "2–3 May 2027 (to be confirmed) (2027-05-02/2027-05-03)"),
        ({"date": "May 2, 2-27"}, "2 May 2027 (2027-05-02)"),
        ({"place": "Nairobi"}, "Nairobi, Kenya · in person"),
        ({"date": "gibberish"}, "“gibberish” is no date that we understand."),
        ({"date": "2 May", "year": "2024"}, "2 May 2024 (2024-05-02)"),
        ({"date": "2 May", "year": "²024"}, "“2 May” says no year."),
    ],
)
def test_a_piece_of_page_says_what_is_understood_while_somebody_types(ann, typed, read):
    piece = ann.post(reverse("desk-understood"), typed)
    (name,) = set(typed) - {"year"}
    assert f'data-reading="{name}"' in piece.text
    assert read in piece.text.replace("\N{THIN SPACE}", " ")
    assert "<html" not in piece.text


def test_imported_words_are_no_markup_in_what_is_understood(ann):
    piece = ann.post(reverse("desk-understood"), {"title": "<script>alert(1)</script>"}).text
    assert ("<script" in piece, "&lt;script" in piece) == (False, True)


def test_another_claim_is_picked_and_saved_with_a_reason(ann, uid):
    correct(uid, {"title": "Another title"}, actor="bob", reason="a guess", now=NOW)
    page = ann.get(page_of(uid)).text
    assert "the word of an editor goes before that of a feed" in page
    assert "<bdi>bob</bdi>" in page
    (pick,) = re.findall(r'name="pick" value="(title\|[^"]+)"', page)
    again = ann.post(page_of(uid), {**fields_in(page), "outcome": "Agreed.", "pick": pick})
    typed = fields_in(again.text)
    assert (typed["title"], typed["outcome"], said()[2]) == (TITLE, "Agreed.", "Another title")
    send(ann, page_of(uid), {**typed, "reason": "as printed"})
    assert Meeting.objects.values_list("title", "outcome").get() == (TITLE, "Agreed.")


def test_a_claim_that_is_not_there_changes_nothing(ann, uid):
    page = ann.post(page_of(uid), {**form_of(ann, page_of(uid)), "pick": "title|0.0"})
    assert fields_in(page.text)["title"] == TITLE


def test_mechanisms_are_chosen_in_the_order_of_their_roles(ann, uid):
    typed = form_of(ann, page_of(uid)) | {"mechanism": ["rcm", "budapest-process", ""], "reason": "the host changed"}
    send(ann, page_of(uid), typed)
    parties = Meeting.objects.get().parties.order_by("position").values_list("mechanism__slug", "role")
    assert list(parties) == [("rcm", "host"), ("budapest-process", "co-host")]


def test_a_hybrid_meeting_that_moves_stays_hybrid(ann, uid):
    correct(uid, {"attendance": "hybrid"}, actor="bob", reason="so it is", now=NOW)
    send(ann, page_of(uid), {**form_of(ann, page_of(uid)), "place": "Nairobi, Kenya", "reason": "moved"})
    assert Meeting.objects.get().attendance == "hybrid"


def test_what_only_one_of_two_editors_changed_goes_together(ann, bob, uid):
    mine = {**form_of(ann, page_of(uid)), "outcome": "Agreed.", "reason": "the minutes"}
    send(bob, page_of(uid), {**form_of(bob, page_of(uid)), "date": "5 July 2024", "reason": "the host wrote"})
    page = send(ann, page_of(uid), mine)
    assert (page.status_code, "Changed meanwhile" in page.text, "the host wrote" in page.text) == (409, True, True)
    typed = fields_in(page.text)
    assert (typed["date"], typed["outcome"], typed["reason"]) == ("5 July 2024", "Agreed.", "the minutes")
    assert send(ann, page_of(uid), typed).status_code == 302
    assert Meeting.objects.values_list("edtf", "outcome").get() == ("2024-07-05", "Agreed.")


@pytest.mark.parametrize(("keep", "edtf"), [("theirs", "2024-07-05"), ("mine", "2024-07-11")])
def test_what_both_changed_is_chosen_field_by_field(ann, bob, uid, keep, edtf):
    mine = {**form_of(ann, page_of(uid)), "date": "11 July 2024", "outcome": "Agreed.", "reason": "the minutes"}
    send(bob, page_of(uid), {**form_of(bob, page_of(uid)), "date": "5 July 2024", "reason": "the host wrote"})
    typed = fields_in(send(ann, page_of(uid), mine).text)
    assert (typed["date"], typed["conflict"]) == ("11 July 2024", ["date"])
    unsaid = send(ann, page_of(uid), typed)
    assert (unsaid.status_code, "choose whose it is to be" in unsaid.text) == (400, True)
    assert fields_in(unsaid.text)["conflict"] == ["date"]
    assert send(ann, page_of(uid), {**typed, "keep-date": keep}).status_code == 302
    assert Meeting.objects.values_list("edtf", "outcome").get() == (edtf, "Agreed.")


def act(client, uid, name="desk-fate", **typed):
    return client.post(reverse(name, args=[uid]), {"seen": version_of(uid), "reason": "the host wrote", **typed})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"fate": "confirm"}, ("2024-06-27", "confirmed", "confirmed")),
        ({"fate": "postpone"}, ("2024-06-27", "tbc", "postponed")),
        ({"fate": "cancel"}, ("2024-06-27", "tbc", "cancelled")),
        ({"fate": "reschedule", "date": "September 2024, tbc"}, ("2024-09", "tbc", "rescheduled")),
        ({"fate": "hold", "outcome": "A declaration"}, ("2024-06-27", "confirmed", "held")),
    ],
)
def test_small_forms_say_what_becomes_of_it(ann, uid, typed, expected):
    assert act(ann, uid, **typed).status_code == 302
    assert Meeting.objects.values_list("edtf", "date_status", "status").get() == expected


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"fate": "reschedule", "date": "soon"}, "“soon” is no date that we understand."),
        ({"fate": "reschedule", "date": ""}, "Say to when it was moved."),
        ({"fate": "reschedule", "date": "27 June 2024"}, "It is on 2024-06-27 already"),
        ({"fate": "cancel", "reason": " "}, "Say why"),
    ],
)
def test_a_small_form_says_what_is_wrong_and_stays_open(ann, uid, typed, told):
    page = act(ann, uid, **typed)
    assert (page.status_code, told in page.text, '<details name="fate" open>' in page.text) == (400, True, True)


def test_a_small_form_is_refused_where_the_meeting_changed_meanwhile(ann, uid):
    seen = version_of(uid)
    correct(uid, {"outcome": "Agreed."}, actor="bob", reason="the minutes", now=NOW)
    page = act(ann, uid, fate="cancel", seen=seen)
    assert (page.status_code, "Agreed." in page.text, 'value="the host wrote"' in page.text) == (409, True, True)


@pytest.mark.parametrize("fate", ["", "forget"])
def test_there_is_no_other_fate(ann, uid, fate):
    assert act(ann, uid, fate=fate).status_code == 404


def test_a_meeting_is_withdrawn_and_given_back(ann, uid):
    public = reverse("meeting", args=[uid])
    act(ann, uid, "desk-withdraw", reason="it was a test")
    assert (ann.get(public).status_code, "it was a test" in ann.get(page_of(uid)).text) == (410, True)
    assert TITLE in ann.get(reverse("desk-meetings") + "?state=withdrawn").text
    assert act(ann, uid, "desk-give-back", reason="").status_code == 400
    act(ann, uid, "desk-give-back", reason="it is real")
    assert (ann.get(public).status_code, form_of(ann, page_of(uid))["title"]) == (200, TITLE)


def test_what_is_typed_over_a_meeting_that_goes_away_is_shown(ann, uid):
    typed = {**form_of(ann, page_of(uid)), "outcome": "Agreed by all.", "reason": "the minutes"}
    act(ann, uid, "desk-withdraw", reason="it was a test")
    page = send(ann, page_of(uid), typed)
    assert (page.status_code, "Agreed by all." in page.text, "it was a test" in page.text) == (409, True, True)


@pytest.mark.parametrize("name", ["desk-meeting", "desk-meeting-history"])
def test_an_address_that_never_was_is_not_found(ann, name):
    assert ann.get(reverse(name, args=["nobody"])).status_code == 404


def test_who_edits_for_one_mechanism_meets_only_its_meetings(signed_in, put, uid):  # noqa: F811  # a fixture
    other = put(make_reading(make_record(title="Regional Meeting", mechanisms=("rcm",)), name="b")).created[0]
    cat = signed_in("cat", Role.EDITOR, "rcm")
    assert [cat.get(page_of(one)).status_code for one in (uid, other)] == [403, 200]
    listed = cat.get(reverse("desk-meetings")).text
    assert (TITLE in listed, "Regional Meeting" in listed) == (False, True)
    joint = {**form_of(cat, page_of(other)), "mechanism": ["rcm", "budapest-process"], "reason": "joint"}
    assert send(cat, page_of(other), joint).status_code == 403
    assert act(cat, uid, "desk-withdraw").status_code == 403
