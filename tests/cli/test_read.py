"""`iscm read`: what is printed, where, and with which exit status."""

import csv
import io
import json
import subprocess
import sys

import pytest

from iscm.cli.main import main

CALENDAR = "Calendar 2019\nDate\tPlace\tISCM\tTitle\n3 May 2019\tTunis, Tunisia\tRabat Process\tSOM\n"
DOUBTFUL = "Date\tPlace\tISCM\tTitle\n05/06/2019\tTunis, Tunisia\tRabat Process\tSOM\n"


@pytest.fixture
def calendar(tmp_path):
    path = tmp_path / "calendar.txt"
    path.write_text(CALENDAR, encoding="utf-8")
    return str(path)


@pytest.fixture
def doubtful(tmp_path):
    path = tmp_path / "doubtful.txt"
    path.write_text(DOUBTFUL, encoding="utf-8")
    return str(path)


def test_sound_document_is_fine(calendar, capsys):
    assert main(["read", calendar]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "Calendar 2019",
        "calendar.txt · calendar · 1 record",
        "",
        "   1  2019-05-03               rabat-process       Tunis TN",
        "      SOM",
    ]
    assert err == ""


def test_wide_terminal_has_one_line_a_record(calendar, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "140")
    assert main(["read", calendar]) == 0
    line = capsys.readouterr().out.splitlines()[3]
    assert line == "   1  2019-05-03               rabat-process       Tunis TN                SOM"


@pytest.mark.parametrize("columns", ["20", "80", "140", "1000"])
def test_no_line_is_wider_than_the_terminal(doubtful, capsys, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    main(["read", doubtful])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= max(int(columns), 76)


def test_error_needs_a_person(doubtful, capsys):
    assert main(["read", doubtful]) == 1
    problems = [line for line in capsys.readouterr().out.splitlines() if line.startswith("error")]
    assert problems == ["error date-ambiguous (line 2): “05/06/2019” can be 2019-06-05 or 2019-05-06."]


def test_warning_needs_nobody(tmp_path, capsys):
    path = tmp_path / "calendar.txt"
    path.write_text(CALENDAR + "Number of events: 2\n", encoding="utf-8")
    assert main(["read", str(path)]) == 0
    assert (
        "warning count-differs (line 4): The document says 2 and lists 1. → 1" in capsys.readouterr().out.splitlines()
    )


def test_json_has_one_object_of_all_documents(calendar, doubtful, capsys):
    assert main(["read", calendar, doubtful, "--format", "json"]) == 1
    documents = json.loads(capsys.readouterr().out)["documents"]
    assert [(document["name"], len(document["records"])) for document in documents] == [
        ("calendar.txt", 1),
        ("doubtful.txt", 1),
    ]


def test_json_that_was_printed_can_be_read(calendar, capsys, tmp_path):
    main(["read", calendar, "--format", "json"])
    printed = capsys.readouterr().out
    carried = tmp_path / "carried"
    carried.write_text(printed, encoding="utf-8")
    assert main(["read", str(carried), "--format", "json"]) == 0
    assert capsys.readouterr().out == printed


def test_csv_has_a_line_a_record_and_no_formulas(tmp_path, capsys):
    path = tmp_path / "calendar.txt"
    path.write_text(CALENDAR + "4 June 2019\tOnline\tRCM\t=1+1\n", encoding="utf-8")
    main(["read", str(path), "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["edtf"], row["mechanisms"], row["title"]) for row in rows] == [
        ("2019-05-03", "rabat-process", "SOM"),
        ("2019-06-04", "rcm", "'=1+1"),
    ]


@pytest.mark.parametrize("content", [b"", b"\0\0\0", b"%PDF-1.4 broken", b"PK\x03\x04", b"Colour\tPrice\nred\t5\n"])
def test_unreadable_files_are_told_in_one_line(tmp_path, capsys, content):
    path = tmp_path / "broken"
    path.write_bytes(content)
    assert main(["read", str(path)]) == 2
    err = capsys.readouterr().err
    assert (err.count("\n"), err.startswith("iscm: broken: ")) == (1, True)


def test_missing_file_is_told_in_one_line(tmp_path, capsys):
    assert main(["read", str(tmp_path / "missing.txt")]) == 2
    assert capsys.readouterr().err == f"iscm: {tmp_path}/missing.txt: no such file or directory. Check its name.\n"


def test_one_unreadable_file_does_not_stop_the_others(calendar, tmp_path, capsys):
    assert main(["read", str(tmp_path / "missing.txt"), calendar]) == 2
    assert capsys.readouterr().out.splitlines()[0] == "Calendar 2019"


def test_control_characters_do_not_reach_the_terminal(tmp_path, capsys):
    path = tmp_path / "calendar.txt"
    path.write_bytes(CALENDAR.encode().replace(b"SOM", "SOM \u009b31m\u202e".encode()))
    main(["read", str(path)])
    assert [letter for letter in capsys.readouterr().out if not letter.isprintable() and letter != "\n"] == []


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x")


@pytest.mark.parametrize("words", FORMULAS)
@pytest.mark.parametrize(
    "column", ["title", "outcome", "printed_date", "printed_place", "printed_mechanism", "document"]
)
def test_no_cell_of_a_csv_is_a_formula(capsys, tmp_path, calendar, column, words):
    main(["read", calendar, "--format", "json"])
    held = json.loads(capsys.readouterr().out)
    (record,) = held["documents"][0]["records"]
    holder = {"document": held["documents"][0], "printed": record["printed"]}.get(column.partition("_")[0], record)
    holder["name" if column == "document" else column.removeprefix("printed_")] = f"\t{words}"
    (tmp_path / "carried").write_text(json.dumps(held), encoding="utf-8")
    assert main(["read", str(tmp_path / "carried"), "--format", "csv"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row[column] == f"' {words}"


@pytest.mark.parametrize("letter", ["\x1b", "\x9b", "\x07", "\u202e", "\u2066", "\u200f", "\u2028", "\ud800", "\x00"])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_nothing_carried_steers_the_terminal(capsys, tmp_path, calendar, form, letter):
    main(["read", calendar, "--format", "json"])
    held = json.loads(capsys.readouterr().out)
    held["documents"][0]["title"] = held["documents"][0]["name"] = f"a{letter}b"
    held["documents"][0]["records"][0]["title"] = f"c{letter}d"
    (tmp_path / "carried").write_text(json.dumps(held), encoding="utf-8")
    assert main(["read", str(tmp_path / "carried"), "--format", form]) == 0
    out = capsys.readouterr().out
    assert letter not in out
    if form == "json":
        assert json.loads(out) == held


def test_standard_input_is_read_in_a_process_without_django(calendar):
    program = (
        "import sys; from iscm.cli.main import main; status = main(['read', '-']);"
        "print('django' in sys.modules, status, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=CALENDAR.encode(), capture_output=True, check=True, timeout=60
    )
    assert done.stdout.decode().splitlines()[:2] == ["Calendar 2019", "standard input · calendar · 1 record"]
    assert done.stderr.decode() == "False 0\n"
