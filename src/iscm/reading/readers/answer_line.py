"""One line of a sheet of answers: what of it differs from what stood there before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from iscm.domain.answers import CONFIRMS, AnswerRow, AnswerWords, plain, shortened
from iscm.domain.citations import Locator
from iscm.domain.names import fold
from iscm.reading.cells.dates import parse_date
from iscm.reading.layouts.words import fold as unfurl
from iscm.reading.readers.answer_columns import Columns

NOTE, YES = "note", "yes"
LONGEST_TITLE = 200
"""Letters of a title that serve to name a line."""
GOES_WITH = (("place", "attendance"),)
"""A place says by the way how one takes part; what the line says of that goes with it."""


@dataclass(frozen=True)
class Line:
    """What stands in a line by column, and what stood in it by field."""

    about: str | None
    seen: int | None
    was: Mapping[str, str] = field(hash=False)
    cells: Mapping[int, str] = field(hash=False)
    locator: Locator

    @property
    def number(self) -> int:
        """Its row as programs count them."""
        return self.locator.row or self.locator.line_first or 0

    def pair(self, title: int, date: int) -> tuple[str | None, str | None]:
        """What it is called and when it is, to compare with what stood there."""
        return shortened(self.cells.get(title, "")) or None, plain(self.cells.get(date, "")) or None


def is_empty(line: Line, columns: Columns) -> bool:
    """Whether nothing stands in it, or nothing but that it is right where nothing is."""
    filled = {at for at, words in line.cells.items() if plain(words)}
    return filled <= ({columns.fields.get(CONFIRMS, -1)} if line.about is None else set())


def say(line: Line, columns: Columns, words: AnswerWords) -> AnswerRow | None:
    """What a line says beyond what stood in it before; None where that is nothing."""
    typed = {name: line.cells.get(at, "") for name, at in columns.fields.items() if name != CONFIRMS}
    values = {name: meant for name, said in typed.items() if (meant := _changed(name, said, line.was, words))}
    for name, other in GOES_WITH:
        if name in values and plain(typed.get(other, "")):
            values[other] = _meant(other, typed[other], words)
    right = fold(confirming := line.cells.get(columns.fields.get(CONFIRMS, -1), "")) or confirming
    confirms = words.choices[CONFIRMS].get(right) == YES
    notes = [values.pop(NOTE, ""), *_notes(line, columns, "" if confirms else confirming, typed)]
    if note := "\n".join(filter(None, notes)):
        values[NOTE] = note
    if not values and not confirms:
        return None
    title = plain(typed.get("title", "")) or line.was.get("title", "")
    return AnswerRow(
        line.about, line.seen, values, confirms and not values, line.locator, title[:LONGEST_TITLE].strip()
    )


def _changed(name: str, typed: str, was: Mapping[str, str], words: AnswerWords) -> str:
    """The words to send in, empty where they are or mean what stood there."""
    held = was.get(name, "")
    if not plain(typed) or shortened(typed) == held:
        return ""
    meant = _meant(name, typed, words)
    if held and (meant == _meant(name, held, words) or (name == "date" and _is_same_date(typed, held))):
        return ""
    return meant


def _meant(name: str, typed: str, words: AnswerWords) -> str:
    """The value of a word to choose, in whatever language it is; other words as they are."""
    return words.choices.get(name, {}).get(fold(typed), typed)


def _is_same_date(one: str, other: str) -> bool:
    """Whether a program wrote the same date in another way."""
    left, right = parse_date(unfurl(one)), parse_date(unfurl(other))
    return left.edtf is not None and (left.edtf, left.date_status) == (right.edtf, right.date_status)


def _notes(line: Line, columns: Columns, confirming: str, typed: Mapping[str, str]) -> Iterator[str]:
    """What stands in columns of the sender's own, what is neither yes nor nothing, and what was emptied."""
    if confirming:
        yield f"{columns.name(CONFIRMS)} {confirming}"
    for at, heading in columns.extra.items():
        words = line.cells.get(at, "")
        if plain(words) and not fold(words).isdecimal():  # a number of a line
            yield f"{heading}: {words}" if heading else words
    for name, said in typed.items():
        if line.was.get(name) and not plain(said):
            yield f"{columns.name(name)}: “{line.was[name]}” → –"
