"""What a person typed into a form or a program sent: the values of one meeting in their words, to a record."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from iscm.domain.citations import Locator
from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.domain.names import fold
from iscm.domain.places import Attendance
from iscm.domain.problems import Problem
from iscm.domain.readings import Reading
from iscm.domain.records import DateStatus, Record
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.dates import parse_date
from iscm.reading.cells.kinds import parse_kind
from iscm.reading.cells.words import clean_words
from iscm.reading.interchange import as_json
from iscm.reading.layouts.elements import Cell
from iscm.reading.problem_codes import problem
from iscm.reading.readers.columns import Column
from iscm.reading.readers.entries import Entry
from iscm.reading.readers.judge import ANY_YEAR, NO_KIND, Judge
from iscm.reading.readers.rows import RecordMaker

NEW, ANSWER = "submission", "answer"
"""Readers: of a meeting told as a whole, and of some values of one that the register holds."""

COLUMNS: dict[str, Column] = {
    "date": Column.DATE,
    "place": Column.PLACE,
    "attendance": Column.FORMAT,
    "mechanism": Column.MECHANISM,
    "title": Column.TITLE,
    "kind": Column.KIND,
    "status": Column.STATUS,
    "outcome": Column.OUTCOME,
    "topic": Column.THEME,
    "links": Column.LINK,
}
CLOSED, NOTE = "closed", "note"
VALUES = (*COLUMNS, CLOSED, NOTE)
"""What may be typed. `note` is for the desk alone and says nothing of the meeting."""

LONGEST: dict[str, int] = {"date": 200, "place": 400, "mechanism": 1000, "title": 1000, "kind": 100, "status": 100}
LONGEST_OTHER = 10_000
SAID_BY: dict[str, tuple[str, ...]] = {
    "date": ("edtf", "date_status"),
    "place": ("places", "attendance"),
    "attendance": ("attendance",),
    "mechanism": ("mechanisms",),
    "title": ("title",),
    "kind": ("kind",),
    "status": ("status",),
    "outcome": ("outcome",),
    "topic": ("topic",),
    "links": ("links",),
    CLOSED: ("closed",),
}
FROM_TITLE = ("kind", "ordinal", "status")
"""What a title or a date may say by the way: claimed where it does."""

ABOUT = {"date": "date", "place": "place", "mechanism": "mechanism", "status": "status", "kind": "kind"}
UNKEPT = re.compile("[\0\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
YES = frozenset(["yes", "true", "1", "closed", "oui", "si"])
NO = frozenset(["no", "false", "0", "open", "non"])


@dataclass(frozen=True, slots=True)
class Understood:
    """What typed values say.

    `record` has all that was understood; `said` names the fields of it that were spoken of, in the words of claims, and
    `unread` those of them whose words were not understood.
    `problems` tell what was not understood, each with the typed value in `locator.element`. `values` has, by typed
    value, the fields that were understood of it, as in the JSON of a record: a date that was not has `edtf` None.
    """

    record: Record
    said: tuple[str, ...]
    unread: frozenset[str]
    problems: tuple[Problem, ...]
    values: Mapping[str, Mapping[str, Any]]


def preview(
    values: Mapping[str, str], vocabulary: Vocabulary, *, lang: str = "en", year: int | None = None
) -> Understood:
    """What is understood of values as people type them; pure and fast, for reading along while somebody types.

    `values` may have any of `VALUES`; empty ones say nothing. `year` serves a date typed without one. Never raises for
    words; raises `UnreadableInputError` for names of values that there are none of, and for more words than a value
    may have.
    """
    typed = {name: clean_words(words) for name, words in _checked(values).items()}
    typed = {name: words for name, words in typed.items() if words and name != NOTE}
    entry = Entry(_cells(typed, vocabulary), (), Locator(element="values"))
    dated = parse_date(typed.get("date", ""), year=year)
    maker = RecordMaker(_judge(vocabulary), lang=lang)
    made = maker.record(1, entry, dated)
    kind = _kind(typed["kind"], vocabulary, made.mechanisms) if "kind" in typed else made.kind
    record = replace(made, kind=kind or (None if "title" not in typed else made.kind), closed=_closed(typed))
    found = (*_told(maker.problems, typed, year), *_odd(typed, record))
    said, unread = tuple(_said(typed, record)), _unread(record, found)
    return Understood(record, said, unread, found, _by_value(typed, record, said, unread))


def plain_words(words: str) -> str:
    """The words without signs that no store takes (NUL, halves of letters) and those that turn other words."""
    if not isinstance(words, str):
        raise UnreadableInputError("values", "a value is written as words")
    return UNKEPT.sub("", words)


def write_submission(
    values: Mapping[str, str], *, about: str | None, sender: str, mechanism: str, lang: str, at: str
) -> Document:
    """The document that a submission is: everything as it was typed."""
    said = {"about": about, "values": dict(values), "sender": sender, "mechanism": mechanism, "lang": lang, "at": at}
    return Document("submission.json", json.dumps(said, ensure_ascii=False, sort_keys=True).encode())


def read_submission(document: Document, vocabulary: Vocabulary, *, year: int | None = None) -> Reading:
    """The reading of such a document; an answer about a meeting has the reader `answer`, a new one `submission`.

    Of the sender it says no more than the mechanism. Raises `UnreadableInputError` for another shape.
    """
    try:
        held = json.loads(document.content)
        values, about, lang = held["values"], held["about"], str(held["lang"])
        mechanism = str(held["mechanism"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableInputError(document.name, "this is no submission", "Send it by the form.") from error
    understood = preview(values, vocabulary, lang=lang, year=year)
    known = vocabulary.mechanisms.get(mechanism)
    return Reading(
        name=document.name,
        sha256=document.sha256,
        reader=ANSWER if about else NEW,
        title=f"Sent in by {known.acronym}" if known else "Sent in",
        publisher=known.name if known else None,
        lang=lang,
        records=(understood.record,),
        problems=understood.problems,
    )


def _checked(values: Mapping[str, str]) -> Mapping[str, str]:
    if not isinstance(values, Mapping):
        raise UnreadableInputError("values", "they are no table of words by name", f"Known: {', '.join(VALUES)}.")
    for name, words in values.items():
        if name not in VALUES:
            raise UnreadableInputError(str(name)[:40], "there is no such value", f"Known: {', '.join(VALUES)}.")
        if not isinstance(words, str):
            raise UnreadableInputError(name, "a value is written as words")
        most = LONGEST.get(name, LONGEST_OTHER)
        if len(words) > most:
            raise UnreadableInputError(name, f"it may have {most:,} letters, not {len(words):,}", "Say it shorter.")
    return values


def _cells(typed: Mapping[str, str], vocabulary: Vocabulary) -> dict[Column, Cell]:
    cells = {COLUMNS[name]: Cell(words) for name, words in typed.items() if name in COLUMNS}
    slugs = [part.strip() for part in typed.get("mechanism", "").replace(",", ";").split(";")]
    if all(slug in vocabulary.mechanisms for slug in slugs):
        cells[Column.MECHANISM_KEYS] = Cell(";".join(slugs))
    return cells


@lru_cache(maxsize=2)
def _judge(vocabulary: Vocabulary) -> Judge:
    return Judge(vocabulary)


def _kind(words: str, vocabulary: Vocabulary, mechanisms: tuple[str, ...]) -> str | None:
    """The kind that the words are the slug or the name of, or name among others."""
    plain = fold(words)
    for slug, kind in vocabulary.kinds.items():
        if plain in {fold(slug), fold(kind.label)}:
            return slug
    named = parse_kind(words, vocabulary, mechanisms)
    return None if named in NO_KIND else named


def _closed(typed: Mapping[str, str]) -> bool | None:
    plain = fold(typed.get(CLOSED, ""))
    return True if plain in YES else False if plain in NO else None


def _said(typed: Mapping[str, str], record: Record) -> Iterator[str]:
    """The fields spoken of, each once: those of what was typed, and what a title or a date says by the way."""
    silent = set() if record.edtf or record.date_status is DateStatus.TBC else {"date_status"}
    if not record.places and record.attendance is not Attendance.ONLINE and "attendance" not in typed:
        silent.add("attendance")
    named = (field for name in typed for field in SAID_BY[name] if field not in silent)
    by_the_way = FROM_TITLE if "title" in typed else ("status",) if "date" in typed else ()
    told = (field for field in by_the_way if getattr(record, field) not in {None, *NO_KIND})
    yield from dict.fromkeys((*named, *told))


def _unread(record: Record, problems: Iterable[Problem]) -> frozenset[str]:
    """The fields of which nothing was understood: their claims keep the words and have no value."""
    codes = {found.code for found in problems}
    unread = {"edtf"} if record.edtf is None else set()
    unread |= {"places"} if not record.places and "place-unknown" in codes else set()
    return frozenset(unread | ({"mechanisms"} if not record.mechanisms else set()))


def _told(problems: list[Problem], typed: Mapping[str, str], year: int | None) -> Iterator[Problem]:
    """The problems of what was typed: what was not typed is not missing."""
    for found in problems:
        name = ABOUT.get(found.code.partition("-")[0], "")
        if name in typed:
            yield replace(_plainer(found, typed[name], year), locator=Locator(element=name))


def _plainer(found: Problem, words: str, year: int | None) -> Problem:
    """A date that lacks nothing but its year, told as that."""
    is_short = found.code == "date-unread" and year is None and parse_date(words, year=ANY_YEAR).edtf is not None
    return replace(found, message=f"“{words}” says no year.") if is_short else found


def _odd(typed: Mapping[str, str], record: Record) -> Iterator[Problem]:
    if "kind" in typed and record.kind is None:
        where = Locator(element="kind")
        yield problem("kind-unknown", f"“{typed['kind']}” is no kind of meeting that we know.", where, record=1)
    if CLOSED in typed and record.closed is None:
        where = Locator(element=CLOSED)
        yield problem("status-unknown", f"“{typed[CLOSED]}” is neither yes nor no.", where, record=1)


def _by_value(
    typed: Mapping[str, str], record: Record, said: Iterable[str], unread: Iterable[str]
) -> dict[str, dict[str, Any]]:
    held = as_json(Reading("", "", NEW, records=(record,)))["records"][0] | {"closed": record.closed}
    known = held | dict.fromkeys(unread)
    return {name: {field: known[field] for field in SAID_BY[name] if field in said} for name in typed}
