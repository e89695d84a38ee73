"""The whole command in a fork: what it prints and how it ends."""

import contextlib
import tempfile
from dataclasses import dataclass

from iscm.cli.main import main


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended, what it printed, and its lines on standard error."""

    status: int
    out: str
    lines: tuple[str, ...]


def iscm(*words):
    """Run a subcommand here and now."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main([str(word) for word in words])
        return Said(status, _all(out), tuple(_all(err).splitlines()))


def _all(file):
    try:
        file.seek(0)
        return file.read()
    except OSError:  # given up, so that the interpreter complains to nobody
        return ""
