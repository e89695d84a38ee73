"""The map of the world for pages that are files: browsers let no drawing of a disk take shapes from another file.

The land becomes a picture, which they allow; the few countries that a page marks are put into the page.
"""

import re

from iscm.publication.site.pages import Shapes

LAND = "world"
# As `--land` and `--paper` in the site's style sheet, which does not reach into a picture.
LIGHT, DARK = ("#dedacf", "#fcfbf8"), ("#33383d", "#15181b")
_SIZE = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
_COUNTRY = re.compile(r'<g id="([A-Z]{2})">(.*?)</g>', re.DOTALL)


def shapes_of(svg: str, address: str, picture: str) -> Shapes:
    """What takes the place of what pages take from a map at `address`; its land is the picture at another."""
    size = _SIZE.search(svg)
    width, height = (int(size[1]), int(size[2])) if size else (1000, 500)
    drawn = {f"{address}#{code}": inside for code, inside in _COUNTRY.findall(svg)}
    return Shapes(drawn, {f"{address}#{LAND}": (picture, width, height)})


def land(svg: str) -> bytes:
    """The map as a picture of land, in light and dark."""
    (fill, line), (dark_fill, dark_line) = LIGHT, DARK
    style = (
        f"<style>g{{fill:{fill};stroke:{line};stroke-width:.5}}"
        f"@media(prefers-color-scheme:dark){{g{{fill:{dark_fill};stroke:{dark_line}}}}}</style>"
    )
    head, end, rest = svg.partition(">")
    return f"{head}{end}{style}{rest}".encode()
