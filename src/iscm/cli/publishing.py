"""What all subcommands that publish have in common: options, which format is meant, output whole or not at all.

A file is written beside its place and then put there: a full disk, Ctrl-C or a crash leaves what was there before.
"""

import argparse
import os
import stat
import sys
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from iscm.cli.failures import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable

    from iscm.publication.formats import Format
    from iscm.publication.report import Report
    from iscm.publication.words import Words

STEPS = 3
STANDARD_OUTPUT = "-"
DEFAULT_FORMAT = "md"
PAPERS = ("a4", "letter")
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh-hans")
FORMS = ("pdf", "docx", "xlsx", "csv", "json", "html", "md")
TEXTS = frozenset({"csv", "json", "html", "md", "ics"})
SUFFIXES = {"htm": "html", "markdown": "md", "txt": "md"}


def add_output_arguments(parser: argparse.ArgumentParser, *more_forms: str) -> None:
    """Language, paper, format and where to write."""
    forms = (*FORMS, *more_forms)
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the publication (default: en)")
    parser.add_argument("--paper", choices=PAPERS, default="a4", help="paper of a PDF (default: a4)")
    parser.add_argument("--format", choices=forms, help="default: by the name of FILE, else md")
    parser.add_argument("-o", "--output", metavar="FILE", default=STANDARD_OUTPUT, help="default: standard output")
    parser.set_defaults(forms=forms)


def form_of(args: argparse.Namespace) -> str:
    """The format that is meant: `--format`, else by the suffix of the output's name, else Markdown.

    Raises `CommandError` for a suffix that names no format, for a folder, and for bytes that a terminal cannot show.
    """
    form = args.format or _form_by_name(args.output, args.forms)
    if args.output == STANDARD_OUTPUT and form not in TEXTS and sys.stdout.isatty():
        raise CommandError(f"{form} is nothing for a terminal: name a file (-o FILE.{form}) or use a pipe")
    if args.output != STANDARD_OUTPUT and Path(args.output).is_dir():
        raise CommandError(f"{args.output} is a folder: name a file in it")
    return str(form)


def publish(args: argparse.Namespace, form: str, make: "Callable[[], Report]") -> None:
    """Make a report, render it, write it; with a bar on a terminal."""
    from iscm.cli.progress import Bar

    with Bar() as bar:
        bar(0, STEPS, "asking the register")
        report = make()
        bar(1, STEPS, f"setting {form.upper()}")
        content = render(form, report, args.paper)
        bar(2, STEPS, "writing")
    write_output(content, args.output)


def render(form: str, report: "Report", paper: str) -> bytes:
    """The bytes of a report in a format."""
    if form == "pdf":
        from iscm.publication.formats import pdf

        return pdf.render(report, paper)
    return found_format(form).render(report)


def found_format(form: str) -> "Format":
    """A format by its suffix."""
    from iscm.publication.formats import FORMATS

    return FORMATS[form]


def chosen_words(args: argparse.Namespace) -> "Words":
    """The words of the language asked for."""
    from iscm.publication.words import words_in

    return words_in(args.lang)


def day(text: str) -> date:
    """A day of the command line, such as 2024-03-31."""
    return date.fromisoformat(text)


def add_period_arguments(parser: argparse.ArgumentParser) -> None:
    """The days between which meetings are wanted."""
    parser.add_argument("--from", dest="since", type=day, metavar="DAY", help="first day, such as 2024-03-31")
    parser.add_argument("--to", dest="until", type=day, metavar="DAY", help="last day, inclusive")


def refuse_reversed(since: date | None, until: date | None) -> None:
    """Raise `CommandError` for a period that ends before it starts."""
    if since and until and until < since:
        raise CommandError(f"--to {until} lies before --from {since}")


def open_register() -> None:
    """Open the register; where it holds nothing yet, build it from what the package carries."""
    from iscm.cli import serving
    from iscm.cli.store import open_store

    open_store()
    from iscm.register.models import Document  # models can be imported once the store is open

    if not Document.objects.exists():
        serving.build_if_needed()


def write_output(content: bytes, target: str) -> None:
    """Write to a file, whole or not at all, or to standard output (`-`).

    Raises `CommandError` with one line where the file cannot be written. A file that was there keeps its permissions; a
    device or pipe is written to as it is.
    """
    if target == STANDARD_OUTPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    try:
        _write_file(path, content)
    except OSError as error:
        reason = (os.strerror(error.errno) if error.errno else str(error)).lower()
        raise CommandError(f"{target} cannot be written: {reason}") from None


def _form_by_name(target: str, forms: tuple[str, ...]) -> str:
    suffix = Path(target).suffix.removeprefix(".").lower() if target != STANDARD_OUTPUT else ""
    form = SUFFIXES.get(suffix, suffix) or DEFAULT_FORMAT
    if form not in forms:
        raise CommandError(f"no format is called {suffix!r}: use one of {', '.join(forms)}, or --format")
    return form


def _write_file(path: Path, content: bytes) -> None:
    place = path.resolve()  # what a link leads to is replaced, not the link
    mode = _mode(place)
    if mode is None:
        place.write_bytes(content)
        return
    handle, draft = tempfile.mkstemp(prefix=f".{place.name[:100]}.", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            os.fchmod(file.fileno(), mode)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(place)
    except BaseException:
        with suppress(OSError):
            Path(draft).unlink()
        raise
    _keep(place.parent)


def _mode(place: Path) -> int | None:
    """The permissions that the file has, or a new one gets; None for what is no plain file. Raises `OSError`."""
    try:
        found = place.stat().st_mode
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    if not stat.S_ISREG(found):
        return None
    with place.open("ab"):  # a file that may not be written is not replaced either
        return stat.S_IMODE(found)


def _keep(folder: Path) -> None:
    """Let the new name survive a loss of power, where the system can promise that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
