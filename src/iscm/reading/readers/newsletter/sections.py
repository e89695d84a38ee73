"""A newsletter's lines parted by its headings: mechanisms, events, indexes, publications, and what stands before."""

from collections.abc import Sequence
from dataclasses import replace

from iscm.reading.cells.mechanisms import MechanismFinder
from iscm.reading.readers.mentions.words import ANY_HEAD, MONTH, ORDINAL
from iscm.reading.readers.newsletter.anniversaries import find_anniversary
from iscm.reading.readers.newsletter.headings import Heading, find_heading, is_capitals, is_spaced, unspaced
from iscm.reading.readers.newsletter.index import Labels
from iscm.reading.readers.newsletter.lines import HANGING, Line, flow
from iscm.reading.readers.newsletter.masthead import TITLE
from iscm.reading.readers.newsletter.parts import PLAIN, Kind, Part, Parted
from iscm.reading.readers.newsletter.shapes import (
    ACRONYM_HEADING,
    EDITION,
    ENDS_SENTENCE,
    LAST_BRACKET,
    MAX_HEADING,
    NOTES,
    NUMBERED,
    PAGE_NUMBER,
    PAGE_TAIL,
    SHARED,
    URL,
    aside_of,
    is_open,
    is_part_open,
    may_be_name,
    name_and_text,
    note_of,
    reads_as_heading,
    running_heads,
    starts_with_date,
)

HEADING_LINES = 3


def part_newsletter(lines: Sequence[Line], finder: MechanismFinder, labels: Labels, words: frozenset[str]) -> Parted:
    """The lines parted by headings. `labels` know themes and initiatives, `words` those of spaced-out headings."""
    parter = _Parter(lines, finder, labels, words)
    at = 0
    while at < len(lines):
        at += parter.take(at)
    return Parted(tuple(parter.parts), tuple(parter.furniture))


