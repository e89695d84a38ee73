"""Words and addresses as any format may carry them: imported text is hostile, whatever it is written into."""

import re
from datetime import UTC, datetime

# What XML forbids, halves of letters, and signs that turn the direction of all that follows. The marks that steer
# only their neighbours (U+200E, U+200F, U+061C) stay.
NO_TEXT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
LINE_END = re.compile(r"\r\n?|[\u2028\u2029]")
BLANKS = re.compile(r"[ \t\n]+")
MAX_ADDRESS = 2_000  # Excel and older browsers take no more
LEADS_SOMEWHERE = re.compile(
    r"""
    https?://(?:\[[0-9a-f:.]+\]|[\w.-]+)(?::\d{1,5})?(?:[/?\#]|$)  # a host, without a name before it
    | mailto:[^/?\#@]+@[^/?\#@]+(?:\?|$)
    | \#[\w.-]+$
    """,
    re.IGNORECASE | re.VERBOSE,
)
NEVER_IN_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in ' "<>\\^`{|}'} | dict.fromkeys(map(ord, "\t\n"))


def clean(text: str) -> str:
    """The text without signs that are no text; its line ends are all one sign."""
    return text if text.isprintable() else NO_TEXT.sub("", LINE_END.sub("\n", text))


def in_line(text: str) -> str:
    """The same in one line, with every run of plain blanks made one; no-break blanks stay."""
    return text if text.isprintable() and "  " not in text else BLANKS.sub(" ", clean(text))


def safe_address(href: str) -> str:
    """Where a link may lead, in signs that end no attribute: the web, a mailbox, a place in the same file.

    Empty for anything else (scripts, files, addresses without a host, more than `MAX_ADDRESS` letters).
    """
    if not href:
        return ""
    address = clean(href).strip().translate(NEVER_IN_ADDRESS)
    if len(address) > MAX_ADDRESS or not LEADS_SOMEWHERE.match(address):
        return ""
    scheme, colon, rest = address.partition(":")
    return f"{scheme.lower()}:{rest}" if colon and address[0] != "#" else address


def in_utc(moment: datetime) -> datetime:
    """The moment in UTC; one without a zone is taken to be in it already."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
