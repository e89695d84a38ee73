"""Gathered files that nobody could read, in the inbox: opened, dismissed with a reason, on the list again."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from iscm.domain.visits import Outcome
from iscm.register.models import Received, Visit, VisitPart
from iscm.register.queries.unread import unread_files
from iscm.register.rules import Role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def visited(name, content=b"%PDF-1.7 odd", *, source="rcm", outcome=Outcome.QUARANTINED, days=0, address=""):
    """A visit that brought a file, or with another outcome none."""
    at = NOW + timedelta(days=days)
    visit = Visit.objects.create(source=source, at=at, actor="iscm", outcome=outcome, next_at=at)
    file, sha256 = None, name.encode().hex().ljust(64, "0")[:64]
    if outcome == Outcome.QUARANTINED:
        facts = {"name": name, "content": content, "received_at": at}
        file, _ = Received.objects.get_or_create(sha256=sha256, defaults=facts)
    address = address or f"https://example.org/{name}?token=hidden9"
    said = {"message": "no reader explains it", "name": name, "outcome": outcome, "received": file}
    VisitPart.objects.create(visit=visit, address=address, sha256=sha256, **said)
    return sha256


@pytest.fixture
def editor(signed_in):
    return signed_in("ann", Role.EDITOR)


def names(page):
    return re.findall(r'/unread/\w+/"><bdi>([^<]*)</bdi>', page.text)


def test_files_that_could_not_be_read_are_listed_with_their_fault_and_can_be_opened(editor):
    sha256 = visited("calendar.pdf")
    page = editor.get(reverse("desk-unread"))
    assert (names(page), "No reader explains it" in page.text, "hidden9" in page.text) == (
        ["calendar.pdf"],
        True,
        False,
    )
    assert re.search(r"Not read <b>1</b>", editor.get(reverse("desk-inbox")).text)
    file = editor.get(reverse("desk-unread-file", args=[sha256]))
    assert file.content == b"%PDF-1.7 odd"
    assert file.headers["Content-Disposition"] == "attachment; filename*=UTF-8''calendar.pdf"
    assert (file.headers["Content-Type"], file.headers["Content-Security-Policy"].split(";")[0]) == (
        "application/octet-stream",
        "sandbox",
    )


def test_what_was_read_since_or_failed_to_come_is_no_such_file(editor):
    visited("a.pdf", address="https://example.org/a")
    visited("a.pdf", address="https://example.org/a", outcome=Outcome.FETCHED, days=1)
    visited("b.pdf", address="https://example.org/b")
    visited("b.pdf", address="https://example.org/b", outcome=Outcome.FAILED, days=1)
    assert [one.name for one in unread_files()] == ["b.pdf"]


def test_a_dismissed_file_stays_dismissed_when_the_source_gives_it_again(editor):
    sha256 = visited("calendar.pdf")
    nothing = editor.post(reverse("desk-unread-dismiss", args=[sha256]), {"reason": " "})
    assert (nothing.status_code, "Say why." in nothing.text) == (422, True)
    editor.post(reverse("desk-unread-dismiss", args=[sha256]), {"reason": "a poster, no calendar"})
    visited("calendar.pdf", days=7)
    page = editor.get(reverse("desk-unread"))
    assert (page.text.count("a poster, no calendar"), "All that the sources gave" in page.text) == (1, True)
    again = editor.post(reverse("desk-unread-dismiss", args=[sha256]), {"reason": "once more"})
    assert (again.status_code, [one.dismissed_by for one in unread_files()]) == (422, ["ann"])
    editor.post(reverse("desk-unread-reopen", args=[sha256]))
    assert [one.dismissed_by for one in unread_files()] == [""]


def test_editors_of_one_mechanism_decide_about_sources_that_speak_for_it_alone(signed_in):
    sha256 = visited("calendar.pdf", source="nobody-describes-it")
    client = signed_in("bob", Role.EDITOR, "gfmd")
    assert names(client.get(reverse("desk-unread"))) == []
    assert client.get(reverse("desk-unread-file", args=[sha256])).status_code == 403
    assert client.get(reverse("desk-unread-file", args=["nothing"])).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_list(editor, django_assert_num_queries):
    for n in range(5):
        visited(f"{n}.pdf")
    with django_assert_num_queries(3):
        assert len(unread_files()) == 5
