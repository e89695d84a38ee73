"""Following by mail, from the form to the last button."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from lxml import html

from iscm.register.models import Follower
from iscm.register.operations.follow import ask
from iscm.register.queries.following import Wishes
from iscm.website import defence
from tests.factories.following import add_follower, addresses
from tests.factories.rows import NOON

pytestmark = pytest.mark.django_db
TYPED = {"address": "ann@example.org", "mechanism": ["gfmd"], "theme": ["data"], "rhythm": "weekly", "language": "fr"}


@pytest.fixture(autouse=True)
def patient(monkeypatch, settings):
    """Tests write faster than people."""
    monkeypatch.setattr(defence, "LEAST_SECONDS", 0)
    settings.SITE_URL = "https://calendar.example.org"
    cache.clear()


def stamp(client):
    return re.search('name="stamp" value="([^"]+)"', client.get("/follow/").text)[1]


def send(client, **typed):
    return client.post("/follow/", TYPED | {"stamp": stamp(client)} | typed)


def link_in(message):
    return re.search(r"https://calendar\.example\.org(/\S*follow/\S+)", message.body)[1]


def ticked(response):
    return html.fromstring(response.content).xpath('//main//input[@type="checkbox"][@checked]/@value')


def errors(response):
    return [item.text_content() for item in html.fromstring(response.content).xpath('//*[@class="errorlist"]/li')]


def test_from_the_form_by_way_of_the_mailbox_to_the_end(client, register):
    assert send(client)["Location"] == "/follow/asked/"
    (message,) = mail.outbox
    link = link_in(message)
    assert (message.to, link[:11], message.extra_headers["Content-Language"]) == (
        ["ann@example.org"],
        "/fr/follow/",
        "fr",
    )
    assert client.get(link).status_code == 200
    assert Follower.objects.get().confirmed_at is None
    assert client.post(link, {"confirm": "1"})["Location"] == f"{link}?confirmed"
    page = client.get(link)
    assert ticked(page) == ["gfmd", "data"]
    assert client.post(link, {"country": ["CH"], "rhythm": "at-once", "language": "en"}).status_code == 302
    row = Follower.objects.get()
    assert (row.mechanisms, row.themes, row.countries, row.rhythm, row.lang) == ([], [], ["CH"], "at-once", "en")
    stopping = f"{link}stop/"
    assert (client.get(stopping).status_code, addresses()) == (200, ["ann@example.org"])
    assert (client.post(stopping).status_code, addresses()) == (200, [])
    assert [client.get(path).status_code for path in (link, stopping)] == [200, 200]


def test_a_program_of_mail_stops_with_one_call_and_no_cookie(register):
    strict = Client(enforce_csrf_checks=True)
    end = f"/follow/{add_follower()}/stop/"
    assert strict.post(end, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert (addresses(), dict(strict.cookies)) == ([], {})
    assert strict.post(end, {"List-Unsubscribe": "One-Click"}).status_code == 200


def test_the_form_begins_with_what_the_link_says(client, register):
    assert ticked(client.get("/follow/?mechanism=gfmd&theme=data,nothing")) == ["gfmd", "data"]


def test_known_and_unknown_addresses_are_answered_alike(client, register):
    add_follower("known@example.org")
    answers = [send(client, address=address) for address in ("known@example.org", "new@example.org")]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/follow/asked/")}
    assert [message.to[0] for message in mail.outbox] == ["known@example.org", "new@example.org"]


WRONG = [
    ({"address": "nobody"}, "Enter a valid email address."),
    ({"address": ""}, "This field is required."),
    ({"mechanism": ["nobody"]}, "Select a valid choice. nobody is not one of the available choices."),
    ({"rhythm": "daily"}, "Select a valid choice. daily is not one of the available choices."),
]


@pytest.mark.parametrize(("typed", "said"), WRONG)
def test_what_is_wrong_is_said_at_the_field(client, register, typed, said):
    answer = send(client, **typed)
    assert (answer.status_code, errors(answer), mail.outbox, addresses()) == (422, [said], [], [])
    assert "data" in ticked(answer)


def test_programs_and_floods_are_sent_back(client, register, monkeypatch):
    assert [send(client, homepage="x").status_code, client.post("/follow/", TYPED).status_code] == [422, 422]
    monkeypatch.setattr(defence, "MOST_OF_A_NETWORK", 1)
    assert [send(client).status_code for _ in range(2)] == [302, 429]
    assert len(mail.outbox) == 1


def test_where_no_mail_goes_out_the_page_says_so(client, register, monkeypatch):
    def fail(*_):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    answer = send(client)
    assert (answer.status_code, "The mail could not be sent just now." in answer.text) == (503, True)
    assert ticked(answer) == ["gfmd", "data"]


def test_no_page_of_a_reader_is_kept_or_told_to_others(client, register):
    page = client.get(f"/follow/{ask('ann@example.org', Wishes(), rhythm='weekly', lang='en', now=NOON).token}/")
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert '<meta name="referrer" content="no-referrer">' in page.text


@pytest.mark.parametrize("path", ["/follow/nobody/", "/follow/a.b/stop/"])
def test_links_that_are_not_ours_lead_nowhere(client, register, path):
    assert [client.get(path).status_code, client.post(path).status_code] == [404, 404]
