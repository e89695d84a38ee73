"""Colours from an address: only hexadecimal ones, and always readable."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.website.colours import ENOUGH, Theme, contrast, palette, parse_colour, parse_theme, stylesheet

COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
MAYBE = st.integers(-1, 0xFFFFFF).map(lambda number: f"#{number:06x}" if number >= 0 else "")
THEME = st.builds(Theme, st.sampled_from(["", "light", "dark"]), MAYBE, MAYBE, MAYBE)


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("0a4", "#00aa44"),
        ("#0A4", "#00aa44"),
        ("#00aa44", "#00aa44"),
        (" 00AA44 ", "#00aa44"),
        ("", ""),
        ("red", ""),
        ("#00aa4", ""),
        ("00aa44ff", ""),
        ("٠٠٠", ""),
        ("000;}body{background:url(//evil.example)", ""),
        ("000\n", "#000000"),
        ("0" * 100_000, ""),
    ],
)
def test_a_colour_is_hexadecimal_or_nothing(text, colour):
    assert parse_colour(text) == colour


def test_a_theme_leaves_out_what_makes_no_sense():
    assert parse_theme({"scheme": "neon", "paper": "url(x)", "ink": "#fff", "accent": "0a4a7d"}) == Theme(
        "", "", "#ffffff", "#0a4a7d"
    )


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#0a4a7d", "#0a4a7d", 1.0)]
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


def test_what_can_be_read_is_taken_as_it_is():
    asked = Theme("", "#ffffff", "#222222", "#8a1c1c")
    used = palette(asked)
    assert (used.paper, used.ink, used.accent, used.unread) == ("#ffffff", "#222222", "#8a1c1c", ())


def test_what_cannot_be_read_is_replaced_and_told():
    used = palette(Theme("", "#112233", "#444444", "#8fc3f0"))
    assert (used.ink, used.accent, used.unread) == ("#e7e4de", "#8fc3f0", ("ink",))


@given(THEME)
def test_everything_can_be_read_whatever_is_asked_for(theme):
    used = palette(theme)
    assert min(contrast(each, used.paper) for each in (used.ink, used.soft, used.accent)) >= ENOUGH
    assert used.paper == theme.paper or not theme.paper


@given(st.dictionaries(st.sampled_from(["scheme", "paper", "ink", "accent"]), st.one_of(COLOUR, st.text())))
def test_the_style_sheet_sets_colours_and_nothing_else(query):
    found = stylesheet(parse_theme(query))
    line = r"\n  (?:color-scheme: (?:light|dark)|--[a-z]+: #[0-9a-f]{6});"
    assert re.fullmatch(rf"(?::root \{{ color-scheme: (?:light|dark); \}}\n|:root \{{(?:{line})+\n\}}\n)?", found)


def test_a_scheme_alone_leaves_our_own_colours():
    assert (stylesheet(Theme("dark")), stylesheet(Theme())) == (":root { color-scheme: dark; }\n", "")
