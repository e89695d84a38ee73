"""The address of a form alone, asked for as a page: by the choice of another language, or by loading it again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from iscm.desk.room_door import sign
from iscm.register.models import RoomLink
from iscm.register.rules import Role
from tests.factories.rows import add_mechanism

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(db):
    add_mechanism("rcm")
    kept = {"made_at": timezone.now(), "made_by": "eve", "expires_at": timezone.now() + timedelta(days=3)}
    return sign(RoomLink.objects.create(link="a" * 24, mechanism="rcm", name="An office", **kept).link)


@pytest.mark.parametrize("lang", ["", "/ar"])
@pytest.mark.parametrize(("form", "page"), [("about/", ""), ("meetings/m1/document/", "meetings/m1/")])
def test_a_form_of_a_room_leads_to_the_page_it_stands_on(client, token, lang, form, page):
    answer = client.get(f"{lang}/room/{token}/{form}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{lang}/room/{token}/{page}")
    assert (answer.headers["Referrer-Policy"], "no-store" in answer.headers["Cache-Control"]) == ("no-referrer", True)


def test_forms_of_the_desk_do_too_and_skip_what_is_no_page(signed_in):
    uid = "11111111-1111-4111-8111-111111111111"
    client = signed_in(role=Role.ADMINISTRATOR)
    found = {
        name: client.get(reverse(name, args=places)).headers.get("Location")
        for name, places in (("desk-fate", [uid]), ("desk-room-revoke", ["rcm", "a"]), ("desk-survey-new", []))
    }
    assert found == {
        "desk-fate": reverse("desk-meeting", args=[uid]),
        "desk-room-revoke": reverse("desk-secretariat", args=["rcm"]),
        "desk-survey-new": reverse("desk-survey"),
    }


def test_a_program_is_told_what_it_may_not(client):
    assert client.get("/api/v1/submissions").status_code == 405
