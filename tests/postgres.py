"""A private PostgreSQL: `python -m tests.postgres COMMAND…` runs a command with DATABASE_URL set to it.

A cluster of its own in a folder that goes away, in memory where there is enough: a socket and no port, no waiting for
the disk. PostgreSQL refuses to run as root, so root runs it as `nobody`.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Rows of tests are rolled back before they could be cleaned up, and no query lasts long enough to be compiled.
FAST = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60 "
    "-c autovacuum=off -c jit=off -c wal_level=minimal -c max_wal_senders=0"
)
NO_SERVER = 127
MEMORY, ENOUGH = Path("/dev/shm"), 4 * 2**30  # bytes


def find_server() -> Path | None:
    """The folder of the server programs, newest first; None if there are none."""
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return found[-1] if found and (found[-1] / "initdb").exists() else None


def fast_place(room: int) -> Path | None:
    """Memory that looks like a disk, where it has so many bytes free; else wherever temporary files go."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > room else None


@contextmanager
def postgresql(programs: Path) -> Iterator[str]:
    """A fresh cluster as long as the block runs; gives its DATABASE_URL (Django makes the database it names)."""
    folder = Path(tempfile.mkdtemp(prefix="iscm-pg-", dir=fast_place(ENOUGH)))
    account = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
    if account:
        shutil.chown(folder, "nobody")

    def run(*command: str) -> None:
        # A server started by pg_ctl would keep a pipe open for ever: it gets none.
        log = folder / "run.log"
        with log.open("ab") as out:
            done = subprocess.run(command, cwd=folder, stdout=out, stderr=out, check=False, **account)
        if done.returncode:
            raise SystemExit(f"{command[0]} failed:\n{log.read_text()[-2000:]}")

    control = (str(programs / "pg_ctl"), "-D", str(folder / "data"), "-w")
    try:
        run(str(programs / "initdb"), "-D", str(folder / "data"), "-U", "iscm", "-A", "trust", "-E", "UTF8", "-N")
        run(*control, "-l", str(folder / "log"), "-o", f"-c listen_addresses= -k {folder} {FAST}", "start")
        try:
            yield f"postgresql://iscm@/iscm?host={folder}"
        finally:
            run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run the command beside a fresh cluster and return its exit status; NO_SERVER if there is no server program."""
    if not (programs := find_server()):
        return NO_SERVER
    # Whoever ends us ends the server too: the way out goes through the end of the block.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with postgresql(programs) as url:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
