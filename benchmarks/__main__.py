"""`python -m benchmarks`: measure, print, keep the results; exit status 1 if a target is missed."""

import os
import sys
import tempfile
from itertools import chain

from benchmarks.api import measure_api
from benchmarks.feeds import measure_feeds
from benchmarks.harvesting import measure_harvesting
from benchmarks.peers.comparing import measure_peers
from benchmarks.planning import measure_planning
from benchmarks.plans import measure_plans
from benchmarks.publishing import measure_publishing
from benchmarks.reading import measure_reading
from benchmarks.report import begin, write_page, write_results
from benchmarks.site import measure_site
from benchmarks.windows import measure_windows
from iscm.cli import serving
from iscm.cli.store import open_store


def main() -> int:
    measures, begun = [], begin()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "SECRET_KEY": "measuring", "API_LIMIT": "0"}
        os.environ.pop("DATABASE_URL", None)
        open_store()
        serving.build_if_needed()
        feeds = chain(measure_feeds(), measure_harvesting(), measure_peers())
        for found in chain(
            measure_reading(),
            measure_publishing(),
            measure_planning(),
            measure_plans(),
            measure_windows(),
            feeds,
            measure_api(),
            measure_site(),
        ):
            measures.append(found)
            mark = "" if found.is_kept else "  TOO SLOW"
            print(f"{found.median * 1000:9.1f} ms  {found.group:<10} {found.name}  {found.note}{mark}", flush=True)
    write_page(write_results(measures, begun))
    return int(not all(found.is_kept for found in measures))


if __name__ == "__main__":
    sys.exit(main())
