import subprocess
from pathlib import Path

import pikepdf
import pytest
import typst

from iscm.domain.errors import UnreadableInputError
from iscm.domain.records import Link
from iscm.reading.layouts import pdf, pdf_page
from tests.factories.files import Entry, compile_typst, make_html, make_pdf, make_unruled_pdf
from tests.programs import find_program

HEADER = ["Date", "Place", "ISCM", "Title of the Event"]
LONG = "Thematic workshop on the protection of migrants in vulnerable situations along the routes of the region, part "
ROWS = [
    [
        f"March {n}, 2024",
        "Addis Ababa, Ethiopia" if n % 3 else "Online",
        Entry("Regional Ministerial Forum on Migration (RMFM)", f"https://example.org/{n}")
        if n % 2
        else "Prague Process",
        LONG * (1 + n % 4) + str(n),
    ]
    for n in range(1, 32)
]
PLAIN = [[cell.text if isinstance(cell, Entry) else cell for cell in row] for row in ROWS]
PAGE = '#set page(paper: "a4", margin: 2cm)\n#set text(size: 10pt)\n'
CSS = """<style>@page {size: A4; margin: 20mm} table {border-collapse: collapse; width: 100%; font: 10pt sans-serif}
td, th {BORDER; padding: 3px; text-align: left; vertical-align: top}</style>"""


def read(content):
    return pdf.lay_out(content, "x.pdf")


def typeset(source):
    return read(compile_typst(PAGE + source))


def texts(layout):
    return [[cell.text for cell in row.cells] for row in layout.rows]


def whole_rows(layout):
    """The table rows without headers."""
    rows = [[cell.text for cell in row.cells] for row in layout.rows if row.table]
    return [cells for cells in rows if cells != HEADER]


@pytest.mark.parametrize("make", [make_pdf, make_unruled_pdf])
def test_a_long_table_is_read_row_by_row_over_its_pages(make):
    layout = read(make(HEADER, ROWS, before=["Calendar 2024"], after=["Number of events: 31"]))
    assert whole_rows(layout) == PLAIN
    assert {row.table for row in layout.rows} == {None, 1}
    assert [row.text for row in layout.rows if row.table is None] == ["Calendar 2024", "Number of events: 31"]
    assert layout.rows[-1].locator.page == max(row.locator.page for row in layout.rows) > 2


def test_links_belong_to_the_cells_they_cover():
    layout = read(make_pdf(HEADER, ROWS[:2]))
    assert [cell.links for cell in layout.rows[1].cells] == [
        (),
        (),
        (Link("Regional Ministerial Forum on Migration (RMFM)", "https://example.org/1"),),
        (),
    ]
    assert [cell.links for cell in layout.rows[2].cells] == [(), (), (), ()]


@pytest.mark.parametrize("border", ["border: 1px solid", "border: none"])
def test_tables_printed_by_a_browser_are_read_alike(tmp_path, browser_program, border):
    css = CSS.replace("BORDER", border)
    page = tmp_path / "page.html"
    page.write_bytes(make_html(HEADER, ROWS).replace(b"</head>", css.encode() + b"</head>"))
    layout = read(print_page(browser_program, page))
    assert whole_rows(layout) == PLAIN
    assert sum(len(cell.links) for row in layout.rows for cell in row.cells) >= 16


@pytest.fixture(scope="module")
def browser_program():
    return find_program("chromium", "chromium-browser", "google-chrome")


def print_page(program: str, page: Path) -> bytes:
    out = page.with_suffix(".pdf")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--disable-dev-shm-usage"]
    profile = f"--user-data-dir={page.parent / 'profile'}"
    subprocess.run([program, *flags, profile, f"--print-to-pdf={out}", page.as_uri()], check=True, capture_output=True)
    return out.read_bytes()


