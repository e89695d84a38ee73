"""An export takes its place whole or not at all, and never the place of anything else."""

import json
import os
import subprocess
import sys

import pytest

from iscm.domain.errors import ConflictError
from iscm.publication.opendata.naming import DESCRIPTOR, MARKER
from iscm.publication.opendata.placing import place


def write(**files):
    def fill(folder):
        for name, words in files.items():
            (folder / f"{name}.txt").write_text(words)
        listed = [f"{name}.txt" for name in files]
        (folder / MARKER).write_text(json.dumps({"made_by": "iscm export", "files": listed}))

    return fill


def fails(folder):
    write(a="half")(folder)
    raise OSError(28, "No space left on device")


def texts(folder):
    return {path.name: path.read_text() for path in folder.iterdir() if path.name != MARKER}


def test_new_empty_and_older_folder_are_taken(tmp_path):
    target = tmp_path / "out"
    place(target, write(a="1", b="1"))
    place(target, write(a="2"))
    assert texts(target) == {"a.txt": "2"}
    (tmp_path / "empty").mkdir()
    place(tmp_path / "empty", write(a="1"))
    assert texts(tmp_path / "empty") == {"a.txt": "1"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "out"]


def test_failure_leaves_everything_as_it_was(tmp_path):
    target = tmp_path / "out"
    place(target, write(a="1"))
    with pytest.raises(OSError, match="No space"):
        place(target, fails)
    with pytest.raises(OSError, match="No space"):
        place(tmp_path / "new", fails)
    assert texts(target) == {"a.txt": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "notes.txt").write_text("mine"),
        lambda folder: (folder / "below").mkdir() or (folder / "below" / "notes.txt").write_text("mine"),
        lambda folder: (folder / "link").symlink_to("/"),
        lambda folder: (folder / MARKER).unlink(),
        lambda folder: (folder / MARKER).write_text("[" * 100_000),
        lambda folder: (folder / MARKER).write_text('{"made_by": "somebody", "files": ["a.txt"]}'),
        lambda folder: (folder / MARKER).write_text('{"files": 5}'),
    ],
)
def test_what_is_not_of_an_export_is_never_touched(tmp_path, spoil):
    target = tmp_path / "out"
    place(target, write(a="1"))
    spoil(target)
    with pytest.raises(ConflictError):
        place(target, write(a="2"))
    assert (target / "a.txt").read_text() == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_file_is_no_folder(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(ConflictError, match="no folder"):
        place(tmp_path / "out", write(a="1"))


def test_link_to_a_folder_stays_a_link(tmp_path):
    place(tmp_path / "out", write(a="1"))
    (tmp_path / "latest").symlink_to(tmp_path / "out")
    place(tmp_path / "latest", write(a="2"))
    assert ((tmp_path / "latest").is_symlink(), texts(tmp_path / "out")) == (True, {"a.txt": "2"})


def test_what_was_put_there_meanwhile_stays(tmp_path):
    target = tmp_path / "out"

    def slow(folder):
        write(a="2")(folder)
        (target / "notes.txt").write_text("mine")

    place(target, write(a="1"))
    with pytest.raises(ConflictError):
        place(target, slow)
    assert texts(target) == {"a.txt": "1", "notes.txt": "mine"}


def package(*folders):
    def fill(folder):
        for name in folders:
            (folder / name).mkdir()
            (folder / name / DESCRIPTOR).write_text("{}")
        listed = [f"{name}/{DESCRIPTOR}" for name in folders]
        (folder / MARKER).write_text(json.dumps({"made_by": "iscm export", "files": listed}))

    return fill


def test_one_year_never_takes_the_place_of_all(tmp_path):
    target = tmp_path / "out"
    place(target, package("2017", "2024", "all"))
    with pytest.raises(ConflictError, match="also holds the packages 2017, all"):
        place(target, package("2024"))
    assert sorted(path.name for path in target.iterdir() if path.is_dir()) == ["2017", "2024", "all"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_killed_processes_left_is_cleared_and_what_runs_is_not(tmp_path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (tmp_path / f".out.new-{gone.pid}-0a1b2c3d").mkdir()
    (tmp_path / f".out.new-{os.getppid()}-0a1b2c3d").mkdir()
    place(tmp_path / "out", write(a="1"))
    assert sorted(path.name for path in tmp_path.iterdir()) == [f".out.new-{os.getppid()}-0a1b2c3d", "out"]
