"""How much is read of one document, so that time and memory stay bounded whatever comes in."""

from iscm.domain.errors import UnreadableInputError

MAX_BYTES = 32 * 1024 * 1024
MAX_ROWS = 200_000
MAX_ENTRIES = 20_000
MAX_COLUMNS = 512
MAX_PAGES = 2_000


def check_size(content: bytes, name: str) -> None:
    """Raises `UnreadableInputError` for an empty file, or one above `MAX_BYTES`."""
    if len(content) > MAX_BYTES:
        raise UnreadableInputError(
            name, f"the file is too large: at most {MAX_BYTES // 2**20} MB are read", "Split it."
        )
    if not content.strip(b"\0 \t\r\n"):
        raise UnreadableInputError(name, "the file is empty", "Send it again, or save it anew.")


def check_rows(count: int, name: str) -> None:
    """Raises `UnreadableInputError` when a document has more rows than `MAX_ROWS`."""
    if count > MAX_ROWS:
        raise UnreadableInputError(name, f"more than {MAX_ROWS:,} rows", "Split the file.")


def check_entries(count: int, name: str) -> None:
    """Raises `UnreadableInputError` when a document has more entries for programs than `MAX_ENTRIES`."""
    if count > MAX_ENTRIES:
        raise UnreadableInputError(name, f"more than {MAX_ENTRIES:,} entries", "Split the file.")


def check_columns(count: int, name: str) -> None:
    """Raises `UnreadableInputError` when a row has more cells than `MAX_COLUMNS`."""
    if count > MAX_COLUMNS:
        raise UnreadableInputError(name, f"a table has more than {MAX_COLUMNS} columns", "Split it.")