def test_merged_cells_are_said_in_each_row_and_in_the_first_column():
    layout = typeset("""#table(columns: 3, [Date], [Place], [Title], table.cell(rowspan: 2)[May 1], [Rome], [a],
    [Oslo], [b], table.cell(colspan: 3)[June], [June 1], [Paris], [c])""")
    assert texts(layout) == [
        ["Date", "Place", "Title"],
        ["May 1", "Rome", "a"],
        ["May 1", "Oslo", "b"],
        ["June", "", ""],
        ["June 1", "Paris", "c"],
    ]


def test_underlined_words_rule_no_rows():
    layout = typeset("#table(columns: (3cm, 3cm), [#underline[one long link of words]], [b], [c], [d])")
    assert texts(layout) == [["one long link of words", "b"], ["c", "d"]]


@pytest.mark.parametrize(
    "strokes",
    ["(x: none, y: .5pt)", "(x, y) => (top: if y < 2 {.5pt})", "(x, y) => (left: .5pt, top: if y < 2 {.5pt})"],
)
def test_tables_ruled_one_way_only_are_read(strokes):
    rows = ", ".join(f"[March {n}, 2024], [Geneva], [{LONG * (n % 3 + 1)}]" for n in range(1, 7))
    layout = typeset(f"#table(columns: (2.5cm, 2cm, 6cm), stroke: {strokes}, [Date], [Place], [Title], {rows})")
    assert [row.cells[0].text for row in layout.rows] == ["Date", *(f"March {n}, 2024" for n in range(1, 7))]
    assert layout.rows[1].cells[2].text == (LONG * 2).strip()


def test_rows_of_one_line_each_are_told_apart_without_rules():
    rows = ", ".join(f"[May {n}], [Rome], [Forum {n}]" for n in range(1, 10))
    layout = typeset(f"#grid(columns: 3, gutter: 0.65em, column-gutter: 2em, [Date], [Place], [Title], {rows})")
    assert texts(layout) == [
        ["Date", "Place", "Title"],
        *(["May " + str(n), "Rome", f"Forum {n}"] for n in range(1, 10)),
    ]


def test_lines_set_in_columns_are_read_column_by_column():
    words = "the meeting of senior officials took place in a city and agreed on the work of the year to come "
    layout = typeset(f"= Highlights\n#columns(2)[First column. {words * 8} #colbreak() Second column. {words * 8}]")
    assert {row.table for row in layout.rows} == {None}
    text = " ".join(row.text for row in layout.rows)
    assert text == f"Highlights First column. {words * 8}Second column. {words * 8}".strip()
    assert layout.rows[0].heading == 1


def test_lines_of_a_cell_are_told_where_a_break_was_meant():
    cells = "[March 3 \\ March 10], [a], [a meeting with a title long enough for the column to be filled], [b]"
    layout = typeset(f"#table(columns: (5cm, 2cm), {cells})")
    assert [row.cells[0].lines for row in layout.rows] == [("March 3", "March 10"), ()]


def test_page_numbers_stay_out_of_the_table():
    content = compile_typst(
        '#set page(paper: "a5", margin: 1.5cm, footer: context align(center)[Page #counter(page).display()])\n'
        f"#table(columns: 3, stroke: none, {', '.join(f'[May {n % 30}], [Rome], [Forum {n}]' for n in range(90))})"
    )
    layout = read(content)
    assert [row.text for row in layout.rows if row.table is None] == ["Page 1", "Page 2", "Page 3", "Page 4"]
    assert len([row for row in layout.rows if row.table]) == 90


@pytest.mark.parametrize("look", ["align: horizon", "stroke: none, align: horizon", "stroke: none, align: center"])
def test_words_that_come_again_at_the_foot_of_pages_stay_in_their_rows(look):
    wanted = [[f"March {n}, 2024", "Geneva, Switzerland", LONG * (n % 4 + 1) + str(n)] for n in range(1, 25)]
    rows = ", ".join(f"[{cell}]" for row in wanted for cell in row)
    layout = typeset(f"#table(columns: (2.5cm, 2.5cm, 6cm), {look}, table.header([Date], [Place], [Title]), {rows})")
    assert [row for row in texts(layout) if row[0] != "Date"] == wanted


