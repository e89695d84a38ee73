"""What was backed up comes back row by row, and until all of it is right nothing is touched."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from iscm.domain.documents import Document
from iscm.register import models
from iscm.register.operations import backup_restore
from iscm.register.operations.backup import back_up
from iscm.register.operations.backup_archive import BackupError
from iscm.register.operations.backup_restore import restore
from iscm.register.operations.backup_tables import LEFT_OUT, write_lines
from iscm.register.operations.ingest import ingest_readings
from iscm.register.operations.rebuild import Rebuilt, rebuild
from iscm.register.operations.repairing.words import mend_search
from iscm.register.queries.search import search
from tests.factories.anything import add_anything
from tests.factories.places import all_rows, empty_file, empty_place
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW
from tests.register.test_backup import KEY, quietly

SENT = {"register.SearchChange", "register.SearchSent"}  # a search engine beside is filled anew from what came back
LAST_OF_AUTH = "0012_alter_user_first_name_max_length"
pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    """DATA_DIR with a source and the secret key."""
    settings.DATA_DIR = tmp_path / "data"
    (tmp_path / "data" / "sources").mkdir(parents=True)
    (tmp_path / "data" / "sources" / "rcm.toml").write_text("the backup's")
    (tmp_path / "data" / "secret-key").write_text(KEY)
    return tmp_path


def put_meeting(title, when="2024-06-27"):
    reading = make_reading(make_record(title=title, when=when))
    ingest_readings([reading], Document("x", reading.sha256.encode()), actor="ann", accept=True)


def test_every_row_of_every_table_comes_back(folder, monkeypatch, capsys):
    for model in apps.get_models(include_auto_created=True):
        if not model._base_manager.exists():
            add_anything(model)
    before = all_rows(apps)
    assert [label for label, rows in before.items() if not rows] == []
    back_up(folder / "one.zip", quietly)
    # These rows say nothing that could be compared with records, nor are their words in the search index.
    monkeypatch.setattr(backup_restore, "rebuild", lambda **_: Rebuilt(0, {}, None))
    monkeypatch.setattr(backup_restore, "renew_search", lambda _: None)
    with empty_place(folder):
        restore(folder / "one.zip", quietly)
        after = all_rows(apps)
        assert {label: rows for label, rows in after.items() if rows != before[label]} == {
            label: [] for label in LEFT_OUT | SENT
        }
        add_anything(models.SignIn)
        assert models.SignIn.objects.latest("pk").pk > max(row[0] for row in before["register.SignIn"])


def test_an_older_register_is_replaced_and_kept_and_its_backup_brought_up_to_date(folder, register):
    put_meeting("Kept in the backup")
    mend_search(quietly)
    Session.objects.create(session_key="a", session_data="a", expire_date=NOW)
    before = all_rows(apps) | {"sessions.Session": []}
    back_up(folder / "one.zip", quietly)
    for name in ("rcm", "late"):
        (folder / "data" / "sources" / f"{name}.toml").write_text("of today")
    with empty_place(folder):
        link = older_link()
        back_up(folder / "older.zip", quietly)
        with pytest.raises(BackupError, match="The register is not empty: with --replace it is kept beside"):
            restore(folder / "one.zip", quietly, now=NOW)

        restored = restore(folder / "one.zip", quietly, is_replaced=True, now=NOW)
        after = all_rows(apps)
        assert [label for label, rows in after.items() if rows != before[label]] == []
        assert rebuild(check=True).is_sound
        assert search("kept backup").meetings == tuple(models.Meeting.objects.values_list("uid", flat=True))
        assert links_in(restored.kept) == [link]

        assert sources_in(folder) == {
            "rcm.toml": "the backup's",
            "rcm.toml.before-20261121-090000": "of today",
            "late.toml.before-20261121-090000": "of today",
        }

        restore(folder / "older.zip", quietly, is_replaced=True, now=NOW + timedelta(seconds=1))
        assert list(models.RoomLink.objects.values_list("link", flat=True)) == [link]
        executor = MigrationExecutor(connection)
        assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
        assert list(folder.rglob("*.new-*")) == []
        assert models.Meeting.objects.count() == models.PlanRun.objects.count() == 0


def test_a_search_index_of_other_rules_is_renewed(folder, register):
    put_meeting("Labour mobility")
    uids = tuple(models.Meeting.objects.values_list("uid", flat=True))
    models.SearchEntry.objects.update(title_tokens="by former rules", body_tokens="")
    assert search("labour mobility").meetings == ()
    back_up(folder / "one.zip", quietly)
    with empty_place(folder):
        restore(folder / "one.zip", quietly)
        assert search("labour mobility").meetings == uids


def sources_in(folder):
    """The descriptions of sources, those set aside too, with what they say."""
    return {path.name: path.read_text() for path in (folder / "data" / "sources").iterdir()}


def older_link():
    """A register as an older iscm made it, with one link to a room; gives that."""
    state = MigrationExecutor(connection).migrate([("register", "0018_surveys"), ("auth", LAST_OF_AUTH)])
    return (
        state.apps.get_model("register", "RoomLink")
        ._base_manager.get(pk=add_anything(state.apps.get_model("register", "RoomLink")))
        .link
    )


def links_in(kept):
    """The links to rooms in the register that was kept beside."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT link FROM {kept.removeprefix('the schema ')}.register_roomlink")
            return [link for (link,) in cursor.fetchall()]
    with closing(sqlite3.connect(kept)) as old:
        return [link for (link,) in old.execute("SELECT link FROM register_roomlink")]


