"""Reading a document: the right reader, every row accounted for, the same records from every format."""

import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iscm.data import load_vocabulary
from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.reading import ledger as ledgers
from iscm.reading.interchange import as_json
from iscm.reading.layouts.recognise import lay_out
from iscm.reading.read import read, read_all
from iscm.reading.readers.judge import Judge
from iscm.reading.readers.table_reading import scan_entries
from tests.factories.files import MAKERS, Entry, make_file

HEADER = ["Date", "Place", "ISCM", "Title of the Event"]
LONG = (
    "Thematic Meeting on Legal Pathways for Migration: Understanding Challenges, Needs and Opportunities for Improving"
)
ROWS = [
    ["January 21, 2024", "Geneva, Switzerland", "Global Forum on Migration and Development (GFMD)", "Youth Forum"],
    ["January 23-25, 2024", "Geneva, Switzerland", "Global Forum on Migration and Development (GFMD)", "14th Summit"],
    ["April 29 – June 15, 2024", "Online", "Quito Process", "Preparatory meetings for thematic workshops"],
    ["May 7-8, 2024", "Istanbul, Türkiye", "Budapest Process", LONG],
    ["October 10-11, 2024", "Bogota, Colombia", "Regional Conference on Migration (RCM)", "5th (V) Plenary Meeting"],
    ["December 2024 (TBC)", "TBC", "Migration Dialogue for West Africa (MIDWA)", "SOM (TBC)"],
]
LOSES_LINKS = {"csv"}
TITLE = "2024 Calendar of Meetings by Inter-State Consultation Mechanisms on Migration (ISCM)"
BEFORE = ["International Organization for Migration (IOM)", TITLE]
AFTER = ["Last update: September 24, 2024", "Number of events: 120"]


def many_rows() -> list[list[str | Entry]]:
    """Enough rows for several pages; every third title is a link."""
    rows: list[list[str | Entry]] = []
    for n in range(60):
        date, place, mechanism, title = ROWS[n % len(ROWS)]
        title = f"{title} {n}"
        rows.append([date, place, mechanism, Entry(title, f"https://example.org/{n}") if n % 3 == 0 else title])
    return rows


@pytest.fixture(scope="module")
def from_text(vocabulary):
    return read(Document("table.txt", make_file("txt", HEADER, many_rows(), before=BEFORE, after=AFTER)), vocabulary)


@pytest.mark.parametrize("kind", MAKERS)
def test_every_format_gives_the_same_records(kind, from_text, vocabulary):
    reading = read(Document("table", make_file(kind, HEADER, many_rows(), before=BEFORE, after=AFTER)), vocabulary)
    assert [facts(record) for record in reading.records] == [facts(record) for record in from_text.records]
    links = [[link.url for link in record.links] for record in reading.records]
    assert links == [[f"https://example.org/{n}"] if n % 3 == 0 and kind not in LOSES_LINKS else [] for n in range(60)]
    assert (reading.reader, reading.title, reading.publisher) == ("calendar", TITLE, BEFORE[0])
    assert (reading.year, str(reading.last_update), reading.stated_count) == (2024, "2024-09-24", 120)
    assert [held.message for held in reading.problems if held.code == "line-unread"] == []


@pytest.mark.parametrize("order", [(3, 1, 0, 2), (2, 0, 3, 1), (1, 2, 3, 0)])
def test_order_of_columns_does_not_matter(order, from_text, vocabulary):
    rows = [[row[i] for i in order] for row in many_rows()]
    document = Document("table", make_file("csv", [HEADER[i] for i in order], rows, before=BEFORE, after=AFTER))
    assert [facts(record) for record in read(document, vocabulary).records] == [
        facts(record) for record in from_text.records
    ]


def test_unknown_document_is_a_reading_with_every_line_reported(vocabulary):
    reading = read(Document("prices.txt", b"Colour\tPrice\nred\t5\nblue\t6\nThank you for your order."), vocabulary)
    assert (reading.reader, reading.records) == ("unknown", ())
    assert Counter(held.code for held in reading.problems) == {"layout-unknown": 1, "line-unread": 4}


def test_records_file_comes_back_with_the_names_it_carries(vocabulary, from_text):
    carried = json.dumps({"documents": [as_json(from_text)]}).encode()
    assert read(Document("carried.json", carried), vocabulary) == from_text


