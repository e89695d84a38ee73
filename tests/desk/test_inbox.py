"""The inbox: what comes in is kept, shown with what would follow, accepted, refused, taken back."""

from dataclasses import replace

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from iscm.domain.documents import Document as Came
from iscm.domain.submissions import Sender
from iscm.reading.layouts.limits import MAX_BYTES
from iscm.register.models import (
    Claim,
    Document,
    Judgement,
    Meeting,
    Received,
    Record,
    Refusal,
    Revision,
    Visit,
    VisitPart,
)
from iscm.register.operations.ingest import ingest_readings
from iscm.register.operations.rebuild import rebuild
from iscm.register.operations.reference import load_reference
from iscm.register.operations.refuse import refuse
from iscm.register.operations.submit import find_submission, submit
from iscm.register.rules import Role
from tests.factories.accounts import LONG_AGO
from tests.factories.records import make_reading, make_record
from tests.factories.rows import add_mechanism
from tests.reading.layouts.test_pdf_picture import pdf
from tests.scanner import BAD, scanner

HEAD = "Date\tPlace\tISCM\tTitle of the Event\n"
CALENDAR = HEAD + "\n".join(
    f"{month} 3, 2024\tStockholm, Sweden\tBudapest Process\t{title}"
    for month, title in (
        ("March", "Senior Officials' Meeting"),
        ("June", "Working Group on Returns"),
        ("October", "Steering Committee Meeting"),
    )
)
GROUP = {"kind": "reference-group", "ordinal": 10, "mechanisms": ("budapest-process",)}
HELD = make_reading(make_record(title="10th Reference Group", when="2024-06-28", **GROUP), name="announced")
BROUGHT = make_reading(
    make_record(title="10th Reference Group", when="2024-06-26", **GROUP),
    make_record(title="Workshop on returns", when="2024-10-01", kind="workshop", mechanisms=("budapest-process",)),
)


@pytest.fixture
def known(db, vocabulary):
    """The reference facts are there, with as many mechanisms and territories as these documents speak of."""
    mechanism = vocabulary.mechanisms["budapest-process"]
    codes = {*mechanism.members.states, *mechanism.observers.states}
    territories = {code: one for code, one in vocabulary.territories.items() if code in codes}
    load_reference(replace(vocabulary, mechanisms={mechanism.slug: mechanism}, territories=territories), [])


@pytest.fixture
def editor(signed_in, known):
    return signed_in("eve", Role.EDITOR)


@pytest.fixture
def proposed(known):
    """A document that waits beside one that counts; its first row may be of a meeting that we hold."""
    for reading, accept in ((HELD, True), (BROUGHT, False)):
        ingest_readings([reading], Came(reading.name, reading.sha256.encode()), actor="ann", accept=accept)
    return Document.objects.get(sha256=BROUGHT.sha256)


def send(client, *files):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(reverse("desk-inbox-upload"), {"files": sent})


def act(client, name, *places, **typed):
    return client.post(reverse(f"desk-inbox-{name}", args=places), typed)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def listed():
    return sorted(Meeting.objects.filter(is_listed=True).values_list("title", "edtf"))


def test_a_file_that_is_brought_waits_and_nothing_follows_yet(editor):
    answer = send(editor, ("calendar.txt", CALENDAR.encode()))
    document = Document.objects.get()
    assert answer.headers["Location"] == reverse("desk-inbox-document", args=[document.pk])
    assert (document.accepted_at, document.record_count, listed()) == (None, 3, [])
    page = editor.get(answer.headers["Location"]).text
    assert page.count('<article class="row new"') == 3
    assert "brought by eve" in page


def test_one_unreadable_file_says_why_and_takes_no_other_with_it(editor):
    page = send(editor, ("a.rtf", b"{\\rtf1 word}"), ("calendar.txt", CALENDAR.encode()), ("empty.pdf", b""))
    assert page.status_code == 422
    assert "<bdi>a.rtf</bdi>: This is an RTF file. Save it as DOCX." in page.text
    assert "<bdi>empty.pdf</bdi>" in page.text
    assert list(Document.objects.values_list("name", flat=True)) == ["calendar.txt"]
    assert list(Received.objects.values_list("name", flat=True)) == ["calendar.txt"]


