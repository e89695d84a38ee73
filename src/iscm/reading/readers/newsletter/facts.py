"""What a newsletter says of itself and of its mechanisms, taken out of its sections before they are read."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from iscm.domain.records import Anniversary
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.ledger import Ledger
from iscm.reading.readers.mentions.words import ANY_HEAD, MONTH
from iscm.reading.readers.newsletter.anniversaries import find_anniversary
from iscm.reading.readers.newsletter.lines import Line
from iscm.reading.readers.newsletter.masthead import TITLE, YEAR, Masthead, read_masthead
from iscm.reading.readers.newsletter.parts import Kind, Part

DECIDING = 2_000  # lines that decide which year is meant


def vocabulary_words(vocabulary: Vocabulary) -> frozenset[str]:
    """The words of the names we know, to part spaced-out headings by."""
    names = [mechanism.name for mechanism in vocabulary.mechanisms.values()]
    names += [mechanism.acronym for mechanism in vocabulary.mechanisms.values()]
    names += [label for theme in vocabulary.themes.values() for label in theme.pref_label.values()]
    names.append(
        "main events meetings in of the and at on global initiatives thematic areas addressed various ISCM ISCMs"
    )
    names.append("publications continued review international forum consultation mechanisms highlights RCP RCPs")
    return frozenset(word for name in names for word in re.findall(r"[^\W\d_]+", name.lower()))


def take_masthead(parts: list[Part], title: str | None, words: frozenset[str], ledger: Ledger) -> Masthead:
    """The document's own facts; lines of the masthead that tell of meetings become a section of their own."""
    first = parts[0]
    masthead = read_masthead(first.body, words, title if title and TITLE.search(title) else None)
    ledger.use(*masthead.rows)
    rest = [line for line in first.body if line.index not in set(masthead.rows)]
    if any(ANY_HEAD.search(line.text) and MONTH.search(line.text) for line in rest):
        parts.insert(1, Part(Kind.MEETINGS, body=rest))
        first.body = []
    else:
        first.body = rest
    return masthead


def year_of(parts: Iterable[Part], lines: Sequence[Line]) -> int | None:
    """The year in a heading, else the year that is printed most."""
    for part in parts:
        match = YEAR.search("".join(part.heading.split())) if part.kind is not Kind.MECHANISM else None
        if match:
            return int(match.group())
    counts = Counter(int(year) for line in lines[:DECIDING] for year in YEAR.findall(line.text))
    return min(counts, key=lambda year: (-counts[year], year)) if counts else None


def take_anniversaries(parts: Iterable[Part], ledger: Ledger) -> tuple[Anniversary, ...]:
    """The anniversaries told in a line of their own; these lines leave their sections."""
    found: list[Anniversary] = []
    for part in parts:
        if part.kind is not Kind.MECHANISM or not part.slugs:
            continue
        for line in part.body:
            if (years := find_anniversary(line.text)) is not None:
                found.append(Anniversary(part.slugs[0], years, line.locator))
                part.aside.append(line)
                ledger.use(line.index)
        told = {line.index for line in part.aside}
        part.body = [line for line in part.body if line.index not in told]
    return tuple(found)
