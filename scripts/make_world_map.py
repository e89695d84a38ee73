"""Draw the website's world map once, from world-atlas 2.0.2 on npm (Natural Earth, public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    .venv/bin/python scripts/make_world_map.py package/countries-50m.json

Writes `static/website/world.svg`: one element for each territory, its id the alpha-2 code, in the Equal Earth
projection (equal areas, so that no continent looks larger than it is). States too small to see get a dot. Where the
outlines follow who holds the ground, the map follows the practice of the United Nations: Crimea is drawn with Ukraine,
the north of Cyprus with Cyprus, Somaliland with Somalia, Western Sahara in its whole extent; what has no code of its
own in ISO 3166-1 has no id and stays neutral.
"""

import json
import math
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from babel.core import get_global

TARGET = Path(__file__).parents[1] / "src/iscm/website/static/website/world.svg"
WIDTH, TOLERANCE, SMALL, DOT = 1000.0, 0.42, 9.0, 2.6
FEWEST = 3  # points of a ring that encloses something
# Equal Earth: Šavrič, Patterson and Jenny, International Journal of Geographical Information Science 33 (2019).
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
HALF_WORLD = 2.7066299836  # x of 180 degrees east on the equator
MIDDLE = 11.0  # the meridian in the middle: the cut then runs through the Bering Strait and through no country
HEAD_AND_FOOT = (83.7, -57.0)  # latitudes; the map leaves Antarctica out

SEAMS = {"EH"}  # put together from parts whose common border is none
PARTS_OF = {"N. Cyprus": "CY", "Somaliland": "SO"}
SAHARA_NORTH = 27.667  # latitude; the outlines give Morocco what it holds south of it
CRIMEA = (32.4, 44.2, 36.7, 46.3)  # west, south, east, north of the ring that the outlines give to 643
# Too small for the outlines, or drawn there as part of another: latitude and longitude.
DOTS = {"TV": (-8.5, 179.2), "TK": (-9.2, -171.8), "GI": (36.1, -5.4), "SJ": (78.2, 16.0), "XK": (42.6, 20.9)}

Point = tuple[float, float]


def main(source: str) -> int:
    """Read the outlines, write the drawing; prints its size."""
    atlas = json.loads(Path(source).read_text(encoding="utf-8"))
    whole = [[project(*point) for point in arc] for arc in degrees(atlas)]
    arcs = [simplified(arc) for arc in whole]
    shapes: dict[str, list[list[Point]]] = {}
    for shape in atlas["objects"]["countries"]["geometries"]:
        for numbers in rings(shape):
            ring = joined(numbers, arcs)
            ring = ring if len(ring) >= FEWEST else joined(numbers, whole)
            for code, part in parted(owner(shape, ring), ring):
                shapes.setdefault(code, []).append(part)
    shapes.pop("AQ", None)
    TARGET.write_text(drawn(shapes), encoding="utf-8")
    print(f"{TARGET.name}  {len(shapes)} shapes, {TARGET.stat().st_size:,} bytes")
    return 0


