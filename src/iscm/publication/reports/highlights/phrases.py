"""A mention in words: "two SOMs (7 April and 16 June)", "24 working group meetings", "8th ARCP Meeting (10 March)".

English titles are counted as English does; in every other pair of languages the number stands beside the title.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from babel.lists import format_list

from iscm.domain.dates import Edtf
from iscm.domain.listing import TO_BE_CONFIRMED, MeetingRow, PartyRow
from iscm.domain.names import fold
from iscm.publication.labels import Labels, attendance_words
from iscm.publication.printed_dates import in_print_of_year
from iscm.publication.report import Text, text
from iscm.publication.reports.filling import fill
from iscm.publication.reports.highlights.english import in_plural, in_sentence, number_word
from iscm.publication.reports.highlights.grouping import ENGLISH, Mention, is_dated
from iscm.publication.reports.listed import TOLD_FATES
from iscm.publication.statuses import show_status
from iscm.publication.titles import tidied
from iscm.publication.words import Words

LinkTo = Callable[[MeetingRow], str]

REMOTE = re.compile(r"\b(?:online|virtual\w*|web\w+|en ligne|en línea|virtuelle?)\b", re.IGNORECASE)
UNSETTLED = re.compile(r"\s*\(\s*(?:TBC|tbc|to be confirmed)\s*\)")
# Words of a topic that need no "on" before them.
GOES_ON = re.compile(r"(?:in preparation|preparing|to \w+|focus(?:s?ing|s?ed)|about|on|under the)\b", re.IGNORECASE)
# A name of a meeting without "of" or "for" before its topic: "Workshop on visas", not "Meeting of the Group on Visas".
NAMED_TOPIC = re.compile(r"(?P<name>(?:(?!\b(?:of|for|between|on)\b)[^:“\"(])+)(?P<topic> on .+)")
STOPS = re.compile(r"\s*(?:[;•]|\.(?=\s))\s*")
TOLD_AGAIN = 0.99  # the part of a topic's words from which a title says it all
UNTITLED = "…"
NO_NAMES = frozenset(
    {"First", "Second", "Third", "Fourth", "Last", "Spring", "Summer", "Autumn", "Winter", "About", "From", "Until"}
)
SMALL_WORD = 3  # letters
SMALL_WORDS = frozenset({"across", "cross", "from", "into", "with", "their", "that", "towards", "between"})


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells mentions in one language. `link_to` gives the address of a meeting, empty for none."""

    words: Words
    labels: Labels
    link_to: LinkTo

    def tell(self, mention: Mention, slug: str) -> Text:
        """The mention as a clause under the mechanism `slug`, without a point or semicolon after it."""
        said = self._named(mention, slug)
        if when := self._brackets(mention):
            said = fill(self.words.gettext("%(meeting)s (%(dates)s)"), meeting=said, dates=when)
        if topic := self.topic(mention.first):
            pattern = (
                "%(meeting)s %(topic)s" if GOES_ON.match(topic) else self.words.gettext("%(meeting)s on %(topic)s")
            )
            said = fill(pattern, meeting=said, topic=text(topic, lang=self._lang(mention.first)))
        return (*said, *self._fate(mention.first))

    def _named(self, mention: Mention, slug: str) -> Text:
        """The title with its number and the other mechanisms."""
        row = mention.first
        title = own_partner(_plain_title(row), slug, row.parties) or self.labels.kind(row.kind) or UNTITLED
        said = text(title, lang=self._lang(row), href=self._title_link(mention))
        if _is_counted(mention, self.words):
            said = self._counted(mention, title)
        partners = [party for party in row.parties if party.slug != slug and not names_party(title, party)]
        if partners:
            names = list_in_words([party.acronym for party in partners], self.words)
            return _with_partners(said, self.words.gettext("%(meeting)s with %(partners)s"), names)
        return said

    def _counted(self, mention: Mention, title: str) -> Text:
        """An English title in English with its number before it."""
        row = mention.first
        number = "several" if mention.number is None else number_word(mention.number)
        plural = in_plural(title) or title
        return text(f"{number} {in_sentence(plural)}", lang=self._lang(row), href=self._title_link(mention))

    def _title_link(self, mention: Mention) -> str:
        """Where the title leads; of several meetings the days lead to each, if there are days."""
        return self.link_to(mention.first) if len(mention.rows) == 1 or not mention.edtf else ""

    def _brackets(self, mention: Mention) -> Text:
        """What stands in brackets: how many, where, and when, each as far as it is known and not yet said."""
        when = self._places_and_days(mention)
        if mention.number == 1 or _is_counted(mention, self.words):
            return when
        many = self.words.gettext("several meetings")
        if mention.number is not None:
            many = self.words.ngettext("%(n)s meeting", "%(n)s meetings", mention.number) % {"n": mention.number}
        return self._placed(many, when)

    def _places_and_days(self, mention: Mention) -> Text:
        places = {self._place(row) for row in mention.rows}
        if len(places) == 1:
            return self._placed(places.pop(), self._days(mention))
        pieces = [self._placed(self._place(row), self._day(row)) for row in mention.rows]
        pieces = [piece for piece in pieces if piece]
        return tuple(run for i, piece in enumerate(pieces) for run in (*(text("; ") if i else ()), *piece))

    def _placed(self, before: str, when: Text) -> Text:
        """A place or a number before the days, as far as both are known."""
        if before and when:
            return fill(self.words.gettext("%(place)s, %(dates)s"), place=before, dates=when)
        return when or text(before)

    def _day(self, row: MeetingRow) -> Text:
        said = self._said(row.edtf) if is_dated(row) else ""
        if row.standing == TO_BE_CONFIRMED:
            to_come = self.words.gettext("TBC")
            said = self.words.gettext("%(date)s, %(tbc)s") % {"date": said, "tbc": to_come} if said else to_come
        return text(said)

    def _days(self, mention: Mention) -> Text:
        """The days of all: each leads to its meeting where there are several."""
        if len(mention.rows) == 1:
            return self._day(mention.first)
        said = self._said(mention.edtf) if mention.edtf else ""
        tbc = f", {self.words.gettext('TBC')}" if mention.first.standing == TO_BE_CONFIRMED else ""
        return (*self._linked(said, mention.rows), *text(tbc if said else tbc.removeprefix(", ")))

    def _said(self, edtf: str) -> str:
        """A date inside a sentence: without a capital where its language writes no name there."""
        said = in_print_of_year(edtf, "confirmed", self.words)
        first = said.partition(" ")[0]
        return said if self.words.lang == "en" and first not in NO_NAMES else said[:1].lower() + said[1:]

    def _linked(self, said: str, rows: Sequence[MeetingRow]) -> Text:
        """The days with an address on each, where the words for each are found in their order."""
        linked: list[tuple[int, int, str]] = []
        at = 0
        for row in rows:
            span = _find_day(said, self._said(row.edtf), row, at)
            if span is None or not self.link_to(row):
                return text(said, href=self.link_to(rows[0]))
            linked.append((*span, self.link_to(row)))
            at = span[1]
        runs: list[Text] = []
        at = 0
        for start, end, href in linked:
            runs += [text(said[at:start]), text(said[start:end], href=href)]
            at = end
        return tuple(run for part in (*runs, text(said[at:])) for run in part)

    def _place(self, row: MeetingRow) -> str:
        place = self.labels.places(row.places)
        if row.attendance == "hybrid":
            return self.words.gettext("%(place)s and online") % {"place": place} if place else self._attendance(row)
        if row.attendance == "online" and not place and not REMOTE.search(row.title):
            return self._attendance(row)
        return place

    def _attendance(self, row: MeetingRow) -> str:
        return attendance_words(self.words)[row.attendance]

    def topic(self, row: MeetingRow) -> str:
        """What it was about, in one run of words; empty where the title says as much."""
        topic = STOPS.sub(", ", row.topic.strip(" .;"))
        told, title = _telling(topic), _telling(row.title)
        if not told or len(told & title) >= TOLD_AGAIN * len(told):
            return ""
        return topic

    def _fate(self, row: MeetingRow) -> Text:
        if row.standing not in TOLD_FATES:
            return ()
        return text(f" [{show_status(row.standing, self.words).label}]", is_quiet=True)

    def _lang(self, row: MeetingRow) -> str:
        return "" if row.lang in {"und", self.words.key} else row.lang


