"""Drawings as pictures, with the letters of every script and nothing from the machine."""

import io

import pytest
from PIL import Image

from iscm.publication.charts.svg import render_svg
from iscm.publication.formats import typesetter
from iscm.publication.formats.pictures import render_png
from iscm.publication.formats.typesetter import TypesettingError, typeset
from tests.factories.reports import make_chart

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20" width="100" height="20" font-family="Noto Sans">'


def drawn(words: str) -> str:
    return f'{HEAD}<text x="1" y="15" font-size="12">{words}</text></svg>'


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


@pytest.mark.parametrize(("dpi", "width"), [(96, 605), (220, 1386)])
def test_a_picture_is_as_wide_as_asked(dpi, width):
    assert abs(picture(render_png(render_svg(make_chart()), 160, dpi)).width - width) <= 1


def test_the_same_drawing_gives_the_same_bytes():
    assert render_png(drawn("a"), 50) == render_png(drawn("a"), 50)


def test_the_ground_is_clear():
    assert picture(render_png(drawn("a"), 50)).convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("words", ["Migration", "Миграция", "الهجرة", "移民"])
def test_letters_of_every_script_are_drawn(words):
    assert picture(render_png(drawn(words), 50)).convert("RGBA").getbbox() is not None


def test_a_letter_that_no_font_has_is_drawn_as_unknown():
    assert render_png(drawn("𓀀"), 50) == render_png(drawn("\ufffd"), 50)


@pytest.mark.parametrize(
    "source", ['#set text(font: "No Such Font")\nwords', "#panic()", "#unknown"], ids=["font", "panic", "name"]
)
def test_a_template_that_typst_refuses_or_warns_of_makes_nothing(source, tmp_path, monkeypatch):
    (tmp_path / "bad.typ").write_text(source)
    monkeypatch.setattr(typesetter, "TEMPLATES", tmp_path)
    with pytest.raises(TypesettingError):
        typeset("bad.typ", {}, format="pdf")
