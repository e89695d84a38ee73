"""Whole documents: tables, newsletters, pages, calendars, feeds, packages, records, sheets of answers, reports."""

import contextlib
import functools
import hashlib
import json
import os
import tempfile
import zlib
from pathlib import Path

from hypothesis import strategies as st

from iscm.domain.documents import Document, Hints
from iscm.domain.errors import IscmError, UnreadableInputError
from iscm.publication.answer_sheet import answer_words
from iscm.publication.formats.answer_sheet import write_answer_sheet
from iscm.publication.frozen import freeze, thaw
from iscm.publication.opendata.descriptor import resource_name
from iscm.publication.opendata.forms import FORMS
from iscm.publication.opendata.naming import DESCRIPTOR, LAYOUT
from iscm.publication.opendata.package import open_package
from iscm.publication.opendata.tables import TABLES
from iscm.reading.carried import from_json
from iscm.reading.interchange import as_json
from iscm.reading.read import read_all
from iscm.reading.readers.answer_sheet import is_answer_sheet, read_answers
from iscm.register.operations.backup_archive import SEAL, BackupError, open_backup
from iscm.register.operations.backup_manifest import ManifestError, read_manifest, write_manifest
from tests.factories.answers import make_sheet
from tests.factories.files import make_file
from tests.factories.records import make_reading, make_record
from tests.factories.reports import make_calendar
from tests.fuzzing.of_cells import vocabulary
from tests.fuzzing.pieces import (
    BYTES,
    JSON,
    SPACED,
    WHOLE,
    packed,
    spoilt_bytes,
    spoilt_json,
    spoilt_package,
    spoilt_words,
)
from tests.fuzzing.targets import Target

HEADER = ("Date", "Place", "ISCM", "Title")
ROWS = (
    ("May 1-2, 2024", "Geneva, Switzerland", "GFMD", "14th Summit: “Migration & Development”"),
    ("June 29 - July 1, 2024", "Online", "RCM and SACM", "Workshop on *labour* migration / mobility"),
    ("TBC", "Cairo, Egypt", "Almaty Process", "Meeting of the Working Group (TBC)"),
)
TEXTS = tuple(
    make_file(kind, HEADER, ROWS, before=["Calendar 2024"], after=["End"]) for kind in ("csv", "html", "md", "txt")
)
NEWSLETTER = (
    "ISCM highlights 2021\n\nRabat Process\n\nThe Rabat Process held two meetings in May 2021 in Tunis, on data and"
    " return.\n\nBali Process\n\nIts 3rd meeting took place on 4 May 2021.\n\nTheme: data. MIDSA, RCM, SACM.\n"
)
ICS = (
    "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Meetings\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTART;TZID=Europe/Paris:20240501T100000\r\n"
    "DURATION:P1DT2H\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:SOM\\, Rabat Process\r\nLOCATION:Tunis\r\nURL:https://x.org/\r\n"
    "END:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20240601\r\nDTEND;VALUE=DATE:20240603\r\nSUMMARY:b\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n"
)
RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>RCM</title><link>/a</link>'
    "<pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate><description>&lt;p&gt;3 May 2026, Tunis&lt;/p&gt;</description>"
    "</item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>SOM</title><link href="/a"/>'
    "<updated>2026-05-01T10:00:00Z</updated><summary type='html'>5 May 2026</summary></entry></feed>"
)
EVENT = {
    "@context": "https://schema.org", "@type": "Event", "name": "RCM plenary", "startDate": "2026-05-03T09:00+02:00",
    "endDate": "2026-05-04", "eventStatus": "https://schema.org/EventCancelled", "location": [{"@type": "Place",
    "name": "Tunis", "address": {"addressCountry": "TN"}}], "organizer": {"@id": "#o"}, "url": "/a",
    "superEvent": {"@id": "#s"}, "@graph": [{"@id": "#o", "name": "RCM"}],
}  # fmt: skip
JSCALENDAR = {
    "@type": "Group", "entries": [{"@type": "Event", "uid": "1", "title": "RCM", "start": "2026-05-03T09:00:00",
    "duration": "P1D", "timeZone": "Europe/Paris", "locations": {"a": {"name": "Tunis"}}, "status": "cancelled",
    "recurrenceRules": [{"frequency": "daily", "count": 2}]}],
}  # fmt: skip
FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "items": [{"id": "1", "title": "RCM", "url": "/a", "content_html": "<p>3 May 2026"}],
}
PAGE = (
    '<html lang=fr><title>x</title><base href="/b/"><script type="application/ld+json">{}</script>'
    "<table><tr><td>3 May 2024<td>Tunis"
)
MICRODATA = (
    '<div itemscope itemtype="https://schema.org/Event"><p itemprop=name>RCM'
    "<time itemprop=startDate datetime=2026-05-03>"
)
SOURCES = ("calendar", "", "https://example.org/a/", "//", "javascript:x")


