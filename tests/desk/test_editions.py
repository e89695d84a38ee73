"""Editions at the desk: looked at, compared, published once, corrected."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from iscm.register.models import Edition
from iscm.register.operations.correct import correct
from iscm.register.operations.drafts import draft_calendar
from iscm.register.operations.publish import publish
from iscm.register.rules import Role
from tests.factories.accounts import PASSWORD, add_account, code_of
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW, few, put, register  # noqa: F401  # fixtures of the register

DRAFT = ("calendar", "2024")
PUBLISHED = "/desk/editions/published/calendar-2024/"


@pytest.fixture
def uid(put):  # noqa: F811  # the fixture
    """The calendar of 2024 holds one meeting."""
    reading = make_reading(
        make_record(title="Senior Officials Meeting", when="2024-06-27"), last_update=date(2024, 1, 31)
    )
    return put(reading).created[0]


@pytest.fixture
def chief(uid):
    """A browser in which a chief editor signed in a moment ago."""
    add_account("chief", Role.CHIEF_EDITOR)
    client = Client()
    client.post(reverse("account_login"), {"login": "chief@example.org", "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code_of()})
    return client


def draft(client):
    return client.get(reverse("desk-edition-draft", args=DRAFT))


def token(page):
    return re.search(r'name="token" value="([^"]*)"', page.text)[1]


def send(client, page, **said):
    return client.post(reverse("desk-edition-publish", args=DRAFT), {"token": token(page), **said})


def alerts(page):
    return re.findall(r'role="alert">([^<]*)<', page.text)


def move(uid):
    correct(uid, {"edtf": "2024-07-04"}, actor="ann", reason="the secretariat said so", now=NOW)


def test_a_draft_is_shown_and_published_with_its_note_and_leads_to_the_edition(chief):
    page = draft(chief)
    assert ("Senior Officials Meeting" in page.text, "never published" in page.text) == (True, True)
    answer = send(chief, page, note="As decided in June.", lang=["fr", "xx"])
    assert answer.headers["Location"] == f"{PUBLISHED}1/"
    edition = Edition.objects.get()
    assert (edition.actor, edition.note) == ("chief", "As decided in June.")
    assert set(edition.files.values_list("lang", flat=True)) == {"en", "fr"}
    page = chief.get(f"{PUBLISHED}1/").text
    assert 'href="/editions/calendar-2024/1/"' in page
    assert "As decided in June." in page


def test_sent_twice_it_is_published_once(chief):
    page = draft(chief)
    answers = [send(chief, page), send(chief, page)]
    assert [one.headers["Location"] for one in answers] == [f"{PUBLISHED}1/"] * 2
    assert Edition.objects.count() == 1


def test_what_is_as_it_was_published_is_not_published_again(chief):
    first = draft(chief)
    send(chief, first)
    page = draft(chief)
    assert "Nothing has changed since edition 1: there is nothing to publish." in page.text
    assert ('name="token"' in page.text, "Senior Officials Meeting" in page.text) == (False, True)
    again = token(first).replace("0-", "1-", 1)
    answer = chief.post(reverse("desk-edition-publish", args=DRAFT), {"token": again})
    assert (answer.status_code, Edition.objects.count()) == (400, 1)
    assert alerts(answer) == ["Nothing has changed since edition 1 of calendar-2024: there is nothing to publish"]


def test_the_draft_says_what_changed_since_the_last_edition(chief, uid):
    publish(draft_calendar(2024), actor="ann", now=NOW)
    move(uid)
    page = draft(chief)
    assert "4 July 2024 instead of 27 June 2024" in re.sub("<[^>]*>", "", page.text)
    lines = [re.findall(f"<{sign}>(.*?)</{sign}>", page.text) for sign in ("del", "ins")]
    assert [any("Senior Officials Meeting" in line for line in found) for found in lines] == [True, True]


def test_what_changed_since_it_was_looked_at_is_looked_at_again_and_nothing_typed_is_lost(chief, uid):
    page = draft(chief)
    move(uid)
    answer = send(chief, page, note="<b>Ours</b>", lang="fr")
    assert (answer.status_code, Edition.objects.count()) == (400, 0)
    assert alerts(answer) == ["The register changed since you looked at the draft. This is how it is now."]
    assert "&lt;b&gt;Ours&lt;/b&gt;</textarea>" in answer.text
    assert 'value="fr" checked' in answer.text
    assert send(chief, answer).headers["Location"] == f"{PUBLISHED}1/"


def test_a_corrigendum_says_what_it_corrects_and_needs_a_note(chief, uid):
    send(chief, draft(chief))
    move(uid)
    answer = send(chief, draft(chief), corrects="1", note=" ")
    assert (answer.status_code, alerts(answer)) == (400, ["Say what was wrong."])
    assert '<option value="1" selected>' in answer.text
    answer = send(chief, answer, corrects="1", note="The date was last year's.")
    assert answer.headers["Location"] == f"{PUBLISHED}2/"
    assert "Edition 1" in chief.get(f"{PUBLISHED}2/").text
    assert f'href="{PUBLISHED}2/"' in chief.get(f"{PUBLISHED}1/").text
    assert "corrects edition 1" in chief.get("/editions/calendar-2024/2/").text


def test_an_edition_that_is_not_there_is_not_corrected(chief):
    answer = send(chief, draft(chief), corrects="7", note="Wrong.")
    assert alerts(answer) == ["The register does not hold this, or holds it no more."]


def test_an_editor_looks_at_the_draft_and_does_not_publish_it(signed_in, uid):
    client = signed_in("ann", Role.EDITOR)
    page = draft(client)
    assert ("A chief editor publishes it." in page.text, 'name="token"' in page.text) == (True, False)
    assert client.post(reverse("desk-edition-publish", args=DRAFT)).status_code == 403


def test_who_signed_in_long_ago_proves_to_be_there_before_publishing(signed_in, uid):
    answer = send(client := signed_in("ann", Role.CHIEF_EDITOR), draft(client))
    assert "/desk/account/confirm" in answer.headers["Location"]
    assert Edition.objects.count() == 0


@pytest.mark.parametrize(
    "about",
    [("calendar", "1999"), ("calendar", "all"), ("highlights", "1999"), ("tracker", "nothing"), ("book", "2024")],
)
def test_what_is_not_published_has_no_draft(signed_in, uid, about):
    assert signed_in("ann", Role.EDITOR).get(reverse("desk-edition-draft", args=about)).status_code == 404


def test_an_edition_that_is_not_there_has_no_page(signed_in, uid):
    assert signed_in("ann", Role.EDITOR).get(f"{PUBLISHED}1/").status_code == 404


def test_all_that_can_be_published_is_listed_with_its_newest_edition(signed_in, uid, django_assert_max_num_queries):
    publish(draft_calendar(2024), actor="ann", now=NOW)
    client = signed_in("ann", Role.EDITOR)
    with django_assert_max_num_queries(16):
        page = client.get(reverse("desk-editions")).text
    assert re.findall(r'<li><a href="(/desk/editions/\w+/2024/)">([^<]*)<', page) == [
        ("/desk/editions/calendar/2024/", "Calendar 2024"),
        ("/desk/editions/highlights/2024/", "Highlights 2024"),
    ]
    assert re.findall(r'<span class="soft">(edition 1, [^<]*|never published)<', page)[:2] == [
        "edition 1, 21 November 2026",
        "never published",
    ]


PART = "?mechanism=budapest-process&from=2024-06-01"


def test_a_part_of_a_year_is_drafted_and_published_under_a_name_of_its_own(chief):
    address = reverse("desk-edition-draft", args=DRAFT) + PART
    page = chief.get(address)
    sent_to = f'/publish/{PART.replace("&", "&amp;")}"'
    assert ("Senior Officials Meeting" in page.text, sent_to in page.text) == (True, True)
    answer = chief.post(reverse("desk-edition-publish", args=DRAFT) + PART, {"token": token(page)})
    edition = Edition.objects.get()
    assert (edition.name, edition.choice["query"]) == ("calendar-2024-budapest-process-from-2024-06-01", PART)
    assert f'{address.replace("&", "&amp;")}"' in chief.get(answer.headers["Location"]).text
    assert "never published" in draft(chief).text
    found = re.findall(r'<li><a href="([^"]*)">[^<]*</a><span class="acts">', chief.get(reverse("desk-editions")).text)
    assert [one for one in found if "?" in one] == [address.replace("&", "&amp;")]


@pytest.mark.parametrize("part", ["?mechanism=rcm", "?from=2024-07-01", "?theme=gender"])
def test_of_a_part_without_meetings_nothing_is_published_and_another_may_be_asked_for(chief, part):
    page = chief.get(reverse("desk-edition-draft", args=DRAFT) + part)
    assert page.status_code == 200
    assert ["there is nothing to publish" in page.text, "Draft this part" in page.text] == [True, True]
    assert chief.post(reverse("desk-edition-publish", args=DRAFT) + part, {"token": "0-0"}).status_code == 404
