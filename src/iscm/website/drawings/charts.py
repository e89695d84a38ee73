"""Charts as pages show them: drawn wide and narrow, with their table and their files."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info

from iscm.publication.charts.svg import render_svg
from iscm.publication.charts.tables import table_in_words
from iscm.publication.report import Chart, Table
from iscm.website.labels import labels

NARROW = 340.0  # a phone without its margins
MOST_COLUMNS = 6  # that stand side by side on a phone; more lie down


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart on a page. One of its two drawings is seen, by the width of the window; `svg` and `csv` are addresses."""

    chart: Chart
    wide: SafeString
    narrow: SafeString
    table: Table
    svg: str
    csv: str


def shown(charts: Iterable[Chart], year: int | None = None) -> list[ShownChart]:
    """The charts of a year, or of all years, ready for `website/parts/chart.html`."""
    return [_shown(chart, year) for chart in charts]


def table_of(chart: Chart) -> Table:
    """The table of a chart in the language of the page."""
    return table_in_words(chart, labels().words)


def is_rtl() -> bool:
    """Whether the language of the page is read from right to left."""
    return bool(get_language_info(get_language() or "en")["bidi"])


def _shown(chart: Chart, year: int | None) -> ShownChart:
    lying = "bars" if len(chart.labels) > MOST_COLUMNS else chart.shape
    small = replace(chart, key=f"{chart.key}-narrow", shape=lying)
    where = {"key": chart.key} | ({"year": year} if year else {})
    name = "figure-of-year" if year else "figure"
    return ShownChart(
        chart,
        mark_safe(render_svg(chart, is_rtl=is_rtl())),  # noqa: S308  # all words were escaped
        mark_safe(render_svg(small, is_rtl=is_rtl(), width=NARROW)),  # noqa: S308  # likewise
        table_of(chart),
        reverse(name, kwargs={**where, "form": "svg"}),
        reverse(name, kwargs={**where, "form": "csv"}),
    )