def degrees(atlas: dict) -> Iterator[list[Point]]:
    """The arcs as longitude and latitude."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def project(longitude: float, latitude: float) -> Point:
    """A place on the drawing; y grows downwards."""
    longitude = (longitude - MIDDLE + 180) % 360 - 180
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    slope = 9 * A4 * theta**8 + 7 * A3 * theta**6 + 3 * A2 * theta**2 + A1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    y = A4 * theta**9 + A3 * theta**7 + A2 * theta**3 + A1 * theta
    scale = WIDTH / 2 / HALF_WORLD
    return WIDTH / 2 + x * scale, -y * scale


def simplified(points: list[Point]) -> list[Point]:
    """Douglas and Peucker: no point of the line is further away than TOLERANCE. Ends stay, so borders still meet."""
    keep, todo = {0, len(points) - 1}, [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        far, worst = 0.0, 0
        for i in range(first + 1, last):
            if (away := distance(points[i], points[first], points[last])) > far:
                far, worst = away, i
        if far > TOLERANCE:
            keep.add(worst)
            todo += [(first, worst), (worst, last)]
    return [points[i] for i in sorted(keep)]


def distance(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from a stretch of line."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    if not (length := dx * dx + dy * dy):
        return math.dist(point, start)
    along = max(0.0, min(1.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length))
    return math.dist(point, (start[0] + along * dx, start[1] + along * dy))


def rings(shape: dict) -> Iterator[list[int]]:
    """The arcs of each ring of a shape."""
    for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
        yield from polygon


def joined(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """One ring out of its arcs; a negative number means an arc walked backwards."""
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc if not ring else arc[1:]
    return _whole(ring)


def _whole(ring: list[Point]) -> list[Point]:
    """A ring whose far side came out on the other edge of the map (an island under the cut), in one piece again."""
    shift, before, whole = 0.0, ring[0][0], []
    for x, y in ring:
        if abs(x - before) > WIDTH / 2:
            shift -= x - before
        before = x
        whole.append((x + shift, y))
    return whole


def owner(shape: dict, ring: list[Point]) -> str:
    """The alpha-2 code under which a ring is drawn, or "neutral"."""
    if shape["properties"]["name"] in PARTS_OF:
        return PARTS_OF[shape["properties"]["name"]]
    code = next(iter(get_global("territory_aliases").get(shape.get("id") or "", ())), "neutral")
    if code == "RU":
        (west, _), (east, _) = project(CRIMEA[0], CRIMEA[3]), project(CRIMEA[2], CRIMEA[3])
        north, south = project(MIDDLE, CRIMEA[3])[1], project(MIDDLE, CRIMEA[1])[1]
        if all(west - 2 <= x <= east + 2 and north - 1 <= y <= south + 1 for x, y in ring):
            return "UA"
    return code


def parted(code: str, ring: list[Point]) -> list[tuple[str, list[Point]]]:
    """A ring, or the two parts of it where the outlines give a State what lies south of its border."""
    if code != "MA":
        return [(code, ring)]
    border = project(MIDDLE, SAHARA_NORTH)[1]
    north, south = _side(ring, border, below=False), _side(ring, border, below=True)
    return [(owner_, part) for owner_, part in (("MA", north), ("EH", south)) if len(part) >= FEWEST]


def _side(ring: list[Point], border: float, *, below: bool) -> list[Point]:
    """The part of a ring on one side of a horizontal line (Sutherland and Hodgman)."""
    part: list[Point] = []
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        is_in, comes_in = (y1 >= border) == below, (y2 >= border) == below
        if is_in:
            part.append((x1, y1))
        if is_in != comes_in:
            part.append((x1 + (x2 - x1) * (border - y1) / (y2 - y1), border))
    return part


def drawn(shapes: dict[str, list[list[Point]]]) -> str:
    """The drawing. Shapes carry no colour of their own: the page that uses them gives it."""
    head, foot = project(MIDDLE, HEAD_AND_FOOT[0])[1], project(MIDDLE, HEAD_AND_FOOT[1])[1]
    neutral = shapes.pop("neutral", [])
    body = [f'<path d="{"".join(path(ring, head) for ring in neutral)}"/>']
    codes = sorted(set(shapes) | set(DOTS), key=lambda code: (code in DOTS or is_small(shapes[code]), code))
    for code in codes:
        seam = ' stroke="none"' if code in SEAMS else ""
        outline = (
            f'<path{seam} d="{"".join(path(ring, head) for ring in shapes.get(code, []))}"/>' if code in shapes else ""
        )
        body.append(f'<g id="{code}">{outline}{dot(code, shapes, head)}</g>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {foot - head:.0f}"><g id="world">\n'
        + "\n".join(body)
        + "\n</g></svg>\n"
    )


def path(ring: list[Point], head: float) -> str:
    """A ring in tenths of a unit, each point told from the one before; nothing where it shrinks to a point."""
    whole = [(round(x * 10), round((y - head) * 10)) for x, y in ring]
    steps = [(x - px, y - py) for (px, py), (x, y) in pairwise(whole) if (x, y) != (px, py)]
    if len(steps) < FEWEST:
        return ""
    return (
        f"M{whole[0][0] / 10:g} {whole[0][1] / 10:g}l"
        + " ".join(f"{dx / 10:g} {dy / 10:g}" for dx, dy in steps[:-1])
        + "z"
    )


def is_small(rings_of: list[list[Point]]) -> bool:
    """Whether the largest ring is too small to be seen."""
    return max(area(ring) for ring in rings_of) < SMALL


def area(ring: list[Point]) -> float:
    """The shoelace formula."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def dot(code: str, shapes: dict[str, list[list[Point]]], head: float) -> str:
    """A dot for what is too small to be seen, else nothing."""
    if code in DOTS:
        latitude, longitude = DOTS[code]
        x, y = project(longitude, latitude)
    elif is_small(shapes[code]):
        ring = max(shapes[code], key=area)
        x, y = sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    else:
        return ""
    return f'<circle cx="{x:.1f}" cy="{y - head:.1f}" r="{DOT}"/>'


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
