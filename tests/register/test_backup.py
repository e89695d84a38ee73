"""A backup is whole and of one moment, and any file that is not one is told apart."""

import hashlib
import json
import resource
import sqlite3
import sys
import zipfile
from contextlib import closing, contextmanager

import pytest
from django.db import connection
from hypothesis import example, given, settings
from hypothesis import strategies as st

from iscm.register import models
from iscm.register.operations.backup import back_up
from iscm.register.operations.backup_archive import (
    SEAL,
    BackupError,
    open_backup,
    writing_archive,
)
from iscm.register.operations.backup_manifest import ManifestError, Part, Table, read_manifest, write_manifest
from tests.factories.places import empty_file, empty_place

KEY = "known to everyone: only tests use it"


def quietly(*_):
    pass


def refusal(path):
    """What is said of a file, None if it is a sound backup."""
    try:
        with open_backup(path, quietly):
            return None
    except BackupError as error:
        return str(error)


@pytest.fixture
def folder(settings, tmp_path):
    """DATA_DIR with a source, the secret key and what need not be kept."""
    settings.DATA_DIR = tmp_path / "data"
    (tmp_path / "data" / "sources").mkdir(parents=True)
    for name, content in {"sources/rcm.toml": "a", "secret-key": KEY, "carried": "b", "sources/notes.txt": "c"}.items():
        (tmp_path / "data" / name).write_text(content)
    return tmp_path


@pytest.mark.django_db
def test_a_backup_tells_what_it_holds_and_is_for_its_owner_only(folder, register):
    manifest = back_up(folder / "one.zip", quietly)
    rows = {table.label: table.rows for table in manifest.tables}
    assert rows["register.Mechanism"] == models.Mechanism.objects.count()
    assert [part.path for part in manifest.files] == ["kept/sources/rcm.toml", "kept/secret-key"]
    assert "0018_surveys" in manifest.migrations["register"]
    assert ((folder / "one.zip").stat().st_mode & 0o777, manifest.database) == (0o600, connection.vendor)
    assert sorted(path.name for path in folder.iterdir()) == ["data", "one.zip"]


@pytest.mark.django_db
def test_sessions_and_what_is_good_for_once_are_left_out(folder):
    labels = {table.label for table in back_up(folder / "one.zip", quietly).tables}
    left = {"sessions.Session", "account.EmailConfirmation", "usersessions.UserSession", "socialaccount.SocialToken"}
    assert labels & (left | {"register.CacheEntry"}) == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("used", "with_key"), [(KEY, False), ("another one, of the environment", True)])
def test_the_key_is_left_out_on_demand_and_where_it_is_not_in_use(folder, settings, used, with_key):
    settings.SECRET_KEY = used
    files = back_up(folder / "one.zip", quietly, with_key=with_key).files
    assert [part.path for part in files] == ["kept/sources/rcm.toml"]


@pytest.mark.django_db
def test_the_same_register_gives_the_same_parts(folder, register):
    one, other = (back_up(folder / name, quietly) for name in ("one.zip", "other.zip"))
    assert (one.tables, one.files) == (other.tables, other.files)


@pytest.mark.django_db
def test_nothing_is_overwritten(folder):
    (folder / "one.zip").write_text("mine")
    with pytest.raises(BackupError, match=r"one\.zip is there already: name another file"):
        back_up(folder / "one.zip", quietly)
    assert (folder / "one.zip").read_text() == "mine"


