"""What we carry is what the readers read: the records can be made again from the documents at any time.

When a reader or the vocabulary has changed on purpose: run `scripts/carry_records.py`, read the diff, commit it.
"""

from dataclasses import replace

import pytest

from iscm.data import CARRIED, carried_documents
from iscm.data.files import load_csv
from iscm.domain.documents import Document
from iscm.domain.readings import Reading
from iscm.reading.interchange import as_json
from iscm.reading.read import read


def without_words(reading: Reading) -> dict:
    """The reading as JSON, less what is told in our own words or not at all."""
    return as_json(
        replace(
            reading,
            records=tuple(
                replace(record, outcome=None, topic=None, printed=replace(record.printed, outcome=None))
                for record in reading.records
            ),
            set_aside=tuple(replace(line, text="") for line in reading.set_aside),
        )
    )


@pytest.fixture(scope="module")
def readings(shared, vocabulary) -> dict[str, Reading]:
    """The readings of the real documents by name, each read knowing those before it."""
    found: dict[str, Reading] = {}
    for name in CARRIED:
        document = Document(f"{name}.txt", (shared / "documents" / f"{name}.txt").read_bytes())
        found[name] = read(document, vocabulary, earlier=tuple(found.values()))
    return found


@pytest.mark.shared
@pytest.mark.parametrize("name", CARRIED)
def test_carried_records_are_what_the_readers_give(name, readings, vocabulary):
    carried = {document.name: document for document in carried_documents()}[f"{name}.json"]

    assert without_words(read(carried, vocabulary)) == without_words(readings[name])


@pytest.mark.shared
def test_every_topic_we_tell_is_of_a_record_with_a_topic(readings):
    printed = {(name, record.n) for name, reading in readings.items() for record in reading.records if record.topic}

    assert {(row["document"], int(row["n"])) for row in load_csv("topics.csv")} - printed == set()
