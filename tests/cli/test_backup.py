"""`iscm backup` and `iscm restore` from the command line."""

import re
from datetime import timedelta

import pytest
import time_machine

from iscm.cli.main import main
from tests.factories.rows import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    """DATA_DIR, and a folder for backups."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    (tmp_path / "kept").mkdir()
    return tmp_path / "kept"


def names(folder):
    return sorted(re.sub(r"\d{8}-\d{6}", "now", path.name) for path in folder.iterdir())


def test_a_scheduled_backup_removes_the_oldest_and_nothing_else(folder, capsys):
    for name in (
        "iscm-20200101-000000.zip",
        "iscm-20210101-000000.zip",
        "iscm-20220101-000000.zip",
        "iscm.zip",
        "a.txt",
    ):
        (folder / name).write_text("mine")
    (folder / ".iscm-20220101-000000.zip.new-999999999-0123abcd").write_text("left by a process that was killed")
    assert main(["backup", str(folder), "--keep", "2"]) == 0
    assert [path.name for path in sorted(folder.iterdir())][:2] == ["a.txt", "iscm-20220101-000000.zip"]
    assert names(folder) == ["a.txt", "iscm-now.zip", "iscm-now.zip", "iscm.zip"]
    printed = capsys.readouterr().out.splitlines()
    assert printed[1:] == ["removed iscm-20210101-000000.zip", "removed iscm-20200101-000000.zip"]
    assert re.fullmatch(r".*\.zip: \d+ rows of \d+ tables, 0\.\d MB, checked; without a secret key", printed[0])


def test_whatever_the_clock_said_the_newest_backup_stays_and_none_of_another_day_goes_for_it(folder):
    later = "iscm-20990101-000000.zip"
    (folder / later).write_text("made while the clock was fast")
    with time_machine.travel(NOON, tick=False):
        assert main(["backup", str(folder), "--keep", "1"]) == 0
        assert sorted(path.name for path in folder.iterdir()) == [f"iscm-{NOON:%Y%m%d-%H%M%S}.zip", later]
    with time_machine.travel(NOON + timedelta(days=30_000), tick=False):  # fast now
        assert main(["backup", str(folder), "--keep", "3"]) == 0
    assert len(list(folder.iterdir())) == 3


def test_of_a_scheduled_backup_that_was_killed_no_half_file_counts_as_one(folder):
    half = folder / ".iscm-20220101-000000.zip.new-999999999-0123abcd"
    half.write_bytes(b"PK half of it")
    assert main(["restore", str(half), "--replace"]) == 2
    (folder / "iscm-20210101-000000.zip").mkdir()
    assert main(["backup", str(folder), "--keep", "1"]) == 0
    assert names(folder) == ["iscm-now.zip", "iscm-now.zip"]


def test_nothing_is_removed_where_no_backup_was_made(folder, monkeypatch, capsys):
    (folder / "iscm-20200101-000000.zip").write_text("mine")
    monkeypatch.setattr("iscm.register.operations.backup.open_backup", unreadable)
    assert main(["backup", str(folder), "--keep", "1"]) == 2
    assert names(folder) == ["iscm-now.zip"]
    assert capsys.readouterr().err.endswith("cannot be written: input/output error\n")


def unreadable(*_):
    raise OSError(None, "Input/output error")


WRONG = {
    ("kept", "--keep", "0"): "--keep is a number from 1, not 0",
    ("kept/one.zip", "--keep", "3"): "kept/one.zip is no folder: make it, or mount the disk it is on",
    ("nowhere/one.zip",): "cannot be written: no such file or directory",
    ("there.zip",): "there.zip is there already: name another file.",
}


@pytest.mark.parametrize("words", WRONG)
def test_wrong_use_is_told_in_one_line(folder, words, capsys):
    (folder.parent / "there.zip").write_text("mine")
    assert main(["backup", str(folder.parent / words[0]), *words[1:]]) == 2
    told = capsys.readouterr().err
    assert (told.count("\n"), WRONG[words] in told) == (1, True)
    assert (names(folder), (folder.parent / "there.zip").read_text()) == ([], "mine")


def test_a_file_that_is_no_backup_is_told_in_one_line(folder, capsys):
    (folder / "one.zip").write_text("mine")
    assert main(["restore", str(folder / "one.zip"), "--replace"]) == 2
    assert capsys.readouterr().err == "iscm: one.zip is no backup of iscm.\n"
    assert main(["restore", str(folder / "two.zip")]) == 2
    assert capsys.readouterr().err == "iscm: two.zip cannot be read: no such file or directory.\n"
