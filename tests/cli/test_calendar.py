"""The commands that write a calendar and a tracker: what they print, and what they say of bad input."""

import csv
import io
import json

import pytest

from iscm.cli.main import main
from iscm.cli.publishing import FORMS, PAPERS
from tests.factories.rows import add_document, add_initiative, add_meeting, cite

pytestmark = pytest.mark.django_db


@pytest.fixture
def iscm(capsysbinary, monkeypatch):
    """Run the command; gives its status and both outputs as text."""
    monkeypatch.setattr("iscm.cli.store.migrate_store", lambda: None)

    def iscm(*words):
        status = main([str(word) for word in words])
        printed = capsysbinary.readouterr()
        return status, printed.out.decode(), printed.err.decode()

    return iscm


@pytest.fixture
def register(db):
    """Two meetings of 2024, one of 2022, and a tracker of the GCM."""
    document = add_document()
    for title, edtf, rest in (
        ("SOM", "2024-02-01", {"mechanisms": ("rcm",), "places": ("Bogota|CO",)}),
        ("Webinar", "2024-09-01", {"mechanisms": ("sacm",), "places": (), "attendance": "online", "kind": "webinar"}),
        ("Summit", "2022-05-01", {"themes": ("labour-migration",)}),
    ):
        cite(add_meeting(title, edtf, **rest), document)
    add_initiative("gcm")
    tracker = add_document("t.txt", reader="tracker", title="Meetings at which the GCM was addressed", year=None)
    cite(add_meeting("Consultation", "2017-03-30", outcome="Agreed."), tracker, chosen=("outcome",))


def titles(text):
    return [row["title"] for row in csv.DictReader(io.StringIO(text))]


CHOICES = [
    ((), ["SOM", "Webinar"]),
    (("--mechanism", "rcm"), ["SOM"]),
    (("--mechanism", "RCM,SACM"), ["SOM", "Webinar"]),
    (("--mechanism", "rcm", "--mechanism", "South American Conference on Migration"), ["SOM", "Webinar"]),
    (("--half", "2"), ["Webinar"]),
    (("--from", "2024-01-01", "--to", "2024-03-31"), ["SOM"]),
    (("--attendance", "online"), ["Webinar"]),
    (("--kind", "webinar"), ["Webinar"]),
    (("--country", "Colombia"), ["SOM"]),
    (("--country", "COL"), ["SOM"]),
    (("--region", "Americas"), ["SOM"]),
    (("--status", "confirmed", "--mechanism", "sacm"), ["Webinar"]),
]


@pytest.mark.parametrize(("words", "found"), CHOICES)
def test_calendar_is_narrowed_as_on_the_page(iscm, register, words, found):
    status, out, err = iscm("calendar", "2024", "--format", "csv", *words)
    assert (status, titles(out), err) == (0, found, "")


def test_calendar_is_markdown_where_nothing_else_is_said(iscm, register):
    status, out, _ = iscm("calendar", "2024", "--lang", "en")
    assert (status, out.splitlines()[0]) == (
        0,
        "# 2024 Calendar of Meetings by Inter-State Consultation Mechanisms on Migration (ISCM)",
    )
    assert "State of the register on 24 September 2024" in out.splitlines()


@pytest.mark.parametrize("form", FORMS)
def test_format_follows_from_the_name_and_the_same_register_gives_the_same_bytes(iscm, register, tmp_path, form):
    one, two = tmp_path / f"one.{form}", tmp_path / f"two.{form}"
    assert iscm("calendar", "2024", "-o", one) == (0, "", "")
    assert iscm("calendar", "2024", "-o", two, "--format", form) == (0, "", "")
    assert one.read_bytes() == two.read_bytes() != b""
    assert sorted(tmp_path.iterdir()) == [one, two]


def test_paper_is_chosen(iscm, register, tmp_path):
    for paper in PAPERS:
        assert iscm("calendar", "2024", "--paper", paper, "-o", tmp_path / f"{paper}.pdf")[0] == 0
    assert (tmp_path / "a4.pdf").read_bytes() != (tmp_path / "letter.pdf").read_bytes()


def test_calendar_is_taken_into_a_diary_too(iscm, register, tmp_path):
    assert iscm("calendar", "2024", "-o", tmp_path / "c.ics") == (0, "", "")
    lines = (tmp_path / "c.ics").read_text().splitlines()
    assert [line for line in lines if line.startswith("SUMMARY")] == ["SUMMARY:RCM: SOM", "SUMMARY:SACM: Webinar"]


def test_json_is_one_object(iscm, register):
    _, out, _ = iscm("calendar", "2024", "--format", "json")
    assert isinstance(json.loads(out), dict)


