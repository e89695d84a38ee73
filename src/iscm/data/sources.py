"""The sources we know: whose documents they are, how far to trust them and how much to expect in them."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from iscm.data.files import HERE
from iscm.domain.documents import Trust
from iscm.domain.names import fold


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher's standing series of documents.

    `reader` is the family that explains them; `date_order` is `day-first` or `month-first`. A document with fewer
    meetings than `least_meetings`, or more than `most_meetings`, was probably misread. `title_words` are what a title
    of the series says, without its year; `page` is where the publisher puts them.

    What is fetched has an `address` and a `form`: icalendar, atom, page (schema.org data), list (a page with a table or
    list of events), file, or maildir (a folder). `every` is in days. `links` is a pattern of the addresses of files
    behind a page: then those are fetched. `mechanisms` are the slugs of whose meetings the source speaks of.
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

    def expects(self, meetings: int) -> bool:
        """Whether so many meetings in one document are plausible."""
        return self.least_meetings <= meetings <= self.most_meetings


@cache
def load_sources() -> dict[str, Source]:
    """All known sources by slug."""
    files = sorted((HERE / "sources").glob("*.toml"))
    return {file.stem: _source(file.stem, tomllib.loads(file.read_text(encoding="utf-8"))) for file in files}


def find_source(title: str | None) -> Source | None:
    """The source whose series a document's title belongs to, None if we know none."""
    said = _words(title or "")
    for source in load_sources().values():
        if any(_words(words) in said for words in source.title_words):
            return source
    return None


def trust_in(title: str | None, publisher: str | None = None) -> Trust:
    """How far to trust a document: as its series or else its publisher; least for one that we do not know."""
    if source := find_source(title):
        return source.trust
    name = _words(publisher or "")
    trusts = [source.trust for source in load_sources().values() if _words(source.publisher) in name]
    return min(trusts, default=Trust.FEED)


def _source(slug: str, facts: dict[str, Any]) -> Source:
    trust = Trust[facts.pop("trust").upper()]
    return Source(slug=slug, trust=trust, title_words=tuple(facts.pop("title_words")), **facts)


def _words(text: str) -> str:
    """Folded words between blanks, numbers left out: a series keeps its title while the year in it changes."""
    return f" {' '.join(re.sub(r'[0-9]+', ' ', fold(text)).split())} "
