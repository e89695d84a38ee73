"""The materials of a meeting on its page of the desk, and what readers then have of them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from iscm.domain.documents import Document
from iscm.domain.materials import MaterialFacts
from iscm.domain.submissions import Sender
from iscm.register.models import Material, Meeting
from iscm.register.operations.accept import accept
from iscm.register.operations.meeting_materials import describe
from iscm.register.operations.submit import submit
from iscm.register.queries.inbox import keys_of
from iscm.register.rules import Role
from tests.factories.records import make_reading, make_record
from tests.factories.rows import add_meeting
from tests.register.conftest import few, put, register  # noqa: F401  # fixtures
from tests.scanner import BAD, scanner

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 the declaration"
SAID = {"title": "Stockholm Declaration", "kind": "declaration", "lang": "en", "public": "yes"}


@pytest.fixture
def editor(signed_in):
    return signed_in("ann", Role.EDITOR)


@pytest.fixture
def meeting(db):
    return add_meeting(mechanisms=("rcm",))


def bring(client, meeting, content=PDF, name="declaration.pdf", **said):
    sent = {**SAID, "file": SimpleUploadedFile(name, content), **said}
    return client.post(reverse("desk-materials", args=[meeting.uid]), sent)


def act(client, name, meeting, **said):
    return client.post(reverse(name, args=[meeting.uid, Material.objects.get().uid]), said)


def alerts(page):
    return re.findall(r'role="alert"[^>]*>([^<]*)<', page.text)


def test_readers_have_a_file_that_an_editor_gave_them_as_one_to_be_saved(editor, client, meeting):
    assert bring(editor, meeting, name="../évil\u202efdp.exe").status_code == 302
    page = client.get(f"/meetings/{meeting.uid}/")
    (href,) = re.findall(r'<a href="(/materials/[^"]*)"', page.text)
    assert f'{href}>; rel="item"' in page.headers["Link"]
    assert "declaration, PDF of 24" in page.text.replace("\xa0", " ")
    answer = client.get(href)
    assert (answer.content, answer.headers["Content-Type"]) == (PDF, "application/pdf")
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%C3%A9vilfdp.exe.pdf"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(href, headers={"if-none-match": answer.headers["ETag"]}).status_code == 304
    assert client.get(href.replace(".pdf", ".png")).status_code == 404
    assert "Stockholm Declaration" in client.get("/library/?mechanism=rcm").text
    assert "Stockholm Declaration" not in client.get("/library/?mechanism=gfmd").text
    act(editor, "desk-material-describe", meeting, **SAID | {"public": "no"})
    assert (client.get(href).status_code, "Stockholm" in client.get(f"/meetings/{meeting.uid}/").text) == (404, False)


def test_an_editor_sees_what_is_private_and_may_remove_it_and_put_it_back(editor, meeting):
    bring(editor, meeting, public="no")
    page = editor.get(reverse("desk-meeting", args=[meeting.uid]))
    assert ("Stockholm Declaration" in page.text, "private" in page.text) == (True, True)
    file = editor.get(reverse("desk-material-file", args=[meeting.uid, Material.objects.get().uid]))
    assert (file.content, file.headers["Content-Type"]) == (PDF, "application/octet-stream")
    assert alerts(act(editor, "desk-material-remove", meeting)) == ["Say why: the reason stands in the history."]
    assert act(editor, "desk-material-remove", meeting, reason="the wrong one").status_code == 302
    assert "1 was removed" in editor.get(reverse("desk-materials", args=[meeting.uid])).text
    assert act(editor, "desk-material-back", meeting).status_code == 302
    assert Material.objects.get().removed_at is None


WRONG = [
    ({"content": b"<script>"}, "This is no PDF, Word, Excel"),
    ({"content": b""}, "The file is empty."),
    ({"content": BAD}, "The virus scanner found Made-Up-Virus. The file was not kept."),
    ({"url": "https://example.org/"}, "Choose a file, or write the address of a page"),
    ({"file": "", "url": "javascript:x"}, "An address begins with https:// or http://."),
    ({"file": ""}, "Choose a file, or write the address of a page"),
]


@pytest.mark.parametrize(("sent", "said"), WRONG)
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(editor, meeting, settings, sent, said):
    with scanner() as (address, _):
        settings.CLAMD = address
        answer = bring(editor, meeting, **sent)
    assert (answer.status_code, Material.objects.count()) == (422, 0)
    assert [words[: len(said)] for words in alerts(answer)] == [said]
    assert 'value="Stockholm Declaration"' in answer.text


def test_a_decision_says_whether_readers_may_have_it(editor, meeting):
    bring(editor, meeting, public="no")
    answer = act(editor, "desk-material-describe", meeting, title="Changed")
    assert (answer.status_code, alerts(answer)) == (422, ["Say whether readers may have it."])
    assert 'value="Changed"' in answer.text


def test_editors_of_another_mechanism_and_addresses_of_another_meeting_are_turned_away(editor, signed_in, meeting):
    bring(editor, meeting)
    other, stranger = add_meeting(mechanisms=("gfmd",)), signed_in("bob", Role.EDITOR, "gfmd")
    assert stranger.get(reverse("desk-materials", args=[meeting.uid])).status_code == 403
    assert act(stranger, "desk-material-describe", other, **SAID).status_code == 404
    assert act(editor, "desk-material-describe", other, **SAID).status_code == 404


def test_what_came_and_was_accepted_waits_in_the_worklist_until_it_is_decided(editor, put):  # noqa: F811  # a fixture
    put(make_reading(make_record(title="Senior Officials Meeting", when="2024-06-27")))
    uid, where = Meeting.objects.get().uid, reverse("desk-worklist-part", args=["files"])
    done = submit({"outcome": "Agreed"}, sender=Sender("Ana"), about=uid, attached=Document("a.pdf", PDF))
    leads = f'<a href="{reverse("desk-materials", args=[uid])}"'
    found = [leads in editor.get(where).text]
    accept(done.document, actor="ann")
    found.append(leads in editor.get(where).text)
    describe(Material.objects.get().uid, MaterialFacts(""), actor="ann", reason="for its members")
    assert [*found, leads in editor.get(where).text] == [False, True, False]


def test_a_file_that_was_sent_is_opened_in_the_inbox_before_it_is_accepted(editor, put):  # noqa: F811  # a fixture
    uid = put(make_reading(make_record(title="34th Senior Officials Meeting", ordinal=34))).created[0]
    file = Document("declaration.pdf", PDF)
    done = submit({"outcome": "A declaration"}, sender=Sender("Ana"), about=uid, attached=file)
    pk = keys_of([done.document])[done.document]
    page = editor.get(reverse("desk-inbox-document", args=[pk]))
    assert ("declaration.pdf" in page.text, "Decide whether" in page.text) == (True, False)
    answer = editor.get(reverse("desk-inbox-attached", args=[pk]))
    assert (answer.content, answer.headers["Content-Security-Policy"].split(";")[0]) == (PDF, "sandbox")
    editor.post(reverse("desk-inbox-accept", args=[pk]))
    page = editor.get(reverse("desk-inbox-document", args=[pk]))
    assert f'href="{reverse("desk-materials", args=[uid])}"' in page.text
    assert "waits for your decision" in editor.get(reverse("desk-materials", args=[uid])).text
