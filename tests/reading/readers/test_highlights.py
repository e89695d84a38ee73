"""Made-up newsletters of other years, bodies and languages, and what must be read from them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iscm.domain.documents import Document
from iscm.domain.readings import Reading
from iscm.reading.layouts.recognise import lay_out
from iscm.reading.read import read as read_any
from iscm.reading.readers.highlights import claims_layout, read_highlights
from tests.factories.files import compile_typst


@pytest.fixture
def read(vocabulary):
    def read_content(content: str | bytes) -> Reading:
        document = Document("newsletter", content.encode() if isinstance(content, str) else content)
        return read_highlights(lay_out(document), document, vocabulary)

    return read_content


def brief(reading: Reading) -> list[tuple]:
    """Of each record its mechanisms, number, title and dates."""
    return [(r.mechanisms, r.count, r.title, r.edtf.text if r.edtf else None) for r in reading.records]


def codes(reading: Reading) -> list[str]:
    return [found.code for found in reading.problems]


YEAR_2019 = """\
INTERNATIONAL ORGANIZATION FOR MIGRATION
International Partnerships Division
Contact: jane.doe@example.int | partnerships@example.int
January – December 2019                                   Issue No. 5

HIGHLIGHTS 2019: INTER-STATE CONSULTATION MECHANISMS ON MIGRATION

KEY EVENTS IN 2019

GLOBAL PROCESSES

Global Forum on Migration and Development (GFMD)
Two Steering Group meetings (Quito, 22 May; and 11 October), a Thematic
Workshop on diaspora engagement (Geneva, 3-4 September 2019) and the Twelfth
Summit (18-24 January 2020, Quito, Ecuador).

REGIONAL CONSULTATIVE PROCESSES

Bali Process: Thirteenth SOM, 6-7 March, Da Nang; Ad Hoc Group Technical
Experts meeting on Returns (TBC); four regional training courses on document
examination.
Colombo Process: 5 December - Senior Officials' Meeting on skills and ethical
recruitment.
MIDSA – Ministerial Conference (June 25-28) focused on regional labour mobility,
followed by a Technical Meeting on data (1 July).
Nansen Initiative Dialogue (NID)

Consultation on disasters (3 May).

Page 1 of 2

THEMES DISCUSSED AT ISCM EVENTS
Climate change - MIDSA, Bali Process
Labor migration: Colombo Process; MIDSA and GFMD
Smuggling of migrants: Bali Process

NEW PUBLICATIONS
• Advancing Common Understanding (IOM) https://publications.iom.int/books/advancing-common-
understanding
• Handbook on Ethical Recruitment (Colombo Process)
"""


def test_name_and_text_in_one_line_dates_before_and_after(read) -> None:
    reading = read(YEAR_2019)

    assert brief(reading) == [
        (("gfmd",), 2, "Steering Group meetings", "{2019-05-22,2019-10-11}"),
        (("gfmd",), 1, "Thematic Workshop on diaspora engagement", "2019-09-03/2019-09-04"),
        (("gfmd",), 1, "Twelfth Summit", "2020-01-18/2020-01-24"),
        (("bali-process",), 1, "Thirteenth SOM", "2019-03-06/2019-03-07"),
        (("bali-process",), 1, "Ad Hoc Group Technical Experts meeting on Returns", "2019-XX"),
        (("bali-process",), 4, "regional training courses on document examination", None),
        (("colombo-process",), 1, "Senior Officials' Meeting on skills and ethical recruitment", "2019-12-05"),
        (("midsa",), 1, "Ministerial Conference", "2019-06-25/2019-06-28"),
        (("midsa",), 1, "Technical Meeting on data", "2019-07-01"),
        ((), 1, "Consultation on disasters", "2019-05-03"),
    ]
    assert [place.city for record in reading.records[:4] for place in record.places] == [
        "Quito", "Geneva", "Quito", "Da Nang",
    ]  # fmt: skip
    assert [record.ordinal for record in reading.records[2:4]] == [12, 13]


def test_facts_above_the_meetings(read) -> None:
    reading = read(YEAR_2019)

    assert (reading.title, reading.year) == ("HIGHLIGHTS 2019: INTER-STATE CONSULTATION MECHANISMS ON MIGRATION", 2019)
    assert reading.publisher == "INTERNATIONAL ORGANIZATION FOR MIGRATION, International Partnerships Division"
    assert (reading.issue, reading.period.text) == ("5", "2019-01/2019-12")
    assert reading.contact == "partnerships@example.int"  # a person's own address is not kept


def test_a_name_we_do_not_know_is_a_problem(read) -> None:
    reading = read(YEAR_2019)

    assert codes(reading) == ["mechanism-unknown"]
    assert reading.sections[-1].heading == "Nansen Initiative Dialogue (NID)"
    assert reading.sections[-1].mechanism is None


def test_index_with_dashes_and_other_labels(read) -> None:
    assert {index.slug: index.mechanisms for index in read(YEAR_2019).themes} == {
        "climate-change": ("midsa", "bali-process"),
        "labour-migration": ("colombo-process", "midsa", "gfmd"),
        "counter-migrant-smuggling": ("bali-process",),
    }


def test_publications_as_list(read) -> None:
    assert [(held.title, held.mechanisms, held.url) for held in read(YEAR_2019).publications] == [
        (
            "Advancing Common Understanding (IOM)",
            (),
            "https://publications.iom.int/books/advancing-common-understanding",
        ),
        ("Handbook on Ethical Recruitment", ("colombo-process",), None),
    ]


YEAR_2023 = """\
# ISCM Year in Review 2023

