"""DOCX as python-docx, LibreOffice and our own reader take it."""

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from iscm.publication.formats.cleaning import in_line
from iscm.publication.formats.docx import render
from iscm.publication.report import Box, Bullets, Cell, Column, Figure, Heading, Paragraph, Row, Run, Table, text
from iscm.reading.layouts.docx import lay_out
from iscm.reading.layouts.words import fold
from tests.factories.hostile_words import BAD_ADDRESSES, WORDS
from tests.factories.reports import (
    WORDINGS,
    make_calendar,
    make_chart,
    make_empty,
    make_highlights,
    make_tracker,
    report_of,
    table_of,
)
from tests.office import convert


def read(content):
    return docx.Document(io.BytesIO(content))


def body(*blocks, lang="en"):
    """The paragraphs of blocks alone, without title and end."""
    return read(render(report_of(*blocks, lang=lang))).paragraphs[4:-2]


def found(element, path):
    """The attributes `w:val` below an element, or the names of elements without one."""
    return [each.get(qn("w:val"), etree.QName(each).localname) for each in element.iterfind(path, element.nsmap)]


def test_document_begins_with_publisher_title_and_edition():
    paragraphs = read(render(make_empty())).paragraphs
    assert [(each.style.name, each.text) for each in paragraphs[:5]] == [
        ("Publisher", "Register of Inter-State Consultation Mechanisms on Migration (ISCM)"),
        ("Publisher", "Desk for made-up meetings"),
        ("Title", "2031 Calendar of Meetings by Inter-State Consultation Mechanisms on Migration (ISCM)"),
        ("Subtitle", "Edition 2, 24 September 2031"),
        ("Normal", "No meetings are known."),
    ]


def test_blocks_have_the_styles_of_their_meaning():
    box = Box(Heading(2, text("Changed")), (Bullets((text("One"), text("Two"))),))
    blocks = (Heading(3, text("Groups")), Paragraph(text("A note."), is_quiet=True), box, Heading(9, text("Deep")))
    assert [(each.style.name, each.text) for each in body(*blocks)] == [
        ("Heading 3", "Groups"),
        ("Note", "A note."),
        ("Heading 2", "Changed"),
        ("List Bullet", "One"),
        ("List Bullet", "Two"),
        ("After Table", ""),
        ("Heading 6", "Deep"),
    ]


def test_box_is_shaded_paragraphs_so_that_its_heading_stays_in_the_outline():
    box = Box(Heading(2, text("Changed")), (Paragraph(text("One")),))
    shaded = [bool(found(each._p, "w:pPr/w:shd")) for each in body(Paragraph(text("Before")), box)]
    assert shaded == [False, True, True, False]


def test_table_has_a_style_a_repeated_header_and_a_caption():
    table = read(render(make_calendar(3))).tables[0]
    assert table.style.name == "Publication"
    assert [cell.text for cell in table.rows[0].cells] == ["Date", "Place", "ISCM", "Title of the Event"]
    assert [bool(found(row._tr, "w:trPr/w:tblHeader")) for row in table.rows] == [True, False, False, False]
    assert found(table._tbl, "w:tblPr/w:tblCaption") == [make_calendar(3).tables[0].caption]


def test_columns_share_the_width_of_the_text():
    document = read(render(make_calendar(3)))
    section = document.sections[0]
    widths = [column.width.mm for column in document.tables[0].columns]
    assert (round(section.page_width.mm), round(section.page_height.mm), round(sum(widths))) == (210, 297, 170)
    assert [round(width / 170, 2) for width in widths] == [0.17, 0.17, 0.27, 0.39]


def test_a_page_with_many_columns_lies():
    section = read(render(make_tracker())).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)


def test_short_rows_stay_on_one_page_and_long_ones_may_break():
    rows = read(render(report_of(table_of(("A",), ("short",), ("long " * 200,))))).tables[0].rows
    assert [bool(found(row._tr, "w:trPr/w:cantSplit")) for row in rows] == [True, True, False]


