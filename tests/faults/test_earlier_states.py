"""Registers of earlier states brought up to date with what is in them, also killed meanwhile.

`registers/` has backups of registers that the programs of earlier days made and filled: a calendar, its next edition, a
document that waits, and as far as the program could an edition and a withdrawn meeting. A file is named after its last
migration.
"""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from iscm.domain.errors import ConflictError
from iscm.register.operations.backup_archive import open_backup
from iscm.register.operations.backup_restore import _load, _make_tables
from iscm.register.operations.backup_tables import (
    applied_migrations,
    apps_of,
    columns_of,
    kept_models,
    label_of,
    read_lines,
)
from iscm.register.operations.upgrade import upgrade
from tests.factories.anything import add_anything
from tests.factories.databases import own_database
from tests.faults.conftest import copy_of, wrong
from tests.faults.forking import KILLED, Deadline, in_fork, led_to

pytestmark = pytest.mark.database
STATES = sorted(Path(__file__).with_name("registers").glob("*.zip"))
POINTS = 3
DERIVED = {"register.SearchEntry"}


def tell(_done, _total, _what):
    """Nobody looks."""


def load(path):
    """The register of a backup, in its own state of the tables, where a database was empty."""
    with open_backup(path, tell) as archive, connection.constraint_checks_disabled():
        _load(archive, _make_tables(archive.manifest), tell)


def rows(apps=None):
    """All rows by table and key, each with the names of its columns, in whatever state the tables are."""
    found = {}
    for model in kept_models(apps or apps_of(applied_migrations())):
        names, key = columns_of(model), columns_of(model).index(model._meta.pk.attname)
        lines = [json.loads(line) for line in read_lines(model)]
        found[label_of(model)] = {str(line[key]): dict(zip(names, line, strict=True)) for line in lines}
    return found


def lost(before, after):
    """What of the rows before is not there after, or stands there otherwise; what is derived may be made anew."""
    for label, held in before.items():
        if label in DERIVED:
            continue
        for key, row in held.items():
            kept = after.get(label, {}).get(key, {})
            yield from ((label, key, name) for name in row if name in kept and kept[name] != row[name])
            if not kept:
                yield label, key


def bring_up_to_date(path):
    """Whether it was behind, what was lost, what is wrong then, and whether once more does anything."""
    load(path)
    before = rows()
    return upgrade(), list(lost(before, rows())), wrong(), upgrade()


@pytest.mark.parametrize("path", STATES, ids=[path.stem for path in STATES])
def test_a_register_of_an_earlier_state_keeps_every_row_and_is_sound(fork, tmp_path, path):
    with own_database(tmp_path) as address:
        assert fork(address, bring_up_to_date, path) == (True, [], {}, False)


def walk():
    """Through all states, with a row in every table from when it is there; gives what was lost on the way."""
    executor = MigrationExecutor(connection)
    others = [node for node in executor.loader.graph.leaf_nodes() if node[0] != "register"]
    seen, found = {}, []
    for app, name in sorted(key for key in executor.loader.disk_migrations if key[0] == "register"):
        apps = MigrationExecutor(connection).migrate([*others, (app, name)]).apps
        found += lost(seen, rows(apps))
        for model in kept_models(apps):
            if not model._base_manager.exists():
                add_anything(model)
        seen = rows(apps)
    return found, [label for label, held in seen.items() if not held]


def test_from_state_to_state_no_row_of_any_table_is_lost(fork, tmp_path):
    with own_database(tmp_path) as address:
        assert fork(address, walk) == ([], [])


def counted(fatal=0):
    deadline = Deadline(fatal)
    upgrade()
    return deadline.number


def kill_while_upgrading(old, folder):
    """At points all over it: how the process ended, whether the tables are as before, and whether all is well then."""
    before = applied_migrations(), rows()
    connection.close()
    with copy_of(old, folder) as address, led_to(address):
        events = counted()
    found = []
    for point in [1 + events * n // POINTS for n in range(POINTS)] + [events]:
        with copy_of(old, folder) as address:
            killed = in_fork(address, folder, counted, point)
            with led_to(address):
                is_as_before = (applied_migrations(), rows()) == before
                found.append((killed.status, is_as_before, is_as_before == upgrade(), list(lost(before[1], rows()))))
    return found


def test_killed_while_it_is_brought_up_to_date_it_is_as_before_and_again_completes(fork, tmp_path):
    with own_database(tmp_path) as old:
        fork(old, load, STATES[-1])
        found = fork(old, kill_while_upgrading, old, tmp_path)
    assert found == [(KILLED, True, True, [])] * POINTS + [(KILLED, False, True, [])]


def meet_newer():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET name = '9999_later' WHERE name = '0001_first'")
    with pytest.raises(ConflictError, match=r"of a newer iscm \(register\.9999_later"):
        upgrade()


def test_an_older_program_does_not_touch_newer_tables(fork, tables, tmp_path):
    with copy_of(tables, tmp_path) as address:
        fork(address, meet_newer)