REVERSED = "--to 2024-06-01 lies before --from"
GCM = "Global Compact for Safe, Orderly and Regular Migration"
WRONG = [
    (("calendar", "2031"), "no meeting of 2031 is in the register; the years with meetings are: 2017, 2022, 2024"),
    (("calendar", "2024", "--mechanism", "rcn"), "no mechanism 'rcn'; did you mean 'rcm'?"),
    (("calendar", "2024", "--country", "Chlie"), "no country 'Chlie'; did you mean 'chile'?"),
    (("calendar", "2024", "--theme", "???"), "no theme '???'"),
    (("calendar", "2024", "--kind", "webinars,wokshop"), "no kind 'wokshop'; did you mean 'workshop'?"),
    (("calendar", "2024", "--region", "Asai"), "no region 'Asai'; did you mean 'asia'?"),
    (("calendar", "2024", "--status", "helt"), "no status 'helt'; did you mean 'held'?"),
    (("calendar", "2024", "--mechanism", "gfmd"), "no meeting of 2024 fits all of this: mechanism GFMD"),
    (("calendar", "2024", "--from", "2024-06-02", "--to", "2024-06-01"), f"{REVERSED} 2024-06-02"),
    (
        ("calendar", "2024", "--half", "1", "--to", "2024-06-01"),
        "--half and --from or --to say the same thing: use one of them",
    ),
    (("calendar", "2024", "--edition", "3"), "no edition 3 of calendar-2024 was published; the editions are: none"),
    (
        ("calendar", "2024", "--edition", "1", "--format", "ics"),
        "an iCalendar file is of the register as it is: without --edition and --changes",
    ),
    (("calendar", "2024", "--from", "soon"), "argument --from: invalid day value: 'soon' (see iscm calendar --help)"),
    (("calendar", "two"), "argument YEAR: invalid year value: 'two' (see iscm calendar --help)"),
    (("calendar", "0", "--half", "1"), "argument YEAR: invalid year value: '0' (see iscm calendar --help)"),
    (("calendar", "9" * 30), f"argument YEAR: invalid year value: '{'9' * 30}' (see iscm calendar --help)"),
    (("calendar", "99999"), "argument YEAR: invalid year value: '99999' (see iscm calendar --help)"),
    (
        ("calendar", "2024", "-o", "x.exe"),
        "no format is called 'exe': use one of pdf, docx, xlsx, csv, json, html, md, ics, or --format",
    ),
    (("tracker", "gmc"), "no initiative 'gmc'; did you mean 'gcm'?"),
    (("tracker", "gcm", "--objective", "24"), "gcm has no objective 24; they are 1 to 23"),
    (("tracker", "gcm", "--target", "8.7"), "gcm has no target '8.7'; it has none"),
    (("tracker", "gcm", "--from", "2019-01-01"), f"no meeting in the register addressed {GCM}, as far as is asked for"),
    (("tracker", "gcm", "--from", "2019-01-01", "--to", "2018-01-01"), "--to 2018-01-01 lies before --from 2019-01-01"),
    (("tracker", "gcm", "-o", "x.ics"), f"no format is called 'ics': use one of {', '.join(FORMS)}, or --format"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_bad_input_is_one_line_and_status_two(iscm, register, words, said):
    assert iscm(*words) == (2, "", f"iscm: {said}\n")


def test_tracker_has_outcome_and_receipt(iscm, register):
    status, out, _ = iscm("tracker", "GCM", "--format", "csv", "--from", "2016-01-01")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (status, row["event"], row["outcome"], row["source"]) == (0, "Consultation", "Agreed.", "[1], page 1, row 1")


def test_output_that_cannot_be_written_is_one_line(iscm, register, tmp_path):
    assert iscm("calendar", "2024", "-o", tmp_path) == (2, "", f"iscm: {tmp_path} is a folder: name a file in it\n")
    nowhere = tmp_path / "no" / "c.csv"
    said = f"iscm: {nowhere} cannot be written: no such file or directory\n"
    assert iscm("calendar", "2024", "-o", nowhere) == (2, "", said)


def test_full_disk_leaves_what_was_there(iscm, register, tmp_path, monkeypatch):
    file = tmp_path / "c.csv"
    file.write_text("before")

    def full(_):
        raise OSError(28, "full")

    monkeypatch.setattr("iscm.cli.publishing.os.fsync", full)
    said = f"iscm: {file} cannot be written: no space left on device\n"
    assert iscm("calendar", "2024", "-o", file) == (2, "", said)
    assert ([*tmp_path.iterdir()], file.read_text()) == ([file], "before")


def test_interrupted_output_leaves_what_was_there(iscm, register, tmp_path, monkeypatch):
    file = tmp_path / "c.csv"
    file.write_text("before")

    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("iscm.cli.publishing.os.fsync", interrupt)
    assert iscm("calendar", "2024", "-o", file)[0] == 130
    assert ([*tmp_path.iterdir()], file.read_text()) == ([file], "before")


def test_binary_is_nothing_for_a_terminal(iscm, register, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    said = "iscm: pdf is nothing for a terminal: name a file (-o FILE.pdf) or use a pipe\n"
    assert iscm("calendar", "2024", "--format", "pdf") == (2, "", said)


def test_register_is_built_first_where_there_is_none(iscm, monkeypatch):
    monkeypatch.setattr("iscm.cli.serving.build_if_needed", lambda: add_meeting("Built", "2024-01-01"))
    assert titles(iscm("calendar", "2024", "--format", "csv")[1]) == ["Built"]


def test_published_edition_comes_out_as_it_was_frozen(iscm, register, tmp_path):
    published = iscm("publish", "calendar", "2024", "--actor", "ann")
    assert published[0] == 0
    before = iscm("calendar", "2024", "--edition", "1", "--format", "csv")
    add_meeting("New", "2024-10-01", mechanisms=("rcm",))
    assert iscm("calendar", "2024", "--edition", "1", "--format", "csv") == before
    assert titles(before[1]) == ["SOM", "Webinar"]
    changed = iscm("calendar", "2024", "--changes")[1].splitlines()
    assert [line for line in changed if "Changed since" in line] == ["## Changed since edition 1"]
    assert [line for line in iscm("calendar", "2024")[1].splitlines() if "Changed since" in line] == []
