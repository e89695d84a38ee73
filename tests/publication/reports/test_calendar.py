"""The calendar of a year as it is printed."""

from datetime import date

import pytest

from iscm.domain.records import Link
from iscm.publication.report import Box, Bullets, Heading, Paragraph, plain
from iscm.publication.reports.asked import Asked
from iscm.publication.reports.calendar import build_calendar
from iscm.publication.reports.sentences import state_line
from iscm.publication.reports.sources import SourceFacts
from iscm.publication.words import LANGUAGES, words_in
from tests.factories.highlights import make_row
from tests.factories.publications import calendar_of

EN = words_in("en")


COUNTED = "A meeting that was cancelled, postponed or is no longer listed is counted, since it was planned."


def built(*rows, **rest):
    return build_calendar(calendar_of(*rows, **rest), EN, "Edition 2")


def printed(report):
    """The rows as a reader sees them."""
    return [tuple(cell.plain for cell in row.cells[:4]) for row in report.tables[0].rows]


def machine(report, key, n=0):
    """The value of a machine column."""
    at = next(i for i, column in enumerate(report.tables[0].columns) if column.key == key)
    return report.tables[0].rows[n].cells[at].value


def links(report, n, column):
    return [run.href for run in report.tables[0].rows[n].cells[column].words]


def paragraphs(report):
    return [plain(block.words) for block in report.blocks if isinstance(block, Paragraph)]


def headings(report):
    return [plain(block.words) for block in report.blocks if isinstance(block, Heading)]


ROWS = [
    ({"edtf": "2022-01-23/2022-01-25"}, "23–25 January 2022", "TBC"),
    ({"edtf": "2022-07", "date_status": "tbc"}, "July 2022 (TBC)", "TBC"),
    ({"edtf": "2022-XX", "date_status": "tbc"}, "2022 (TBC)", "TBC"),
    ({"edtf": "[2022-34,2022-35]", "date_status": "tbc"}, "Second or third quarter of 2022 (TBC)", "TBC"),
    ({"places": ("Geneva|CH",)}, "14 June 2022", "Geneva, Switzerland"),
    ({"places": ("Geneva|CH", "Bogota|CO")}, "14 June 2022", "Geneva, Switzerland; Bogota, Colombia"),
    ({"places": ("|PW",)}, "14 June 2022", "Palau"),
    ({"places": ("Geneva|CH",), "attendance": "hybrid"}, "14 June 2022", "Geneva, Switzerland and online"),
    ({"attendance": "online"}, "14 June 2022", "Online"),
    ({"attendance": "hybrid"}, "14 June 2022", "Hybrid"),
    ({"attendance": "in-person"}, "14 June 2022", "In person"),
    ({"status": "held"}, "14 June 2022", ""),
    ({"status": "cancelled"}, "14 June 2022", ""),
]


@pytest.mark.parametrize(("row", "when", "where"), ROWS)
def test_date_and_place_are_those_of_the_field(row, when, where):
    report = built(make_row(**{"status": "confirmed", **row}))
    assert printed(report)[0][:2] == (when, where)


TITLES = [
    ({"title": "4 th Ministerial Meeting"}, "4th Ministerial Meeting"),
    ({"title": "Webinars", "count": 5}, "Webinars (5 meetings)"),
    ({"title": "Trainings", "count": None}, "Trainings (several meetings)"),
    ({"title": "SOM", "status": "cancelled"}, "SOM [cancelled]"),
    ({"title": "SOM", "status": "postponed"}, "SOM [postponed]"),
    ({"title": "SOM", "status": "rescheduled"}, "SOM [rescheduled]"),
    ({"title": "SOM", "status": "confirmed", "unlisted_since": date(2022, 3, 1)}, "SOM [no longer listed]"),
    ({"title": "SOM", "status": "held", "unlisted_since": date(2022, 3, 1)}, "SOM"),
    ({"title": "SOM", "status": "tentative"}, "SOM"),
]


@pytest.mark.parametrize(("row", "title"), TITLES)
def test_title_says_what_a_reader_must_not_miss(row, title):
    assert printed(built(make_row(**row)))[0][3] == title


def test_fate_is_said_quietly_and_is_no_part_of_the_link():
    report = built(make_row(status="cancelled", links=(Link("x", "https://example.org/som"),)))
    assert [(run.text, run.href, run.is_quiet) for run in report.tables[0].rows[0].cells[3].words] == [
        ("SOM", "https://example.org/som", False),
        (" [cancelled]", "", True),
    ]


