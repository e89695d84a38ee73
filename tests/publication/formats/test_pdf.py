"""Reports as PDF: readable for everyone, right in six languages, the same bytes, and nothing hostile gets through."""

import io
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pdfplumber
import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Name

from iscm.publication.formats.pdf import render
from iscm.publication.report import (
    Box,
    Bullets,
    Cell,
    Column,
    Figure,
    Heading,
    Paragraph,
    Row,
    Run,
    Series,
    Table,
    text,
)
from iscm.reading.layouts.pdf import lay_out
from tests import pdf_ua
from tests.factories import reports
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
from tests.programs import find_program

KINDS = {
    **{f"calendar-{lang}": make_calendar(60, lang) for lang in WORDINGS},
    "highlights": make_highlights(),
    "highlights-ar": make_highlights("ar"),
    "tracker": make_tracker(),
    "empty": make_empty(),
    "nothing": report_of(),
}
SIZES = {"a4": (595, 842), "letter": (612, 792)}


def pages(content: bytes) -> list[str]:
    """The words of each page as pdfium takes them out."""
    with pdfium.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def words(content: bytes) -> str:
    """The words of all pages in running lines."""
    return " ".join(" ".join(pages(content)).split())


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def kinds(content: bytes) -> list[str]:
    with opened(content) as pdf:
        return [pdf_ua.kind(pdf, element) for element, _ in pdf_ua.elements(pdf)]


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_readable_for_everyone(name, paper):
    assert pdf_ua.faults(render(KINDS[name], paper)) == []


BREAKS = {
    "5 ": lambda pdf: _metadata(pdf, "pdfuaid:part"),
    "7.1 the metadata have no title": lambda pdf: _metadata(pdf, "dc:title"),
    "7.1 the file does not say": lambda pdf: pdf.Root.__delitem__("/MarkInfo"),
    "7.1 the title is not": lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"),
    "7.1 there is no structure": lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"),
    "7.1 Odd is no standard": lambda pdf: _first(pdf, "P").__setitem__("/S", Name.Odd),
    "7.1 Tj paints": lambda pdf: _append(pdf, b"BT /f0 9 Tf (a) Tj ET"),
    "7.1 S paints": lambda pdf: _append(pdf, b"0 0 m 9 9 l S"),
    "7.1 marked content belongs": lambda pdf: _append(pdf, b"/P <</MCID 9999>> BDC EMC"),
    "7.1 an artefact and": lambda pdf: _append(pdf, b"/Artifact BMC /P <</MCID 0>> BDC EMC EMC"),
    "7.2 the document has": lambda pdf: pdf.Root.__delitem__("/Lang"),
    "7.2 TH stands in P": lambda pdf: _first(pdf, "TR").__setitem__("/S", Name.P),
    "7.2 the rows": lambda pdf: _first(pdf, "TR").K.__delitem__(0),
    "7.3 ": lambda pdf: _first(pdf, "Figure").__delitem__("/Alt"),
    "7.4.2 ": lambda pdf: _first(pdf, "H2").__setitem__("/S", Name.H4),
    "7.5 a header cell": lambda pdf: _first(pdf, "TH").__delitem__("/A"),
    "7.5 a table has": lambda pdf: [one.__setitem__("/S", Name.TD) for one in _all(pdf, "TH")],
    "7.17 ": lambda pdf: pdf.Root.__delitem__("/Outlines"),
    "7.18.3 ": lambda pdf: pdf.pages[0].obj.__delitem__("/Tabs"),
    "7.18.5 a link has": lambda pdf: pdf.pages[0].obj.Annots[0].__delitem__("/Contents"),
    "7.18.5 a link is": lambda pdf: _first(pdf, "Link").__setitem__("/S", Name.Span),
    "7.19 ": lambda pdf: pdf.Root.__setitem__("/OpenAction", pdf.make_stream(b"")),
    "7.21.4.1 ": lambda pdf: _font(pdf).DescendantFonts[0].FontDescriptor.__delitem__(_file(pdf)),
    "7.21.7 ": lambda pdf: _font(pdf).__delitem__("/ToUnicode"),
    "7.21.8 ": lambda pdf: _append(pdf, b"/Artifact BMC BT /f0 9 Tf <0000> Tj ET EMC"),
}


