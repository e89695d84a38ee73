"""A table as WordprocessingML: a header row that every page repeats, widths by share, rows that stay together."""

from html import escape

from iscm.publication.formats.cleaning import in_line
from iscm.publication.formats.docx_words import Writing
from iscm.publication.formats.values import printed, words_of
from iscm.publication.report import Column, Row, Table, text

MAY_BREAK_FROM = 600  # letters in a cell; shorter rows stay on one page
AFTER = '<w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>'
OPENS = '<w:tcBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="0A4A7D"/></w:tcBorders>'


def table_xml(table: Table, writing: Writing, width: int, *, is_rtl: bool) -> str:
    """The printed columns over a width in twentieths of a point; an empty line behind keeps two tables apart."""
    columns = printed(table)
    if not columns:
        return ""
    widths = _widths([column for _, column in columns], width)
    grid = "".join(f'<w:gridCol w:w="{part}"/>' for part in widths)
    rows = "".join(_row(row, columns, widths, writing) for row in table.rows)
    head = _head([column for _, column in columns], widths, writing)
    return f"<w:tbl>{_properties(table, width, is_rtl=is_rtl)}<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>{AFTER}"


def _properties(table: Table, width: int, *, is_rtl: bool) -> str:
    visual = "<w:bidiVisual/>" if is_rtl else ""
    caption = escape(in_line(table.caption))
    return (
        f'<w:tblPr><w:tblStyle w:val="Publication"/>{visual}<w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{caption}"/></w:tblPr>'
    )


def _widths(columns: list[Column], width: int) -> list[int]:
    whole = sum(column.share for column in columns)
    shares = [column.share / whole if whole else 1 / len(columns) for column in columns]
    widths = [int(width * share) for share in shares]
    widths[-1] += width - sum(widths)
    return widths


def _head(columns: list[Column], widths: list[int], writing: Writing) -> str:
    cells = (
        _cell(column, width, writing.running(text(column.heading)), "TableHeading")
        for column, width in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(row: Row, columns: tuple[tuple[int, Column], ...], widths: list[int], writing: Writing) -> str:
    cells, longest, opens = [], 0, OPENS if row.bookmark else ""
    for (column, words), width in zip(words_of(row, columns), widths, strict=True):
        longest = max(longest, sum(len(run.text) for run in words))
        cells.append(_cell(column, width, writing.running(words), borders=opens))
    stays = "<w:trPr><w:cantSplit/></w:trPr>" if longest < MAY_BREAK_FROM else ""
    return f"<w:tr>{stays}{''.join(cells)}</w:tr>"


def _cell(column: Column, width: int, runs: str, style: str = "TableText", borders: str = "") -> str:
    side = '<w:jc w:val="right"/>' if column.kind == "number" else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{side}</w:pPr>{runs}</w:p></w:tc>'
    )
