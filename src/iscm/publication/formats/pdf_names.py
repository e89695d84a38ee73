"""Languages, directions, addresses and anchors as a PDF names them."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

from iscm.publication.report import Block, Box, Heading

LANG = re.compile(r"(?P<tongue>[a-z]{2,3})(?:-[A-Za-z]{4})?(?:-(?P<region>[A-Za-z]{2}))?(?:-.*)?", re.ASCII)
SAFE = "/?#[]@!$&'()*+,;=:%~"
SCHEMES = ("http://", "https://", "mailto:")
LONGEST_ADDRESS = 4_000


def tongue(lang: str) -> str:
    """A BCP 47 tag as Typst knows languages: its primary tag, with a region; empty for one it cannot say."""
    found = LANG.fullmatch(lang)
    if not found:
        return ""
    region = found["region"] or ("CN" if lang.lower().startswith("zh-hans") else "")
    return f"{found['tongue']}-{region.upper()}" if region else found["tongue"]


def safe_address(href: str) -> str:
    """An address that a link of a PDF may lead to, in ASCII; empty for any other."""
    is_fine = href.lower().startswith(SCHEMES) and len(href) <= LONGEST_ADDRESS
    return quote(href, safe=SAFE) if is_fine else ""


def name_anchors(blocks: Iterable[Block]) -> dict[str, str]:
    """A plain name for every anchor of the headings."""
    found: dict[str, str] = {}
    for block in blocks:
        heading = block.heading if isinstance(block, Box) else block
        if isinstance(heading, Heading) and heading.anchor:
            found.setdefault(heading.anchor, f"part-{len(found) + 1}")
    return found


def is_left_to_right(words: str) -> bool:
    """Whether the words have letters, and all of them run from left to right."""
    directions = {unicodedata.bidirectional(letter) for letter in words}
    return "L" in directions and not directions & {"R", "AL"}
