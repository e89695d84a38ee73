"""`iscm export`, and `iscm rebuild --from` that reads it back: one line and status 2 for what cannot be done."""

import argparse
import errno
import json

import pytest

from iscm.cli import export
from iscm.cli.failures import CommandError
from iscm.cli.main import main
from iscm.register.models import Document, Meeting
from iscm.register.operations.build import ensure_reference
from tests.register.test_rebuild_from import empty

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
def filled(iscm, tmp_path):
    file = tmp_path / "calendar.txt"
    file.write_text(CALENDAR, encoding="utf-8")
    assert iscm("ingest", "--accept", file)[0] == 0


def bytes_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_export_and_back(iscm, filled, tmp_path):
    out = tmp_path / "out"
    assert iscm("export", out) == (0, [f"{out}: all, 2024"], [])
    before = bytes_of(out)
    assert iscm("export", out)[0] == 0
    assert bytes_of(out) == before
    empty()
    assert iscm("rebuild", "--from", out) == (0, [f"{out}: 1 documents, 2 meetings"], [])
    assert iscm("rebuild", "--check")[0] == 0
    assert iscm("export", tmp_path / "again")[0] == 0
    assert bytes_of(tmp_path / "again") == before


def test_one_year_in_one_form(iscm, filled, tmp_path):
    assert iscm("export", tmp_path / "out", "--year", "2024", "--format", "csv")[0] == 0
    files = bytes_of(tmp_path / "out")
    assert {name for name in files if name.endswith(".json")} == {"2024/datapackage.json", "iscm-export.json"}
    assert not any(name.startswith("all/") for name in files)


def test_year_without_meetings_is_told(iscm, filled, tmp_path):
    status, out, err = iscm("export", tmp_path / "out", "--year", "1999")
    assert (status, out, err) == (2, [], ["iscm: no meetings in 1999 (years with meetings: 2024)"])
    assert not (tmp_path / "out").exists()


def test_fresh_store_is_filled_first_with_what_iscm_carries(iscm, tmp_path, settings):
    settings.DATA_DIR = tmp_path
    status, out, _ = iscm("export", tmp_path / "out", "--format", "json")
    assert (status, out) == (0, [f"{tmp_path / 'out'}: all, 2016, 2017, 2021, 2022, 2024"])
    rows = json.loads((tmp_path / "out" / "all" / "meetings.json").read_text())
    assert len(rows) > 300


def test_root_is_no_folder_for_an_export(iscm, filled):
    assert iscm("export", "/")[::2] == (2, ["iscm: / is no export of iscm: name a folder that is empty or not there"])


def test_folder_of_somebody_else_is_left_alone(iscm, filled, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("x")
    status, _, err = iscm("export", tmp_path / "mine")
    assert (status, err) == (
        2,
        [f"iscm: {tmp_path / 'mine'} is no export of iscm: name a folder that is empty or not there"],
    )
    assert bytes_of(tmp_path / "mine") == {"notes.txt": b"x"}


@pytest.mark.parametrize("where", ["file/out", "nowhere/out", "x" * 300])
def test_folder_that_cannot_be_made_is_told(iscm, filled, tmp_path, where):
    (tmp_path / "file").write_text("x")
    status, out, err = iscm("export", tmp_path / where)
    assert (status, out, len(err)) == (2, [], 1)
    assert "cannot be written" in err[0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["calendar.txt", "file"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_failure_half_way_leaves_the_older_export(iscm, filled, tmp_path, monkeypatch, number):
    """A full disk is told by the command itself, as for every output."""
    assert iscm("export", tmp_path / "out")[0] == 0
    before = bytes_of(tmp_path / "out")

    def fails(*_):
        raise OSError(number, "x")

    monkeypatch.setattr("iscm.publication.opendata.folder._write_graphs", fails)
    with pytest.raises(OSError if number == errno.ENOSPC else CommandError):
        export.run(argparse.Namespace(folder=str(tmp_path / "out"), year=None, format="all"))
    assert bytes_of(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["calendar.txt", "out"]


def test_package_is_not_read_into_a_register_that_holds_anything(iscm, filled, tmp_path):
    assert iscm("export", tmp_path / "out")[0] == 0
    status, out, err = iscm("rebuild", "--from", tmp_path / "out")
    told = "iscm: the register is not empty: name another DATA_DIR or DATABASE_URL for the new one"
    assert (status, out, err) == (2, [], [told])


@pytest.mark.parametrize("what", ["nowhere", "empty", "calendar.txt", "damaged", "year"])
def test_what_is_no_package_is_told_and_nothing_stored(iscm, filled, tmp_path, what):
    (tmp_path / "empty").mkdir()
    iscm("export", tmp_path / "damaged")
    (tmp_path / "damaged" / "all" / "claims.csv").write_text("x")
    iscm("export", tmp_path / "year", "--year", "2024")
    empty()
    status, out, err = iscm("rebuild", "--from", tmp_path / what)
    assert (status, out, len(err)) == (2, [], 1)
    assert not Document.objects.exists()
    assert not Meeting.objects.exists()


def test_other_facts_than_those_of_this_iscm_need_a_person(iscm, filled, tmp_path, monkeypatch):
    ensure_reference()
    assert iscm("export", tmp_path / "out")[0] == 0
    empty()
    monkeypatch.setattr("iscm.register.operations.rebuild_from._differs", lambda _p, _s, table: table == "mechanisms")
    status, out, _ = iscm("rebuild", "--from", tmp_path / "out")
    assert (status, out[-1]) == (1, "other than in the package, by the facts and rules of this iscm: mechanisms")


def test_check_and_from_exclude_each_other(iscm, tmp_path):
    assert iscm("rebuild", "--check", "--from", tmp_path)[0] == 2
