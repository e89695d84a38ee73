"""DOCX: a document with real styles, written part by part.

The parts are written as text: a library would put them into its own template with hundreds of styles, and make tables
cell by cell, which takes many times as long. Arial is the type because every office machine has it or one of the same
widths, with Latin, Cyrillic and Arabic letters: lines and pages break alike everywhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template

from iscm.publication.formats.cleaning import safe_address
from iscm.publication.formats.docx_body import Body
from iscm.publication.formats.docx_package import (
    CONTENT_TYPES,
    HEAD,
    RELATIONS,
    ROOT,
    properties_xml,
    relations_xml,
    zipped,
)
from iscm.publication.formats.docx_words import Writing, language_of_document
from iscm.publication.formats.docx_words import said as said_xml
from iscm.publication.formats.values import anchors_led_to, printed
from iscm.publication.report import Block, Report, Table, text
from iscm.publication.words import words_in

FOLDER = Path(__file__).with_name("word")
NAMES = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{RELATIONS}"'
A4 = (11_906, 16_838)  # in twentieths of a point, like all lengths here
MARGIN = 1134  # 20 mm
MOST_COLUMNS_UPRIGHT = 5


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the width of the text on it."""

    width: int
    height: int

    @property
    def text_width(self) -> int:
        """What the margins leave."""
        return self.width - 2 * MARGIN


def render(report: Report) -> bytes:
    """The document on A4, lying where a table has many columns; the same report gives the same bytes."""
    page = Page(*A4) if _most_columns(report.blocks) <= MOST_COLUMNS_UPRIGHT else Page(*reversed(A4))
    body = Body(report, Writing(report.lang, anchors_led_to(report)), page.text_width)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT,
        "word/document.xml": _document(report, body, page),
        "word/_rels/document.xml.rels": relations_xml(body.writing.relations, len(body.pictures)),
        "word/styles.xml": _styles(report, page),
        "word/settings.xml": _part("settings"),
        "word/numbering.xml": _part("numbering"),
        "word/header.xml": f"{HEAD}<w:hdr {NAMES}>{_header(report, body)}</w:hdr>",
        "word/footer.xml": f"{HEAD}<w:ftr {NAMES}>{_footer(report)}</w:ftr>",
        "docProps/core.xml": properties_xml(report),
        **{f"word/media/chart{n}.png": picture for n, picture in enumerate(body.pictures, 1)},
    }
    return zipped(parts)


def _most_columns(blocks: tuple[Block, ...]) -> int:
    return max((len(printed(block)) for block in blocks if isinstance(block, Table)), default=0)


def _part(name: str) -> str:
    return (FOLDER / f"{name}.xml").read_text(encoding="utf-8")


def _styles(report: Report, page: Page) -> str:
    bidi = "<w:bidi/>" if report.is_rtl else ""
    return Template(_part("styles")).substitute(
        lang=language_of_document(report.lang), bidi=bidi, width=page.text_width
    )


def _document(report: Report, body: Body, page: Page) -> str:
    blocks = "".join([*_title(report, body), *body.blocks(report.blocks), *_end(report, body)])
    return f"{HEAD}<w:document {NAMES}><w:body>{blocks}{_section(report, page)}</w:body></w:document>"


def _section(report: Report, page: Page) -> str:
    """Page, header and footer; the first page has its title instead of a header."""
    lying = ' w:orient="landscape"' if page.width > page.height else ""
    sides = " ".join(f'w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/><w:footerReference w:type="first" r:id="footer"/>'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{lying}/>'
        f'<w:pgMar {sides} w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/>'
        f"{'<w:bidi/>' if report.is_rtl else ''}</w:sectPr>"
    )


def _title(report: Report, body: Body) -> Iterator[str]:
    yield from (body.paragraph("Publisher", text(line)) for line in report.publisher)
    yield body.paragraph("Title", text(report.title))
    yield body.paragraph("Subtitle", text(report.edition))


def _end(report: Report, body: Body) -> Iterator[str]:
    words = words_in(report.lang)
    if report.licence:
        yield body.paragraph("Note", text(f"{words.gettext('Licence')}: {report.licence}"))
    if safe_address(report.url):
        name = text(f"{words.gettext('Permanent page')}: ")
        yield body.paragraph("Note", (*name, *text(report.url, href=report.url)))


def _header(report: Report, body: Body) -> str:
    return body.paragraph("Header", text(" · ".join(part for part in (report.title, report.edition) if part)))


def _footer(report: Report) -> str:
    """The publisher, and on the other side the page; whoever opens the file counts."""
    rtl = "<w:rPr><w:rtl/></w:rPr>" if report.is_rtl else ""
    template = words_in(report.lang).gettext("Page {page} of {pages}")
    parts = [report.publisher[0] if report.publisher else "", "\t", *re.split(r"(\{pages?\})", template)]
    inner = "".join(_footer_part(part, rtl) for part in parts if part)
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{inner}</w:p>'


def _footer_part(part: str, rtl: str) -> str:
    if part == "\t":
        return f"<w:r>{rtl}<w:tab/></w:r>"
    field = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(part)
    run = f"<w:r>{rtl}{said_xml('1' if field else part)}</w:r>"
    return f'<w:fldSimple w:instr=" {field} ">{run}</w:fldSimple>' if field else run
