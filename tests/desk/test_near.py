"""What lies near a meeting, seen at the desk and in a room: for its date as it is, and for one that is being typed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from iscm.desk.room_door import sign
from iscm.register.models import Meeting
from iscm.register.operations.rooms import make_link
from iscm.register.rules import Role
from tests.desk.editing import form_of, send
from tests.factories.rows import add_meeting

pytestmark = pytest.mark.django_db
OWN, OTHER = "rabat-process", "khartoum-process"
TYPED = "18-19 September 2031"
QUERIES = 28  # of an answer to typing: five of the door, six of the meeting, the rest of what is near


@pytest.fixture
def own():
    return add_meeting("Ours", "2031-05-14", mechanisms=(OWN,), places=("Rabat|MA",))


@pytest.fixture
def near(own):
    """One beside the stored date, one beside the date that will be typed, one far from both."""
    for title, day in (("Stored", "2031-05-15"), ("Moved to", "2031-09-19"), ("Far", "2031-12-01")):
        add_meeting(title, day, mechanisms=(OTHER,))


@pytest.fixture
def ann(signed_in):
    return signed_in("ann", Role.EDITOR)


@pytest.fixture
def room(own):
    return sign(make_link(OWN, "The office", "office@example.org", days=60, actor="eve").link)


def page_of(meeting):
    return reverse("desk-meeting", args=[meeting.uid])


def titles(answer):
    """The titles in the panel, with where each leads."""
    lines = html.fromstring(answer.text).xpath("//*[@data-reading='near']/ol/li")
    return {line.xpath("string(./a/bdi)"): line.xpath("string(./a/@href)") for line in lines}


def said(answer):
    return " ".join(html.fromstring(answer.text).xpath("string((//*[@data-reading='near-said'])[last()])").split())


def typing(client, address, page, **typed):
    """What is answered to who types in the form of a page."""
    return client.post(reverse(*address) if isinstance(address, tuple) else address, {**form_of(client, page), **typed})


# The editor of a meeting


def test_an_editor_sees_what_lies_near_the_stored_date_and_why(ann, own, near):
    page = ann.get(page_of(own))
    assert list(titles(page)) == ["Stored"]
    assert said(page) == "1 other meeting within 3 days of these (14 May 2031): a clash, or a chance to meet jointly."
    (why,) = html.fromstring(page.text).xpath("//*[@data-reading='near']/ol/li/p/text()")
    assert why.startswith("One right after the other; ")


def test_while_a_date_is_typed_the_panel_follows_and_nothing_is_saved(ann, own, near):
    answer = typing(ann, ("desk-understood",), page_of(own), date=TYPED)
    assert list(titles(answer)) == ["Moved to"]
    assert said(answer).startswith(
        "As typed, not saved yet: 1 other meeting within 3 days of these (18–19 September 2031)"
    )
    assert Meeting.objects.get(pk=own.pk).edtf == "2031-05-14"


def test_without_scripts_a_button_shows_the_same(ann, own, near):
    page = send(ann, page_of(own), {**form_of(ann, page_of(own)), "date": TYPED}, button="check")
    assert (page.status_code, list(titles(page))) == (200, ["Moved to"])
    (button,) = html.fromstring(page.text).xpath("//*[@id='near']//button")
    assert (button.get("name"), button.get("formaction")) == ("check", "#near")


def test_other_mechanisms_that_are_typed_count(ann, own):
    add_meeting("Of the Americas", "2031-05-14", mechanisms=("sacm",), places=())
    page = page_of(own)
    reasons = [
        html.fromstring(typing(ann, ("desk-understood",), page, **typed).content).xpath("string(//li/p)")
        for typed in ({}, {"mechanism": ["sacm"]})
    ]
    assert ["members of both" in why for why in reasons] == [False, True]


def test_holidays_of_the_host_and_the_states_are_told(ann, own):
    answer = typing(ann, ("desk-understood",), page_of(own), date="1 May 2031")
    told = html.fromstring(answer.text).xpath("//details[summary[contains(., 'Observed')]]/ul/li/text()")
    assert [line for line in told if line.startswith("1 May 2031: public holiday in ")] != []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Once a date is given, what lies near it stands here."),
        ("soon", "The date is not understood yet; once it is, what lies near it stands here."),
        ("2031", "The date is too vague to say what lies near it: a quarter of a year is the most."),
        ("0001-01-01", "The date is too vague to say what lies near it: a quarter of a year is the most."),
    ],
)
def test_of_a_date_that_says_too_little_nothing_is_near(ann, own, near, typed, told):
    answer = typing(ann, ("desk-understood",), page_of(own), date=typed)
    assert (said(answer).removeprefix("As typed, not saved yet: "), titles(answer)) == (told, {})


def test_what_does_not_take_place_is_near_nothing(ann, own, near):
    answer = typing(ann, ("desk-understood",), page_of(own), status="cancelled")
    assert (said(answer), titles(answer)) == ("It does not take place then, so nothing is near it.", {})


def test_a_new_meeting_has_the_same(ann, near):
    page = reverse("desk-meeting-new")
    assert said(ann.get(page)) == "Once a date is given, what lies near it stands here."
    for answer in (
        typing(ann, ("desk-understood",), page, date="18 September 2031", mechanism=[OWN]),
        send(ann, page, {**form_of(ann, page), "date": "18 September 2031", "mechanism": [OWN]}, button="check"),
    ):
        assert list(titles(answer)) == ["Moved to"]


def test_a_month_is_possible_and_never_sure(ann, own, near):
    answer = typing(ann, ("desk-understood",), page_of(own), date="September 2031")
    (line,) = html.fromstring(answer.text).xpath("//li[@class='is-possible']")
    assert line.xpath("string(.//span[@class='certain'])").startswith("possible, ")


@pytest.mark.parametrize("nonsense", ["nosuch", "x" * 400, "\x00", ""])
def test_a_form_that_names_no_meeting_is_that_of_a_new_one(ann, near, nonsense):
    answer = ann.post(reverse("desk-understood"), {"near-of": nonsense, "date": "18 September 2031"})
    assert list(titles(answer)) == ["Moved to"]


def test_a_small_form_asks_for_no_panel(ann, near):
    answer = ann.post(reverse("desk-understood"), {"date": "15 May 2031"})
    assert 'data-reading="near' not in answer.text


def test_as_many_queries_however_much_is_near(ann, own):
    form, counted = form_of(ann, page_of(own)), []
    for number in (1, 40):
        for n in range(number):
            add_meeting(f"Near {n}", "2031-09-18", mechanisms=(OTHER,))
        with CaptureQueriesContext(connection) as asked:
            ann.post(reverse("desk-understood"), {**form, "date": TYPED})
        counted.append(len(asked))
    assert counted[0] == counted[1] <= QUERIES


# Closed meetings

SECRET = {"title": "", "is_closed": True, "withheld": {
    "title": "Secret talks", "lang": "en", "kind": "", "ordinal": None, "outcome": "", "topic": "", "links": [],
    "themes": [], "initiatives": [],
}}  # fmt: skip


@pytest.mark.parametrize(
    ("mechanism", "told"), [(None, "Secret talks"), (OWN, "Closed meeting")], ids=["of all", "of its own alone"]
)
def test_titles_of_closed_meetings_are_for_editors_whose_role_reads_them(signed_in, own, mechanism, told):
    secret = add_meeting(edtf="2031-05-14", mechanisms=(OTHER,), **SECRET)
    page = signed_in("bob", Role.EDITOR, mechanism).get(page_of(own))
    leads = reverse("desk-meeting" if told == "Secret talks" else "meeting", args=[secret.uid])
    assert titles(page) == {told: leads}
    assert ("Secret talks" in page.text) == (told == "Secret talks")


# The room of a secretariat


def test_a_room_shows_it_while_a_date_is_typed(client, room, own, near):
    understood = reverse("room-understood", args=[room])
    for page in (reverse("room-meeting", args=[room, own.uid]), reverse("room-new", args=[room])):
        answer = typing(client, understood, page, date=TYPED)
        assert titles(answer).keys() == {"Moved to"}
        looked = client.post(page, {**form_of(client, page), "title": "Ours", "date": TYPED, "look": "near"})
        assert titles(looked).keys() == {"Moved to"}


def test_a_room_shows_the_three_weightiest_and_where_more_is_told(client, room, own):
    for n in range(5):
        add_meeting(f"Near {n}", "2031-05-15", mechanisms=(OTHER,))
    add_meeting("Weighty", "2031-05-14", mechanisms=(OTHER,))
    page = html.fromstring(client.get(reverse("room", args=[room])).content)
    (card,) = page.xpath(f"//article[@id='m-{own.uid}']")
    found = card.xpath(".//details[contains(@class, 'near')]//li/a/bdi/text()")
    assert (len(found), found[0]) == (3, "Weighty")
    assert card.xpath("string(.//details/summary)") == (
        "6 other meetings near these days: clashes, or chances to meet jointly"
    )
    assert card.xpath(".//details/p/a/@href") == ["/overlaps/clashes/2031/?mechanism=rabat-process"]


def test_a_room_reads_closed_meetings_of_others_without_title(client, room, own):
    add_meeting(edtf="2031-05-14", mechanisms=(OTHER,), **SECRET)
    for address in (reverse("room", args=[room]), reverse("room-meeting", args=[room, own.uid])):
        page = client.get(address)
        assert ("Secret talks" in page.text, "Closed meeting" in page.text) == (False, True)


def test_a_room_asks_only_about_its_own_meetings(client, room):
    other = add_meeting("Not ours", "2031-05-14", mechanisms=("sacm",))
    add_meeting("Beside it", "2031-05-14", mechanisms=("sacm",))
    answer = client.post(reverse("room-understood", args=[room]), {"near-of": other.uid})
    assert (said(answer), titles(answer)) == ("Once a date is given, what lies near it stands here.", {})
