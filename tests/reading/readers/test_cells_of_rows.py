"""Small steps between a row and its cells: addresses, short rows, shared lines, phrases, dates in sequence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.citations import Locator
from iscm.reading.layouts.elements import Cell, Row
from iscm.reading.readers.addresses import split_addresses, without_outer_addresses
from iscm.reading.readers.columns import Column, header_of
from iscm.reading.readers.cutting import cut, cut_date_from
from iscm.reading.readers.dating import read_dates
from iscm.reading.readers.entries import Entry
from iscm.reading.readers.fitting import fit
from iscm.reading.readers.inference import infer_header
from iscm.reading.readers.judge import Judge
from iscm.reading.readers.phrases import split_phrase
from iscm.reading.readers.sharing import MOST_LINES, share_out

FOUR = ("Date", "Place", "ISCM", "Title")
PLACE_MECHANISM_TITLE = (Column.PLACE, Column.MECHANISM, Column.TITLE)


@pytest.fixture(scope="module")
def judge(vocabulary):
    return Judge(vocabulary)


@pytest.mark.parametrize(
    ("text", "words", "addresses"),
    [
        ("No address.", "No address.", ()),
        ("Agreed. http://www.igc.ch", "Agreed.", ("http://www.igc.ch",)),
        ("Agreed (see www.igc.ch).", "Agreed (see", ("http://www.igc.ch",)),
        ("Agreed. http://a.org http://b.org", "Agreed.", ("http://a.org", "http://b.org")),
        ("Agreed. https://www. baliprocess.net", "Agreed.", ("https://www.baliprocess.net",)),
        ("Agreed. http://csm- osumi.org/Archivos/2%20 Decl%C3%A 9s.pdf", "Agreed.", ("http://csm-osumi.org/Archivos/2%20Decl%C3%A9s.pdf",)),
        ("See https://iom.int for all of it.", "See for all of it.", ("https://iom.int",)),
    ],
)  # fmt: skip
def test_addresses_are_told_from_words(text, words, addresses):
    assert split_addresses(text) == (words, addresses)


@given(st.text(max_size=200))
def test_words_without_address_are_left_alone(text):
    if "http" not in text.lower() and "www." not in text.lower():
        assert split_addresses(text) == (text, ())


@pytest.mark.parametrize(
    ("cells", "fitted"),
    [
        (("3 May 2019", "Rabat Process", "SOM"), ("3 May 2019", "", "Rabat Process", "SOM")),
        (("3 May 2019", "Online", "SOM"), ("3 May 2019", "Online", "", "SOM")),
        (("3 May 2019", "Online", "RCM"), ("3 May 2019", "Online", "RCM", "")),
        (("3 May 2019",), ("3 May 2019", "", "", "")),
        (("a", "b", "c", "d"), ("a", "b", "c", "d")),
    ],
)
def test_short_rows_are_fitted_to_their_columns(cells, fitted, judge):
    assert tuple(cell.text for cell in fit(row(*cells), header_of(row(*FOUR)), judge).cells) == fitted


@pytest.mark.parametrize(
    ("lines", "sizes"),
    [
        (["Lima, Peru", "RCM", "SOM"], [1, 1, 1]),
        (["Lima, Peru", "Regional Conference", "on Migration", "SOM"], [1, 2, 1]),
        (["Lima,", "Peru", "RCM", "Workshop on the", "compact"], [2, 1, 2]),
        (["RCM", "SOM"], [0, 1, 1]),
        (["x"] * (MOST_LINES + 6), [1, 1, MOST_LINES + 4]),
    ],
)
def test_lines_are_shared_out_among_columns(lines, sizes, judge):
    assert share_out([Cell(line) for line in lines], PLACE_MECHANISM_TITLE, judge) == sizes


@pytest.mark.parametrize(
    ("phrase", "place", "mechanism", "title"),
    [
        ("Senior Officials Meeting, Bali, Indonesia", "Bali, Indonesia", None, "Senior Officials Meeting"),
        ("Senior Officials Meeting (Bali, Indonesia)", "Bali, Indonesia", None, "Senior Officials Meeting"),
        ("Workshop on return in Tbilisi, Georgia", "Tbilisi, Georgia", None, "Workshop on return"),
        ("Réunion ministérielle à Lisbonne, Portugal", "Lisbonne, Portugal", None, "Réunion ministérielle"),
        ("Prague Process: Policy talk, online", "online", "Prague Process", "Policy talk"),
        ("RCM – SOM – Lima, Peru", "Lima, Peru", "RCM", "SOM"),
        ("Lima, Peru; SACM; Plenary", "Lima, Peru", "SACM", "Plenary"),
        ("Geneva, Switzerland GFMD Preparatory Meeting", "Geneva, Switzerland", "GFMD", "Preparatory Meeting"),
        ("Workshop on returns and reintegration", None, None, "Workshop on returns and reintegration"),
    ],
)
def test_phrases_are_parted(phrase, place, mechanism, title, judge):
    cells = {column: cell.text for column, cell in split_phrase(phrase, judge).items()}
    assert (cells.get(Column.PLACE), cells.get(Column.MECHANISM), cells[Column.TITLE]) == (place, mechanism, title)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("12-14 March 2019 SOM", ("12-14 March 2019", "SOM")),
        ("SOM, 12 March 2019", ("12 March 2019", "SOM")),
        ("SOM (12 March 2019)", ("12 March 2019", "SOM")),
        ("15-17 July 2015, Victoria Falls", ("15-17 July 2015", "Victoria Falls")),
        ("SOM", ("", "SOM")),
    ],
)
def test_date_is_cut_from_the_start_or_end(text, parts):
    assert cut_date_from(text) == parts


def test_parts_of_dates_and_places_are_put_together():
    header = header_of(row("Start date", "End date", "City", "Country", "Event"))
    cells = cut(row("3 May 2019", "5 May 2019", "Lima", "Peru", "SOM"), header)
    assert {column: cell.text for column, cell in cells.items()} == {
        Column.DATE: "3 May 2019 – 5 May 2019",
        Column.PLACE: "Lima, Peru",
        Column.TITLE: "SOM",
    }


def test_columns_without_a_header_are_told_by_their_cells(judge):
    rows = [row("RCM", "SOM on children", "3 May 2019", "Online"), row("SACM", "Plenary", "4 May 2019", "Lima, Peru")]
    assert infer_header(rows, judge).columns == ((Column.MECHANISM,), (Column.TITLE,), (Column.DATE,), (Column.PLACE,))
    assert infer_header([row("red", "5"), row("blue", "6")], judge) is None


@pytest.mark.parametrize(
    ("years", "dates"),
    [
        ((2018, 2019), ["2018-12-05", "2019-01-15", "2019-02-01"]),
        ((2018,), ["2018-12-05", "2018-01-15", "2018-02-01"]),
        ((), [None, None, None]),
    ],
)
def test_years_turn_only_where_the_document_has_several(years, dates):
    entries = [dated("5 December"), dated("15 January"), dated("1 February")]
    assert [reading.edtf and reading.edtf.text for reading in read_dates(entries, years)] == dates


def test_printed_year_is_carried_down_where_the_title_has_none():
    entries = [dated("5 December 2018"), dated("20 December"), dated("15 January")]
    assert [reading.edtf.text for reading in read_dates(entries, ())] == ["2018-12-05", "2018-12-20", "2019-01-15"]


def test_days_that_the_format_holds_are_taken():
    entry = Entry({Column.DATE: Cell("x")}, (0,), Locator(), days=(date(2019, 5, 3), date(2019, 5, 4)))
    assert [reading.edtf.text for reading in read_dates([entry], ())] == ["2019-05-03/2019-05-04"]


def dated(text: str) -> Entry:
    return Entry({Column.DATE: Cell(text)}, (0,), Locator())


def row(*cells: str) -> Row:
    return Row(tuple(Cell(cell) for cell in cells), Locator(row=1), 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Launch of https://iom.int/a at the Forum", "Launch of https://iom.int/a at the Forum"),
        ("https://iom.int/a Forum www.igc.ch", "Forum"),
        ("https://iom.int/a", ""),
        ("Forum on the web", "Forum on the web"),
    ],
)
def test_addresses_around_words_go_and_those_inside_stay(text, words):
    assert without_outer_addresses(text) == words
