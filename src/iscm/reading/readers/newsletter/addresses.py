"""Web addresses printed in lines of their own, broken over lines, or dumped after a page."""

import re

from iscm.reading.readers.newsletter.lines import Line

ADDRESS = re.compile(r"<?\b(?:https?\s?:\s?//\s?|www\.)[^\s<>|]+", re.IGNORECASE)
ONLY_ADDRESS = re.compile(r"<?(?:https?\s?:\s?//\s?|www\.)[^\s<>|]+>?", re.IGNORECASE)
JOINTS = "-/_.?=&%#~+"
LOOKS_LIKE_PATH = re.compile(
    r"[\w%~+&=#?.,:;()-]*[/_][\w%~+&=#?.,:;()/-]*|[\w%-]+\.(?:pdf|html?|aspx?|docx?|php)", re.IGNORECASE
)


def take_address(text: str) -> str:
    """The address at the start of a text, without what only surrounds it; `http` is set before a bare `www.`."""
    match = ADDRESS.match(text)
    if not match:
        return ""
    address = re.sub(r"\s", "", match.group()).lstrip("<").rstrip(">*,;)")
    address = address.rstrip(".") if not text[match.end() :] else address
    return address if "://" in address else f"http://{address}"


def goes_on(last: str, line: Line) -> bool:
    """Whether a line goes on with the address whose last printed piece is `last`."""
    text = line.text
    if " " in text or ADDRESS.match(text) or line.is_bullet or not text.isascii():
        return False
    if last[-1:] in JOINTS or text[:1] in JOINTS:
        return True
    return not line.gap and bool(LOOKS_LIKE_PATH.fullmatch(text))
