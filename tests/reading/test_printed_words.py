"""The words of our own publications, cell by cell: each is read back as what was written."""

from itertools import permutations

import pytest

from iscm.domain.listing import PlaceRow
from iscm.domain.records import DateStatus
from iscm.publication.labels import Labels
from iscm.publication.printed_dates import in_print
from iscm.publication.words import words_in
from iscm.reading.cells.dates import parse_date
from iscm.reading.cells.mechanisms import mechanism_finder
from iscm.reading.cells.places import CITY_STATES, parse_places
from iscm.reading.cells.words import listed

# What our own publications print, read back as it was stored (`publication.printed_dates`).
PRINTED = listed("""
2024-01-21 2024-01-23/2024-01-25 2024-04-29/2024-06-15 2023-12-28/2024-01-03 {2021-09-28,2021-09-30}
{2021-03-31,2021-04-28,2021-05-26,2021-06-23} {2021-09-28..2021-09-30,2021-10-05} {2020-12-30,2021-01-05}
{2021-09-01,2021-09-03..2021-09-04,2021-10-05..2021-10-07} [2024-03-10,2024-03-17] [2024-03-10,2024-03-17,2024-04-02]
2017-07 {2021-07,2021-09} {2021-07,2021-08,2021-09} [2024-07,2024-08] [2023-12,2024-01] {2021-05..2021-07,2021-10}
2021-07/2021-09 2021-11/2022-02 2017-33 2017-34 2017-35 2017-36 [2017-34,2017-35] {2017-33,2017-35} 2017-37 2017-38
2017-39 2017-40 2017-41 [2017-40,2017-41] 2017-21 2017-22 2017-23 2017-24 2021 2021/2022 2021/2023 {2021,2022}
[2021,2022] {2021-02-03,2021-11} 2024-03~ 2024-03-10~ 2024~ 2024-35~ 2024-03? 2024-03-10? 2024-03% 2024-35?
2024-01-01/.. ../2024-05-05 2024-03/.. ../2024
""")


@pytest.mark.parametrize("edtf", PRINTED)
def test_printed_date_is_read_back(edtf):
    settled, open_ = (parse_date(in_print(edtf, status, words_in("en"))) for status in ("confirmed", "tbc"))

    unsaid = f"{edtf}-XX" if edtf.isdecimal() else edtf  # a year to be confirmed: the day in it is not said
    assert (str(settled.edtf), settled.date_status, settled.repaired) == (edtf, DateStatus.CONFIRMED, None)
    assert (str(open_.edtf), open_.date_status, open_.repaired) == (unsaid, DateStatus.TBC, None)


@pytest.fixture(scope="module")
def labels(vocabulary):
    return Labels(vocabulary, words_in("en"))


def read_place(words, vocabulary):
    reading = parse_places(words, vocabulary)
    places = [
        ("" if place.country in CITY_STATES and place.city == words.partition(" and")[0] else place.city or "")
        + f"|{place.country}"
        for place in reading.places
    ]
    return places, reading.attendance.value, reading.unknown


def test_every_country_is_read_back_alone_behind_a_city_and_beside_another(labels, vocabulary):
    missed = []
    for code in vocabulary.territories:
        alone, city = PlaceRow("", code), PlaceRow("Testville", code)
        for places in ((alone,), (city,), (city, PlaceRow("Alpha City", "FR")), (PlaceRow("Alpha City", "FR"), city)):
            words, wanted = labels.places(places), [f"{place.city}|{place.country}" for place in places]
            missed += [words] * (read_place(words, vocabulary) != (wanted, "in-person", None))
            hybrid = f"{words} and online"
            missed += [hybrid] * (read_place(hybrid, vocabulary) != (wanted, "hybrid", None))

    assert missed == []


def test_every_mechanism_is_read_back_by_its_full_name_and_acronym_alone_and_joint(vocabulary):
    finder, missed = mechanism_finder(vocabulary), []
    for one, other in permutations(vocabulary.mechanisms.values(), 2):
        full = one.name if one.acronym in one.name else f"{one.name} ({one.acronym})"
        cells = {one.acronym: (one.slug,), full: (one.slug,)}
        cells |= {f"{first} and {other.acronym}": (one.slug, other.slug) for first in (one.acronym, full)}
        for words, slugs in cells.items():
            reading = finder.parse(words)
            missed += [words] * ((reading.slugs, reading.unknown, reading.hidden) != (slugs, (), ()))

    assert missed == []
