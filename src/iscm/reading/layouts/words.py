"""The words of a cell: blanks folded, ligatures opened, invisible characters taken out; and where links may lead."""

from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from iscm.domain.records import Link
from iscm.reading.layouts.elements import Cell

LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# Soft hyphen, zero-width blanks and joins of words, and the marks that only steer direction; the joiners of
# Persian and Indic letters (U+200C, U+200D) stay.
INVISIBLE = [0x00AD, 0x200B, 0x2060, 0xFEFF, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
CONTROLS = [*range(9), *range(0x0E, 0x1C), 0x7F]
TABLE = LIGATURES | dict.fromkeys(INVISIBLE + CONTROLS)
MAX_URL = 2_000


def fold(text: str) -> str:
    """The words with every run of blanks (also no-break ones) made one, and nothing invisible between them."""
    if not text.isascii() or not text.isprintable():
        text = text.translate(TABLE)
    return " ".join(text.split())


def link_target(href: str | None) -> str | None:
    """An address that leads somewhere, or None for a placeholder ("#"), a place in the same file or a script."""
    href = "".join((href or "").split())
    if href.lower().startswith("www."):
        href = f"http://{href}"
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme.lower() in {"http", "https"} and parts.netloc and len(href) <= MAX_URL:
        return href
    return None


def absolute(href: str | None, base: str) -> str:
    """The address from here, where it is a relative one; as it stands where there is no base, or no sense in it."""
    href = "".join((href or "").split())
    if not base or not href or href.startswith("#"):
        return href
    try:
        return urljoin(base, href)
    except ValueError:
        return href


def make_cell(lines: Iterable[str], links: Iterable[Link] = (), *, is_bold: bool = False) -> Cell:
    """A cell of these lines; `lines` are kept only where there are several."""
    kept = tuple(words for line in lines if (words := fold(line)))
    return Cell(" ".join(kept), tuple(links), is_bold and bool(kept), kept if len(kept) > 1 else ())
