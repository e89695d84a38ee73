"""How well suggested themes agree with the indexes that the Highlights print.

The indexes know more than the paragraphs: the IGC, for one, stands under sixteen themes and tells none of them. So
what can be found is less than half of what is printed; what is suggested should mostly be printed.
"""

import pytest

from iscm.domain.documents import Document
from iscm.domain.readings import Reading
from iscm.reading.layouts.recognise import lay_out
from iscm.reading.readers.highlights import read_highlights

pytestmark = pytest.mark.shared

# Measured in November 2026: precision and recall of 2021 0.88 and 0.41, of 2022 0.80 and 0.42. The floor is a little
# lower, so that a keyword may go without a fuss, but not a whole habit.
LEAST_PRECISION, LEAST_RECALL = 0.75, 0.38


@pytest.mark.parametrize("year", [2021, 2022])
def test_suggestions_against_the_printed_index(shared, vocabulary, year, capsys) -> None:
    path = shared / "documents" / f"highlights-{year}.txt"
    document = Document(path.name, path.read_bytes())
    reading = read_highlights(lay_out(document), document, vocabulary)
    printed, suggested = _printed(reading), _suggested(reading)
    right = len(printed & suggested)
    precision, recall = right / len(suggested), right / len(printed)

    with capsys.disabled():
        print(f"\nthemes {year}: precision {precision:.2f}, recall {recall:.2f} ({right} of {len(printed)} printed)")  # noqa: T201  # the scores are there to be read
    assert precision >= LEAST_PRECISION
    assert recall >= LEAST_RECALL


def _printed(reading: Reading) -> set[tuple[str, str]]:
    """Theme and mechanism, for mechanisms that have a paragraph; "all ISCMs" stands for each of them."""
    present = {slug for record in reading.records for slug in record.mechanisms}
    return {
        (index.slug, slug)
        for index in reading.themes
        for slug in (present if "grcp" in index.mechanisms else index.mechanisms)
        if slug in present - {"grcp"}
    }


def _suggested(reading: Reading) -> set[tuple[str, str]]:
    return {
        (theme.slug, slug)
        for record in reading.records
        for theme in record.themes
        for slug in record.mechanisms
        if slug != "grcp"
    }
