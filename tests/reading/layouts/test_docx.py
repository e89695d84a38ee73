import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from iscm.domain.errors import UnreadableInputError
from iscm.domain.records import Link
from iscm.reading.layouts.docx import lay_out
from tests.factories.files import Entry, make_docx


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def texts(layout):
    return [[cell.text for cell in row.cells] for row in layout.rows]


def test_paragraphs_and_tables_come_in_the_order_of_the_body():
    content = make_docx(["Date", "Title"], [["May 1", "Forum"]], before=["Calendar"], after=["Last update"])
    layout = lay_out(content, "x.docx")
    assert [(row.table, row.text) for row in layout.rows] == [
        (None, "Calendar"),
        (1, "Date Title"),
        (1, "May 1 Forum"),
        (None, "Last update"),
    ]
    assert (layout.rows[2].locator.table, layout.rows[2].locator.row) == (1, 2)


def test_links_in_cells_keep_their_address():
    content = make_docx(["Date", "Title"], [["May 1", Entry("Forum", "https://example.org/f")]])
    assert lay_out(content, "x.docx").rows[1].cells[1].links == (Link("Forum", "https://example.org/f"),)


def test_a_cell_over_rows_is_said_in_each_and_one_over_columns_in_the_first():
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for i, row in enumerate(table.rows):
        for j, cell in enumerate(row.cells):
            cell.text = f"{i}{j}"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "tall"
    table.cell(2, 0).merge(table.cell(2, 1)).text = "wide"
    assert texts(lay_out(saved(document), "x")) == [["tall", "01", "02"], ["tall", "11", "12"], ["wide", "", "22"]]


def test_paragraphs_and_breaks_of_a_cell_are_its_lines():
    document = docx.Document()
    cell = document.add_table(rows=1, cols=2).cell(0, 0)
    cell.paragraphs[0].add_run("March 3\nMarch 10").bold = True
    cell.add_paragraph().add_run("TBC").bold = True
    found = lay_out(saved(document), "x").rows[0].cells[0]
    assert (found.text, found.lines, found.is_bold) == ("March 3 March 10 TBC", ("March 3", "March 10", "TBC"), True)


def test_deleted_words_are_left_out_and_inserted_ones_kept():
    document = docx.Document()
    run = "<w:r><w:t>{}</w:t></w:r>"
    gone = "<w:r><w:delText>old</w:delText></w:r>"
    document.element.body.insert(
        0,
        parse_xml(f"<w:p {nsdecls('w')}><w:del>{gone}</w:del><w:ins>{run.format('new')}</w:ins></w:p>"),
    )
    assert texts(lay_out(saved(document), "x")) == [["new"]]


def test_headings_and_gaps_are_kept():
    document = docx.Document()
    document.add_heading("Calendar", 0)
    document.add_heading("March", 2)
    document.add_paragraph("")
    document.add_paragraph("Text")
    layout = lay_out(saved(document), "x")
    assert [(row.text, row.heading) for row in layout.rows] == [("Calendar", 1), ("March", 2), ("Text", None)]
    assert layout.gaps == {0, 1, 2}


def test_a_table_in_a_cell_is_part_of_that_cell():
    document = docx.Document()
    cell = document.add_table(rows=1, cols=2).cell(0, 1)
    cell.text = "outer"
    inner = cell.add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "a", "b"
    assert texts(lay_out(saved(document), "x")) == [["", "outer a b"]]


@pytest.mark.parametrize("cut", [100, 1000, 5000])
def test_a_file_cut_short_is_refused(cut):
    with pytest.raises(UnreadableInputError, match="damaged or cut short"):
        lay_out(make_docx(["a", "b"], [["c", "d"]])[:cut], "x.docx")
