"""The same table as a file of each format: `make_file("docx", header, rows)` gives its bytes.

A row is a list of cells; a cell is its words, or an `Entry` of words and the address they lead to.
"""

import csv
import html
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import docx
import typst
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook

COLUMNS = "(16%, 16%, 28%, 40%)"


@dataclass(frozen=True)
class Entry:
    """The words of one cell, with the address they lead to."""

    text: str
    url: str | None = None


Row = Sequence[str | Entry]
Lines = Sequence[str]


def make_file(kind: str, header: Row, rows: Sequence[Row], *, before: Lines = (), after: Lines = ()) -> bytes:
    """The table as a file of this kind (a key of `MAKERS`), with lines of text before and after it."""
    return MAKERS[kind](header, rows, before, after)


def words_of(cell: str | Entry) -> str:
    return cell.text if isinstance(cell, Entry) else cell


def url_of(cell: str | Entry) -> str | None:
    return cell.url if isinstance(cell, Entry) else None


def make_pdf(header: Row, rows: Sequence[Row], before: Lines = (), after: Lines = ()) -> bytes:
    """With rules round every cell, the header repeated on each page, rows that may break over pages."""
    return compile_typst(typst_table(header, rows, before, after, stroke="0.5pt"))


def make_unruled_pdf(header: Row, rows: Sequence[Row], before: Lines = (), after: Lines = ()) -> bytes:
    """Without any rule: columns and rows show by the space between them."""
    return compile_typst(typst_table(header, rows, before, after, stroke="none"))


def typst_table(header: Row, rows: Sequence[Row], before: Lines, after: Lines, *, stroke: str) -> str:
    width = len(header)
    columns = COLUMNS if width == 4 else f"({', '.join(['1fr'] * width)})"
    cells = ",\n".join(_typst_cell(cell) for row in rows for cell in row)
    head = ", ".join(f"strong({_typst_cell(cell)})" for cell in header)
    return "\n".join(
        [
            '#set page(paper: "a4", margin: 2cm)\n#set text(size: 10pt)',
            *(f"#par({_typst_string(line)})" for line in before),
            f"#table(columns: {columns}, stroke: {stroke}, table.header({head}),\n{cells})",
            *(f"#par({_typst_string(line)})" for line in after),
        ]
    )


def compile_typst(source: str) -> bytes:
    return typst.compile(source.encode())


def _typst_cell(cell: str | Entry) -> str:
    words = f"text({_typst_string(words_of(cell))})"
    return f"link({_typst_string(url)}, {words})" if (url := url_of(cell)) else words


def _typst_string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def make_docx(header: Row, rows: Sequence[Row], before: Lines = (), after: Lines = ()) -> bytes:
    document = docx.Document()
    for line in before:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(header), style="Table Grid")
    for row in (header, *rows):
        for cell, entry in zip(table.add_row().cells, row, strict=True):
            _fill_docx_cell(cell.paragraphs[0], entry)
    for line in after:
        document.add_paragraph(line)
    return _saved(document.save)


def _fill_docx_cell(paragraph: docx.text.paragraph.Paragraph, entry: str | Entry) -> None:
    if not (url := url_of(entry)):
        paragraph.add_run(words_of(entry))
        return
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words_of(entry)
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    link.append(run)
    paragraph._p.append(link)


def make_xlsx(header: Row, rows: Sequence[Row], before: Lines = (), after: Lines = ()) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    for line in before:
        sheet.append([line])
    for row in (header, *rows):
        sheet.append([words_of(cell) for cell in row])
        for column, cell in enumerate(row, 1):
            if url := url_of(cell):
                sheet.cell(sheet.max_row, column).hyperlink = url
    for line in after:
        sheet.append([line])
    return _saved(workbook.save)


def make_csv(header: Row, rows: Sequence[Row], before: Lines = (), after: Lines = (), *, delimiter: str = ",") -> bytes:
    """CSV knows no links: they are left out."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([line] for line in before)
    writer.writerows([words_of(cell) for cell in row] for row in (header, *rows))
    writer.writerows([line] for line in after)
    return out.getvalue().encode()


def make_html(header: Row, rows: Sequence[Row], before: Lines = (), after: Lines = ()) -> bytes:
    head = "".join(f"<th>{_html_cell(cell)}</th>" for cell in header)
    body = "\n".join("<tr>" + "".join(f"<td>{_html_cell(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    paragraphs = ["".join(f"<p>{html.escape(line)}</p>\n" for line in lines) for lines in (before, after)]
    return (
        "<!doctype html><html><head><meta charset=utf-8><title>Meetings</title></head><body>\n"
        f"{paragraphs[0]}<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>\n{paragraphs[1]}"
        "</body></html>"
    ).encode()


def _html_cell(cell: str | Entry) -> str:
    words = html.escape(words_of(cell))
    return f'<a href="{html.escape(url)}">{words}</a>' if (url := url_of(cell)) else words


def make_md(header: Row, rows: Sequence[Row], before: Lines = (), after: Lines = ()) -> bytes:
    lines = [_md_row(header), "|" + " --- |" * len(header), *(_md_row(row) for row in rows)]
    return "\n\n".join([*before, "\n".join(lines), *after]).encode()


def _md_row(row: Row) -> str:
    return "| " + " | ".join(_md_cell(cell) for cell in row) + " |"


def _md_cell(cell: str | Entry) -> str:
    words = words_of(cell).replace("|", "\\|").replace("*", "\\*").replace("[", "\\[").replace("]", "\\]")
    return f"[{words}]({url})" if (url := url_of(cell)) else words


def make_txt(header: Row, rows: Sequence[Row], before: Lines = (), after: Lines = ()) -> bytes:
    """Cells parted by tabs, links as leftover HTML, as in the published texts."""
    table = "\n".join("\t".join(_txt_cell(cell) for cell in row) for row in (header, *rows))
    return "\n\n".join([*before, table, *after]).encode()


def _txt_cell(cell: str | Entry) -> str:
    words = html.escape(words_of(cell), quote=False)
    return f'<a href="{html.escape(url)}">{words}</a>' if (url := url_of(cell)) else words


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


MAKERS = {
    "pdf": make_pdf,
    "unruled-pdf": make_unruled_pdf,
    "docx": make_docx,
    "xlsx": make_xlsx,
    "csv": make_csv,
    "html": make_html,
    "md": make_md,
    "txt": make_txt,
}


def make_damaged_archive(part):
    """An archive with this part, whose packed bytes nothing can unpack."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, "application/vnd.oasis.opendocument.text" * 2)
    content = bytearray(made.getvalue())
    begin = content.index(part.encode()) + len(part)
    content[begin : begin + 4] = b"\xff" * 4
    return bytes(content)