def test_two_tables_are_kept_apart():
    tables = [table_of(("A",), ("x",)), table_of(("A",), ("y",))]
    assert [each.style.name for each in body(*tables)] == ["After Table", "After Table"]
    assert len(read(render(report_of(*tables))).tables) == 2


def test_numbers_stand_at_the_end_of_their_column():
    table = Table("t", "T", (Column("n", "Number", 1.0, "number"),), (Row((Cell(text("3"), 3),)),))
    cells = read(render(report_of(table))).tables[0].columns[0].cells
    assert [found(cell.paragraphs[0]._p, "w:pPr/w:jc") for cell in cells] == [["right"], ["right"]]


def test_links_lead_outside_with_a_tip_and_inside_to_bookmarks():
    link = Paragraph((Run("see", href="https://example.org/?a=1&b=2"), Run("below", href="#themes")))
    document = read(render(report_of(link, Heading(2, text("Themes"), "themes"), Heading(2, text("Other"), "other"))))
    outside, inside = document.paragraphs[4]._p.iterfind(qn("w:hyperlink"))
    relation = document.part.rels[outside.get(qn("r:id"))]
    assert (relation.is_external, relation.target_ref) == (True, "https://example.org/?a=1&b=2")
    assert outside.get(qn("w:tooltip")) == "https://example.org/?a=1&b=2"
    assert found(outside, "w:r/w:rPr/w:rStyle") == ["Hyperlink"]
    bookmarks = [each.get(qn("w:name")) for each in document.element.iter(qn("w:bookmarkStart"))]
    assert bookmarks == [inside.get(qn("w:anchor"))] == ["b1_themes"]


@pytest.mark.parametrize("href", BAD_ADDRESSES)
def test_links_that_lead_nowhere_are_words(href):
    (paragraph,) = body(Paragraph(text("words", href=href)))
    assert (paragraph.text, paragraph.hyperlinks) == ("words", [])


