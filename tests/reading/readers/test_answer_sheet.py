"""A sheet of answers that comes back: what was written over counts, and nothing else, whatever programs made of it."""

import csv
import io
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iscm.domain.answers import FIELDS, plain
from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.publication.answer_sheet import answer_words, heading_words
from iscm.publication.formats.answer_sheet import write_answer_sheet
from iscm.publication.words import words_in
from iscm.reading.read import read
from iscm.reading.readers.answer_sheet import is_answer_sheet, read_answers
from tests.factories.answers import COLUMNS, PLENARY, UIDS, VALUES, WORKSHOP, column, filled, make_sheet
from tests.factories.hostile import BAD_FILES, declaring, repacked, swollen
from tests.factories.hostile_words import WORDS
from tests.office import convert


@pytest.fixture(scope="module")
def words(vocabulary):
    return answer_words(vocabulary)


@pytest.fixture(scope="module")
def blank():
    """The sheet as it was sent."""
    return write_answer_sheet(make_sheet())


def said(answers):
    """What each line says, by its row."""
    return {
        row.locator.row or row.locator.line_first: (row.about, dict(row.values), row.confirms) for row in answers.rows
    }


def codes(answers):
    return [found.code for found in answers.problems]


def test_a_sheet_that_nobody_touched_says_nothing(blank, words):
    answers = read_answers(Document("a.xlsx", blank), words)
    assert (answers.mechanism, answers.lang, answers.as_of) == ("rcm", "en", "2026-11-21")
    assert (answers.rows, answers.unchanged, answers.problems) == ((), 3, ())


CELLS = [
    ("date", "13–15 May 2027", {"date": "13–15 May 2027"}),
    ("title", "30th Plenary", {"title": "30th Plenary"}),
    ("status", "cancelled", {"status": "cancelled"}),
    ("status", "annulée", {"status": "cancelled"}),
    ("status", "отменено на время", {"status": "отменено на время"}),
    ("attendance", "en ligne", {"attendance": "online"}),
    ("attendance", "حضوري", {}),
    ("kind", "Atelier", {"kind": "workshop"}),
    ("place", "Tegucigalpa, Honduras", {"place": "Tegucigalpa, Honduras", "attendance": "in-person"}),
    (
        "links",
        "https://example.org/a\nhttps://example.org/b",
        {"links": "https://example.org/a\nhttps://example.org/b"},
    ),
    ("note", "Please call", {"note": "Please call"}),
    ("outcome", " A declaration ", {"outcome": "A declaration"}),
    ("title", "29th  Plenary ", {}),
    ("date", "12-14 May 2027", {}),
    ("date", "2027-05-12/2027-05-14", {}),
    ("place", None, {"note": "Place: “San José, Costa Rica” → –"}),
    ("confirms", "no", {"note": "Still right? no"}),
    ("confirms", "I think so", {"note": "Still right? I think so"}),
]


@pytest.mark.parametrize(("name", "typed", "expected"), CELLS)
def test_only_what_was_written_over_counts(blank, words, name, typed, expected):
    answers = read_answers(filled(blank, {(2, name): typed}), words)
    assert said(answers) == ({2: (UIDS[0], expected, False)} if expected else {})
    assert (answers.unchanged, answers.problems) == (2 if expected else 3, ())


@pytest.mark.parametrize("yes", ["yes", "Yes", "oui", "SÍ", "نعم", "да", "是", "x", "✓", 1, True, "ok"])
def test_a_line_is_confirmed_in_any_language(blank, words, yes):
    assert said(read_answers(filled(blank, {(3, "confirms"): yes}), words)) == {3: (UIDS[1], {}, True)}


def test_what_was_written_over_counts_more_than_a_yes(blank, words):
    answers = read_answers(filled(blank, {(3, "confirms"): "yes", (3, "title"): "Seminar"}), words)
    assert said(answers) == {3: (UIDS[1], {"title": "Seminar"}, False)}


def test_dates_that_a_program_made_of_words_are_the_same_dates(blank, words):
    def as_dates(page):
        page.cell(3, column("date")).value = datetime(2027, 6, 3)  # noqa: DTZ001  # as a program has it
        page.cell(5, column("title")).value = "New one"
        page.cell(5, column("date")).value = datetime(2027, 7, 1)  # noqa: DTZ001  # as above
        page.cell(5, column("date")).number_format = "mmm\\-yy"

    assert said(read_answers(filled(blank, as_dates), words)) == {
        5: (None, {"title": "New one", "date": "2027-07"}, False)
    }


def test_new_lines_are_found_among_and_below_the_empty_ones(blank, words):
    rows = {(6, "title"): "Seminar", (40, "title"): "Alone", (30, "date"): "3 May 2028", (30, "title"): "Late"}
    assert said(read_answers(filled(blank, rows), words)) == {
        6: (None, {"title": "Seminar"}, False),
        30: (None, {"title": "Late", "date": "3 May 2028"}, False),
        40: (None, {"title": "Alone"}, False),
    }


