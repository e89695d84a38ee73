"""A chart as a picture in a document, with its summary for those who do not see it."""

import struct
from dataclasses import dataclass
from html import escape

from iscm.publication.formats.cleaning import in_line
from iscm.publication.report import Chart

EMU_A_MM = 36_000
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PLACING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
SIZE_AT = 16  # of width and height in a PNG


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and its size on paper, in English Metric Units."""

    content: bytes
    width: int
    height: int


def picture_of(chart: Chart, width_mm: float, *, is_rtl: bool) -> Picture:
    """The chart drawn at this width."""
    from iscm.publication.charts.svg import render_svg  # noqa: PLC0415  # most reports have no chart
    from iscm.publication.formats.pictures import render_png  # noqa: PLC0415  # loads the typesetter

    content = render_png(render_svg(chart, is_rtl=is_rtl), width_mm)
    across, down = struct.unpack_from(">II", content, SIZE_AT)
    width = round(width_mm * EMU_A_MM)
    return Picture(content, width, round(width * down / across))


def drawing_xml(chart: Chart, picture: Picture, number: int) -> str:
    """The picture with this number in a paragraph of its own."""
    summary = escape(in_line(f"{chart.title}. {chart.summary}"))
    size = f'cx="{picture.width}" cy="{picture.height}"'
    return (
        "<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:drawing>"
        f'<wp:inline xmlns:wp="{PLACING}" distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="Chart {number}" descr="{summary}"/>'
        f'<a:graphic xmlns:a="{DRAWING}"><a:graphicData uri="{PICTURE}"><pic:pic xmlns:pic="{PICTURE}">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="chart{number}.png" descr="{summary}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="chart{number}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