def _with_partners(said: Text, pattern: str, names: str) -> Text:
    """The meeting with its partners: before the topic that its title names ("Workshop with RCM on visas"), if any."""
    *before, last = said
    topic = NAMED_TOPIC.fullmatch(last.text)
    if not topic:
        return fill(pattern, meeting=said, partners=names)
    named, about = replace(last, text=topic["name"]), replace(last, text=topic["topic"])
    return (*fill(pattern, meeting=(*before, named), partners=names), about)


def own_partner(title: str, slug: str, parties: Iterable[PartyRow]) -> str:
    """The title as the mechanism `slug` would say it: "with Rabat Process" becomes "with Khartoum Process" there."""
    others = [party for party in parties if party.slug != slug]
    own = next((party for party in parties if party.slug == slug), None)
    if own is None or len(others) != 1 or names_party(title, others[0]):
        return title
    names = "|".join(re.escape(name) for name in (own.name, own.acronym))
    return re.sub(rf"\b(with(?: the)? )(?:{names})(?!\w)", lambda found: found[1] + others[0].acronym, title, count=1)


def names_party(title: str, party: PartyRow) -> bool:
    """Whether a title names a mechanism."""
    words = f" {fold(title)} "
    return any(f" {fold(name)} " in words for name in (party.acronym, party.name))


def list_in_words(names: Sequence[str], words: Words) -> str:
    """Names as a list of the language: "ADD, IGC and RCM"."""
    return str(format_list(list(names), style="standard", locale=words.locale))


def _is_counted(mention: Mention, words: Words) -> bool:
    """Whether its number stands before the title: English words in English, of a title that has a plural."""
    is_english = words.lang == "en" and mention.first.lang in ENGLISH
    return mention.number != 1 and is_english and in_plural(_plain_title(mention.first)) is not None


def _plain_title(row: MeetingRow) -> str:
    """The title without what is said beside it, nor a stop that would end the sentence."""
    title = UNSETTLED.sub("", tidied(row.title)) if row.standing == TO_BE_CONFIRMED else tidied(row.title)
    return STOPS.sub(", ", title.strip(" .;"))


def _telling(words: str) -> frozenset[str]:
    """The words that say something, whether of one or of several."""
    plain = frozenset(fold(words).split()) - SMALL_WORDS
    return frozenset(word.removesuffix("s") for word in plain if len(word) > SMALL_WORD)


def _find_day(said: str, alone: str, row: MeetingRow, at: int) -> tuple[int, int] | None:
    """Where the days of one meeting stand in the words for all, which say a shared month once."""
    when = Edtf.parse(row.edtf)
    if (found := said.find(alone, at)) >= 0:
        return found, found + len(alone)
    if not when.is_day_precise or not when.earliest or not when.latest:
        return None
    days = dict.fromkeys((str(when.earliest.day), str(when.latest.day)))
    match = re.compile(r"(?<!\d)" + r"\D{1,3}".join(days) + r"(?!\d)").search(said, at)
    return match.span() if match else None
