"""Dates in running text: which words are dates, and which numbers are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.dates import Edtf
from iscm.reading.cells.dates import DateOrder, find_dates
from iscm.reading.cells.words import listed


def found(text, **known):
    return [(text[f.start : f.end], str(f.reading.edtf)) for f in find_dates(text, **{"year": 2021, **known})]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "Two SOMs (24-27 May and 25 October); the Sixth Ministerial Consultation (26-29 October)",
            [
                ("24-27 May and 25 October", "{2021-05-24..2021-05-27,2021-10-25}"),
                ("26-29 October", "2021-10-26/2021-10-29"),
            ],
        ),
        (
            "Meetings (20 April; 29 September, 17 November).",
            [("20 April; 29 September, 17 November", "{2021-04-20,2021-09-29,2021-11-17}")],
        ),
        ("4 workshops (July and September) on skills", [("July and September", "{2021-07,2021-09}")]),
        ("a workshop (September)", [("September", "2021-09")]),
        ("Plenary (30 June – 1 July)", [("30 June – 1 July", "2021-06-30/2021-07-01")]),
        ("Technical table (April 23), and webinar", [("April 23", "2021-04-23")]),
        ("Focal points, Vienna, 15 Sept. 2022", [("15 Sept. 2022", "2022-09-15")]),
        ("SOM (12 March TBC)", [("12 March TBC", "2021-03-12")]),
        ("10-11 November, on the forum", [("10-11 November", "2021-11-10/2021-11-11")]),
        ("12-14 March 2019 Senior Officials Meeting", [("12-14 March 2019", "2019-03-12/2019-03-14")]),
        ("March 5Workshop on data", [("March 5", "2021-03-05")]),
        ("March 5-7, 2019Workshop", [("March 5-7, 2019", "2019-03-05/2019-03-07")]),
        ("12 March 2019 3rd Senior Officials Meeting", [("12 March 2019", "2019-03-12")]),
        ("the Summit of 19 September 2016 and the Compact", [("19 September 2016", "2016-09-19")]),
        ("COVID-19 in March 2020", [("March 2020", "2020-03")]),
        ("Component 3, 12-14 March 2019", [("12-14 March 2019", "2019-03-12/2019-03-14")]),
        ("held on 25/03/2024.", [("25/03/2024", "2024-03-25")]),
        ("from 2024-03-25 on", [("2024-03-25", "2024-03-25")]),
        ("in the third quarter of 2022", [("third quarter of 2022", "2022-35")]),
        ("la reunión del 3 al 5 de mayo de 2024 en Lima", [("3 al 5 de mayo de 2024", "2024-05-03/2024-05-05")]),
        ("l'atelier du 3 au 5 mai à Rabat", [("3 au 5 mai", "2021-05-03/2021-05-05")]),
        ("Last update: September 24, 2024", [("September 24, 2024", "2024-09-24")]),
    ],
)
def test_dates_are_found_with_their_words(text, dates):
    assert found(text) == dates


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the 2030 Agenda for Sustainable Development",
        "GFMD 2017-2018 Roundtable",
        "themes of 2020-2022 ADD research agenda",
        "14th Summit",
        "objective 23 of the GCM",
        "priorities for 2022. Two webinars",
        "States may 12 months later march on",
        "section 1.2.12 and version 3.4.5",
        "COVID-19",
        "5+5 Dialogue",
        "24 working group meetings",
        "a second workshop and a third half",
        "out of 5 set goals",
    ],
)
def test_other_numbers_are_no_dates(text):
    assert found(text) == []


def test_several_dates_in_one_bracket_come_one_by_one():
    (only,) = find_dates("Working groups (18-19, 24-25 March)", year=2021)

    assert [(date.text, str(date.edtf)) for date in only.reading.dates] == [
        ("18-19", "2021-03-18/2021-03-19"),
        ("24-25 March", "2021-03-24/2021-03-25"),
    ]


def test_date_that_can_be_read_two_ways_is_found_with_both_readings():
    (only,) = find_dates("held on 03/04/2024 in Rabat", year=2024)

    assert (only.reading.edtf, only.reading.readings) == (None, ("2024-04-03", "2024-03-04"))


def test_day_that_does_not_exist_is_found_and_not_understood():
    (only,) = find_dates("held on 30 February 2021 in Rabat", year=2021)

    assert (only.start, only.end, only.reading.edtf, only.reading.readings) == (8, 24, None, ())


def test_order_of_the_document_decides():
    assert found("held on 03/04/2024", order=DateOrder.MONTH_FIRST) == [("03/04/2024", "2024-03-04")]


def test_without_a_year_only_dates_with_their_own_are_found():
    assert found("SOM (12 March); SOM (13 March 2022)", year=None) == [("13 March 2022", "2022-03-13")]


@given(
    st.text(max_size=2000)
    | st.lists(st.sampled_from(listed("12 March and 3, ( ) 2024 - May may Q3 of 1st"))).map(" ".join)
)
def test_spans_are_in_order_inside_the_text_and_in_our_profile(text):
    end = 0
    for date in find_dates(text, year=2024):
        assert end <= date.start < date.end <= len(text)
        assert date.reading.edtf is None or Edtf.parse(date.reading.edtf.text) == date.reading.edtf
        end = date.end
