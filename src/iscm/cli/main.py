"""The command `iscm`: finds the subcommand's module, parses its arguments, turns errors into one line.

Every module of this package that has a `GROUP` is a subcommand of its own name. It gives `HELP` (one line),
`add_arguments(parser)` and `run(args) -> int`, and imports what is slow inside `run`.
"""

import argparse
import errno
import importlib
import io
import os
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from iscm.cli.failures import CommandError
from iscm.cli.plain import complain
from iscm.domain.errors import IscmError

# The order of the help page: the road from a document to its readers, then upkeep. What is not named here comes last.
ROAD = (
    "read",
    "ingest",
    "gather",
    "links",
    "check",
    "serve",
    "calendar",
    "highlights",
    "tracker",
    "reword",
    "publish",
    "editions",
    "export",
    "site",
    "digest",
    "clashes",
    "windows",
    "plan",
    "account",
    "rebuild",
    "index",
    "backup",
    "restore",
    "doctor",
    "manage",
)
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
PACKAGE = f"{Path(__file__).parents[1]}{os.sep}"
OUR_FAULT = "(a fault of iscm; ISCM_TRACEBACK=1 tells where)"
FINE, WRONG_USE, INTERRUPTED, NOBODY_READS = 0, 2, 130, 141


class Parser(argparse.ArgumentParser):
    """Wrong use is told in one line."""

    def error(self, message: str) -> NoReturn:
        """Raise `CommandError` in place of printing the whole usage."""
        raise CommandError(f"{message} (see {self.prog} --help)")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the subcommand named on the command line; return 0 fine, 1 problems that need a person, 2 wrong use or input.

    Never a traceback unless the environment has ISCM_TRACEBACK: an error is one line on standard error.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        _open_streams()
        _let_odd_letters_pass()
        status = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        _never_to_be_written()
        return NOBODY_READS
    except KeyboardInterrupt:
        return INTERRUPTED
    except (CommandError, IscmError) as error:
        return _failed(str(error))
    except Exception as error:
        if os.environ.get("ISCM_TRACEBACK"):
            raise
        return _failed(_outside_cause(error) or f"{type(error).__name__}: {error} {OUR_FAULT}")
    return status


def find_commands() -> list[str]:
    """The names of all subcommands, in the order of the road."""
    import pkgutil  # worth 4 ms to every subcommand that is named rightly

    import iscm.cli

    names = [found.name for found in pkgutil.iter_modules(iscm.cli.__path__) if hasattr(_module(found.name), "GROUP")]
    return sorted(names, key=lambda name: (ROAD.index(name) if name in ROAD else len(ROAD), name))


def _run(words: list[str]) -> int:
    if not words or words[0] in {"-h", "--help", "help"}:
        print(_help())
        return FINE if words else WRONG_USE
    if words[0] in {"-V", "--version"}:
        # Worth 30 ms to every other subcommand.
        from importlib.metadata import version

        print(f"iscm {version('iscm')}")
        return FINE
    command = _command(words[0])
    parser = Parser(prog=f"iscm {words[0]}", description=command.HELP)
    command.add_arguments(parser)
    try:
        return int(command.run(parser.parse_args(words[1:])))
    except SystemExit as done:  # --help, or a library that ends the process by itself
        return done.code if isinstance(done.code, int) else FINE


def _command(name: str) -> ModuleType:
    if name in ROAD or name in find_commands():
        return _module(name)
    import difflib

    near = difflib.get_close_matches(name, find_commands(), n=1)
    raise CommandError(f"no subcommand {name!r}" + (f"; did you mean {near[0]!r}?" if near else " (see iscm --help)"))


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"iscm.cli.{name}")


def _help() -> str:
    lines = ["usage: iscm SUBCOMMAND …", "", "The register of the inter-State consultation mechanisms on migration."]
    for group, names in groupby(find_commands(), key=lambda name: str(_module(name).GROUP)):
        lines += ["", group, *(f"  {name:<10} {_module(name).HELP}" for name in names)]
    return "\n".join([*lines, "", "iscm SUBCOMMAND --help tells the rest."])


def _outside_cause(error: Exception) -> str | None:
    """What the machine lacks, where that is why we failed."""
    if isinstance(error, MemoryError):
        return "the machine has not enough memory for this; read less at a time"
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        _never_to_be_written()
        return f"the output cannot be written: {os.strerror(error.errno).lower()}"
    if missing := _missing_part(error):
        return f"this copy of iscm is not whole: {missing} is missing. Copy or install it again."
    if "django.db" in sys.modules:
        from iscm.cli.store import told_of

        return told_of(error) or None
    return None


def _missing_part(error: Exception) -> str:
    """What of ourselves is not there, where a copy was broken off; empty for any other error."""
    if isinstance(error, ModuleNotFoundError) and error.name and error.name.split(".")[0] == "iscm":
        return error.name
    if isinstance(error, FileNotFoundError) and str(error.filename).startswith(PACKAGE):
        return str(error.filename).removeprefix(PACKAGE)
    return ""


def _failed(message: str) -> int:
    complain(message)
    return WRONG_USE


def _never_to_be_written() -> None:
    """The interpreter must not complain, while it shuts down, about words that nobody takes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_streams() -> None:
    """Output that was closed before we started goes nowhere, rather than into the next file that is opened.

    Output that Python does not buffer (PYTHONUNBUFFERED, usual in containers) is buffered by line: written raw, what no
    longer fits on the disk would be left out without a word.
    """
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # lives as long as we
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # as above
    if isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):
        whole = open(sys.stdout.fileno(), "wb", closefd=False)  # noqa: SIM115  # as above
        sys.stdout = io.TextIOWrapper(whole, encoding=sys.stdout.encoding, line_buffering=True)


def _let_odd_letters_pass() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
