"""Dead links on the worklist: replaced at their meeting, dismissed with a reason, and marked for readers."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from iscm.register.models import LinkCheck, Mechanism, Publication
from iscm.register.queries.links import digest_of
from iscm.register.rules import Role
from tests.factories.rows import add_mechanism, add_meeting

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
URL, NEW = "https://example.org/declaration", "https://example.org/new"
LIST = "/desk/worklist/links/"


def dead(url=URL, **rest):
    values = {"state": "gone", "failures": 3, "failing_since": NOW - timedelta(days=14), "checked_at": NOW, **rest}
    return LinkCheck.objects.create(digest=digest_of(url), url=url, **values)


@pytest.fixture
def editor(signed_in):
    return signed_in("ann", Role.EDITOR)


@pytest.fixture
def meeting(db):
    return add_meeting(links=[{"text": "Declaration", "url": URL}, {"text": "", "url": NEW}], mechanisms=("rcm",))


def listed(page):
    return re.findall(r'<b class="weight \w+">(\w+)</b> <a href="([^"]*)"', page.text)


def dismiss(client, key=None, **said):
    return client.post(reverse("desk-link-dismiss"), {"key": key or digest_of(URL), **said})


def test_dead_links_come_first_each_with_where_it_is_replaced(editor, meeting):
    dead(NEW, state="moved", failures=0, failing_since=None, moved_to="https://example.org/newer")
    dead()
    dead("https://example.org/shown-nowhere")
    page = editor.get(LIST)
    assert listed(page) == [("dead", URL), ("moved", NEW)]
    assert f'href="{reverse("desk-meeting", args=[meeting.uid])}"' in page.text
    assert ("3 visits since 2026-11-07" in page.text, "https://example.org/newer" in page.text) == (True, True)
    assert listed(editor.get(LIST, {"mechanism": "gfmd"})) == []


def test_a_link_is_dismissed_with_a_reason_and_opened_again(editor, meeting):
    dead()
    wrong = dismiss(editor, reason=" ", archived="https://archive.example.org/1")
    assert (wrong.status_code, "Say why." in wrong.text, "https://archive.example.org/1" in wrong.text) == (
        400,
        True,
        True,
    )
    assert dismiss(editor, reason="x", archived="javascript:x").status_code == 400
    assert dismiss(editor, reason="works in a browser").status_code == 302
    page = editor.get(LIST)
    assert (listed(page), "works in a browser" in page.text) == ([], True)
    assert editor.post(reverse("desk-link-reopen"), {"key": digest_of(URL)}).status_code == 302
    assert listed(editor.get(LIST)) == [("dead", URL)]


def test_editors_of_another_mechanism_neither_see_nor_dismiss_it(signed_in, meeting):
    dead()
    client = signed_in("bob", Role.EDITOR, "gfmd")
    assert listed(client.get(LIST)) == []
    assert dismiss(client, reason="mine").status_code == 403
    assert dismiss(signed_in("cyd", Role.EDITOR, "rcm"), reason="mine").status_code == 302


def marks(client, path):
    return re.findall(r'<span class="dead">([^<]*)<', client.get(path).text)


def test_readers_are_told_in_words_that_a_link_is_dead_and_where_a_copy_is(editor, client, meeting):
    add_mechanism("gfmd", website=URL)
    Publication.objects.create(title="Study", title_key="study", url=URL)
    pages = (f"/meetings/{meeting.uid}/", "/mechanisms/gfmd/", "/library/")
    assert [marks(client, path) for path in pages] == [[], [], []]
    dead()
    told = ["Dead link: no answer since 7 November 2026."]
    assert [marks(client, path) for path in pages] == [told, told, told]
    dismiss(editor, reason="found a copy", archived="https://archive.example.org/1")
    assert '<a href="https://archive.example.org/1"' in client.get(pages[0]).text
    Mechanism.objects.update(website="")
    editor.post(reverse("desk-link-reopen"), {"key": digest_of(URL)})
    dismiss(editor, reason="works in a browser")
    assert marks(client, pages[0]) == []
