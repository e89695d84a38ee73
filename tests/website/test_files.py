"""Styles, type and drawings as they are committed."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

import iscm.website

WEBSITE = Path(iscm.website.__file__).parent
STATIC = WEBSITE / "static/website"
MAIL = WEBSITE / "templates/website/mail"  # programs for mail know no style sheets
FACE = re.compile(r'url\("fonts/(?P<file>[^"]+)"\).*?unicode-range: (?P<ranges>[^;]+);')
FACES = FACE.findall((STATIC / "fonts.css").read_text())


def test_styles_know_no_left_and_right():
    css = re.sub(r"/\*.*?\*/", "", (STATIC / "site.css").read_text(), flags=re.DOTALL)
    physical = (
        r"[\s;{](?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|left|right|top|bottom|width|height)\s*:"
    )
    assert re.findall(physical, css) == []
    assert re.findall(r":\s*(?:left|right)\s*;", css) == []


def test_styles_and_drawings_ask_nobody_else():
    for path in STATIC.rglob("*"):
        if path.suffix in {".css", ".js", ".svg"}:
            assert re.findall(r"https?://(?!www\.w3\.org/)", path.read_text()) == []


@pytest.mark.parametrize(("file", "ranges"), FACES)
def test_type_has_only_letters_of_its_range_and_has_tabular_figures(file, ranges):
    wanted = set()
    for part in ranges.replace("U+", "").split(", "):
        first, _, last = part.partition("-")
        wanted |= set(range(int(first, 16), int(last or first, 16) + 1))
    font = TTFont(STATIC / "fonts" / file)
    letters = font.getBestCmap()
    assert set(letters) <= wanted
    figures = {font["hmtx"][letters[ord(figure)]][0] for figure in "0123456789" if ord(figure) in letters}
    assert len(figures) <= 1


def test_latin_page_needs_less_than_100_kilobytes_of_type():
    assert sum((STATIC / "fonts" / file).stat().st_size for file, _ in FACES if "latin" in file) < 100_000
    assert (STATIC / "fonts/OFL.txt").is_file()


def test_map_has_every_state_that_a_mechanism_names(vocabulary):
    drawn = set(etree.parse(STATIC / "world.svg").xpath("//@id"))
    named = {code for m in vocabulary.mechanisms.values() if m.members for code in m.members.states}
    assert named - drawn == set()


def test_templates_have_nothing_inline():
    pages = set((WEBSITE / "templates").rglob("*.html")) - set(MAIL.glob("*.html"))
    for path in pages:
        assert re.findall(r"\sstyle=|\son\w+=|<style", path.read_text()) == []