@pytest.mark.parametrize("fault", BREAKS)
def test_the_checker_sees_what_is_broken(fault):
    whole = replace(make_highlights(), blocks=(*make_highlights().blocks, make_calendar(60).blocks[2]))
    with opened(render(whole)) as pdf:
        BREAKS[fault](pdf)
        broken = io.BytesIO()
        pdf.save(broken)
    assert [found for found in pdf_ua.faults(broken.getvalue()) if found.startswith(fault)]


def _all(pdf, name):
    return [element for element, _ in pdf_ua.elements(pdf) if pdf_ua.kind(pdf, element) == name]


def _first(pdf, name):
    return _all(pdf, name)[0]


def _font(pdf):
    return next(iter(pdf.pages[0].obj.Resources.Font.values()))


def _file(pdf):
    held = _font(pdf).DescendantFonts[0].FontDescriptor
    return next(key for key in held.keys() if key.startswith("/FontFile"))  # noqa: SIM118  # a PDF dictionary is no dict


def _append(pdf, stream):
    pdf.pages[0].contents_add(stream)


def _metadata(pdf, key):
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as data:
        del data[key]


def test_another_program_finds_the_same_structure(tmp_path):
    file = tmp_path / "calendar.pdf"
    file.write_bytes(render(make_calendar(60)))
    told = _run(find_program("pdfinfo"), "-struct-text", file)
    lines = [line.strip() for line in told.splitlines()]
    assert lines.count("TR") == 60 + 1 + len(reports.BODIES) + 1
    assert sum(line.startswith("TH ") for line in lines) == 4 + 3
    assert '"Senior Officials\' Meeting"' in lines
    facts = dict(line.split(":", 1) for line in _run("pdfinfo", file).splitlines())
    assert {name: facts[name].strip() for name in ("Title", "Tagged", "PDF version", "JavaScript")} == {
        "Title": WORDINGS["en"].title,
        "Tagged": "yes",
        "PDF version": "1.7",
        "JavaScript": "no",
    }
    assert "Thematic workshop on ethical recruitment" in _run(find_program("pdftotext"), file, "-")


def _run(*command):
    done = subprocess.run([*map(str, command)], capture_output=True, check=True, encoding="utf-8")
    return done.stdout


def test_a_header_row_is_content_once_and_an_artefact_on_later_pages():
    content = render(make_calendar(60))
    assert len(pages(content)) > 2
    assert all("Title of the Event" in page for page in pages(content)[:3])
    assert kinds(content).count("TH") == 4 + 3


def test_bookmarks_are_the_headings_and_the_months():
    with opened(render(make_calendar(60))) as pdf:
        (top,) = pdf.open_outline().root
        assert top.title == WORDINGS["en"].title
        months = [f"{month} {reports.YEAR}" for month in reports.MONTHS]
        branches = [(one.title, len(one.children)) for one in top.children]
    titles = ["Changed since edition 1", *months, "Mechanisms in this calendar", "Sources"]
    assert branches == [(title, 0) for title in titles]


def test_months_stand_under_the_heading_of_their_table():
    table = make_calendar(60).blocks[2]
    with opened(render(report_of(Heading(2, text("Meetings")), table))) as pdf:
        (top,) = pdf.open_outline().root[0].children
        assert (top.title, len(top.children)) == ("Meetings", 12)


def test_a_month_is_a_bookmark_only():
    assert [kind for kind in kinds(render(make_calendar(60))) if kind[0] == "H"] == ["H1", "H2", "H2", "H2"]


@pytest.mark.parametrize(
    ("lang", "font"),
    [
        ("en", "NotoSans-Regular"),
        ("fr", "NotoSans-Bold"),
        ("es", "NotoSans-Regular"),
        ("ru", "NotoSans-Bold"),
        ("ar", "NotoSansArabic-Regular"),
        ("ar", "NotoSansArabic-Bold"),
        ("zh-hans", "NotoSansCJKsc-Regular"),
        ("zh-hans", "NotoSansCJKsc-Bold"),
    ],
)
def test_each_language_is_set_in_our_own_fonts(lang, font):
    with opened(render(make_calendar(12, lang))) as pdf:
        names = {str(one.BaseFont).partition("+")[2] for page in pdf.pages for one in page.obj.Resources.Font.values()}
    assert font in {name.removesuffix("-Identity-H") for name in names}
    assert all(name.startswith("NotoSans") for name in names)


