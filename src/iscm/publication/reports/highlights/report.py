"""The highlights of a year as a report: main meetings, initiatives and themes, publications, links."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from iscm.publication.report import Block, Bullets, Figure, Heading, Paragraph, Report, Run, Text, plain, text
from iscm.publication.reports.filling import fill
from iscm.publication.reports.highlights.facts import HighlightsFacts
from iscm.publication.reports.highlights.indexes import initiative_entries, popularity, theme_entries
from iscm.publication.reports.highlights.sentences import Section, Told, tell
from iscm.publication.reports.highlights.tables import all_tables
from iscm.publication.reports.sources import sources_blocks
from iscm.publication.titles import named
from iscm.publication.wordings import Sentence
from iscm.publication.words import Words

LONGEST_PARAGRAPH = 800  # letters


def build_highlights(facts: HighlightsFacts, words: Words, edition: str = "") -> Report:
    """The highlights of a year in one language. `edition` is the line that says which edition this is, if any."""
    facts = replace(facts, meetings=named(facts.meetings, words))
    told = tell(facts, words)
    return Report(
        kind="highlights",
        name=f"highlights-{facts.year}",
        lang=words.lang,
        title=words.gettext("ISCM %(year)s Highlights") % {"year": facts.year},
        publisher=facts.publisher,
        edition=edition,
        modified=facts.modified,
        blocks=tuple(_blocks(facts, told, words)),
        tables=all_tables(facts, words),
        licence=facts.licence,
        url=f"{facts.site}/highlights/{facts.year}/" if facts.site else "",
    )


def digest_of(sentences: Iterable[Sentence], words: Words) -> Text:
    """The sentences of a section as one paragraph."""
    runs: list[Run] = []
    for sentence in sentences:
        runs += text(words.gettext("; ")) if runs else ()
        runs += _open_ended(sentence.words)
    if runs:
        runs = list(capitalised(tuple(runs)))
    return fill(words.gettext("%(sentence)s."), sentence=tuple(runs)) if runs else ()


def _listed(sentences: Iterable[Sentence], words: Words) -> Iterator[Text]:
    """The sentences as items of a list."""
    for sentence in sentences:
        yield fill(words.gettext("%(sentence)s."), sentence=capitalised(_open_ended(sentence.words)))


def capitalised(words: Text) -> Text:
    """The words with a capital at their beginning."""
    return (replace(words[0], text=words[0].text[:1].upper() + words[0].text[1:]), *words[1:]) if words else ()


def is_long(sentences: Iterable[Sentence]) -> bool:
    """Whether these are too many words for one paragraph, so that a list reads better."""
    return sum(len(plain(sentence.words)) for sentence in sentences) > LONGEST_PARAGRAPH


def _blocks(facts: HighlightsFacts, told: Told, words: Words) -> Iterator[Block]:
    if facts.contact:
        mailbox = text(facts.contact, href=f"mailto:{facts.contact}")
        yield Paragraph(fill(words.gettext("E-mail: %(mailbox)s"), mailbox=mailbox), is_quiet=True)
    if not facts.meetings:
        nothing = words.gettext(
            "No document read so far has a meeting in %(year)s. That does not mean that there was none."
        )
        yield Paragraph(text(nothing % {"year": facts.year}))
    else:
        yield Paragraph(digest_of([told.opening], words))
    if told.sections:
        yield Heading(
            2, text(words.gettext("Main meetings of inter-State consultation mechanisms on migration")), "meetings"
        )
    for section in told.sections:
        yield from _section(section, words)
    for held in told.together:
        yield Heading(2, text(held.heading), f"global-{held.row.uid}")
        yield Paragraph(digest_of([held.sentence], words))
    yield from _indexes(facts, words)
    yield from _publications(facts, words)
    yield from _links(facts, words)
    yield from sources_blocks(facts.sources, words)


def _section(section: Section, words: Words) -> Iterator[Block]:
    one = section.mechanism
    yield Heading(3, text(one.heading, href=one.website), one.slug)
    if section.jubilee:
        yield Paragraph(tuple(replace(run, is_strong=not run.is_quiet) for run in section.jubilee.words))
    if is_long(section.sentences):
        yield Bullets(tuple(_listed(section.sentences, words)))
    elif section.sentences:
        yield Paragraph(digest_of(section.sentences, words))


def _indexes(facts: HighlightsFacts, words: Words) -> Iterator[Block]:
    themes, initiatives = theme_entries(facts.themes, facts, words), initiative_entries(facts, words)
    suggested = theme_entries(facts.suggested, facts, words)
    if not (themes.items or initiatives.items or suggested.items):
        return
    heading = words.gettext("Global initiatives and thematic areas addressed at various ISCM events")
    yield Heading(2, text(heading), "index")
    if not facts.is_indexed:
        yield Paragraph(
            text(words.gettext("No index was printed for this year; this one is made from its meetings.")),
            is_quiet=True,
        )
    for name, anchor, entries in (
        (words.gettext("Global initiatives"), "initiatives", initiatives),
        (words.gettext("Thematic areas"), "themes", themes),
    ):
        if entries.items:
            yield Heading(3, text(name), anchor)
            yield from (Paragraph(item) for item in entries.items)
    if suggested.items:
        yield Heading(3, text(words.gettext("Suggested by the words of meetings")), "suggested")
        yield suggested
    if chart := popularity(facts, words):
        yield Heading(2, text(words.gettext("Most popular thematic areas addressed by ISCMs")), "popular")
        yield Figure(chart)


def _publications(facts: HighlightsFacts, words: Words) -> Iterator[Block]:
    if not facts.publications:
        return
    yield Heading(2, text(words.gettext("%(year)s publications") % {"year": facts.year}), "publications")
    items = []
    for one in facts.publications:
        title = text(one.title, href=one.url, lang="" if one.lang in {"und", words.key} else one.lang)
        names = words.gettext(", ").join(facts.names[slug].acronym for slug in one.mechanisms if slug in facts.names)
        whose = fill(words.gettext("%(title)s (%(mechanisms)s)"), title=title, mechanisms=names)
        items.append(whose if names else title)
    yield Bullets(tuple(items))


def _links(facts: HighlightsFacts, words: Words) -> Iterator[Block]:
    named = [text(link.text, href=link.url or "") for link in facts.repositories]
    if named:
        listed = tuple(
            run for i, one in enumerate(named) for run in (*(text(words.gettext(" and ")) if i else ()), *one)
        )
        yield Paragraph(fill(words.gettext("More ISCM publications: %(links)s"), links=listed))
    if facts.site:
        address = f"{facts.site}/calendar/{facts.year}/"
        yield Paragraph(fill(words.gettext("ISCM events calendar: %(link)s"), link=text(address, href=address)))


def _open_ended(words: Text) -> Text:
    """The words without a stop at their end, which the paragraph sets."""
    if words and words[-1].text.rstrip().endswith((".", ";")):
        return (*words[:-1], replace(words[-1], text=words[-1].text.rstrip().rstrip(".;")))
    return words
