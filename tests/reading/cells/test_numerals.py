import pytest

from iscm.reading.cells.numerals import parse_ordinal_words, parse_roman


@pytest.mark.parametrize(
    ("text", "value"),
    [("I", 1), ("IV", 4), ("XIV", 14), ("XIX", 19), ("XXII", 22), ("XL", 40), ("LVIII", 58), ("XCIX", 99)],
)
def test_roman_numerals(text, value):
    assert parse_roman(text) == value


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "MIX", "CIV", "DC", "xiv", "IL", "A", "XIVE"])
def test_what_is_no_roman_numeral_up_to_99(text):
    assert parse_roman(text) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("first", (1, 1)),
        ("sixth meeting", (6, 1)),
        ("twelfth", (12, 1)),
        ("twenty first session", (21, 2)),
        ("twentieth", (20, 1)),
        ("forty ninth", (49, 2)),
        ("fiftieth", (50, 1)),
        ("premiere", (1, 1)),
        ("deuxieme reunion", (2, 1)),
        ("dix septieme", (17, 2)),
        ("vingt et unieme", (21, 3)),
        ("trente deuxieme", (32, 2)),
        ("primera", (1, 1)),
        ("tercer foro", (3, 1)),
        ("decimo octava", (18, 2)),
        ("decimoctava", None),
        ("vigesima primera", (21, 2)),
        ("quincuagesima", (50, 1)),
        ("undecima", (11, 1)),
        ("meeting", None),
        ("one", None),
    ],
)
def test_ordinals_in_words(words, value):
    assert parse_ordinal_words(words.split()) == value