LINES = {
    "too few": b'["a"]',
    "too many": b'[1,"a",1,"2026-01-01T00:00:00+00:00",1]',
    "no time zone": b'[1,"a",1,"2026-01-01T00:00:00"]',
    "no list": b"1",
    "no JSON": b"[",
    "deep": b"[" * 100_000,
    "no moment": b'[1,"a",1,"yesterday"]',
    "no number": b'[1,"a","many","2026-01-01T00:00:00+00:00"]',
    "no text of a moment": b'[1,"a",1,[]]',
}


@pytest.mark.parametrize("what", LINES)
def test_a_line_that_is_no_row_of_its_table_is_refused(what):
    with pytest.raises(ValueError, match=r"^a line is no row$"):
        list(write_lines(models.Stamp, [LINES[what] + b"\n"]))


def test_a_backup_of_a_newer_iscm_is_refused(folder, monkeypatch):
    manifest = back_up(folder / "one.zip", quietly)
    monkeypatch.setattr(backup_restore, "unknown_migrations", lambda *_: ["register.9999_x"])
    with pytest.raises(BackupError, match=r"made by a newer iscm \(register.9999_x is not known here\): upgrade iscm"):
        restore(folder / "one.zip", quietly, is_replaced=True)
    assert manifest.migrations["register"]


def test_a_register_that_somebody_uses_is_not_touched(folder):
    back_up(folder / "one.zip", quietly)
    with empty_place(folder):
        if connection.vendor == "postgresql":
            import psycopg

            other = psycopg.connect(**connection.get_connection_params())
        else:
            other = sqlite3.connect(folder / "register.sqlite3")
            other.execute("PRAGMA journal_mode=WAL")
            other.execute("SELECT * FROM sqlite_master")
        with closing(other), pytest.raises(BackupError, match="The register is in use"):
            restore(folder / "one.zip", quietly)
        assert connection.introspection.table_names() == []


def test_a_file_that_is_no_database_is_kept_and_replaced(folder, monkeypatch):
    back_up(folder / "one.zip", quietly)
    monkeypatch.setattr(backup_restore, "_fill", lambda *_: add_table())
    with empty_file(folder / "register.sqlite3"):
        (folder / "register.sqlite3").write_bytes(b"no database at all" * 1000)
        (folder / ".register.sqlite3.new-99").write_bytes(b"left by a process that was killed")
        with pytest.raises(BackupError, match="The register is not empty"):
            restore(folder / "one.zip", quietly)
        kept = restore(folder / "one.zip", quietly, is_replaced=True).kept
        assert Path(kept).read_bytes() == b"no database at all" * 1000
        assert connection.introspection.table_names() == ["put_there"]
    assert [path.name for path in folder.glob(".*")] == []


def add_table():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE put_there (id integer)")


def test_what_fails_while_it_is_built_leaves_the_old_register(folder, monkeypatch):
    back_up(folder / "one.zip", quietly)
    monkeypatch.setattr(backup_restore, "_fill", fail)
    with empty_place(folder):
        add_table()
        with pytest.raises(OSError, match="no room"):
            restore(folder / "one.zip", quietly)
        assert connection.introspection.table_names() == ["put_there"]
    assert [path.name for path in folder.rglob("*") if ".new-" in path.name or ".before-" in path.name] == []


def fail(*_):
    add_table()
    raise OSError("no room")