def test_mechanism_is_named_in_full_with_its_address_where_it_is_met_first():
    report = built(make_row(mechanisms=("rcm",)), make_row("Two", mechanisms=("rcm",)))
    assert [row[2] for row in printed(report)] == ["Regional Conference on Migration (RCM)", "RCM"]
    assert (links(report, 0, 2), links(report, 1, 2)) == (["https://www.rcmvs.org"], [""])


def test_joint_meeting_names_its_mechanisms_joined():
    report = built(make_row(mechanisms=("rcm",)), make_row(mechanisms=("rcm", "sacm", "igc")))
    assert printed(report)[1][2] == (
        "RCM and South American Conference on Migration (SACM)"
        " and Intergovernmental Consultations on Migration, Asylum and Refugees (IGC)"
    )


def test_mechanism_bears_the_name_of_the_year():
    then, now = (built(make_row(mechanisms=("pidc",)), year=year) for year in (2016, 2024))
    assert printed(then)[0][2] == "Pacific Immigration Directors' Conference (PIDC)"
    assert printed(now)[0][2] == "Pacific Immigration Development Community (PIDC)"
    assert then.tables[1].rows[0].cells[1].plain == (
        "Pacific Immigration Directors' Conference; today Pacific Immigration Development Community"
    )


def test_title_leads_to_the_first_address_of_its_sources_that_may_be_followed():
    bad, good = Link("a", "javascript:alert(1)"), Link("b", "https://example.org/b")
    report = built(make_row(links=(Link("x", None), bad, good)), make_row("Two", links=(bad,)))
    assert (links(report, 0, 3), links(report, 1, 3)) == (["https://example.org/b"], [""])
    assert (machine(report, "url", 0), machine(report, "url", 1)) == ("https://example.org/b", None)


def test_title_leads_to_its_page_where_no_source_has_an_address():
    report = built(make_row(uid="u1"), site="https://calendar.example.org")
    assert links(report, 0, 3) == ["https://calendar.example.org/meetings/u1/"]
    assert report.url == "https://calendar.example.org/calendar/2022/"


def test_machine_columns_say_the_same_to_programs():
    report = built(
        make_row(
            "Webinars", "2022-03", mechanisms=("rcm", "sacm"), places=("Geneva|CH", "|PW"), count=5, kind="webinar"
        )
    )
    keys = ("edtf", "first_day", "last_day", "status", "count", "mechanisms", "places", "kind", "themes", "uid")
    assert [machine(report, key) for key in keys] == [
        "2022-03", date(2022, 3, 1), date(2022, 3, 31), "held", 5, "rcm;sacm", "Geneva|CH;|PW", "webinar", None,
        "Webinars/2022-03",
    ]  # fmt: skip


def test_every_column_is_described_and_the_printed_ones_fill_the_width():
    report = built(make_row())
    for table in report.tables:
        assert [column.key for column in table.columns if not column.description] == []
        assert sum(column.share for column in table.columns if column.is_printed) == pytest.approx(1)
        assert [column.key for column in table.columns if column.is_row_header] != []


def test_months_are_bookmarks():
    rows = [make_row(edtf=edtf) for edtf in ("2022-01-23", "2022-01-30", "2022-03-01")]
    assert [row.bookmark for row in built(*rows).tables[0].rows] == ["January 2022", "", "March 2022"]


def test_sentence_counts_meetings_and_gives_the_newest_day_its_sources_speak_for():
    old, new = SourceFacts(1, "Old", last_update=date(2022, 1, 1)), SourceFacts(2, "New", last_update=date(2022, 9, 24))
    rows = (make_row(attendance="online", count=5), make_row("Two", mechanisms=("rcm", "sacm"), attendance="hybrid"))
    assert paragraphs(built(*rows, sources=(old, new))) == [
        "6 meetings of 3 mechanisms; 5 online and 1 hybrid. Last update: 24 September 2022"
    ]
    assert paragraphs(built(rows[1])) == ["1 meeting of 2 mechanisms; 1 hybrid."]


def test_selection_stands_under_the_title_and_in_the_name_of_the_file():
    asked = Asked((("mechanism", ("rcm", "sacm")), ("attendance", ("online",))), date(2022, 1, 1), date(2022, 6, 30))
    report = built(make_row(), asked=asked, site="https://calendar.example.org")
    assert paragraphs(report)[0] == "Selection: mechanism RCM or SACM; attendance online; first half of 2022"
    assert report.name == "calendar-2022-rcm-sacm-attendance-online-from-2022-01-01-to-2022-06-30"
    assert report.url == (
        "https://calendar.example.org/calendar/2022/?mechanism=rcm,sacm&attendance=online&from=2022-01-01&to=2022-06-30"
    )


