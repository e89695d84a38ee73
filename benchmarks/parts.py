"""The parts of a run, by name."""

from collections.abc import Callable, Iterator, Mapping

from benchmarks.api import measure_api
from benchmarks.feeds import measure_feeds
from benchmarks.harvesting import measure_harvesting
from benchmarks.measuring import Measure
from benchmarks.peers.comparing import measure_peers
from benchmarks.planning import measure_planning
from benchmarks.plans import measure_plans
from benchmarks.publishing import measure_publishing
from benchmarks.reading import measure_reading
from benchmarks.scale.measuring import SIZES, Measured, measure_scale
from benchmarks.site import measure_site
from benchmarks.verdicts import Verdict
from benchmarks.windows import measure_windows

Found = Measure | Measured | Verdict
Part = Callable[[tuple[int, ...]], Iterator[Found]]
"""Gets the sizes of made-up registers."""

PARTS: Mapping[str, Part] = {
    "reading": lambda _: measure_reading(),
    "publishing": lambda _: measure_publishing(),
    "planning": lambda _: measure_planning(),
    "plans": lambda _: measure_plans(),
    "windows": lambda _: measure_windows(),
    "feeds": lambda _: measure_feeds(),
    "harvesting": lambda _: measure_harvesting(),
    "api": lambda _: measure_api(),
    "site": lambda _: measure_site(),
    "peers": lambda sizes: measure_peers(max(sizes)),
    "scale": measure_scale,
}


def sizes_in(words: str) -> tuple[int, ...]:
    """Sizes with commas between them, the smallest first; the usual ones where nothing is said."""
    return tuple(sorted({int(word) for word in words.replace("_", "").split(",")})) if words else SIZES
