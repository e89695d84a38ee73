"""How mechanisms are named in print: in full with their address where they are met first, then by their short name."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from iscm.domain.addresses import followable
from iscm.domain.dates import Edtf
from iscm.domain.listing import MeetingRow, PartyRow
from iscm.domain.mechanisms import Name
from iscm.publication.report import Run, Text
from iscm.publication.words import Words


@dataclass(frozen=True)
class MechanismFacts:
    """A mechanism as the register knows it; `names` are those it has or had, without spellings only met somewhere."""

    slug: str
    acronym: str
    name: str
    level: str = ""
    website: str = ""
    names: tuple[Name, ...] = ()

    @cached_property
    def former(self) -> tuple[tuple[str, int, int], ...]:
        """The English names it once had, each with the first and the last year in which it was called so."""
        held = [name for name in self.names if name.until and name.lang == "en" and not name.note]
        return tuple((name.text, _year(name.since, last=False), _year(name.until, last=True)) for name in held)

    @property
    def address(self) -> str:
        """Its website, if one may lead there."""
        return followable(self.website)

    def name_in(self, year: int) -> str:
        """The name valid in a year; in the year of a change the older one."""
        return next((text for text, first, last in self.former if first <= year <= last), self.name)

    def full_name(self, year: int) -> str:
        """The name of a year with its short name: "Global Forum on Migration and Development (GFMD)"."""
        return _with_acronym(self.name_in(year), self.acronym)

    def name_for(self, year: int, words: Words) -> Text:
        """Its own name in a language, else the English one of a year with today's behind it where that is another."""
        own = (name for name in self.names if name.lang == words.key and not (name.note or name.until))
        if words.key != "en" and (found := next(own, None)):
            return (Run(found.text),)
        lang = "" if words.key == "en" else "en"
        then = self.name_in(year)
        now = (Run(f"; {words.gettext('today')} "), Run(self.name, lang=lang)) if then != self.name else ()
        return (Run(then, lang=lang), *now)


class Mentions:
    """The mechanisms of a publication while it is written: remembers which were named before."""

    def __init__(self, known: Iterable[MechanismFacts], words: Words) -> None:
        self._known = {one.slug: one for one in known}
        self._words = words
        self._named: set[str] = set()

    def of(self, row: MeetingRow, year: int) -> Text:
        """The mechanisms of a meeting, joined by "and"."""
        found: list[Run] = []
        for party in row.parties:
            found += [Run(f" {self._words.gettext('and')} ")] if found else []
            found.append(self._mention(party, year))
        return tuple(found)

    def _mention(self, party: PartyRow, year: int) -> Run:
        known = self._known.get(party.slug)
        if party.slug in self._named or known is None:
            return Run(party.acronym)
        self._named.add(party.slug)
        lang = "" if self._words.key == "en" else "en"
        return Run(known.full_name(year), href=known.address, lang=lang)


def _with_acronym(name: str, acronym: str) -> str:
    if acronym.casefold() in name.casefold():
        return name
    # A name that ends in another short form keeps one pair of brackets: "… (Global ISCM Meeting, GRCP)".
    return f"{name.removesuffix(')')}, {acronym})" if name.endswith(")") else f"{name} ({acronym})"


def _year(edtf: str | None, *, last: bool) -> int:
    """The first or last year that a date may mean; an unknown one reaches as far as years do."""
    when = Edtf.parse(edtf) if edtf else None
    day = (when.latest if last else when.earliest) if when else None
    return day.year if day else (9999 if last else 0)
