"""A meeting as it would be with what is typed over it."""

from dataclasses import replace
from datetime import date

import pytest

from iscm.desk.meeting_fields import Read, read_words
from iscm.desk.near_rows import BLANK, parties_of, typed_row
from iscm.domain.listing import PlaceRow, TopicRow

HELD = replace(BLANK, edtf="2031-05-14", earliest=date(2031, 5, 14), latest=date(2031, 5, 14), precision="day")
THEME = TopicRow("data", "Data", "suggested", "words")


def typed(base=HELD, **words):
    return typed_row(base, {name: read_words(name, said) for name, said in words.items()})


def test_what_nobody_types_over_stays():
    assert typed() == HELD


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2-4 June 2031", ("2031-06-02/2031-06-04", date(2031, 6, 2), date(2031, 6, 4), "confirmed", True)),
        ("June 2031, tbc", ("2031-06", date(2031, 6, 1), date(2031, 6, 30), "tbc", False)),
        ("", ("", None, None, "confirmed", False)),
        ("soon", ("", None, None, "confirmed", False)),
    ],
)
def test_a_date_is_that_of_the_words_or_none(words, said):
    row = typed(date=words)
    assert (row.edtf, row.earliest, row.latest, row.date_status, row.is_day_precise) == said


def test_a_place_says_by_the_way_how_one_takes_part():
    row = typed(place="Vilnius, Lithuania")
    assert (row.places, row.attendance) == ((PlaceRow("Vilnius", "LT"),), "in-person")


def test_mechanisms_are_parties_and_unknown_ones_are_none():
    row = typed(mechanism="rcm:host;sacm:co-host")
    assert [party.slug for party in row.parties] == ["rcm", "sacm"]
    assert parties_of(["nobody"]) == ()


def test_a_theme_that_is_denied_goes_and_one_that_is_said_comes():
    base = replace(HELD, themes=(THEME,))
    said = {"themes": [{"slug": "data", "score": 0}, {"slug": "return", "score": 1}, {"slug": "visas", "score": 0}]}
    assert [one.slug for one in typed_row(base, {"themes": Read(said)}).themes] == ["return"]


def test_a_status_is_that_of_the_form():
    assert typed(status="cancelled").standing == "cancelled"
