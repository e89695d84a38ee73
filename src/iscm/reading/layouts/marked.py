"""Whether a sheet carries a mark of ours, before anything else is done with it."""

import zipfile
import zlib

from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts.packages import open_package

ZIP, SHEETS = b"PK\x03\x04", ("xl/sharedstrings", "xl/worksheets/")
START = 4_096
"""Where a text must have it: in its headings."""


def is_marked(document: Document, mark: str) -> bool:
    """Whether a cell of a workbook, or the beginning of a text, has these plain letters. Never raises.

    A damaged file, or one that is too large to look into, has none.
    """
    if not document.content.startswith(ZIP):
        start = document.content[:START]
        return any(mark.encode(coding) in start for coding in ("utf-8", "utf-16-le", "utf-16-be"))
    try:
        with open_package(document.content, document.name) as package:
            parts = [part for part in package.infolist() if part.filename.lower().startswith(SHEETS)]
            return any(mark.encode() in package.read(part) for part in parts)
    except (
        UnreadableInputError,
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        KeyError,
    ):
        return False
