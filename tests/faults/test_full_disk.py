"""No room on the disk: one clear line, exit status 2, nothing half-written, and what was there before is kept."""

import contextlib
import resource
import shutil
import signal
import sqlite3
import sys

import pytest

from iscm.register.models import Meeting
from iscm.register.operations import publish as publishing
from tests.faults.commands import iscm
from tests.faults.forking import in_fork
from tests.faults.test_damaged_files import address_in
from tests.faults.test_killed_anywhere import begin

pytestmark = pytest.mark.sqlite
ROOM = 1000
TOLD = ("cannot be written: file too large", "Make room on the disk")
COMMANDS = {
    "calendar": ("calendar", "2024", "-o", "made/calendar.docx"),
    "calendar over another": ("calendar", "2024", "-o", "made/there.docx"),
    "export": ("export", "made/exported"),
    "site": ("site", "made/site", "--lang", "en", "--light"),
    "backup": ("backup", "made/backup.zip"),
    "restore": ("restore", "backup.zip", "--replace"),
    "publish": ("publish", "calendar", "2024", "--actor", "ann"),
    "ingest": ("ingest", "--accept", "calendar.txt"),
    "rebuild": ("rebuild",),
}


@pytest.fixture(scope="module")
def sound(tables, tmp_path_factory, django_db_blocker):
    """A folder with a register, a backup of it, and a document to take in."""
    folder = tmp_path_factory.mktemp("sound")
    shutil.copyfile(tables.removeprefix("sqlite:///"), folder / "register.sqlite3")
    with django_db_blocker.unblock():
        done = in_fork(address_in(folder), folder, begin_and_keep, folder)
    assert done.status == 0, done.gave
    lines = "\n".join("a line of words that fills the disk" for _ in range(2000))
    text = f"Calendar 2019\nDate\tPlace\tISCM\tTitle\n5 May 2019\tTunis\tRCM\tSOM\n{lines}\n"
    (folder / "calendar.txt").write_text(text, encoding="utf-8")
    (folder / "made").mkdir()
    (folder / "made" / "there.docx").write_text("made before", encoding="utf-8")
    return folder


def begin_and_keep(folder):
    begin()
    iscm("backup", folder / "backup.zip")


def without_room(words):
    """The command where no file may grow over a few bytes, as on a full disk; the register is open already.

    PDF is left out: typst has threads of its own, which are not there in a fork of a process that made one before.
    """
    publishing.FORMATS = {form: publishing.FORMATS[form] for form in ("csv", "json")}
    Meeting.objects.count()
    sys.dont_write_bytecode = True  # Python would keep half of a module, and load it ever after
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))
    return iscm(*words)


def content_of(folder):
    """Every file with its bytes, but for locks; what the database holds, however its file is laid out."""
    with contextlib.closing(sqlite3.connect(folder / "register.sqlite3")) as held:
        rows = list(held.iterdump())
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("register."))
    return rows, {path.relative_to(folder): path.read_bytes() for path in files if path.suffix != ".lock"}


@pytest.mark.parametrize("what", COMMANDS)
def test_without_room_nothing_is_half_written_and_one_line_says_so(sound, tmp_path, fork, monkeypatch, what):
    place = tmp_path / "data"
    shutil.copytree(sound, place)
    monkeypatch.chdir(place)
    before = content_of(place)
    said = fork(address_in(place), without_room, COMMANDS[what])
    assert (said.status, [any(words in line for words in TOLD) for line in said.lines]) == (2, [True]), said
    assert content_of(place) == before
    assert fork(address_in(place), iscm, "rebuild", "--check").status == 0