@functools.cache
def packages() -> tuple[bytes, ...]:
    return tuple(make_file(kind, HEADER, ROWS, before=["Calendar 2024"]) for kind in ("docx", "xlsx"))


@functools.cache
def prints() -> tuple[bytes, ...]:
    return tuple(make_file(kind, HEADER, ROWS, before=["Calendar 2024"]) for kind in ("pdf", "unruled-pdf"))


@functools.cache
def record_file():
    record = make_record(
        title="SOM of RCM", when="2024-05-03", mechanisms=("rcm",), outcome="A declaration.", kind="som"
    )
    return {"documents": [as_json(make_reading(record, publisher="IOM"))]}


@functools.cache
def frozen():
    return json.loads(zlib.decompress(freeze(make_calendar(3))))


@functools.cache
def sheet() -> bytes:
    return write_answer_sheet(make_sheet())


@functools.cache
def sheet_words():
    return answer_words(vocabulary())


def document_is_read_or_refused(content):
    try:
        readings = read_all(Document("file", content), vocabulary())
    except UnreadableInputError as error:
        assert error.what
        assert "\n" not in str(error)
        return
    for reading in readings:
        held = json.dumps(as_json(reading), ensure_ascii=False, allow_nan=False)
        assert from_json(json.loads(held)) == reading


def fed_document_is_read_or_refused(case):
    content, base = case
    try:
        readings = read_all(Document("file", content), vocabulary(), hints=Hints(base=base))
    except UnreadableInputError:
        return
    links = [link.url for reading in readings for record in reading.records for link in record.links]
    assert [link for link in links if not link.lower().startswith(("http://", "https://"))] == []


def records_are_taken_or_refused(held):
    document_is_read_or_refused(json.dumps(held).encode())


def answers_are_read_or_refused(content):
    document = Document("answers.xlsx", content)
    is_answer_sheet(document)
    try:
        found = read_answers(document, sheet_words())
    except UnreadableInputError:
        return
    assert found == read_answers(document, sheet_words())


def report_is_thawed_or_refused(content):
    try:
        report = thaw(content)
    except UnreadableInputError:
        return
    assert thaw(freeze(report)) == report


def frozen_is_taken_or_refused(held):
    report_is_thawed_or_refused(zlib.compress(json.dumps(held).encode()))


def manifest_is_read_or_refused(held):
    try:
        found = read_manifest(json.dumps(held).encode())
    except ManifestError:
        return
    assert read_manifest(write_manifest(found)) == found
    assert [part.path for part in found.parts if ".." in part.path or part.path.startswith("/")] == []


def backup_is_opened_or_refused(content):
    with kept(content) as path:
        try:
            with open_backup(path, lambda *_: None) as archive:
                assert archive.manifest.parts is not None
        except BackupError as error:
            assert "\n" not in str(error)


def open_data_is_read_or_refused(content):
    with kept(content) as path:
        try:
            with open_package(path) as package:
                for table in TABLES:
                    list(package.named_rows(table))
        except IscmError as error:
            assert "\n" not in str(error)


@contextlib.contextmanager
def kept(content, suffix=".zip"):
    """The bytes as a file that goes away."""
    path = Path(tempfile.gettempdir()) / f"iscm-fuzz-{os.getpid()}{suffix}"
    path.write_bytes(content)
    try:
        yield path
    finally:
        path.unlink()


def lazily(make, spoil):
    """The samples are made when the first input is drawn, not when this module is loaded."""
    return st.deferred(lambda: spoil(make()))


MANIFEST = {
    "format": "iscm-backup", "version": 1, "made_at": "2026-11-21T09:00:00+00:00", "iscm": "0.1.0",
    "database": "sqlite",
    "migrations": {"register": ["0001_first"]},
    "tables": [{"label": "register.Meeting", "columns": ["id", "uid"], "rows": 1,
                "part": {"path": "tables/register.Meeting.jsonl", "size": 3, "sha256": "0" * 64}}],
    "files": [{"path": "kept/secret-key", "size": 3, "sha256": "0" * 64}],
}  # fmt: skip
BACKUPS = (packed({"manifest.json": json.dumps(MANIFEST).encode(), "tables/register.Meeting.jsonl": b"[]\n"}),)


