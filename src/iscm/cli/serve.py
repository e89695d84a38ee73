"""`iscm serve`: the website on one machine."""

import argparse
import os

GROUP = "From the register to its readers"
HELP = "serve the website on this machine; builds the register first if there is none"
LAST_PORT = 65_535


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument(
        "--port", type=int, default=os.environ.get("PORT", "8000"), help="default: PORT in the environment, else 8000"
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    parser.add_argument("--workers", type=int, default=1, help="server processes (default: 1)")


def run(args: argparse.Namespace) -> int:
    """Prepare what is missing, then serve until stopped."""
    from iscm.cli import serving
    from iscm.cli.failures import CommandError
    from iscm.cli.safe_start import refuse_unsafe
    from iscm.cli.store import open_store

    if not 0 < args.port <= LAST_PORT or args.workers < 1:
        raise CommandError("--port is a number from 1 to 65535, --workers at least 1")
    serving.refuse_taken_port(args.host, args.port)
    open_store(migrate=False)
    refuse_unsafe(args.host)
    serving.open_or_only_read()
    serving.collect_static()
    serving.empty_figures()
    return serving.serve(args.host, args.port, args.workers)
