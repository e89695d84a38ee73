"""PDF: ruled and unruled tables, text in columns, links; by pdfium."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic

# Not `pypdfium2` itself: its helpers, which are not needed here, take longer to load than a document to read.
import pypdfium2_raw as pdfium

from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts.elements import Layout
from iscm.reading.layouts.geometry import Page
from iscm.reading.layouts.limits import MAX_PAGES, check_size
from iscm.reading.layouts.pdf_page import PageReader
from iscm.reading.layouts.pdf_rows import assemble
from iscm.reading.layouts.words import fold

MAX_WORDS = 1_000_000
MAX_SECONDS = 60
MAX_TITLE = 2_000
# pdfium keeps its state in the process and is not made for threads.
PDFIUM = Lock()


def lay_out(content: bytes, name: str) -> Layout:
    """The rows of a PDF, page by page: its tables with their links, and the lines between them.

    In a locator, `row` counts the table rows of a page and `line_first` its other lines. Raises
    `UnreadableInputError` for a file that is damaged, encrypted, without text (a scan), or above the limits.
    """
    check_size(content, name)
    with PDFIUM, opened(content, name) as document:
        pages = _read_pages(document, name)
        title, lang = _title(document), _lang(document)
    if not any(page.words for page in pages):
        raise UnreadableInputError(
            name, "the pages hold no text, as in a scan", "Send the original, or run text recognition first."
        )
    rows, gaps = assemble(pages, name)
    return Layout("pdf", rows, title, lang, gaps)


@contextmanager
def opened(content: bytes, name: str) -> Iterator[ctypes.c_void_p]:
    """A PDF as pdfium holds it; raises `UnreadableInputError`. Hold `PDFIUM` as long as it is open."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        if pdfium.FPDF_GetLastError() in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise UnreadableInputError(name, "the PDF is encrypted", "Send it without a password.")
        raise UnreadableInputError(name, "the PDF is damaged or cut short", "Download or export it again.")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _read_pages(document: ctypes.c_void_p, name: str) -> list[Page]:
    total = pdfium.FPDF_GetPageCount(document)
    if not 0 < total <= MAX_PAGES:
        raise UnreadableInputError(name, f"the PDF has {total} pages; 1 to {MAX_PAGES} are read", "Split it.")
    reader = PageReader(document, name)
    pages: list[Page] = []
    count, start = 0, monotonic()
    for index in range(total):
        pages.append(reader.read(index) or Page([]))
        count += len(pages[-1].words)
        if count > MAX_WORDS:
            raise UnreadableInputError(name, f"more than {MAX_WORDS:,} words", "Split the file.")
        if monotonic() - start > MAX_SECONDS:
            # What a page unpacks to is known to pdfium only, so time is what can be bounded.
            raise UnreadableInputError(name, "the PDF takes too long to read", "Save it anew, or split it.")
    return pages


def _title(document: ctypes.c_void_p) -> str | None:
    buffer = ctypes.create_string_buffer(MAX_TITLE)
    size = pdfium.FPDF_GetMetaText(document, b"Title", buffer, MAX_TITLE)
    return fold(buffer.raw[: min(size, MAX_TITLE)].decode("utf-16-le", "replace")) or None


def _lang(document: ctypes.c_void_p) -> str | None:
    buffer = (ctypes.c_ushort * 64)()
    size = pdfium.FPDFCatalog_GetLanguage(document, buffer, 128)
    return fold(bytes(buffer)[: min(size, 128)].decode("utf-16-le", "replace")) or None