def test_arabic_comes_in_reading_order_with_brackets_as_written():
    words = "المنتدى العالمي (GFMD) للهجرة والتنمية"
    layout = typeset(f'#set text(font: "Noto Sans Arabic", lang: "ar")\n#table(columns: 2, [{words}], [2024])')
    assert texts(layout) == [[words, "2024"]]


def test_words_beside_arabic_ones_keep_their_order():
    cells = ["N'Djamena, Chad", "EU-LAS dialogue", "المنتدى العالمي للهجرة والتنمية", "4 (22nd) – [A/B]"]
    source = "".join(f'[#text("{cell}")],' for cell in cells)
    layout = typeset(f'#set text(font: ("Noto Sans", "Noto Sans Arabic"))\n#table(columns: 4, {source})')
    assert texts(layout) == [cells]


def test_place_without_width_where_a_word_may_end_its_line_is_no_blank():
    layout = typeset(
        "#table(columns: (3cm, 3cm), [https://www.\u200bexample.org/\u200breports/\u200b2030?\u200bx=1], "
        "[Septem\u200bber\u2009–\u2009Novem\u200bber 2026])"
    )
    assert texts(layout) == [["https://www.example.org/reports/2030?x=1", "September – November 2026"]]


def boxed(word):
    """A word that may end its line behind any letter, without a sign of it in the file."""
    return "".join(f"#box[{letter}]" for letter in word)


def test_word_cut_by_its_cell_is_put_together_where_the_file_keeps_its_blanks():
    rows = "".join(f"[Workshop {n} on the return of migrants], [Lima and some other city]," for n in range(4))
    cut = [
        boxed("Donaudampfschiffahrtselektrizitätenhaupt") + " Symposium",
        boxed("September–November") + " 2026",
    ]
    layout = typeset(f"#table(columns: (4.1cm, 3.4cm), {rows} [{cut[0]}], [{cut[1]}])")
    assert texts(layout)[-1] == ["Donaudampfschiffahrtselektrizitätenhaupt Symposium", "September–November 2026"]


def test_line_that_ends_without_blank_between_words_is_not_joined():
    rows = "[Lima of the long name and so on], [x]," * 4
    layout = typeset(f"#table(columns: (4cm, 3cm), {rows} [of Intergovernmental\\ migration], [x])")
    assert texts(layout)[-1] == ["of Intergovernmental migration", "x"]


def test_link_over_two_lines_is_on_its_own_words_only():
    words = 'Agreed on it #link("http://two.example/a")[the one that goes on in a second line of it]'
    table = f"#table(columns: (5cm, 3cm), table.header([A], [B]), [{words} then more of the same words], [x])"
    # In an accessible file a link has one box round all its lines, and its parts.
    content = typst.compile(f'#set document(title: "x")\n{table}'.encode(), pdf_standards=["ua-1"])
    links = [link for row in read(content).rows for cell in row.cells for link in cell.links]
    assert links == [Link("the one that goes on in a second line of it", "http://two.example/a")]


def test_title_over_several_lines_is_one_heading():
    title = "2026 Calendar of Meetings by Inter-State Consultation Mechanisms on Migration (ISCM)"
    layout = typeset(f"#text(20pt)[{title}]\n\n#text(20pt)[Another]\n\nWords of the usual size\n\n" + "Words. " * 90)
    assert [(row.text, row.heading) for row in layout.rows][:2] == [(title, 1), ("Another", 1)]


RULED_BELOW = "stroke: (_, y) => (bottom: 0.5pt), inset: (x: 3pt, y: 4pt)"


