"""The command `iscm`."""

import sys


def main() -> int:
    """Run the subcommand named on the command line and return its exit status."""
    sys.stderr.write("iscm: no subcommand yet\n")
    return 2
