"""`iscm windows` and `iscm clashes`: what they print, their statuses, and what they say of bad input."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
import time_machine

from iscm.cli.main import main
from tests.factories.rows import add_document, add_meeting, cite

pytestmark = pytest.mark.django_db


@pytest.fixture
def iscm(capsysbinary, monkeypatch):
    """Run the command on 21 November 2026; gives its status and both outputs as text."""
    monkeypatch.setattr("iscm.cli.store.migrate_store", lambda: None)

    def iscm(*words):
        with time_machine.travel(datetime(2026, 11, 21, 9, 0, tzinfo=UTC), tick=False):
            status = main([str(word) for word in words])
        printed = capsysbinary.readouterr()
        return status, printed.out.decode(), printed.err.decode()

    return iscm


@pytest.fixture
def register(db):
    """Two meetings in one week of April 2027, of mechanisms that share many States."""
    document = add_document()
    first = add_meeting("=SOM", "2027-04-20/2027-04-21", mechanisms=("prague-process",), places=("Vilnius|LT",))
    second = add_meeting("Working group", "2027-04-22", mechanisms=("budapest-process",), places=("Sofia|BG",))
    for meeting in (first, second):
        cite(meeting, document)
    return first, second


QUESTION = ("windows", "--days", 2, "--from", "2027-04-19", "--to", "2027-04-23", "--members-of", "Prague Process")


def test_windows_are_told_city_by_city_as_json(iscm, register):
    status, out, _ = iscm(*QUESTION, "--city", "Vilnius", "--city", "Rome, Italy", "--within", 0, "--format", "json")
    told = json.loads(out)
    assert status == 0
    assert (told["idea"]["mechanisms"], told["idea"]["days"]) == (["prague-process"], 2)
    assert [one["place"]["city"] for one in told["cities"]] == ["Vilnius", "Rome"]
    best = told["cities"][0]["windows"][0]
    assert [clash["meeting"]["title"] for clash in best["clashes"]] == ["Working group"]
    assert best["weight"] == pytest.approx(best["by_clashes"] + best["by_observances"])


def test_a_table_says_how_the_question_was_understood_and_what_each_window_meets(iscm, register):
    _, out, _ = iscm(*QUESTION, "--host", "Italy", "--limit", 1)
    lines = out.splitlines()
    assert lines[0] == "2 days · 2027-04-19..2027-04-23"
    assert lines[1].startswith("49 members of prague-process")
    assert lines[3] == "Anywhere: 4 of 4 first days are possible"
    assert lines[4].startswith("  1. 19–20 April 2027 · weight")
    assert [line for line in lines if "=SOM" in line] != []


def test_a_sheet_has_a_line_for_each_window_and_no_formula(iscm, register):
    _, out, _ = iscm(*QUESTION, "--limit", 2, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["rank"], row["first"]) for row in rows] == [("1", "2027-04-19"), ("2", "2027-04-22")]
    _, out, _ = iscm("clashes", register[1].uid, "--format", "csv")
    assert [row["title"] for row in csv.DictReader(io.StringIO(out))] == ["'=SOM"]


def test_wishes_that_leave_no_days_are_named_and_the_status_says_so(iscm, register):
    status, out, _ = iscm("windows", "2 days, Prague Process, 17-18 April 2027, hosted by Italy")
    assert status == 1
    assert out.splitlines()[-1] == "  No days are left, because of one wish: the weekend in Italy."
    assert iscm(*QUESTION, "--weekday", "sat", "--host", "IT", "--over-weekends", "--format", "csv")[0] == 1


def test_clashes_of_a_meeting_say_why(iscm, register):
    status, out, _ = iscm("clashes", register[0].uid, "--format", "json")
    told = json.loads(out)
    assert status == 0
    assert [one["first"] for one in told["meeting"]] == ["2027-04-20"]
    (clash,) = told["clashes"]
    assert (clash["meeting"]["uid"], clash["gap_days"], clash["chance"]) == (str(register[1].uid), 1, 1.0)
    assert clash["why"].startswith("One right after the other; ")
    assert {one["kind"] for one in told["observed"]} <= {"public-holiday", "weekend", "unknown"}


def test_clashes_of_an_idea_are_those_of_its_week(iscm, register):
    _, out, _ = iscm("clashes", "--idea", "Budapest Process, 1 day, week of 20 April, Sofia", "--format", "json")
    told = json.loads(out)
    assert told["idea"]["periods"] == [["2027-04-19", "2027-04-23"]]
    assert {one["meeting"]["title"]: one["chance"] for one in told["clashes"]}["=SOM"] == 1.0


def test_nothing_near_is_said(iscm, register):
    _, out, _ = iscm("clashes", "--idea", "Budapest Process, 8-9 June 2027", "--within", 0)
    assert out.splitlines()[3] == "  nothing lies within 0 days of it, as far as is known"


def test_the_clashes_of_a_year_are_a_report(iscm, register):
    _, out, _ = iscm(
        "clashes", "--year", 2027, "--format", "csv", "--mechanism", "Prague Process", "--country", "Malta"
    )
    assert len(list(csv.DictReader(io.StringIO(out)))) == 1
    assert iscm("clashes", "--year", 2027)[1].startswith("# ")
    assert iscm("clashes", "--year", 2027, "--format", "table")[1].startswith("# ")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ("windows",),
            (
                "--mechanism: say whose meeting it is, such as Prague Process; --when: say when it may be, "
                "such as week of 20 April, or October 2027"
            ),
        ),
        (
            ("windows", "rain"),
            "IDEA: 'rain' is not understood: no mechanism, place, length or date",
        ),
        (
            (*QUESTION, "--members-of", "Rabbat"),
            "--members-of: no mechanism 'Rabbat' is known; did you mean 'Rabat Process'?",
        ),
        (
            (*QUESTION, "--host", "Atlantis"),
            "--host: no State 'Atlantis' is known",
        ),
        (
            (*QUESTION, "--city", "Vilnus"),
            "--city: no place 'Vilnus' is known; did you mean 'Vilnius, Lithuania'?",
        ),
        (
            (*QUESTION, "--when", "May 2027"),
            "--when and --from or --to say the same thing: use one of them",
        ),
        (
            ("windows", "--from", "2027-05-01"),
            "--from and --to go together",
        ),
        (
            ("windows", "--from", "2027-05-02", "--to", "2027-05-01"),
            "--to 2027-05-01 lies before --from 2027-05-02",
        ),
        (
            ("windows", "--mechanism", "rcm", "--from", "2024-05-01", "--to", "2024-05-31"),
            "--when: '2024-05-01/2024-05-31' is over: 2024-05-31 lies before 2026-11-21",
        ),
        (
            (*QUESTION, "--limit", "0"),
            "argument --limit: invalid number from 1 to 100 value: '0' (see iscm windows --help)",
        ),
        (
            (*QUESTION, "--avoid", "rain"),
            (
                "argument --avoid: invalid choice: 'rain' (choose from 'un-week', 'religious-feast', "
                "'fasting') (see iscm windows --help)"
            ),
        ),
        (
            ("clashes",),
            "one of the arguments UID --idea --year is required (see iscm clashes --help)",
        ),
        (
            ("clashes", "nosuch"),
            "no meeting 'nosuch' is in the register",
        ),
        (
            ("clashes", "nosuch", "--country", "Malta"),
            "--mechanism and --country narrow a year: use them with --year",
        ),
        (
            ("clashes", "nosuch", "--format", "pdf"),
            ("what lies near one meeting is printed as table, json, csv; -o and other formats go with --year"),
        ),
        (
            ("clashes", "--idea", "Prague Process, 2 days, 3-4 May 2024"),
            "--when: '3-4 May 2024' is over: 2024-05-04 lies before 2026-11-21",
        ),
        (
            ("clashes", "--year", "1990"),
            "no meeting of 1990 is in the register",
        ),
        (
            ("clashes", "--year", "2027", "--mechanism", "Rabbat"),
            "no mechanism 'Rabbat'",
        ),
    ],
)
def test_bad_input_is_one_line(iscm, register, words, expected):
    status, out, error = iscm(*words)
    assert (status, out) == (2, "")
    assert error == f"iscm: {expected}\n"
