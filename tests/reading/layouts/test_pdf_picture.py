"""Pages of a PDF as pictures."""

import io

import pytest
from PIL import Image

from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts.pdf_picture import HIGHEST, WIDTH, picture_of


def pdf(wide=300, high=400, drawing=b"1 0 0 rg 0 0 150 400 re f"):
    """A page of so many points with a drawing: by default its left half red."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R>>" % (wide, high),
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (n, part) for n, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 5>>\nstartxref\n0\n%%EOF"


def drawn(content, page=1):
    return Image.open(io.BytesIO(picture_of(content, "a.pdf", page)))


def test_a_page_is_drawn_in_its_colours_on_white():
    picture = drawn(pdf())
    assert (picture.size, picture.mode) == ((WIDTH, 1333), "RGB")
    assert (picture.getpixel((100, 600)), picture.getpixel((900, 600))) == ((255, 0, 0), (255, 255, 255))


@pytest.mark.parametrize(("wide", "high"), [(10, 14_000), (14_000, 10), (1, 1)])
def test_no_page_makes_a_larger_picture(wide, high):
    width, height = drawn(pdf(wide, high)).size
    assert 1 <= width <= WIDTH
    assert 1 <= height <= HIGHEST


@pytest.mark.parametrize("page", [0, 2, -1, 10**6])
def test_a_page_that_is_not_there_has_no_picture(page):
    assert picture_of(pdf(), "a.pdf", page) is None


@pytest.mark.parametrize("content", [b"%PDF-1.4 broken", b"", b"a,b,c"])
def test_what_is_no_pdf_says_so(content):
    with pytest.raises(UnreadableInputError):
        picture_of(content, "a.pdf", 1)
