import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.names import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Perú", "PERU"),
        ("San José", "san jose"),
        ("Senior Officials’ Meeting", "Senior Officials' Meeting"),
        ("EU-Horn of Africa", "EU – Horn  of Africa"),
        ("“Quoted”", "quoted"),
        ("Oﬃcials", "officials"),
        ("Türkiye", "TURKIYE"),
        ("Söderköping", "Soderkoping"),
        ("Łódź", "Lodz"),
        ("Ålesund", "Alesund"),
        ("Cœur", "coeur"),
        ("أبوظبي", "ابوظبي"),
        ("Йемен", "йемен"),
        ("٢٠٢٤", "٢٠٢٤"),
        ("", " – "),
    ],
)
def test_equal_names_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Niger", "Nigeria"), ("RCM", "RCP"), ("5+5 Dialogue", "5 5 Dialogue")])
def test_different_names_stay_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("5+5 Dialogue", "5 + 5 dialogue"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("A_B", "a b"),
        ("𝚨𝐁", "αb"),
        ("aŉ", fold("a'n")),
    ],
)
def test_folded_text(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