def moved(page):
    """Columns in another order, a heading of one's own, lines turned round, one deleted, empty ones between."""
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=1, max_row=4)]
    page.delete_rows(1, page.max_row)
    order = [7, 5, 4, 3, 0, 1, 2, *range(8, 16), 6]
    rows[0].append("Who")
    rows[1].append("Ana knows")
    for at, row in ((1, rows[0]), (3, rows[3]), (6, rows[1])):
        for to, old in enumerate([*order, 16], 1):
            page.cell(at, to).value = row[old] if old < len(row) else None
    page.cell(3, 1).value = "online"


def test_lines_and_columns_may_be_moved_and_deleted(blank, words):
    assert said(read_answers(filled(blank, moved), words)) == {
        3: (UIDS[2], {"attendance": "online"}, False),
        6: (UIDS[0], {"note": "Who: Ana knows"}, False),
    }


HEADINGS = [
    ("date", "Fecha"),
    ("date", "التاريخ"),
    ("date", "Date of the meeting"),
    ("date", "DATES:"),
    ("title", "Titel"),
    ("title", "What it is called"),
    ("outcome", heading_words(words_in("ru"))["outcome"]),
    ("outcome", "Outcomes"),
]


@pytest.mark.parametrize(("name", "heading"), HEADINGS)
def test_a_heading_may_be_renamed_a_little_or_in_another_language(blank, words, name, heading):
    answers = read_answers(filled(blank, {(1, name): heading, (2, name): "Something else"}), words)
    assert said(answers) == {2: (UIDS[0], {name: "Something else"}, False)}


def test_an_emptied_or_deleted_line_and_a_column_that_is_gone_say_nothing(blank, words):
    def emptied(page):
        page.delete_cols(column("place"))
        page.delete_rows(4)
        for at in range(4, 16):
            page.cell(3, at).value = None

    answers = read_answers(filled(blank, emptied), words)
    assert (answers.rows, answers.unchanged, answers.problems) == ((), 2, ())


def test_numbers_of_lines_are_no_notes(blank, words):
    def fill(page):
        for row in range(1, 5):
            page.cell(row, 17).value = "No." if row == 1 else row - 1

    assert said(read_answers(filled(blank, fill), words)) == {}


def test_a_link_behind_other_words_is_told(blank, words):
    def link(page):
        cell = page.cell(2, column("links"))
        cell.value, cell.hyperlink = "The report", "https://example.org/report"

    answers = read_answers(filled(blank, link), words)
    assert said(answers) == {2: (UIDS[0], {"links": "The report\nhttps://example.org/report"}, False)}


def swapped(page):
    """The lines that a person sees sorted, and not what is hidden."""
    for at in range(4, 17):
        one, other = page.cell(2, at), page.cell(3, at)
        one.value, other.value = other.value, one.value


def copied(page):
    for at in range(1, 17):
        page.cell(6, at).value = page.cell(2, at).value
    page.cell(6, column("title")).value = "Another one"


REFUSALS = [
    (swapped, ["answer-key-lost"], "Rows 2, 3: part of the sheet was sorted without its hidden columns"),
    (copied, ["answer-twice"], "Row 6, column A: row 2 speaks of the same meeting; this one was not taken"),
    ({(2, "iscm-was"): "{"}, ["answer-key-lost"], "Row 2, column A: its hidden cells were changed"),
    ({(2, "iscm-was"): "[1]"}, ["answer-key-lost"], "Row 2, column A: its hidden cells were changed"),
    ({(2, "iscm-was"): '{"title":1}'}, ["answer-key-lost"], "Row 2, column A: its hidden cells were changed"),
    ({(2, "iscm-seen"): "eleven"}, ["answer-key-lost"], "Row 2, column A: its hidden cells were changed"),
    ({(2, "iscm-answers"): "x"}, ["answer-key-lost"], "Row 2, column A: its hidden cells were changed"),
    ({(2, "iscm-answers"): None}, ["answer-key-lost"], "Row 2, column A: its hidden cells were changed"),
]


@pytest.mark.parametrize(("fill", "expected", "message"), REFUSALS)
def test_lines_that_were_parted_from_their_keys_say_nothing_but_that(blank, words, fill, expected, message):
    answers = read_answers(filled(blank, fill), words)
    assert (codes(answers), answers.rows) == (expected, ())
    assert answers.problems[0].message.startswith(message)


def test_a_second_list_is_not_read(words):
    sheet = openpyxl.load_workbook(io.BytesIO(write_answer_sheet(make_sheet())))
    sheet.copy_worksheet(sheet.worksheets[1])
    out = io.BytesIO()
    sheet.save(out)
    assert codes(read_answers(Document("a.xlsx", out.getvalue()), words)) == ["answer-unread"]


GONE = [
    ({(1, "iscm-was"): None}, "its hidden columns are gone"),
    (lambda page: page.delete_rows(1), "it is no sheet of answers"),
    (lambda page: page.cell(1, 1, "iscm-answers"), "the line of its headings is gone"),
    (lambda page: [page.cell(row, 5, "x") for row in range(5, 2_010)], "more than 2,000 lines"),
    (lambda page: [page.cell(row, 5, "x") for row in range(5, 206)], "201 of its lines say something"),
]


