"""JSON: only recognised; what is in it is the reader's business, which takes the document's content."""

import json

from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts.decoding import decode
from iscm.reading.layouts.elements import Layout
from iscm.reading.layouts.limits import check_size


def lay_out(content: bytes, name: str) -> Layout:
    """A layout without rows. Raises `UnreadableInputError` unless the content is a JSON object."""
    check_size(content, name)
    try:
        value = json.loads(decode(content, name).lstrip("\ufeff"))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise UnreadableInputError(name, "it begins like JSON, but is no sound JSON object", "Export it again.")
    return Layout("json", ())
