"""What was found of registers of several sizes, as tables in Markdown: a row an operation, a column a size."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.scale.figures import exponent

Json = Mapping[str, Any]
HEAD = """## Registers of {sizes} meetings

Made up in the field's shape (`benchmarks/registers/`): 30 mechanisms, 25 themes, 40 years, titles in six languages,
dates to be confirmed and imprecise ones, joint, cancelled and online meetings, about two records each. Two server
processes, one client, one connection. Cells have the median and, in brackets, the 99th of a hundred, in milliseconds;
what is not said to be kept or unchanged is made afresh. The exponent says how the median grows with the size: 0 not at
all, 1 in step.
"""
MEMORY = (("held", "memory of the server while reading, MiB"), ("most", "the most that its processes held, MiB"),
          ("export_most", "the most that the export held, MiB"))  # fmt: skip


def lines(measured: Sequence[Json]) -> Iterator[str]:
    """The section of the page."""
    sizes = sorted({one["size"] for one in measured})
    yield HEAD.format(sizes=", ".join(f"{size:,}" for size in sizes))
    for database in dict.fromkeys(one["database"] for one in measured):
        here = {one["size"]: one for one in measured if one["database"] == database}
        yield f"### {database}\n"
        yield from _table(here)
        yield ""


def _table(here: Mapping[int, Json]) -> Iterator[str]:
    sizes = sorted(here)
    yield f"| | {' | '.join(f'{size:,}' for size in sizes)} | a second at {sizes[-1]:,} | exponent |"
    yield f"| --- |{' ---: |' * (len(sizes) + 2)}"
    for name in here[sizes[-1]]["samples"]:
        samples = {size: here[size]["samples"].get(name, {}) for size in sizes}
        cells = " | ".join(_cell(one) for one in samples.values())
        points = [(size, one["p50"]) for size, one in samples.items() if one.get("p50")]
        grown = exponent(points)
        often = samples[sizes[-1]].get("rps")
        yield f"| {name} | {cells} | {_often(often)} | {'' if grown is None else f'{grown:.2f}'} |"
    for key, title in MEMORY:
        cells = " | ".join(f"{here[size][key]:,.0f}" if here[size][key] else "" for size in sizes)
        yield f"| {title} | {cells} | | |"
    rates = " | ".join(f"{here[size]['loaded']['meetings'] / here[size]['loaded']['seconds']:,.0f}" for size in sizes)
    yield f"| meetings loaded a second | {rates} | | |"


def _cell(sample: Json) -> str:
    if "fault" in sample:
        return sample["fault"].replace("|", "/")
    return f"{_short(sample['p50'])} ({_short(sample['p99'])})" if sample else ""


def _often(rate: float | None) -> str:
    if rate is None:
        return ""
    return f"{rate:,.0f}" if rate >= 10 else f"{rate:.2g}"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"
