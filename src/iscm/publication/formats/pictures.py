"""A drawing as a picture, for formats that cannot show SVG."""

from iscm.publication.formats.letters import fit_to_fonts
from iscm.publication.formats.typesetter import typeset


def render_png(svg: str, width_mm: float, dpi: int = 220) -> bytes:
    """The SVG as PNG on a clear ground, `width_mm` wide in print, in the fonts of our publications."""
    inputs = {"svg": fit_to_fonts(svg), "width": f"{width_mm:.3f}"}
    return typeset("picture.typ", inputs, format="png", ppi=dpi)