@pytest.mark.parametrize(("fill", "message"), GONE, ids=[message for _, message in GONE])
def test_a_sheet_that_is_none_any_more_says_what_to_do(blank, words, fill, message):
    document = filled(blank, fill)
    if message == "it is no sheet of answers":
        assert not is_answer_sheet(document)
        return
    with pytest.raises(UnreadableInputError, match=message):
        read_answers(document, words)


@pytest.mark.parametrize("name", BAD_FILES)
def test_no_hostile_file_is_taken_for_a_sheet(name):
    assert not is_answer_sheet(Document(name, BAD_FILES[name]()))


HOSTILE = {
    "bomb": swollen,
    "entities": declaring(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
    "cut": lambda xml: xml[:-200],
    "deep": lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b"<a>" * 50_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_sheet_is_refused_in_one_sentence(blank, words, name):
    document = Document("a.xlsx", repacked(blank, "xl/worksheets/sheet2.xml", HOSTILE[name]))
    with pytest.raises(UnreadableInputError):
        read_answers(document, words)


@pytest.mark.parametrize("typed", WORDS)
def test_hostile_words_are_words(words, typed):
    document = filled(make_sheet(PLENARY | {"title": typed, "outcome": typed}, WORKSHOP), {})
    assert said(read_answers(document, words)) == {}


def as_csv(blank):
    page = openpyxl.load_workbook(io.BytesIO(blank)).worksheets[1]
    out = io.StringIO()
    csv.writer(out).writerows(
        [["" if cell is None else cell for cell in row] for row in page.iter_rows(values_only=True)]
    )
    return out.getvalue()


def test_a_sheet_saved_as_csv_is_the_same_sheet(blank, words):
    text = as_csv(blank)
    changed = text.replace(",29th Plenary,", ",30th *Plenary*,").replace(",Workshop on data,", ",Workshop on data,", 1)
    assert said(read_answers(Document("a.csv", text.encode()), words)) == {}
    assert said(read_answers(Document("a.csv", changed.encode("utf-8-sig")), words)) == {
        2: (UIDS[0], {"title": "30th *Plenary*"}, False)
    }


@pytest.fixture(scope="module")
def resaved(tmp_path_factory):
    """A filled sheet as LibreOffice saves it, by way of its own format."""
    fills = {(2, "confirms"): "yes", (3, "date"): "4 June 2027", (3, "status"): "cancelled", (6, "title"): "Seminar"}
    file = tmp_path_factory.mktemp("office") / "answers.xlsx"
    file.write_bytes(filled(make_sheet(PLENARY | {"outcome": "=1+1", "topic": "a\nb"}, *VALUES[1:]), fills).content)
    ods = convert(file, "ods")
    file.unlink()
    return convert(ods, "xlsx")


def test_libreoffice_keeps_all_of_it(resaved, words):
    answers = read_answers(Document("a.xlsx", resaved.read_bytes()), words)
    assert said(answers) == {
        2: (UIDS[0], {}, True),
        3: (UIDS[1], {"date": "4 June 2027", "status": "cancelled"}, False),
        6: (None, {"title": "Seminar"}, False),
    }
    assert (answers.unchanged, answers.problems) == (1, ())
    page = openpyxl.load_workbook(resaved).worksheets[1]
    assert page.column_dimensions["A"].hidden
    assert {str(one.sqref).partition("2")[0] for one in page.data_validations.dataValidation} >= {"D", "H", "I", "M"}


def test_a_sheet_is_no_document_and_says_what_to_do_with_it(blank, vocabulary):
    with pytest.raises(UnreadableInputError, match="a sheet of answers of a secretariat"):
        read(Document("a.xlsx", blank), vocabulary)


TYPED = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=40)


@given(st.dictionaries(st.sampled_from(["title", "outcome", "topic", "mechanism"]), TYPED.filter(plain), max_size=3))
@settings(max_examples=12, deadline=None)
def test_exactly_what_was_typed_comes_back(words, blank, typed):
    expected = {name: plain(said_) for name, said_ in typed.items() if plain(said_) != plain(PLENARY[name])}
    typed = {name: said_ for name, said_ in typed.items() if not said_.startswith("=")}  # openpyxl writes a formula
    expected = {name: said_ for name, said_ in expected.items() if name in typed}
    answers = read_answers(filled(blank, {(2, name): said_ for name, said_ in typed.items()}), words)
    assert {name: plain(said_) for row in answers.rows for name, said_ in row.values.items()} == expected


@given(st.fixed_dictionaries({name: TYPED for name in FIELDS if name != "note"}))
@settings(max_examples=25, deadline=None)
def test_no_sheet_says_anything_before_it_is_filled_in(words, values):
    answers = read_answers(Document("a.xlsx", write_answer_sheet(make_sheet(values))), words)
    assert (answers.rows, answers.problems) == ((), ())


def test_columns_are_those_that_may_be_sent_in():
    assert COLUMNS[4:] == FIELDS
