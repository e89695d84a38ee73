"""The desk and the rooms: links made, mailed and revoked, posting rights, what was answered."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from iscm.desk.room_door import link_of, sign
from iscm.domain.submissions import Right
from iscm.register.models import Revision, RoomLink
from iscm.register.operations.posting import right_of
from iscm.register.operations.room_notes import Part, say
from iscm.register.operations.rooms import make_link
from iscm.register.rules import Role
from tests.factories.rows import add_mechanism

pytestmark = pytest.mark.django_db
FORM = {"name": "The office", "contact": "office@example.org", "days": "30", "lang": "en"}


@pytest.fixture(autouse=True)
def mechanisms(db):
    add_mechanism("gfmd")
    add_mechanism("rcm")


@pytest.fixture
def ann(signed_in):
    return signed_in("ann", Role.EDITOR)


def at(name, *args):
    return reverse(name, args=["gfmd", *args])


def tree(response):
    return html.fromstring(response.content)


def words(response, path):
    return [" ".join(one.text_content().split()) for one in tree(response).xpath(path)]


def room():
    return make_link("gfmd", "The office", "", days=60, actor="eve")


def test_a_link_is_made_for_a_time_and_shown_once(ann, client):
    page = ann.post(at("desk-room-make"), FORM)
    (link,) = words(page, '//p[@class="secret"]')
    row = RoomLink.objects.get()
    token = link.rstrip("/").rpartition("/")[2]
    assert (link_of(token), row.made_by, row.expires_at - row.made_at) == (row.link, "ann", timedelta(days=30))
    assert client.get(f"/room/{token}/").status_code == 200
    assert token not in ann.get(at("desk-secretariat")).text


@pytest.mark.parametrize(("lang", "way", "direction"), [("fr", "/fr/room/", "ltr"), ("ar", "/ar/room/", "rtl")])
def test_it_is_mailed_in_the_language_of_who_gets_it(ann, posted, lang, way, direction):
    page = ann.post(at("desk-room-make"), FORM | {"lang": lang, "mail": "1"})
    (link,) = words(page, '//p[@class="secret"]')
    (message,) = posted()
    assert (message.to, message.extra_headers["Content-Language"]) == (["office@example.org"], lang)
    ((shown, _),) = message.alternatives
    assert (way in link, link in message.body, f'dir="{direction}"' in shown) == (True, True, True)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 151}, "name"),
        ({"contact": "nowhere"}, "contact"),
        ({"contact": "", "mail": "1"}, "contact"),
        ({"days": "0"}, "days"),
        ({"days": "367"}, "days"),
        ({"days": "many"}, "days"),
        ({"days": "000030" + "9" * 20}, "days"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_made(ann, posted, typed, field):
    page = ann.post(at("desk-room-make"), FORM | typed)
    assert (page.status_code, RoomLink.objects.count(), len(posted())) == (422, 0, 0)
    assert [one.get("id") for one in tree(page).xpath('//p[@class="errorlist"]')] == [f"{field}-wrong"]


def test_a_revoked_link_stays_listed_with_who_revoked_it(ann):
    link = room().link
    assert ann.post(at("desk-room-revoke", link), {"reason": " "}).status_code == 422
    ann.post(at("desk-room-revoke", link), {"reason": "the mail went astray"})
    row = RoomLink.objects.get()
    assert (row.revoked_by, Revision.objects.latest("id").reason) == ("ann", "the mail went astray")
    assert "was revoked" in words(ann.get(at("desk-secretariat")), '//ul[@class="lines"]/li[@class="revoked"]')[0]


def test_a_link_of_another_mechanism_is_not_revoked_here(ann):
    other = make_link("rcm", "Other", "", days=60, actor="eve").link
    assert ann.post(at("desk-room-revoke", other), {"reason": "mine"}).status_code == 404
    assert RoomLink.objects.get().revoked_at is None


def test_an_editor_of_one_mechanism_makes_links_for_it_alone(signed_in):
    bob = signed_in("bob", Role.EDITOR, "rcm")
    assert [bob.post(at("desk-room-make"), FORM).status_code, bob.get(at("desk-secretariat")).status_code] == [403, 403]
    assert RoomLink.objects.count() == 0


def test_a_focal_point_finds_the_room_of_its_own_and_no_links(signed_in):
    room()
    fay = signed_in("fay", Role.FOCAL_POINT, "gfmd")
    assert words(fay.get(reverse("desk-secretariats")), "//tbody//th") == ["GFMD"]
    page = fay.get(at("desk-secretariat"))
    assert (page.status_code, tree(page).xpath("//form[contains(@action, 'secretariats')]")) == (200, [])
    assert words(page, "//h2") == ["Posting right", "Said of the mechanism itself", "Answered lately"]
    assert fay.get("/room/gfmd/").status_code == 200


RIGHTS = [
    (Role.EDITOR, "trusted", "they know", 403, Right.REVIEWED),
    (Role.CHIEF_EDITOR, "trusted", "they know", 302, Right.TRUSTED),
    (Role.CHIEF_EDITOR, "blocked", "forged mails", 302, Right.BLOCKED),
    (Role.CHIEF_EDITOR, "trusted", "", 422, Right.REVIEWED),
    (Role.CHIEF_EDITOR, "adored", "they know", 422, Right.REVIEWED),
]


@pytest.mark.parametrize("case", RIGHTS)
def test_chief_editors_say_how_far_a_mechanism_is_trusted_and_why(signed_in, case):
    role, right, reason, status, becomes = case
    page = signed_in("cleo", role).post(at("desk-room-right"), {"right": right, "reason": reason})
    assert (page.status_code, right_of("gfmd")) == (status, becomes)


def test_what_was_said_of_a_mechanism_is_answered_and_its_room_shows_it(ann, client):
    one = room()
    say(one, Part.CHAIR, "It is Chad.")
    (form,) = [form for form in tree(ann.get(at("desk-secretariat"))).forms if "/notes/" in form.action]
    assert ann.post(form.action, {"answer": " "}).status_code == 422
    ann.post(form.action, {"answer": "Stated, from the note of May."})
    assert words(client.get(reverse("room", args=[sign(one.link)])), '//span[@class="answer"]') == [
        "The editors answer: Stated, from the note of May."
    ]
    assert words(ann.get(at("desk-secretariat")), '//p[@class="answer"]') == ["ann: Stated, from the note of May."]


def test_the_list_tells_where_something_waits_first(ann, django_assert_max_num_queries):
    say(make_link("rcm", "Other", "", days=60, actor="eve"), Part.CHAIR, "wrong", now=timezone.now())
    with django_assert_max_num_queries(16):
        page = ann.get(reverse("desk-secretariats"))
    assert words(page, "//tbody//th") == ["RCM", "GFMD"]
    assert words(page, "//tbody/tr[1]/td")[:2] == ["1", "1 note"]
