"""Why what a source gives is not believed: nothing, half, too much, or something else than it gave before."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from iscm.data.sources import Source
from iscm.domain.dates import Edtf
from iscm.domain.documents import Document
from iscm.domain.problems import Problem
from iscm.domain.readings import Reading
from iscm.reading.interchange import as_json
from iscm.reading.readers.own import is_records_file
from iscm.reconciliation.windows import still_expected

MAILDIR = "maildir"
UNREAD = "line-unread"
SPACE = b" \t\r\n\xef\xbb\xbf\x00"
PAGES = (b"<!doctype html", b"<html")
CALENDAR = b"begin:vcalendar"
OF_THE_FILE = frozenset({"name", "sha256", "fingerprints", "set_aside", "locator"})
Before = Sequence[Edtf | None]
"""The dates that the source listed when it was last believed."""


def doubt_of_bytes(source: Source, document: Document) -> str:
    """Why the bytes cannot be what the source publishes, empty if they may be: a login page is no calendar."""
    if is_records_file(document):
        return "it gives records instead of a document; only a person may bring those (iscm ingest)"
    if not document.content.strip(SPACE):
        return "nothing came: the answer is empty"
    start = document.content[:200].lstrip(SPACE).lower()
    if source.form == "icalendar" and not start.startswith(CALENDAR):
        what = "a web page" if start.startswith(PAGES) else "something else"
        return f"{what} came where a calendar was expected (a login page, an error page?)"
    if source.form in {"atom", "file"} and start.startswith(PAGES):
        return f"a web page came where a {'feed' if source.form == 'atom' else 'file'} was expected"
    return ""


def doubt_of_reading(source: Source, reading: Reading, before: Before, reader: str, today: date) -> str:
    """Why a reading cannot be all that the source says, empty if it may be.

    `before` are the dates that it listed and `reader` how it was read when it was last believed: none, and an empty
    word, for a source that is new. A message says something else each time, so that only too much is doubted there.
    """
    number = len(reading.records)
    if source.form == MAILDIR:
        return "" if number <= source.most_meetings else _unexpected(source, number)
    wanted = source.reader or reader
    if reading.reader != wanted and wanted:
        return f"it was read as {reading.reader} instead of {wanted}: its layout has changed"
    if not source.expects(number):
        return _unexpected(source, number)
    return _doubt_of_number(source, [record.edtf for record in reading.records], before, today)


def _unexpected(source: Source, number: int) -> str:
    return f"it lists {_meetings(number)}, where {source.least_meetings} to {source.most_meetings} are expected"


def _meetings(number: int) -> str:
    return "1 meeting" if number == 1 else f"{number} meetings" if number else "no meeting"


def _doubt_of_number(source: Source, listed: Before, before: Before, today: date) -> str:
    expected = still_expected(before, listed, today) if source.is_rolling else len(before)
    if len(listed) * 2 < expected:
        return f"it lists {_meetings(len(listed))}, less than half of the {expected} that it should still list"
    return ""


def digest_of(reading: Reading) -> str:
    """The same for readings that say the same, whatever bytes they came in and wherever in these it stood."""
    said = json.dumps(_without_places(as_json(reading)), sort_keys=True, ensure_ascii=False)
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _without_places(value: object) -> object:
    if isinstance(value, dict):
        return {name: _without_places(held) for name, held in value.items() if name not in OF_THE_FILE}
    return [_without_places(held) for held in value] if isinstance(value, list) else value


def discreet(reading: Reading, series: Source | None) -> Reading:
    """A reading of a letter without the words that say nothing of meetings: names and numbers of persons are in them.

    Its title may be how the letter begins: only that of a known `series` is kept, in our words. What was set aside
    keeps its place and reason, an unread line its place.
    """
    return replace(
        reading,
        title=f"{series.title} {reading.year or ''}".strip() if series else None,
        contact=None,
        set_aside=tuple(replace(line, text="") for line in reading.set_aside),
        problems=tuple(map(_discreet, reading.problems)),
    )


def _discreet(problem: Problem) -> Problem:
    if problem.code != UNREAD:
        return problem
    return replace(problem, message="A line of the message was not understood.", suggestion=None)
