"""`iscm plan`: what it prints and writes, and what it says of bad input."""

import json
import os
import signal
from io import BytesIO

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from iscm.cli import plan as command
from iscm.cli.main import main
from iscm.register.models import Submission
from tests.factories.rows import add_document, add_meeting, cite

pytestmark = pytest.mark.django_db

WISHES = """key,title,mechanisms,days,periods,city,country,after
prep,Preparation,rcm,1,2030-03-04/2030-03-08,Panama City,PA,
som,Officials,rcm; sacm,2,2030-03-04/2030-03-15,Lima,PE,prep 2 5
"""


@pytest.fixture
def iscm(capsysbinary, monkeypatch, db):
    """Run the command on a register with one meeting; gives its status and both outputs as text."""
    monkeypatch.setattr("iscm.cli.store.migrate_store", lambda: None)
    cite(
        add_meeting("Held", "2030-03-06/2030-03-07", mechanisms=("rcm",), places=("Lima|PE",)), add_document(year=2030)
    )

    def iscm(*words):
        status = main(["plan", *(str(word) for word in words)])
        printed = capsysbinary.readouterr()
        return status, printed.out.decode(), printed.err.decode()

    return iscm


@pytest.fixture
def wishes(tmp_path):
    """A file of two wishes."""
    path = tmp_path / "wishes.csv"
    path.write_text(WISHES, encoding="utf-8")
    return path


def test_the_plan_by_day_with_what_it_comes_to(iscm, wishes):
    status, out, err = iscm(wishes)
    lines = out.splitlines()
    assert (status, err) == (0, "")
    assert [line.split(":")[0].split()[2:] for line in lines if line.startswith("2030")] == [["rcm"], ["rcm+sacm"]]
    assert "This is a proposal of a program. Nothing in it is agreed with anybody, and nothing is fixed." in lines
    assert lines[-1] == "It is proven that no plan of these wishes weighs less."


def test_as_json_it_can_be_compared_and_some_of_it_fixed(iscm, wishes, tmp_path):
    kept = tmp_path / "plan.json"
    assert iscm(wishes, "-o", kept) == (0, "", "")
    plan = json.loads(kept.read_text(encoding="utf-8"))
    status, out, _ = iscm(
        wishes, "--fix", "som=2030-03-12", "--fix", "prep=2030-03-08", "--compare", kept, "--format", "json"
    )
    other = json.loads(out)
    assert (status, other["dates"]["som"], other["is_optimal"]) == (0, "2030-03-12", True)
    assert other["compared"]["weight"] == round(other["weight"] - plan["weight"], 3)
    assert {one["key"] for one in other["compared"]["moved"]} == {
        key for key in plan["dates"] if plan["dates"][key] != other["dates"][key]
    }


def test_calendar_entries_are_tentative_and_have_uids_of_their_own(iscm, wishes, tmp_path):
    target = tmp_path / "plan.ics"
    assert iscm(wishes, "-o", target) == (0, "", "")
    events = Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert [str(event["STATUS"]) for event in events] == ["TENTATIVE", "TENTATIVE"]
    assert all(str(event["SUMMARY"]).startswith("[proposal] ") for event in events)
    assert len({str(event["UID"]) for event in events}) == 2


def test_a_workbook_has_a_row_for_each_wish(iscm, wishes, tmp_path):
    target = tmp_path / "plan.xlsx"
    assert iscm(wishes, "-o", target) == (0, "", "")
    sheet = load_workbook(BytesIO(target.read_bytes())).worksheets[0]
    heads, *rows = sheet.iter_rows(values_only=True)
    assert ("First day" in heads, len(rows), {row[-1] for row in rows}) == (True, 2, {"prep", "som"})


def test_a_real_year_is_planned_anew(iscm):
    status, out, err = iscm("--year", 2030, "--move", 5, "--format", "json")
    held = json.loads(out)
    assert (status, err, list(held["dates"].values()), held["weight"]) == (0, "", ["2030-03-06"], held["weight_before"])