def test_the_same_file_again_is_told_and_leads_to_the_first(editor):
    first = send(editor, ("calendar.txt", CALENDAR.encode()))
    second = send(editor, ("other-name.txt", CALENDAR.encode()))
    assert first.headers["Location"] == second.headers["Location"]
    assert told(second) == ["other-name.txt was here already; nothing was added."]


def test_no_file_and_too_many_say_so_at_the_field(editor):
    assert "Choose a file first." in send(editor).text
    many = [(f"{n}.txt", b"x") for n in range(21)]
    assert "Send at most 20 files at a time." in send(editor, *many).text
    assert not Received.objects.exists()


def test_too_large_a_file_is_left_out(editor):
    assert "The file is too large: at most 32 MB are read." in send(editor, ("a.txt", b"a" * (MAX_BYTES + 1))).text
    assert not Received.objects.exists()


def test_too_much_is_ended_while_it_arrives(editor, monkeypatch):
    monkeypatch.setattr("iscm.desk.uploading.MOST_BYTES", 1000)
    monkeypatch.setattr("iscm.desk.views.inbox_upload.MOST_BYTES", 1000)
    page = send(editor, ("a.txt", b"a" * 2000))
    assert (page.status_code, "Together the files are too large" in page.text) == (422, True)


def test_what_the_scanner_finds_is_not_kept(editor, settings):
    with scanner() as (settings.CLAMD, seen):
        page = send(editor, ("bad.txt", CALENDAR.encode() + BAD), ("good.txt", CALENDAR.encode()))
    assert "The virus scanner found Made-Up-Virus. The file was not kept." in page.text
    assert list(Received.objects.values_list("name", flat=True)) == ["good.txt"]
    assert len(seen) == 2


def test_nothing_is_taken_while_the_scanner_is_silent(editor, settings):
    settings.CLAMD = "127.0.0.1:1"
    assert "The virus scanner does not answer, so nothing is taken." in send(editor, ("a.txt", CALENDAR.encode())).text
    assert not Received.objects.exists()


def test_the_file_comes_back_to_be_saved_and_never_as_a_page(editor):
    content = HEAD.encode() + b"March 3, 2024\tStockholm\tBudapest Process\t<script>alert(1)</script> Meeting"
    send(editor, ("../../a\r\nb <b>.html", content))
    answer = editor.get(reverse("desk-inbox-source", args=[Document.objects.get().pk]))
    assert answer.content == content
    headers = ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy")
    assert [answer.headers[name] for name in headers] == [
        "application/octet-stream",
        "nosniff",
        "sandbox; default-src 'none'; frame-ancestors 'none'",
    ]
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_words_of_a_document_are_words_only(editor):
    title = "<script>alert(1)</script> Meeting"
    send(editor, ("a.txt", f"{HEAD}March 3, 2024\tStockholm\tBudapest Process\t{title}".encode()))
    page = editor.get(reverse("desk-inbox-document", args=[Document.objects.get().pk])).text
    assert "<script>alert" not in page


def test_pages_of_a_pdf_are_shown_as_pictures(editor, tmp_path):
    words = b"BT /F1 9 Tf 10 300 Td (March 3, 2024  Budapest Process Senior Officials Meeting in Stockholm) Tj ET"
    row = Received.objects.create(
        sha256="a" * 64, name="a.pdf", content=pdf(drawing=words), received_at="2026-01-01T00:00Z"
    )
    document = Document.objects.create(
        sha256="a" * 64, received=row, name="a.pdf", reader="calendar", trust=2, received_at="2026-01-01T00:00Z"
    )
    assert editor.get(reverse("desk-inbox-picture", args=[document.pk, 1])).content.startswith(b"\x89PNG")
    assert editor.get(reverse("desk-inbox-picture", args=[document.pk, 2])).status_code == 404


def test_what_is_no_pdf_has_no_picture(editor, proposed):
    assert editor.get(reverse("desk-inbox-picture", args=[proposed.pk, 1])).status_code == 404


def test_the_list_says_what_each_would_do_the_newest_first(editor, proposed):
    send(editor, ("calendar.txt", CALENDAR.encode()))
    page = editor.get(reverse("desk-inbox")).text
    newest = Document.objects.order_by("-id").values_list("pk", flat=True)[:2]
    places = [page.index(f"inbox/{pk}/") for pk in newest]
    assert places == sorted(places)
    assert "<li>To decide <b>1</b></li>" in page
    assert "announced" not in page
    assert "announced" in editor.get(reverse("desk-inbox") + "?show=accepted").text