@pytest.mark.django_db
def test_nothing_is_left_where_the_disk_is_full(folder, register, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # half of a module would be kept, and loaded ever after
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            back_up(folder / "one.zip", quietly)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [path.name for path in folder.iterdir()] == ["data"]


@pytest.mark.django_db
def test_where_no_register_is_there_is_nothing_to_back_up(folder):
    with empty_place(folder), pytest.raises(BackupError, match="There is no register yet: nothing to back up"):
        back_up(folder / "one.zip", quietly)


@pytest.mark.django_db
def test_a_register_of_a_newer_iscm_is_not_understood(folder):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('register', '9999_x', '2030-01-01')")
    with pytest.raises(BackupError, match=r"of a newer iscm \(register.9999_x\): upgrade iscm"):
        back_up(folder / "one.zip", quietly)


def another_writer(file):
    """A connection of somebody else to the store that is used now."""
    if connection.vendor == "postgresql":
        import psycopg

        return psycopg.connect(**connection.get_connection_params())
    return sqlite3.connect(file, timeout=0.1)


@contextmanager
def place_for_two(file):
    """Where two processes can write at once: a copy in a file, where the tests' own database lies in memory."""
    if connection.vendor == "postgresql":
        yield
        return
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
    with empty_file(file):
        yield


@pytest.mark.django_db(transaction=True)
def test_who_writes_meanwhile_need_not_wait_and_is_not_in_it(folder, tmp_path):
    written = []
    with place_for_two(tmp_path / "used.sqlite3"), closing(another_writer(tmp_path / "used.sqlite3")) as writer:

        def write(_done, _total, what):
            if what == "register.SearchEntry" and not written:
                written.append(what)
                values = "('late', 1, '2026-01-01 00:00:00+00')"
                writer.execute(f"INSERT INTO register_stamp (name, version, changed_at) VALUES {values}")
                writer.commit()

        models.SearchEntry.objects.create(kind="meeting", key="a", title_tokens="a", body_tokens="a")
        before = models.Stamp.objects.count()
        rows = {table.label: table.rows for table in back_up(folder / "one.zip", write).tables}
        assert (rows["register.Stamp"], models.Stamp.objects.count()) == (before, before + 1)
        with open_backup(folder / "one.zip", quietly) as archive:
            part = next(table.part for table in archive.manifest.tables if table.label == "register.Stamp")
            assert len(list(archive.lines(part))) == before


def made(path, *, manifest=None, parts=None, rows=b"[1]\n"):
    """A small backup, with parts and a manifest that may be other than they should."""
    with path.open("w+b") as handle, writing_archive(handle) as writer:
        label = "register.Stamp"
        names = parts or [f"tables/{label}.jsonl", "kept/secret-key"]
        added = [writer.add(name, [rows]) for name in names]
        good = made_manifest(Table(label, ("id",), 1, added[0]), *added[1:])
        writer.seal(good)
        if manifest is None:
            return path
    told = json.loads(write_manifest(good))
    content = manifest(told)
    with zipfile.ZipFile(path) as archive:
        kept = [(name, archive.read(name)) for name in archive.namelist()[:-1]]
    with path.open("w+b") as handle, writing_archive(handle) as writer:
        for name, content_of in kept:
            writer.add(name, [content_of])
        writer.add("manifest.json", [content if isinstance(content, bytes) else json.dumps(told).encode()])
        writer._archive.comment = b"0" * SEAL
    return sealed(path)


def made_manifest(table, *files):
    from iscm.register.operations.backup_manifest import Manifest

    return Manifest("2026-11-21T09:00:00+00:00", "0.1.0", "sqlite", {"register": ("0001_first",)}, (table,), files)


def sealed(path):
    """With the hash of its bytes as they are now."""
    content = path.read_bytes()[:-SEAL]
    path.write_bytes(content + hashlib.sha256(content).hexdigest().encode())
    return path


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """The bytes of a small sound backup."""
    path = made(tmp_path_factory.mktemp("sound") / "sound.zip")
    assert refusal(path) is None
    return path.read_bytes()


@given(data=st.data())
@settings(max_examples=80)
def test_a_byte_that_changed_anywhere_is_noticed(sound, tmp_path_factory, data):
    where, bit = data.draw(st.integers(0, len(sound) - 1)), data.draw(st.integers(0, 7))
    path = tmp_path_factory.getbasetemp() / "flipped.zip"
    path.write_bytes(sound[:where] + bytes([sound[where] ^ 1 << bit]) + sound[where + 1 :])
    assert refusal(path)


@given(data=st.data())
@settings(max_examples=80)
def test_even_under_a_new_seal_no_part_is_taken_for_another(sound, tmp_path_factory, data):
    where, bit = data.draw(st.integers(0, len(sound) - SEAL - 1)), data.draw(st.integers(0, 7))
    path = tmp_path_factory.getbasetemp() / "resealed.zip"
    path.write_bytes(sound[:where] + bytes([sound[where] ^ 1 << bit]) + sound[where + 1 :])
    sealed(path)
    if refusal(path) is None:
        with open_backup(path, quietly) as archive:
            table, file = archive.manifest.parts
            assert (list(archive.lines(table)), archive.content(file)) == ([b"[1]\n"], b"[1]\n")


@given(length=st.integers(0, 2_000))
@settings(max_examples=40)
@example(length=0)
def test_a_file_that_was_cut_off_is_noticed(sound, tmp_path_factory, length):
    path = tmp_path_factory.getbasetemp() / "cut.zip"
    path.write_bytes(sound[: min(length, len(sound) - 1)])
    assert "is no backup of iscm" in refusal(path)


def test_a_damaged_part_is_named_even_under_a_new_seal(tmp_path):
    path = made(tmp_path / "one.zip", manifest=lambda told: told["files"][0].update(sha256="0" * 64))
    assert refusal(path) == "one.zip is damaged: kept/secret-key is not as it was written. Take another backup."


FOREIGN = {
    "empty": b"",
    "text": b"title,date\n",
    "database": b"SQLite format 3\0" + bytes(4000),
    "almost": b"PK\x03\x04" + bytes(4000),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_refused(tmp_path, name):
    path = tmp_path / "one.zip"
    path.write_bytes(FOREIGN[name])
    assert refusal(path).startswith("one.zip is no backup of iscm")


def test_a_foreign_zip_a_folder_and_nothing_are_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "one.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    assert refusal(tmp_path / "one.zip") == "one.zip is no backup of iscm, or was cut off. Take another backup."
    assert refusal(tmp_path) == f"{tmp_path.name} cannot be read: is a directory."
    assert refusal(tmp_path / "two.zip") == "two.zip cannot be read: no such file or directory."


@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "/etc/passwd", "kept/../x", "kept/sources/../../x.toml", "kept/sources/.toml"]
)
def test_names_that_lead_elsewhere_are_refused(tmp_path, path):
    file = made(tmp_path / "one.zip", parts=["tables/register.Stamp.jsonl", path])
    assert refusal(file) == "one.zip is no backup of iscm: it names a part that no backup has."


