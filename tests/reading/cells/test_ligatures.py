import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.reading.cells.ligature_words import WORDS
from iscm.reading.cells.ligatures import Loss, find_losses, put_back, restore_letters


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("Senior O cials' Mee ng", "Senior Officials' Meeting"),
        ("Senior Ocials’ Meeng", "Senior Officials’ Meeting"),
        ("Consulta on on Migra on", "Consultation on Migration"),
        ("SENIOR OFFICIALS MEE NG", "SENIOR OFFICIALS MEETING"),
        ("Traf cking in Persons", "Trafficking in Persons"),
        ("Tra cking in Persons", "Trafficking in Persons"),
        ("Steering Commi\ufffdee", "Steering Committee"),
        ("Thema c Mee ng on sta s cs", "Thematic Meeting on statistics"),
        ("the na onal o cers", "the national officers"),
        ("vulnerabili es and poli cs", "vulnerabilities and politics"),
        ("recogni on of protec on ac vi es", "recognition of protection activities"),
    ],
)
def test_lost_letters_are_put_back(damaged, whole):
    assert restore_letters(damaged) == whole


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Senior Officials' Meeting",
        "a on on the na ve op on",
        "Meeting on Migration",
        "Mee, ng",
        "the forum on action on data",
        "Réunion des hauts fonctionnaires",
        "Organisation des Nations Unies",
        "Intercambio entre pares",
        "armed groups, tracked and rearmed",
    ],
)
def test_other_words_stay(text):
    assert restore_letters(text) == text


def test_a_loss_is_found_where_it_stands():
    assert find_losses("a Mee ng here") == (Loss(2, 8, "Meeting"),)
    assert put_back("a Mee ng here", [Loss(2, 8, "Meeting")]) == "a Meeting here"


def test_whole_words_of_the_list_stay():
    assert restore_letters(WORDS) == WORDS


@given(st.text(max_size=500))
def test_any_text_comes_back_and_stays(text):
    once = restore_letters(text)

    assert restore_letters(once) == once