def asked(client, where):
    """How many queries a page asks once what follows is worked out."""
    client.get(where)
    with CaptureQueriesContext(connection) as queries:
        client.get(where)
    return len(queries)


def propose(number, name):
    rows = (
        make_record(title=f"Talks {n} of {name}", when=f"{1900 + n}-06-27", kind="other-meeting") for n in range(number)
    )
    reading = make_reading(*rows, name=name)
    ingest_readings([reading], Came(reading.name, reading.sha256.encode()), actor="ann", accept=False)
    return reverse("desk-inbox-document", args=[Document.objects.get(sha256=reading.sha256).pk])


def test_the_list_asks_no_more_for_more_documents(editor, proposed, monkeypatch):
    monkeypatch.setattr("iscm.desk.views.inbox.PATIENCE", 60)
    one = asked(editor, reverse("desk-inbox"))
    for name in ("a", "b", "c"):
        propose(1, name)
    assert asked(editor, reverse("desk-inbox")) == one


def test_the_list_says_of_what_was_sent_in_which_meeting_it_speaks_of(editor, proposed):
    held, sender = Meeting.objects.get(), Sender("Zsolt", "budapest-process", owner="room:a")
    submit({"title": "Workshop on skills", "date": "May 2026"}, sender=sender)
    submit({"date": "27 June 2024"}, sender=sender, about=held.uid)
    submit({"outcome": "A road map."}, sender=Sender("a reader"), about=held.uid)
    page = html.fromstring(editor.get(reverse("desk-inbox")).text)
    assert [" ".join(one.text_content().split()) for one in page.xpath('//ul[@class="inbox"]/li/p[b][1]')][:3] == [
        "An outcome: 10th Reference Group A road map.",
        "A change: 10th Reference Group 27 June 2024",
        "A new meeting: Workshop on skills May 2026",
    ]


def test_what_there_is_no_time_for_is_said_on_its_own_page(editor, proposed, monkeypatch):
    monkeypatch.setattr("iscm.desk.views.inbox.PATIENCE", -1)
    assert "Open it to see what it would do." in editor.get(reverse("desk-inbox")).text


def test_many_rows_come_in_pages_and_ask_no_more_than_few(editor):
    few, many = propose(30, "few"), propose(60, "many")
    assert asked(editor, few) == asked(editor, many)
    shown = [editor.get(f"{many}?page={page}").text.count('<article class="row new"') for page in (1, 2, 3)]
    assert shown == [25, 25, 10]


def test_what_is_clear_is_accepted_and_the_rest_waits_in_the_inbox(editor, proposed):
    page = act(editor, "accept", proposed.pk)
    assert told(page) == ["Accepted: 1 meeting is new, 0 changed."]
    assert listed() == [("10th Reference Group", "2024-06-28"), ("Workshop on returns", "2024-10-01")]
    assert f"inbox/{proposed.pk}/" in editor.get(reverse("desk-inbox")).text
    assert "1 row waits for an answer." in editor.get(reverse("desk-inbox-document", args=[proposed.pk])).text


def question(proposed):
    return {"left": f"{HELD.sha256[:16]}#1", "right": f"{proposed.sha256[:16]}#1"}


@pytest.mark.parametrize(("verdict", "dates"), [("same", ["2024-06-26"]), ("different", ["2024-06-26", "2024-06-28"])])
def test_an_answer_leads_to_the_next_row_and_the_row_counts(editor, proposed, verdict, dates):
    act(editor, "accept", proposed.pk)
    answer = act(editor, "answer", proposed.pk, 1, verdict=verdict, next="2", **question(proposed))
    assert answer.headers["Location"] == reverse("desk-inbox-document", args=[proposed.pk]) + "#row-2"
    assert [edtf for title, edtf in listed() if "Reference" in title] == dates


