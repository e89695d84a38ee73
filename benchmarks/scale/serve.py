"""`python -m benchmarks.scale.serve 8123`: the site on the register of DATA_DIR or DATABASE_URL, with two workers.

As `iscm serve` does it, but for building a register from what the package carries: a made-up one is whole. Nothing else
is imported: the memory of this process is measured.
"""

import sys

WORKERS = 2


def main(port: int) -> None:
    """Serve until stopped."""
    from iscm.cli import serving
    from iscm.cli.store import open_store

    open_store(migrate=False)
    serving.collect_static()
    serving.serve("127.0.0.1", port, WORKERS)


if __name__ == "__main__":
    main(int(sys.argv[1]))
