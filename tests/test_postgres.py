import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import find_server, main
from tests.programs import left_out


@pytest.mark.postgres
def test_a_private_server_answers_on_its_socket_and_leaves_nothing():
    if not find_server():
        left_out("a PostgreSQL server program")
    code = (
        "import os; from iscm.project.databases import parse_database_url as p; import psycopg; "
        "at = p(os.environ['DATABASE_URL']); "
        "print(at['HOST'], psycopg.connect(host=at['HOST'], user=at['USER'], dbname='postgres')"
        ".execute('show listen_addresses').fetchone())"
    )
    command = [sys.executable, "-m", "tests.postgres", sys.executable, "-c", code]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    folder, addresses = told.split(maxsplit=1)
    assert (addresses.strip(), Path(folder).exists()) == ("('',)", False)


def test_no_server_program_is_told_by_the_exit_status(monkeypatch):
    monkeypatch.setattr("tests.postgres.find_server", lambda: None)
    assert main(["true"]) == 127
