"""PDF: ruled and unruled tables, text in columns, links; by pdfium."""

import pypdfium2 as pdfium

from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts.elements import Layout
from iscm.reading.layouts.geometry import Page
from iscm.reading.layouts.limits import MAX_PAGES, check_size
from iscm.reading.layouts.pdf_page import PageReader
from iscm.reading.layouts.pdf_rows import assemble
from iscm.reading.layouts.words import fold

MAX_WORDS = 1_000_000


def lay_out(content: bytes, name: str) -> Layout:
    """The rows of a PDF, page by page: its tables with their links, and the lines between them.

    In a locator, `row` counts the table rows of a page and `line_first` its other lines. Raises
    `UnreadableInputError` for a file that is damaged, encrypted, without text (a scan), or above the limits.
    """
    check_size(content, name)
    document = _opened(content, name)
    try:
        pages = _read_pages(document, name)
        title = fold(document.get_metadata_value("Title")) or None
    finally:
        document.close()
    if not any(page.words for page in pages):
        raise UnreadableInputError(
            name, "the pages hold no text, as in a scan", "Send the original, or run text recognition first."
        )
    rows, gaps = assemble(pages, name)
    return Layout("pdf", rows, title, gaps=gaps)


def _opened(content: bytes, name: str) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableInputError(name, "the PDF is encrypted", "Send it without a password.") from None
        raise UnreadableInputError(name, "the PDF is damaged or cut short", "Download or export it again.") from None
    if not 0 < len(document) <= MAX_PAGES:
        count = len(document)
        document.close()
        raise UnreadableInputError(name, f"the PDF has {count} pages; 1 to {MAX_PAGES} are read", "Split it.")
    return document


def _read_pages(document: pdfium.PdfDocument, name: str) -> list[Page]:
    reader = PageReader(document.raw, name)
    pages: list[Page] = []
    count = 0
    for index in range(len(document)):
        pages.append(reader.read(index) or Page([]))
        count += len(pages[-1].words)
        if count > MAX_WORDS:
            raise UnreadableInputError(name, f"more than {MAX_WORDS:,} words", "Split the file.")
    return pages
