"""The tracker of an initiative as it is printed: what sources state, apart from what words suggest."""

from datetime import date

import pytest

from iscm.domain.citations import Locator
from iscm.domain.records import Link
from iscm.publication.report import Heading, Paragraph, plain
from iscm.publication.reports.locators import locator_in_words
from iscm.publication.reports.sources import SourceFacts
from iscm.publication.reports.tracked import Goal
from iscm.publication.reports.tracker import build_tracker
from iscm.publication.words import LANGUAGES, words_in
from iscm.reading.cells.themes import suggest_initiatives
from tests.factories.highlights import make_row
from tests.factories.publications import topic, tracker_of

EN = words_in("en")
SOURCE = SourceFacts(7, "Tracker of 2017", "IOM", sha256="abc", meetings=1)
GOAL = Goal("objective", "9", "Strengthen the response to smuggling", "smuggling", ("counter-migrant-smuggling",))


def built(*stated, **rest):
    return build_tracker(tracker_of(*stated, **rest), EN, "Edition 1")


def printed(table):
    columns = [i for i, column in enumerate(table.columns) if column.is_printed]
    return [tuple(row.cells[i].plain for i in columns) for row in table.rows]


def values(table, key):
    at = next(i for i, column in enumerate(table.columns) if column.key == key)
    return [row.cells[at].value for row in table.rows]


def paragraphs(report):
    return [plain(block.words) for block in report.blocks if isinstance(block, Paragraph)]


def test_row_has_the_outcome_with_its_addresses_and_its_receipt():
    row = make_row(
        "SOM", "2017-03-30", mechanisms=("rcm", "sacm"), outcome="Guidelines agreed.",
        links=(Link("a", "https://example.org/a"), Link("b", "https://example.org/b")),
    )  # fmt: skip
    report = built((row, 28), sources=(SOURCE,))
    assert [column.heading for column in report.tables[0].columns if column.is_printed] == [
        "ISCM", "Date", "Place", "Event", "Outcome", "Source",
    ]  # fmt: skip
    assert printed(report.tables[0]) == [
        (
            "Regional Conference on Migration (RCM) and South American Conference on Migration (SACM)",
            "30 March 2017",
            "",
            "SOM",
            "Guidelines agreed. https://example.org/a https://example.org/b",
            "[1], line 28",
        )
    ]
    assert (values(report.tables[0], "document"), values(report.tables[0], "locator")) == (["abc"], ["line 28"])
    assert values(report.tables[0], "basis") == ["stated"]


def test_receipt_leads_to_the_record_where_the_site_is_known():
    here, nowhere = (built((make_row(), 3), sources=(SOURCE,), site=site) for site in ("https://example.org", ""))
    assert here.tables[0].rows[0].cells[5].words[0].href == "https://example.org/documents/7/#r3"
    assert nowhere.tables[0].rows[0].cells[5].words[0].href == "#sources"


def test_what_only_words_suggest_stands_apart_with_the_reason():
    told = make_row("Told", "2017-01-02")
    guessed = make_row("Guessed", "2017-01-01", initiatives=(topic("gcm", "“GCM”"), topic("gcr", "“GCR”")))
    report = built((told, 1), suggested=(guessed,), sources=(SOURCE,))
    assert [row[3] for row in printed(report.tables[0])] == ["Told"]
    assert [(row[3], row[4]) for row in printed(report.tables[1])] == [("Guessed", "names it: “GCM”")]
    assert values(report.tables[1], "basis") == ["suggested"]
    heading = next(block for block in report.blocks if isinstance(block, Heading))
    assert report.blocks.index(heading) + 1 == report.blocks.index(report.tables[1])
    assert plain(heading.words) == "Suggested from their words, stated by no source"
    assert paragraphs(report) == ["1 meeting of 1 mechanism; 1 more suggested from their words."]


def test_mechanism_is_named_in_full_once_in_both_tables():
    report = built((make_row(), 1), suggested=(make_row("Two"),))
    full = "Intergovernmental Consultations on Migration, Asylum and Refugees (IGC)"
    assert (printed(report.tables[0])[0][0], printed(report.tables[1])[0][0]) == (full, "IGC")