class _Parter:
    """Walks the lines once; each call of `take` explains one heading or one line."""

    def __init__(self, lines: Sequence[Line], finder: MechanismFinder, labels: Labels, words: frozenset[str]) -> None:
        self.lines, self.finder, self.labels, self.words = lines, finder, labels, words
        self.parts = [Part(Kind.MASTHEAD)]
        self.furniture: list[tuple[Line, str]] = []
        self.repeated = running_heads(lines)

    def take(self, at: int) -> int:
        """Explain the line at this place; how many lines that took."""
        line = self.lines[at]
        if what := self._furniture(line):
            self.furniture.append((line, what))
            return 1
        if self._may_head(at):
            for explain in (self._plain, self._aside, self._event, self._mechanism, self._unknown, self._other):
                if taken := explain(at):
                    return taken
        if taken := self._entry(line) or self._inline(at):
            return taken
        self.parts[-1].body.append(line)
        return 1

    def _furniture(self, line: Line) -> str | None:
        if PAGE_NUMBER.fullmatch(line.text) and not (self.parts[-1].body and is_open(self.parts[-1].body[-1])):
            return "page number"
        if PAGE_TAIL.search(line.text) and line.locator.page:
            return "page footer"
        if find_heading(line.text) is Heading.CONTINUED:
            return "heading continued"
        if len(line.cells) > 1 and any(map(find_heading, line.cells)) and not self.labels.find_entry(line, self.finder):
            return "table header"
        if line.text in self.repeated and len(self.parts) > 1:
            return "page header repeated"
        return note_of(line, self.parts[-1]) or self._note_goes_on(line)

    def _note_goes_on(self, line: Line) -> str | None:
        """The note that the line above it is, where this one goes on with it."""
        above, what = self.furniture[-1] if self.furniture else (None, None)
        return what if what in NOTES and above and above.index == line.index - 1 and not line.gap else None

    def _may_head(self, at: int) -> bool:
        """Whether a heading may stand here: set apart, and nothing before it is left hanging."""
        line, body = self.lines[at], self.parts[-1].body
        if len(line.cells) > 1 or not reads_as_heading(line.text):
            return False
        if line.heading or line.is_bold or at == 0:
            return True
        if line.text.endswith((".", ";", ",")):
            return False
        if self.parts[-1].kind is Kind.REPOSITORIES and not body:
            return line.gap
        return not body or self._is_set_off(line, body[-1])

    def _is_set_off(self, line: Line, above: Line) -> bool:
        """Whether a line stands apart from the one above it."""
        last = above.text
        if URL.match(last):
            return True
        if is_open(above) or HANGING.search(last):
            return False
        is_set_off = line.gap or line.is_bullet or (is_capitals(line.text) and " " in line.text)
        return is_set_off or bool(ENDS_SENTENCE.search(last))

    def _plain(self, at: int) -> int:
        for count in range(min(HEADING_LINES, len(self.lines) - at), 0, -1):
            held = self.lines[at : at + count]
            if any(line.gap for line in held[1:]) or (count > 1 and not all(is_capitals(line.text) for line in held)):
                continue
            heading = find_heading(" ".join(line.text for line in held))
            if heading is Heading.INDEX and self.parts[-1].kind is Kind.CHART and not self._is_set(held[0]):
                continue  # what an axis is called
            if heading in PLAIN and not (heading is Heading.MEETINGS and self._is_lone_word(held[0])):
                self._open(PLAIN[heading], held)
                return count
        return 0

    def _aside(self, at: int) -> int:
        """A heading below which no meetings stand: sources, notes, suggestions."""
        line = self.lines[at]
        if (reason := aside_of(line.text)) is None:
            return 0
        self._open(Kind.ASIDE, (line,))
        self.parts[-1].reason = reason
        return 1

    def _is_lone_word(self, line: Line) -> bool:
        """A heading of one plain word ("Meetings") needs to be set as one."""
        return " " not in line.text and not (self._is_set(line) or line.gap)

    def _is_set(self, line: Line) -> bool:
        """Whether a line is set as a heading."""
        return bool(line.heading) or line.is_bold or is_capitals(line.text)

    def _event(self, at: int) -> int:
        """A heading that names one meeting of a mechanism: "9th Global Meeting of ISCMs (GRCP 9)"."""
        line = self.lines[at]
        text = unspaced(line.text, self.words)
        if find_anniversary(text) or self.labels.find_entry(line, self.finder):
            return 0
        is_set_off = bool(line.heading) or is_capitals(line.text) or is_spaced(line.text)
        if not (ORDINAL.search(text) or EDITION.search(text)) or MONTH.search(text.replace("(", " ")):
            return 0
        slugs = tuple(dict.fromkeys(found.slug for found in self.finder.find(text)))
        following = self.lines[at + 1].text if at + 1 < len(self.lines) else ""
        if slugs and (is_set_off or starts_with_date(following)):
            self._open(Kind.EVENT, (line,), slugs, text)
            return 1
        return 0

    def _mechanism(self, at: int) -> int:
        """The name of a mechanism, which may run over several lines."""
        if self.parts[-1].kind is Kind.PUBLICATIONS or not self._may_leave_index(at):
            return 0
        for count in range(self._name_lines(at), 0, -1):
            held = self.lines[at : at + count]
            text = unspaced(flow(held).text, self.words).rstrip(" :")
            name = NUMBERED.sub("", text)
            if slugs := self._named(name):
                self._open(Kind.MECHANISM, held, slugs, text)
                return count
        return 0

    def _may_leave_index(self, at: int) -> bool:
        """Inside an index a name may also be the rest of a list: what follows must tell of a meeting."""
        if self.parts[-1].kind is Kind.ASIDE:
            return bool(self.lines[at].heading)
        if self.parts[-1].kind is not Kind.INDEX or self.lines[at].heading or self.lines[at].is_bold:
            return True
        following = self.lines[at + 1 : at + 1 + HEADING_LINES]
        return any(ANY_HEAD.search(line.text) and ":" not in line.text for line in following)

    def _named(self, name: str) -> tuple[str, ...]:
        """The mechanism, or the two that share a section, of a heading that names nothing else."""
        slug = self._sole_mechanism(name) or self._by_acronym(name)
        if slug:
            return (slug,)
        parts = SHARED.split(name)
        slugs = [self._sole_mechanism(part) for part in parts] if len(parts) == 2 and ":" not in name else []  # noqa: PLR2004  # a pair
        return tuple(slug for slug in slugs if slug) if slugs and all(slugs) else ()

    def _name_lines(self, at: int) -> int:
        """How many lines from here may belong to one name."""
        count = 0
        for line in self.lines[at : at + HEADING_LINES]:
            goes_on = line.text[:1].islower() or line.text.startswith("(")
            is_broken_off = (line.gap and not goes_on) or line.is_bullet or find_anniversary(line.text)
            if (count and is_broken_off) or not may_be_name(line.text):
                break
            if count == 1 and ANY_HEAD.search(line.text) and self._sole_mechanism(self.lines[at].text.rstrip(" :")):
                break
            count += 1
            if line.text.endswith(":"):
                break
        return count

    def _sole_mechanism(self, text: str) -> str | None:
        if len(text) > MAX_HEADING:
            return None
        reading = self.finder.parse(text)
        if len(reading.slugs) == 1 and not reading.unknown:
            return reading.slugs[0]
        return None

    def _by_acronym(self, text: str) -> str | None:
        """The mechanism whose acronym ends a name that we do not know: "Dialogue pour l'Afrique de l'Ouest (MIDWA)"."""
        acronym = LAST_BRACKET.search(text) if ACRONYM_HEADING.fullmatch(text) else None
        if not acronym or MONTH.search(text) or TITLE.search(text):
            return None
        return self._sole_mechanism(acronym[1])

    def _unknown(self, at: int) -> int:
        """The name of a mechanism that we do not know, told by its acronym in brackets or by how it is set."""
        line, kind = self.lines[at], self.parts[-1].kind
        if kind not in {Kind.MEETINGS, Kind.MECHANISM, Kind.EVENT} or MONTH.search(line.text):
            return 0
        is_apart = line.gap or (at + 1 < len(self.lines) and self.lines[at + 1].gap)
        goes_on = at + 1 < len(self.lines) and self.lines[at + 1].text.startswith("(")
        is_named = is_apart and bool(ACRONYM_HEADING.fullmatch(line.text)) and not ANY_HEAD.match(line.text)
        is_named = is_named and not goes_on
        if is_named or (line.heading and at + 1 < len(self.lines) and bool(ANY_HEAD.search(self.lines[at + 1].text))):
            self._open(Kind.MECHANISM, (line,), (), line.text.rstrip(" :"))
            return 1
        return 0

    def _other(self, at: int) -> int:
        """A heading that is none of these closes the section above it."""
        line = self.lines[at]
        is_set_off = bool(line.heading) or (line.gap and is_capitals(line.text) and " " in line.text)
        if not is_set_off or self.parts[-1].kind is Kind.MASTHEAD or MONTH.search(line.text):
            return 0
        self._open(Kind.OTHER, (line,))
        return 1

    def _entry(self, line: Line) -> int:
        """A line "Theme: mechanisms" opens an index also where no heading does."""
        if self.parts[-1].kind not in {Kind.INDEX, Kind.PUBLICATIONS, Kind.ASIDE} and self.labels.find_entry(
            line, self.finder
        ):
            self._open(Kind.INDEX, ())
            self.parts[-1].body.append(line)
            return 1
        return 0

    def _inline(self, at: int) -> int:
        """A line that names its mechanism and goes on: "Bali Process: SOM (20 August)", or a row of two cells."""
        line, current = self.lines[at], self.parts[-1]
        if current.kind not in {Kind.MASTHEAD, Kind.MEETINGS, Kind.MECHANISM} or is_part_open(current):
            return 0
        name, text = name_and_text(line)
        slug = self._sole_mechanism(NUMBERED.sub("", name)) if name else None
        if not slug and (line.gap or line.is_bullet) and (current.kind is Kind.MEETINGS or current.is_inline):
            found = self.finder.find(line.text[:MAX_HEADING])
            if found and found[0].start == 0 and found[0].end < len(line.text):
                slug, name, text = found[0].slug, line.text[: found[0].end], line.text
        if not slug:
            return 0
        self._open(Kind.MECHANISM, (replace(line, text=name),), (slug,), name)
        self.parts[-1].is_inline = True
        self.parts[-1].body.append(replace(line, text=text, gap=False, is_bullet=False))
        return 1

    def _open(self, kind: Kind, head: Sequence[Line], slugs: tuple[str, ...] = (), heading: str | None = None) -> None:
        text = heading if heading is not None else flow(head).text if head else ""
        self.parts.append(Part(kind, text, tuple(head), slugs=slugs))
