"""What is found implausible, and what is let pass."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.citations import Locator
from iscm.domain.dates import Edtf
from iscm.domain.documents import Document
from iscm.domain.problems import Problem
from iscm.domain.readings import Fingerprint, Reading
from iscm.domain.records import Anniversary, Link, Printed, Record
from iscm.reading.checks.acronyms import check_acronyms
from iscm.reading.checks.context import Check, Checked
from iscm.reading.checks.dates import check_order, check_update, check_weekends, check_years, longest_rise
from iscm.reading.checks.duplicates import check_duplicates
from iscm.reading.checks.facts import check_anniversaries, check_unconfirmed
from iscm.reading.checks.links import check_links
from iscm.reading.checks.names import check_names
from iscm.reading.checks.ordinals import check_ordinals
from iscm.reading.checks.repeats import check_repeats
from iscm.reading.layouts.elements import Cell, Layout, Row
from iscm.reading.read import read


def record(n: int, edtf: str, title: str = "SOM", mechanism: str = "rcm", **facts) -> Record:
    printed = facts.pop("printed", Printed(date=edtf, title=title))
    return Record(n, Locator(line_first=n), printed, title, Edtf.parse(edtf), mechanisms=(mechanism,), **facts)


def reading(*records: Record, **facts) -> Reading:
    return Reading("made-up", "0" * 64, facts.pop("reader", "calendar"), records=records, **facts)


def found(check: Check, held: Reading, vocabulary, *, rows: tuple[str, ...] = (), earlier=()) -> list[Problem]:
    layout = Layout("txt", tuple(Row((Cell(text),), Locator(line_first=i)) for i, text in enumerate(rows, 1)))
    return list(check(Checked(held, layout, vocabulary, earlier)))


def codes(problems: list[Problem]) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.record) for problem in problems]


def test_row_out_of_order_is_found_alone(vocabulary):
    held = reading(*(record(n, f"2024-05-{day:02}") for n, day in enumerate((3, 5, 28, 6, 7, 8, 9), 1)))
    assert codes(found(check_order, held, vocabulary)) == [("date-order", 3)]


def test_rows_in_another_order_than_that_of_dates_are_let_be(vocabulary):
    held = reading(*(record(n, f"2024-05-{day:02}") for n, day in enumerate((9, 3, 8, 1, 7, 2), 1)))
    assert found(check_order, held, vocabulary) == []


@pytest.mark.parametrize(
    ("edtf", "is_outside"),
    [("2023-12-31", True), ("2025-01", True), ("2023-12-30/2024-01-02", False), ("2024", False), ("2024-40", False)],
)
def test_dates_outside_the_year_of_the_title_are_found(edtf, is_outside, vocabulary):
    held = reading(record(1, edtf), title="Calendar 2024", year=2024)
    assert codes(found(check_years, held, vocabulary)) == [("date-outside-year", 1)] * is_outside


def test_documents_of_two_years_have_both(vocabulary):
    held = reading(record(1, "2023-12-31"), record(2, "2025-01-01"), title="Calendar 2023-2024")
    assert codes(found(check_years, held, vocabulary)) == [("date-outside-year", 2)]


def test_rows_after_the_last_update_were_only_planned(vocabulary):
    rows = (record(1, "2024-09-24"), record(2, "2024-09-25"), record(3, "2024-10-01", status="cancelled"))
    held = reading(*rows, last_update=date(2024, 9, 24))
    assert codes(found(check_update, held, vocabulary)) == [("certain-after-update", 2)]


def test_weekends_are_told_by_day(vocabulary):
    held = reading(record(1, "2024-05-03/2024-05-04"), record(2, "2024-05-06"), record(3, "2024-05"))
    assert [problem.message for problem in found(check_weekends, held, vocabulary)] == ["2024-05-04 is a Saturday."]


@given(st.lists(st.dates(), max_size=30))
def test_longest_rise_never_steps_back_and_is_no_shorter_than_any_run(days):
    run = longest_rise(days)
    kept = [days[at] for at in run]
    assert run == sorted(set(run))
    assert kept == sorted(kept)
    ends: list[int] = []
    for at, day in enumerate(days):
        ends.append(1 + max((ends[i] for i in range(at) if days[i] <= day), default=0))
    assert len(run) == max(ends, default=0)


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("7th PAFOM Conference", "7th Forum"), [("ordinal-repeated", 2)]),
        (("34th Senior Officials Meeting", "33rd Senior Officials Meeting (SOM)"), [("ordinal-sequence", 2)]),
        (("34th Board Meeting", "33rd Board Meeting"), [("ordinal-sequence", 2)]),
        (("34th Board Meeting", "35th Board Meeting"), []),
        (("22nd Conference", "18th Intersessional Meeting"), []),
        (("2nd Meeting of the Working Group on Return", "2nd Meeting of the Working Group on Visas"), []),
        (("2nd Regional Meeting for Local Governments", "2nd Forum of Champion Countries"), []),
    ],
)
def test_numbers_of_a_series_are_compared(titles, expected, vocabulary):
    numbers = [int("".join(letter for letter in title.split()[0] if letter.isdigit())) for title in titles]
    held = reading(
        record(1, "2024-05-06", titles[0], "pafom", ordinal=numbers[0]),
        record(2, "2024-10-07", titles[1], "pafom", ordinal=numbers[1]),
    )
    assert codes(found(check_ordinals, held, vocabulary)) == expected


def test_series_may_start_over_in_a_new_year(vocabulary):
    held = reading(
        record(1, "2016-10-11", "2nd Workshop", ordinal=2), record(2, "2017-04-18", "1st Workshop", ordinal=1)
    )
    assert found(check_ordinals, held, vocabulary) == []


@pytest.mark.parametrize(
    ("first", "second", "is_near"),
    [
        (("2024-05-06", "Working Group on Return"), ("2024-05-07", "Working Group on Return"), True),
        (("2024-05-06", "Working Group on Return"), ("2024-07-07", "Working Group on Return"), False),
        (("2024-05-06", "Working Group on Return"), ("2024-05-06", "Working Group on Visas and Borders"), False),
    ],
)
def test_near_duplicates_are_near_in_time_and_words(first, second, is_near, vocabulary):
    held = reading(record(1, *first), record(2, *second))
    assert codes(found(check_duplicates, held, vocabulary)) == [("near-duplicate", 2)] * is_near


def test_near_duplicates_cost_few_comparisons_each(vocabulary):
    held = reading(*(record(n, "2024-05-06") for n in range(1, 2_001)))
    assert len(found(check_duplicates, held, vocabulary)) == 1_999


@pytest.mark.parametrize(
    ("title", "suggestion"),
    [
        ("ISEM 2022 Highlights of the ISCMs", "ISCM"),
        ("Data: MID-SA, Rabat Process", "MIDSA"),
        ("MIDSA and MIDWA met", None),
        ("Regional Consultation Group on Migration (RCGM), RCGM", None),
        ("Technical Experts Group (MIDCA) and MIDCA again", None),
        ("https://example.org/ISEM", None),
    ],
)
def test_acronyms_one_slip_away_are_found(title, suggestion, vocabulary):
    problems = found(check_acronyms, reading(), vocabulary, rows=(title,))
    assert [problem.suggestion for problem in problems] == ([suggestion] if suggestion else [])


def test_names_of_one_mechanism_are_told_once(vocabulary):
    names = ("Rabat Process", "rabat process", "Euro-African Dialogue on Migration and Development", "Rabat Process")
    rows = [
        record(n, "2024-05-06", mechanism="rabat-process", printed=Printed(mechanism=name))
        for n, name in enumerate(names, 1)
    ]
    assert codes(found(check_names, reading(*rows), vocabulary)) == [("mechanism-several-names", 3)]


def test_anniversaries_in_titles_are_checked(vocabulary):
    founded = vocabulary.mechanisms["prague-process"].established
    fits = f"SOM and {2024 - founded}th Anniversary of the Prague Process"
    held = reading(record(1, "2024-09-24", fits), record(2, "2024-09-25", "40th anniversary of the Prague Process"))
    assert [problem.suggestion for problem in found(check_anniversaries, held, vocabulary)] == [str(2024 - founded)]


def test_anniversary_of_an_unknown_mechanism_is_let_be(vocabulary):
    held = reading(year=2024, anniversaries=(Anniversary("nobody", 30),))
    assert found(check_anniversaries, held, vocabulary) == []


def test_placeholders_are_named(vocabulary):
    held = reading(record(1, "2024-05", printed=Printed(date="May 2024 (TBC)", place="TBC", title="SOM (TBC)")))
    assert [problem.message for problem in found(check_unconfirmed, held, vocabulary)] == [
        "To be confirmed: date, place, title."
    ]


def test_lost_links_of_meetings_are_told_one_by_one_and_others_together(vocabulary):
    meeting = record(1, "2024-05-06", links=(Link("SOM", None), Link("site", "https://example.org")))
    held = reading(meeting, links=(Link("RCM", None), Link("SACM", None)))
    assert codes(found(check_links, held, vocabulary)) == [("link-lost", 1), ("link-lost", None)]


def test_paragraph_of_the_same_document_is_no_repetition(vocabulary):
    paragraph = (Fingerprint("ab" * 32, Locator(line_first=9)),)
    held = reading(title="Highlights", year=2022, fingerprints=paragraph)
    again = Reading("again", "0" * 64, "highlights", title="Other", year=2021, fingerprints=paragraph)
    other = Reading("other", "1" * 64, "highlights", title="Highlights 2021", year=2021, fingerprints=paragraph)
    assert found(check_repeats, held, vocabulary, earlier=[again]) == []
    assert [problem.message for problem in found(check_repeats, held, vocabulary, earlier=[again, other])] == [
        "This paragraph stands word for word in “Highlights 2021” (2021)."
    ]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("ACP-EU Migration Dialogue", []),
        ("MID-SA", []),
        ("Pan-African Forum", []),
        ("MIDSSA", ["MIDSSA"]),
        ("Prague Proces", ["Prague Proces"]),
        (
            "Inter-Governmental Consultations on Migration, Asylum and Refugees",
            ["Inter-Governmental Consultations on Migration, Asylum and Refugees"],
        ),
    ],
)
def test_only_slips_are_told_not_every_other_wording(cell, told, vocabulary):
    text = f"Date\tPlace\tISCM\tTitle\n3 May 2019\tTunis, Tunisia\t{cell}\tSOM\n"
    found = read(Document("made-up", text.encode()), vocabulary).problems
    assert [held.message.split("”")[0][1:] for held in found if held.code == "mechanism-misspelt"] == told


@pytest.mark.parametrize(
    ("titles", "codes"),
    [
        (("4th Congress", "1st Forum"), []),
        (("4th Regional Congress", "1st Regional Forum"), []),
        (("4th Congress", "4th Forum"), ["ordinal-repeated"]),
        (("4th Forum", "3rd Forum"), ["ordinal-sequence"]),
    ],
)
def test_each_series_has_its_own_numbers(titles, codes, vocabulary):
    rows = "".join(f"{3 + n} May 201{n}\tTunis, Tunisia\tRCM\t{title}\n" for n, title in enumerate(titles, 5))
    found = read(Document("made-up", f"Date\tPlace\tISCM\tTitle\n{rows}".encode()), vocabulary).problems
    assert [held.code for held in found if held.code.startswith("ordinal")] == codes
