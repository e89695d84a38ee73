"""Which format a document has, told from its content; and its rows."""

import re
from dataclasses import replace
from importlib import import_module
from types import ModuleType

from iscm.domain.documents import Document, Hints
from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts.decoding import decode, in_utf8
from iscm.reading.layouts.elements import NO_HINTS, Layout
from iscm.reading.layouts.limits import check_size

HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE)
BEFORE_HTML = (("<?xml", "?>"), ("<!--", "-->"))
FEED = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|RDF)\b")
JSON = re.compile(r'\{\s*["}]|\[\s*\{\s*"')
# The line between the header and the rows of a Markdown table.
PIPE_TABLE = re.compile(r"^ {0,3}\|(?:\s*:?-{3,}:?\s*\|)+\s*$", re.MULTILINE)
PDF, ZIP = b"%PDF-", b"PK\x03\x04"
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "Save it as DOCX or XLSX."),
    (b"{\\rtf", "an RTF file", "Save it as DOCX."),
    (b"\x89PNG", "a picture", "Send the document itself, or its text."),
    (b"\xff\xd8\xff", "a picture", "Send the document itself, or its text."),
    (b"GIF8", "a picture", "Send the document itself, or its text."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"PK\x05\x06", "an empty archive", "Send the document itself."),
)
NO_TEXT = (PDF, ZIP, *(start for start, _, _ in FOREIGN))


def lay_out(document: Document, hints: Hints = NO_HINTS) -> Layout:
    """The document's rows, whatever its name says its format is; `hints` go with them.

    Raises `UnreadableInputError`, and nothing else, when it is of no format we read, is damaged or encrypted, or is
    above the limits of `limits.py`.
    """
    content, name = document.content, document.name
    check_size(content, name)
    try:
        content = content if content.startswith(NO_TEXT) else in_utf8(content, hints.charset)
        return replace(_laid_out(_chosen(content, name), content, name, hints), hints=hints)
    except UnreadableInputError:
        raise
    except Exception as error:  # the libraries behind the formats let a damaged file fail in any way
        raise UnreadableInputError(name, "the file is damaged and cannot be read", "Save it anew.") from error


def _laid_out(module: ModuleType, content: bytes, name: str, hints: Hints) -> Layout:
    has_links = hasattr(module, "IS_LINKED")  # a format whose links may be relative to where it came from
    layout: Layout = module.lay_out(content, name, hints.base) if has_links else module.lay_out(content, name)
    return layout


def _chosen(content: bytes, name: str) -> ModuleType:
    if content.startswith(PDF) or (PDF in content[:1024] and b"startxref" in content):
        return _module("pdf")
    if content.startswith(ZIP):
        return _module(_zip_kind(content, name))
    for start, what, remedy in FOREIGN:
        if content.startswith(start):
            raise UnreadableInputError(name, f"this is {what}", remedy)
    return _chosen_text(decode(content[:65_536], name))


def _zip_kind(content: bytes, name: str) -> str:
    """An office file names its parts in clear in the archive's directory."""
    for part, kind in ((b"word/document", "docx"), (b"xl/workbook", "xlsx")):
        if part in content:
            return kind
    raise UnreadableInputError(name, "an archive that is neither DOCX nor XLSX", "Unpack it and send the documents.")


def _chosen_text(sample: str) -> ModuleType:
    start = sample.lstrip("\ufeff \t\r\n\0")
    if start[:15].upper() == "BEGIN:VCALENDAR":
        return _module("ics")
    if HTML.match(_past_prologue(start)):
        return _module("html")
    if start.startswith("<") and FEED.search(start):
        return _module("xml_feed")
    if JSON.match(start):
        return _module("json_")
    if PIPE_TABLE.search(start):
        return _module("text")
    csv_ = _module("csv_")
    return csv_ if csv_.find_delimiter(sample) else _module("text")


def _past_prologue(start: str) -> str:
    """The text behind an XML declaration and comments."""
    for opened, closed in BEFORE_HTML:
        while start.startswith(opened) and closed in start:
            start = start.partition(closed)[2].lstrip()
    return start


def _module(kind: str) -> ModuleType:
    # Imported when met: the libraries behind PDF and office files cost more to load than a text takes to read.
    return import_module(f"iscm.reading.layouts.{kind}")