def test_records_file_of_several_documents_is_read_whole_or_refused(vocabulary, from_text):
    carried = Document("carried.json", json.dumps({"documents": [as_json(from_text)] * 2}).encode())
    assert read_all(carried, vocabulary) == (from_text, from_text)
    with pytest.raises(UnreadableInputError):
        read(carried, vocabulary)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n\t",
        b'{"documents": []}',
        b'{"documents": [{}]}',
        b'{"documents": [',
        b'{"documents": ' + b"[" * 100_000,
        b'{"documents": 3}',
        b"%PDF-1.4 broken",
        b"PK\x03\x04 broken",
    ],
)
def test_broken_files_are_refused(content, vocabulary):
    with pytest.raises(UnreadableInputError):
        read(Document("broken", content), vocabulary)


def test_feed_is_read_as_one(vocabulary):
    feed = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//made up//EN
X-WR-CALNAME:Prague Process
BEGIN:VEVENT
UID:1@example.org
DTSTAMP:20240101T000000Z
DTSTART;VALUE=DATE:20240603
DTEND;VALUE=DATE:20240606
SUMMARY:Senior Officials' Meeting
LOCATION:Yerevan\\, Armenia
STATUS:TENTATIVE
URL:https://example.org/som
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
    reading = read(Document("feed", feed.encode()), vocabulary)
    record = reading.records[0]
    assert (reading.reader, reading.title, len(reading.records)) == ("feed", "Prague Process", 1)
    assert (record.edtf.text, record.mechanisms, record.status) == (
        "2024-06-03/2024-06-05",
        ("prague-process",),
        "tentative",
    )
    assert [(place.city, place.country) for place in record.places] == [("Yerevan", "AM")]
    assert [link.url for link in record.links] == ["https://example.org/som"]


def test_work_grows_in_line_with_the_rows(vocabulary, monkeypatch):
    """Counted, not timed: how often rows are used, and cells parsed, for tables of one size and of four times that."""
    small, large = (counted_work(size, vocabulary, monkeypatch) for size in (5_000, 20_000))
    assert small == (5_000, small[1])
    assert large == (20_000, small[1])


def counted_work(size: int, vocabulary, monkeypatch) -> tuple[int, int]:
    """The rows used one by one, and the different cells parsed: a table that repeats its cells parses each once."""
    uses: Counter[str] = Counter()
    use = ledgers.Ledger.use
    monkeypatch.setattr(ledgers.Ledger, "use", lambda self, *rows: (uses.update(rows=len(rows)), use(self, *rows))[1])
    rows = [ROWS[n % len(ROWS)] for n in range(size)]
    judge = Judge(vocabulary)
    text = "\n".join("\t".join(row) for row in [HEADER, *rows])
    scan, _ = scan_entries(lay_out(Document("long.txt", text.encode())), judge)
    monkeypatch.setattr(ledgers.Ledger, "use", use)
    assert len(scan.entries) == size
    return uses["rows"], judge.mechanism.cache_info().misses + judge.date.cache_info().misses


CELL = st.sampled_from(
    ["", "TBC", "3 May 2019", "2019", "May", "Online", "RCM", "Geneva, Switzerland", "SOM", "Date", "Title"]
)
WORDS = CELL | st.text(st.characters(codec="utf-8", exclude_characters="\n\r\t\0"), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=12), st.booleans())
def test_any_table_is_read_without_a_row_lost(rows, with_header):
    lines = [HEADER] * with_header + rows
    text = "\n".join("\t".join(row) for row in lines)
    document = Document("any.txt", f"x{text}".encode())
    try:
        reading, layout = read(document, load_vocabulary()), lay_out(document)
    except UnreadableInputError:
        return
    told = {line.locator.line_first for line in reading.set_aside}
    told |= {held.locator.line_first for held in reading.problems if held.code in {"line-unread", "layout-unknown"}}
    for record in reading.records:
        told |= set(range(record.locator.line_first, record.locator.line_last + 1))
    heading = f"{reading.title} {reading.publisher}"
    above = {
        row.locator.line_first for row in layout.rows if any(cell.text and cell.text in heading for cell in row.cells)
    }
    facts_ = {
        row.locator.line_first for row in layout.rows if "update" in row.text.lower() or row.text.strip().isdigit()
    }
    assert {row.locator.line_first for row in layout.rows if row.text} - told - above - facts_ == set()


def facts(record) -> tuple:
    printed = record.printed
    words = (printed.date, printed.place, printed.mechanism, printed.title)
    meant = (record.edtf.text if record.edtf else None, record.date_status, record.attendance, record.places)
    return (*words, *meant, record.mechanisms, record.kind, record.ordinal)
