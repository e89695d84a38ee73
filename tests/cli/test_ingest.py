"""The commands that bring documents in and check what came of it."""

import json

import pytest

from iscm.cli.main import main
from tests.factories.answers import filled, make_sheet

CALENDAR = """2024 Calendar of Meetings

Date\tPlace\tISCM\tTitle of the Event
June 26, 2024\tStockholm, Sweden\tBudapest Process\t10th Reference Group Meeting
June 27, 2024\tStockholm, Sweden\tBudapest Process\t34th Senior Officials Meeting
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def iscm(capsys, monkeypatch):
    """Run the command; gives its status and the lines of both outputs."""
    monkeypatch.setattr("iscm.cli.store.migrate_store", lambda: None)

    def iscm(*words):
        status = main([str(word) for word in words])
        printed = capsys.readouterr()
        return status, printed.out.splitlines(), printed.err.splitlines()

    return iscm


@pytest.fixture
def calendar(tmp_path):
    file = tmp_path / "calendar.txt"
    file.write_text(CALENDAR, encoding="utf-8")
    return file


def test_file_is_read_and_kept_as_proposals(iscm, calendar):
    status, out, err = iscm("ingest", calendar)
    assert (status, err) == (0, [])
    assert out[:2] == [
        "calendar.txt: 2 records read as calendar",
        "  kept as proposals; --accept makes the clear changes",
    ]


def test_accepted_file_makes_meetings_once(iscm, calendar):
    _, out, _ = iscm("ingest", "--accept", calendar)
    assert "  2 meetings new" in out
    assert iscm("ingest", "--accept", calendar) == (0, ["calendar.txt: nothing new (accepted before)"], [])


def test_dry_run_keeps_nothing(iscm, calendar):
    _, out, _ = iscm("ingest", "--dry-run", "--accept", calendar)
    assert out[:3] == ["calendar.txt: 2 records read as calendar", "  dry run: nothing is kept", "  2 meetings new"]
    assert iscm("rebuild", "--check") == (0, ["0 meetings, all as their records say"], [])


def test_changed_file_tells_what_changed(iscm, calendar):
    iscm("ingest", "--accept", calendar)
    calendar.write_text(CALENDAR.replace("June 27", "July 4"), encoding="utf-8")
    _, out, _ = iscm("ingest", "--accept", calendar)
    assert [line.split(" ", 5)[-1] for line in out if "moved" in line] == ["moved: 2024-06-27 -> 2024-07-04"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", b"\x00\x01\x02", b"Dear all,\n\nthank you.\n"])
def test_file_that_cannot_be_read_is_one_line_and_status_2(iscm, calendar, content):
    calendar.write_bytes(content)
    status, out, err = iscm("ingest", "--accept", calendar)
    assert (status, out, len(err)) == (2, [], 1)
    assert err[0].startswith("iscm: calendar.txt")


def test_file_that_fails_does_not_stop_the_others(iscm, calendar, tmp_path):
    status, out, err = iscm("ingest", tmp_path / "nowhere.txt", calendar)
    assert (status, out[0], len(err)) == (2, "calendar.txt: 2 records read as calendar", 1)


def test_a_sheet_of_answers_is_proposed_line_by_line_and_once(iscm, tmp_path):
    sheet = tmp_path / "answers.xlsx"
    sheet.write_bytes(filled(make_sheet(), {(5, "title"): "Seminar", (6, "date"): "4 May 2027"}).content)
    lines = [
        "answers.xlsx: answers of rcm",
        "  kept as proposals; the desk accepts them",
        "  1 proposed",
        "  1 not taken",
    ]
    wrong = "    Row 6: title: a meeting that the register does not hold needs one."
    assert iscm("ingest", sheet) == (1, [*lines, "  3 as they were", wrong], [])
    assert iscm("ingest", "--dry-run", sheet)[1][1:3] == ["  dry run: nothing is kept", "  1 sent before"]


def test_nobody_acts_in_the_name_of_the_register(iscm, calendar):
    status, _, err = iscm("ingest", "--actor", "iscm", calendar)
    assert (status, err) == (2, ["iscm: --actor is the name of a person, not 'iscm'"])


def test_check_lists_problems_by_document_and_counts_them(iscm, calendar):
    calendar.write_text(CALENDAR + "Number of events: 3\n", encoding="utf-8")
    iscm("ingest", "--accept", calendar)
    assert iscm("check") == (
        0,
        [
            "calendar.txt (1 warning)",
            "  warning     count-differs, line 6: The document says 3 and lists 2.",
            "              suggestion: 2",
            "",
            "0 errors, 1 warning, 0 for information, 0 questions",
        ],
        [],
    )


def test_check_asks_what_only_a_person_can_answer(iscm, calendar, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(CALENDAR.replace("2024 Calendar", "Regional Calendar").replace("June 27", "June 28"), "utf-8")
    iscm("ingest", "--accept", calendar)
    iscm("ingest", "--accept", other)
    status, out, _ = iscm("check")
    assert status == 1
    assert out[-5:-3] == [
        "  same? “34th Senior Officials Meeting” (June 27, 2024, calendar.txt, line 5)",
        "        “34th Senior Officials Meeting” (June 28, 2024, other.txt, line 5)",
    ]
    assert out[-1] == "0 errors, 1 warning, 0 for information, 1 question"


def test_check_says_the_same_as_json(iscm, calendar):
    calendar.write_text(CALENDAR + "Number of events: 3\n", encoding="utf-8")
    iscm("ingest", "--accept", calendar)
    status, out, _ = iscm("check", "--format", "json")
    found = json.loads("\n".join(out))
    assert (status, found["counts"]) == (0, {"error": 0, "warning": 1, "information": 0, "questions": 0})
    assert [(one["document"], one["code"], one["suggestion"]) for one in found["problems"]] == [
        ("calendar.txt", "count-differs", "2")
    ]


def test_rebuild_tells_what_differs_and_puts_it_right(iscm, calendar):
    from iscm.register.models import Meeting

    iscm("ingest", "--accept", calendar)
    uid = Meeting.objects.get(ordinal=34).uid
    Meeting.objects.filter(uid=uid).update(title="Party")
    assert iscm("rebuild", "--check") == (
        1,
        [f"{uid}: title: Party → 34th Senior Officials Meeting", "2 meetings; 1 differ from their records"],
        [],
    )
    assert iscm("rebuild")[0] == 0
    assert iscm("rebuild", "--check")[0] == 0
