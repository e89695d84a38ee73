"""Which column of a sheet of answers is which, whatever became of its headings, and what stands in a line."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from string import ascii_uppercase

from iscm.domain.answers import FIELDS, SEEN, WAS, AnswerWords, plain
from iscm.domain.citations import Locator
from iscm.domain.names import fold
from iscm.reading.cells.likeness import find_alike
from iscm.reading.layouts.elements import Cell, Row

LIKE = 75.0  # per cent of the letters of a heading
LETTERS = len(ascii_uppercase)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where what stands, by column from 0; `extra` are columns of the sender's own, with their headings.

    `first` is the number of the first column in its sheet, from 1; `headings` are those of the sender.
    """

    uid: int
    seen: int | None
    was: int | None
    fields: Mapping[str, int] = field(hash=False)
    extra: Mapping[int, str] = field(hash=False)
    headings: Mapping[str, str] = field(hash=False)
    first: int = 1

    def name(self, name: str) -> str:
        """What a column is called in this sheet."""
        return self.headings.get(name, name)

    def locate(self, where: Locator) -> Locator:
        """The place of a line, at the key of its meeting."""
        return replace(where, cell=f"{self.letters(self.uid)}{where.row}") if where.row else where

    def letters(self, at: int) -> str:
        """The letters of a column, as programs show them."""
        number, said = at + self.first, ""
        while number:
            number, rest = divmod(number - 1, LETTERS)
            said = ascii_uppercase[rest] + said
        return said


def find_columns(head: Row, mark: int, rows: Sequence[Row], words: AnswerWords) -> Columns:
    """The columns by their headings: as they are in any language, nearly so, or by what was filled in below them."""
    texts = {at: cell.text for at, cell in enumerate(head.cells) if at != mark}
    hidden = {text.casefold(): at for at, text in texts.items() if text.casefold() in {SEEN, WAS}}
    was, open_ = hidden.get(WAS), {at: fold(text) for at, text in texts.items() if at not in hidden.values()}
    fields: dict[str, int] = {}
    for find in (words.headings.get, lambda text: _nearly(text, words)):
        for at, text in open_.items():
            name = find(text) if text and at not in fields.values() else None
            if name and name not in fields:
                fields[name] = at
    rest = [at for at in open_ if at not in fields.values()]
    fields |= _by_words(rest, [name for name in FIELDS if name not in fields], rows, was)
    extra = {at: texts[at] for at in open_ if at not in fields.values()}
    headings = {name: texts[at] for name, at in fields.items()}
    return Columns(mark, hidden.get(SEEN), was, fields, extra, headings, _first(head))


def words_of(row: Row, columns: Columns) -> dict[int, str]:
    """What stands in a line, by column; the lines of a cell are kept.

    A line of a single cell is no row of a table to the layout: its address tells which it is, else it is the title.
    """
    if row.table is not None:
        links = columns.fields.get("links")
        return {at: words for at, cell in enumerate(row.cells) if (words := written_in(cell, is_links=at == links))}
    letters = (row.locator.cell or "").rstrip("0123456789")
    at = number_of(letters) - columns.first if letters else columns.fields.get("title", -1)
    return {at: written_in(row.cells[0])} if row.cells and at >= 0 else {}


def written_in(cell: Cell, *, is_links: bool = False) -> str:
    """The words of a cell with their line ends; in the column of links also the address behind other words."""
    behind = [link.url for link in cell.links if is_links and link.url and link.url not in cell.text]
    return "\n".join([*(cell.lines or ((cell.text,) if cell.text else ())), *behind])


def held_before(words: str) -> dict[str, str] | None:
    """What was filled in before, None where that was damaged."""
    try:
        held = json.loads(words)
    except (ValueError, RecursionError):
        return None
    if not isinstance(held, dict) or not all(isinstance(said, str) for said in held.values()):
        return None
    return {name: plain(said) for name, said in held.items() if name in FIELDS}


def number_of(letters: str) -> int:
    """The number of a column by its letters, from 1."""
    number = 0
    for letter in letters:
        number = number * LETTERS + ascii_uppercase.index(letter) + 1
    return number


def _first(head: Row) -> int:
    letters = (head.locator.cell or "").rstrip("0123456789")
    filled = next((at for at, cell in enumerate(head.cells) if cell.text), 0)
    return number_of(letters) - filled if letters else 1


def _nearly(text: str, words: AnswerWords) -> str | None:
    """The column whose heading is most like this one, or begins it ("Date of the meeting")."""
    alike = find_alike(text, words.headings, LIKE)
    if alike:
        return words.headings[alike[0][0]]
    begun = [name for heading, name in words.headings.items() if text.startswith(f"{heading} ")]
    return begun[0] if len(set(begun)) == 1 else None


def _by_words(rest: Sequence[int], names: Sequence[str], rows: Sequence[Row], was: int | None) -> dict[str, int]:
    """A column of an unknown heading under which stands what was filled in for a field, in half of the lines."""
    counts: dict[tuple[str, int], int] = {}
    filled = dict.fromkeys(names, 0)
    for row in rows if rest and was is not None else ():
        cells = dict(enumerate(row.cells)) if row.table is not None else {}
        held = (held_before(cells[was].text) if was in cells else None) or {}
        for name in filled.keys() & held.keys():
            filled[name] += 1
            for at in rest:
                if at in cells and plain(cells[at].text) == held[name]:
                    counts[name, at] = counts.get((name, at), 0) + 1
    found: dict[str, int] = {}
    for (name, at), number in sorted(counts.items(), key=lambda one: -one[1]):
        if name not in found and at not in found.values() and number * 2 >= filled[name]:
            found[name] = at
    return found
