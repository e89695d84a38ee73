"""Documents as our publications print them: what is a meeting, what is not, and what they say of themselves."""

from datetime import date

import pytest

from iscm.domain.documents import Document
from iscm.reading.read import read
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
