"""A PostgreSQL cluster in a folder that stays, started while a block runs: a socket, no port, safe writes."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# As docs/operations.md has it for a machine of its own, but for the size of its memory.
SETTINGS = "-c shared_buffers=512MB -c max_wal_size=4GB -c jit=off -c listen_addresses="


@contextmanager
def cluster(folder: Path, programs: Path) -> Iterator[str]:
    """The cluster of this folder, made if there is none; gives its DATABASE_URL. Root runs it as `nobody`."""
    account = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
    # The path of a socket may have no more than 107 letters.
    sockets, data = Path(tempfile.mkdtemp(prefix="iscm-pg-")), folder / "data"
    folder.mkdir(parents=True, exist_ok=True)
    for path in (sockets, folder) if account else ():
        shutil.chown(path, "nobody")

    def run(*command: str | Path) -> None:
        with (sockets / "run.log").open("ab") as out:
            done = subprocess.run([*command], cwd=sockets, stdout=out, stderr=out, check=False, **account)
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed:\n{(sockets / 'run.log').read_text()[-2000:]}")

    control = (programs / "pg_ctl", "-D", data, "-w")
    try:
        if not data.exists():
            run(programs / "initdb", "-D", data, "-U", "iscm", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        run(*control, "-l", sockets / "log", "-t", "300", "-o", f"-k {sockets} {SETTINGS}", "start")
        try:
            yield f"postgresql://iscm@/iscm?host={sockets}"
        finally:
            run(*control, "-m", "fast", "stop")
    finally:
        shutil.rmtree(sockets, ignore_errors=True)
