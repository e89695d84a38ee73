"""The files behind a page: which of its links fit a source's pattern."""

import re
from fnmatch import fnmatchcase
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

MOST_LINKS = 50
MOST_LETTERS = 4_000_000
LONGEST_ADDRESS = 2_000
# Bounded, so that a page of opened tags takes no longer than another; the parser of the standard library may.
HREF = re.compile(
    r"""<(a|base)\s[^<>]{0,1000}?\bhref\s{0,9}=\s{0,9}(?:"([^"<>]{1,2000})"|'([^'<>]{1,2000})'|([^\s"'<>]{1,2000}))""",
    re.IGNORECASE,
)


def links_of(content: bytes, base: str, pattern: str) -> list[str]:
    """The whole addresses that fit `pattern`, in the order of the page, each once.

    `*` in the pattern stands for anything, also for nothing; capitals and small letters are the same. Links start from
    `base` unless the page names another. Only http(s) is followed; no more than the first 4 million letters are read.
    """
    tags = [
        (match[1].lower(), unescape(match[2] or match[3] or match[4]))
        for match in HREF.finditer(content[:MOST_LETTERS].decode("utf-8", "replace"))
    ]
    start = next((joined for tag, href in tags if tag == "base" and (joined := _joined(base, href))), base)
    found = (_joined(start, href) for tag, href in tags if tag == "a")
    return list(dict.fromkeys(one for one in found if one and fnmatchcase(one.lower(), _open(pattern.lower()))))


def _joined(base: str, href: str) -> str:
    try:
        address = urldefrag(urljoin(base, href.strip())).url
        is_web = urlsplit(address).scheme in {"http", "https"}
    except ValueError:
        return ""
    return address if is_web and len(address) <= LONGEST_ADDRESS else ""


def _open(pattern: str) -> str:
    """The pattern for `fnmatch`, to which a bracket and a question mark mean more than they do in an address."""
    return pattern.replace("[", "[[]").replace("?", "[?]")