def test_an_answer_is_taken_back(editor, proposed):
    act(editor, "accept", proposed.pk)
    act(editor, "answer", proposed.pk, 1, verdict="same", **question(proposed))
    held = Judgement.objects.get(actor="eve")
    assert "<b>the same meeting</b>" in editor.get(reverse("desk-inbox-document", args=[proposed.pk])).text
    assert told(act(editor, "take-back", proposed.pk, held.pk))[-1] == "Taken back."
    assert [edtf for title, edtf in listed() if "Reference" in title] == ["2024-06-26", "2024-06-28"]


def test_who_edits_for_one_mechanism_joins_no_meeting_of_another(signed_in, proposed):
    Claim.objects.filter(record__document__sha256=HELD.sha256, field="mechanisms").update(value=["rcm"])
    own = signed_in("own", Role.EDITOR, "budapest-process")
    assert act(own, "answer", proposed.pk, 1, verdict="same", **question(proposed)).status_code == 403
    assert not Judgement.objects.filter(actor="own").exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"verdict": "king"},
        {"left": "nothing#1", "right": "nothing#2"},
        {"left": "", "right": ""},
    ],
)
def test_an_answer_to_what_was_not_asked_is_none(editor, proposed, typed):
    assert (
        act(editor, "answer", proposed.pk, 1, **{"verdict": "same", **question(proposed), **typed}).status_code == 404
    )
    assert not Judgement.objects.filter(actor="eve").exists()


def test_a_row_is_refused_with_a_reason_and_taken_back(editor, proposed):
    act(editor, "row-refuse", proposed.pk, 2, reason="no meeting")
    page = editor.get(reverse("desk-inbox-document", args=[proposed.pk])).text
    assert "<b>Refused by eve:</b> <bdi>no meeting</bdi>" in page
    act(editor, "accept", proposed.pk)
    assert "Workshop on returns" not in dict(listed())
    act(editor, "row-readmit", proposed.pk, 2, reason="it is one")
    assert "Workshop on returns" in dict(listed())


@pytest.mark.parametrize(("name", "places"), [("refuse", ()), ("row-refuse", (2,))])
def test_a_refusal_without_a_reason_says_so_where_it_is_missing(editor, proposed, name, places):
    page = act(editor, name, proposed.pk, *places, reason="  ")
    assert (page.status_code, page.text.count('aria-invalid="true"')) == (422, 1)
    assert not Refusal.objects.exists()


def test_a_document_is_refused_lies_with_the_refused_and_comes_back(editor, proposed):
    act(editor, "refuse", proposed.pk, reason="of another year")
    assert f"inbox/{proposed.pk}/" not in editor.get(reverse("desk-inbox")).text
    assert "of another year" in editor.get(reverse("desk-inbox") + "?show=refused").text
    assert "of another year" in editor.get(reverse("desk-inbox-document", args=[proposed.pk])).text
    act(editor, "readmit", proposed.pk, reason="no, of this one")
    assert f"inbox/{proposed.pk}/" in editor.get(reverse("desk-inbox")).text


def test_what_was_sent_in_comes_with_its_note_and_the_meeting_it_is_about(editor, proposed):
    about = Meeting.objects.get()
    sender = Sender("Zsolt", "budapest-process", contact="zsolt@example.org")
    sent = submit({"note": "moved by a day", "date": "27 June 2024"}, sender=sender, about=about.uid)
    document = Document.objects.get(sha256=sent.document)
    where = reverse("desk-inbox-document", args=[document.pk])
    page = editor.get(where).text
    assert "sent in by Zsolt" in page
    assert "<dd><bdi>moved by a day</bdi></dd>" in page
    assert "<dd><bdi>zsolt@example.org</bdi></dd>" in page
    act(editor, "accept", document.pk)
    assert listed() == [("10th Reference Group", "2024-06-27")]


@pytest.mark.parametrize(("is_mail", "said"), [(False, "gathered from site"), (True, "came by mail, from site")])
def test_what_was_gathered_and_is_not_believed_says_why(editor, proposed, is_mail, said):
    visit = Visit.objects.create(source="site", at=LONG_AGO, actor="iscm", outcome="quarantined", next_at=LONG_AGO)
    VisitPart.objects.create(visit=visit, name="a", outcome="quarantined", message="half is missing", document=proposed)
    Document.objects.filter(pk=proposed.pk).update(is_sent_in=is_mail)
    for where in (reverse("desk-inbox"), reverse("desk-inbox-document", args=[proposed.pk])):
        page = editor.get(where).text
        assert (said in page, "half is missing" in page) == (True, True)


