"""The ruled lines of a PDF page, and how its corner turns, through pdfium."""

import ctypes
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2_raw as pdfium

from iscm.reading.layouts.geometry import Rule

THIN = 3.0
MAX_OBJECTS = 100_000
MAX_SEGMENTS = 5_000
MAX_DEPTH = 4
UPSIDE_DOWN = 2
Box = tuple[float, float, float, float]


class Turn:
    """From pdfium's corner (bottom left, before rotation) to ours (top left, as one looks at the page)."""

    def __init__(self, rotation: int, width: float, height: float) -> None:
        self.rotation, self.width, self.height = rotation, width, height

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """(left, top, right, bottom) as seen."""
        width, height = self.width, self.height
        if self.rotation == 0:
            return left, height - top, right, height - bottom
        if self.rotation == 1:
            return bottom, left, top, right
        if self.rotation == UPSIDE_DOWN:
            return width - right, bottom, width - left, top
        return height - top, width - right, height - bottom, width - left


def turn_of(page: ctypes.c_void_p) -> Turn:
    """How the page is turned, and its size before that."""
    rotation = pdfium.FPDFPage_GetRotation(page)
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    return Turn(rotation, *((height, width) if rotation % 2 else (width, height)))


def find_rules(page: ctypes.c_void_p, turn: Turn) -> tuple[list[Rule], list[Rule]]:
    """The vertical and the level lines, however the producer draws them: strokes, thin bars, frames."""
    verticals: list[Rule] = []
    levels: list[Rule] = []
    for left, top, right, bottom in (turn.box(*box) for box in _bars(page)):
        if right - left <= THIN < bottom - top:
            verticals.append(Rule((left + right) / 2, top, bottom))
        elif bottom - top <= THIN < right - left:
            levels.append(Rule((top + bottom) / 2, left, right))
    return sorted(verticals, key=lambda rule: rule.at), sorted(levels, key=lambda rule: rule.at)


def _bars(page: ctypes.c_void_p) -> Iterator[Box]:
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _object_bars(pdfium.FPDFPage_GetObject(page, index), ())


def _object_bars(thing: ctypes.c_void_p, matrices: tuple[pdfium.FS_MATRIX, ...]) -> Iterator[Box]:
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        for left, bottom, right, top in _path_bars(thing):
            corners = [_moved(x, y, matrices) for x, y in ((left, bottom), (right, top))]
            xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
            yield xs[0], ys[0], xs[1], ys[1]
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and len(matrices) < MAX_DEPTH:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(thing, matrix)
        for index in range(min(pdfium.FPDFFormObj_CountObjects(thing), MAX_SEGMENTS)):
            yield from _object_bars(pdfium.FPDFFormObj_GetObject(thing, index), (matrix, *matrices))


def _moved(x: float, y: float, matrices: tuple[pdfium.FS_MATRIX, ...]) -> tuple[float, float]:
    for m in matrices:
        x, y = m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f
    return x, y


def _path_bars(path: ctypes.c_void_p) -> Iterator[Box]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(path, left, bottom, right, top):
        return
    if right.value - left.value <= THIN or top.value - bottom.value <= THIN:
        yield left.value, bottom.value, right.value, top.value
    elif pdfium.FPDFPath_CountSegments(path) <= MAX_SEGMENTS:
        yield from _segment_bars(path)


def _segment_bars(path: ctypes.c_void_p) -> Iterator[Box]:
    """The straight pieces of a path; of a surface without outline only where it is thin."""
    fill, stroke, matrix = ctypes.c_int(), ctypes.c_int(), pdfium.FS_MATRIX()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    for points in _outlines(path, matrix):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = min(xs), min(ys), max(xs), max(ys)
        if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
            yield box
        elif stroke.value:
            for (x, y), (other_x, other_y) in pairwise(points):
                yield min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _outlines(path: ctypes.c_void_p, matrix: pdfium.FS_MATRIX) -> list[list[tuple[float, float]]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    outlines: list[list[tuple[float, float]]] = []
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved(x.value, y.value, (matrix,))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO or not outlines:
            outlines.append([point])
        else:
            outlines[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            outlines[-1].append(outlines[-1][0])
    return outlines
