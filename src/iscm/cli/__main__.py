"""`python -m iscm.cli`: the command without its script."""

import sys

from iscm.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
