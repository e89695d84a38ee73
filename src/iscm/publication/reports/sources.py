"""The documents that a publication rests on, as a list at its end."""

from dataclasses import dataclass
from datetime import date, datetime

from iscm.publication.dates import day_in_words
from iscm.publication.report import Block, Bullets, Heading, Run, Text, text
from iscm.publication.words import Words


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A document. `meetings` are the rows of the publication that rest on it, `records` all that were read from it.

    `accepted_at` is when it went into the register. The corrections of editors are one source without title: who
    made them is no matter for readers.
    """

    id: int
    title: str
    publisher: str = ""
    lang: str = "und"
    last_update: date | None = None
    sha256: str = ""
    stated_count: int | None = None
    records: int = 0
    meetings: int = 0
    is_correction: bool = False
    accepted_at: datetime | None = None


def sources_blocks(sources: tuple[SourceFacts, ...], words: Words, *, is_numbered: bool = False) -> tuple[Block, ...]:
    """A heading and the documents, numbered in their order where rows name them so; nothing where none is known."""
    if not sources:
        return ()
    items = tuple(_item(number if is_numbered else 0, one, words) for number, one in enumerate(sources, start=1))
    return (Heading(2, text(words.gettext("Sources")), "sources"), Bullets(items))


def _item(number: int, one: SourceFacts, words: Words) -> Text:
    """Say "[1] 2024 Calendar of Meetings …, IOM; last update 24 September 2024; 119 rows here"."""
    lang = one.lang if one.lang not in {"und", words.key} else ""
    told = (
        [words.gettext("last update %(date)s") % {"date": day_in_words(one.last_update, words)}]
        if one.last_update
        else []
    )
    told.append(
        words.ngettext("%(n)s row here rests on it", "%(n)s rows here rest on it", one.meetings) % {"n": one.meetings}
    )
    name = ", ".join(part for part in (one.title, one.publisher) if part)
    if one.is_correction:
        name = words.gettext("Corrections by the editors of the register")
    semicolon = words.gettext("; ")
    before = (Run(f"[{number}] "),) if number else ()
    return (*before, Run(name, lang=lang), Run(f"{semicolon}{semicolon.join(told)}"))
