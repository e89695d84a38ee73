"""`python -m benchmarks.peers.fill 6000`: a register in DATA_DIR with so many made-up meetings."""

import sys

from benchmarks.peers.meetings import made_up, store
from iscm.cli import serving
from iscm.cli.store import open_store

if __name__ == "__main__":
    open_store()
    serving.build_if_needed()
    store(made_up(int(sys.argv[1])))