def test_a_plan_is_handed_in_as_proposals(iscm, wishes):
    status, out, _ = iscm(wishes, "--propose", "Ann")
    assert (status, Submission.objects.count()) == (0, 2)
    assert out.splitlines()[-1] == ("Handed in at the desk: 2 proposals; nothing counts until somebody accepts it.")


def test_what_is_to_be_expected_is_no_meeting(iscm):
    for year in (2027, 2028, 2029):
        add_meeting("SOM", f"{year}-06-14", mechanisms=("sacm",), kind="senior-officials-meeting")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("iscm.register.queries.expectations.FEWEST_OF_A_YEAR", 1)
        status, out, err = iscm("--expected", "--year", 2031)
        _, held, _ = iscm("--expected", "--year", 2031, "--format", "json")
    assert (status, err, out.splitlines()[:1]) == (
        0,
        "",
        ["about 2031-06-14   53%  sacm: Senior officials’ meeting, yearly, May-June; none announced yet"],
    )
    assert [one["about"] for one in json.loads(held)["expected"]] == ["2031-06-14"]


def test_wishes_that_contradict_each_other_end_with_status_1(iscm, tmp_path):
    path = tmp_path / "w.csv"
    path.write_text(WISHES.replace("prep 2 5", "prep 30"), encoding="utf-8")
    status, out, err = iscm(path)
    assert (status, out) == (1, "")
    assert err.startswith("iscm: These wishes exclude each other: “Officials” (som) is wished at least 30 days after")


def test_each_fault_is_a_line(iscm, tmp_path):
    path = tmp_path / "w.json"
    path.write_text('[{"key": "a", "days": 0}, {"key": "b", "fixed": "x"}]', encoding="utf-8")
    status, out, err = iscm(path)
    assert (status, out, len(err.splitlines())) == (2, "", 3)
    path.write_text('[{"key": "a", "periods": "2030", "mechanisms": "ghost"}]', encoding="utf-8")
    assert iscm(path) == (2, "", f"iscm: {path}: a, mechanisms: no mechanism is called “ghost”\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "name a file of wishes, or a real year and how far its meetings may move: --year Y --move N"),
        (("--year", "2030"), "name a file of wishes, or a real year and how far"),
        (("w.csv", "--expected"), "--expected needs no wishes, and is printed as table or json"),
        (("w.csv", "--move", "3"), "--move is for a real year"),
        (("w.txt",), "w.txt: wishes are written as json, toml, csv"),
        (("w.csv",), "w.csv cannot be read: no such file or directory"),
        (("w.csv", "--fix", "som"), "--fix 'som': write the key of a wish and its first day"),
        (("--year", "2030", "--move", "3", "--fix", "x=2030-01-01"), "--fix: there is no wish 'x'"),
        (("--year", "2031", "--move", "3"), "no meeting of 2031 with known days"),
        (("w.csv", "--compare", "plan.json"), "plan.json cannot be read"),
        (("--year", "2030", "--move", "181"), "argument --move: invalid number from 0 to 180"),
    ],
)
def test_wrong_use_is_one_line(iscm, words, message):
    status, out, err = iscm(*words)
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert message in err


def test_ctrl_c_ends_the_search_and_keeps_the_plan():
    before = signal.getsignal(signal.SIGINT)
    with command.Interruptible() as interrupt:
        os.kill(os.getpid(), signal.SIGINT)
        assert (interrupt.is_pressed, signal.getsignal(signal.SIGINT)) == (True, before)
    assert signal.getsignal(signal.SIGINT) == before


def test_clashes_before_are_told_only_of_meetings_that_had_a_day(iscm, wishes):
    _, fresh, _ = iscm(wishes)
    _, moved, _ = iscm("--year", 2030, "--move", 5)
    (same,) = (line for line in fresh.splitlines() if line.startswith("Meetings that share a day: "))
    (both,) = (line for line in moved.splitlines() if line.startswith("Meetings that share a day: "))
    assert same.count("State in both") == 1
    assert both == (
        "Meetings that share a day: 0 pairs with 0 cases of a State in both, "
        "before 0 pairs with 0 cases of a State in both."
    )
