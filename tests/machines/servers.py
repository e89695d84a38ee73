"""A PostgreSQL that takes writes and a streaming replica of it, each in a folder of its own: sockets, no ports."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.machines.sites import wait_until
from tests.postgres import fast_place

# What is killed here is a process, not the machine: what it wrote is safe with the system.
FAST = (
    "-c fsync=off -c full_page_writes=off -c max_connections=60 -c autovacuum=off -c jit=off -c listen_addresses= "
    "-c wal_level=replica -c max_wal_senders=5 -c hot_standby=on -c hot_standby_feedback=on "
    "-c wal_retrieve_retry_interval=200ms"
)
ENOUGH = 2**30  # bytes
ACCOUNT = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []} if os.getuid() == 0 else {}


@dataclass
class Server:
    """One server: its programs, its folder, which is also where its socket is."""

    programs: Path
    folder: Path
    data: Path = field(init=False)

    def __post_init__(self):
        self.data = self.folder / "data"
        self.folder.mkdir()
        if ACCOUNT:
            shutil.chown(self.folder, "nobody")

    def run(self, program, *words):
        log = self.folder / "run.log"
        with log.open("ab") as out:
            done = subprocess.run(
                [str(self.programs / program), *words], cwd=self.folder, stdout=out, stderr=out, check=False, **ACCOUNT
            )
        assert done.returncode == 0, f"{program}:\n{log.read_text()[-2000:]}"

    def control(self, *words):
        self.run("pg_ctl", "-D", str(self.data), "-w", *words)

    def start(self):
        self.control("-l", str(self.folder / "log"), "-o", f"-k {self.folder} {FAST}", "start")

    def stop(self):
        with suppress(AssertionError):
            self.control("-m", "immediate", "stop")

    def kill(self):
        """Every process of it, at once and without a word."""
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        os.killpg(pid, signal.SIGKILL)

    def ask(self, statement, name="iscm"):
        """The first value of the first row, None where there is no row."""
        with psycopg.connect(host=str(self.folder), user="iscm", dbname=name, autocommit=True) as connection:
            found = connection.execute(statement)
            row = found.fetchone() if found.description else None
            return row[0] if row else None

    def follow(self, primary):
        """Become a replica of `primary`, whose rows are copied."""
        whence = f"host={primary.folder} user=iscm application_name={self.folder.name}"
        self.run("pg_basebackup", "-d", whence, "-D", str(self.data), "-R", "-X", "stream", "-c", "fast", "--no-sync")
        self.start()


@contextmanager
def primary_and_replica(programs) -> Iterator[tuple[Server, Server]]:
    """Two servers as long as the block runs; the replica begins with what the primary has."""
    folder = Path(tempfile.mkdtemp(prefix="iscm-machines-", dir=fast_place(ENOUGH)))
    folder.chmod(0o755)
    primary, replica = (Server(programs, folder / name) for name in ("one", "two"))
    try:
        primary.run("initdb", "-D", str(primary.data), "-U", "iscm", "-A", "trust", "-E", "UTF8", "-N")
        primary.start()
        primary.ask("CREATE DATABASE iscm", "postgres")
        replica.follow(primary)
        yield primary, replica
    finally:
        for server in (primary, replica):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def make_synchronous(primary):
    """From now on nothing is acknowledged that the replica has not got, too."""
    wait_until(lambda: primary.ask("SELECT state FROM pg_stat_replication") == "streaming", "a replica that follows")
    primary.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
    primary.ask("SELECT pg_reload_conf()")


def let_go(primary):
    """From now on the primary waits for no replica."""
    primary.ask("ALTER SYSTEM RESET synchronous_standby_names")
    primary.ask("SELECT pg_reload_conf()")
