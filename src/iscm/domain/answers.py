"""The sheet of answers: what a secretariat is sent to fill in, the words by which it is known again, what came back."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from iscm.domain.citations import Locator
from iscm.domain.history import Line
from iscm.domain.problems import Problem
from iscm.domain.submissions import Submitted

CONFIRMS = "confirms"
"""The column that says that a line is still right."""

FIELDS = (
    "title",
    "date",
    "place",
    "attendance",
    "status",
    "outcome",
    "links",
    "mechanism",
    "kind",
    "topic",
    "closed",
    "note",
)
"""The other columns, in their order: the values that may be sent in (`reading.readers.submission.VALUES`)."""

MARK, SEEN, WAS = "iscm-answers", "iscm-seen", "iscm-was"
"""What the headings of the hidden columns begin with: the uid of the meeting, its version, what was filled in before.

Behind the mark stand the mechanism, the language and the day of the sheet. All of it is in each line and its heading,
so that it is moved with the line, and kept by every program and in CSV.
"""

LONGEST = 1_000
"""Longer words are told in the hidden column by their hash."""


def plain(words: str) -> str:
    """The words as they are compared: signs that nobody sees left out, letters in one form, blanks made one."""
    seen = "".join(sign for sign in words if sign.isprintable() or sign.isspace())
    return " ".join(unicodedata.normalize("NFKC", seen).split())


def shortened(words: str) -> str:
    """The same as the hidden column has them: two words are alike if these are."""
    held = plain(words)
    return held if len(held) <= LONGEST else f"sha256:{hashlib.sha256(held.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class SheetMeeting:
    """A line to check: the version of the meeting that it shows, and its words by the names of `FIELDS`."""

    uid: str
    seen: int
    values: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """What a secretariat is asked on a day: its meetings as the register holds them, and lines for others.

    `mechanism` is a slug, `lang` one of the six languages; `kinds` are the words for kinds of meetings, to choose from.
    """

    mechanism: str
    mechanism_name: str
    lang: str
    as_of: date
    meetings: tuple[SheetMeeting, ...]
    blank_rows: int = 20
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The words of such sheets in all their languages, folded as `names.fold` does.

    `headings` tell which column it is (`CONFIRMS` or one of `FIELDS`). `choices` tell, by column, what a word to choose
    stands for: "en ligne" is `online`.
    """

    headings: Mapping[str, str] = field(hash=False)
    choices: Mapping[str, Mapping[str, str]] = field(hash=False)


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What one line says beyond what was filled in before.

    `about` is the uid of its meeting and `seen` the version that was shown, both None for a new one. `values` are the
    words that changed; without any it `confirms` the meeting as it was shown. `title` is what the line is called.
    """

    about: str | None
    seen: int | None
    values: Mapping[str, str] = field(hash=False)
    confirms: bool
    locator: Locator
    title: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """A sheet that came back: the lines that say something, the `unchanged` that do not, and what is wrong with it."""

    mechanism: str
    lang: str
    as_of: str
    rows: tuple[AnswerRow, ...] = ()
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()


class Became(StrEnum):
    """What became of a line that says something."""

    CONFIRMED = "confirmed"
    COUNTED = "counted"
    PROPOSED = "proposed"
    REPEATED = "repeated"
    STALE = "stale"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class TakenRow:
    """What became of a line: it was confirmed, counts at once, is proposed, or had been sent before.

    Nothing was done where the meeting changed after the sheet was made (`STALE`, with the `lines` of what changed) and
    where it cannot be taken (`REFUSED`). `problems` tell what was not understood, with the field in `locator.element`.
    """

    row: AnswerRow
    became: Became
    submitted: Submitted | None = None
    problems: tuple[Problem, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswersTaken:
    """What became of a sheet, line by line; `problems` are of the sheet, and of lines that say nothing that we know."""

    mechanism: str
    rows: tuple[TakenRow, ...] = ()
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def submitted(self) -> tuple[Submitted, ...]:
        """What was sent in with it, also what had been sent before."""
        return tuple(row.submitted for row in self.rows if row.submitted)

    def number(self, became: Became) -> int:
        """Of how many lines this became."""
        return sum(row.became is became for row in self.rows)
