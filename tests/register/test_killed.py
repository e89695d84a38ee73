"""A process that dies in the middle leaves the register as it was before."""

import os
import shutil
import signal
import subprocess
import sys
import uuid
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import pytest

# Each point lies after rows were written and before the transaction ends.
POINTS = [
    ("ingest", point)
    for point in ("storing._store_indexes", "matching.store_judgements", "log.append", "refreshing.index_meetings")
] + [("publish", point) for point in ("publish._text", "log.append", "publish.raise_stamps")]

BEGIN = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
CHILD = """
import sys, time
import django
django.setup()
from iscm.data import carried_documents
from iscm.register.operations import build, checking, drafts, ingest, log, matching, publish, refreshing, storing
build.ensure_reference()
first, second = carried_documents()[:2]
ingest.ingest(first, actor="ann", accept=True)
point = sys.argv[1]
if point:
    module, name = point.split(".")
    inner = getattr(sys.modules["iscm.register.operations." + module], name)
    def stop(*args, **kwargs):
        inner(*args, **kwargs)
        print("ready", flush=True)
        time.sleep(60)
    setattr(sys.modules["iscm.register.operations." + module], name, stop)
from iscm.register import models
KINDS = "Received Document Record Claim Meeting Edition EditionText EditionFile Revision".split()
def count():
    return [getattr(models, kind).objects.count() for kind in KINDS]
print(count(), flush=True)
if sys.argv[2:] == ["ingest"]:
    ingest.ingest(second, actor="ann", accept=True)
if sys.argv[2:] == ["publish"]:
    publish.publish(drafts.draft_calendar(2017), actor="ann")
"""


@contextmanager
def own_database(folder, like=None):
    """The address of a database of its own, empty or `like` another: a file, or beside the one that tests run on."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        if like:
            shutil.copyfile(like.removeprefix("sqlite:///"), folder / "register.sqlite3")
        yield f"sqlite:///{folder}/register.sqlite3"
        return
    import psycopg

    name, template = f"own_{uuid.uuid4().hex}", f" TEMPLATE {urlsplit(like).path[1:]}" if like else ""
    parts = urlsplit(url)
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}{template}")
        yield urlunsplit(parts._replace(path=f"/{name}"))
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(tmp_path):
    """The address of an empty database of its own."""
    with own_database(tmp_path) as address:
        yield address


def environment(folder, database):
    """What a process that works on that database is told."""
    told = {"DATA_DIR": str(folder), "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "iscm.project.settings"}
    return os.environ | told


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """The address of a database with a register's tables: to make them takes longer than all that a child does."""
    folder = tmp_path_factory.mktemp("begun")
    with own_database(folder) as address:
        subprocess.run([sys.executable, "-c", BEGIN], env=environment(folder, address), check=True)
        yield address


@pytest.fixture
def child(tmp_path, begun):
    """Starts the child on a database of its own."""
    with own_database(tmp_path, begun) as address:

        def start(*arguments):
            command = [sys.executable, "-c", CHILD, *arguments]
            return subprocess.Popen(command, env=environment(tmp_path, address), stdout=subprocess.PIPE, text=True)

        yield start


@pytest.mark.database
@pytest.mark.parametrize(("what", "point"), POINTS)
def test_a_killed_process_leaves_the_register_as_before(child, what, point):
    with child(point, what) as process:
        before = process.stdout.readline()
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGKILL)
    with child("") as process:
        assert process.communicate(timeout=60)[0] == before
    assert process.returncode == 0
