"""Two people at once: nobody overwrites what they have not seen, and what is sent twice is there once."""

import os
import subprocess
import sys

import pytest

from tests.factories.databases import database  # noqa: F401  # the fixture

# Each waits for a line before it writes, so that both write at the same time.
CHILD = """
import sys
import django
django.setup()
from django.core.management import call_command
from iscm.domain.documents import Document
from iscm.domain.errors import StaleError
from iscm.domain.submissions import Right, Sender
from iscm.register.models import Meeting, Revision, Submission
from iscm.register.operations import build, correct, ingest, log, rebuild, submit
from iscm.register.queries.history import version_of
from tests.factories.records import make_reading, make_record
name = sys.argv[1]
if name == "first":
    call_command("migrate", verbosity=0)
    build.ensure_reference()
    reading = make_reading(make_record())
    ingest.ingest_readings([reading], Document("x", reading.sha256.encode()), actor="ann", accept=True)
    sys.exit()
if name == "last":
    seen = [Revision.objects.filter(action="corrected").count(), Submission.objects.count()]
    print(*seen, rebuild.rebuild(check=True).is_sound)
    sys.exit()
uid = Meeting.objects.get().uid
seen = version_of(uid)
values = {"title": "Workshop", "date": "3 May 2027", "mechanism": "rcm"}
sender = Sender(name, "rcm", Right.REVIEWED, owner="key")
print("ready", flush=True)
sys.stdin.readline()
sent = submit.submit(values, sender=sender, request_key="7")
try:
    correct.correct(uid, {"edtf": "2024-07-04"}, actor=name, reason="so it is", seen=seen)
    print("done", sent.uid)
except StaleError as error:
    print("stale", sent.uid, error.lines[0].actor)
"""


@pytest.fixture
def start(tmp_path, database):  # noqa: F811  # the fixture
    """Starts a writer of that name."""
    environ = os.environ | {
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "iscm.project.settings",
    }

    def start(name):
        command = [sys.executable, "-c", CHILD, name]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, env=environ, **pipes)

    return start


def end(process, words=""):
    told = process.communicate(words, timeout=120)[0].split()
    assert process.returncode == 0
    return told


@pytest.mark.database
def test_of_two_that_write_at_once_one_is_told_and_what_both_send_is_there_once(start):
    end(start("first"))
    both = [start(name) for name in ("ann", "bob")]
    assert [process.stdout.readline() for process in both] == ["ready\n", "ready\n"]
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    told = dict(zip(("ann", "bob"), (end(process) for process in both), strict=True))
    (winner,) = (name for name, words in told.items() if words[0] == "done")
    (loser,) = {"ann", "bob"} - {winner}
    assert told[loser] == ["stale", told[winner][1], winner]
    assert end(start("last")) == ["1", "1", "True"]
