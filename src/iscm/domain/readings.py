"""All that one document says."""

from dataclasses import dataclass
from datetime import date

from iscm.domain.citations import Locator
from iscm.domain.dates import Edtf
from iscm.domain.problems import Problem
from iscm.domain.records import Anniversary, Index, Link, Publication, Record


@dataclass(frozen=True, slots=True)
class SetAside:
    """A line that says nothing about a meeting, and what it is instead ("page header repeated")."""

    locator: Locator
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A long paragraph known again without keeping its text: the sha256 of its folded words, in hexadecimal."""

    digest: str
    locator: Locator


@dataclass(frozen=True, slots=True)
class Section:
    """What a newsletter prints under the name of one mechanism: the heading as printed, and the lines with it.

    `mechanism` is None where the name is not known.
    """

    heading: str
    mechanism: str | None
    locator: Locator


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document says, and what was not understood of it.

    `name` and `sha256` are those of the document; where the document only carries what was once read from another
    (our own records file), they are those of the other. `reader` is the family that explained it: calendar,
    highlights, tracker or feed. `year` is the year the document is about. `last_update` is the day it gives for
    itself. `stated_count` is the number of meetings it claims to hold. Of a newsletter, `issue` is its number as
    printed, `period` the months it covers, `contact` its functional mailbox and `sections` its paragraphs.
    """

    name: str
    sha256: str
    reader: str
    title: str | None = None
    publisher: str | None = None
    year: int | None = None
    last_update: date | None = None
    stated_count: int | None = None
    lang: str = "en"
    records: tuple[Record, ...] = ()
    themes: tuple[Index, ...] = ()
    initiatives: tuple[Index, ...] = ()
    publications: tuple[Publication, ...] = ()
    anniversaries: tuple[Anniversary, ...] = ()
    links: tuple[Link, ...] = ()
    fingerprints: tuple[Fingerprint, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    problems: tuple[Problem, ...] = ()
    issue: str | None = None
    period: Edtf | None = None
    contact: str | None = None
    sections: tuple[Section, ...] = ()
