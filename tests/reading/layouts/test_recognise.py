import io
import zipfile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts import limits, packages
from iscm.reading.layouts.elements import Layout
from iscm.reading.layouts.recognise import lay_out
from tests.factories.files import MAKERS, Entry, make_docx, make_file, make_xlsx

HEADER = ["Date", "Place", "ISCM", "Title"]
ROWS = [
    [
        "May 1-2, 2024",
        "Geneva, Switzerland",
        "GFMD",
        Entry("14th Summit: “Migration & Development”", "https://example.org/a"),
    ],
    ["June 29 - July 1, 2024", "Online", "RCM and SACM", "Workshop on *labour* migration / mobility"],
    ["TBC", "Cairo, Egypt", "Almaty Process", "Meeting of the Working Group " * 12 + "(TBC)"],
]
SAMPLES = {kind: make_file(kind, HEADER, ROWS, before=["Calendar 2024"], after=["End"]) for kind in MAKERS}
ICS = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20240501T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR"
CONTENT_TYPES = "[Content_Types].xml"


def read(content, name="x.bin"):
    return lay_out(Document(name, content))


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def with_part(content, name, change):
    """The office file with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    parts[name] = change(parts[name])
    return zipped(parts)


@pytest.mark.parametrize("kind", MAKERS)
def test_the_same_table_gives_the_same_cells_in_every_format(kind):
    layout = read(SAMPLES[kind], "misleading.name")
    shown = [[cell if isinstance(cell, str) else cell.text for cell in row] for row in ROWS]
    if kind in {"txt", "csv"}:
        shown[1][3] = "Workshop on labour migration / mobility"
    assert [[cell.text for cell in row.cells] for row in layout.rows if row.table] == [
        HEADER,
        *([text.strip() for text in row] for row in shown),
    ]
    assert [row.text for row in layout.rows if row.table is None] == ["Calendar 2024", "End"]
    assert layout.format == kind.removeprefix("unruled-")
    links = [(link.text, link.url) for row in layout.rows for cell in row.cells for link in cell.links]
    assert links == ([] if kind == "csv" else [(ROWS[0][3].text, "https://example.org/a")])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (ICS, "ics"),
        (b"\xef\xbb\xbfBEGIN:VCALENDAR\r\nEND:VCALENDAR", "ics"),
        (b'{"documents": []}', "json"),
        (b"\n <!-- x --> <!DOCTYPE html><p>a", "html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>a</body></html>', "html"),
        ("<html><p>a</p></html>".encode("utf-16"), "html"),
        (b"garbage before\n%PDF-1.4 words", "txt"),
        (b"{curly} words", "txt"),
        (b"a,b\nc,d\n", "csv"),
        (b"# Title\n", "md"),
        (b"plain \x00words", "txt"),
    ],
)
def test_formats_are_told_by_content(content, kind):
    assert read(content).format == kind


REFUSED = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \n\x00\r\n\t", "the file is empty"),
    "picture": (b"\x89PNG\r\n\x1a\n0000", "this is a picture"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "this is an old Word or Excel file"),
    "RTF": (b"{\\rtf1 words}", "this is an RTF file"),
    "binary": (bytes(range(256)) * 20, "not a text or office document"),
    "broken JSON": (b'{"documents": [', "no sound JSON object"),
    "deep JSON": (b'{"a":' * 200_000, "no sound JSON object"),
    "other archive": (zipped({"a.txt": "words"}), "an archive that is neither DOCX nor XLSX"),
    "cut archive": (SAMPLES["docx"][:-100], "damaged or cut short"),
    "cut workbook": (SAMPLES["xlsx"][:-100], "damaged or cut short"),
    "hollow DOCX": (zipped({"word/document.xml": "<a/>", CONTENT_TYPES: "<Types/>"}), "damaged or cut short"),
    "hollow XLSX": (zipped({"xl/workbook.xml": "<a/>", CONTENT_TYPES: "<Types/>"}), "damaged or cut short"),
    "cut PDF": (SAMPLES["pdf"][:2000], "the PDF is damaged or cut short"),
    "zip bomb": (zipped({"word/document.xml": b" " * 30_000_000}), "unpacks to far more"),
    "sheet bomb": (
        zipped({"xl/workbook.xml": b"<a/>", "xl/worksheets/s.xml": b"0" * 30_000_000}),
        "unpacks to far more",
    ),
    "entities": (
        with_part(SAMPLES["docx"], "word/document.xml", lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml),
        "XML entities of its own",
    ),
    "late entities": (
        with_part(SAMPLES["xlsx"], "xl/workbook.xml", lambda xml: b"<!--" + b"x" * 9000 + b"--><!DOCTYPE a []>" + xml),
        "XML entities of its own",
    ),
    "endless prologue": (
        with_part(SAMPLES["docx"], "word/styles.xml", lambda xml: xml.decode().encode("utf-16")),
        "XML entities of its own",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_line(what):
    content, reason = REFUSED[what]
    with pytest.raises(UnreadableInputError, match=reason) as caught:
        read(content, "sent.bin")
    assert str(caught.value).startswith("sent.bin: ")
    assert "\n" not in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize("kind", MAKERS)
def test_the_limit_of_size_holds_for_every_format(kind, monkeypatch):
    monkeypatch.setattr(limits, "MAX_BYTES", 100)
    with pytest.raises(UnreadableInputError, match="at most"):
        read(SAMPLES[kind])


@pytest.mark.parametrize("kind", MAKERS)
def test_the_limit_of_rows_holds_for_every_format(kind, monkeypatch):
    monkeypatch.setattr(limits, "MAX_ROWS", 2)
    with pytest.raises(UnreadableInputError, match="more than 2 rows"):
        read(SAMPLES[kind])


def test_a_package_may_not_hold_more_than_its_limit(monkeypatch):
    monkeypatch.setattr(packages, "MAX_UNPACKED", 1000)
    with pytest.raises(UnreadableInputError, match="unpacks to far more"):
        read(make_xlsx(HEADER, ROWS))


def test_deeply_nested_office_files_are_refused():
    document = docx.Document()
    xml = b"<w:sdt>" * 250 + b"<w:p/>" + b"</w:sdt>" * 250
    out = io.BytesIO()
    document.save(out)
    content = with_part(out.getvalue(), "word/document.xml", lambda part: part.replace(b"<w:body>", b"<w:body>" + xml))
    with pytest.raises(UnreadableInputError):
        read(content)


def test_an_office_file_with_a_broken_part_gives_rows_or_a_refusal():
    content = with_part(make_docx(HEADER, ROWS), "word/document.xml", lambda xml: xml[: len(xml) // 2])
    with pytest.raises(UnreadableInputError, match="damaged"):
        read(content)


MARKS = "ab1*_`|\t\n\r\f\\[](){}<>#&;:,.-=~\"'/ \u00a0\u00ad\u0645é"
ANY_TEXT = st.text(st.sampled_from(MARKS) | st.characters(), max_size=300)
PIECES = """BEGIN:VCALENDAR BEGIN:VEVENT END:VEVENT DTSTART:20240101 DTEND;TZID=X:1 RRULE:FREQ=WEEKLY RRULE:FREQ=DAILY
DURATION:P1D UID:1 <html> <table> <tr> <td~rowspan=9> <td~colspan=x> </table> <a~href="#"> </a> <p> %PDF-1.4 a|b |-|-|
| a~b " , ; ** <b> { { } xl/workbook PK 1 2024-01-01 @"""
WORDS = [piece.replace("~", " ").replace("@", "\0") for piece in PIECES.split()]
TOKENS = st.lists(st.sampled_from([*WORDS, "\n", "\n", "\n", "\t"]), max_size=40).map("".join)