def test_an_address_used_often_is_kept_once():
    words = tuple(Run(f"{n}", href="https://example.org/") for n in range(20))
    document = read(render(report_of(Paragraph(words))))
    outside = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert outside == ["https://example.org/", "https://register.example.org/en/calendar-made/"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-SA"}),
        ("fr", {"val": "fr-FR", "eastAsia": "zh-CN", "bidi": "ar-SA"}),
        ("ru", {"val": "ru-RU", "eastAsia": "zh-CN", "bidi": "ar-SA"}),
        ("ar", {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-SA"}),
        ("zh-hans", {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-SA"}),
    ],
)
def test_document_says_its_language(lang, said):
    document = read(render(make_calendar(1, lang)))
    (language,) = document.styles.element.iterfind(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert {etree.QName(name).localname: value for name, value in language.items()} == said
    assert document.core_properties.language == lang


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (Run("Réunion", lang="fr"), {"val": "fr-FR"}),
        (Run("اجتماع", lang="ar"), {"bidi": "ar-SA"}),
        (Run("会议", lang="zh-Hans"), {"eastAsia": "zh-CN"}),
        (Run("Reunião", lang="pt-BR"), {"val": "pt-BR"}),
        (Run("?", lang="und"), {"val": "x-none"}),
        (Run("?", lang='"/><x'), {"val": "x-none"}),
    ],
)
def test_words_in_another_language_say_so(run, said):
    (paragraph,) = body(Paragraph((run,)))
    (language,) = paragraph._p.iter(qn("w:lang"))
    assert {etree.QName(name).localname: value for name, value in language.items()} == said


def test_arabic_documents_run_from_right_to_left():
    document = read(render(make_calendar(3, "ar")))
    normal = document.styles["Normal"].element
    assert found(normal, "w:pPr/w:bidi") == ["bidi"]
    assert found(document.tables[0]._tbl, "w:tblPr/w:bidiVisual") == ["bidiVisual"]
    assert found(document.sections[0]._sectPr, "w:bidi") == ["bidi"]
    assert found(document.paragraphs[2]._p, "w:r/w:rPr/w:rtl") == ["rtl"]
    date = document.tables[0].cell(1, 0).paragraphs[0]
    assert (date.text, found(date._p, "w:r/w:rPr/w:rtl")) == ("\u200e1 January 2031\u200e", [])


def test_other_documents_do_not():
    assert b"<w:bidi/>" not in b"".join(parts(render(make_calendar(3, "ru"))).values())


def test_pages_are_numbered_by_fields_and_headed_from_the_second_on():
    section = read(render(make_calendar(3))).sections[0]
    fields = [each.get(qn("w:instr")).strip() for each in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert section.footer.paragraphs[0].text.startswith("Register of Inter-State Consultation Mechanisms")
    assert section.different_first_page_header_footer
    assert section.first_page_footer._element.xpath(".//w:fldSimple")
    assert section.header.paragraphs[0].text.endswith("(ISCM) · Edition 2, 24 September 2031")


def test_document_says_what_it_is_and_nothing_is_of_now():
    content = render(make_calendar(3))
    properties = read(content).core_properties
    assert (properties.title, properties.author, properties.identifier) == (
        "2031 Calendar of Meetings by Inter-State Consultation Mechanisms on Migration (ISCM)",
        "Register of Inter-State Consultation Mechanisms on Migration (ISCM); Desk for made-up meetings",
        "https://register.example.org/en/calendar-2031/",
    )
    assert properties.created == properties.modified == datetime(2031, 9, 24, 8, 30, tzinfo=UTC)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_chart_is_a_picture_with_its_summary_and_its_values():
    document = read(render(report_of(Figure(make_chart()))))
    (shape,) = document.inline_shapes
    assert (round(shape.width.mm), shape.height.mm > 20) == (160, True)
    assert shape._inline.docPr.get("descr").startswith("Popular themes. Labour mobility and climate change were")
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["Labour mobility", "4", "5"]


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("words", WORDS)
def test_hostile_words_are_words_everywhere(words):
    report = report_of(Heading(2, text(words), words), Paragraph(text(words, lang=words)), title=words)
    content = render(report)
    for name, part in parts(content).items():
        assert etree.fromstring(part) is not None, name
    document = read(content)
    assert [each.text for each in document.paragraphs[4:-2]] == [in_line(words)] * 2
    assert document.core_properties.title == in_line(words)


@given(st.text(st.characters(), max_size=50))
@settings(deadline=None)
def test_any_words_are_shown_as_they_are(words):
    (paragraph,) = body(Paragraph(text(words)))
    assert paragraph.text == in_line(words)


@pytest.mark.parametrize("lang", WORDINGS)
def test_our_reader_takes_the_table_back(lang):
    report = make_calendar(40, lang)
    layout = lay_out(render(report), "calendar.docx")
    rows = [row for row in layout.rows if row.table == 1]
    assert layout.title == report.title
    assert [[cell.text for cell in row.cells] for row in rows[1:]] == [
        [fold(cell.plain) for cell in row.cells[:4]] for row in report.tables[0].rows
    ]
    assert [[(link.text, link.url) for link in row.cells[3].links] for row in rows[1:]] == [
        [(fold(run.text), run.href) for run in row.cells[3].words if run.href] for row in report.tables[0].rows
    ]


@pytest.mark.parametrize("report", [make_calendar(60), make_calendar(60, "ar"), make_highlights(), make_tracker(20)])
def test_libreoffice_opens_it_and_finds_all_words(tmp_path, report):
    file = tmp_path / "publication.docx"
    file.write_bytes(render(report))
    assert convert(file, "pdf").read_bytes().startswith(b"%PDF")
    words = fold(convert(file, "txt:Text (encoded):UTF8").read_text(encoding="utf-8-sig"))
    cells = [fold(cell.plain) for row in report.tables[0].rows for cell in row.cells[:4]]
    assert [cell for cell in [fold(report.title), fold(report.edition), *cells] if cell not in words] == []