ODD = {
    "of a newer format": (
        lambda told: told.update(version=2),
        "one.zip has format 2, which this iscm does not know: upgrade iscm.",
    ),
    "of another program": (
        lambda told: told.update(format="x"),
        "one.zip is no backup of iscm: it is of another program.",
    ),
    "that names less": (
        lambda told: told.update(files=[]),
        "one.zip is no backup of iscm: its parts are not those that it names.",
    ),
    "that swells": (
        lambda told: told["tables"][0]["part"].update(size=1),
        "one.zip is no backup of iscm: its parts are not those that it names.",
    ),
    "with other rows": (
        lambda told: told["tables"][0].update(rows=2),
        "one.zip is damaged: tables/register.Stamp.jsonl is not as it was written. Take another backup.",
    ),
    "deep": (lambda _: b"[" * 100_000, "one.zip is no backup of iscm: its manifest is not in order."),
    "no JSON": (lambda _: b"\xff", "one.zip is no backup of iscm: its manifest is not in order."),
}


@pytest.mark.parametrize("what", ODD)
def test_a_manifest_that_lies_is_refused(tmp_path, what):
    manifest, told = ODD[what]
    assert refusal(made(tmp_path / "one.zip", manifest=manifest)) == told


def test_a_line_without_end_is_refused_before_memory_is_full(tmp_path, monkeypatch):
    monkeypatch.setattr("iscm.register.operations.backup_archive.MAX_LINE", 1 << 20)
    file = made(tmp_path / "one.zip", rows=b"0" * (3 << 20) + b"\n")
    assert file.stat().st_size < 20_000
    assert refusal(file).startswith("one.zip is damaged: tables/register.Stamp.jsonl")


@given(
    st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda x: st.lists(x) | st.dictionaries(st.text(), x))
)
def test_no_json_is_taken_for_a_manifest_by_chance(told):
    with pytest.raises(ManifestError):
        read_manifest(json.dumps(told).encode())


def test_a_manifest_is_read_as_it_was_written():
    part = Part("tables/register.Stamp.jsonl", 4, "0" * 64)
    manifest = made_manifest(Table("register.Stamp", ("id",), 1, part), Part("kept/secret-key", 4, "1" * 64))
    assert read_manifest(write_manifest(manifest)) == manifest