def sealed(content: bytes) -> bytes:
    """What a spoilt archive would be if its seal were right: so that what is behind the seal is reached."""
    body = content[:-2] + (SEAL).to_bytes(2, "little")
    return body + hashlib.sha256(body).hexdigest().encode()


def export_of(case: tuple[bytes, str, str]) -> bytes:
    """An export one of whose tables has these lines, under hashes that are right."""
    lines, name, form = case
    files = {table: ("csv", FORMS["csv"].begin(TABLES[table]).encode()) for table in TABLES}
    files[name] = (form, files[name][1] + lines if form == "csv" else b"[\n" + lines + b"\n]\n")
    resources = [
        {"name": resource_name(table, form), "hash": f"sha256:{hashlib.sha256(text).hexdigest()}", "bytes": len(text)}
        for table, (form, text) in files.items()
    ]
    held = {"iscm": {"layout": LAYOUT, "year": None}, "resources": resources}
    return packed(
        {DESCRIPTOR: json.dumps(held).encode()} | {f"{table}.{form}": text for table, (form, text) in files.items()}
    )


ROW = st.dictionaries(
    st.sampled_from(sorted({one for table in TABLES.values() for one in table.names})), JSON, max_size=5
)
LINE = SPACED.map(lambda text: text.encode("utf-8", "replace")) | (ROW | JSON).map(
    lambda held: json.dumps(held).encode()
)
EXPORTS = st.tuples(LINE, st.sampled_from(sorted(TABLES)), st.sampled_from(["csv", "json"])).map(export_of)
EXPORT = export_of((b"", "meetings", "csv"))
PLAIN = st.lists(SPACED | WHOLE, max_size=12).map(lambda lines: "\n".join(lines).encode("utf-8", "replace"))
WORDED = spoilt_words([*(text.decode() for text in TEXTS), NEWSLETTER], 6).map(
    lambda text: text.encode("utf-8", "replace")
)
FEEDS = spoilt_words([ICS, RSS, ATOM, PAGE, MICRODATA], 6).map(lambda text: text.encode("utf-8", "replace"))
TOLD = (spoilt_json(JSCALENDAR) | spoilt_json(FEED) | spoilt_json(EVENT)).map(lambda held: json.dumps(held).encode())
IN_PAGE = spoilt_json(EVENT).map(lambda held: PAGE.replace("{}", json.dumps(held)).encode())

TARGETS = (
    Target("texts, tables and newsletters", PLAIN | WORDED | spoilt_bytes(TEXTS), document_is_read_or_refused, 20),
    Target(
        "calendars, feeds and pages", st.tuples(FEEDS, st.sampled_from(SOURCES)), fed_document_is_read_or_refused, 20
    ),
    Target("entries in JSON", st.tuples(TOLD | IN_PAGE, st.sampled_from(SOURCES)), fed_document_is_read_or_refused, 20),
    Target("any bytes as a document", BYTES, document_is_read_or_refused),
    Target(
        "office packages",
        lazily(packages, spoilt_package) | lazily(packages, spoilt_bytes),
        document_is_read_or_refused,
        4,
    ),
    Target("PDF", lazily(prints, spoilt_bytes), document_is_read_or_refused, 2),
    Target("records files", lazily(record_file, spoilt_json), records_are_taken_or_refused),
    Target("sheets of answers", lazily(lambda: [sheet()], spoilt_package), answers_are_read_or_refused, 2),
    Target("frozen reports", lazily(frozen, spoilt_json), frozen_is_taken_or_refused),
    Target(
        "bytes of frozen reports",
        lazily(lambda: [freeze(make_calendar(3))], spoilt_bytes) | BYTES,
        report_is_thawed_or_refused,
    ),
    Target("manifests of backups", spoilt_json(MANIFEST), manifest_is_read_or_refused),
    Target("backups", spoilt_package(BACKUPS).map(sealed) | spoilt_bytes(BACKUPS), backup_is_opened_or_refused, 4),
    Target(
        "packages of open data",
        EXPORTS | spoilt_package([EXPORT]) | spoilt_bytes([EXPORT]),
        open_data_is_read_or_refused,
        4,
    ),
)
