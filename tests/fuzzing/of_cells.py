"""The words of one cell: dates, places, mechanisms, titles, kinds, themes, numbers, languages."""

import contextlib
import functools

from hypothesis import strategies as st

from iscm.data import load_vocabulary
from iscm.domain.addresses import followable
from iscm.domain.dates import Edtf
from iscm.domain.errors import EdtfError
from iscm.domain.files import form_of, name_for
from iscm.domain.names import fold
from iscm.publication import dates, printed_dates
from iscm.publication.words import words_in
from iscm.reading.cells.bodies import parse_bodies, parse_prepares, parse_side_event_of
from iscm.reading.cells.counts import parse_count, parse_parts
from iscm.reading.cells.date_cells import detect_order, find_month_heading
from iscm.reading.cells.date_finding import find_dates
from iscm.reading.cells.dates import parse_date
from iscm.reading.cells.kinds import parse_kind
from iscm.reading.cells.ligatures import restore_letters
from iscm.reading.cells.mechanisms import mechanism_finder
from iscm.reading.cells.numerals import parse_roman
from iscm.reading.cells.ordinals import parse_ordinal
from iscm.reading.cells.places import parse_places
from iscm.reading.cells.themes import suggest_themes
from iscm.reading.cells.words import clean_words, split_words
from iscm.reading.layouts.moments import read_moment
from iscm.reading.layouts.words import absolute, link_target
from iscm.reading.readers.facts import detect_language, parse_last_update, parse_stated_count, title_years
from tests.factories.hostile_words import BAD_ADDRESSES
from tests.fuzzing.pieces import DATES, NAMES, SPACED, TEXT, WHOLE, spoilt_bytes, spoilt_words
from tests.fuzzing.targets import Target

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh-hans")
READ = range(1950, 2100)  # years that the reader of dates takes for years of meetings
YEARS = st.none() | st.integers(1, 9999)
vocabulary = functools.cache(load_vocabulary)

POINT = st.sampled_from(
    [
        "2024",
        "2024-05",
        "2024-05-03",
        "2024-21",
        "2024-33",
        "2024-37",
        "2024-41",
        "2024-XX",
        "9999-12-31",
        "2024-02-29",
        "1999-12-31",
    ]
)
MARK = st.sampled_from(["", "?", "~", "%"])
EDTF = st.one_of(
    st.tuples(POINT, MARK).map("".join),
    st.tuples(POINT | st.just(".."), st.sampled_from(["/", "..", ","]), POINT | st.just("..")).map("".join),
    st.lists(POINT, min_size=1, max_size=4).map(lambda parts: f"[{','.join(parts)}]"),
    st.lists(POINT, min_size=1, max_size=4).map(lambda parts: f"{{{','.join(parts)}}}"),
)


def edtf_is_a_span_or_refused(text):
    try:
        found = Edtf.parse(text)
    except EdtfError:
        return
    assert found.text == text
    assert Edtf.parse(found.text) == found
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest


def date_is_said_in_every_language(text):
    """And the words of a day are read back as that day."""
    try:
        found = Edtf.parse(text)
    except EdtfError:
        return
    for lang in LANGUAGES:
        words = words_in(lang)
        for status in ("confirmed", "tbc"):
            assert dates.in_words(found.text, status, words)
            dates.in_words_of_year(found.text, status, words)  # of a year alone it says nothing
            assert printed_dates.in_print(found.text, status, words)
    is_day = found.earliest is not None and found.earliest == found.latest and found.text == found.earliest.isoformat()
    if is_day and found.earliest.year in READ:
        said = parse_date(dates.in_words(found.text, "confirmed", words_in("en")))
        assert said.edtf
        assert said.edtf.text == found.text


def date_cell_is_read(case):
    text, year = case
    found = parse_date(text, year=year)
    assert found == parse_date(text, year=year)
    if found.edtf:
        assert Edtf.parse(found.edtf.text) == found.edtf
    order = detect_order([text, "3/4/2024"])
    find_month_heading(text)
    for one in find_dates(text, year=year, order=order):
        assert text[one.start : one.end]


def place_is_read(text):
    found = parse_places(text, vocabulary())
    assert found == parse_places(text, vocabulary())
    known = vocabulary().territories
    assert all(place.country is None or place.country in known for place in found.places)


def mechanisms_are_found(text):
    for one in mechanism_finder(vocabulary()).find(text):
        assert one.slug in vocabulary().mechanisms


def title_is_read(text):
    if "&" not in text:  # entities of entities are taken apart one layer at a time
        assert clean_words(clean_words(text)) == clean_words(text)
    parse_kind(text, vocabulary())
    ordinal = parse_ordinal(text, vocabulary())
    assert ordinal is None or ordinal > 0
    parse_bodies(text), parse_prepares(text), parse_side_event_of(text)
    split_words(text), restore_letters(text)


def themes_are_suggested(case):
    text, lang = case
    for one in suggest_themes(text, vocabulary(), lang):
        assert one.slug in vocabulary().themes


def numbers_and_facts_are_read(text):
    for read in (parse_count, parse_parts, parse_roman, parse_stated_count):
        assert read(text) is None or read(text) >= 0
    parse_last_update(text), detect_language([text])
    assert all(0 <= year <= 9999 for year in title_years(text))


def name_is_folded(text):
    assert fold(fold(text)) == fold(text)


def address_is_of_the_web_or_none(text):
    for led in (followable(text), link_target(text), link_target(absolute(text, "https://example.org/a/"))):
        assert not led or led.lower().startswith(("http://", "https://"))
    absolute("x", text)


def moment_is_read(text):
    with contextlib.suppress(EdtfError):
        read_moment(text)


def file_is_named_by_what_it_is(case):
    content, name = case
    form = form_of(content)
    saved = name_for(name, form or "txt")
    assert saved
    assert not set(saved) & set("/\\\r\n\0\u202e")


ADDRESSES = (
    st.sampled_from(BAD_ADDRESSES) | TEXT | spoilt_words(["https://example.org/a?b=c#d", "mailto:a@example.org"])
)
MOMENTS = spoilt_words(["20240501T100000Z", "2024-05-01T10:00:00+02:00", "20240501", "Mon, 02 Mar 2026 10:00:00 +0100"])
HEADS = spoilt_bytes(
    [b"%PDF-1.7\n", b"PK\x03\x04[Content_Types].xml word/", b"plain words\n", b"\x89PNG\r\n\x1a\n", b"<html>"]
)

TARGETS = (
    Target("EDTF", EDTF | spoilt_words(DATES), edtf_is_a_span_or_refused, 30),
    Target("dates in words", EDTF, date_is_said_in_every_language),
    Target("date cells", st.tuples(WHOLE | spoilt_words(DATES), YEARS), date_cell_is_read, 40),
    Target("places", WHOLE | spoilt_words(NAMES), place_is_read, 30),
    Target("mechanisms", WHOLE | spoilt_words(NAMES), mechanisms_are_found, 20),
    Target("titles and kinds", WHOLE | spoilt_words(NAMES), title_is_read, 20),
    Target("themes", st.tuples(SPACED, st.sampled_from([*LANGUAGES, "", "x"])), themes_are_suggested),
    Target("numbers and facts of headings", WHOLE, numbers_and_facts_are_read, 20),
    Target("names", WHOLE, name_is_folded, 20),
    Target("addresses of links", ADDRESSES, address_is_of_the_web_or_none, 30),
    Target("moments", MOMENTS | TEXT, moment_is_read, 20),
    Target("forms and names of files", st.tuples(HEADS | st.binary(max_size=60), WHOLE), file_is_named_by_what_it_is),
)
