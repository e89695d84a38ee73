"""Ink on ground: what tells the series apart without colour."""

from iscm.publication.charts.palette import Mark

_SIZE = 6
_STROKES = {
    "lines": '<path class="c-ink{n}" d="M-1 1l2-2M0 6l6-6M5 7l2-2" stroke="{ink}" fill="none"/>',
    "dots": '<circle class="c-spot{n}" cx="1.5" cy="1.5" r="0.9" fill="{ink}"/>'
    '<circle class="c-spot{n}" cx="4.5" cy="4.5" r="0.9" fill="{ink}"/>',
    "cross": '<path class="c-ink{n}" d="M0 3h6M3 0v6" stroke="{ink}" fill="none"/>',
}


def texture(mark: Mark, place: int, name: str) -> str:
    """The `<pattern>` of the mark at a place of the palette under a name; nothing for marks that need none."""
    if mark.texture not in _STROKES:
        return ""
    strokes = _STROKES[mark.texture].format(n=place, ink=mark.ink)
    ground = f'<rect class="c-ground{place}" width="{_SIZE}" height="{_SIZE}" fill="{mark.ground}"/>'
    tile = f'patternUnits="userSpaceOnUse" width="{_SIZE}" height="{_SIZE}"'
    return f'<pattern id="{name}" {tile}>{ground}{strokes}</pattern>'
