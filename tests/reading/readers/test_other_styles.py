"""Made-up documents as other bodies write them, each beside what a person would write down."""

from typing import NamedTuple

import pytest

from iscm.domain.documents import Document
from iscm.reading.read import read


class Style(NamedTuple):
    """A document and its rows: date, places (or attendance), mechanisms, title."""

    text: str
    rows: list[tuple[str | None, str, str, str]]


STYLES = {
    "titles first, dates at the end": Style(
        """\
Forthcoming events of the Almaty Process 2021

Senior Officials' Meeting, Bishkek (Kyrgyzstan), 14-15 June
Training on registration in Tashkent, Uzbekistan (3-5 May)
Webinar: returns in a pandemic (9 February, online)
Focal points meeting, Astana, 15 Sept. 2021
Expert meeting – Almaty, 24 November (TBC)
Regional seminar – TBD
""",
        [
            ("2021-06-14/2021-06-15", "Bishkek KG", "almaty-process", "Senior Officials' Meeting"),
            ("2021-05-03/2021-05-05", "Tashkent UZ", "almaty-process", "Training on registration"),
            ("2021-02-09", "online", "almaty-process", "Webinar: returns in a pandemic"),
            ("2021-09-15", "Astana KZ", "almaty-process", "Focal points meeting"),
            ("2021-11-24 tbc", "Almaty KZ", "almaty-process", "Expert meeting"),
            ("2021-XX tbc", "unknown", "almaty-process", "Regional seminar"),
        ],
    ),
    "several meetings in a cell": Style(
        """\
Mechanism,Meetings,Place
Bali Process,"7th Working Group (14 March 2012); Ministerial Conference (15-16 March 2012)","Bali, Indonesia"
Prague Process,"Seminar on asylum, 5-6 June 2012
Study visit, 9 October 2012",Warsaw
""",
        [
            ("2012-03-14", "Bali ID", "bali-process", "7th Working Group"),
            ("2012-03-15/2012-03-16", "Bali ID", "bali-process", "Ministerial Conference"),
            ("2012-06-05/2012-06-06", "Warsaw PL", "prague-process", "Seminar on asylum"),
            ("2012-10-09", "Warsaw PL", "prague-process", "Study visit"),
        ],
    ),
    "lines of a cell side by side": Style(
        """\
<html><h1>MIDSA 2016</h1><table><tr><th>Meeting</th><th>Date</th><th>Venue</th></tr>
<tr><td>Senior Officials Meeting<br>Ministerial Conference</td><td>5-6 July<br>7-8 July</td>
<td>Gaborone, Botswana</td></tr>
<tr><td>Workshop on data;<br>Study visit</td><td>3 October; 5 October</td><td>Lusaka, Zambia; Harare, Zimbabwe</td></tr>
<tr><td>Technical meeting on the plan<br>(second part)</td><td>1 November<br>(TBC)</td><td>Online</td></tr></table>
""",
        [
            ("2016-07-05/2016-07-06", "Gaborone BW", "midsa", "Senior Officials Meeting"),
            ("2016-07-07/2016-07-08", "Gaborone BW", "midsa", "Ministerial Conference"),
            ("2016-10-03", "Lusaka ZM", "midsa", "Workshop on data"),
            ("2016-10-05", "Harare ZW", "midsa", "Study visit"),
            ("2016-11-01 tbc", "online", "midsa", "Technical meeting on the plan (second part)"),
        ],
    ),
    "a column of months and one of days": Style(
        """\
GFMD 2016 Calendar

Month\tDay(s)\tEvent\tLocation
January\t18-20\tTroika meeting\tGeneva & online
\t21\tSteering Group\tVirtual
April\tTBC\tRegional consultation*\tTBC
September\t30 Sep - 1 Oct\tFriends of the Forum\tGeneva, Switzerland
""",
        [
            ("2016-01-18/2016-01-20", "Geneva CH", "gfmd", "Troika meeting"),
            ("2016-01-21", "online", "gfmd", "Steering Group"),
            ("2016-04 tbc", "unknown", "gfmd", "Regional consultation"),
            ("2016-09-30/2016-10-01", "Geneva CH", "gfmd", "Friends of the Forum"),
        ],
    ),
    "Spanish, first and last day": Style(
        """\
Conferencia Suramericana sobre Migraciones (CSM)
Plan de actividades 2017

Actividad\tFecha de inicio\tFecha de término\tLugar
XVII CSM\t21 de noviembre\t22 de noviembre\tMontevideo, Uruguay
Taller sobre niñez\tPor confirmar\tPor confirmar\tLima, Perú
""",
        [
            ("2017-11-21/2017-11-22", "Montevideo UY", "sacm", "XVII CSM"),
            ("2017-XX tbc", "Lima PE", "sacm", "Taller sobre niñez"),
        ],
    ),
    "labels before each value, the title second": Style(
        """\
Rabat Process meetings

Date: Tuesday 5 - Wednesday 6 March 2013
Event: Thematic meeting on borders
Venue: Madrid, Spain

Date: Mon, 9 September 2013 (09:30-17:00)
Event: Steering Committee
Venue: Online/Brussels
""",
        [
            ("2013-03-05/2013-03-06", "Madrid ES", "rabat-process", "Thematic meeting on borders"),
            ("2013-09-09", "Brussels BE", "rabat-process", "Steering Committee"),
        ],
    ),
    "labels on lines of their own": Style(
        """\
Title:
Meeting of the network

Date:
12 March 2020

Location:
Geneva

Title:
Listening session

Date:
3 June 2020

Location:
Online
""",
        [
            ("2020-03-12", "Geneva CH", "", "Meeting of the network"),
            ("2020-06-03", "online", "", "Listening session"),
        ],
    ),
    "date and place on one line below the title": Style(
        """\
Prague Process
Events

Workshop on return
21 - 22 November 2017 | Yerevan, Armenia

Senior Officials' Meeting
5-6 December 2017 | Bratislava, Slovakia
""",
        [
            ("2017-11-21/2017-11-22", "Yerevan AM", "prague-process", "Workshop on return"),
            ("2017-12-05/2017-12-06", "Bratislava SK", "prague-process", "Senior Officials' Meeting"),
        ],
    ),
    "years before the places": Style(
        """\
Budapest Process: list of conferences

1993 – Budapest, Hungary (15-16 February): Ministerial Conference
1997 – Prague, Czech Republic (14-15 October): Second Ministerial Conference
2003 – Rhodes, Greece (25-26 June): Third Ministerial Conference
""",
        [
            ("1993-02-15/1993-02-16", "Budapest HU", "budapest-process", "Ministerial Conference"),
            ("1997-10-14/1997-10-15", "Prague CZ", "budapest-process", "Second Ministerial Conference"),
            ("2003-06-25/2003-06-26", "Rhodes GR", "budapest-process", "Third Ministerial Conference"),
        ],
    ),
    "regions above the lines": Style(
        """\
CALENDAR OF RCP MEETINGS
January to June 2009

AFRICA
MIDSA: Workshop on borders, Lusaka, Zambia, 11-13 March
AMERICAS
RCM: XIV Vice-Ministerial Meeting, Antigua, Guatemala, 7-9 May
ASIA
Colombo Process: Senior Officials' Meeting (date and venue to be confirmed)
""",
        [
            ("2009-03-11/2009-03-13", "Lusaka ZM", "midsa", "Workshop on borders"),
            ("2009-05-07/2009-05-09", "Antigua GT", "rcm", "XIV Vice-Ministerial Meeting"),
            ("2009-XX tbc", "unknown", "colombo-process", "Senior Officials' Meeting"),
        ],
    ),
    "blanks alone between the columns": Style(
        """\
Calendar of events – 2025

JANUARY
14 Jan (Tue)  Principals meeting of the committee  Hybrid
FEBRUARY
6 Feb, 15:00-16:30 CET  Talk on climate and mobility  Online
26-28 Feb  Regional Review of pathways  Addis Ababa
""",
        [
            ("2025-01-14", "hybrid", "", "Principals meeting of the committee"),
            ("2025-02-06", "online", "", "Talk on climate and mobility"),
            ("2025-02-26/2025-02-28", "Addis Ababa ET", "", "Regional Review of pathways"),
        ],
    ),
    "one cell a line, with brackets and cut names": Style(
        """\
2018 ISCM CALENDAR

Mechanism
Dates
Meeting
Location

International Dialogue on Migration
(IDM)
26-27 March 2018
IDM Workshop
Geneva, Switzerland

2018 ISCM CALENDAR
Page 2 of 3

Mechanism
Dates
Meeting
Location

South American Conference on Migration
15-16 November 2018
XVIII South American Conference
on Migration
Sucre, Bolivia
""",
        [
            ("2018-03-26/2018-03-27", "Geneva CH", "idm", "IDM Workshop"),
            ("2018-11-15/2018-11-16", "Sucre BO", "sacm", "XVIII South American Conference on Migration"),
        ],
    ),
    "bars without a ruling line, weeks and months in Roman figures": Style(
        """\
| When | What | Who | Where |
| w/c 9 March 2015 | Experts meeting | MTM | Malta |
| 3.XII.2015 | Plenary | MTM | tbd |
| 2nd half of 2015 | SOM | Budapest Process | Turkey |
""",
        [
            ("[2015-03-09..2015-03-15]", "MT", "mtm", "Experts meeting"),
            ("2015-12-03", "unknown", "mtm", "Plenary"),
            ("2015-41", "TR", "budapest-process", "SOM"),
        ],
    ),
    "a table without header, months as its rows": Style(
        """\
<html><body><h1>IGC</h1><h2>Calendar of meetings 2011</h2><table>
<tr><td><b>January</b></td><td></td></tr>
<tr><td>25-26</td><td>Working Group on Asylum, Geneva</td></tr>
<tr><td><b>May</b></td><td></td></tr>
<tr><td>TBC</td><td>Steering group teleconference</td></tr>
<tr><td>11-13</td><td>Full Round of Consultations, Stockholm</td></tr></table></body></html>
""",
        [
            ("2011-01-25/2011-01-26", "Geneva CH", "igc", "Working Group on Asylum"),
            ("2011-05 tbc", "unknown", "igc", "Steering group teleconference"),
            ("2011-05-11/2011-05-13", "Stockholm SE", "igc", "Full Round of Consultations"),
        ],
    ),
    "Portuguese": Style(
        """\
Data,Evento,Local,Processo
"10 e 11 de maio de 2018",Reunião preparatória,"Buenos Aires, Argentina",CSM
"7-8 de novembro de 2018",XVIII CSM,"Lima, Peru",CSM
""",
        [
            ("2018-05-10/2018-05-11", "Buenos Aires AR", "sacm", "Reunião preparatória"),
            ("2018-11-07/2018-11-08", "Lima PE", "sacm", "XVIII CSM"),
        ],
    ),
    "one cell a line, the date last, a title on two lines": Style(
        """\
Calendar of Meetings by RCPs 2014

RCP
Title
Venue
Date

Prague Process
Senior Officials' Meeting
Bratislava, Slovakia
2-3 December 2014

Bali Process
Ad Hoc Group Senior
Officials' Meeting
Canberra, Australia
6 August 2014

MIDSA
Technical Meeting on Labour Migration
TBC
TBC
""",
        [
            ("2014-12-02/2014-12-03", "Bratislava SK", "prague-process", "Senior Officials' Meeting"),
            ("2014-08-06", "Canberra AU", "bali-process", "Ad Hoc Group Senior Officials' Meeting"),
            ("2014-XX tbc", "unknown", "midsa", "Technical Meeting on Labour Migration"),
        ],
    ),
    "days listed one by one, fates before the titles": Style(
        """\
# Regional Conference on Migration, 2014

* 25-26 March 2014 - Meeting of the focal points - Managua
* 5, 6 and 7 November 2014 - Training on trafficking - Mexico City
* 26-27 November 2014 - CANCELLED: Seminar on data - Managua, Nicaragua
""",
        [
            ("2014-03-25/2014-03-26", "Managua NI", "rcm", "Meeting of the focal points"),
            ("2014-11-05/2014-11-07", "Mexico City MX", "rcm", "Training on trafficking"),
            ("2014-11-26/2014-11-27", "Managua NI", "rcm", "Seminar on data"),
        ],
    ),
    "times with zones": Style(
        """\
start,end,summary,location,process
2023-03-14T09:00:00+01:00,2023-03-15T17:00:00+01:00,Thematic meeting on diaspora,"Lisbon, Portugal",Rabat Process
2023-05-09 08:30,2023-05-09 12:00,Steering Committee,Online,Khartoum Process
""",
        [
            ("2023-03-14/2023-03-15", "Lisbon PT", "rabat-process", "Thematic meeting on diaspora"),
            ("2023-05-09", "online", "khartoum-process", "Steering Committee"),
        ],
    ),
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_what_a_person_would_write_down(style, vocabulary):
    reading = read(Document("made-up", style.text.encode()), vocabulary)

    assert [summary(record) for record in reading.records] == style.rows
    assert [held.message for held in reading.problems if held.code == "line-unread"] == []


def test_the_one_mechanism_of_a_document_may_stand_in_its_sentences(vocabulary):
    text = """\
4th Ministerial Conference
Date: 26 June 2003
Location: Rhodes, Greece
Description: Ministers of the Budapest Process adopted a plan.

3rd Ministerial Conference
Date: 15 October 1997
Location: Prague, Czech Republic
"""
    reading = read(Document("made-up", text.encode()), vocabulary)

    assert [record.mechanisms for record in reading.records] == [("budapest-process",), ("budapest-process",)]


def summary(record) -> tuple[str | None, str, str, str]:
    edtf = record.edtf.text if record.edtf else None
    date = f"{edtf} tbc" if record.date_status.value == "tbc" else edtf
    places = "; ".join(f"{place.city or ''} {place.country or ''}".strip() for place in record.places)
    return date, places or record.attendance.value, "; ".join(record.mechanisms), record.title
