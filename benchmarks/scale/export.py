"""`python -m benchmarks.scale.export DIR`: the open data of everything, and what writing it took.

Nothing else is imported: the memory of this process is measured.
"""

import json
import resource
import sys


def main(folder: str) -> None:
    """Write, then print processor seconds and the most MiB of memory."""
    from iscm.cli.main import main as command

    status = command(["export", "--format", "csv", folder])
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"processor": used.ru_utime + used.ru_stime, "most": used.ru_maxrss / 1024}))
    sys.exit(status)


if __name__ == "__main__":
    main(sys.argv[1])
