"""Reading: the whole process for a text, and a PDF in process against the tables of pdfplumber alone."""

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pdfplumber

from benchmarks.measuring import Measure, measure
from iscm.data import load_vocabulary
from iscm.domain.documents import Document
from iscm.reading.read import read
from tests.factories.files import Entry, make_file

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
KINDS = ("docx", "xlsx", "csv", "html")
HEADER = ("Date", "Place", "ISCM", "Meeting")
PROCESS_TARGET, FILE_TARGET, PDF_RATIO = 0.5, 0.1, 4


def measure_reading() -> Iterator[Measure]:
    """All measures of reading; none where the folder `shared` is missing."""
    text = SHARED / "documents" / "calendar-2024.txt"
    if not text.exists():
        return
    content, vocabulary = text.read_bytes(), load_vocabulary()
    yield measure("reading", "iscm read, 2024 text, whole process", lambda: _process(text), target=PROCESS_TARGET)
    document = Document(text.name, content)
    yield measure("reading", "2024 text, in process", lambda: read(document, vocabulary), target=FILE_TARGET)
    rows = _rows(read(document, vocabulary))
    for kind in KINDS:
        made = Document(f"calendar.{kind}", make_file(kind, HEADER, rows, before=["Calendar of meetings 2024"]))
        yield measure(
            "reading", f"2024 as {kind}, in process", lambda made=made: read(made, vocabulary), target=FILE_TARGET
        )
    yield from _pdf(rows, vocabulary)


def _pdf(rows: list[list[Entry]], vocabulary: object) -> Iterator[Measure]:
    content = make_file("pdf", HEADER, rows, before=["Calendar of meetings 2024"])
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        pages = len(pdf.pages)
    peer = measure("reading", f"{pages}-page PDF, tables of pdfplumber alone", lambda: _plumb(content), runs=5)
    yield peer
    document = Document("calendar.pdf", content)
    found = len(read(document, vocabulary).records)
    ours = measure(
        "reading", f"{pages}-page PDF, in process", lambda: read(document, vocabulary), target=peer.median / PDF_RATIO
    )
    yield Measure(
        **ours.as_json() | {"note": f"{found} of {len(rows)} rows; {peer.median / ours.median:.1f} times as fast"}
    )


def _plumb(content: bytes) -> int:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return sum(len(page.extract_tables()) for page in pdf.pages)


def _process(file: Path) -> None:
    with TemporaryDirectory() as folder, (Path(folder) / "out.json").open("wb") as out:
        command = [sys.executable, "-m", "iscm.cli", "read", "--format", "json", str(file)]
        done = subprocess.run(command, stdout=out, stderr=subprocess.DEVNULL, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit("iscm read failed")


def _rows(reading: object) -> list[list[Entry]]:
    made = []
    for record in reading.records:
        url = next((link.url for link in record.links if link.url), None)
        printed = record.printed
        made.append(
            [
                *(Entry(words or "") for words in (printed.date, printed.place, printed.mechanism)),
                Entry(printed.title, url),
            ]
        )
    return made
