"""A truncated or altered SQLite file: told by every command in a line, explained by the doctor, replaced at last."""

import shutil

import pytest
from django.db import connection

from tests.faults.commands import iscm
from tests.faults.forking import in_fork
from tests.faults.test_killed_anywhere import begin

pytestmark = pytest.mark.sqlite
PAGE, FLIPS = 4096, 10


def cut_in_half(content):
    return content[: len(content) // 2]


def cut_off_page(content):
    return content[:-PAGE]


def other_header(content):
    return b"\0" * 16 + content[16:]


def altered(content, page, size):
    """A page with its beginning overwritten."""
    start = page * PAGE
    return content[:start] + bytes(reversed(range(256))) * (size // 256) + content[start + size :]


def altered_schema(content):
    return altered(content, 0, PAGE)[:100] + altered(content, 0, PAGE)[100:]


def altered_everywhere(content):
    for page in range(2, len(content) // PAGE, 3):
        content = altered(content, page, 256)
    return content


DAMAGES = (cut_off_page, altered_schema, cut_in_half, other_header, altered_everywhere)
RESTORED = DAMAGES[2:]
COMMANDS = (
    ("check",),
    ("calendar", "2024", "-o", "calendar.csv"),
    ("export", "exported"),
    ("editions",),
    ("rebuild", "--check"),
    ("links", "--list"),
)


@pytest.fixture(scope="module")
def sound(tables, tmp_path_factory, django_db_blocker):
    """A folder with a register and its backup."""
    folder = tmp_path_factory.mktemp("sound")
    shutil.copyfile(tables.removeprefix("sqlite:///"), folder / "register.sqlite3")
    with django_db_blocker.unblock():
        assert in_fork(address_in(folder), folder, begin_and_keep, folder).gave.status == 0
    return folder


def begin_and_keep(folder):
    begin()
    return iscm("backup", folder / "backup.zip")


@pytest.fixture
def folder(sound, tmp_path, monkeypatch):
    """DATA_DIR with a register of which there is a backup; it is the folder we are in."""
    monkeypatch.chdir(tmp_path)
    for name in ("register.sqlite3", "last-backup.json"):
        shutil.copyfile(sound / name, tmp_path / name)
    return tmp_path


def address_in(folder):
    return f"sqlite:///{folder}/register.sqlite3"


def is_clear(said):
    """Whether a command that could not go on says so in one line, which blames the database and names the doctor."""
    return (said.status, len(said.lines), "the database cannot be used" in said.lines[0]) == (2, 1, True)


@pytest.mark.parametrize("damage", DAMAGES, ids=[damage.__name__ for damage in DAMAGES])
def test_a_damaged_file_is_noticed_explained_kept_and_replaced(sound, folder, fork, damage):
    place, address = folder / "register.sqlite3", address_in(folder)
    spoilt = damage(place.read_bytes())
    place.write_bytes(spoilt)
    doctor = fork(address, iscm, "doctor")
    assert (doctor.status, doctor.lines) == (1, ())
    assert f"iscm restore {sound / 'backup.zip'} --replace" in doctor.out
    said = fork(address, all_of, (("doctor", "--repair"), *COMMANDS))
    assert place.read_bytes() == spoilt
    assert [one.lines for one in said if one.status == 2 and not is_clear(one)] == []
    assert {one.status for one in said} <= {0, 1, 2}
    if damage not in RESTORED:
        return
    restored = fork(address, iscm, "restore", sound / "backup.zip", "--replace")
    assert (restored.status, restored.lines) == (0, ())
    (kept,) = folder.glob("register-before-*.sqlite3")
    assert kept.read_bytes()[PAGE:] == spoilt[PAGE:]
    assert "WRONG" not in fork(address, iscm, "doctor").out


def all_of(commands):
    """One after the other, each with a connection of its own."""
    found = []
    for words in commands:
        connection.close()
        found.append(iscm(*words))
    return found


def test_one_bit_anywhere_costs_no_command_its_manners(folder, fork):
    whole = (folder / "register.sqlite3").read_bytes()
    found = fork(address_in(folder), flip_some, folder / "register.sqlite3", whole)
    assert [one for one in found if one.status not in {0, 1, 2} or "fault of iscm" in str(one.lines)] == []
    assert {one.status for one in found[::2]} == {0, 1}  # of the doctor


def flip_some(place, whole):
    """Bits all over the file turned one after the other, and what two commands say."""
    found = []
    for at in range(17, len(whole), len(whole) // FLIPS):
        connection.close()
        place.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        found += all_of((("doctor",), ("check",)))
    return found