@pytest.mark.parametrize("lang", WORDINGS)
def test_words_come_out_as_they_went_in(lang):
    said = WORDINGS[lang]
    found = words(render(make_calendar(12, lang)))
    assert [name for name in (said.title, *said.columns, said.key) if name not in found] == []


def test_arabic_comes_out_letter_by_letter_in_its_order():
    title = "التوظيف الأخلاقي للعمال الآن لا إلا خلال لأجل"
    table = table_of(("العنوان", "المكان"), (title, "الأردن"), (title, "الإمارات"))
    found = words(render(report_of(table, lang="ar")))
    assert (found.count(title), "الأردن" in found, "الإمارات" in found) == (2, True, True)


@pytest.mark.parametrize(("lang", "stated"), [("en", "en"), ("ar", "ar"), ("zh-hans", "zh-CN"), ("ru", "ru")])
def test_the_file_says_its_language(lang, stated):
    with opened(render(make_calendar(3, lang))) as pdf:
        assert str(pdf.Root.Lang) == stated


def test_a_run_says_its_own_language():
    content = render(report_of(Paragraph((Run("Meeting "), Run("Réunion", lang="fr"), Run(" встреча", lang="ru")))))
    with opened(content) as pdf:
        held = {str(element.Lang) for element, _ in pdf_ua.elements(pdf) if "/Lang" in element}
        inside = {
            str(operands[1].Lang)
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) == "BDC" and "/Lang" in operands[1]
        }
    assert {"fr", "ru"} <= held | inside


def test_in_arabic_the_first_column_is_the_right_one():
    content = render(report_of(table_of(("الأول", "الثاني"), ("واحد", "اثنان")), lang="ar"))
    assert _left_of(content, "واحد") > _left_of(content, "اثنان") > 0


def test_in_arabic_words_of_other_scripts_run_from_left_to_right():
    table = table_of(("الأول", "الثاني"), ("واحد", "Told at https://example.org/first/second."))
    content = render(report_of(table, Paragraph((Run("2030 Agenda"), Run(" واحد"))), lang="ar"))
    places = [_left_of(content, word) for word in ("Told", "https", "example", "first", "second")]
    assert places == sorted(places)
    assert _left_of(content, "2030") < _left_of(content, "Agenda")


def _left_of(content, word):
    with pdfium.PdfDocument(content) as document:
        page = document[0].get_textpage()
        place = page.search(word).get_next()
        return page.get_charbox(place[0])[0]


