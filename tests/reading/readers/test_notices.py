"""Made-up pages on which each meeting has lines of its own, beside the meetings expected of them."""

import pytest

from iscm.domain.documents import Document
from iscm.reading.read import read
from iscm.reading.readers.gluing import is_glued_header
from iscm.reading.readers.labels import labelled_fields

PAGES = {
    "labels below the title, a lost dash, languages of the papers": (
        """Senior officials of the Budapest Process

        The 9th Senior Officials Meeting will be held in Sofia, Bulgaria, on 1213 May 2016.

        8th Senior Officials Meeting
        Date: 910 June 2015
        Location: Tirana, Albania
        Conclusions: en ru

        7th Senior Officials Meeting
        Date: 4 June 2014
        Skopje, North Macedonia
        en ru""",
        [
            ("2016-05-12/2016-05-13", "Sofia BG", "9th Senior Officials Meeting"),
            ("2015-06-09/2015-06-10", "Tirana AL", "8th Senior Officials Meeting"),
            ("2014-06-04", "Skopje MK", "7th Senior Officials Meeting"),
        ],
    ),
    "weekdays and clock times": (
        """News of the Prague Process

        3rd Core Group meeting
        Tuesday, 5 May 2015, 9:00 - 16:30
        Location: Riga, Latvia

        Workshop on return
        Monday, 1 June 2015, 9:00 - Wednesday, 3 June 2015, 13:00
        Location: Tbilisi, Georgia""",
        [
            ("2015-05-05", "Riga LV", "3rd Core Group meeting"),
            ("2015-06-01/2015-06-03", "Tbilisi GE", "Workshop on return"),
        ],
    ),
    "French, title above the date, place in brackets": (
        """À venir
        Comité de pilotage (Bamako)
        3 mai 2019
        Conférence ministérielle (Bamako)
        6 mai 2019""",
        [
            ("2019-05-03", "Bamako ML", "Comité de pilotage"),
            ("2019-05-06", "Bamako ML", "Conférence ministérielle"),
        ],
    ),
    "two labels run together": (
        """Second seminar on consular protection
        Location: Lima, PeruDate: 7 March 2018
        Officials of nine countries came together for two days of exchange on the services that consulates give.""",
        [("2018-03-07", "Lima PE", "Second seminar on consular protection")],
    ),
    "one cell a line, more cells than columns we know": (
        """Migration talks
        Date 2022
        Talk
        Time
        Interpretation
        More information
        4 March
        Seminar on remittances (online)
        3pm – 4.30pm
        English
        French
        Read more
        18 March
        Dialogue on climate mobility (hybrid)
        3pm – 4.30pm
        English
        Read more
        8 April
        Consultation with young people
        10am – 12pm
        English
        Read more""",
        [
            ("2022-03-04", "online", "Seminar on remittances"),
            ("2022-03-18", "hybrid", "Dialogue on climate mobility"),
            ("2022-04-08", "unknown", "Consultation with young people"),
        ],
    ),
    "cells glued together below the headings of months": (
        """Calendar of meetings for 2023
        DateEventLocation
        May
        3 MayWorking level meetingGeneva/Hybrid
        30 May - 1 JunRegional consultation on missing migrantsOnline
        June
        7 - 8 JunAnnual meeting of the partnersNew York""",
        [
            ("2023-05-03", "Geneva CH", "Working level meeting"),
            ("2023-05-30/2023-06-01", "online", "Regional consultation on missing migrants"),
            ("2023-06-07/2023-06-08", "New York US", "Annual meeting of the partners"),
        ],
    ),
    "the date in the midst of the line": (
        """Regional meetings 2012
        Africa: 3 May, 2012 - Accra, Ghana
        Asia: 14-15 June, 2012 - Manila, Philippines""",
        [("2012-05-03", "Accra GH", "Africa"), ("2012-06-14/2012-06-15", "Manila PH", "Asia")],
    ),
    "French dates that open with a word, a half-year before a colon": (
        """Processus de Rabat : calendrier 2019

        Du 12 au 13 mars : Réunion thématique sur les visas, Bruxelles (Belgique)
        1er avril : Comité de pilotage (en ligne)
        2e semestre : Formation des points focaux""",
        [
            ("2019-03-12/2019-03-13", "Bruxelles BE", "Réunion thématique sur les visas"),
            ("2019-04-01", "online", "Comité de pilotage"),
            ("2019-41", "unknown", "Formation des points focaux"),
        ],
    ),
    "bullets below the headings of months, days only": (
        """Meetings 2018/2019

        December 2018
        - 5-6: Senior Officials' Meeting, Warsaw (Poland)
        - 28 Dec – 3 Jan: Training for border guards, Lima

        January 2019
        - 15: Workshop on data – Hybrid""",
        [
            ("2018-12-05/2018-12-06", "Warsaw PL", "Senior Officials' Meeting"),
            ("2018-12-28/2019-01-03", "Lima PE", "Training for border guards"),
            ("2019-01-15", "hybrid", "Workshop on data"),
        ],
    ),
}


@pytest.mark.parametrize(("page", "expected"), PAGES.values(), ids=PAGES)
def test_each_notice_becomes_a_record(page, expected, vocabulary):
    text = "\n".join(line.strip() for line in page.splitlines())
    reading = read(Document("made-up", text.encode()), vocabulary)
    assert [_summary(record) for record in reading.records] == expected
    assert [problem.message for problem in reading.problems if problem.code == "line-unread"] == []


def test_mechanism_of_the_page_serves_its_notices(vocabulary):
    page = "The Prague Process and its meetings\nWorkshop on return\n5 May 2015\nTraining on visas\n7 May 2015\nOnline"
    reading = read(Document("made-up", page.encode()), vocabulary)
    assert [record.mechanisms for record in reading.records] == [("prague-process",), ("prague-process",)]


@pytest.mark.parametrize(
    "text", ["Dateline: Geneva", "An update: the venue is not fixed", "See https://example.org/date:5", "Geneva, 5 May"]
)
def test_words_that_only_look_like_labels_give_no_fields(text):
    assert labelled_fields(text) == {}


def test_label_of_the_city_wins_over_that_of_the_venue():
    fields = labelled_fields("dates: 11-15 March 2013   venue: Conference Centre   location: Geneva, Switzerland")
    assert {column.value: words for column, words in fields.items()} == {
        "date": "11-15 March 2013",
        "place": "Geneva, Switzerland",
    }


@pytest.mark.parametrize(("text", "is_header"), [("TypeDateEventLocation", True), ("McDonald", False), ("Date", False)])
def test_glued_headers_are_told_from_names(text, is_header):
    assert is_glued_header(text) == is_header


def _summary(record) -> tuple[str | None, str, str]:
    places = "; ".join(f"{place.city or ''} {place.country or ''}".strip() for place in record.places)
    return record.edtf.text if record.edtf else None, places or record.attendance.value, record.title
