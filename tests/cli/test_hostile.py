"""The whole command against what nobody should send: status 2, one clear line, nothing stored."""

import contextlib
import ctypes
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from iscm.cli.store import DAMAGED
from tests.factories.hostile import BAD_FILES

PATIENCE = 120  # seconds that no command below may need, even on a busy machine
GIGABYTE = 2**30
DROP, CAPABILITIES = 24, (1, 2, 3)  # PR_CAPBSET_DROP; CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
CALENDAR = "Calendar 2019\nDate\tPlace\tISCM\tTitle\n{}\tTunis, Tunisia\tRabat Process\tSOM\n"
PROGRAM = (sys.executable, "-c", "import sys; from iscm.cli.main import main; sys.exit(main())")
IMPATIENTLY = "from iscm.project import environment; environment.SQLITE_OPTIONS['timeout'] = 0.2; "
QUICK = (*PROGRAM[:2], IMPATIENTLY + PROGRAM[2])


@pytest.fixture(scope="module")
def empty_register(tmp_path_factory):
    """A register that holds nothing: to make its tables anew for each test would be most of the time."""
    data = tmp_path_factory.mktemp("empty")
    subprocess.run([*PROGRAM, "manage", "migrate"], check=True, capture_output=True, env=environment(data))
    return data


@pytest.fixture
def iscm(tmp_path, empty_register):
    """Run the command as a process of its own; its register is in a folder of its own."""

    def iscm(*words, program=PROGRAM, **how):
        if words[0] != "read" and not (tmp_path / "data").exists():
            shutil.copytree(empty_register, tmp_path / "data")
        return subprocess.run(
            [*program, *map(os.fspath, words)],
            check=False,
            **{"capture_output": True, "timeout": PATIENCE, "stdin": subprocess.DEVNULL} | how,
            env=environment(tmp_path / "data"),
        )

    return iscm


@pytest.fixture
def bad(tmp_path):
    """The folder of all bad files."""
    folder = tmp_path / "bad"
    folder.mkdir()
    for name, make in BAD_FILES.items():
        (folder / name).write_bytes(make())
    return folder


@pytest.fixture
def calendar(tmp_path):
    file = tmp_path / "calendar.txt"
    file.write_text(CALENDAR.format("3 May 2019"), encoding="utf-8")
    return file


def environment(data: Path) -> dict[str, str]:
    unset = {"DATABASE_URL", "ISCM_TRACEBACK", "DJANGO_SETTINGS_MODULE", "COLUMNS"}
    return {name: value for name, value in os.environ.items() if name not in unset} | {"DATA_DIR": os.fspath(data)}


def lines_of(done: subprocess.CompletedProcess) -> list[str]:
    """Its lines on standard error."""
    return done.stderr.decode().splitlines()


def is_clear(line: str, name: str) -> bool:
    """Whether a line names the file, says what is wrong, and blames no fault of ours."""
    said = line.removeprefix(f"iscm: {name}: ")
    return said != line and said.endswith(".") and "fault" not in said and "Error" not in said.partition("(")[0]


def content_of(data: Path) -> list[str]:
    """All that the register holds, as statements."""
    with contextlib.closing(sqlite3.connect(data / "register.sqlite3")) as held:
        return list(held.iterdump())


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_told_in_one_line_within_a_gigabyte(iscm, tmp_path, name):
    (tmp_path / name).write_bytes(BAD_FILES[name]())
    done = iscm("read", tmp_path / name, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (GIGABYTE,) * 2))
    assert (done.returncode, done.stdout) == (2, b"")
    assert [is_clear(line, name) for line in lines_of(done)] == [True]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_bad_files_alone_print_no_empty_document(iscm, bad, form):
    done = iscm("read", "--format", form, *sorted(bad.iterdir()))
    assert (done.returncode, done.stdout, len(lines_of(done))) == (2, b"", len(BAD_FILES))


def test_a_bad_file_among_good_ones_leaves_only_the_good_ones(iscm, calendar, bad):
    done = iscm("read", "--format", "json", bad / "bomb.docx", calendar, bad / "empty.txt")
    assert [document["name"] for document in json.loads(done.stdout)["documents"]] == ["calendar.txt"]
    assert (done.returncode, len(lines_of(done))) == (2, 2)


