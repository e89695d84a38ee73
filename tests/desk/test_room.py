"""A secretariat in its room: what it sees, what becomes of what it says, and what it can never touch."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from iscm.desk import room_limits
from iscm.desk.room_door import sign
from iscm.desk.urls import room_urls
from iscm.domain.documents import Document
from iscm.domain.records import DateStatus
from iscm.domain.submissions import Right
from iscm.register.models import Meeting, RoomLink, RoomNote, Submission
from iscm.register.operations.accept import accept
from iscm.register.operations.correct import correct
from iscm.register.operations.ingest import ingest_readings
from iscm.register.operations.posting import set_right
from iscm.register.operations.reference import load_reference
from iscm.register.operations.refuse import refuse
from iscm.register.operations.rooms import make_link, revoke_link
from iscm.register.rules import Role
from tests.factories.hostile_words import MARKUP
from tests.factories.records import make_reading, make_record
from tests.factories.surveys import add_survey
from tests.register.conftest import few  # noqa: F401  # a fixture

pytestmark = pytest.mark.django_db
TODAY = timezone.now().date()
SOON, PAST = TODAY + timedelta(days=40), TODAY - timedelta(days=40)
WHO = {"actor": "eve", "reason": "so it is"}
QUERIES = 30
TITLES = ("Senior Officials Meeting", "Working Group", "Workshop", "Rival Meeting")


@pytest.fixture(autouse=True)
def no_counts():
    cache.clear()


@pytest.fixture(scope="module")
def held(django_db_setup, django_db_blocker, few):  # noqa: F811  # a fixture
    """One that comes, one that is not sure, one that is over, one of another mechanism: stored once for all tests."""
    plans = [(SOON, {}), (SOON, {"date_status": DateStatus.TBC}), (PAST, {}), (SOON, {"mechanisms": ("rcm",)})]
    pairs = zip(TITLES, plans, strict=True)
    records = [make_record(title=title, when=day.isoformat(), **rest) for title, (day, rest) in pairs]
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference(few, [])
        bring(make_reading(*records, year=TODAY.year, last_update=TODAY - timedelta(days=300)))
        yield dict(Meeting.objects.values_list("title", "uid"))
        transaction.set_rollback(True)


def bring(reading):
    ingest_readings([reading], Document(reading.name, reading.sha256.encode()), actor="ann", accept=True)


@pytest.fixture
def meetings(held, db):
    """Their uids by title."""
    return held


def link(mechanism="budapest-process", **rest):
    return make_link(mechanism, "The office", "office@example.org", **{"days": 60, "actor": "eve", **rest})


@pytest.fixture
def room(meetings):
    return sign(link().link)


@pytest.fixture
def trusted(meetings):
    set_right("budapest-process", Right.TRUSTED, **WHO)


def at(name, token, *args):
    return reverse(name, args=[token, *args])


def tree(response):
    return html.fromstring(response.content)


def words(response, path):
    return [" ".join(one.text_content().split()) for one in tree(response).xpath(path)]


def told(response):
    return words(response, '//*[contains(@class, "told")]')


def fields(response):
    (form,) = [one for one in tree(response).forms if "editor" in (one.get("class") or "")]
    return {
        name: (value or "").removeprefix("\n") for name, value in form.fields.items() if name != "csrfmiddlewaretoken"
    }


def send(client, token, uid, **typed):
    address = at("room-meeting", token, uid)
    return client.post(address, fields(client.get(address)) | typed, follow=True)


def press(client, token, title, say="right"):
    """Press a button of a meeting as it stands on the page."""
    page = tree(client.get(at("room", token)))
    (form,) = page.xpath(f'//article[.//h3[contains(., "{title}")]]//form')
    meeting = form.fields["meeting"]
    return client.post(at("room-confirm", token), {"meeting": meeting, "say": say}, follow=True)


# What it shows


def test_the_room_says_for_whom_and_how_much_there_is_to_do(client, room):
    page = client.get(at("room", room))
    assert page.status_code == 200
    assert words(page, '//p[@class="first-of-all"]') == ["3 things to answer: 2 minutes"]
    assert words(page, "//article[contains(@class, 'meeting-card')]/h3") == [TITLES[0], TITLES[1], TITLES[2]]
    assert "The office" in page.text


def test_only_what_is_asked_has_its_buttons(client, room):
    page = client.get(at("room", room))
    buttons = {
        words_of(card, ".//h3"): [one.get("value") for one in card.xpath(".//button[@name='say']")]
        for card in tree(page).xpath("//article[contains(@class, 'meeting-card')]")
    }
    assert buttons == {TITLES[0]: ["right"], TITLES[1]: ["right", "settled"], TITLES[2]: []}


def words_of(element, path):
    return " ".join(element.xpath(path)[0].text_content().split())


def test_a_closed_meeting_of_its_own_is_shown_and_marked(client, room, meetings):
    correct(meetings[TITLES[0]], {"closed": True}, **WHO)
    page = client.get(at("room", room))
    assert TITLES[0] in page.text
    assert words(page, '//article//b[@class="mark"]') == ["closed to the public"]


def test_what_lies_near_a_meeting_and_shares_its_states_is_told_closed_ones_of_others_without_title(
    client, room, meetings
):
    correct(meetings["Rival Meeting"], {"closed": True}, **WHO)
    correct(meetings[TITLES[0]], {"mechanisms": ["budapest-process", "rcm"], "closed": True}, **WHO)
    page = tree(client.get(at("room", room)))
    near = {
        words_of(card, ".//h3"): {one.text_content().partition(" (")[0] for one in card.xpath(".//details//li")}
        for card in page.xpath("//article[contains(@class, 'meeting-card')]")
    }
    assert near == {TITLES[0]: {"Closed meeting", TITLES[1]}, TITLES[1]: {TITLES[0]}, TITLES[2]: set()}


def test_open_surveys_are_told_with_how_far_they_are(client, room):
    survey = add_survey()
    page = tree(client.get(at("room", room)))
    (line,) = page.xpath('//section[h2[@id="surveys"]]//li')
    assert (line.xpath(".//a/@href"), words_of(line, "./span")) == (
        [at("room-survey", room, survey.key)],
        "not answered yet",
    )


def test_a_hostile_title_is_words(client, room, meetings):
    correct(meetings[TITLES[0]], {"title": " ".join(MARKUP)}, **WHO)
    for address in (at("room", room), at("room-meeting", room, meetings[TITLES[0]])):
        assert words(client.get(address), "//script[not(@src)] | //img") == []


def test_a_room_without_meetings_says_so(client, meetings):
    page = client.get(at("room", sign(link("sacm").link)))
    assert words(page, '//p[@class="first-of-all"]') == ["Everything is answered. Thank you."]


def test_the_room_asks_as_often_for_many_meetings_as_for_few(client, room, django_assert_max_num_queries):
    records = [make_record(title=f"Meeting {n}", when=(SOON + timedelta(days=n)).isoformat()) for n in range(40)]
    with django_assert_max_num_queries(QUERIES):
        client.get(at("room", room))
    bring(make_reading(*records, name="more", year=TODAY.year))
    with django_assert_max_num_queries(QUERIES):
        page = client.get(at("room", room))
    assert len(words(page, "//article[contains(@class, 'meeting-card')]")) == 43


# What it says


def test_still_right_is_a_confirmation_that_waits_and_is_sent_once(client, room):
    page = press(client, room, TITLES[0])
    assert told(page) == ["Thank you. An editor looks at it before it counts; what becomes of it stands on this page."]
    press(client, room, TITLES[0])
    (row,) = Submission.objects.all()
    assert (row.kind, row.sender, row.mechanism, row.contact) == ("confirm", "The office", "budapest-process", "")
    assert words(page, '//p[@class="answered"]')[0].endswith("a confirmation: nothing changed, waits for an editor")
    assert words(page, '//p[@class="first-of-all"]') == ["2 things to answer: 2 minutes"]


def test_all_are_confirmed_at_once(client, room):
    form = next(one for one in tree(client.get(at("room", room))).forms if "at-once" in (one.get("class") or ""))
    page = client.post(
        at("room-confirm", room),
        {"all": "1", "meeting": [one.value for one in form.inputs if one.name == "meeting"]},
        follow=True,
    )
    assert told(page) == ["Thank you. 2 meetings are said to be still right; the editors see it."]
    assert Submission.objects.filter(kind="confirm").count() == 2


def test_what_changed_meanwhile_is_not_confirmed_with_the_rest(client, room, meetings):
    values = [
        one.value
        for one in tree(client.get(at("room", room))).xpath(
            "//form[contains(@class, 'at-once')]//input[@name='meeting']"
        )
    ]
    correct(meetings[TITLES[0]], {"outcome": "none yet"}, **WHO)
    page = client.post(at("room-confirm", room), {"all": "1", "meeting": values}, follow=True)
    said, rest = "1 meeting is said to be still right; the editors see it.", "1 changed meanwhile or could not be sent"
    assert told(page) == [f"Thank you. {said} {rest}: please look at it."]


def test_settled_days_are_settled(client, room, trusted):
    press(client, room, TITLES[1], "settled")
    meeting = Meeting.objects.get(title=TITLES[1])
    assert (meeting.date_status, meeting.status, meeting.edtf) == ("confirmed", "confirmed", SOON.isoformat())


def test_a_date_is_corrected_in_words_and_counts_at_once_for_who_is_trusted(client, room, meetings, trusted):
    page = send(client, room, meetings[TITLES[0]], date="4 au 6 mars 2031")
    assert told(page) == ["Thank you. It counts from now on, and stands in the public register."]
    assert Meeting.objects.get(uid=meetings[TITLES[0]]).edtf == "2031-03-04/2031-03-06"


def test_only_what_was_changed_is_said(client, room, meetings):
    send(
        client, room, meetings[TITLES[2]], outcome="A declaration was adopted.", links="https://example.org/declaration"
    )
    row = Submission.objects.get()
    fields_said = set(row.document.records.get().claims.values_list("field", flat=True))
    assert (row.kind, fields_said) == ("outcome", {"outcome", "links"})


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_a_meeting_is_called_off_and_gets_another_date(client, room, meetings, trusted, status):
    send(client, room, meetings[TITLES[0]], status=status)
    assert Meeting.objects.get(uid=meetings[TITLES[0]]).status == status
    send(client, room, meetings[TITLES[0]], date="7 May 2031")
    assert Meeting.objects.get(uid=meetings[TITLES[0]]).status == "rescheduled"


def test_what_is_not_understood_is_shown_once_and_may_be_sent_all_the_same(client, room, meetings, trusted):
    page = send(client, room, meetings[TITLES[0]], date="when the moon is full")
    assert (page.status_code, Submission.objects.count()) == (200, 0)
    assert "We cannot read this as a date" in page.text
    client.post(at("room-meeting", room, meetings[TITLES[0]]), fields(page))
    assert Submission.objects.get().document.accepted_at is None


WRONG = [
    ({"links": "not an address"}, "links"),
    ({"outcome": "x" * 4001}, "outcome"),
    ({"status": "exploded"}, "status"),
    ({"title": ""}, "title"),
]


@pytest.mark.parametrize(("typed", "field"), WRONG)
def test_what_cannot_be_sent_is_said_beside_its_field_and_nothing_is_lost(client, room, meetings, typed, field):
    page = send(client, room, meetings[TITLES[0]], note="do not lose me" if field != "title" else "", **typed)
    assert (page.status_code, Submission.objects.count()) == (422, 0)
    assert [one.get("id") for one in tree(page).xpath('//p[@class="errorlist"]')] == [f"f-{field}-wrong"]
    assert field == "title" or fields(page)["note"] == "do not lose me"


def test_a_form_in_which_nothing_was_changed_is_no_answer(client, room, meetings):
    page = send(client, room, meetings[TITLES[0]])
    assert (page.status_code, Submission.objects.count()) == (422, 0)


def test_what_changed_meanwhile_is_shown_and_put_together(client, room, meetings, trusted):
    uid = meetings[TITLES[0]]
    began = fields(client.get(at("room-meeting", room, uid)))
    correct(uid, {"edtf": "2031-05-05", "outcome": "none yet"}, **WHO)
    page = client.post(at("room-meeting", room, uid), began | {"date": "6 June 2031", "note": "mine"})
    assert (page.status_code, Submission.objects.count()) == (409, 0)
    kept = fields(page)
    assert (kept["date"], kept["outcome"], kept["note"]) == ("6 June 2031", "none yet", "mine")
    (meanwhile,) = words(page, '//section[contains(@class, "stale")]')
    assert ("5 May 2031" in meanwhile, "eve" in meanwhile) == (True, False)
    assert client.post(at("room-meeting", room, uid), kept).status_code == 422
    client.post(at("room-meeting", room, uid), kept | {"keep-date": "mine"})
    assert Submission.objects.get().kind == "change"


def test_a_form_that_is_sent_twice_is_one_answer(client, room, meetings):
    address = at("room-meeting", room, meetings[TITLES[0]])
    typed = fields(client.get(address)) | {"date": "6 June 2031"}
    assert [client.post(address, typed).status_code for _ in range(2)] == [302, 302]
    assert Submission.objects.count() == 1


def test_a_new_meeting_is_of_this_mechanism(client, room):
    assert client.post(at("room-new", room), {"title": "", "date": "3 May 2031"}).status_code == 422
    page = client.post(
        at("room-new", room), {"title": "Workshop on data", "date": "3 May 2031", "mechanism": "rcm"}, follow=True
    )
    row = Submission.objects.get()
    value = row.document.records.get().claims.get(field="mechanisms").value
    assert (row.kind, value, len(told(page))) == ("new", ["budapest-process"], 1)


def test_a_document_waits_for_an_editor(client, room, meetings, trusted):
    file = SimpleUploadedFile("report.pdf", b"%PDF-1.7\n%%EOF")
    page = client.post(at("room-document", room, meetings[TITLES[2]]), {"file": file}, follow=True)
    row = Submission.objects.get()
    assert (row.kind, row.attached.name, row.document.accepted_at, len(told(page))) == (
        "material",
        "report.pdf",
        None,
        1,
    )


def sheet_of(client, token):
    answer = client.get(at("room-sheet-file", token))
    return answer, SimpleUploadedFile("answers.xlsx", answer.content)


def test_the_sheet_is_taken_out_and_brought_back(client, room):
    answer, sheet = sheet_of(client, room)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="budapest-process-{TODAY}.xlsx"'
    page = client.post(at("room-sheet", room), {"file": sheet})
    assert (page.status_code, words(page, '//section[contains(@class, "answers")]/p')) == (
        200,
        ["3 lines say nothing new."],
    )


def test_a_sheet_of_another_mechanism_is_not_taken(client, room):
    _, sheet = sheet_of(client, sign(link("rcm").link))
    page = client.post(at("room-sheet", room), {"file": sheet})
    assert (len(words(page, '//ul[@class="errorlist"]/li')), Submission.objects.count()) == (1, 0)


@pytest.mark.parametrize("sent", [{}, {"file": b"MZ a program"}, {"file": b"date,title\n2027,Workshop\n"}])
def test_what_is_no_sheet_is_said_to_be_none(client, room, sent):
    files = {name: SimpleUploadedFile("answers.csv", content) for name, content in sent.items()}
    page = client.post(at("room-sheet", room), files)
    assert (page.status_code, len(told(page)), Submission.objects.count()) == (422, 1, 0)


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00\x03 a program"])
def test_what_is_no_document_is_not_taken(client, room, meetings, content):
    sent = {"file": SimpleUploadedFile("report.pdf", content)}
    page = client.post(at("room-document", room, meetings[TITLES[2]]), sent)
    assert (page.status_code, Submission.objects.count(), len(told(page))) == (422, 0, 1)


def test_the_facts_of_the_mechanism_are_right_or_wrong_in_free_words(client, room):
    client.post(at("room-about", room), {"part": "chair", "say": "right"})
    page = client.post(at("room-about", room), {"part": "members", "words": "Chad left in 2025."}, follow=True)
    assert list(RoomNote.objects.values_list("part", "words")) == [("chair", ""), ("members", "Chad left in 2025.")]
    assert told(page) == ["Thank you. An editor reads it and states it with a source; the answer stands on this page."]


@pytest.mark.parametrize(
    ("part", "typed", "status"), [("budget", "x", 404), ("chair", "", 422), ("chair", "x" * 4001, 422)]
)
def test_words_about_nothing_are_refused(client, room, part, typed, status):
    assert client.post(at("room-about", room), {"part": part, "words": typed}).status_code == status
    assert RoomNote.objects.count() == 0


def test_what_became_of_it_stands_in_the_room_that_sent_it_and_in_no_other(client, room, meetings):
    for title in TITLES[:2]:
        press(client, room, title)
    first, second = Submission.objects.order_by("id")
    accept(first.document.sha256, **WHO)
    refuse(second.document.sha256, actor="eve", reason="the host says otherwise")
    assert words(client.get(at("room", room)), '//ul[contains(@class, "sent")]//span[contains(@class, "fate")]') == [
        "was not taken",
        "counts in the register",
    ]
    assert "the host says otherwise" in client.get(at("room", room)).text
    assert words(client.get(at("room", sign(link().link))), '//h2[@id="sent"]') == []


def test_typing_is_read_along(client, room):
    page = client.post(at("room-understood", room), {"date": "7 May 2031, tbc", "place": "Geneva, Switzerland"})
    assert words(page, "//div[@data-reading and @data-reading != 'near']") == [
        "Understood: 7 May 2031 (to be confirmed)",
        "Understood: Geneva, Switzerland",
    ]


@pytest.mark.parametrize(("lang", "between"), [("", ", "), ("/ar", "، ")])
def test_states_are_listed_as_the_language_lists(client, room, lang, between):
    (members, *_) = words(client.get(f"{lang}{at('room', room)}"), '//article[@id="part-members"]//dd')
    assert (members.count(between) > 1, members.count(", ") > 1) == (True, between == ", ")


# Who comes in

OWN = ("room-meeting", "room-document")


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_link_never_touches_a_meeting_of_another_mechanism(client, room, meetings, name, verb):
    address = at(name, room, meetings["Rival Meeting"])
    sent = {"title": "Ours now", "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}
    answer = getattr(client, verb)(address, sent, follow=True)
    assert answer.status_code == 404
    assert "Rival" not in answer.text
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("how", [{"say": "right"}, {"all": "1"}, {"say": "held"}])
def test_nor_confirms_one(client, room, meetings, how):
    client.post(at("room-confirm", room), {"meeting": f"{meetings['Rival Meeting']} 99999", **how})
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("uid", ["none", "x" * 200, "0"])
def test_a_meeting_that_is_not_there_is_none_of_its(client, room, uid):
    assert client.get(at("room-meeting", room, uid)).status_code == 404


def addresses(token, uid):
    """Every address of the room, by name."""
    known = {"uid": uid, "key": "none"}
    return {
        one.name: reverse(one.name, kwargs={"token": token, **{name: known[name] for name in one.pattern.converters}})
        for one in room_urls.pages
    }


CLOSED = {
    "cut": (lambda link: sign(link.link)[:-3], 404),
    "forged": (lambda link: f"{link.link}.{'A' * 43}", 404),
    "unsigned": (lambda link: f".{link.link}", 404),
    "unknown": (lambda _: sign("nobody"), 404),
    "expired": (lambda link: RoomLink.objects.update(expires_at=timezone.now()) and sign(link.link), 410),
    "revoked": (lambda link: revoke_link(link.link, **WHO) or sign(link.link), 410),
}


@pytest.mark.parametrize("case", CLOSED)
def test_no_other_link_opens_any_address_of_a_room(client, meetings, case):
    made, status = CLOSED[case]
    token = made(link())
    answers = [
        getattr(client, verb)(address)
        for address in addresses(token, meetings[TITLES[0]]).values()
        for verb in ("get", "post")
    ]
    assert {one.status_code for one in answers} == {status}
    assert all(TITLES[0] not in one.text and one.headers["Referrer-Policy"] == "no-referrer" for one in answers)


def test_every_answer_is_kept_by_nobody_and_its_address_told_to_nobody(client, room, meetings):
    for address in addresses(room, meetings[TITLES[0]]).values():
        answer = client.get(address)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_an_account_comes_in_by_the_name_of_its_mechanism(signed_in, meetings):
    ann = signed_in("ann", Role.FOCAL_POINT, "budapest-process")
    press(ann, "budapest-process", TITLES[0])
    assert Submission.objects.get().owner.startswith("room:account-")
    assert ann.get(at("room", "rcm")).status_code == 403


@pytest.mark.parametrize(("role", "status"), [(Role.READER, 403), (Role.EDITOR, 200), (None, 403)])
def test_only_who_may_open_rooms_comes_in_by_name(signed_in, meetings, role, status):
    assert signed_in("bob", role).get(at("room", "budapest-process")).status_code == status


def test_nobody_comes_in_by_name_without_an_account(client, meetings):
    assert client.get(at("room", "budapest-process")).headers["Location"].startswith(reverse("account_login"))


def test_a_form_of_an_account_needs_its_mark_that_of_a_link_does_not(meetings, room, signed_in):
    strict = Client(enforce_csrf_checks=True)
    uid = meetings[TITLES[0]]
    assert (
        strict.post(at("room-confirm", room), {"meeting": f"{uid} 99999"}, headers={"origin": "null"}).status_code
        == 302
    )
    strict.cookies = signed_in("ann", Role.FOCAL_POINT, "budapest-process").cookies
    assert strict.post(at("room-confirm", "budapest-process"), {"meeting": f"{uid} 99999"}).status_code == 403


def test_another_site_sends_nothing_in(client, room, meetings):
    sent = {"meeting": f"{meetings[TITLES[0]]} 99999"}
    answer = client.post(at("room-confirm", room), sent, headers={"sec-fetch-site": "cross-site"})
    assert (answer.status_code, Submission.objects.count()) == (403, 0)


def test_who_is_blocked_is_told_so(client, room, meetings):
    set_right("budapest-process", Right.BLOCKED, **WHO)
    assert tree(client.get(at("room", room))).xpath("//article//button") == []
    page = client.post(at("room-confirm", room), {"meeting": f"{meetings[TITLES[0]]} 99999"})
    assert (page.status_code, Submission.objects.count()) == (403, 0)
    assert told(page) == ["At present the register takes nothing from here; please write to its editors."]


def test_too_much_is_stopped_for_an_hour(client, room, meetings, monkeypatch):
    monkeypatch.setattr(room_limits.too_many, "__defaults__", ("sent", 1))
    assert press(client, room, TITLES[0]).status_code == 200
    assert press(client, room, TITLES[1]).status_code == 429


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_the_room_speaks_the_language_of_its_address(client, room, lang):
    page = client.get(f"/{lang}{at('room', room)}")
    root = tree(page).getroottree().getroot()
    assert (page.status_code, root.get("lang"), root.get("dir")) == (200, lang, "rtl" if lang == "ar" else "ltr")
    assert re.search(rf'href="/{lang}/room/', page.text)