def test_title_block_and_parts_stand_in_the_order_of_a_calendar():
    source = SourceFacts(1, "2022 Calendar", "IOM", last_update=date(2022, 9, 24), meetings=2)
    report = built(make_row(), make_row(mechanisms=("rcm", "sacm")), sources=(source,), publisher=("A desk",))
    assert (report.title, report.edition, report.publisher) == (
        "2022 Calendar of Meetings by Inter-State Consultation Mechanisms on Migration (ISCM)",
        "Edition 2",
        ("A desk",),
    )
    assert headings(report) == ["Mechanisms in this calendar", "Sources", "Notes"]
    bullets = [[plain(item) for item in block.items] for block in report.blocks if isinstance(block, Bullets)]
    assert bullets == [
        ["2022 Calendar, IOM; last update 24 September 2022; 2 rows here rest on it"],
        ["A meeting of several mechanisms is listed and counted once."],
    ]


@pytest.mark.parametrize(
    ("fate", "notes"),
    [
        ({"status": "held"}, []),
        ({"status": "cancelled"}, [COUNTED]),
        ({"status": "postponed"}, [COUNTED]),
        ({"status": "confirmed", "unlisted_since": date(2022, 9, 1)}, [COUNTED]),
    ],
)
def test_what_may_not_be_held_is_counted_and_a_note_says_so(fate, notes):
    report = built(make_row(**fate))
    assert [plain(item) for block in report.blocks if isinstance(block, Bullets) for item in block.items] == notes
    assert "1 meeting of 1 mechanism" in paragraphs(report)[0]


def test_key_has_the_mechanisms_with_their_address_and_number():
    report = built(make_row(mechanisms=("igc",), count=3), make_row(mechanisms=("igc", "prague-process")))
    rows = [[cell.plain or cell.value for cell in row.cells] for row in report.tables[1].rows]
    assert rows == [
        ["IGC", "Intergovernmental Consultations on Migration, Asylum and Refugees", "www.igc.ch", "igc", 4],
        ["Prague Process", "Prague Process", "www.pragueprocess.eu", "prague-process", 1],
    ]


def test_corrections_are_a_source_without_a_name():
    report = built(make_row(), sources=(SourceFacts(3, "", meetings=1, is_correction=True),))
    (sources,) = [block for block in report.blocks if isinstance(block, Bullets)]
    assert plain(sources.items[0]) == "Corrections by the editors of the register; 1 row here rests on it"


def test_box_of_changes_stands_before_the_table():
    box = Box(Heading(2, ()), ())
    report = build_calendar(calendar_of(make_row()), EN, "Edition 2", box)
    assert report.blocks.index(box) + 1 == report.blocks.index(report.tables[0])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_other_languages_keep_rows_and_say_whose_words_they_are(lang):
    words = words_in(lang)
    rows = (make_row(mechanisms=("rcm", "sacm")), make_row("Réunion", lang="fr", count=None, status="postponed"))
    report = build_calendar(calendar_of(*rows), words, state_line(date(2022, 9, 24), words))
    english = built(*rows)
    assert (report.lang, len(report.tables[0].rows), report.name) == (lang, 2, english.name)
    assert [row.cells[4:] for row in report.tables[0].rows] == [row.cells[4:] for row in english.tables[0].rows]
    assert report.tables[0].rows[1].cells[3].words[0].lang == ("" if lang == "fr" else "fr")
    assert report.tables[0].rows[0].cells[2].words[0].lang == ("" if lang == "en" else "en")


def test_same_facts_are_the_same_report():
    assert built(make_row()) == built(make_row())


def test_publication_in_another_language_leads_to_pages_in_that_language():
    facts = calendar_of(make_row(uid="u1"), site="https://calendar.example.org")
    report = build_calendar(facts, words_in("fr"), "")
    assert links(report, 0, 3) == ["https://calendar.example.org/fr/meetings/u1/"]
    assert report.url == "https://calendar.example.org/fr/calendar/2022/"


def test_calendar_says_under_which_licence_it_is():
    assert (built(make_row()).licence, built(make_row(), licence="CC-BY-4.0").licence) == ("", "CC-BY-4.0")
