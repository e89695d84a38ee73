"""The sentences of the highlights, section by section, with an editor's words where there are any."""

import re
from dataclasses import dataclass, replace

from iscm.domain.listing import MeetingRow
from iscm.publication.labels import Labels
from iscm.publication.printed_dates import in_print_of_year
from iscm.publication.report import Text, text
from iscm.publication.reports.filling import fill
from iscm.publication.reports.highlights.english import ordinal
from iscm.publication.reports.highlights.facts import GLOBAL_MEETING, HighlightsFacts, MechanismFact
from iscm.publication.reports.highlights.grouping import Mention, group_meetings
from iscm.publication.reports.highlights.phrases import LinkTo, Teller
from iscm.publication.reports.listed import Site, address_of
from iscm.publication.reports.sentences import attendance_in_words, meetings_in_words
from iscm.publication.titles import named, tidied
from iscm.publication.wordings import Mark, Sentence, apply_wordings, digest_facts, marked
from iscm.publication.words import Words

QUOTED = re.compile(r"[“\"«„](?P<words>[^“”\"«»„]{12,})[”\"»“]")
SESSION = re.compile(r"\bmeeting\b|\breunión\b|\bréunion\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """A mechanism's year. `number` counts its meetings; `jubilee` is the sentence on its anniversary, if it has one."""

    mechanism: MechanismFact
    number: int
    mentions: tuple[Mention, ...]
    jubilee: Sentence | None
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class GlobalMeeting:
    """The meeting of all mechanisms: its heading and what is told of it."""

    row: MeetingRow
    heading: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Told:
    """All sentences of a year."""

    opening: Sentence
    sections: tuple[Section, ...]
    together: tuple[GlobalMeeting, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence in the order of the publication."""
        of_sections = [
            one for held in self.sections for one in (*((held.jubilee,) if held.jubilee else ()), *held.sentences)
        ]
        return (self.opening, *of_sections, *(held.sentence for held in self.together))


def tell(facts: HighlightsFacts, words: Words, link_to: LinkTo | None = None) -> Told:
    """The year told in one language, with the editor's words in it. `link_to` gives the address of a meeting."""
    facts = replace(facts, meetings=named(facts.meetings, words))
    teller = Teller(words, Labels(facts.vocabulary, words), link_to or _own_link(facts))
    mentions = {one.slug: group_meetings(facts.of(one.slug)) for one in facts.told}
    jubilees = {one.slug: years for one, years in facts.jubilees()}
    made = [_opening(facts, words)]
    for one in facts.told:
        if years := jubilees.get(one.slug):
            made.append(_jubilee(one, years, words))
        made += [_sentence(mention, one.slug, teller) for mention in mentions[one.slug]]
    together = facts.of(GLOBAL_MEETING)
    made += [_together(row, teller) for row in together]
    by_key = {one.key: one for one in made}
    settled = [_noted(one, words) for one in apply_wordings(made, facts.wordings, words.lang)]
    return Told(
        opening=_one(settled, "/opening") or by_key["/opening"],
        sections=tuple(_section(one, facts, mentions[one.slug], settled) for one in facts.told),
        together=tuple(
            GlobalMeeting(row, _session(row, words), held)
            for row in together
            if (held := _one(settled, f"{GLOBAL_MEETING}/{row.uid}"))
        ),
    )


def sentences(facts: HighlightsFacts, words: Words) -> tuple[Sentence, ...]:
    """Every sentence of the year in the order of the publication, the editor's words among them."""
    return tell(facts, words).sentences


def _section(
    one: MechanismFact, facts: HighlightsFacts, mentions: tuple[Mention, ...], settled: list[Sentence]
) -> Section:
    own = [held for held in settled if held.section == one.slug]
    key = f"{one.slug}/anniversary"
    return Section(
        mechanism=one,
        number=sum(row.number for row in facts.of(one.slug)),
        mentions=mentions,
        jubilee=_one(own, key),
        sentences=tuple(held for held in own if held.key != key),
    )


def _one(settled: list[Sentence], key: str) -> Sentence | None:
    return next((held for held in settled if held.key == key), None)


def _noted(sentence: Sentence, words: Words) -> Sentence:
    """The sentence with a note where an editor's words no longer fit their facts."""
    if sentence.mark is Mark.CHANGED:
        return marked(sentence, words.gettext("facts changed since"))
    if sentence.mark is Mark.GONE:
        return marked(sentence, words.gettext("no longer in the register"))
    return sentence


def _sentence(mention: Mention, slug: str, teller: Teller) -> Sentence:
    return Sentence(f"{slug}/{mention.uids[0]}", teller.tell(mention, slug), mention.uids, mention.facts_digest)


def _opening(facts: HighlightsFacts, words: Words) -> Sentence:
    joint = sum(row.number for row in facts.meetings if len(row.parties) > 1)
    counted = meetings_in_words(facts.meetings, words)
    said = [words.gettext("%(meetings)s in %(year)s") % {"meetings": counted, "year": facts.year}]
    said += attendance_in_words(facts.meetings, words)
    if joint:
        told = words.ngettext(
            "%(n)s joint meeting is told under each of its mechanisms and counted once",
            "%(n)s joint meetings are told under each of their mechanisms and counted once",
            joint,
        )
        said.append(told % {"n": joint})
    digest = digest_facts(sorted([row.uid, row.number, row.attendance, len(row.parties)] for row in facts.meetings))
    return Sentence("/opening", text(words.gettext("; ").join(said)), (), digest)


def _jubilee(one: MechanismFact, years: int, words: Words) -> Sentence:
    nth = ordinal(years) if words.lang == "en" else str(years)
    said = words.gettext("%(nth)s anniversary of %(mechanism)s") % {"nth": nth, "mechanism": one.acronym}
    return Sentence(f"{one.slug}/anniversary", text(said), (), digest_facts(years))


def _together(row: MeetingRow, teller: Teller) -> Sentence:
    """The global meeting: its days and place, what it was on, what came of it."""
    words, lang = teller.words, "" if row.lang in {"und", teller.words.key} else row.lang
    when = in_print_of_year(row.edtf, row.date_status, words)
    said: Text = text(words.gettext(", ").join(part for part in (when, teller.labels.places(row.places)) if part))
    if theme := _theme(row):
        title = text(theme, lang=lang, href=teller.link_to(row))
        pattern = words.gettext("%(dates)s, on “%(title)s”") if said else words.gettext("on “%(title)s”")
        said = fill(pattern, dates=said, title=title)
    if row.outcome:
        pattern = words.gettext("%(meeting)s. %(outcome)s")
        said = fill(pattern, meeting=said, outcome=text(row.outcome.strip(" ."), lang=lang))
    facts: list[object] = [row.title, row.edtf, row.date_status, row.standing, row.outcome]
    facts += [[place.city, place.country] for place in row.places]
    return Sentence(f"{GLOBAL_MEETING}/{row.uid}", said, (row.uid,), digest_facts(facts))


def _theme(row: MeetingRow) -> str:
    """What the title says beyond naming the session: its quotation, else all of it where it names no session."""
    if quoted := QUOTED.search(row.title):
        return quoted["words"].strip(" .,")
    return "" if SESSION.search(row.title) else tidied(row.title)


def _session(row: MeetingRow, words: Words) -> str:
    """The heading: "9th Global Meeting of ISCMs (GRCP 9)"."""
    if row.ordinal is None:
        return words.gettext("Global Meeting of ISCMs (GRCP)")
    nth = ordinal(row.ordinal) if words.lang == "en" else str(row.ordinal)
    return words.gettext("%(nth)s Global Meeting of ISCMs (GRCP %(number)s)") % {"nth": nth, "number": row.ordinal}


def _own_link(facts: HighlightsFacts) -> LinkTo:
    """The address that a source gives for a meeting, else that of its page where the site's address is known."""
    site = Site(facts.site)
    return lambda row: address_of(row, site)
