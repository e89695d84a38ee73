"""A page of a PDF as a picture, for people who compare it with what was read."""

import ctypes
import struct
import zlib

import pypdfium2_raw as pdfium

from iscm.reading.layouts.limits import check_size
from iscm.reading.layouts.pdf import PDFIUM, opened

WIDTH, HIGHEST = 1000, 3000
"""Pixels; a page that is longer for its width is made narrower."""

WHITE = 0xFFFFFFFF
RGB, DEPTH = 2, 8


def picture_of(content: bytes, name: str, page: int) -> bytes | None:
    """The page (from 1) of a PDF as PNG, `WIDTH` wide and `HIGHEST` high at most; None where it has no such page.

    Raises `UnreadableInputError` for a file that is damaged, encrypted or too large.
    """
    check_size(content, name)
    with PDFIUM, opened(content, name) as document:
        if not 0 < page <= pdfium.FPDF_GetPageCount(document):
            return None
        held = pdfium.FPDF_LoadPage(document, page - 1)
        if not held:
            return None
        try:
            return _drawn(held)
        finally:
            pdfium.FPDF_ClosePage(held)


def _drawn(page: ctypes.c_void_p) -> bytes | None:
    wide, high = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if not (wide > 0 and high > 0):
        return None
    scale = min(WIDTH / wide, HIGHEST / high)
    width, height = max(1, round(wide * scale)), max(1, round(high * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, None, 0)
    if not bitmap:
        return None
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE)
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        lines = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return _png(width, height, [lines[y * stride : y * stride + width * 3] for y in range(height)])


def _png(width: int, height: int, lines: list[bytes]) -> bytes:
    """The pixels as PNG (W3C PNG, third edition), each line without a filter."""
    head = struct.pack(">IIBBBBB", width, height, DEPTH, RGB, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + line for line in lines), 6)
    parts = ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
