"""Our own records file: JSON as `iscm read --format json` prints it. This is how carried records come in."""

import json
from typing import Any

from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.domain.readings import Reading
from iscm.reading.carried import from_json
from iscm.reading.layouts.limits import check_size

SPACE = b" \t\r\n\xef\xbb\xbf"


def is_records_file(document: Document) -> bool:
    """Whether the bytes are a JSON object with a list of documents near its start, whatever the file's name."""
    start = document.content[:200].lstrip(SPACE)
    return start.startswith(b"{") and start[1:].lstrip(SPACE).startswith(b'"documents"')


def read_records(document: Document) -> tuple[Reading, ...]:
    """The readings that a records file carries, with the names and hashes of the documents they were read from.

    Raises `UnreadableInputError` if the JSON is broken or of another shape, or above the limit of size.
    """
    check_size(document.content, document.name)
    documents = _load(document)
    if not isinstance(documents, list) or not documents:
        raise UnreadableInputError(document.name, "a records file without documents")
    try:
        return tuple(from_json(held) for held in documents)
    except UnreadableInputError as error:  # names the document carried, not the file
        raise UnreadableInputError(document.name, error.what, "Export it again.") from error


def _load(document: Document) -> Any:
    try:
        return json.loads(document.content.decode("utf-8-sig"))["documents"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        what = f"not a records file ({type(error).__name__}: {str(error)[:80]})"
        raise UnreadableInputError(document.name, what, "Export it again.") from error