## Main meetings in 2023

### Prague Process
- Senior Officials' Meeting (Vienna, Austria, 21-22 November 2023) on the Action Plan 2023-2027
- 3 webinars on labour migration, digitalisation and integration
- Workshop on return counselling, 5-6 June, Tbilisi, Georgia

### Budapest Process
The Budapest Process held its 6th Ministerial Conference in Istanbul on 19-20 February. Participants endorsed a new
Call for Action. Two meetings of the Reference Group were held on 12 April and 9 November.

### 10th Global Meeting of ISCMs (GRCP 10)
9 June, in Geneva, on "Regional contributions to the global discussion on migration and sustainable development".

## Thematic areas

| Theme | Mechanisms |
| --- | --- |
| Labour migration | Prague Process, Budapest Process |
| Return, readmission and reintegration | Prague Process |

## Publications
[Labour shortages and migration](https://example.org/a) (Prague Process)
"""


def test_bullets_sentences_and_a_table_as_index(read) -> None:
    reading = read(YEAR_2023)

    assert brief(reading) == [
        (("prague-process",), 1, "Senior Officials' Meeting", "2023-11-21/2023-11-22"),
        (("prague-process",), 3, "webinars", None),
        (("prague-process",), 1, "Workshop on return counselling", "2023-06-05/2023-06-06"),
        (("budapest-process",), 1, "6th Ministerial Conference", "2023-02-19/2023-02-20"),
        (("budapest-process",), 2, "meetings of the Reference Group", "{2023-04-12,2023-11-09}"),
        (
            ("grcp",),
            1,
            "Regional contributions to the global discussion on migration and sustainable development",
            "2023-06-09",
        ),
    ]
    assert reading.records[3].outcome == "Participants endorsed a new Call for Action."
    assert [place.city for record in reading.records for place in record.places] == [
        "Vienna", "Tbilisi", "Istanbul", "Geneva",
    ]  # fmt: skip
    assert {index.slug: index.mechanisms for index in reading.themes} == {
        "labour-migration": ("prague-process", "budapest-process"),
        "return-readmission-reintegration": ("prague-process",),
    }
    assert [(held.title, held.mechanisms, held.url) for held in reading.publications] == [
        ("Labour shortages and migration", ("prague-process",), "https://example.org/a")
    ]
    assert codes(reading) == []


SPANISH = """\
Boletín 2022
Mecanismos de consulta interestatales sobre migración

PRINCIPALES REUNIONES EN 2022

Conferencia Regional sobre Migración (CRM)
25º aniversario de la CRM
XXVII Reunión Viceministerial (1 de diciembre) sobre gobernanza migratoria; dos reuniones del Grupo Regional de
Consulta sobre Migración (27-28 de julio y 29-30 de noviembre); tres talleres sobre trata de personas, y un seminario
web sobre niñez (5 de mayo).

Conferencia Suramericana sobre Migraciones (CSM)
XX Conferencia Suramericana sobre Migraciones (12 al 14 de octubre). Seis reuniones de las redes sobre fronteras,
género y cambio climático.

ÁREAS TEMÁTICAS
Gestión de fronteras: CRM, CSM
Género: CSM

PUBLICACIONES
Guía sobre regularización (CRM)
"""


def test_spanish(read) -> None:
    reading = read(SPANISH)

    assert reading.lang == "es"
    assert brief(reading) == [
        (("rcm",), 1, "XXVII Reunión Viceministerial", "2022-12-01"),
        (
            ("rcm",),
            2,
            "reuniones del Grupo Regional de Consulta sobre Migración",
            "{2022-07-27..2022-07-28,2022-11-29..2022-11-30}",
        ),
        (("rcm",), 3, "talleres sobre trata de personas", None),
        (("rcm",), 1, "seminario web sobre niñez", "2022-05-05"),
        (("sacm",), 1, "XX Conferencia Suramericana sobre Migraciones", "2022-10-12/2022-10-14"),
        (("sacm",), 6, "reuniones de las redes", None),
    ]
    assert [held.years for held in reading.anniversaries] == [25]
    assert [held.slug for held in reading.records[2].themes] == ["combating-human-trafficking"]
    assert [index.slug for index in reading.themes] == ["border-management", "gender"]
    assert codes(reading) == []


FRENCH = """\
Faits saillants 2020

PRINCIPALES RÉUNIONS

Processus de Rabat
Réunion des hauts fonctionnaires (16 novembre) consacrée au bilan du Programme de Marrakech ; deux réunions du Comité
de pilotage (4 mars et 24 juin) ; un atelier sur le retour (Madrid, 12 février).

Dialogue sur la migration en Afrique de l'Ouest (MIDWA)
Trois webinaires sur la COVID-19 ; 2e réunion du groupe de travail sur les données (le 7 octobre).

THÈMES ABORDÉS
COVID-19 : MIDWA
Données : MIDWA, Processus de Rabat
"""


def test_french(read) -> None:
    reading = read(FRENCH)

    assert reading.lang == "fr"
    assert brief(reading) == [
        (("rabat-process",), 1, "Réunion des hauts fonctionnaires", "2020-11-16"),
        (("rabat-process",), 2, "réunions du Comité de pilotage", "{2020-03-04,2020-06-24}"),
        (("rabat-process",), 1, "atelier sur le retour", "2020-02-12"),
        (("midwa",), 3, "webinaires sur la COVID-19", None),
        (("midwa",), 1, "2e réunion du groupe de travail sur les données", "2020-10-07"),
    ]
    assert {index.slug: index.mechanisms for index in reading.themes} == {
        "covid-19": ("midwa",),
        "data": ("midwa", "rabat-process"),
    }


FIGURES = """\
Migration Dialogues Newsletter
Issue 12, July 2024

Almaty Process
• Technical expert meeting (12/03) on labour migration
• Ministerial Meeting (25/06/2024)
• Two trainings on statistics (03/04 and 15/04)
Khartoum Process
• SOM (10/07)

Topics
Data: Almaty Process
"""


def test_dates_in_figures_follow_the_habit_of_the_document(read) -> None:
    reading = read(FIGURES)

    assert brief(reading) == [
        (("almaty-process",), 1, "Technical expert meeting", "2024-03-12"),
        (("almaty-process",), 1, "Ministerial Meeting", "2024-06-25"),
        (("almaty-process",), 2, "trainings on statistics", "{2024-04-03,2024-04-15}"),
        (("khartoum-process",), 1, "SOM", "2024-07-10"),
    ]
    assert (reading.issue, reading.period.text) == ("12", "2024-07")


def test_a_date_with_two_readings_is_a_problem(read) -> None:
    reading = read("Newsletter 2024\n\nAlmaty Process\nSOM (03/04).\n")

    assert [(found.code, found.readings) for found in reading.problems] == [
        ("date-ambiguous", ("2024-04-03", "2024-03-04"))
    ]
    assert brief(reading) == [(("almaty-process",), 1, "SOM", None)]


PROSE = """\
Highlights of Regional Dialogues 2018

In March, IOM moved to its new website.
The Bali Process held its Seventh Ministerial Conference on 7 August in Bali, Indonesia. The Colombo Process convened
a Thematic Area Working Group meeting on remittances (23 May) and two consultations on recruitment. On 15-16 November,
the Almaty Process organised a Senior Officials Meeting in Astana to review its strategy.
"""


def test_prose_without_headings(read) -> None:
    reading = read(PROSE)

    assert brief(reading) == [
        (("bali-process",), 1, "Seventh Ministerial Conference", "2018-08-07"),
        (("colombo-process",), 1, "Thematic Area Working Group meeting on remittances", "2018-05-23"),
        (("colombo-process",), 2, "consultations on recruitment", None),
        (("almaty-process",), 1, "Senior Officials Meeting", "2018-11-15/2018-11-16"),
    ]
    assert codes(reading) == ["line-unread"]


POSTPONED = """\
Highlights 2020

Main events in 2020

Colombo Process
In 2020, two working groups (3 May and 4 June). 7th SOM (postponed to 2021); 2nd Youth Forum (12-13 June, cancelled).

Manila Process
No meetings were held in 2020.

Almaty Process
5th, 6th and 7th rounds of consultations (May, July and October).
"""


def test_what_did_not_take_place(read) -> None:
    reading = read(POSTPONED)

    assert brief(reading) == [
        (("colombo-process",), 2, "working groups", "{2020-05-03,2020-06-04}"),
        (("colombo-process",), 1, "7th SOM", None),
        (("colombo-process",), 1, "2nd Youth Forum", "2020-06-12/2020-06-13"),
        (("almaty-process",), 3, "5th, 6th and 7th rounds of consultations", "{2020-05,2020-07,2020-10}"),
    ]
    assert [record.status for record in reading.records] == [None, "postponed", "cancelled", None]
    assert codes(reading) == []


SHAPES = """\
ISCM Highlights - 2019

MAIN EVENTS IN 2019

Bali Process SOM (20 August) in preparation for the Ministerial Conference; two webinars on visas.

RCM and SACM
Joint plenary meeting on human mobility (7 November, Buenos Aires)

Colombo Process:
Senior Officials Meeting
12-13 November
Thematic Area Working Group on remittances
5 June

Khartoum Process
   * Steering Committee meetings (Rome, 21 February; Addis Ababa, 10 July)
   * 5th SOM, Asmara, 22-23 January

GLOBAL INITIATIVES
Global Compact for Migration (GCM): all ISCMs
Agenda 2030: Colombo Process, RCM
"""


def test_sections_by_first_words_shared_headings_and_names_above_dates(read) -> None:
    reading = read(SHAPES)

    assert brief(reading) == [
        (("bali-process",), 1, "Bali Process SOM", "2019-08-20"),
        (("bali-process",), 2, "webinars on visas", None),
        (("rcm", "sacm"), 1, "Joint plenary meeting on human mobility", "2019-11-07"),
        (("colombo-process",), 1, "Senior Officials Meeting", "2019-11-12/2019-11-13"),
        (("colombo-process",), 1, "Thematic Area Working Group on remittances", "2019-06-05"),
        (("khartoum-process",), 2, "Steering Committee meetings", "{2019-02-21,2019-07-10}"),
        (("khartoum-process",), 1, "5th SOM", "2019-01-22/2019-01-23"),
    ]
    assert [place.city for place in reading.records[5].places] == ["Rome", "Addis Ababa"]
    assert [(index.slug, index.mechanisms) for index in reading.initiatives] == [
        ("gcm", ("grcp",)),
        ("agenda-2030", ("colombo-process", "rcm")),
    ]
    assert codes(reading) == []


TABLE = """\
Highlights 2018
Mechanism\tMain meetings
Bali Process\tSOM (6 August) and Seventh Ministerial Conference (7 August)
Prague Process\tThree trainings on asylum; SOM (3-4 October, Chisinau)

Thematic areas
Asylum\tPrague Process
Trafficking in persons\tBali Process
"""


def test_a_newsletter_set_as_a_table(read) -> None:
    reading = read(TABLE)

    assert brief(reading) == [
        (("bali-process",), 1, "SOM", "2018-08-06"),
        (("bali-process",), 1, "Seventh Ministerial Conference", "2018-08-07"),
        (("prague-process",), 3, "trainings on asylum", None),
        (("prague-process",), 1, "SOM", "2018-10-03/2018-10-04"),
    ]
    assert {index.slug: index.mechanisms for index in reading.themes} == {
        "asylum-idps-refugees": ("prague-process",),
        "combating-human-trafficking": ("bali-process",),
    }


ONE_BODY = """\
Prague Process Newsletter
Spring 2023

Senior Officials' Meeting (Vienna, 21-22 March) on the Action Plan.
Two webinars on labour shortages (4 April and 9 May).

Upcoming events
5-6 June: Workshop on return
"""


def test_the_newsletter_of_one_mechanism(read) -> None:
    reading = read(ONE_BODY)

    assert brief(reading) == [
        (("prague-process",), 1, "Senior Officials' Meeting", "2023-03-21/2023-03-22"),
        (("prague-process",), 2, "webinars on labour shortages", "{2023-04-04,2023-05-09}"),
        (("prague-process",), 1, "Workshop on return", "2023-06-05/2023-06-06"),
    ]
    assert codes(reading) == []


COLUMNS = """\
#set page(paper: "a5", columns: 2, margin: 1.2cm, footer: context align(center)[Page #counter(page).display() of 2])
#set text(size: 9pt, hyphenate: true, lang: "en")
#set par(justify: true)
#place(top + center, scope: "parent", float: true)[#text(size: 18pt, weight: "bold")[ISCM 2020 Highlights]]
= MAIN MEETINGS IN 2020
*Intergovernmental Consultations on Migration, Asylum and Refugees (IGC)*

Two SOMs (14-15 June and 21-22 November); eight workshops on irregular migration, readmission and reintegration.

*Bali Process*

SOM (18 February) in preparation for a Ministerial Conference (19 February); five training workshops on document
examination and identity verification at international borders.
= THEMATIC AREAS ADDRESSED
*Border management*: Bali Process

*Return, readmission, reintegration*: IGC, Bali Process
= 2020 PUBLICATIONS
Guidelines on safe and dignified return in times of uncertainty (IGC)
"""


def test_two_columns_of_a_pdf(read) -> None:
    reading = read(compile_typst(COLUMNS))

    assert (reading.title, reading.year) == ("ISCM 2020 Highlights", 2020)
    assert brief(reading) == [
        (("igc",), 2, "SOMs", "{2020-06-14..2020-06-15,2020-11-21..2020-11-22}"),
        (("igc",), 8, "workshops", None),
        (("bali-process",), 1, "SOM", "2020-02-18"),
        (("bali-process",), 1, "Ministerial Conference", "2020-02-19"),
        (("bali-process",), 5, "training workshops", None),
    ]
    assert reading.records[1].topic == "irregular migration, readmission and reintegration"
    assert {index.slug: index.mechanisms for index in reading.themes} == {
        "border-management": ("bali-process",),
        "return-readmission-reintegration": ("igc", "bali-process"),
    }
    assert [held.title for held in reading.publications] == [
        "Guidelines on safe and dignified return in times of uncertainty"
    ]
    assert codes(reading) == []


@pytest.mark.parametrize("content", [YEAR_2019, YEAR_2023, SPANISH, FRENCH, FIGURES, PROSE])
def test_newsletters_are_claimed(content) -> None:
    assert claims_layout(lay_out(Document("x", content.encode()))) >= 0.5


@pytest.mark.parametrize(
    "content",
    [
        "DATE\tPLACE\tEVENT\nJanuary 21, 2024\tGeneva\tYouth Forum\nMay 3, 2024\tRabat\tSOM\n",
        "A letter.\n\nDear all, we met (3 May).\n",
    ],
)
def test_other_documents_are_not_claimed(content) -> None:
    assert claims_layout(lay_out(Document("x", content.encode()))) < 0.2


LINES = st.sampled_from(
    ["Bali Process", "SOM (3 May)", "Newsletter 2020", "Themes", "Data: RCM, X", "https://a.example/b-", "c/d", "•",
     "PUBLICATIONS", "Title (RCM)", "M A I N  E V E N T S", "30th anniversary of RCM", "", "and two", "GRCP 9", "("]
)  # fmt: skip


# Files full of control characters are no text and are refused before any reader sees them.
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(LINES, WORDS), min_size=1, max_size=25).map("\n".join))
def test_every_line_of_anything_is_accounted_for(vocabulary, text) -> None:
    layout = lay_out(Document("x", ("Highlights\n" + text).encode()))
    reading = read_highlights(layout, Document("x", b""), vocabulary)
    told = {held.locator.line_first for held in (*reading.set_aside, *reading.problems)}

    assert told <= {row.locator.line_first for row in layout.rows}
    assert [record.n for record in reading.records] == list(range(1, len(reading.records) + 1))


YEAR_2016 = """\
RCP NEWS DIGEST 2014   January - June 2016   ISCM 2016 News digest

MAIN EVENTS IN 2016

Almaty Process
The 3rd SOM, 12-13 May 2016 in Almaty, Kazakhstan on mixed migra on and refugee protec-
on. The Technical Mee ng, 9 February 2016 in Astana, Kazakhstan endorsed an ac on plan on
na onal iden ty documents.
Bali Process
The 6th Ministerial Mee ng, 23 March 2016 in Bali, Indonesia adopted a Declara-
on on people smuggling. Two trainings on migra on-
related data.
"""


def test_lost_letters_are_put_back_and_what_was_done_is_the_outcome(read) -> None:
    reading = read(YEAR_2016)

    assert reading.year == 2016
    assert [
        (r.title, str(r.edtf), r.places[0].city if r.places else None, r.topic, r.outcome) for r in reading.records
    ] == [
        ("3rd SOM", "2016-05-12/2016-05-13", "Almaty", "mixed migration and refugee protection", None),
        ("Technical Meeting", "2016-02-09", "Astana", None, "endorsed an action plan on national identity documents"),
        ("6th Ministerial Meeting", "2016-03-23", "Bali", None, "adopted a Declaration on people smuggling"),
        ("trainings on migration-related data", "None", None, "migration-related data", None),
    ]
    assert [(r.printed.title, r.printed.outcome) for r in reading.records[1:3]] == [
        ("Technical Mee ng", "endorsed an ac on plan on na onal iden ty documents"),
        ("6th Ministerial Mee ng", "adopted a Declaraon on people smuggling"),
    ]
    assert codes(reading) == ["letters-restored"]


YEAR_2014 = """\
Newsletter 2014: regional migration dialogues

Main events
Rabat Process: Thematic meeting on visas (Senegal, March); three workshops (03/02, 17/04 and 05/11) on return;
Senior Officials' Meeting (Bamako, 9-11 June) approved a new programme.

Thematic areas
Gender: RCM, Rabat Process; Labour migration: Colombo Process
"""


def test_places_and_dates_in_one_bracket_and_days_without_a_year(read) -> None:
    reading = read(YEAR_2014)

    assert [(r.title, str(r.edtf), [p.country for p in r.places], r.outcome) for r in reading.records] == [
        ("Thematic meeting on visas", "2014-03", ["SN"], None),
        ("workshops", "{2014-02-03,2014-04-17,2014-11-05}", [], None),
        ("Senior Officials' Meeting", "2014-06-09/2014-06-11", ["ML"], "approved a new programme"),
    ]
    assert [(index.slug, index.mechanisms) for index in reading.themes] == [
        ("gender", ("rcm", "rabat-process")),
        ("labour-migration", ("colombo-process",)),
    ]
    assert codes(reading) == []


def test_days_in_figures_that_nothing_decides_are_a_problem(read) -> None:
    (record,) = (
        reading := read("Newsletter 2014\nMain events\nRCM: two workshops (03/02 and 05/04) on return.")
    ).records

    assert (record.edtf, record.count, codes(reading)) == (None, 2, ["date-ambiguous"])
    assert reading.problems[0].readings == ("{2014-02-03,2014-04-05}", "{2014-03-02,2014-05-04}")


YEAR_2010 = """\
# RCP Digest 2010

| Process | Main events |
|---|---|
| Colombo Process | workshop on recruitment (Manila, 8-9 June); SOM (online, 3 and 4 May) |
| MIDSA | First Ministerial Conference (Windhoek, 16-18 November) adopted an action plan |
"""


def test_a_digest_in_a_table_is_a_newsletter(vocabulary) -> None:
    reading = read_any(Document("digest.md", YEAR_2010.encode()), vocabulary)

    assert reading.reader == "highlights"
    assert [(r.mechanisms, r.title, str(r.edtf)) for r in reading.records] == [
        (("colombo-process",), "workshop on recruitment", "2010-06-08/2010-06-09"),
        (("colombo-process",), "SOM", "2010-05-03/2010-05-04"),
        (("midsa",), "First Ministerial Conference", "2010-11-16/2010-11-18"),
    ]
