"""A sheet of answers that an editor brings: what became of it is told line by line, what needs looking at first."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from iscm.desk.answers_shown import shown_answers
from iscm.domain.answers import AnswerRow, AnswersTaken, Became, TakenRow
from iscm.domain.citations import Locator
from iscm.domain.documents import Document as Came
from iscm.domain.history import Line
from iscm.domain.problems import Problem, Severity
from iscm.domain.submissions import Sender
from iscm.register.models import Document, Meeting
from iscm.register.operations.ingest import ingest_readings
from iscm.register.operations.reference import load_reference
from iscm.register.operations.submit import submit
from iscm.register.rules import Role
from tests.factories.answers import filled, make_sheet
from tests.factories.records import make_reading, make_record

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
UNREAD = Problem("date-unread", Severity.ERROR, "…", Locator(row=4, element="date"))
NEW = {(5, "title"): "<b>Seminar</b> on returns", (5, "date"): "3 May 2027", (2, "confirms"): "yes"}


@pytest.fixture
def editor(signed_in, db, vocabulary):
    mechanisms = {"rcm": vocabulary.mechanisms["rcm"]}
    codes = {*mechanisms["rcm"].members.states, *mechanisms["rcm"].observers.states}
    territories = {code: one for code, one in vocabulary.territories.items() if code in codes}
    load_reference(replace(vocabulary, mechanisms=mechanisms, territories=territories), [])
    return signed_in("eve", Role.EDITOR)


def bring(editor, *files):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return editor.post(reverse("desk-inbox-upload"), {"files": sent})


def test_a_sheet_is_proposed_and_told_with_the_way_into_the_inbox(editor):
    page = bring(editor, ("answers.xlsx", filled(make_sheet(), NEW).content))
    document = Document.objects.get()
    assert (page.status_code, document.accepted_at, document.submission.sender) == (200, None, "eve")
    assert "<h2>Answers on “answers.xlsx”</h2>" in page.text
    assert f'<a href="{reverse("desk-inbox-document", args=[document.pk])}"><bdi>&lt;b&gt;Seminar' in page.text
    assert "Row 2: This is none of the meetings that we know of this mechanism: take a fresh copy." in page.text
    assert page.text.index("Not taken</b>") < page.text.index("Proposed to the editors</b>")


def test_a_sheet_that_cannot_be_read_says_why(editor):
    broken = filled(make_sheet(), {(1, "iscm-was"): None}).content
    page = bring(editor, ("answers.xlsx", broken), ("other.xlsx", filled(make_sheet(), NEW).content))
    assert page.status_code == 422
    assert "<bdi>answers.xlsx</bdi>: Its hidden columns are gone. Take a fresh copy of the sheet" in page.text
    assert "<h2>Answers on “other.xlsx”</h2>" in page.text


def test_who_changed_a_meeting_meanwhile_is_told():
    row = AnswerRow("u", 1, {"date": "3 May", "place": "Lima"}, confirms=False, locator=Locator(row=4), title="Forum")
    line = Line(1, AT, "ann", "corrected", "meeting", "u", "edtf", "2024", "2025", "", 0, "", 0)
    wrong = TakenRow(row, Became.PROPOSED, problems=(Problem("x", Severity.ERROR, "Odd."), UNREAD))
    taken = AnswersTaken("rcm", (TakenRow(row, Became.CONFIRMED), wrong, TakenRow(row, Became.STALE, lines=(line,))), 1)
    shown = shown_answers(taken, "a.xlsx")
    assert [one.became for one in shown.rows] == ["stale", "proposed", "confirmed"]
    assert (shown.rows[0].said, shown.rows[0].lines, shown.rows[0].number) == (
        "Date, Place",
        (("ann", "2026-11-21 09:30"),),
        4,
    )
    assert shown.rows[1].problems == (("Odd.", "en"), ("Date: “3 May” was not understood.", ""))
    assert shown.unchanged == "1 line says nothing new."


def test_all_that_only_confirm_are_accepted_in_one_go(editor):
    records = [make_record(title=f"Forum {n}", when=f"2027-05-0{n}", mechanisms=("rcm",)) for n in (1, 2, 3)]
    reading = make_reading(*records)
    ingest_readings([reading], Came(reading.name, reading.sha256.encode()), actor="ann", accept=True)
    for n, uid in enumerate(Meeting.objects.values_list("uid", flat=True)):
        submit({} if n else {"note": "please call"}, sender=Sender("Ana", "rcm"), about=uid)
    assert "Accept all that only confirm <b>2</b>" in editor.get(reverse("desk-inbox")).text
    page = editor.post(reverse("desk-inbox-confirmations"), follow=True)
    assert "2 confirmations accepted." in page.text
    assert "Accept all that only confirm" not in page.text
    waiting = Document.objects.filter(accepted_at=None)
    assert [(one.submission.note, one.submission.kind) for one in waiting] == [("please call", "change")]
