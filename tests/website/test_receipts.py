"""Receipts: what a value rests on, and what others said."""

import pytest

from iscm.register.queries.meeting import find_meeting
from iscm.website.receipts import receipt_lines, value_in_words
from tests.factories.rows import add_document, add_meeting, cite

VALUES = [
    ("edtf", "2024-01-23", "23 January 2024 (2024-01-23)"),
    ("edtf", "not a date", "not a date"),
    ("edtf", None, "not understood"),
    ("places", [["Geneva", "CH"]], "Geneva, Switzerland"),
    ("places", [{"city": None, "country": "CH"}], "Switzerland"),
    ("attendance", "online", "online"),
    ("count", 7, "7 meetings"),
    ("kind", "forum", "Forum"),
    ("themes", [{"slug": "data", "reason": "“data”", "score": 0.5}, {"slug": "gender"}], "Data (“data”); Gender"),
    ("links", [{"text": "Report", "url": None}, {"text": "", "url": "https://example.org"}],
     "Report, https://example.org"),
    ("title", "x" * 999, "x" * 300),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value", "words"), VALUES)
def test_a_claim_is_said_as_a_reader_says_it(field, value, words):
    assert value_in_words(field, value) == words


@pytest.fixture
def lines(db):
    """The receipts of a title that one document gave, a second repeats and a third contradicts."""
    meeting = add_meeting("Forum")
    for number, (title, chosen) in enumerate((("Forum", ("title",)), ("Forum", ()), ("Summit", ()))):
        day = {"last_update": None} if number else {}
        document = add_document(f"document {number}", **day)
        cite(meeting, document, chosen=chosen, title=(f"Printed {title}", title))
    return receipt_lines(find_meeting(meeting.uid), "title")


def test_value_shown_comes_first_then_who_agrees_or_not(lines):
    assert [(line.words, line.is_chosen, line.agrees) for line in lines] == [
        ("Printed Forum", True, True),
        ("Printed Forum", False, True),
        ("Printed Summit", False, False),
    ]


def test_a_document_without_a_date_of_its_own_has_the_day_it_came(lines):
    assert [(line.is_dated, line.day) for line in lines[:2]] == [
        (True, "24 September 2024"),
        (False, "24 September 2024"),
    ]


def test_a_field_that_no_document_speaks_of_has_no_receipt(db):
    assert receipt_lines(find_meeting(add_meeting().uid), "title") == []
