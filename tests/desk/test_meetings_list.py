"""Meetings found by editors; entered by hand; judged same or different, and parted again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from iscm.register.models import Judgement, Meeting, Proposal
from iscm.register.operations.correct import correct
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.withdraw import withdraw
from iscm.register.rules import Role
from tests.desk.editing import fields_in, form_of, send
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW, few, put, register  # noqa: F401  # fixtures

LATER = NOW + timedelta(days=1)
WHO = {"actor": "bob", "reason": "so it is", "now": LATER}


@pytest.fixture
def ann(signed_in):
    return signed_in("ann", Role.EDITOR)


@pytest.fixture
def uids(put):  # noqa: F811  # a fixture
    """Three meetings: one seen by readers, one closed, one withdrawn."""
    records = (
        make_record(1, "Forum on Returns"),
        make_record(2, "Secret Round Table", "2024-09-03"),
        make_record(3, "Made-up Seminar", "2025-02-03", ("rcm",)),
    )
    seen, closed, gone = (put(make_reading(one, name=one.title)).created[0] for one in records)
    correct(closed, {"closed": True}, **WHO)
    withdraw(gone, **WHO)
    return seen, closed, gone


def listed(client, query):
    page = client.get(f"{reverse('desk-meetings')}?{query}").text
    return [one.title for one in Meeting.objects.order_by("id") if reverse("desk-meeting", args=[one.uid]) in page]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("", (0, 1, 2)),
        ("q=returns", (0,)),
        ("q=secret", (1,)),
        ("q=made-up", (2,)),
        ("q=%2Fmeetings%2F{0}%2F", (0,)),
        ("q=nothing+of+the+kind", ()),
        ("state=closed", (1,)),
        ("state=withdrawn", (2,)),
        ("state=listed", (0, 1)),
        ("state=merged", ()),
        ("mechanism=rcm", (2,)),
        ("year=2024", (0, 1)),
        ("year=0000&page=99999&state=x", (0, 1, 2)),
        ("year=²024&page=²", (0, 1, 2)),
        ("status=cancelled", ()),
    ],
)
def test_all_meetings_are_found_by_words_and_filters(ann, uids, query, places):
    titles = list(Meeting.objects.order_by("id").values_list("title", flat=True))
    assert listed(ann, query.format(*uids)) == [titles[place] for place in places]


def test_the_words_of_closed_ones_are_told_to_editors_and_to_nobody_else(ann, uids):
    assert "Secret Round Table" in ann.get(reverse("desk-meetings")).text
    assert "Secret Round Table" in ann.get(reverse("desk-meeting", args=[uids[1]])).text
    assert "Secret" not in ann.get(reverse("meeting", args=[uids[1]])).text


@pytest.mark.usefixtures("uids")
def test_the_list_asks_the_same_number_of_questions_for_all(ann, put, django_assert_max_num_queries):  # noqa: F811
    ann.get(reverse("desk-meetings"))
    put(make_reading(*(make_record(n, f"Workshop {n}", f"2023-03-{n:02}") for n in range(1, 20)), name="more"))
    with django_assert_max_num_queries(16) as asked:
        ann.get(reverse("desk-meetings"))
    with django_assert_max_num_queries(len(asked)):
        ann.get(f"{reverse('desk-meetings')}?q=forum")


def new(client, **typed):
    asked = {"title": "Dialogue on Visas", "date": "early May 2027, tbc", "mechanism": ["rcm"], "reason": "a call"}
    address = reverse("desk-meeting-new")
    return send(client, address, {**form_of(client, address), **asked, **typed})


@pytest.mark.usefixtures("register")
def test_a_meeting_is_entered_by_hand(ann):
    answer = new(ann, place="Panama", links="Agenda https://example.org/a", ordinal="3", closed="no", kind="workshop")
    row = Meeting.objects.get()
    assert answer.headers["Location"] == f"{reverse('desk-meeting', args=[row.uid])}?saved=new"
    assert (row.title, row.date_status, row.ordinal, row.kind) == ("Dialogue on Visas", "tbc", 3, "workshop")
    assert (row.links, row.citations.first().record.document.trust) == (
        [{"text": "Agenda", "url": "https://example.org/a"}],
        0,
    )
    assert rebuild(check=True).is_sound


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("title", "", "A meeting needs a title."),
        ("mechanism", [""], "Choose at least one mechanism."),
        ("date", "soon", "no date that we understand"),
        ("reason", "", "Say why"),
    ],
)
@pytest.mark.usefixtures("register")
def test_what_is_wrong_with_a_new_one_is_said_and_nothing_is_lost(ann, name, words, told):
    page = new(ann, topic="Visas", **{name: words})
    assert (page.status_code, told in page.text, fields_in(page.text)["topic"]) == (400, True, "Visas")
    assert not Meeting.objects.exists()


@pytest.mark.usefixtures("register")
def test_a_new_one_can_be_closed_from_the_start(ann):
    new(ann, closed="yes")
    assert Meeting.objects.values_list("is_closed", "title").get() == (True, "")


@pytest.fixture
def two(put):  # noqa: F811  # a fixture
    """Two meetings of one mechanism, three days apart."""
    first = make_reading(make_record(1, "Annual Meeting", "2024-06-27"), name="a")
    second = make_reading(make_record(1, "Workshop on Visas", "2024-06-30"), name="b")
    return [put(one).created[0] for one in (first, second)]


def judge(client, one, other, verdict, reason="the same venue"):
    asked = {"other": other, "verdict": verdict, "reason": reason}
    return client.post(reverse("desk-same", args=[one]), asked)


def test_what_is_near_is_shown_and_compared(ann, two):
    one, other = two
    page = ann.get(reverse("desk-meeting", args=[one])).text
    assert (f"?other={other}" in page, "3 days apart" in page) == (True, True)
    beside = ann.get(f"{reverse('desk-same', args=[one])}?other=https://example.org/meetings/{other}/").text
    assert ["Workshop on Visas" in beside, "its address leads" in beside] == [True, True]


def test_what_the_register_asks_comes_first_with_its_reasons(ann, two):
    one, other = two
    keys = [Meeting.objects.get(uid=uid).citations.get().occurrence for uid in two]
    reason = {"name": "venue", "reason": "the same hall", "weight": 1.0}
    Proposal.objects.create(left=keys[0], right=keys[1], score=1, features=[reason], made_at=NOW)
    assert "the same hall" in ann.get(reverse("desk-meeting", args=[one])).text
    judge(ann, other, one, "unsure")
    page = ann.get(reverse("desk-meeting", args=[one])).text
    assert ("the same hall" in page, "days apart" in page, "nobody knows" in page) == (False, False, True)


def test_a_merge_is_undone(ann, two):
    one, other = two
    answer = judge(ann, other, one, "same")
    assert answer.headers["Location"] == reverse("desk-meeting", args=[one])
    assert ann.get(reverse("meeting", args=[other])).status_code == 301
    assert ann.get(reverse("desk-meeting", args=[other])).headers["Location"] == reverse("desk-meeting", args=[one])
    assert "the same venue" in ann.get(reverse("desk-meeting", args=[one])).text
    late = send(ann, reverse("desk-meeting", args=[other]), {"outcome": "Agreed by all.", "reason": "the minutes"})
    assert (late.status_code, "Agreed by all." in late.text) == (409, True)
    judgement = Judgement.objects.get(actor="ann").pk
    back = {"judgement": judgement, "reason": "another hall"}
    ann.post(reverse("desk-same-back", args=[one]), back)
    assert [ann.get(reverse("meeting", args=[uid])).status_code for uid in two] == [200, 200]
    assert rebuild(check=True).is_sound


def test_a_row_that_is_of_another_meeting_is_parted(ann, two):
    one, other = two
    judge(ann, one, other, "same")
    key = Meeting.objects.get(uid=one).citations.order_by("rank").last().occurrence
    page = ann.post(reverse("desk-part", args=[one]), {"key": key, "reason": "another hall"}, follow=True)
    assert "Parted" in page.text
    assert sorted(Meeting.objects.filter(is_listed=True).values_list("uid", flat=True)) == sorted(two)


@pytest.mark.parametrize(
    ("verdict", "reason", "told"), [("", "why", "Say which"), ("same", "", "Say why"), ("grouped", "why", "Say which")]
)
def test_a_verdict_without_a_word_is_asked_again(ann, two, verdict, reason, told):
    page = judge(ann, *two, verdict, reason)
    assert (page.status_code, told in page.text) == (400, True)
    assert not Judgement.objects.filter(actor="ann").exists()


@pytest.mark.parametrize("other", ["", "nobody", "{0}"])
def test_there_must_be_another_meeting_to_compare_with(ann, two, other):
    page = ann.get(f"{reverse('desk-same', args=[two[0]])}?other={other.format(*two)}", follow=True)
    assert "Name another meeting" in page.text


def test_nobody_takes_back_a_judgement_on_meetings_of_others(signed_in, ann, two):
    judge(ann, *two, "different")
    cat = signed_in("cat", Role.EDITOR, "rcm")
    judgement = Judgement.objects.get(actor="ann").pk
    back = {"judgement": judgement, "reason": "mine"}
    assert cat.post(reverse("desk-same-back", args=[two[0]]), back).status_code == 403
    assert ann.post(reverse("desk-same-back", args=[two[0]]), {**back, "judgement": "x"}).status_code == 403


def test_closed_meetings_of_others_are_not_named(signed_in, ann, put):  # noqa: F811  # a fixture
    mine = put(make_reading(make_record(1, "Round Table", mechanisms=("rcm",)), name="a")).created[0]
    theirs = put(make_reading(make_record(1, "Secret Talks", mechanisms=("sacm",)), name="b")).created[0]
    correct(theirs, {"closed": True}, **WHO)
    keys = [Meeting.objects.get(uid=uid).citations.order_by("-rank")[0].occurrence for uid in (mine, theirs)]
    Proposal.objects.create(left=keys[0], right=keys[1], score=1, features=[], made_at=NOW)
    page = reverse("desk-meeting", args=[mine])
    cat = signed_in("cat", Role.EDITOR, "rcm")
    assert ["Secret Talks" in one.get(page).text for one in (ann, cat)] == [True, False]


def test_what_does_not_go_is_said(ann, two):
    judge(ann, *two, "different")
    back = {"judgement": Judgement.objects.get(actor="ann").pk, "reason": ""}
    page = ann.post(reverse("desk-same-back", args=[two[0]]), back, follow=True)
    assert "Say why" in page.text
