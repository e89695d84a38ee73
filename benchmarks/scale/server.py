"""The site on a made-up register, in processes of its own, as long as a block runs."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from benchmarks.peers.processes import Memory, family, memory_of
from tests.browsing import free_port

PATIENCE, LIGHT = 120, "/robots.txt"


class Server:
    """The site as long as the block runs, on a port of its own; a command may serve something else instead."""

    def __init__(self, environ: Mapping[str, str], module: str = "benchmarks.scale.serve") -> None:
        self.environ, self.port = dict(environ), free_port()
        self.command = [sys.executable, "-m", module, str(self.port)]
        self.log = Path(self.environ["DATA_DIR"]) / "serve.log"

    def __enter__(self) -> Self:
        """Start, and wait for the lightest page."""
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(self.command, env=self.environ, stdout=log, stderr=log)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self.port}{LIGHT}", timeout=10):
                return self
            time.sleep(0.1)
        self.__exit__()
        raise RuntimeError(f"the server did not come up:\n{self.log.read_text()[-3000:]}")

    def __exit__(self, *_: object) -> None:
        """Stop, and wait until it has."""
        workers = family(self.process.pid)
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            for pid in workers:
                with suppress(ProcessLookupError):
                    os.kill(pid, 9)
            self.process.wait()

    @property
    def memory(self) -> Memory:
        """What its processes hold now, and held at most."""
        return memory_of(self.process.pid)
