"""The carried records: whole, known in every reference, and without a sentence of the documents they come from."""

import json
import re
from itertools import chain

import pytest

from iscm.data import CARRIED, carried_documents
from iscm.data.files import load_csv
from iscm.domain.documents import Document
from iscm.reading.interchange import as_json, from_json

COUNTS = {
    "calendar-2017": 62,
    "tracker-gcm-2016-2017": 20,
    "highlights-2021": 57,
    "highlights-2022": 79,
    "calendar-2024": 119,
}


def reading_of(name):
    held = {document.name: document for document in carried_documents()}[f"{name}.json"]
    (document,) = json.loads(held.content)["documents"]
    return from_json(document)


def runs_of_six(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + 6]) for start in range(len(words) - 5)}


def test_documents_come_oldest_first():
    assert [document.name for document in carried_documents()] == [f"{name}.json" for name in COUNTS]


@pytest.mark.parametrize("name", CARRIED)
def test_records_are_counted_from_one(name):
    assert [record.n for record in reading_of(name).records] == list(range(1, COUNTS[name] + 1))


@pytest.mark.parametrize("name", CARRIED)
def test_file_says_nothing_that_a_reading_does_not_hold(name):
    (document,) = json.loads(dict(zip(CARRIED, carried_documents(), strict=True))[name].content)["documents"]

    assert as_json(from_json(document)) == document


@pytest.mark.parametrize("name", CARRIED)
def test_every_slug_and_code_is_known(name, vocabulary):
    reading = reading_of(name)
    records, indexes = reading.records, [*reading.themes, *reading.initiatives]
    told = chain(records, indexes, reading.publications)

    assert set(chain.from_iterable(one.mechanisms for one in told)) <= set(vocabulary.mechanisms)
    assert {record.kind for record in records} <= set(vocabulary.kinds)
    assert {place.country for record in records for place in record.places} <= set(vocabulary.territories)
    assert {index.slug for index in reading.themes} <= set(vocabulary.themes)
    assert {index.slug for index in reading.initiatives} <= set(vocabulary.initiatives)
    assert {theme.slug for record in records for theme in record.themes} <= set(vocabulary.themes)
    assert {one.slug for record in records for one in record.initiatives} <= set(vocabulary.initiatives)


@pytest.mark.parametrize("name", ["highlights-2021", "highlights-2022"])
def test_highlights_print_all_twenty_themes(name, vocabulary):
    assert {index.slug for index in reading_of(name).themes} == set(vocabulary.themes)


@pytest.mark.parametrize("name", CARRIED)
def test_words_of_outcomes_and_lines_set_aside_are_not_carried(name):
    reading = reading_of(name)

    assert {record.printed.outcome for record in reading.records} == {None}
    assert {line.text for line in reading.set_aside} <= {""}


@pytest.mark.parametrize(("field", "most_words"), [("outcome", 25), ("topic", 12)])
def test_outcomes_and_topics_are_those_of_our_lists_in_few_words(field, most_words):
    ours = {(row["document"], int(row["n"])): row[field] for row in load_csv(f"{field}s.csv")}
    carried = {(name, record.n): getattr(record, field) for name in CARRIED for record in reading_of(name).records}

    assert {key: words for key, words in carried.items() if words} == ours
    assert [key for key, words in ours.items() if len(words.split()) > most_words] == []


def test_every_meeting_of_the_tracker_has_an_outcome():
    assert [record.n for record in reading_of("tracker-gcm-2016-2017").records if not record.outcome] == []


@pytest.mark.shared
@pytest.mark.parametrize("field", ["outcome", "topic"])
def test_outcomes_and_topics_share_no_six_words_with_their_document(field, shared):
    for row in load_csv(f"{field}s.csv"):
        original = (shared / "documents" / f"{row['document']}.txt").read_text(encoding="utf-8")

        assert runs_of_six(row[field]) & runs_of_six(original) == set(), row


@pytest.mark.shared
@pytest.mark.parametrize("name", CARRIED)
def test_hash_is_that_of_the_document(name, shared):
    original = Document(f"{name}.txt", (shared / "documents" / f"{name}.txt").read_bytes())

    assert (reading_of(name).name, reading_of(name).sha256) == (original.name, original.sha256)
