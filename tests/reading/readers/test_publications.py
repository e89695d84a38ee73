"""Documents as our publications print them: what is a meeting, what is not, and what they say of themselves."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from iscm.domain.documents import Document
from iscm.publication.words import LANGUAGES, words_in
from iscm.reading.read import read
from iscm.reading.readers.parts import part_of
from iscm.reading.readers.suffixes import Suffixed, split_suffix

CALENDAR = """
# 2026 Calendar of Meetings by Inter-State Consultation Mechanisms on Migration (ISCM)

Register of Inter-State Consultation Mechanisms on Migration (ISCM)

Edition 4, as of 24 September 2026

Meetings of the Regional Conference on Migration

10 meetings of two mechanisms. Last update: 24 September 2026.

## Changed since edition 3

- 12 March 2026: Senior Officials’ Meeting (RCM), Lima, Peru

**Moved**

* 10–11 May 2026: Workshop (SACM)

| Date | Place | ISCM | Title of the Event |
| --- | --- | --- | --- |
| 12 March 2026 | Lima, Peru | [Regional Conference on Migration (RCM)](https://www.rcmvs.org) | SOM [cancelled] |
| 10–11 May 2026 | TBC | RCM and SACM | Workshop on \\[data\\] \\[no longer listed\\] |
| 2026 |  | RCM | Webinars (7 meetings) |
| Fourth quarter of 2026 (TBC) | Online | RCM | Consultations (several meetings) [postponed] |

## Mechanisms in this calendar

| Acronym | Full name | Website |
| --- | --- | --- |
| RCM | Regional Conference on Migration | <https://www.rcmvs.org> |
| SACM | South American Conference on Migration | |

## Sources

- IOM, Calendar of 2026 (3 May 2026)
- Regional Conference on Migration: agenda of 12 March 2026

## Notes

TBC: to be confirmed. Dates as they were said by 3 June 2026.
"""


def read_text(text):
    from iscm.data import load_vocabulary

    return read(Document("calendar.md", text.encode()), load_vocabulary())


@pytest.fixture(scope="module")
def calendar():
    return read_text(CALENDAR)


def test_rows_of_the_calendar_are_its_only_records(calendar):
    assert [(str(r.edtf), r.title, r.count, r.status, r.mechanisms) for r in calendar.records] == [
        ("2026-03-12", "SOM", 1, "cancelled", ("rcm",)),
        ("2026-05-10/2026-05-11", "Workshop on [data]", 1, None, ("rcm", "sacm")),
        ("2026", "Webinars", 7, None, ("rcm",)),
        ("2026-36", "Consultations", None, "postponed", ("rcm",)),
    ]


def test_words_are_kept_as_printed(calendar):
    assert [record.printed.title for record in calendar.records] == [
        "SOM [cancelled]",
        "Workshop on [data] [no longer listed]",
        "Webinars (7 meetings)",
        "Consultations (several meetings) [postponed]",
    ]


def test_calendar_says_its_title_publisher_update_and_number(calendar):
    assert (calendar.title, calendar.publisher, calendar.year, calendar.last_update, calendar.stated_count) == (
        "2026 Calendar of Meetings by Inter-State Consultation Mechanisms on Migration (ISCM)",
        "Register of Inter-State Consultation Mechanisms on Migration (ISCM)",
        2026,
        date(2026, 9, 24),
        10,
    )


def test_parts_beside_the_meetings_are_set_aside_by_name_without_problem(calendar):
    reasons = {line.text[:12]: line.reason for line in calendar.set_aside}

    assert {problem.code for problem in calendar.problems} <= {"to-be-confirmed", "date-weekend"}
    assert [
        reasons[start] for start in ("Changed sinc", "- 12 March 2", "10–11 May 20", "Mechanisms i", "RCM Regional")
    ] == [
        "changes since an edition",
        "changes since an edition",
        "changes since an edition",
        "key of mechanisms",
        "key of mechanisms",
    ]
    assert [reasons[start] for start in ("IOM, Calenda", "Regional Con", "TBC: to be c")] == [
        "sources",
        "sources",
        "notes",
    ]


def test_links_on_names_of_mechanisms_in_the_key_are_no_links_of_meetings(calendar):
    assert [record.links for record in calendar.records] == [(), (), (), ()]


HEADINGS = (
    "Changed since edition %(number)s",
    "Mechanisms in this calendar",
    "Sources",
    "Notes",
    "Suggested from their words, stated by no source",
    "What the mechanisms reported",
    "About this file",
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_of_our_parts_are_known_in_every_language(lang):
    words = words_in(lang)

    found = [part_of(words.gettext(heading).replace("%(number)s", "12")) for heading in HEADINGS]
    assert None not in found
    assert len(set(found)) == len(HEADINGS)


@pytest.mark.parametrize(
    ("title", "suffixed"),
    [
        ("Webinars (5 meetings)", Suffixed("Webinars", 5)),
        ("Webinars (several meetings)", Suffixed("Webinars", None)),
        ("Webinars (5 meetings) [postponed]", Suffixed("Webinars", 5, "postponed")),
        ("SOM [cancelled]", Suffixed("SOM", 1, "cancelled")),
        ("SOM [rescheduled]", Suffixed("SOM", 1, "rescheduled")),
        ("SOM [no longer listed]", Suffixed("SOM", 1)),
        ("SOM (cancelled)", Suffixed("SOM", 1, "cancelled")),
        ("Réunions (3 réunions) [annulée]", Suffixed("Réunions", 3, "cancelled")),
        ("المشاورات حول الاتفاق [postponed] العالمي", Suffixed("المشاورات حول الاتفاق العالمي", 1, "postponed")),
        ("المشاورات (5 meetings) حول الاتفاق [cancelled]", Suffixed("المشاورات حول الاتفاق", 5, "cancelled")),
        ("Workshop (5 meetings) and more", Suffixed("Workshop (5 meetings) and more")),
        ("Workshop [draft]", Suffixed("Workshop [draft]")),
        ("Training on cancelled visas", Suffixed("Training on cancelled visas")),
        ("Training (3 modules)", Suffixed("Training (3 modules)")),
        ("Follow-up (2019 meetings)", Suffixed("Follow-up (2019 meetings)")),
        ("(5 meetings)", Suffixed("(5 meetings)")),
        ("[cancelled]", Suffixed("[cancelled]")),
    ],
)
def test_what_stands_in_brackets_behind_a_title(title, suffixed):
    assert split_suffix(title) == suffixed


def test_notes_between_rows_of_one_table_end_with_the_next_row():
    reading = read_text("""Calendar 2019
Date\tPlace\tISCM\tTitle
3 May 2019\tLima, Peru\tRCM\tSOM
Notes
5 May 2019\tLima, Peru\tRCM\tWorkshop on return
""")

    assert [record.title for record in reading.records] == ["SOM", "Workshop on return"]


def test_what_a_tracker_only_suggests_is_no_statement_of_it():
    reading = read_text("""# Meetings at which the Global Compact for Migration (GCM) was addressed

| ISCM | Date | Place | Event | Outcome | Source |
| --- | --- | --- | --- | --- | --- |
| RCM | 3 May 2019 | Lima, Peru | SOM | Agreed. <https://a.example> | [&#91;1&#93;, row 4](#sources) |

## Suggested from their words, stated by no source

| ISCM | Date | Place | Event | Why it is suggested |
| --- | --- | --- | --- | --- |
| RCM | 5 May 2019 | Lima, Peru | Workshop on the Compact | names it: Compact |

## Sources

- \\[1\\] Tracker of 2019
""")

    assert [(r.title, r.outcome, [link.url for link in r.links]) for r in reading.records] == [
        ("SOM", "Agreed.", ["https://a.example"])
    ]
    assert reading.reader == "tracker"
    assert {problem.code for problem in reading.problems} <= {"date-weekend"}
    assert {line.reason for line in reading.set_aside} == {"table header", "only suggested", "sources"}


def test_what_mechanisms_reported_to_surveys_is_no_meeting():
    reading = read_text("""# Meetings at which the Global Compact for Migration (GCM) was addressed

| ISCM | Date | Place | Event | Outcome | Source |
| --- | --- | --- | --- | --- | --- |
| RCM | 3 May 2019 | Lima, Peru | SOM | Agreed. | row 4 |

## What the mechanisms reported

In the mechanisms’ own words, as they answered the surveys of the register.

| ISCM | Asked | What it reported | Source |
| --- | --- | --- | --- |
| RCM | Objective 9 (smuggling) | 7 May 2019: Workshop on smuggling (Lima, Peru) | Survey, answered on 1 March 2020 |
""")

    assert [record.title for record in reading.records] == ["SOM"]
    assert {problem.code for problem in reading.problems} <= {"date-weekend"}
    assert {line.reason for line in reading.set_aside} == {"table header", "answers to surveys"}


def test_initiative_that_data_states_is_the_rows_own():
    reading = read_text("""iscm,date,event,outcome,source,edtf,basis,initiative,document,locator,receipt
RCM,3 May 2019,SOM,Agreed.,"[1], row 4",2019-05-03,stated,gcm,abc,row 4,
RCM,5 May 2019,Workshop,Agreed.,"[1], row 5",2019-05-05,suggested,gcm,abc,row 5,
RCM,7 May 2019,Steering Committee,Agreed.,"[1], row 5",2019-05-07,stated,no-such,abc,row 5,
""")

    assert [[one.slug for one in record.initiatives] for record in reading.records] == [["gcm"], [], []]
    assert {problem.code for problem in reading.problems} <= {"date-weekend"}


@pytest.mark.parametrize("title", ["<b></b> www.example.org", "**", "&nbsp;", "https://www.example.org/a"])
def test_title_that_has_no_words_has_others_stand_in(title):
    reading = read_text(f"""<table><tr><th>Date</th><th>Place</th><th>ISCM</th><th>Title</th></tr>
<tr><td>3 May 2019</td><td>Lima, Peru</td><td>RCM</td><td>{title.replace("<", "&lt;")}</td></tr></table>""")

    assert [record.title for record in reading.records] == ["RCM"]
    assert "title-missing" in {problem.code for problem in reading.problems}


@pytest.mark.parametrize(
    "text",
    [
        "# Calendar 2031\n\n0 meetings of 0 mechanisms\n\n| Date | Place | ISCM | Title |\n| --- | --- | --- | --- |\n",
        "date,place,iscm,title,edtf,date_status\r\n",
    ],
)
def test_calendar_without_meetings_is_a_calendar(text):
    reading = read_text(text)

    assert (reading.reader, reading.records, reading.problems) == ("calendar", (), ())


def test_titles_of_meetings_say_nothing_of_the_document():
    reading = read_text("""# Calendar 2019

| Date | Place | ISCM | Title |
| --- | --- | --- | --- |
| 3 May 2019 | Lima, Peru | RCM | Workshop. Last update: 4 May 2018 |
| 5 May 2019 | Lima, Peru | RCM | 12 meetings of 3 mechanisms |
| 7 May 2019 | Lima, Peru | RCM | Changed since edition 3 |
| 9 May 2019 | Lima, Peru | RCM | Sources |
""")

    assert [record.title for record in reading.records] == [
        "Workshop. Last update: 4 May 2018",
        "12 meetings of 3 mechanisms",
        "Changed since edition 3",
        "Sources",
    ]
    assert (reading.title, reading.last_update, reading.stated_count) == ("Calendar 2019", None, None)


def test_address_inside_a_title_stays_in_it_and_leads_somewhere():
    reading = read_text("""Calendar 2019
Date\tPlace\tISCM\tTitle
3 May 2019\tLima, Peru\tRCM\tLaunch of https://www.example.org/a?b=c at the Forum
5 May 2019\tLima, Peru\tRCM\tWorkshop https://www.example.org/b
""")

    assert [(record.title, [link.url for link in record.links]) for record in reading.records] == [
        ("Launch of https://www.example.org/a?b=c at the Forum", ["https://www.example.org/a?b=c"]),
        ("Workshop", ["https://www.example.org/b"]),
    ]


DATA = """\
date,place,iscm,title,edtf,first_day,last_day,date_status,status,unlisted_since,attendance,count,\
mechanisms,places,kind,themes,uid,url
Soon,Somewhere,Those,'=SUM(A1:A9) and **more** [words](https://evil.example),2026-03-12,2026-03-12,2026-03-12,tbc,\
cancelled,,hybrid,1,rcm;sacm,Lima|PE;|BR,webinar,return,m1,https://www.example.org/a
2026,,RCM,Webinars (7 meetings),2026,2026-01-01,2026-12-31,confirmed,held,,online,7,rcm,,webinar,,m2,
,TBC,RCM,''-quoted,"[2026-34,2026-35]",2026-04-01,2026-09-30,tbc,tentative,2026-05-01,unknown,,rcm,,no-such-kind,,m3,
"28 May, 2026","Lima, Peru",RCM,SOM,no date,,,confirmed,planned,,in-person,many,no-such-key,Lima|ZZ,,,m4,
"""


@pytest.fixture(scope="module")
def data():
    return read_text(DATA)


def test_workbook_says_on_its_last_sheet_what_it_is(vocabulary):
    workbook = Workbook()
    workbook.active.append(["Date", "Place", "ISCM", "Title", "edtf"])
    workbook.active.append(["3 May 2026", "Lima, Peru", "RCM", "SOM", "2026-05-03"])
    key, about = workbook.create_sheet("mechanisms"), workbook.create_sheet("About this file")
    key.append(["ISCM", "Full name", "Website"])
    key.append(["RCM", "Regional Conference on Migration", "www.rcmvs.org"])
    rows = (
        ["2026 Calendar"],
        ["Publisher", "The Register"],
        ["Edition", "1"],
        ["", "1 meeting. Last update: 3 May 2026"],
    )
    for row in (
        *rows,
        ["Last revision", "2026-11-21"],
        ["Sources"],
        ["", "• IOM, Calendar of 2026"],
        ["Date", "When it is.", "date"],
    ):
        about.append(row)
    workbook.properties.title = "2026 Calendar"
    workbook.save(out := BytesIO())

    reading = read(Document("calendar.xlsx", out.getvalue()), vocabulary)

    assert [(record.title, str(record.edtf)) for record in reading.records] == [("SOM", "2026-05-03")]
    assert (reading.title, reading.publisher, reading.stated_count, reading.last_update) == (
        "2026 Calendar", "The Register", 1, date(2026, 5, 3),
    )  # fmt: skip
    assert {line.reason for line in reading.set_aside} == {
        "table header", "key of mechanisms", "about the file", "sources",
    }  # fmt: skip
    assert {problem.code for problem in reading.problems} <= {"date-weekend"}


def test_columns_for_programs_win_over_words(data):
    first, second, third, _ = data.records

    assert (str(first.edtf), first.date_status, first.status, first.attendance, first.count, first.kind) == (
        "2026-03-12", "tbc", "cancelled", "hybrid", 1, "webinar",
    )  # fmt: skip
    assert (first.mechanisms, [(p.city, p.country) for p in first.places], [link.url for link in first.links]) == (
        ("rcm", "sacm"), [("Lima", "PE"), (None, "BR")], ["https://www.example.org/a"],
    )  # fmt: skip
    assert (second.title, second.count, second.attendance, second.places) == ("Webinars", 7, "online", ())
    assert (str(third.edtf), third.date_status, third.count, third.kind) == (
        "[2026-34,2026-35]", "tbc", None, "other-meeting",
    )  # fmt: skip


def test_columns_for_programs_that_hold_none_of_their_values_leave_the_words_to_speak(data):
    fourth = data.records[3]

    assert (str(fourth.edtf), fourth.count, fourth.mechanisms, [(p.city, p.country) for p in fourth.places]) == (
        "2026-05-28", 1, ("rcm",), [("Lima", "PE")],
    )  # fmt: skip


def test_cells_of_data_are_words_as_they_stand_without_the_apostrophe_of_spreadsheets(data):
    assert [record.printed.title for record in data.records[:3]] == [
        "=SUM(A1:A9) and **more** [words](https://evil.example)",
        "Webinars (7 meetings)",
        "'-quoted",
    ]


def test_every_row_and_column_of_data_is_accounted_for(data):
    assert {problem.code for problem in data.problems} <= {"to-be-confirmed", "date-weekend", "date-order"}


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("12 réunions de 17 mécanismes. Dernière mise à jour : 30 octobre\n2024", date(2024, 10, 30)),
        ("Last update: 30\nOctober 2024", date(2024, 10, 30)),
        ("Last update: 30 October 2024\n2024", date(2024, 10, 30)),
        ("Last update: 30 October\nSee the sources", date(2024, 9, 24)),
    ],
)
def test_last_update_may_go_on_in_the_next_line(said, day):
    reading = read_text(f"""Calendar 2024

{said}
Date\tPlace\tISCM\tTitle
3 May 2024\tLima, Peru\tRCM\tWorkshop

Sources
A calendar; last update 24 September 2024; 12 rows here rest on it
""")
    assert (reading.last_update, [record.title for record in reading.records]) == (day, ["Workshop"])


def test_a_tracker_of_which_all_is_only_suggested_states_no_meeting():
    reading = read_text("""# Meetings at which the Global Compact (GCM) was addressed: objective 9 (smuggling)

No source read so far states that a meeting addressed it.

## Suggested from their words, stated by no source

| ISCM | Date | Place | Event | Why it is suggested |
| --- | --- | --- | --- | --- |
| RCM | 3 May 2024 | Lima, Peru | Workshop on smuggling | theme Counter migrant smuggling |
""")
    assert (reading.reader != "unknown", reading.records, reading.problems) == (True, (), ())