def test_nothing_of_a_bad_file_is_stored_and_the_good_one_is(iscm, tmp_path, calendar, bad):
    assert iscm("ingest", "--accept", calendar).returncode == 0
    before = content_of(tmp_path / "data")
    done = iscm("ingest", "--accept", *sorted(bad.iterdir()))
    assert (done.returncode, done.stdout) == (2, b"")
    assert [is_clear(line, name) for line, name in zip(lines_of(done), sorted(BAD_FILES), strict=True)] == [
        True for _ in BAD_FILES
    ]
    assert content_of(tmp_path / "data") == before
    assert iscm("rebuild", "--check").returncode == 0


def test_a_table_without_a_known_column_is_shown_line_by_line_and_not_stored(iscm, tmp_path, calendar):
    assert iscm("ingest", calendar).returncode == 0
    before = content_of(tmp_path / "data")
    prices = tmp_path / "prices.csv"
    prices.write_text("Colour,Price\nred,5\nblue,6\n", encoding="utf-8")
    read, ingested = iscm("read", prices), iscm("ingest", prices)
    assert [done.returncode for done in (read, ingested)] == [2, 2]
    assert [len(lines_of(done)) for done in (read, ingested)] == [1, 1]
    assert read.stdout.decode().count("line-unread") == 3
    assert content_of(tmp_path / "data") == before


def test_more_than_is_read_of_any_file_is_not_even_loaded(iscm, tmp_path):
    vast = tmp_path / "vast.txt"
    with vast.open("wb") as file:
        file.truncate(200 * 2**30)  # with holes: it takes no room
    done = iscm("read", vast)
    assert (done.returncode, lines_of(done)) == (
        2,
        ["iscm: vast.txt: the file is too large: at most 32 MB are read. Split it."],
    )


def test_endless_standard_input_is_cut_off(iscm):
    with Path("/dev/zero").open("rb") as endless:
        done = iscm("read", "-", stdin=endless)
    assert (done.returncode, lines_of(done)) == (
        2,
        ["iscm: standard input: the file is too large: at most 32 MB are read. Split it."],
    )


@pytest.mark.parametrize("verb", ["read", "ingest"])
def test_what_is_no_file_is_told_in_one_line(iscm, tmp_path, verb):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "folder").mkdir()
    names = ("missing", "pipe", "loop", "folder", "missing/below", "x" * 5000)
    done = iscm(verb, *(tmp_path / name for name in names), "/dev/zero", "")
    assert (done.returncode, done.stdout) == (2, b"")
    assert [line.removeprefix("iscm: ").removeprefix(f"{tmp_path}/") for line in lines_of(done)] == [
        "missing: no such file or directory. Check its name.",
        "pipe: no file but a pipe or device. Pipe it in and name it -.",
        "loop: too many levels of symbolic links. Name the file itself.",
        "folder: is a directory. Name the files in it.",
        "missing/below: no such file or directory. Check its name.",
        f"{'x' * 5000}: file name too long. Check its name.",
        "/dev/zero: no file but a pipe or device. Pipe it in and name it -.",
        ": no such file or directory. Check its name.",
    ]


def without_privilege() -> None:
    """Take from root the right to files that forbid it; others lack it anyway."""
    prctl = ctypes.CDLL(None).prctl
    for capability in CAPABILITIES:
        prctl(DROP, capability, 0, 0, 0)


def test_a_file_that_may_not_be_read(iscm, tmp_path, calendar):
    calendar.chmod(0)
    done = iscm("read", calendar, preexec_fn=without_privilege)
    assert (done.returncode, lines_of(done)) == (
        2,
        [f"iscm: {calendar}: permission denied. Ask for the right to read it."],
    )


NAMES = {
    b"two\nlines.txt": "two lines.txt",
    b"red\x1b[31m.txt": "red [31m.txt",
    "turned\u202egnp.txt".encode(): "turned gnp.txt",
    b"latin-\xe9.txt": "latin- .txt",
    "ünï-会议.txt".encode(): "ünï-会议.txt",
}


