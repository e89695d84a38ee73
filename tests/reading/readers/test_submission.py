"""What people type, one meeting at a time, and what is understood of it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.data import load_vocabulary
from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.reading.readers.submission import VALUES, preview, read_submission, write_submission

UNDERSTOOD = [
    ({"date": "second half of 2027, tbc"}, {"edtf": "2027-41", "date_status": "tbc"}),
    ({"date": "TBC"}, {"edtf": None, "date_status": "tbc"}),
    ({"date": "3-5 March 2027 (postponed)"}, {"edtf": "2027-03-03/2027-03-05", "date_status": "confirmed"}),
    ({"place": "Online"}, {"places": [], "attendance": "online"}),
    (
        {"place": "Vilnius, Lithuania and online"},
        {"places": [{"city": "Vilnius", "country": "LT"}], "attendance": "hybrid"},
    ),
    ({"mechanism": "Prague Process"}, {"mechanisms": ["prague-process"]}),
    ({"mechanism": "rcm, sacm"}, {"mechanisms": ["rcm", "sacm"]}),
    ({"kind": "Senior Officials' Meeting"}, {"kind": "senior-officials-meeting"}),
    ({"kind": "workshop"}, {"kind": "workshop"}),
    ({"status": "cancelled"}, {"status": "cancelled"}),
    ({"closed": "yes"}, {"closed": True}),
    ({"closed": "Non"}, {"closed": False}),
    (
        {"links": "https://example.org/a"},
        {"links": [{"text": "https://example.org/a", "url": "https://example.org/a"}]},
    ),
    ({"outcome": "A declaration."}, {"outcome": "A declaration."}),
    ({"attendance": "hybrid"}, {"attendance": "hybrid"}),
]


@pytest.mark.parametrize(("typed", "values"), UNDERSTOOD)
def test_words_are_understood(typed, values, vocabulary):
    found = preview(typed, vocabulary)
    ((_, told),) = found.values.items()
    assert (told, found.problems) == (values, ())


NOT_UNDERSTOOD = [
    ({"date": "some day soon"}, {"edtf": None}, "date-unread", "“some day soon” is no date that we understand."),
    ({"date": "12 May"}, {"edtf": None}, "date-unread", "“12 May” says no year."),
    ({"date": "05/06/2027"}, {"edtf": None}, "date-ambiguous", "“05/06/2027” can be 2027-06-05 or 2027-05-06."),
    ({"date": "30 February 2027"}, {"edtf": None}, "date-unread", "“30 February 2027” is no date that we understand."),
    ({"place": "Atlantis"}, {"places": None}, "place-unknown", "“Atlantis” is no place that we know."),
    ({"kind": "party"}, {"kind": None}, "kind-unknown", "“party” is no kind of meeting that we know."),
    ({"closed": "perhaps"}, {"closed": None}, "status-unknown", "“perhaps” is neither yes nor no."),
    ({"status": "so so"}, {"status": None}, "status-unknown", "“so so” is no status that we know."),
    (
        {"mechanism": "Foo Process"},
        {"mechanisms": None},
        "mechanism-unknown",
        "“Foo Process” is no mechanism that we know.",
    ),
]


@pytest.mark.parametrize(("typed", "values", "code", "message"), NOT_UNDERSTOOD)
def test_what_is_not_understood_keeps_its_words_and_says_where(typed, values, code, message, vocabulary):
    found = preview(typed, vocabulary)
    ((name, told),) = found.values.items()
    assert [(one.code, one.message, one.locator.element) for one in found.problems] == [(code, message, name)]
    assert told == values


def test_a_date_without_year_has_that_of_its_meeting(vocabulary):
    assert preview({"date": "12 May"}, vocabulary, year=2027).values == {
        "date": {"edtf": "2027-05-12", "date_status": "confirmed"}
    }


def test_only_what_is_typed_is_spoken_of(vocabulary):
    assert preview({"note": "hello", "place": ""}, vocabulary).said == ()
    assert preview({"title": "35th Senior Officials' Meeting"}, vocabulary).said == ("title", "kind", "ordinal")
    assert preview({"title": "Gathering"}, vocabulary).said == ("title",)
    assert preview({"date": "3 May 2027 (cancelled)"}, vocabulary).said == ("edtf", "date_status", "status")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ({"day": "1 May"}, "day"),
        ({"date": "x" * 201}, "date"),
        ({"title": 7}, "title"),
        ({"note": "x" * 10_001}, "note"),
    ],
)
def test_what_no_form_sends_is_refused_by_name(typed, name, vocabulary):
    with pytest.raises(UnreadableInputError) as caught:
        preview(typed, vocabulary)
    assert caught.value.name == name


def written(values, about=None, mechanism="prague-process"):
    return write_submission(values, about=about, sender="Ana", mechanism=mechanism, lang="en", at="2026-11-21")


def test_document_of_a_submission_keeps_everything_and_its_reading_names_nobody(vocabulary):
    document = written({"date": "some day soon", "note": "call me"}, about="x")
    assert json.loads(document.content)["values"] == {"date": "some day soon", "note": "call me"}
    reading = read_submission(document, vocabulary)
    assert (reading.reader, reading.title, reading.publisher) == (
        "answer",
        "Sent in by Prague Process",
        "Prague Process",
    )
    assert "Ana" not in repr(reading)
    assert "call me" not in repr(reading)


def test_new_meeting_is_a_submission(vocabulary):
    reading = read_submission(written({"title": "Seminar"}, mechanism=""), vocabulary)
    assert (reading.reader, reading.title, reading.records[0].title) == ("submission", "Sent in", "Seminar")


WITHOUT_VALUES = b'{"values": null, "about": null, "lang": "en", "mechanism": ""}'


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"{" * 10_000, b"\xff", b'{"values": 1}', WITHOUT_VALUES])
def test_another_shape_is_refused(content, vocabulary):
    with pytest.raises(UnreadableInputError):
        read_submission(Document("submission.json", content), vocabulary)


@given(st.data())
def test_any_words_are_read_and_what_has_no_value_is_told(data):
    typed = data.draw(st.dictionaries(st.sampled_from(VALUES), st.text(max_size=90), max_size=4))
    found = preview(typed, load_vocabulary())
    assert {one.locator.element for one in found.problems} <= set(typed)
    assert {field for held in found.values.values() for field in held} <= set(found.said)
    assert preview(typed, load_vocabulary()) == found
