"""What documents say of themselves."""

from datetime import date

import pytest

from iscm.reading.readers.facts import (
    Heading,
    choose_heading,
    detect_language,
    heading_of,
    parse_last_update,
    parse_stated_count,
    title_years,
)

UPDATES = {
    "Last update: September 24, 2024": date(2024, 9, 24),
    "Last updated on 3 May 2019": date(2019, 5, 3),
    "Updated 3 May 2019": date(2019, 5, 3),
    "As of 31 December 2018": date(2018, 12, 31),
    "Status as of: 1 June 2020": date(2020, 6, 1),
    "Dernière mise à jour : 3 janvier 2018": date(2018, 1, 3),
    "Mise à jour le 3 janvier 2018": date(2018, 1, 3),
    "Última actualización: 5 de marzo de 2021": date(2021, 3, 5),
    "119 meetings of 17 mechanisms; 44 online and 1 hybrid. Last update: 24 September 2024": date(2024, 9, 24),
    "State of the register on 24 September 2024": None,
    "5 June 2019: SOM – as of 3 May 2019 in Lima": None,
    "Last update: September 2024": None,
    "As of now nothing is fixed": None,
    "Updated regional strategy": None,
    "September 24, 2024": None,
}
COUNTS = {
    "Number of events: 120": 120,
    "Total number of meetings: 43": 43,
    "Total: 43 meetings": 43,
    "Total 12": 12,
    "43 events": 43,
    "Events: 12": 12,
    "Nombre de réunions : 4": 4,
    "Número de eventos: 62": 62,
    "62 meetings of 23 mechanisms.": 62,
    "119 meetings of 17 mechanisms; 44 online and 1 hybrid. Last update: 24 September 2024": 119,
    "1 meeting. Last update: 24 September 2024": 1,
    "12 meetings were held in 2019": None,
    "Meetings 2019": None,
    "2019 meetings": None,
    "In total 2019 meetings": 2019,
    "Subtotal: 12": None,
    "12 May 2019": None,
    "Calendar 2024": None,
    "Three events": None,
}
YEARS = {
    "2024 Calendar of Meetings": (2024,),
    "Calendar 2023-2024": (2023, 2024),
    "Calendar 2023/24": (2023, 2024),
    "Meetings, November 2018 - February 2019": (2018, 2019),
    "Events on the Summit of 19 September 2016 and the Compact": (),
    "Calendar": (),
    None: (),
}


@pytest.mark.parametrize(("line", "day"), UPDATES.items())
def test_last_update_is_a_day(line, day):
    assert parse_last_update(line) == day


@pytest.mark.parametrize(("line", "count"), COUNTS.items())
def test_stated_count_is_a_number_of_meetings(line, count):
    assert parse_stated_count(line) == count


@pytest.mark.parametrize(("title", "years"), YEARS.items())
def test_title_names_the_years_it_is_about(title, years):
    assert title_years(title) == years


def test_few_lines_above_the_table_are_all_title():
    assert choose_heading({0: "Calendar", 1: "of meetings"}, frozenset()) == {0: "Calendar", 1: "of meetings"}


def test_of_many_lines_the_block_that_speaks_of_meetings_is_the_title():
    above = {
        0: "Welcome",
        1: "IOM",
        2: "All about us",
        3: "Calendar of meetings",
        4: "in 2019",
        5: "Who we are",
        6: "Find out",
    }
    assert choose_heading(above, frozenset({2, 3, 5})) == {1: "IOM", 3: "Calendar of meetings", 4: "in 2019"}


def test_publisher_and_title_are_told_apart_and_joined():
    lines = [
        "International Organization for Migration (IOM)",
        "International Partnerships Unit (IPU)",
        "2024 Calendar of Meetings",
        "by Inter-State Consultation Mechanisms on Migration (ISCM)",
    ]
    assert heading_of(lines) == Heading(
        "2024 Calendar of Meetings by Inter-State Consultation Mechanisms on Migration (ISCM)",
        "International Organization for Migration (IOM), International Partnerships Unit (IPU)",
    )
    assert heading_of([]) == Heading(None, None)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Reunión de los Estados sobre la migración en el lugar", "es"),
        ("Réunion des hauts fonctionnaires sur les migrations dans le lieu", "fr"),
        ("Meeting of the Steering Committee in Geneva", "en"),
        ("RCM SACM", "en"),
    ],
)
def test_language_is_told_by_small_words(text, lang):
    assert detect_language([text]) == lang
