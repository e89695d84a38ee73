"""The sources we know: whose documents they are, how far to trust them, how much to expect, and where to fetch them."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from iscm.data.describing import read_description
from iscm.data.files import HERE
from iscm.domain.documents import Trust
from iscm.domain.errors import UnreadableInputError
from iscm.domain.names import fold

ROLLING = frozenset({"icalendar", "page", "list"})
"""Forms that show what is ahead: a meeting that is over may leave them without a word."""


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher's standing series of documents.

    `reader` is the family that explains them; `date_order` is `day-first` or `month-first`. A document with fewer
    meetings than `least_meetings`, or more than `most_meetings`, was probably misread. `title_words` are what a title
    of the series says, without its year; `page` is where the publisher puts them.

    What is fetched has an `address` and a `form`: icalendar, atom, page (schema.org data), list (a page with a table or
    list of events), file, or maildir (a folder). `every` is in days. `links` is a pattern (`*` stands for anything) of
    the addresses of files behind the page at `address`: then those are fetched. `mechanisms` are the slugs of whose
    meetings the source speaks of where an entry names none.
    """

    slug: str
    title: str
    publisher: str
    trust: Trust
    lang: str
    reader: str
    date_order: str
    least_meetings: int
    most_meetings: int
    title_words: tuple[str, ...]
    page: str
    address: str = ""
    form: str = ""
    every: int = 7
    links: str = ""
    mechanisms: tuple[str, ...] = ()

    @property
    def is_fetched(self) -> bool:
        """Whether it has an address; documents of any other source come by hand."""
        return bool(self.address)

    @property
    def is_rolling(self) -> bool:
        """Whether it may show a window of time that moves on."""
        return self.form in ROLLING and not self.links

    @property
    def key(self) -> str:
        """What all editions of one address are known by."""
        return hashlib.sha256(self.slug.encode()).hexdigest()

    def expects(self, meetings: int) -> bool:
        """Whether so many meetings in one document are plausible."""
        return self.least_meetings <= meetings <= self.most_meetings

    def has_title(self, title: str | None) -> bool:
        """Whether a document's title is one of this series."""
        said = _words(title or "")
        return any(_words(words) in said for words in self.title_words)


@dataclass(frozen=True, slots=True)
class Known:
    """All sources by slug, and what is wrong with the descriptions that could not be taken."""

    sources: dict[str, Source]
    faults: tuple[UnreadableInputError, ...] = ()


@cache
def load_sources() -> dict[str, Source]:
    """The sources that the package describes, by slug."""
    return {file.stem: _read(file) for file in sorted((HERE / "sources").glob("*.toml"))}


def known_sources(folder: Path) -> Known:
    """These and the ones described in `folder`, by slug; there may be no such folder.

    A description there takes the place of ours of the same name. A faulty one is told and counts for nothing; it stops
    no other.
    """
    found, faults = dict(load_sources()), []
    for file in sorted(folder.glob("*.toml")):
        try:
            found[file.stem] = _read(file)
        except UnreadableInputError as fault:
            faults.append(fault)
    return Known(dict(sorted(found.items())), tuple(faults))


def find_source(title: str | None, sources: Iterable[Source] | None = None) -> Source | None:
    """The source whose series a document's title belongs to, None if we know none; ours unless others are given."""
    candidates = load_sources().values() if sources is None else sources
    return next((source for source in candidates if source.has_title(title)), None)


def trust_in(title: str | None, publisher: str | None = None, sources: Iterable[Source] | None = None) -> Trust:
    """How far to trust a document: as its series or else its publisher; least for one that we do not know."""
    candidates = list(load_sources().values() if sources is None else sources)
    if source := find_source(title, candidates):
        return source.trust
    name = _words(publisher or "")
    trusts = [source.trust for source in candidates if _words(source.publisher) in name]
    return min(trusts, default=Trust.FEED)


def _read(file: Path) -> Source:
    return Source(slug=file.stem, **read_description(file))


def _words(text: str) -> str:
    """Folded words between blanks, numbers left out: a series keeps its title while the year in it changes."""
    return f" {' '.join(re.sub(r'[0-9]+', ' ', fold(text)).split())} "
