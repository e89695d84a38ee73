"""What mechanisms publish for programs: calendars, feeds, and pages that describe their events; one entry a meeting."""

from dataclasses import replace

from iscm.domain.dates import Edtf
from iscm.domain.documents import Document
from iscm.domain.problems import Problem
from iscm.domain.readings import Reading, SetAside
from iscm.domain.vocabulary import Vocabulary
from iscm.reading.cells.dates import find_dates
from iscm.reading.layouts.elements import Layout
from iscm.reading.readers.dating import hinted_order
from iscm.reading.readers.facts import detect_language
from iscm.reading.readers.feed_records import FeedMaker
from iscm.reading.readers.judge import ANY_YEAR, Judge

FORMATS = frozenset({"ics", "feed"})
READER = "feed"
BESIDE = "beside what the page describes for programs"
SAMPLE = 200
LEAST_MORE = 3


def claims_layout(layout: Layout) -> float:
    """How sure it is that the document is a feed: its format says so, or it has entries for programs."""
    return 1.0 if layout.format in FORMATS or layout.told or _is_empty_feed(layout) else 0.0


def read_feed(layout: Layout, document: Document, vocabulary: Vocabulary) -> Reading:
    """The meetings of a feed, in its order; news and repetitions are set aside.

    Where a page also shows more meetings than it describes, in a table or list, those are read too.
    """
    judge, hints = Judge(vocabulary), layout.hints
    title = layout.title or hints.title or None
    lang = _language(layout)
    maker = FeedMaker(judge, lang, hinted_order(hints), _own(title, judge) or _known(hints.mechanisms, vocabulary))
    for told in layout.told:
        maker.take(told)
    reading = Reading(
        name=document.name,
        sha256=document.sha256,
        reader=READER,
        title=title,
        publisher=hints.publisher or None,
        lang=lang,
        records=tuple(maker.records),
        set_aside=tuple(maker.aside),
        problems=tuple(maker.problems),
    )
    return _with_page(reading, layout, document, vocabulary) if layout.rows else reading


def _is_empty_feed(layout: Layout) -> bool:
    return layout.format == "json" and layout.title is not None


def _language(layout: Layout) -> str:
    said = layout.lang or layout.hints.lang
    texts = [f"{told.title} {' '.join(told.lines[:3])}"[:1000] for told in layout.told[:SAMPLE]]
    return (said or detect_language(texts))[:2].lower()


def _own(title: str | None, judge: Judge) -> tuple[str, ...]:
    """The mechanisms that the feed's title names: it is theirs."""
    return tuple(dict.fromkeys(found.slug for found in judge.finder.find(title or "")))


def _known(slugs: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(slug for slug in slugs if slug in vocabulary.mechanisms)


def _with_page(reading: Reading, layout: Layout, document: Document, vocabulary: Vocabulary) -> Reading:
    """The reading with the meetings that the page shows and does not describe.

    Its words are read where a table says when, or where they may tell more meetings than are described; a page about
    one meeting has other dates too, which are none of meetings.
    """
    # Most feeds are no pages, and need none of what reads those.
    from iscm.reading.readers import calendar  # noqa: PLC0415  # see above
    from iscm.reading.readers.table_reading import read_table  # noqa: PLC0415  # see above

    has_table = calendar.claims_layout(layout) >= calendar.SURE
    if not has_table and _dated_lines(layout) <= max(len(reading.records), LEAST_MORE - 1):
        return _beside_page(reading, layout)
    visible = read_table(replace(layout, told=()), document, vocabulary, READER)
    others = [held for held in visible.records if held.edtf and not _is_told(held.edtf, reading)]
    is_more = len(others) >= LEAST_MORE and len(visible.records) > len(reading.records)
    if not others or not (is_more or has_table):
        return _beside_page(reading, layout)
    numbers = {held.n: len(reading.records) + at for at, held in enumerate(others, 1)}
    told = [SetAside(held.locator, held.title, BESIDE) for held in visible.records if held.n not in numbers]
    return replace(
        reading,
        records=(*reading.records, *(replace(held, n=numbers[held.n]) for held in others)),
        set_aside=(*reading.set_aside, *visible.set_aside, *told),
        problems=(*reading.problems, *_renumbered(visible.problems, numbers)),
    )


def _dated_lines(layout: Layout) -> int:
    return sum(bool(find_dates(row.text, year=ANY_YEAR)) for row in layout.rows)


def _beside_page(reading: Reading, layout: Layout) -> Reading:
    """The reading, with all that the page shows set aside."""
    aside = (SetAside(row.locator, row.text, BESIDE) for row in layout.rows)
    return replace(reading, set_aside=(*reading.set_aside, *aside))


def _is_told(edtf: Edtf, reading: Reading) -> bool:
    return any(held.edtf and held.edtf.may_overlap(edtf) for held in reading.records)


def _renumbered(problems: tuple[Problem, ...], numbers: dict[int, int]) -> list[Problem]:
    """The problems of the records that were kept, under their new numbers, and those of no record."""
    kept = [held for held in problems if held.record is None or held.record in numbers]
    return [replace(held, record=numbers.get(held.record) if held.record else None) for held in kept]
