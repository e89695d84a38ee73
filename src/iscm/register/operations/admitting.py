"""What a reading must be like to be stored; a carried one may come from anybody."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from iscm.domain.errors import UnreadableInputError
from iscm.domain.readings import Reading
from iscm.reading.carried import from_json
from iscm.reading.interchange import as_json

# NUL, as JSON writes it; and what embeds, overrides or isolates directions, which readers of files take out too.
ORDERS = re.compile(r"\\u0000|[\u202a-\u202e\u2066-\u2069]|(?P<other>\\.)")
WEB = frozenset({"http", "https", "mailto"})
SHA256 = re.compile(r"[0-9a-f]{64}")
READERS = frozenset({"calendar", "highlights", "tracker", "feed", "submission"})
MOST = 2**31 - 1
LAST_YEAR = 9999
MOST_LINES = 30_000


def admit(reading: Reading) -> Reading:
    """The reading as it can be stored: without the letter that no database takes and those that turn other words.

    Raises `UnreadableInputError` for one that no reader can have made: numbers out of any range, records numbered
    twice, letters that are none.
    """
    for fault in _faults(reading):
        raise UnreadableInputError(reading.name, fault)
    text = json.dumps(as_json(reading), ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UnreadableInputError(reading.name, "it holds halves of letters (lone surrogates)") from None
    cleaned = ORDERS.sub(lambda match: match["other"] or "", text)
    return from_json(json.loads(cleaned)) if cleaned != text else reading


def _faults(reading: Reading) -> Iterator[str]:
    numbers = [record.n for record in reading.records]
    if len(set(numbers)) != len(numbers) or not all(0 < n <= MOST for n in numbers):
        yield "its records are not numbered one by one"
    if not SHA256.fullmatch(reading.sha256):
        yield "the sha256 of its document is none"
    if reading.reader not in READERS:
        yield f"there is no reader {reading.reader[:40]!r}"
    if not 0 < (reading.year or 1) <= LAST_YEAR or not 0 <= (reading.stated_count or 0) <= MOST:
        yield "its year or its number of meetings is out of range"
    if not all(0 <= one.years <= LAST_YEAR for one in reading.anniversaries):
        yield "an anniversary is out of range"
    suggestions = (one for record in reading.records for one in (*record.themes, *record.initiatives))
    if not all(0 <= one.score <= 1 for one in suggestions):
        yield "the score of a suggestion is not between 0 and 1"
    if not all(map(leads_to_the_web, _addresses(reading))):
        yield "a link leads elsewhere than to the web"
    if max(len(reading.themes), len(reading.initiatives)) > MOST_LINES:
        yield "its indexes have too many lines"


def _addresses(reading: Reading) -> Iterator[str]:
    links = (*reading.links, *(link for record in reading.records for link in record.links))
    addresses = (*(link.url for link in links), *(publication.url for publication in reading.publications))
    return filter(None, addresses)


def leads_to_the_web(url: str) -> bool:
    """Whether an address is one of a page, a file or a mailbox, and runs nothing."""
    try:
        return urlsplit(url).scheme in WEB
    except ValueError:
        return False