def test_what_somebody_else_did_meanwhile_is_told(editor, proposed):
    refuse(BROUGHT.sha256, actor="bob", reason="seen before")
    page = act(editor, "accept", proposed.pk)
    assert (page.status_code, "This was decided or done already" in page.text) == (422, True)


@pytest.mark.parametrize("name", ["accept", "refuse", "readmit", "source", "document"])
def test_who_edits_for_one_mechanism_opens_documents_of_it_alone(signed_in, proposed, name):
    add_mechanism("rcm")
    own, other = (signed_in(f"of-{slug}", Role.EDITOR, slug) for slug in ("budapest-process", "rcm"))
    ask = "get" if name in {"source", "document"} else "post"
    where = reverse(f"desk-inbox-{name}", args=[proposed.pk])
    assert [getattr(client, ask)(where).status_code == 403 for client in (own, other)] == [False, True]
    assert f"inbox/{proposed.pk}/" not in other.get(reverse("desk-inbox")).text


def test_words_of_a_closed_meeting_of_others_are_not_shown(signed_in, proposed):
    row = Record.objects.get(document__sha256=HELD.sha256)
    Record.objects.filter(pk=row.pk).update(is_closed=True, title="Secret talks", printed={"title": "Secret talks"})
    Claim.objects.filter(record=row, field="mechanisms").update(value=["rcm"])
    where = reverse("desk-inbox-document", args=[proposed.pk])
    shown = [
        "Secret talks" in client.get(where).text
        for client in (signed_in("all", Role.EDITOR), signed_in("own", Role.EDITOR, "budapest-process"))
    ]
    assert shown == [True, False]


def test_a_document_that_is_not_there_is_not_found(editor):
    assert editor.get(reverse("desk-inbox-document", args=[999])).status_code == 404


@pytest.fixture
def suggested(proposed):
    """A correction of date and place, by somebody who wants an answer."""
    about = Meeting.objects.get()
    sender = Sender("a reader", contact="reader@example.org")
    return submit({"date": "27 June 2024", "place": "Vienna, Austria"}, sender=sender, about=about.uid, lang="en")


def test_a_correction_is_taken_in_part_and_its_sender_is_told_why(editor, suggested):
    document = Document.objects.get(sha256=suggested.document)
    page = editor.get(reverse("desk-inbox-document", args=[document.pk])).text
    assert [f'name="part" value="{name}"' in page for name in ("date", "place", "title")] == [True, True, False]
    typed = {"part": ["date"], "reason": "The place stays."}
    assert editor.post(reverse("desk-inbox-take", args=[document.pk]), typed).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.edtf, list(meeting.places.values_list("city", flat=True))) == ("2024-06-27", ["Stockholm"])
    done = find_submission(suggested.uid)
    assert (done.state, done.answer) == ("partly", "The place stays. Taken over: Date.")
    log = Revision.objects.order_by("id").values_list("action", flat=True)
    assert list(log)[-4:] == ["taken-partly", "refused", "corrected", "moved"]
    assert rebuild(check=True).is_sound


@pytest.mark.parametrize(
    "typed", [{"reason": "so it is"}, {"part": ["date"]}, {"part": ["title"], "reason": "x"}], ids=str
)
def test_nothing_is_taken_without_a_choice_and_a_reason(editor, suggested, typed):
    document = Document.objects.get(sha256=suggested.document)
    answer = editor.post(reverse("desk-inbox-take", args=[document.pk]), typed)
    assert (answer.status_code, Meeting.objects.get().edtf) == (422, "2024-06-28")


def test_what_is_no_correction_is_not_taken_in_part(editor, proposed):
    typed = {"part": ["date"], "reason": "so it is"}
    assert editor.post(reverse("desk-inbox-take", args=[proposed.pk]), typed).status_code == 404


def test_the_first_page_says_how_much_waits_in_few_questions(editor, suggested):
    with CaptureQueriesContext(connection) as asked:
        page = editor.get(reverse("desk")).text
    told = page[: page.index("<dl")]
    assert ["2 documents to decide" in told, "2 uncertain matches" in told, "survey open" in told] == [
        True,
        True,
        False,
    ]
    assert len(asked) == 7