def test_where_nothing_is_stated_it_says_so():
    report = built(suggested=(make_row(count=4),))
    assert paragraphs(report) == [
        "4 meetings of 1 mechanism suggested from their words.",
        "No source read so far states that a meeting addressed it.",
    ]
    assert [table.key for table in report.tables] == ["suggested"]


def test_title_names_the_initiative_so_that_a_reader_finds_it(vocabulary):
    title = built((make_row(), 1)).title
    assert title == (
        "Meetings by Inter-State Consultation Mechanisms on Migration (ISCM) at which the "
        "Global Compact for Safe, Orderly and Regular Migration (GCM) was addressed"
    )
    for initiative in vocabulary.initiatives.values():
        facts = {"initiative": initiative.slug, "name": initiative.name, "acronym": initiative.acronym or ""}
        found = suggest_initiatives(built((make_row(), 1), **facts).title, vocabulary, "en")
        assert initiative.slug in {one.slug for one in found}


def test_objective_says_that_no_source_placed_the_meetings_under_it():
    row = make_row(themes=(topic("counter-migrant-smuggling", "“smuggling”"), topic("data", "“data”")))
    report = built((row, 3), suggested=(row,), goal=GOAL, sources=(SOURCE,))
    assert report.title.endswith("was addressed: objective 9 (smuggling)")
    assert report.name == "tracker-gcm-objective-9"
    assert paragraphs(report)[:2] == [
        "Strengthen the response to smuggling",
        "Meetings are placed under it by the themes near it (Counter migrant smuggling); no source says so.",
    ]
    assert printed(report.tables[0])[0][5] == "[1], line 3; theme Counter migrant smuggling: “smuggling”"
    assert printed(report.tables[1])[0][4] == "theme Counter migrant smuggling: “smuggling”"


def test_period_stands_under_the_title_and_in_the_address():
    period = {"since": date(2016, 8, 1), "until": date(2017, 5, 31)}
    report = built((make_row(), 1), goal=GOAL, site="https://example.org", **period)
    assert paragraphs(report)[0] == "Selection: 1 August 2016\u2009–\u200931 May 2017"
    assert report.url == "https://example.org/initiatives/gcm/?objective=9&from=2016-08-01&to=2017-05-31"
    assert report.name == "tracker-gcm-objective-9-from-2016-08-01-to-2017-05-31"


def test_every_column_is_described_and_the_printed_ones_fill_the_width():
    for table in built((make_row(), 1), suggested=(make_row("Two"),)).tables:
        assert [column.key for column in table.columns if not column.description] == []
        assert sum(column.share for column in table.columns if column.is_printed) == pytest.approx(1)
        assert len({column.key for column in table.columns}) == len(table.columns)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_other_languages_keep_the_rows(lang):
    facts = tracker_of((make_row(), 1), suggested=(make_row("Two"),), goal=GOAL, sources=(SOURCE,))
    report = build_tracker(facts, words_in(lang), "")
    assert (report.lang, [len(table.rows) for table in report.tables]) == (lang, [1, 1])


LOCATORS = [
    (Locator(), ""),
    (Locator(page=2, row=14), "page 2, row 14"),
    (Locator(line_first=9, line_last=9, table=1), "line 9"),
    (Locator(page=1, line_first=9, line_last=11), "page 1, lines 9–11"),
    (Locator(table=1, row=3, row_last=4), "table 1, rows 3–4"),
    (Locator(sheet="2024", cell="B7"), "sheet 2024, cell B7"),
]


@pytest.mark.parametrize(("locator", "said"), LOCATORS)
def test_locators_are_said_in_words(locator, said):
    assert locator_in_words(locator, EN) == said


def test_tracker_says_under_which_licence_it_is():
    stated = (make_row(), None)
    assert (built(stated).licence, built(stated, licence="CC-BY-4.0").licence) == ("", "CC-BY-4.0")
