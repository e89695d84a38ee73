"""Made-up documents in styles that the real ones do not have, each beside the rows expected of it.

Whatever the columns are called and however they stand, the same facts come out.
"""

from typing import NamedTuple

import pytest

from iscm.domain.documents import Document
from iscm.reading.read import read

TAB = "\t"


class Style(NamedTuple):
    """A document (columns parted by `|`) and its rows: date, places, mechanisms, title."""

    text: str
    rows: list[tuple[str | None, str, str, str]]
    reader: str = "calendar"


STYLES = {
    "other order, other names, day before month": Style(
        """Prague Process
        Calendar of activities 2019
        When|Event|Venue|Organiser
        12-14 March 2019|Senior Officials Meeting|Bratislava, Slovakia|Prague Process
        05-04-2019|Workshop on return|Tbilisi, Georgia|Prague Process
        24-04-2019|Webinar on visas|Online|Prague Process""",
        [
            ("2019-03-12/2019-03-14", "Bratislava SK", "prague-process", "Senior Officials Meeting"),
            ("2019-04-05", "Tbilisi GE", "prague-process", "Workshop on return"),
            ("2019-04-24", "online", "prague-process", "Webinar on visas"),
        ],
    ),
    "month before day, told by one date": Style(
        """Date|Place|Mechanism|Title
        05/06/2019|Geneva, Switzerland|GFMD|Troika meeting
        05/23/2019|Geneva, Switzerland|GFMD|Friends of the Forum""",
        [
            ("2019-05-06", "Geneva CH", "gfmd", "Troika meeting"),
            ("2019-05-23", "Geneva CH", "gfmd", "Friends of the Forum"),
        ],
    ),
    "Spanish, month headings inside the table, date and place carried down": Style(
        """Calendario de reuniones 2020
        Fecha|Lugar|Mecanismo|Título de la reunión
        Marzo
        3-4|San José, Costa Rica|Conferencia Regional sobre Migración (CRM)|Reunión de la Red de Funcionarios de Enlace
        ||Conferencia Suramericana sobre Migraciones (CSM)|Reunión preparatoria
        Abril de 2020
        22|En línea|CSM|Taller sobre retorno""",
        [
            ("2020-03-03/2020-03-04", "San José CR", "rcm", "Reunión de la Red de Funcionarios de Enlace"),
            ("2020-03-03/2020-03-04", "San José CR", "sacm", "Reunión preparatoria"),
            ("2020-04-22", "online", "sacm", "Taller sobre retorno"),
        ],
    ),
    "French": Style(
        """Calendrier des réunions 2018
        Dates|Lieu|Processus|Titre
        12 au 14 février 2018|Dakar, Sénégal|Processus de Rabat|Réunion des hauts fonctionnaires
        1er mars 2018|Bruxelles, Belgique|Processus de Khartoum|Comité de pilotage
        mai 2018 (à confirmer)|À confirmer|Processus de Rabat|Conférence ministérielle
        Dernière mise à jour : 3 janvier 2018""",
        [
            ("2018-02-12/2018-02-14", "Dakar SN", "rabat-process", "Réunion des hauts fonctionnaires"),
            ("2018-03-01", "Bruxelles BE", "khartoum-process", "Comité de pilotage"),
            ("2018-05 tbc", "unknown", "rabat-process", "Conférence ministérielle"),
        ],
    ),
    "years that turn, never printed": Style(
        """ISCM meetings, November 2018 - February 2019
        Date|Place|ISCM|Title
        29 November|Geneva, Switzerland|GFMD|Friends of the Forum
        5-7 December|Marrakesh, Morocco|GFMD|11th Summit
        15-16 January|Budapest, Hungary|Budapest Process|Senior Officials Meeting""",
        [
            ("2018-11-29", "Geneva CH", "gfmd", "Friends of the Forum"),
            ("2018-12-05/2018-12-07", "Marrakesh MA", "gfmd", "11th Summit"),
            ("2019-01-15/2019-01-16", "Budapest HU", "budapest-process", "Senior Officials Meeting"),
        ],
    ),
    "year headings between tables, the mechanism only in the title": Style(
        """Events of the Bali Process
        2018
        Date|Venue|Event
        6-7 August|Nusa Dua, Indonesia|Seventh Ministerial Conference
        2019
        1 March|Bangkok, Thailand|Task Force meeting""",
        [
            ("2018-08-06/2018-08-07", "Nusa Dua ID", "bali-process", "Seventh Ministerial Conference"),
            ("2019-03-01", "Bangkok TH", "bali-process", "Task Force meeting"),
        ],
    ),
    "mechanisms as headings between tables": Style(
        """Calendar 2019
        Bali Process
        Date|Place|Title
        12 March 2019|Bali, Indonesia|SOM
        Prague Process
        Date|Place|Title
        14 March 2019|Prague, Czech Republic|Workshop""",
        [
            ("2019-03-12", "Bali ID", "bali-process", "SOM"),
            ("2019-03-14", "Prague CZ", "prague-process", "Workshop"),
        ],
    ),
    "one cell a line, broken cells, a header repeated, TBC twice": Style(
        """2018 Calendar of Meetings by Inter-State Consultation Mechanisms on Migration (ISCM)
        Date
        Place
        ISCM
        Title of the Event / Meeting
        January 23, 2018
        Colombo, Sri Lanka
        Abu Dhabi Dialogue
        Senior Officials' Meeting
        February 8-9, 2018
        St. Julian's, Malta
        Rabat Process (Euro-African Dialogue on Migration and
        Development)
        Senior Officials Meeting on State of Play
        Implementation of the Joint Valletta Action Plan
        September 11-12,
        2018
        Helsinki, Finland
        Khartoum Process
        Thematic Meeting
        Date
        Place
        ISCM
        Title of the Event / Meeting
        TBC
        TBC
        Migration Dialogue for West Africa (MIDWA)
        SOM (TBC)""",
        [
            ("2018-01-23", "Colombo LK", "abu-dhabi-dialogue", "Senior Officials' Meeting"),
            (
                "2018-02-08/2018-02-09",
                "St. Julian's MT",
                "rabat-process",
                "Senior Officials Meeting on State of Play Implementation of the Joint Valletta Action Plan",
            ),
            ("2018-09-11/2018-09-12", "Helsinki FI", "khartoum-process", "Thematic Meeting"),
            ("2018-XX tbc", "unknown", "midwa", "SOM (TBC)"),
        ],
    ),
    "one cell a line, the date not first": Style(
        """ISCM
        Date
        Place
        Event / Title
        Outcome
        Bali Process
        November 15-16, 2016
        Colombo, Sri Lanka
        31st Meeting of the Steering Group
        Members agreed to continue.
        Regional Conference on Migration (RCM)
        November 15-18, 2016
        San Pedro Sula, Honduras
        XXI Regional Conference on Migration
        The Declaration recognized the need
        for efforts in line with other processes.""",
        [
            ("2016-11-15/2016-11-16", "Colombo LK", "bali-process", "31st Meeting of the Steering Group"),
            ("2016-11-15/2016-11-18", "San Pedro Sula HN", "rcm", "XXI Regional Conference on Migration"),
        ],
        "tracker",
    ),
    "no separator between date and title": Style(
        """Bali Process calendar 2019
        12-14 March 2019 Senior Officials Meeting, Bali, Indonesia
        2 April 2019 Working Group on Trafficking in Persons (Bangkok, Thailand)
        23-24 May 2019 Workshop on returns and
        reintegration, Online""",
        [
            ("2019-03-12/2019-03-14", "Bali ID", "bali-process", "Senior Officials Meeting"),
            ("2019-04-02", "Bangkok TH", "bali-process", "Working Group on Trafficking in Persons"),
            ("2019-05-23/2019-05-24", "online", "bali-process", "Workshop on returns and reintegration"),
        ],
    ),
    "no separator between any of the cells": Style(
        """2018 Calendar of meetings
        January 23, 2018 Colombo, Sri Lanka Abu Dhabi Dialogue Senior Officials' Meeting
        February 8-9, 2018 Geneva, Switzerland GFMD Preparatory Meeting""",
        [
            ("2018-01-23", "Colombo LK", "abu-dhabi-dialogue", "Senior Officials' Meeting"),
            ("2018-02-08/2018-02-09", "Geneva CH", "gfmd", "Preparatory Meeting"),
        ],
    ),
    "a list with dashes": Style(
        """Upcoming meetings
        • 3-5 June 2024 – Prague Process – Senior Officials' Meeting – Yerevan, Armenia
        • 7 June 2024 – RCM – Webinar on labour migration – Online
        • 10 June 2024 – Khartoum Process – Steering Committee – TBC""",
        [
            ("2024-06-03/2024-06-05", "Yerevan AM", "prague-process", "Senior Officials' Meeting"),
            ("2024-06-07", "online", "rcm", "Webinar on labour migration"),
            ("2024-06-10", "unknown", "khartoum-process", "Steering Committee"),
        ],
    ),
    "a list below month headings, days alone": Style(
        """Calendar of the Budapest Process 2022
        MARCH
        12-14 Senior Officials Meeting, Istanbul, Türkiye
        28 Webinar on return
        APRIL
        26 4th meeting of reference group, Budapest, Hungary""",
        [
            ("2022-03-12/2022-03-14", "Istanbul TR", "budapest-process", "Senior Officials Meeting"),
            ("2022-03-28", "unknown", "budapest-process", "Webinar on return"),
            ("2022-04-26", "Budapest HU", "budapest-process", "4th meeting of reference group"),
        ],
    ),
    "a list with the date on a line of its own": Style(
        """Budapest Process 2018 meetings
        26-27 February 2018
        Senior Officials Meeting, Istanbul, Turkey
        12 April 2018
        Working Group on the Silk Routes Region, Tehran, Iran""",
        [
            ("2018-02-26/2018-02-27", "Istanbul TR", "budapest-process", "Senior Officials Meeting"),
            ("2018-04-12", "Tehran IR", "budapest-process", "Working Group on the Silk Routes Region"),
        ],
    ),
    "a list with the date at the end": Style(
        """Events of the Almaty Process
        Senior Officials Meeting, Astana, Kazakhstan (26 May 2021)
        Ministerial Conference, online, 27 January 2021""",
        [
            ("2021-05-26", "Astana KZ", "almaty-process", "Senior Officials Meeting"),
            ("2021-01-27", "online", "almaty-process", "Ministerial Conference"),
        ],
    ),
    "a table without a header": Style(
        """Meetings in 2016
        November 3 - 4, 2016|Asunción, Paraguay|SACM|XVI South American Conference on Migration
        November 14, 2016|New York, USA|GFMD|Dialogue on the Global Compact
        December 15, 2016|Antalya, Turkey|Budapest Process|24th Senior Officials' Meeting (SOM)""",
        [
            ("2016-11-03/2016-11-04", "Asunción PY", "sacm", "XVI South American Conference on Migration"),
            ("2016-11-14", "New York US", "gfmd", "Dialogue on the Global Compact"),
            ("2016-12-15", "Antalya TR", "budapest-process", "24th Senior Officials' Meeting (SOM)"),
        ],
    ),
    "date and venue in one cell, results and links": Style(
        """Process|Date and venue|Meeting|Results|Link
        Colombo Process|12-13 November 2018, Kathmandu, Nepal|Sixth Ministerial Consultation|Declaration.|example.org
        RCM|8-9 November 2018, San Salvador, El Salvador|XXIII Vice-Ministerial Meeting|Declaration.|""",
        [
            ("2018-11-12/2018-11-13", "Kathmandu NP", "colombo-process", "Sixth Ministerial Consultation"),
            ("2018-11-08/2018-11-09", "San Salvador SV", "rcm", "XXIII Vice-Ministerial Meeting"),
        ],
        "tracker",
    ),
    "parts of dates and places in columns of their own": Style(
        """Calendar 2023
        N°|Start date|End date|City|Country|Mechanism|Activity|Status|Format
        1|3 May 2023|5 May 2023|Nairobi|Kenya|RMFM|Technical Working Group|Confirmed|Hybrid
        2|12 June 2023|12 June 2023|Kampala|Uganda|PAFOM|Forum|TBC|In person""",
        [
            ("2023-05-03/2023-05-05", "Nairobi KE", "rmfm", "Technical Working Group"),
            ("2023-06-12 tbc", "Kampala UG", "pafom", "Forum"),
        ],
    ),
    "month and day in columns, the month carried down, a total at the end": Style(
        """Calendar 2019
        Month|Day|Meeting|Location
        March|12-14|Bali Process SOM|Bali, Indonesia
        |20|Prague Process Workshop|Prague, Czech Republic
        April|2|RCM webinar|Online
        Total|3||""",
        [
            ("2019-03-12/2019-03-14", "Bali ID", "bali-process", "Bali Process SOM"),
            ("2019-03-20", "Prague CZ", "prague-process", "Prague Process Workshop"),
            ("2019-04-02", "online", "rcm", "RCM webinar"),
        ],
    ),
    "two columns, the place at the end of the title": Style(
        """Calendar of the RCM 2021
        Date|Event
        12-14 March|Vice-Ministerial Meeting, San José, Costa Rica
        15 April|Webinar on regular pathways""",
        [
            ("2021-03-12/2021-03-14", "San José CR", "rcm", "Vice-Ministerial Meeting"),
            ("2021-04-15", "unknown", "rcm", "Webinar on regular pathways"),
        ],
    ),
    "merged cells: everything but the title carried down": Style(
        """Calendar 2019
        Date|Place|Mechanism|Title
        12 March 2019|Geneva, Switzerland|GFMD|Troika
        |||Steering Group
        ||IGC|Full Round""",
        [
            ("2019-03-12", "Geneva CH", "gfmd", "Troika"),
            ("2019-03-12", "Geneva CH", "gfmd", "Steering Group"),
            ("2019-03-12", "Geneva CH", "igc", "Full Round"),
        ],
    ),
    "rows cut by page ends, in the date, the name and the title": Style(
        """Calendar 2019
        Date|Place|Mechanism|Title
        29 April –|Tunis, Tunisia|Euro-African Dialogue on Migration and|Thematic meeting on
        1 May 2019||Development (Rabat Process)|Visa and mobility
        3 May 2019|Tunis, Tunisia|Global Forum on Migration|Friends of the
        Date|Place|Mechanism|Title
        (TBC)||and Development (GFMD)|Forum
        June 2-3,|Rome, Italy|Khartoum Process|Steering
        2019|||Committee""",
        [
            ("2019-04-29/2019-05-01", "Tunis TN", "rabat-process", "Thematic meeting on Visa and mobility"),
            ("2019-05-03 tbc", "Tunis TN", "gfmd", "Friends of the Forum"),
            ("2019-06-02/2019-06-03", "Rome IT", "khartoum-process", "Steering Committee"),
        ],
    ),
    "ligatures lost in titles, dashes lost in dates": Style(
        """2018 Calendar
        Date|Place|ISCM|Title
        1112 December 2018|Geneva, Switzerland|GFMD|Senior Oﬃcials' Meeting
        18 October 2018|Online|Bali Process|Consultation workshop""",
        [
            ("2018-12-11/2018-12-12", "Geneva CH", "gfmd", "Senior Officials' Meeting"),
            ("2018-10-18", "online", "bali-process", "Consultation workshop"),
        ],
    ),
    "a row with a cell left out": Style(
        """Calendar 2019
        Date|Place|ISCM|Title
        3 May 2019|Tunis, Tunisia|Rabat Process|SOM
        4 May 2019|Rabat Process|Steering Committee""",
        [
            ("2019-05-03", "Tunis TN", "rabat-process", "SOM"),
            ("2019-05-04", "unknown", "rabat-process", "Steering Committee"),
        ],
    ),
    "a header of two lines, days of the week": Style(
        """Date of|Venue|ISCM|Title of the
        event|||meeting
        Friday, 3 May 2019|Tunis, Tunisia|Rabat Process|SOM
        Sat 4 May 2019|Tunis, Tunisia|Rabat Process|Steering Committee""",
        [
            ("2019-05-03", "Tunis TN", "rabat-process", "SOM"),
            ("2019-05-04", "Tunis TN", "rabat-process", "Steering Committee"),
        ],
    ),
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_styles_give_the_same_facts(style, vocabulary):
    reading = read(Document("made-up", as_text(style.text)), vocabulary)
    assert [summary(record) for record in reading.records] == style.rows
    assert reading.reader == style.reader
    assert [problem.message for problem in reading.problems if problem.code == "line-unread"] == []


def test_date_that_can_be_read_two_ways_is_not_guessed(vocabulary):
    text = """Date|Place|Mechanism|Title
    05-04-2019|Tbilisi, Georgia|Prague Process|Workshop
    06/07/2019|Online|IGC|Full Round"""
    reading = read(Document("made-up", as_text(text)), vocabulary)
    assert [record.edtf for record in reading.records] == [None, None]
    assert [problem.readings for problem in reading.problems if problem.code == "date-ambiguous"] == [
        ("2019-04-05", "2019-05-04"),
        ("2019-07-06", "2019-06-07"),
    ]


def test_fate_beside_a_date_or_title_is_kept(vocabulary):
    text = """Date|Place|Mechanism|Title|Status
    5-6 May 2020 (postponed)|Vienna, Austria|Prague Process|SOM|
    7 June 2020|Vienna, Austria|Prague Process|Workshop (cancelled)|
    9 June 2020|Vienna, Austria|Prague Process|Seminar|Confirmed
    10 June 2020|Vienna, Austria|Prague Process|Training on cancelled visas|"""
    reading = read(Document("made-up", as_text(text)), vocabulary)
    assert [record.status for record in reading.records] == ["postponed", "cancelled", "confirmed", None]


def as_text(text: str) -> bytes:
    return "\n".join(line.strip().replace("|", TAB) for line in text.splitlines()).encode()


def summary(record) -> tuple[str | None, str, str, str]:
    edtf = record.edtf.text if record.edtf else None
    date = f"{edtf} tbc" if record.date_status.value == "tbc" else edtf
    places = "; ".join(f"{place.city or ''} {place.country or ''}".strip() for place in record.places)
    return date, places or record.attendance.value, "; ".join(record.mechanisms), record.title
