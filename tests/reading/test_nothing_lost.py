"""Tables of nasty cells, as files of every format: read or refused, never another error, and no row lost."""

import json
import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from iscm.data import load_vocabulary
from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.reading.interchange import as_json, from_json
from iscm.reading.read import read_all
from tests.factories.files import make_file

PIECES = (
    *(
        "3 May 2019",
        "30 February 2019",
        "05/06/2019",
        "1112 December",
        "TBC",
        "May",
        "2-24",
        "à partir du",
        "a a",
        "/ a",
    ),
    *("Second/Third Quarter of 2017 (TBC)", "first half of", "Winter 2019/2020", "2019", "31", "-", "–", " to ", "Q4"),
    *("Tunis, Tunisia", "Online", "Hybrid", "Washington, D.C.", "Tunisa", "Trinidad and Tobago", "Berlin/"),
    *("Rabat Process", "MIDSSA", "AU HoAI", "Bali and Rabat Processes", "GRCP", "ISCM", "14th", "(XIV)", "XXII"),
    *("Meeting of the", "for the 7th", "Working Group", "Total", "Number of events: 3", "Last update: 3 May 2019"),
    *("Date", "Place", "Title", "Page 3 of 4", "www.x.org", "https://x.org/(a)", "<b>", "</b>", "&amp;", "&#0;", "**"),
    *("(", ")", "[", "“", '"', "'", "=", "+", "@", "|", "#", "`", ";", ",", ":", "*", "?", "…", "\\", "{", "}"),
    *("\u202e", "\u200b", "\u00ad", "\u00a0", "e\u0301", "ﬁ", "٣ مايو", "2019年5月3日", "мая", "½", "²", "ǅ", "ß", "İ"),
)
CELL = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=5).map(" ".join)
ROWS = st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=6)
HEADERS = st.sampled_from(
    [
        ("Date", "Place", "ISCM", "Title"),
        ("Title", "Fecha", "Lugar", "Proceso"),
        ("Date", "Event", "Outcome", "Process"),
        ("Colour", "Date", "Place", "Event"),
    ]
)
LINES = st.lists(CELL, max_size=3)
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def marked(rows):
    """Each row with a word of its own in its last cell."""
    return [(*row[:-1], f"zq{at}zq {row[-1]}") for at, row in enumerate(rows)]


def usable(text):
    """What an office file can hold at all: no control characters, no halves of letters."""
    return re.sub(r"[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]", " ", text)


def is_read_or_refused(content, words=()):
    """Read into what JSON gives back as it was, with each of these words somewhere in it; or refused."""
    try:
        readings = read_all(Document("file", content), load_vocabulary())
    except UnreadableInputError as error:
        return bool(error.what) and "\n" not in str(error)
    texts = [json.dumps(as_json(reading), ensure_ascii=False, allow_nan=False) for reading in readings]
    assert [from_json(json.loads(text)) for text in texts] == list(readings)
    assert [word for word in words if not any(word in text for text in texts)] == []
    return True


def check_table(kind, header, rows, lines):
    rows = [tuple(map(usable, row)) for row in marked(rows)]
    content = make_file(kind, header, rows, before=[usable(line) for line in lines])
    assert is_read_or_refused(content, [f"zq{at}zq" for at in range(len(rows))])


@pytest.mark.parametrize("kind", ["csv", "html", "md", "txt"])
@given(header=HEADERS, rows=ROWS, lines=LINES)
@settings(SLOW, max_examples=120)
def test_no_row_of_a_text_is_lost(kind, header, rows, lines):
    check_table(kind, header, rows, lines)


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf", "unruled-pdf"])
@given(header=HEADERS, rows=ROWS, lines=LINES)
@settings(SLOW, max_examples=25)
def test_no_office_file_breaks_the_reading(kind, header, rows, lines):
    content = make_file(kind, header, [tuple(map(usable, row)) for row in rows], before=[usable(one) for one in lines])
    assert is_read_or_refused(content)


@given(st.lists(CELL, max_size=30), st.sampled_from(["\n", "\n\n", "\t", "\n- ", "\nDate: "]))
@example(cells=["3 May 2019", "3 May 2019", "3 May 2019 3 May 2019"], between="\n")
@settings(SLOW, max_examples=200)
def test_any_lines_are_read_or_refused(cells, between):
    assert is_read_or_refused(between.join(cells).encode("utf-8", "replace"))


@given(st.lists(CELL, max_size=20))
@settings(SLOW, max_examples=150)
def test_any_newsletter_is_read_or_refused(paragraphs):
    start = ["ISCM highlights 2021", "Rabat Process", "The Rabat Process held two meetings in May 2021 in Tunis."]
    content = "\n\n".join([*start, *paragraphs, "Bali Process", "Its 3rd meeting took place on 4 May 2021."])
    assert is_read_or_refused(content.encode("utf-8", "replace"))