def test_heading_between_two_tables_ruled_only_between_their_rows_is_in_neither():
    first = "".join(f"[{n} March 2026], [Lima, Peru], [RCM], [Workshop {n}]," for n in range(1, 9))
    layout = typeset(
        f"#table(columns: (16%, 18%, 27%, 39%), {RULED_BELOW}, table.header([Date], [Place], [ISCM], [Title]), {first})"
        "#text(15pt)[Mechanisms in this calendar]\n"
        f"#table(columns: (20%, 48%, 32%), {RULED_BELOW}, [ISCM], [Full name], [Website], [RCM], [Regional Conference],"
        "[www.rcmvs.org], [SACM], [South American Conference], [www.csm.org])"
    )
    assert texts(layout)[8:] == [
        ["8 March 2026", "Lima, Peru", "RCM", "Workshop 8"],
        ["Mechanisms in this calendar"],
        ["ISCM", "Full name", "Website"],
        ["RCM", "Regional Conference", "www.rcmvs.org"],
        ["SACM", "South American Conference", "www.csm.org"],
    ]


def test_hyphens_at_line_ends_are_undone_only_where_they_part_a_word():
    layout = typeset(
        "#table(columns: (2.2cm, 4cm), [#set text(hyphenate: true)\nreintegration of migrants],"
        " [Whole-of-Government-and-Society-Approach])"
    )
    assert texts(layout) == [["reintegration of migrants", "Whole-of-Government-and-Society-Approach"]]


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_turned_pages_are_read_as_one_looks_at_them(tmp_path, angle):
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf(HEADER[:3], [["May 1", "Rome", "Forum"], ["May 2", "Oslo", "Council"]]))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for page in document.pages:
            turned = pikepdf.Matrix()
            width, height = float(page.mediabox[2]), float(page.mediabox[3])
            if angle == 90:
                turned, page.mediabox = pikepdf.Matrix(0, 1, -1, 0, height, 0), [0, 0, height, width]
            elif angle == 180:
                turned = pikepdf.Matrix(-1, 0, 0, -1, width, height)
            elif angle == 270:
                turned, page.mediabox = pikepdf.Matrix(0, -1, 1, 0, 0, width), [0, 0, height, width]
            page.contents_add(
                pikepdf.unparse_content_stream([(turned.shorthand, pikepdf.Operator("cm"))]), prepend=True
            )
            page.Rotate = angle
        document.save(path)
    assert texts(read(path.read_bytes())) == [HEADER[:3], ["May 1", "Rome", "Forum"], ["May 2", "Oslo", "Council"]]


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda content: content[:1000], "damaged or cut short"),
        (lambda _: b"%PDF-1.7\n", "damaged or cut short"),
        (lambda content: content[: len(content) // 2], "damaged or cut short"),
    ],
)
def test_damaged_files_are_refused(spoil, what):
    with pytest.raises(UnreadableInputError, match=what):
        read(spoil(make_pdf(HEADER, ROWS)))


def test_an_encrypted_file_is_refused(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf(HEADER, ROWS[:1]))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.save(path, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(UnreadableInputError, match="encrypted"):
        read(path.read_bytes())


def test_a_file_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_SECONDS", -1)
    with pytest.raises(UnreadableInputError, match="takes too long"):
        read(make_pdf(HEADER, ROWS))


@pytest.mark.parametrize("limit", ["MAX_CHARACTERS", "MAX_PAGE_WORDS", "MAX_OBJECTS"])
def test_an_overfull_page_is_refused(monkeypatch, limit):
    monkeypatch.setattr(pdf_page, limit, 10)
    with pytest.raises(UnreadableInputError, match="more on it than a page can hold"):
        read(make_pdf(HEADER, ROWS))


def test_a_scan_is_refused_in_so_many_words():
    with pytest.raises(UnreadableInputError, match="hold no text, as in a scan"):
        read(compile_typst("#rect(width: 5cm, height: 5cm, fill: gray)"))
