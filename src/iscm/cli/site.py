"""`iscm site`: the public site as plain files, for any web space, a sub-folder of one, or a memory stick.

Exit status: 0, or 2 where the folder cannot be written or is not ours.
"""

import argparse
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from iscm.cli.failures import CommandError
from iscm.cli.publishing import LANGUAGES

if TYPE_CHECKING:
    from iscm.cli.siting.asking import Asker
    from iscm.publication.site.addresses import Layout
    from iscm.publication.site.folder import Folder, Written

GROUP = "From the register to its readers"
HELP = "write the whole public site as plain files that need no server"
FINE = 0
HEAVY = ("pdf", "docx", "xlsx")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where, in which languages, and how much."""
    parser.add_argument("folder", metavar="DIR", help="a folder that is not there, is empty or holds an older site")
    parser.add_argument(
        "--lang",
        type=_languages,
        default=LANGUAGES,
        metavar="en,fr",
        help="languages, the main one first (default: all six)",
    )
    parser.add_argument("--light", action="store_true", help=f"without {', '.join(HEAVY).upper()} files")
    parser.add_argument("--force", action="store_true", help="make every page again, even if nothing has changed")


def run(args: argparse.Namespace) -> int:
    """Write what changed; say how much."""
    from iscm.cli.main import NO_ROOM
    from iscm.cli.publishing import open_register
    from iscm.cli.serving import collect_static
    from iscm.cli.store import database_failures

    open_register()
    collect_static()
    try:
        with database_failures():
            print(_write(Path(args.folder), args))
    except OSError as error:
        if error.errno in NO_ROOM:
            raise
        raise CommandError(f"{args.folder} cannot be written: {(error.strerror or str(error)).lower()}") from None
    return FINE


def _write(root: Path, args: argparse.Namespace) -> str:
    from django.conf import settings

    from iscm.cli.siting.asking import Asker
    from iscm.publication.site.addresses import Layout
    from iscm.publication.site.folder import Folder

    layout = Layout(args.lang, frozenset(HEAVY if args.light else ()))
    said = {"languages": layout.languages, "left_out": layout.left_out, "has_place": bool(settings.SITE_URL)}
    folder = Folder.open(root)
    with Asker(said) as asker:
        state = _state(asker, layout)
        if state == folder.state and folder.is_whole and not args.force:
            return f"{root}: nothing changed ({len(folder.held)} files)"
        done = _made(folder, asker, layout, state)
    if not done.new and not done.removed:
        return f"{root}: nothing changed ({done.all} files)"
    return f"{root}: {done.new} files written, {done.removed} removed, {done.all - done.new} as they were"


def _made(folder: "Folder", asker: "Asker", layout: "Layout", state: str) -> "Written":
    from django.conf import settings

    from iscm.cli.progress import Bar
    from iscm.cli.siting.making import Making, put_front, put_searches
    from iscm.publication.site.texts import Texts

    with folder, Bar() as bar:
        making = Making(asker, Texts(layout, settings.SITE_URL), folder, bar)
        making.write()
        put_searches(making)
        put_front(making, dict(settings.LANGUAGES))
        # What changed while it was written is looked for by the next run.
        return folder.finish(state if _state(asker, layout) == state else "")


def _state(asker: "Asker", layout: "Layout") -> str:
    """What everything is made from: register and build, as pages say by their ETags; the settings; what is wanted."""
    from django.conf import settings

    etags = [asker.ask(address, HTTP_IF_NONE_MATCH="*").etag for address in ("/", "/sources/")]
    set_ = [settings.SITE_URL, settings.PUBLISHER, settings.LICENCE, settings.CONTACT]
    said = repr([etags, set_, layout.languages, sorted(layout.left_out)])
    return hashlib.sha256(said.encode()).hexdigest()


def _languages(text: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(part for part in text.replace(" ", "").lower().split(",") if part))
    if not chosen or not set(chosen) <= set(LANGUAGES):
        raise argparse.ArgumentTypeError(f"{text!r}: use some of {','.join(LANGUAGES)}")
    return chosen
