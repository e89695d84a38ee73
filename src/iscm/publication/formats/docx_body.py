"""The blocks of a report as WordprocessingML."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from iscm.publication.charts.tables import chart_table
from iscm.publication.formats.docx_picture import drawing_xml, picture_of
from iscm.publication.formats.docx_table import AFTER, table_xml
from iscm.publication.formats.docx_words import Writing
from iscm.publication.report import Block, Box, Bullets, Chart, Heading, Paragraph, Report, Table, Text, text
from iscm.publication.words import words_in

DEEPEST = 6
TWENTIETHS_A_MM = 1440 / 25.4
WIDEST_CHART = 160
WASH = "F0F4F8"
BOX_INDENT, BULLET_INDENT = 200, 284


@dataclass(slots=True)
class Body:
    """Writes the blocks and gathers their pictures; `width` is that of the text, in twentieths of a point."""

    report: Report
    writing: Writing
    width: int
    pictures: list[bytes] = field(default_factory=list)
    _marks: int = 0

    def paragraph(self, style: str, words: Text, more: str = "") -> str:
        """A paragraph in a style, with further properties in their order."""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{self.writing.running(words)}</w:p>'

    def blocks(self, blocks: tuple[Block, ...], around: str = "") -> Iterator[str]:
        """All blocks, in order; those of a box have its borders `around` them."""
        for block in blocks:
            if isinstance(block, Heading):
                yield self._heading(block, around)
            elif isinstance(block, Paragraph):
                style = "Note" if block.is_quiet else "Normal"
                yield self.paragraph(style, block.words, around and around + _indent(BOX_INDENT))
            elif isinstance(block, Bullets):
                yield from self._bullets(block, around)
            elif isinstance(block, Table):
                yield table_xml(block, self.writing, self.width, is_rtl=self.report.is_rtl)
            elif isinstance(block, Box):
                yield from self.blocks((block.heading, *block.blocks), _box(is_rtl=self.report.is_rtl))
                yield AFTER
            else:
                yield from self._figure(block.chart)

    def _heading(self, heading: Heading, around: str) -> str:
        style = f"Heading{min(heading.level, DEEPEST)}"
        words = self.writing.running(heading.words)
        if heading.anchor in self.writing.anchors:
            self._marks += 1
            name = self.writing.bookmark(heading.anchor)
            words = (
                f'<w:bookmarkStart w:id="{self._marks}" w:name="{name}"/>{words}<w:bookmarkEnd w:id="{self._marks}"/>'
            )
        more = around and around + _indent(BOX_INDENT)
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{words}</w:p>'

    def _bullets(self, block: Bullets, around: str) -> Iterator[str]:
        indent = _indent(BOX_INDENT + BULLET_INDENT, BULLET_INDENT) if around else ""
        for left, item in enumerate(block.items, 1 - len(block.items)):
            # The last one has the space of a paragraph behind it.
            end = "" if left or around else '<w:spacing w:after="160"/>'
            yield self.paragraph("ListBullet", item, around + indent + end)

    def _figure(self, chart: Chart) -> Iterator[str]:
        """The title, the picture with what it shows in words, its values as a table."""
        yield self.paragraph("Caption", text(chart.title))
        width = min(self.width / TWENTIETHS_A_MM, WIDEST_CHART)
        picture = picture_of(chart, width, is_rtl=self.report.is_rtl)
        self.pictures.append(picture.content)
        total = words_in(self.report.lang).gettext("Total")
        yield drawing_xml(chart, picture, len(self.pictures))
        yield table_xml(chart_table(chart, total), self.writing, self.width, is_rtl=self.report.is_rtl)


def _box(*, is_rtl: bool) -> str:
    """Shading and a bar where lines begin. They are the paragraphs' own: headings in a table miss in the outline."""
    bar, edge = 'w:sz="24" w:space="8" w:color="0A4A7D"', f'w:sz="4" w:space="3" w:color="{WASH}"'
    sides = {"top": edge, "left": edge if is_rtl else bar, "bottom": edge, "right": bar if is_rtl else edge}
    borders = "".join(f'<w:{side} w:val="single" {line}/>' for side, line in sides.items())
    return f'<w:pBdr>{borders}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/>'


def _indent(left: int, hanging: int = 0) -> str:
    """An indent on the side where lines begin, and no space that would break the shading."""
    return f'<w:spacing w:before="0" w:after="0"/><w:ind w:left="{left}" w:hanging="{hanging}"/>'