@pytest.mark.parametrize(("name", "shown"), NAMES.items())
def test_names_of_files_steer_no_terminal_and_can_be_stored(iscm, tmp_path, name, shown):
    file = os.fsencode(tmp_path) + b"/" + name
    with open(file, "wb") as held:  # noqa: PTH123  # a Path cannot show what the name is
        held.write(CALENDAR.format("4 May 2019").encode())
    read, stored = iscm("read", file), iscm("ingest", file)
    assert read.stdout.decode().splitlines()[1] == f"{shown} · calendar · 1 record"
    assert stored.stdout.decode().splitlines()[0] == f"{shown}: 1 records read as calendar"
    assert [done.returncode for done in (read, stored)] == [0, 0]
    os.truncate(file, 0)
    assert lines_of(iscm("read", file)) == [
        f"iscm: {shown}: the file is empty. Send it again, or save it anew.",
    ]


def test_nobody_reads_the_output(iscm, calendar):
    reader, writer = os.pipe()
    os.close(reader)
    done = iscm("read", calendar, capture_output=False, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (done.returncode, lines_of(done)) == (141, [])


def test_output_that_cannot_be_written(iscm, calendar):
    with Path("/dev/full").open("wb") as full:
        done = iscm("read", calendar, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, lines_of(done)) == (
        2,
        ["iscm: the output cannot be written: no space left on device"],
    )


@pytest.mark.parametrize("closed", [(1,), (2,), (0, 1, 2)])
def test_streams_may_be_closed(iscm, calendar, closed):
    def close():
        for stream in closed:
            os.close(stream)

    assert iscm("read", calendar, preexec_fn=close).returncode == 0


def test_a_full_disk_leaves_the_register_as_it_was(iscm, tmp_path, calendar):
    assert iscm("ingest", "--accept", calendar).returncode == 0
    before = content_of(tmp_path / "data")
    calendar.write_text(CALENDAR.format("5 May 2019") + "a line of words that fills the disk\n" * 20_000)
    room = 64 * 1024

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    # Python would keep half of a module, and load it ever after.
    done = iscm("ingest", "--accept", calendar, program=(PROGRAM[0], "-B", *PROGRAM[1:]), preexec_fn=limit)
    assert (done.returncode, done.stdout) == (2, b"")
    assert [line.startswith("iscm: the database cannot be used: ") for line in lines_of(done)] == [True]
    assert content_of(tmp_path / "data") == before
    assert iscm("rebuild", "--check").returncode == 0


def test_a_register_that_another_process_writes(iscm, tmp_path, calendar):
    assert iscm("ingest", calendar).returncode == 0
    calendar.write_text(CALENDAR.format("6 May 2019"), encoding="utf-8")
    with contextlib.closing(sqlite3.connect(tmp_path / "data" / "register.sqlite3")) as other:
        other.execute("BEGIN IMMEDIATE")
        done = iscm("ingest", calendar, program=QUICK)
    assert (done.returncode, done.stdout) == (2, b"")
    assert [line.partition(". ")[0] for line in lines_of(done)] == [
        "iscm: the database cannot be used: database is locked"
    ]


@pytest.mark.parametrize("content", [b"no database at all, but words" * 100, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_register_that_is_none(iscm, tmp_path, calendar, content):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "register.sqlite3").write_bytes(content)
    done = iscm("ingest", calendar)
    assert (done.returncode, done.stdout, lines_of(done)) == (
        2,
        b"",
        [f"iscm: the database cannot be used: file is not a database. {DAMAGED}"],
    )
    assert (tmp_path / "data" / "register.sqlite3").read_bytes() == content


def test_a_data_dir_that_is_no_folder(iscm, tmp_path, calendar):
    (tmp_path / "data").write_text("a file")
    done = iscm("ingest", calendar)
    assert (done.returncode, done.stdout, len(lines_of(done))) == (2, b"", 1)
    assert lines_of(done)[0].startswith("iscm: DATA_DIR cannot be used: ")


def test_a_data_dir_that_may_not_be_written(iscm, tmp_path, calendar):
    data = tmp_path / "data"
    assert iscm("ingest", calendar).returncode == 0
    for path in (data, *data.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    calendar.write_text(CALENDAR.format("7 May 2019"), encoding="utf-8")
    done = iscm("ingest", calendar, preexec_fn=without_privilege)
    assert (done.returncode, done.stdout) == (2, b"")
    assert [line.endswith("Make DATA_DIR and what is in it writable.") for line in lines_of(done)] == [True]