SLOW = [
    "-",
    "#",
    "# ",
    "<!---->",
    "[",
    "<a ",
    "**",
    "* ",
    ">",
    "|",
    '"',
    "`",
    "https://",
    "BEGIN:VEVENT\n",
    "<div>",
    "{",
    ",",
    "-\n",
]


@pytest.mark.parametrize("piece", SLOW)
@pytest.mark.parametrize("start", ["", "# ", "<!-- --> <html>", "BEGIN:VCALENDAR\n"])
def test_no_repeated_piece_makes_reading_slow(start, piece):
    """Each would take minutes if any step looked back over what it has read."""
    assert is_layout_or_refusal((start + piece * (400_000 // len(piece)) + "a").encode())


def is_layout_or_refusal(content):
    """Any bytes give rows or a clear refusal; another exception would fail the test by itself."""
    try:
        layout = read(content)
    except UnreadableInputError as error:
        return bool(error.what)
    return isinstance(layout, Layout) and all(row.cells for row in layout.rows)


@given(st.binary(max_size=400) | (ANY_TEXT | TOKENS).map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_a_layout_or_a_refusal(content):
    assert is_layout_or_refusal(content)


@given(st.sampled_from(sorted(SAMPLES)), st.integers(0, 10**6), st.binary(min_size=1, max_size=8), st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_file_gives_a_layout_or_a_refusal(kind, place, noise, is_cut):
    sample = SAMPLES[kind]
    place %= len(sample)
    assert is_layout_or_refusal(sample[:place] + noise + (b"" if is_cut else sample[place + len(noise) :]))


@given(st.text(st.characters(categories=["L", "N"], max_codepoint=0x2FFF) | st.sampled_from(" \n\t-.,"), max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_word_of_a_text_is_lost(text):
    layout = read(f"start {text}".encode())
    assert letters(layout) == f"start{letters_of(text)}"


def letters(layout):
    return letters_of("".join(cell.text for row in layout.rows for cell in row.cells))


def letters_of(text):
    return "".join(letter for letter in text if letter.isalnum())
