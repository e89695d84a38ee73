"""What a drawn chart holds, read back from its SVG; and charts of any shape."""

import re
from dataclasses import dataclass

from hypothesis import strategies as st
from lxml import etree

from iscm.publication.charts.measuring import BOLD, measure
from iscm.publication.report import Chart, Series

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    name: str
    role: str = ""

    def holds(self, other):
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )

    def overlaps(self, other):
        return (
            self.x < other.x + other.width - 0.1
            and other.x < self.x + self.width - 0.1
            and self.y < other.y + other.height - 0.1
            and other.y < self.y + self.height - 0.1
        )


def parsed(svg):
    return etree.fromstring(svg.encode())


def marks(svg):
    """The bars, without those of the legend."""
    found = parsed(svg).iterchildren(f"{SVG}rect")
    return [_box(each) for each in found if re.fullmatch(r"c-mark\d", each.get("class"))]


def words(svg):
    """The lines of words, each with the room that it takes."""
    return [_words(each) for each in parsed(svg).iter(f"{SVG}text")]


def said_of(svg, *roles):
    """What is written in some roles, in the order of the drawing."""
    return [box.name for box in words(svg) if box.role in roles]


def everything(svg):
    """The room that everything takes."""
    inside = [each for each in parsed(svg) if each.tag == f"{SVG}rect"]
    lines = [
        Box(
            min(float(each.get("x1")), float(each.get("x2"))),
            min(float(each.get("y1")), float(each.get("y2"))),
            abs(float(each.get("x1")) - float(each.get("x2"))),
            abs(float(each.get("y1")) - float(each.get("y2"))),
            "line",
        )
        for each in parsed(svg).iter(f"{SVG}line")
    ]
    return [*map(_box, inside), *words(svg), *lines]


def view_box(svg):
    return tuple(map(float, parsed(svg).get("viewBox").split()))


def _box(rect):
    return Box(*(float(rect.get(name, 0)) for name in ("x", "y", "width", "height")), rect.get("class"))


def _words(text):
    size, x, y = (float(text.get(name)) for name in ("font-size", "x", "y"))
    said = text.text.strip("\u2067\u2068\u2069")
    width = measure(said, size) * (BOLD if text.get("font-weight") else 1)
    before = {None: 0, "middle": width / 2, "end": width}[text.get("text-anchor")]
    return Box(x - before, y - size * 0.8, width, size, said, text.get("class"))


def chart(labels=("a", "b"), *values, shape="bars", is_stacked=False, names=(), **rest):
    """A chart of these rows of values."""
    series = tuple(
        Series(names[n] if names else f"Series {n}", tuple(map(float, row))) for n, row in enumerate(values or [(1, 2)])
    )
    said = {"key": "k", "title": "Title", "summary": "Summary.", "labels_heading": "Name", "unit": "meetings"} | rest
    return Chart(shape=shape, labels=tuple(labels), series=series, is_stacked=is_stacked, **said)


SCRIPTS = st.sampled_from("abc XYZ-/'\"<&>é  движение الهجرة移民环境、1234567890.\u202e\u200d\x00\ud800")
NAMES = st.text(st.one_of(SCRIPTS, st.characters()), max_size=90)
COUNTS = st.one_of(st.just(0), st.integers(0, 30), st.integers(0, 10**9), st.floats(0, 1e9), st.floats(0, 1e-5)).map(
    float
)


@st.composite
def charts(draw, labels=NAMES, values=COUNTS, most=30):
    number, several = draw(st.integers(0, most)), draw(st.integers(1, 7))
    rows = st.lists(values, min_size=number, max_size=number)
    return chart(
        draw(st.lists(labels, min_size=number, max_size=number)),
        *(draw(rows) for _ in range(several)),
        shape=draw(st.sampled_from(["bars", "columns"])),
        is_stacked=draw(st.booleans()),
        names=draw(st.lists(labels, min_size=several, max_size=several)),
        key=draw(labels),
        title=draw(labels),
        summary=draw(labels),
        unit=draw(labels),
        labels_heading=draw(labels),
    )