HOSTILE = [
    "#panic()",
    '#read("/etc/passwd")',
    "$x^2$ [link] *bold* _it_ `raw` @ref <label> // no",
    "\\ \\u{41} ~ -- --- ... = heading",
    "<script>alert(1)</script> & &amp;",
    "{page} %(page)s {0} %s",
    "(Tj) ET <</S/JavaScript>>",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_words(hostile):
    report = report_of(
        Heading(2, text(hostile), hostile),
        Paragraph(text(hostile)),
        Bullets((text(hostile),)),
        table_of(("Date", hostile), (hostile, "b")),
        title=hostile,
    )
    report = replace(report, publisher=(hostile,), edition=hostile, licence=hostile)
    content = render(report)
    assert (words(content).count(hostile), pdf_ua.faults(content)) == (10, [])


def test_control_characters_go_and_line_ends_become_blanks():
    content = render(report_of(Paragraph(text("one\x00\x1b[0m\ntwo\u202ethree\ud800"))))
    assert "one[0m twothree�" in words(content)


def test_a_letter_that_no_font_has_is_shown_as_unknown():
    content = render(report_of(Paragraph(text("ok 𓀀 😀 ok")), table_of(("გ", "b"), ("ሀ", "囍")), title="ཀ title"))
    assert (pdf_ua.faults(content), words(content).count("�") >= 5, "ok � � ok" in words(content)) == ([], True, True)


def test_a_bold_letter_that_only_the_regular_face_has_is_still_shown():
    assert "鼙鼓" in words(render(report_of(Heading(2, text("鼙鼓")), lang="zh-hans")))


@pytest.mark.parametrize("word", ["W" * 10_000, "https://example.org/" + "path/" * 300, "字" * 5_000, "ا" * 3_000])
def test_a_word_longer_than_a_line_stays_on_the_page(word):
    content = render(report_of(Paragraph(text(word)), table_of(("a", "b", "c"), (word, "x", word)), title="T" * 200))
    with pdfium.PdfDocument(content) as document:
        for page in document:
            left, _, right, _ = _bounds(page)
            assert 50 < left < right < page.get_width() - 50


def _bounds(page):
    held = page.get_textpage()
    boxes = [held.get_charbox(index) for index in range(held.count_chars())]
    boxes = [box for box in boxes if box[2] > box[0]]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def test_a_cell_longer_than_a_page_goes_on_over_the_next():
    long = " ".join(f"w{n}" for n in range(3_000))
    content = render(report_of(table_of(("a", "b"), ("first", long), ("last", "end"))))
    found = words(content).split()
    assert len(pages(content)) > 2
    assert [word for word in long.split() if word not in found] == []


def test_a_short_row_stays_whole_on_its_page():
    table = table_of(
        ("Number", "Words"), *((f"row{n:03}", f"start{n:03} " + "word " * 60 + f"end{n:03}") for n in range(90))
    )
    content = render(report_of(table))
    for page in pages(content):
        for n in range(90):
            assert (f"row{n:03}" in page) == (f"start{n:03}" in page) == (f"end{n:03}" in page)


def test_our_reader_finds_the_table_again():
    table = make_calendar(120).blocks[2]
    content = render(report_of(table))
    printed = [column.heading for column in table.columns if column.is_printed]
    found = [tuple(cell.text for cell in row.cells) for row in lay_out(content, "a.pdf").rows if row.table]
    expected = [tuple(cell.plain.replace("’", "'") for cell in row.cells[:4]) for row in table.rows]
    assert [row for row in found if row != tuple(printed)] == expected


@pytest.mark.parametrize("columns", [3, 4, 6])
def test_an_address_comes_out_whole_although_it_is_broken(columns):
    address = "https://www.example.org/meetings/2031/third-senior-officials-meeting/a.pdf"
    heads = tuple("abcdefghi"[:columns])
    row = (*("words " * 5 for _ in heads[:-1]), f"Told at {address} and elsewhere")
    table = table_of(heads, *[row] * 3)
    (_, *rows) = [row for row in lay_out(render(report_of(table)), "a.pdf").rows if row.table]
    assert [row.cells[-1].text for row in rows] == [f"Told at {address} and elsewhere"] * 3


def test_rows_whose_height_is_foretold_hold_their_words():
    """Rows of every length, so that lines end everywhere: one line too many would stand in the next row."""
    sentence = (
        "Regional round table on labour mobility, remittances and well-managed cross-border returns/reintegration "
    )
    spread = [(f"{n} May", (sentence * 4)[n % 50 : n % 50 + 20 + n].strip()) for n in range(240)]
    rows = [(day, words, f"{n} {words[: n % 90]}".strip()) for n, (day, words) in enumerate(spread)]
    found = lay_out(render(report_of(table_of(("Date", "Title", "Note"), *rows))), "a.pdf").rows
    cells = [tuple(cell.text.replace(" ", "") for cell in row.cells) for row in found if row.table]
    assert [row for row in cells if row[0] != "Date"] == [tuple(cell.replace(" ", "") for cell in row) for row in rows]


LONG_TITLES = {
    "en": "AVATAR: (J) TTT “round table” on well-managed cross-border returns/reintegration, “what works” and who",
    "ru": "Семинар «Этичный наём и защита трудящихся-мигрантов» в странах происхождения и назначения, а также транзита",
    "ar": "حلقة عمل بشأن التوظيف الأخلاقي للعمال المهاجرين وحماية حقوقهم في بلدان المنشأ والعبور والمقصد (الدورة 14)",
    "zh-hans": "关于“道德招聘”和移徙工人保护的区域研讨会（第十四届）——经验、成本与决策，Who decides… on “what works”",
}


@pytest.mark.parametrize("lang", LONG_TITLES)
def test_no_letter_stands_on_a_rule(lang):
    """A row that were foretold too low would have its last line on the rule below it."""
    title = LONG_TITLES[lang]
    rows = [(title[:n], title[n % 7 : n], title[n // 2 : n]) for n in range(3, len(title))]
    content = render(report_of(table_of(("a", "b", "c"), *rows), lang=lang))
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            rules = {line["top"] for line in page.lines}
            baselines = [(page.height - char["matrix"][5], char) for char in page.chars]
            assert [char["text"] for line, char in baselines if _is_crossed(line, char["size"], rules)] == []


def _is_crossed(baseline, size, rules):
    """Whether a rule runs through the body of a letter, from its baseline to the height of an x."""
    return any(baseline - 0.5 * size < rule < baseline + 1 for rule in rules)


def test_the_same_report_gives_the_same_bytes_in_every_process():
    code = (
        "import hashlib; from iscm.publication.formats.pdf import render; from tests.factories.reports import *;"
        "print(hashlib.sha256(render(make_calendar(40, 'ar')) + render(make_highlights(), 'letter')).hexdigest())"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": seed, "TZ": zone}
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(sums) == 1


def test_the_file_says_when_its_facts_were_last_revised():
    with opened(render(make_calendar(3))) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20310924083000")


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://example.org/a?b=1#c", "https://example.org/a?b=1#c"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("https://example.org/é ü", "https://example.org/%C3%A9%20%C3%BC"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("/themes/youth/", None),
        ("https://example.org/" + "a" * 5_000, None),
        ("#nowhere", None),
        ("#", None),
    ],
)
def test_links_lead_where_links_may_lead(href, target):
    with opened(render(report_of(Paragraph(text("words", href=href))))) as pdf:
        (*_, last) = [str(one.A.URI) for page in pdf.pages for one in page.obj.Annots]
        assert len(pdf.pages[0].obj.Annots) == (2 if target else 1)
        first = str(pdf.pages[0].obj.Annots[0].A.URI)
    assert (first if target else None) == target
    assert last.startswith(reports.SITE)


def test_a_link_may_lead_to_a_heading_of_the_report():
    blocks = (Paragraph(text("see", href="#a b")), Heading(2, text("One"), "a b"), Heading(2, text("Two"), "a b"))
    with opened(render(report_of(*blocks))) as pdf:
        assert "/Dest" in pdf.pages[0].obj.Annots[0] or str(pdf.pages[0].obj.Annots[0].A.S) == "/GoTo"


def test_headings_never_skip_a_level():
    content = render(
        report_of(Heading(4, text("a")), Heading(6, text("b")), Heading(2, text("c")), Heading(9, text("d")))
    )
    assert [kind for kind in kinds(content) if kind[0] == "H"] == ["H1", "H2", "H3", "H2", "H3"]


@pytest.mark.parametrize(("paper", "size"), SIZES.items())
def test_wide_tables_turn_the_paper(paper, size):
    with opened(render(make_calendar(3), paper)) as upright, opened(render(make_tracker(3), paper)) as turned:
        assert _size(upright) == size
        assert _size(turned) == size[::-1]


def _size(pdf):
    box = pdf.pages[0].mediabox
    return round(float(box[2])), round(float(box[3]))


def test_other_paper_is_refused():
    with pytest.raises(ValueError, match="a4 or letter"):
        render(make_empty(), "a3")


def test_pages_are_numbered_and_carry_the_edition():
    found = pages(render(make_calendar(60)))
    assert [f"Page {n} of {len(found)}" in page for n, page in enumerate(found, 1)] == [True] * len(found)
    assert all(WORDINGS["en"].edition in page for page in found)


def test_what_is_not_printed_stays_out():
    assert "00000007" not in words(render(make_calendar(12)))


def test_a_table_without_rows_is_left_to_the_words_around_it():
    assert "Table" not in kinds(render(make_empty()))


A, B = Column("a", "A", 1.0), Column("b", "B")
ODD = {
    "no title": replace(make_calendar(1), title=" "),
    "nothing around": replace(make_calendar(1), publisher=(), edition="", url="", licence=""),
    "empty words": report_of(
        Heading(2, ()), Paragraph(()), Bullets(()), Bullets(((), text("a"))), Box(Heading(2, ()), ())
    ),
    "no printed columns": report_of(Table("t", "", (replace(A, is_printed=False),), (Row((Cell(text("1")),)),))),
    "no columns": report_of(Table("t", "", (), (Row(()),))),
    "no shares": report_of(Table("t", "", (B, B), (Row((Cell(text("1")), Cell())),))),
    "empty cells": report_of(Table("t", "", (A,), (Row((Cell(),)), Row((Cell(),), " ")))),
    "sixty columns": report_of(
        table_of(tuple(f"heading {n}" for n in range(60)), tuple(f"value{n}" for n in range(60)))
    ),
    "odd languages": report_of(
        Paragraph(tuple(Run("a", lang=lang) for lang in ("x-klingon", "PT-br", "sr-Latn-RS", "£")))
    ),
    "odd report language": replace(make_calendar(1), lang="xx-££"),
    "linked blanks": report_of(Paragraph((Run(" ", href="https://example.org/"),))),
    "no zone": replace(make_calendar(1), modified=datetime(2031, 1, 1)),  # noqa: DTZ001  # what is tested
    "long ago": replace(make_calendar(1), modified=datetime(1901, 1, 1, tzinfo=UTC)),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_reports_are_set(name):
    assert pdf_ua.faults(render(ODD[name])) == []


def test_a_chart_has_its_summary_for_those_who_do_not_see_it():
    with opened(render(report_of(Figure(make_chart())))) as pdf:
        assert [str(one.Alt) for one in _all(pdf, "Figure")] == [make_chart().summary]


@pytest.mark.parametrize("many", [1, 60, 200])
def test_a_chart_of_any_height_stays_on_its_page(many):
    chart = replace(
        make_chart(),
        labels=tuple(f"Label {n}" for n in range(many)),
        series=(Series("2031", tuple(map(float, range(many)))),),
    )
    with pdfium.PdfDocument(render(report_of(Figure(chart)))) as document:
        for page in document:
            _, bottom, _, top = _bounds(page)
            assert 20 < bottom < top < page.get_height() - 20


def test_a_table_in_a_box_stays_in_it():
    table = table_of(("Date", "Title"), ("1 May", "W" * 60))
    content = render(report_of(Box(Heading(2, text("Box")), (table,))))
    with pdfium.PdfDocument(content) as document:
        page = document[0]
        assert _bounds(page)[2] <= page.get_width() - 19 * 72 / 25.4


def test_a_chart_under_a_heading_of_its_name_does_not_repeat_it():
    chart = make_chart()
    alone = words(render(report_of(Figure(chart)))).count(chart.title)
    under = words(render(report_of(Heading(2, text(chart.title)), Figure(chart)))).count(chart.title)
    assert alone == under


@pytest.mark.parametrize(("lang", "said"), [("en", "Licence: CC-BY-4.0"), ("ru", "Лицензия: CC-BY-4.0")])
def test_closing_line_says_what_the_licence_is(lang, said):
    report = replace(report_of(Paragraph(text("One")), lang=lang), url="https://iscm.example.org/", licence="CC-BY-4.0")
    assert f"https://iscm.example.org/ · {said}" in words(render(report))


@pytest.mark.parametrize("lines", range(28, 44))
def test_closing_line_is_never_alone_on_a_page(lines):
    said = tuple(Paragraph(text(f"Line {n}")) for n in range(lines))
    report = report_of(*said, Heading(2, text("Sources")), Bullets((text("The last source"),)))
    closing = pages(render(replace(report, licence="CC-BY-4.0")))[-1]
    assert ("The last source" in closing, "Licence: CC-BY-4.0" in closing) == (True, True)
