"""`python -m benchmarks [PART…] [--sizes 120,6000]`: measure, print, keep the results, make docs/performance.md anew.

Exit status 1 if a target is missed or a part breaks off.
"""

import argparse
import os
import sys
import tempfile
import traceback
from pathlib import Path

from benchmarks.measuring import Measure
from benchmarks.parts import PARTS, Found, sizes_in
from benchmarks.report import write_page
from benchmarks.results import Run
from benchmarks.verdicts import Verdict, told
from iscm.cli import serving
from iscm.cli.store import open_store

RESULTS = Path(__file__).parent / "results"


def main(words: list[str]) -> int:
    """Measure the parts that are asked for, all by default; what one found is kept before the next begins."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measures speed.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"all by default: {', '.join(PARTS)}")
    parser.add_argument("--sizes", default=os.environ.get("SIZES", ""), type=sizes_in, help="of made-up registers")
    asked = parser.parse_args(words)
    if unknown := {*asked.parts} - {*PARTS}:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    run, failed = Run(RESULTS, asked.parts), False
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "SECRET_KEY": "measuring", "API_LIMIT": "0"}
        os.environ.pop("DATABASE_URL", None)
        open_store()
        serving.build_if_needed()
        for name in asked.parts or PARTS:
            try:
                for found in PARTS[name](asked.sizes):
                    run.add(found)
                    _tell(found)
            except Exception:  # noqa: BLE001  # one part that breaks off must not take an hour of others with it
                traceback.print_exc()
                failed = True
            run.keep()
    missed = write_page(RESULTS, parts=", ".join(PARTS))
    return int(failed or not run.is_kept or missed)


def _tell(found: Found) -> None:
    if isinstance(found, Measure):
        mark = "" if found.is_kept else "  TOO SLOW"
        print(f"{found.median * 1000:9.1f} ms  {found.group:<10} {found.name}  {found.note}{mark}", flush=True)
    elif isinstance(found, Verdict):
        figure = "" if found.found is None else f"{told(found.found)} {found.unit}"
        print(f"{found.word:>12}  {found.target}: {figure} {found.note}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
